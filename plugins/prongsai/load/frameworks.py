"""The packaged frameworks, one file a fiscal year. A new year is a new file in `prongsai/frameworks/`, no code."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from prongsai.kept import derived
from prongsai.load import strict_yaml
from prongsai.model import Framework


@cache
def load_frameworks() -> dict[int, Framework]:
    """All frameworks by fiscal year, oldest first. A fault in one is ours and raises ValueError."""
    package = Path(__file__).parent.parent
    files = sorted(package.joinpath("frameworks").glob("*.yml"))
    sources = [*files, *sorted(Path(__file__).parent.glob("*.py"))]
    values = derived(package, "frameworks", sources, lambda: [_read(file) for file in files])
    found = [Framework.model_validate(value) for value in values]
    return {framework.fiscal_year: framework for framework in found}


def _read(file: Path) -> Any:
    document = strict_yaml.read(file.read_bytes(), file.name)
    if document.problems:
        raise ValueError("\n".join(problem.line("en") for problem in document.problems))
    return document.value
