"""Random data of every shape ends in a valid site or in located problems, never in anything else."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from every_field import FILES, TEXTS, Field, record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from prongsai.build import build_site, gather
from prongsai.exporters.search_index import search_index
from prongsai.pages import Options
from prongsai.problems import Problem

EXAMPLES = 150

WORDS = [
    "ก", "จัดทำคู่มือ", "ดำเนินการ", "๑. ประชุมชี้แจง", "๑๐. ก\n๓. ข", "ผู้รับบริการได้รับความสะดวก ร้อยละ ๙๐", "a" * 900,
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "https://itas.nacc.go.th/",
    "ที่https://www.example.go.th/(ก)", "&lt;", "]]>", "\ufffd", "น\u0e4d้า\u200bเเข็ง", "%s %(name)s", "&a *b !c", "- ",
    "1 ต.ค. 2567 - 30 ก.ย. 2568", "ตลอดปีงบประมาณ", "ไตรมาส 1-4", "31 กุมภาพันธ์ 2568", "มกราคม 5168", "2567/m1", "a" * 300,
]  # fmt: skip
"""No braces: a brace in a message is then one of ours that was never filled in."""
VALID: dict[str, list[Any]] = {
    "Waivers": [{"period-outside-year": "มติสภา"}, {}],
    "Number": ["1", "๒", "3"],
    "Numbers": [["1", "๒"], [], ["10"]],
    "FiscalYear": ["2568", "๒๕๖๗"],
    "Score": ["91.20", "๑๐๐", "0"],
    "Flag": ["ใช่", "ไม่"],
    "Url": ["https://www.example.go.th/ก.pdf", "http://a.go.th", "mailto:a@example.go.th", "tel:034-000-000"],
    "DateText": ["31 มีนาคม 2567", "๑ ต.ค. ๖๗", "31/3/2567"],
    "OitCode": ["O1", "O18"],
    "FileName": ["a.pdf", "แผน ๒๕๖๘.pdf"],
    "Status": ["ดำเนินการแล้ว", "ดำเนินการ", "ยังไม่ดำเนินการ"],
    "SurveyCode": ["abc123", "0000000"],
}
WRONG: list[Any] = [
    *WORDS, "", " ", "null", "0", "-1", "9" * 40, "1e9", "O99", "018", "2025", "3111", "99.999999999999", "101",
    "2568-13-45", {"ก": "ข"}, "javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "https://itas.nacc.go.th/go/iit/abc123",
    "../../etc/passwd", ".htaccess", "shell.php", "missing.pdf", [], ["", []], [[["ก"]]], ["ก"] * 201, ["1"] * 60,
    "ก" * 1001, "ก" * 20_001,
]  # fmt: skip
FITTING = {"framework", "indicator", "issue", "continues", "covers", "evidence.covers", "items"}
"""Fields that must fit to something else; `measure` sees to some of them."""
TEXT = st.text(st.characters(exclude_characters="{}"), max_size=8)
SHAPES: list[Any] = [[], ["ก"], {"ก": "ข"}, [{"title": "ก"}], "ก", {"title": ["ก"]}]


class Maker:
    """Makes one site's data; `wild` is how many of a hundred values are wrong."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.wild = data.draw(st.sampled_from([0, 0, 0, 1, 10, 60]))
        self.full = data.draw(st.sampled_from([10, 50, 100]))

    def chance(self, percent: int) -> bool:
        """Whether something happens this time."""
        return percent > 0 and self.data.draw(st.integers(0, 99)) < percent

    def one(self, choices: list[Any]) -> Any:
        """One of these."""
        return self.data.draw(st.sampled_from(choices))

    def value(self, field: Field) -> Any:
        """A value for a field, or None to leave it out."""
        dice = self.data.draw(st.integers(0, 999_999))  # one throw for all that follows: a throw is what costs time
        there, wrong, which = dice % 100 < self.full, dice // 100 % 100 < self.wild, dice // 10_000
        if field.place in FITTING or not (there or field.needed):
            return None
        if wrong:
            return WRONG[which % len(WRONG)] if which > 5 else self.data.draw(TEXT)
        if field.choices:
            return field.choices[which % len(field.choices)]
        if field.kind not in TEXTS:
            return VALID[field.kind][which % len(VALID[field.kind])]
        text = WORDS[which % len(WORDS)]
        return [text, WORDS[which % 7]] if field.kind in {"Items", "Names"} and which % 2 else text

    def record(self, name: str) -> Any:
        """A record of one kind of file, mostly as it should be."""
        if self.chance(self.wild // 4):
            return self.one(SHAPES)
        made = record(FILES[name], self.value, many=lambda _, make: [make() for _ in range(self.one([0, 1, 1, 2]))])
        if self.chance(self.wild):
            made.pop(self.one(sorted(made)))
        if self.chance(self.wild // 2):
            made[self.one(["titel", "id", "origin", "<<", "ก" * 300, "__class__", ""])] = self.one(WORDS)
        return made

    def measure(self) -> Any:
        """A measure, in a group or in none."""
        made = self.record("measures")
        if isinstance(made, dict):
            made |= self.one([{}, {"indicator": "1"}, {"indicator": "๙"}, {"items": ["O1", "O2"]}])
            made |= {"issue": "99"} if self.chance(self.wild) else {}
        return made


def written(data: st.DataObject, folder: Path) -> None:
    """Write random data below a folder."""
    make = Maker(data)

    def put(name: str, value: Any) -> None:
        text = (
            json.dumps(value, ensure_ascii=False) if not make.chance(make.wild // 5) else make.one(["", "[", "a: b: c"])
        )
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", errors="surrogatepass"))

    for slug in make.one([["aa"], ["aa", "b-2"], ["templates", "search", "404"]]):
        put(f"{slug}/agency.yml", make.record("agency.yml"))
        for year in make.one([[], ["2568"], ["2566", "2569"], ["2567", "2568"]]) + (
            ["2600"] if make.chance(make.wild) else []
        ):
            put(f"{slug}/{year}/year.yml", make.record("year.yml"))
            for number in range(make.one([0, 1, 3])):
                put(f"{slug}/{year}/measures/m{number}.yml", make.measure())
            codes = ["O1", "O7", *(["O44", "018", "", "O1 "] if make.chance(make.wild) else [])]
            if make.chance(70):
                put(f"{slug}/{year}/disclosures.yml", {code: make.record("disclosures.yml") for code in codes})
            for name in ["a.pdf", "แผน ๒๕๖๘.pdf", *(["a.php.pdf", "x.svg"] if make.chance(make.wild) else [])]:
                put(f"{slug}/{year}/evidence/{name}", "")
                (folder / f"{slug}/{year}/evidence/{name}").write_bytes(b"%PDF-1.4")


def faults(problem: Problem) -> Iterator[str]:
    """What is wrong with a problem as it is told."""
    line, column = problem.position
    if not problem.source.path.startswith("data"):
        yield "names no file of the data"
    if line < 1 or column < 1:
        yield "has no place"
    if not re.search("[ก-๙]", problem.message.th):
        yield "is not said in Thai"
    if re.search("[{}]", problem.message.th + problem.message.en):
        yield "has a blank that was not filled"
    if "\n" in problem.line() or "\n" in problem.line("en"):
        yield "is more than one line"


ENDS: Counter[str] = Counter()


@settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(st.data())
def test_any_data_ends_in_a_site_or_in_located_problems(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        root.mkdir()
        written(data, root)
        gathered = gather(root, shown="data", root=Path(folder))
        for problem in gathered.problems:
            assert list(faults(problem)) == [], problem.line()
        if gathered.stops:
            ENDS["stopped"] += 1
            return
        ENDS["built"] += 1
        options = Options(
            digits=data.draw(st.sampled_from(["arabic", "thai"])),
            directory_urls=data.draw(st.booleans()),
            drafts=data.draw(st.booleans()),
            single=len(gathered.site.agencies) == 1 and data.draw(st.booleans()),
        )
        built = build_site(gathered.site, options, root)
        assert all(page.html.strip() and page.title.strip() for page in built.pages)
        assert len({page.address for page in built.pages}) == len(built.pages)
        assert all(asset.read() for asset in built.assets)
        for page in built.pages:  # the only script is data, and nothing in it ends it
            described = re.findall(r'<script type="application/ld\+json">([^<>]*)</script>\n', page.html)
            assert page.html.count("<script") == len(described) <= 1
            assert all(json.loads(text)["@graph"] for text in described)
        assert search_index(gathered.site, built.pages, measure_address=options.at.group, written=[], link=str)


def test_the_random_data_was_good_often_enough_to_prove_something() -> None:
    if not ENDS:
        pytest.skip("the test above was not run")
    assert min(ENDS["built"], ENDS["stopped"]) > EXAMPLES // 8, ENDS
