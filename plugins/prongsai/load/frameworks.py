"""The packaged frameworks, one file a fiscal year. A new year is a new file in `prongsai/frameworks/`, no code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from prongsai.load import strict_yaml
from prongsai.model import Framework


@cache
def load_frameworks() -> dict[int, Framework]:
    """All frameworks by fiscal year, oldest first. A fault in one is ours and raises ValueError."""
    folder = Path(__file__).parent.parent / "frameworks"
    found: dict[int, Framework] = {}
    for entry in sorted(folder.glob("*.yml")):
        document = strict_yaml.read(entry.read_bytes(), entry.name)
        if document.problems:
            raise ValueError("\n".join(problem.line("en") for problem in document.problems))
        framework = Framework.model_validate(document.value)
        found[framework.fiscal_year] = framework
    return found
