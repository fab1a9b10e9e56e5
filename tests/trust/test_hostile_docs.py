"""docs/hostile-input.md names only tests and cases that are there, and every test of hostile text and data is in it."""

from __future__ import annotations

import re
from pathlib import Path


def test_every_proof_is_there(root: Path) -> None:
    page = (root / "docs/hostile-input.md").read_text(encoding="utf-8")
    proofs = re.findall(r"`(tests/[^`:]+)(?:::([^`]+))?`", page)
    assert len(proofs) > 40
    for file, name in proofs:
        text = (root / file).read_text(encoding="utf-8")
        wanted = f"def {name}(" if file.endswith(".py") else name
        assert wanted in text, f"{file}: {name}"
    for row in re.findall(r"^\| (?!---|input |reader |record|period|attachment ).+\|$", page, re.MULTILINE):
        assert row.count(" | ") == 2, row
        assert "`tests/" in row, row
