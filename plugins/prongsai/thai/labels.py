"""The marks that Thai lists are filed with: `๑.`, `1)`, `(๒)`, `๑.๒.`, `ก.`, `-`."""

from __future__ import annotations

import re
from typing import NamedTuple

from .digits import THAI_DIGITS

_LABEL = re.compile(
    r"^(?P<label>[0-9๐-๙]{1,3}(?:\.[0-9๐-๙]{1,3})*[.)](?![0-9๐-๙])|\([0-9๐-๙]{1,3}\)|[-–•]|[ก-ฮ][.)](?![ก-ฮ]\.))"
    r"\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
_NUMBER = re.compile("[0-9๐-๙]+")


class Label(NamedTuple):
    """An item of a list as filed, parted into its own mark and the rest; without a mark `label` is empty."""

    label: str
    text: str

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the mark: (1, 2) for "๑.๒."; none for a dash, a letter or no mark."""
        return tuple(int(digits) for digits in _NUMBER.findall(self.label))

    @property
    def style(self) -> str:
        """What marks of one list share: "๑." and "12." are "1.", "๑.๒)" is "1.1)", "ข." is "ก.", a dash is itself."""
        return re.sub("[ก-ฮ]", "ก", _NUMBER.sub("1", self.label))

    @property
    def thai_digits(self) -> bool:
        """Whether the mark is written in Thai digits."""
        return any(char in THAI_DIGITS for char in self.label)


def split_label(text: str) -> Label:
    """Part an item of a list into its mark and the rest.

    >>> split_label("๑.จัดทำคู่มือ")
    Label(label='๑.', text='จัดทำคู่มือ')
    >>> split_label("2.5 ล้านบาท").label
    ''
    """
    found = _LABEL.match(text)
    return Label(found["label"], found["rest"]) if found else Label("", text)
