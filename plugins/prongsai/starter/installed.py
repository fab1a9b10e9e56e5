"""How a new repository gets prongsai: the way it came onto this machine, as far as another machine can go it."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from typing import Any

from prongsai import __version__
from prongsai.words import load_words

_NAME = "prongsai[docx,pdf]"
"""With what the report's papers need: an agency files them every year."""


def requirements() -> str:
    """The text of requirements.txt."""
    return requirements_from(_origin())


def requirements_from(origin: dict[str, Any] | None) -> str:
    """The same for an origin: the content of the installed package's direct_url.json (PEP 610), None from an index.

    A folder or file of this machine is no address for another one: the version then has to come as a wheel.
    """
    words = load_words()["new"]["requirements"]
    pin = f"{_NAME}=={__version__}"
    if origin is None:
        return f"# {words['head']}\n{pin}\n"
    url = str(origin["url"])
    if url.startswith("file:") or "dir_info" in origin:
        comment = "".join(f"# {line}\n" for line in words["local"])
        return f"# {words['head']}\n{comment}--find-links wheels\n{pin}\n"
    inside = f"#subdirectory={origin['subdirectory']}" if origin.get("subdirectory") else ""
    if "vcs_info" in origin:
        vcs = origin["vcs_info"]
        return f"# {words['head']}\n{_NAME} @ {vcs['vcs']}+{url}@{vcs['commit_id']}{inside}\n"
    hashes = origin.get("archive_info", {}).get("hashes") or {}
    mark = f"#sha256={hashes['sha256']}" if "sha256" in hashes and not inside else inside
    return f"# {words['head']}\n{_NAME} @ {url}{mark}\n"


def _origin() -> dict[str, Any] | None:
    try:
        text = distribution("prongsai").read_text("direct_url.json")
    except PackageNotFoundError:  # run from its source without being installed
        return {"url": "file:", "dir_info": {}}
    found: dict[str, Any] | None = json.loads(text) if text else None
    return found
