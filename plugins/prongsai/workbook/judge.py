"""Whether the changed files may stand in the data: read and checked in memory, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from prongsai.checks import check
from prongsai.load import strict_yaml
from prongsai.load.validate import validate
from prongsai.model import Agency, Disclosure, Measure, Site, Year
from prongsai.problems import Problem


def judge(site: Site, agency: Agency, year: Year, files: Mapping[str, str]) -> list[Problem]:
    """The problems of these files (by path below the year's folder) that would stop a build."""
    folder = year.origin.path.rpartition("/")[0]
    measures = {measure.id: measure for measure in year.measures}
    disclosures = year.disclosures
    found: list[Problem] = []
    for path, text in files.items():
        document = strict_yaml.read(text.encode(), f"{folder}/{path}")
        found += document.problems
        if document.problems or not isinstance(document.value, dict):
            continue
        if path.startswith("measures/"):
            identity = {"id": path.rpartition("/")[2].removesuffix(".yml"), "origin": document.source}
            measure, problems = validate(Measure, document, identity)
            found += problems
            if measure:
                measures[measure.id] = measure
            continue
        answers = []
        for code in document.value:
            place = {"code": code, "origin": document.source, "place": (code,)}
            answer, problems = validate(Disclosure, document, place, at=(code,))
            found += problems
            answers += [answer] if answer else []
        disclosures = tuple(answers)
    if found:
        return found
    new = with_records(year, tuple(measures.values()), disclosures)
    years = tuple(new if one.number == new.number else one for one in agency.years)
    changed = replace(site, agencies=(agency.model_copy(update={"years": years}),))
    paths = {f"{folder}/{path}" for path in files}
    return [one for one in check(changed).problems if one.blocks and one.source.path in paths]


def with_records(year: Year, measures: tuple[Measure, ...], disclosures: tuple[Disclosure, ...]) -> Year:
    """The year with other records, and nothing remembered of those it had."""
    new = year.model_copy(update={"measures": measures, "disclosures": disclosures})
    new.__dict__.pop("_disclosures_by_code", None)  # a copy takes cached properties along
    return new
