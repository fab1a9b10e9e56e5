"""A site from a few files, and the findings of some rules on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from prongsai.checks.rule import Rule
from prongsai.load import load_site
from prongsai.model import Site
from prongsai.problems import sort_problems

MakeSite = Callable[[Mapping[str, str]], Site]

_AGENCY = "name: องค์การบริหารส่วนตำบลบ้านทดสอบ\nprovince: สมมติ\n"
_YEAR = "title: รายงานผล\nsource: {title: รายงานผล}\n"


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Write the files (`ban/2568/measures/m1.yml: text`) and read them; missing agency.yml and year.yml are added."""

    def make(files: Mapping[str, str]) -> Site:
        data = tmp_path / "data"
        for name, text in files.items():
            path = data / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        for folder in {data / Path(name).parts[0] for name in files}:
            if not (folder / "agency.yml").exists():
                (folder / "agency.yml").write_text(_AGENCY, encoding="utf-8")
            for year in (path for path in folder.iterdir() if path.is_dir()):
                if not (year / "year.yml").exists():
                    (year / "year.yml").write_text(_YEAR, encoding="utf-8")
        site, problems = load_site(data, shown="data")
        assert not problems, [problem.line("en") for problem in problems]
        return site

    return make


@pytest.fixture
def findings(make_site: MakeSite) -> Callable[[Iterable[Rule], Mapping[str, str]], list[str]]:
    """The findings of the rules on the files, each as `level file:line:column: place: message [rule]` in Thai."""

    def find(rules: Iterable[Rule], files: Mapping[str, str]) -> list[str]:
        site = make_site(files)
        problems = sort_problems(problem for rule in rules for problem in rule.run(site))
        return [f"{problem.level} {problem.line('th')}" for problem in problems]

    return find
