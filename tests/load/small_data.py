"""A small data folder of two agencies: `aa`, which a case spoils, and `ok`, which must be read whatever it does."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from case_files import write_files

_AGENCY = "name: องค์การบริหารส่วนตำบลทดสอบ\nprovince: ทดสอบ\n"
_YEAR = "title: รายงานผล\nsource:\n  title: รายงานผล\n"
_MEASURE = "title: จัดทำคู่มือ\n"
_OUTSIDE = "title: ความลับนอกโฟลเดอร์\n"

_FILES = {
    f"{slug}/{name}": text
    for slug in ("aa", "ok")
    for name, text in {
        "agency.yml": _AGENCY,
        "2568/year.yml": _YEAR,
        "2568/measures/m1.yml": _MEASURE,
        "2568/disclosures.yml": "O1:\n  status: ดำเนินการแล้ว\n",
        "2568/evidence/a.pdf": "%PDF-1.4\n",
    }.items()
}


def small_data(folder: Path, case: dict[str, Any]) -> Path:
    """Write the data, then what the case changes: `without`, `files`, `folders`, `links` (to something outside)."""
    data = folder / "data"
    write_files(data, _FILES)
    write_files(folder, {"outside/m1.yml": _OUTSIDE, "outside/year.yml": _YEAR, "outside/agency.yml": _AGENCY})
    for name in case.get("without", ()):
        path = data / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    write_files(data, case.get("files", {}))
    for name in case.get("folders", ()):
        (data / name).mkdir(parents=True)
    for name, target in case.get("links", {}).items():
        (data / name).symlink_to(folder / "outside" / target)
    return data
