"""The packaged frameworks, one file a fiscal year. A new year is a new file in `prongsai/frameworks/`, no code."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from prongsai.load import strict_yaml
from prongsai.model import Framework


@cache
def load_frameworks() -> dict[int, Framework]:
    """All frameworks by fiscal year, oldest first. A fault in one is ours and raises ValueError."""
    folder = files("prongsai") / "frameworks"
    found: dict[int, Framework] = {}
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".yml"):
            document = strict_yaml.read(entry.read_bytes(), entry.name)
            if document.problems:
                raise ValueError("\n".join(problem.line("en") for problem in document.problems))
            framework = Framework.model_validate(document.value)
            found[framework.fiscal_year] = framework
    return found
