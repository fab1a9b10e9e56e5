"""The files of a repository that are prongsai's own, not the agency's: what `prongsai upgrade` may bring up to date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import PurePosixPath

from prongsai import __version__
from prongsai.exporters import schemas
from prongsai.problems import Message
from prongsai.starter.ci import CIS, HOSTS, SITE_REPOSITORY, Ci, Host, ci_files
from prongsai.starter.installed import requirements

RECORD = ".prongsai/starter.json"
_FORMAT = 1
_COPIED = {
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
    "vscode-settings.json": ".vscode/settings.json",
    "vscode-extensions.json": ".vscode/extensions.json",
}


class RecordError(ValueError):
    """A record that cannot be read; the message says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.th)
        self.message = message


@dataclass(frozen=True, slots=True)
class Setup:
    """What has to be known to make these files again."""

    slug: str
    host: Host = "apache"
    ci: Ci = "none"
    site_repository: str = ""
    """The repository of the site, when this one holds data only."""


@dataclass(frozen=True, slots=True)
class Record:
    """What prongsai wrote into a repository: with which answers, by which version, and the sha256 of each file."""

    setup: Setup
    version: str = __version__
    files: Mapping[str, str] = field(default_factory=dict)

    def write(self) -> str:
        """The record as the text of its file, the same for the same content."""
        head = {"format": _FORMAT, "generator": f"prongsai {self.version}", "answers": asdict(self.setup)}
        return json.dumps({**head, "files": dict(sorted(self.files.items()))}, ensure_ascii=False, indent=1) + "\n"


def read_record(text: str) -> Record:
    """The record of a repository; RecordError when it is broken, or of a later version."""
    try:
        found = json.loads(text)
        answers, version = found["answers"], str(found["generator"]).removeprefix("prongsai ")
        if found["format"] > _FORMAT:
            raise RecordError(
                Message(
                    f"{RECORD} เขียนโดย prongsai รุ่น {version[:20]} ซึ่งใหม่กว่ารุ่นนี้ ({__version__}) ติดตั้งรุ่นใหม่ก่อน",
                    f"{RECORD} was written by prongsai {version[:20]}, newer than this one ({__version__})",
                )
            )
        setup = Setup(answers["slug"], answers["host"], answers["ci"], answers["site_repository"])
        if setup.host not in HOSTS or setup.ci not in CIS:
            raise ValueError
        if setup.site_repository and not SITE_REPOSITORY.fullmatch(setup.site_repository):
            raise ValueError
        written = {str(path): str(mark) for path, mark in found["files"].items()}
        if not all(_inside(path) for path in written):
            raise ValueError
        return Record(setup, version, written)
    except RecordError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise RecordError(Message(f"อ่าน {RECORD} ไม่ได้", f"{RECORD} cannot be read")) from error


def _inside(path: str) -> bool:
    """Whether a path stays in the repository: the record is a file that anyone can write."""
    return ".." not in path.split("/") and not PurePosixPath(path).is_absolute() and not {"\\", ":"} & set(path)


def managed_files(setup: Setup) -> dict[str, str]:
    """The files by path, as this version would write them."""
    folder = files("prongsai") / "starter" / "files"
    made = {path: (folder / name).read_text(encoding="utf-8") for name, path in _COPIED.items()}
    made |= {f".vscode/schemas/{name}": text for name, text in schemas().items()}
    made["requirements.txt"] = requirements()
    return made | ci_files(setup.ci, setup.host, setup.site_repository)


def sha256(text: str) -> str:
    """The mark by which a file is known again; line ends do not count, since git changes them on Windows."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()
