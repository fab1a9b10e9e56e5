"""What a rule says of itself: its docstring, cut into the parts that the command, the documents and SARIF show."""

from __future__ import annotations

import inspect
from dataclasses import dataclass

from prongsai.checks.rule import Rule

THAI_PARTS = ("ไทย", "ทำไม", "ตัวอย่าง", "แก้")
ENGLISH_PARTS = ("Why", "Remedy")


@dataclass(frozen=True, slots=True)
class Guide:
    """A rule explained: one English line, and the labelled parts in the order written."""

    summary: str
    parts: dict[str, str]

    @property
    def thai(self) -> str:
        """What the rule finds, in Thai."""
        return self.parts["ไทย"]

    def named(self, names: tuple[str, ...]) -> dict[str, str]:
        """Those of the parts that have one of these names."""
        return {name: self.parts[name] for name in names if name in self.parts}


def guide(rule: Rule) -> Guide:
    """The docstring of a rule's function; a Thai part without a label is what the rule finds."""
    summary, _, rest = (inspect.getdoc(rule.find) or "").partition("\n\n")
    parts: dict[str, str] = {}
    label = "ไทย"
    for line in rest.splitlines():
        name, colon, text = line.partition(": ")
        if colon and name in (*THAI_PARTS, *ENGLISH_PARTS):
            label, line = name, text
        if line.strip():
            parts[label] = f"{parts.get(label, '')} {line.strip()}".strip()
    return Guide(" ".join(summary.split()), parts)
