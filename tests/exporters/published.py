"""What several tests of the open data share: a site's published files, and data with a text in every field."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from case_files import write_files
from prongsai.build import AgencyPlan, plan_agency
from prongsai.exporters.data_index import site_files
from prongsai.load import load_site
from prongsai.pages import Asset, Download, Options, reference
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


class OpenData(NamedTuple):
    """What a site publishes for programs, and what its pages say of it."""

    assets: tuple[Asset, ...]
    downloads: dict[str, tuple[Download, ...]]
    """The files that an agency's data page offers, by the agency's slug."""
    linked: dict[str, str]
    """The linked data of pages, by their address."""


def published(data: Path, **chosen: Any) -> OpenData:
    """What the site of a data folder publishes for programs; fails with the problem that would stop it."""
    site, problems = load_site(data, shown="data")
    assert [problem.line() for problem in problems if problem.blocks] == []
    options = Options(**chosen)
    plans = {agency.slug: plan_agency(agency, options, data) for agency in site.agencies}
    for_programs = {file.address for plan in plans.values() for file in plan.offer.files}
    own = (asset for plan in plans.values() for asset in plan.assets if asset.address in for_programs)
    whole = site_files([plan.offer for plan in plans.values()], options.at, reference(options))
    return OpenData(
        (*own, *(Asset(address, content) for address, content in whole)),
        {slug: _offered(plan) for slug, plan in plans.items()},
        {address: text for plan in plans.values() for address, text in plan.linked.items()},
    )


def _offered(plan: AgencyPlan) -> tuple[Download, ...]:
    (page,) = (draft for draft in plan.drafts if draft.kind == "data")
    downloads: tuple[Download, ...] = page.context["downloads"]
    return downloads


def files(made: OpenData) -> dict[str, bytes]:
    """The files by address."""
    return {asset.address: asset.read() for asset in made.assets}
