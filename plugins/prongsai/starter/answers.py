"""What a new agency says about itself, each answer checked by the rules of the data format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from prongsai import thai
from prongsai.load.files import SLUG
from prongsai.load.frameworks import load_frameworks
from prongsai.model import Framework, Grouping
from prongsai.model.fields import Line, Url
from prongsai.starter.ci import SITE_REPOSITORY, Ci, Host
from prongsai.starter.managed import Setup
from prongsai.words import load_words

_LINE: TypeAdapter[str] = TypeAdapter(Line)
_URL: TypeAdapter[str] = TypeAdapter(Url)


@dataclass(frozen=True, slots=True)
class Answers:
    """What `prongsai new` asks; empty where the agency says nothing."""

    name: str
    province: str
    slug: str
    year: int
    short_name: str = ""
    district: str = ""
    site_url: str = ""
    by: Grouping = "issue"
    host: Host = "apache"
    ci: Ci = "none"
    site_repository: str = ""
    """The repository of the site, when this one is to hold data only."""

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    @property
    def setup(self) -> Setup:
        """What an upgrade has to know."""
        return Setup(self.slug, self.host, self.ci, self.site_repository)


def answer(field: str, given: Any) -> Any:
    """An answer as the data will hold it; ValueError with a Thai sentence when it may not stand there."""
    words = load_words()["new"]["wrong"]
    if field == "year":
        return framework_for(given).fiscal_year
    text = thai.normalise(str(given)).strip()
    shown = "".join(char if char.isprintable() else " " for char in text[:80])
    if field == "slug":
        if not SLUG.fullmatch(text):
            raise ValueError(words["slug"].format(text=shown))
        return text
    if field == "site_repository" and text:
        if not SITE_REPOSITORY.fullmatch(text):
            raise ValueError(words["site_repository"].format(text=shown))
        return text
    if field in {"by", "host", "ci"} or (not text and field not in {"name", "province"}):
        return text
    kind = "site_url" if field == "site_url" else "text"
    try:
        if kind == "text" and text.isprintable():
            return _LINE.validate_python(text)
        if kind == "site_url" and text.lower().startswith(("http://", "https://")) and not {"?", "#"} & set(text):
            return _URL.validate_python(text).rstrip("/") + "/"
    except ValidationError as error:
        raise ValueError(words[kind].format(text=shown)) from error
    raise ValueError(words[kind].format(text=shown))


def framework_for(year: Any) -> Framework:
    """The framework of a fiscal year (the newest for None); ValueError with a Thai sentence when there is none."""
    known = load_frameworks()
    if year is None:
        return known[max(known)]
    found = known.get(int(year)) if str(year).isdecimal() and len(str(year)) == 4 else None
    if found is None:
        listed = " ".join(map(str, known))
        raise ValueError(load_words()["new"]["wrong"]["year"].format(text=str(year)[:20], known=listed))
    return found
