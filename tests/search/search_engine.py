"""The search engine of a built site, run in Chromium, and the measures that its answers are judged by."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, cast

import yaml
from playwright.sync_api import Page

from conftest import published

ENGINE = "assets/search/engine.js"
_ANSWER = """query => {
  const { items, approximate } = prongsaiSearch.answer(query);
  return { locations: items.map(([one]) => one.location), titles: items.map(([one]) => one.title), approximate };
}"""


class Engine:
    """The engine with a site's index opened in a blank page."""

    def __init__(self, page: Page, site: Path, index: dict[str, Any] | None = None) -> None:
        self.page = page
        self.index = index or json.loads(published(site, "search/index.json").read_text(encoding="utf-8"))
        page.add_script_tag(path=str(published(site, ENGINE)))
        page.evaluate("index => prongsaiSearch.open(index)", self.index)
        self.letters = {
            entry[0]: bare(" ".join(self.index["texts"][number] for number in [entry[1], *entry[2]]))
            for entry in self.index["entries"]
        }

    def answer(self, query: str) -> Answer:
        """What the search box would show."""
        found = self.page.evaluate(_ANSWER, query)
        return Answer(found["locations"], found["titles"], found["approximate"])


@dataclass(frozen=True)
class Answer:
    """Results, best first."""

    locations: list[str]
    titles: list[str]
    approximate: bool


def bare(text: str) -> str:
    """Letters and digits only, as the engine compares them."""
    digits = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
    return re.sub(r"[^0-9a-zก-ฮะ-ฺเ-ๅ็-๎]", "", text.translate(digits).lower())


def recall(case: dict[str, Any], first: list[str]) -> float:
    """Share of what must be found that is among the first results."""
    musts = case["must"]
    return sum(any(fnmatchcase(one, must) for one in first) for must in musts) / len(musts)


def precision(case: dict[str, Any], first: list[str], letters: dict[str, str]) -> float:
    """Share of the first results that are right; an empty answer is all wrong."""

    def right(location: str) -> bool:
        named = [address for address in (*case["must"], *case.get("good", [])) if address != "*"]
        if any(fnmatchcase(location, address) for address in named):
            return True
        return any(word in letters[location] for word in case.get("holds", []))

    return sum(map(right, first)) / len(first) if first else 0.0


def cases() -> list[dict[str, Any]]:
    """The query set."""
    text = (Path(__file__).parent / "queries.yml").read_text(encoding="utf-8")
    return cast("list[dict[str, Any]]", yaml.safe_load(text))
