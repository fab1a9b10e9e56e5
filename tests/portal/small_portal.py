"""A small fleet to look over: real agencies of this repository and invented ones, built by `prongsai fleet build`."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sys
from html import unescape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT / "tests" / "fleet"))

from small_fleet import agency, write  # noqa: E402  # found by the line above

REAL = ("ban-laem", "khok-yai", "sing", "tua-yang")
OWN_ADDRESS = "https://sing.example.go.th/ita/"


def agencies(folder: Path) -> Path:
    """Four agencies with their data as in this repository, one without a year, one that cannot be built."""
    for slug in REAL:
        made = agency(folder / slug, site_url=OWN_ADDRESS if slug == "sing" else "")
        shutil.rmtree(made / "data")
        shutil.copytree(ROOT / "data" / slug, made / "data" / slug)
    agency(folder / "kaeo", more="use_directory_urls: false\n")
    agency(folder / "sia")
    write(folder / "sia/data/sia/agency.yml", "name: เทศบาลตำบลเสีย\nprovince: สมมติ\nphnoe: 1\n")
    same = folder / "khok-yai" / "data" / "khok-yai" / "agency.yml"
    write(same, same.read_text(encoding="utf-8").replace("province: เลย", "province: กาญจนบุรี"))
    return folder


def text(page: Path) -> str:
    """What a reader reads on a page, its spaces and line ends as one space."""
    body = page.read_text(encoding="utf-8").partition("<main")[2].partition("</main>")[0].partition(">")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def table(path: Path) -> list[dict[str, str]]:
    """A CSV file."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def document(path: Path) -> Any:
    return json.loads(path.read_bytes())
