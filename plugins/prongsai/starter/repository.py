"""The files of a new repository, by path."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from types import MappingProxyType

from prongsai import __version__
from prongsai.load.frameworks import load_frameworks
from prongsai.model import AgencyFields, DisclosureFields, Framework, MeasureFields, YearFields, own_first
from prongsai.model.records import STATUS_WORDS
from prongsai.rewrite.text import key_lines, scalar
from prongsai.starter.answers import Answers
from prongsai.starter.explained import explained, explanation
from prongsai.starter.managed import RECORD, Record, managed_files, sha256
from prongsai.words import load_words

COPIED = {
    "mkdocs.yml": "mkdocs.yml",
    "README.md": "README.md",
    "about.md": "site_src/about.md",
    "data-readme.md": "data/README.md",
    "gitignore": ".gitignore",
    "prongsai.yml": ".prongsai.yml",
}
"""Files of this package (their names without a leading dot, or git would obey them here), and where they go."""
_SITE_ONLY = {"mkdocs.yml", "site_src/about.md"}
"""What a repository that holds data only does without."""
_HOW_TO = "measures/README.md"
"""How a measure is written, in a year's folder; no record."""

_BLANK = re.compile(r"<<([a-z_]+)>>")
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#!|&~]")
"""What Markdown takes for more than a letter; an entity is a letter to every one of its readers."""


def starter_files(answers: Answers) -> dict[str, str]:
    """Every file of the repository: its path below the folder, and its text. The answers are already checked."""
    rules = load_frameworks()[answers.year]
    year = f"data/{answers.slug}/{answers.year}"
    made = {path: _filled(_source(name, answers), answers, rules) for name, path in COPIED.items()}
    if answers.site_repository:
        made = {path: text for path, text in made.items() if path not in _SITE_ONLY}
    made[f"data/{answers.slug}/agency.yml"] = _agency(answers)
    made |= {f"{year}/{name}": text for name, text in _year_files(rules).items()}
    made[f"{year}/{_HOW_TO}"] = _measures(answers, rules)
    managed = managed_files(answers.setup)
    record = Record(answers.setup, files={path: sha256(text) for path, text in managed.items()})
    return made | managed | {RECORD: record.write()}


def _source(name: str, answers: Answers) -> str:
    """The text of a file to copy. The README differs by where the site is published, and by what does it."""
    names = [name]
    if name == "README.md":
        names = [*_readme(answers), "readme/end.md"]
    folder = files("prongsai") / "starter" / "files"
    return "\n".join((folder / one).read_text(encoding="utf-8") for one in names)


def _readme(answers: Answers) -> list[str]:
    if answers.site_repository:
        return [f"readme/data-{answers.ci}.md"]
    parts = ["README.md", f"readme/host-{answers.host}.md"]
    if answers.ci == "none":
        return parts
    if answers.host == "pages":
        return [*parts, f"readme/pages-{answers.ci}.md", "readme/many.md"]
    return [*parts, f"readme/ci-{answers.ci}.md", f"readme/vars-{answers.host}.md", "readme/many.md"]


def _filled(text: str, answers: Answers, rules: Framework) -> str:
    """A copied file with its blanks filled, each in the way of the language it stands in."""
    url = f"site_url: {scalar(answers.site_url)}" if answers.site_url else "# site_url: https://…/"
    blanks = {
        "yaml_name": scalar(answers.label),
        "yaml_description": scalar(load_words()["new"]["description"].format(name=answers.name)),
        "yaml_slug": scalar(answers.slug),
        "site_url": url,
        "name": _MARKUP.sub(lambda found: f"&#{ord(found[0])};", answers.name),
        "slug": answers.slug,
        "year": str(answers.year),
        "items": str(rules.items_total),
        "version": __version__,
        "site_repository": answers.site_repository,
    }
    return _BLANK.sub(lambda found: blanks[found[1]], text)


def _agency(answers: Answers) -> str:
    given = {key: getattr(answers, key) for key in ("name", "short_name", "district", "province")}
    return text_of(headed("agency", explained(AgencyFields, given)))


def _year_files(rules: Framework) -> dict[str, str]:
    """The year's own records, with nothing answered yet."""
    words = load_words()["new"]
    title = words["year_title"].format(year=rules.fiscal_year)
    given = {"title": title, "source": {"title": words["source_title"]}}
    year = text_of(headed("year", explained(YearFields, given)))
    return {"year.yml": year, "disclosures.yml": text_of(disclosure_lines(rules))}


def is_unfilled(number: int, texts: Mapping[str, str]) -> bool:
    """Whether these files of a year, by path, are what `starter_files` gave and nobody has typed anything since."""
    rules = load_frameworks().get(number)
    if rules is None or "year.yml" not in texts:
        return False
    made = _year_files(rules)
    return all(made.get(name) == text for name, text in texts.items() if name != _HOW_TO)


def disclosure_lines(rules: Framework, units: Mapping[str, Sequence[str]] = MappingProxyType({})) -> Iterator[str]:
    """Every item of the framework as a key without an answer: the reader takes it for no answer, which is true.

    `units` are the responsible departments, by item, that are known already.
    """
    keys = (f"##   {name} – {explanation(DisclosureFields, name)}" for name, _ in own_first(DisclosureFields))
    yield from headed("disclosures", keys)
    unconfirmed = load_words()["common"]["unconfirmed"]
    yield f"## {load_words()['new']['states']} {' · '.join(STATUS_WORDS)}"
    for indicator in rules.indicators:
        for item in indicator.items:
            yield from ("", f"## {item.code} {item.name}{'' if item.confirmed else f' ({unconfirmed})'}")
            yield from (f"##   - {part}" for part in item.parts)
            yield from (f"{item.code}:", "  # status:")
            yield from key_lines("responsible", units.get(item.code, ()), "  ")
            yield from () if units.get(item.code) else ("  # responsible:",)
            yield from ("  # progress:", "  # evidence:")
            yield from ("  #   - title:", "  #     link:")


def _measures(answers: Answers, rules: Framework) -> str:
    """How a measure is written. Not a record, so the site shows no measure that nobody promised."""
    words = load_words()["new"]["measures"]
    known = rules.indicators if answers.by == "indicator" else rules.issues if answers.by == "issue" else ()
    example = [line for line in explained(MeasureFields, {}) if line]
    lines = [f"# {words['title'].format(year=answers.year)}", "", words[answers.by], ""]
    if known:
        lines += [*(f"- `{answers.by}: {group.number}` {group.name}" for group in known), ""]
    return text_of(iter([*lines, words["how"], "", "```yaml", *example, "```"]))


def headed(name: str, lines: Iterator[str]) -> Iterator[str]:
    """The lines of a file under the sentences that say how it is filled in."""
    yield from (f"# {line}" for line in load_words()["new"]["heads"][name])
    yield ""
    yield from lines


def text_of(lines: Iterator[str]) -> str:
    """Lines as the text of a file."""
    return "\n".join(lines).rstrip() + "\n"
