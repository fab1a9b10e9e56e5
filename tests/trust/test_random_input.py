"""A short run of tools/fuzz.py: broken records, periods and attachments. The long one: docs/hostile-input.md."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path


def fuzz(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "tools/fuzz.py", *arguments], cwd=root, capture_output=True, encoding="utf-8", check=False
    )


def test_three_thousand_broken_inputs_break_nothing(root: Path) -> None:
    result = fuzz(root, "--inputs", "3000", "--seed", "2568")
    assert result.returncode == 0, result.stdout + result.stderr
    counts = re.findall(r"^(\w+) +([\d,]+) +([\d,]+)", result.stdout, re.MULTILINE)
    assert [name for name, _, _ in counts] == ["record", "period", "attachment"]
    for name, inputs, refused in counts:
        assert 0 < int(refused.replace(",", "")) < int(inputs.replace(",", "")), (
            f"{name}: some are let through, some not"
        )
    assert "3,000 inputs, seed 2568, 0 failures" in result.stdout


def test_one_input_can_be_had_again(root: Path) -> None:
    first, second = (fuzz(root, "--only", "17", "--seed", "5").stdout.split(",")[:2] for _ in range(2))
    assert first == second
    assert first[0].startswith("('")
