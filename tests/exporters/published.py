"""What several tests of the open data share: a site's published files, and data with a text in every field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from case_files import write_files
from prongsai.build import OpenData, open_data
from prongsai.load import load_site
from prongsai.pages import Options
from trust.every_field import FILES, Field, record

URL = "https://www.example.go.th/ita/"

VALUES: dict[str, Any] = {
    "Number": "1",
    "Numbers": ["๑", "2"],
    "FiscalYear": "๒๕๖๘",
    "Score": "91.20",
    "Flag": "ไม่ใช่",
    "Url": "https://www.example.go.th/a?b=1&c=2",
    "DateText": "31 มีนาคม 2568",
    "OitCode": "O1",
    "FileName": "a.pdf",
    "Status": "ดำเนินการ แล้ว",
    "SurveyCode": "abc123",
    "Waivers": {"missing-outcome": "ความลับของเจ้าหน้าที่"},
}


def full_data(folder: Path, text: Callable[[Field], Any], without: Mapping[str, str] | None = None) -> Path:
    """A data folder of one agency and one year in which every field is stated; `text` fills those that hold text."""

    def value(field: Field) -> Any:
        if field.place in {"issue", "continues", *(without or ())}:
            return None
        if field.choices:
            return field.choices[-1]
        return VALUES[field.kind] if field.kind in VALUES else text(field)

    made = {name: record(cls, value) for name, cls in FILES.items()}
    parts: dict[str, Any] = {
        "aa/agency.yml": made["agency.yml"],
        "aa/2568/year.yml": {**made["year.yml"], "status": "published", "framework": "2568"},
        "aa/2568/measures/m1.yml": made["measures"],
        "aa/2568/disclosures.yml": {"O1": made["disclosures.yml"], "O18": {}},
    }
    texts = {name: json.dumps(part, ensure_ascii=False) for name, part in parts.items()}
    write_files(folder, texts | {"aa/2568/evidence/a.pdf": "%PDF-1.7"})
    return folder


def published(data: Path, **options: Any) -> OpenData:
    """What the site of a data folder publishes for programs; fails with the problem that would stop it."""
    site, problems = load_site(data, shown="data")
    assert [problem.line() for problem in problems if problem.blocks] == []
    return open_data(site, Options(**options))


def files(made: OpenData) -> dict[str, bytes]:
    """The files by address."""
    return {asset.address: asset.read() for asset in made.assets}
