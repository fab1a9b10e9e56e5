"""The ITA framework of one fiscal year: indicators, disclosure items, issues, score levels. Packaged data, not code."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, model_validator

from prongsai.model.fields import FiscalYear, Line, Number, OitCode, Score, Text

Confidence = Literal["high", "medium", "low"]
Instrument = Literal["IIT", "EIT", "OIT"]
DateRule = Literal["none", "in_fy", "previous_fy", "plan_covers_fy", "effective_in_fy", "first_half_fy"]


class FrameworkPart(BaseModel):
    """What every part of a framework has in common: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Item(FrameworkPart):
    """One disclosure item (OIT) of a year; scored 100 or 0, so every part must be shown."""

    code: OitCode
    name: Line
    group: Line
    aliases: tuple[Line, ...] = ()
    role: Literal["measures", "report"] | None = None
    parts: tuple[Line, ...] = ()
    date_rule: DateRule = "none"
    confidence: Confidence
    note: Text | None = None

    @property
    def number(self) -> int:
        """18 for O18."""
        return int(self.code[1:])

    @property
    def confirmed(self) -> bool:
        """Whether number and name rest on more than memory; if not, every page says so."""
        return self.confidence != "low"


class SubIndicator(FrameworkPart):
    """A group of items under indicator 9 or 10; without code and name where the year's numbering is not known."""

    code: Line | None = None
    name: Line | None = None
    aliases: tuple[Line, ...] = ()
    items: tuple[Item, ...]


class Indicator(FrameworkPart):
    """One of the ten indicators of the assessment."""

    number: Number
    instrument: Instrument
    name: Line
    aliases: tuple[Line, ...] = ()
    plain: Line
    confidence: Confidence
    subindicators: tuple[SubIndicator, ...] = ()

    @property
    def confirmed(self) -> bool:
        """Whether the indicator is known from a source for this very year."""
        return self.confidence != "low"

    @property
    def items(self) -> tuple[Item, ...]:
        """The disclosure items of the indicator, in order; empty for the survey indicators."""
        return tuple(item for sub in self.subindicators for item in sub.items)


class Issue(FrameworkPart):
    """One of the seven issues (๗ ประเด็น); `indicators` is our own inference and is marked so wherever it shows."""

    number: Number
    name: Line
    indicators: tuple[Number, ...] = ()
    plain: Line


class Level(FrameworkPart):
    """A score level: reached from `min_total`, and `min_each` in every instrument if given."""

    name: Line
    min_total: Score
    min_each: Score | None = None


class InstrumentInfo(FrameworkPart):
    """One of the three instruments and who answers it."""

    code: Instrument
    name: Line
    plain: Line


class Framework(FrameworkPart):
    """All that a fiscal year's assessment asks; `report_item` reports the measures of `report_item_reports_fy`."""

    fiscal_year: FiscalYear
    confidence: Confidence
    items_total: Number
    measures_item: OitCode
    report_item: OitCode
    report_item_reports_fy: FiscalYear
    report_item_confidence: Confidence
    weights: dict[Instrument, Number]
    weights_confidence: Confidence
    note: Text | None = None
    sources: tuple[Line, ...]
    instruments: tuple[InstrumentInfo, ...]
    indicators: tuple[Indicator, ...]
    issues: tuple[Issue, ...] = ()
    issues_confidence: Confidence | None = None
    levels: tuple[Level, ...]
    levels_confidence: Confidence

    @model_validator(mode="after")
    def _complete(self) -> Framework:
        """A framework is ours, so a gap in it is a programming error and raises."""
        codes = [item.code for item in self.items]
        if codes != [f"O{n}" for n in range(1, self.items_total + 1)]:
            raise ValueError(f"items of {self.fiscal_year} are not O1..O{self.items_total}: {codes}")
        if [i.number for i in self.indicators] != list(range(1, 11)):
            raise ValueError(f"indicators of {self.fiscal_year} are not 1..10")
        roles = {item.role: item.code for item in self.items if item.role}
        if roles != {"measures": self.measures_item, "report": self.report_item}:
            raise ValueError(f"roles of {self.fiscal_year} disagree with its measures and report items: {roles}")
        return self

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All disclosure items of the year, O1 first."""
        return tuple(item for indicator in self.indicators for item in indicator.items)

    @cached_property
    def _items_by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    def item(self, code: str) -> Item | None:
        """The item with this code in this year, or None: a code means nothing without its year."""
        return self._items_by_code.get(code)

    def indicator(self, number: int) -> Indicator | None:
        """Indicator 1 to 10, or None."""
        return next((i for i in self.indicators if i.number == number), None)

    @cached_property
    def _indicators_by_item(self) -> dict[str, Indicator]:
        return {item.code: indicator for indicator in self.indicators for item in indicator.items}

    def indicator_of(self, item: Item) -> Indicator:
        """The indicator that an item of this framework belongs to."""
        return self._indicators_by_item[item.code]

    def issue(self, number: int) -> Issue | None:
        """Issue 1 to 7, or None (a year without issues has none)."""
        return next((i for i in self.issues if i.number == number), None)

    def neighbours(self, item: Item) -> Iterator[Item | None]:
        """The item before and the item after, None at the ends."""
        place = item.number - 1
        yield self.items[place - 1] if place else None
        yield self.items[place + 1] if place + 1 < len(self.items) else None

    def level_for(self, total: Decimal, instruments: dict[Instrument, Decimal]) -> Level | None:
        """The level that scores reach by this year's rule; None when a level's rule needs an unknown score."""
        for level in self.levels:
            if total < level.min_total:
                continue
            if level.min_each is None:
                return level
            if len(instruments) < len(self.weights):
                return None
            if min(instruments.values()) >= level.min_each:
                return level
        return None
