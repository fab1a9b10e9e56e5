"""Tables of cases beside a test, and small data folders made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml


def read_cases(test_file: str, name: str) -> Any:
    """What `cases/<name>.yml` beside a test module holds."""
    return yaml.safe_load((Path(test_file).parent / "cases" / f"{name}.yml").read_text(encoding="utf-8"))


def named(case: dict[str, Any]) -> str:
    """A case's note, as pytest shows it."""
    return str(case["note"])


def file_bytes(case: dict[str, Any]) -> bytes:
    """The bytes of a case: `before`, `text` `times` over, `after`, in `encoding` (UTF-8); or `hex` as it is."""
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    text = case.get("before", "") + case["text"] * case.get("times", 1) + case.get("after", "")
    return text.encode(case.get("encoding", "utf-8"))


def write_files(folder: Path, texts: dict[str, str]) -> None:
    """Write texts below a folder, byte for byte."""
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
