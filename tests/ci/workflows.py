"""New repositories with their workflows, and a runner that runs the shell steps of a workflow as they stand."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import prongsai
from prongsai.starter import Answers, Ci, Host, starter_files
from prongsai.starter.ci import ci_files

NAME = "องค์การบริหารส่วนตำบลบ้านใหม่"
SITE = "ban-mai/ita"
CIS: tuple[Ci, ...] = ("github", "gitlab", "forgejo")
HOSTS: tuple[Host, ...] = ("apache", "folder", "pages")
EVERY = [(ci, host) for ci in CIS for host in HOSTS]
MEASURE = "title: ปรับปรุงคู่มือการให้บริการ\nissue: 1\n"

_EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")
_ON_DEFAULT_BRANCH = "github.event_name != 'pull_request' && github.ref_name == github.event.repository.default_branch"


class Plain(yaml.SafeLoader):
    """YAML 1.2 as workflows mean it: `on` is a word and no truth value."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # the parent's attribute, with fewer words in it
        first: [(tag, regexp) for tag, regexp in found if tag != "tag:yaml.org,2002:bool"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def files_of(ci: Ci, host: Host = "apache", site_repository: str = "") -> dict[str, str]:
    answers = Answers(NAME, "เลย", "ban-mai", 2568, ci=ci, host=host, site_repository=site_repository)
    return starter_files(answers)


def workflows_of(ci: Ci, host: Host = "apache", site_repository: str = "") -> dict[str, str]:
    """The CI files only."""
    return ci_files(ci, host, site_repository)


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(text, Loader=Plain)  # noqa: S506  # a safe loader with fewer words
    return found


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=ผู้ดูแล", "-c", "user.email=webmaster@example.com", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def new_repository(folder: Path, ci: Ci, host: Host = "apache", site_repository: str = "") -> Path:
    """A fresh repository whose first commit is pushed to a bare one beside it."""
    write(folder, files_of(ci, host, site_repository))
    git(folder.parent, "init", "--quiet", "--bare", f"{folder.name}.git")
    git(folder, "init", "--quiet")
    git(folder, "remote", "add", "origin", str(folder.with_name(f"{folder.name}.git")))
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "แรก")
    git(folder, "push", "--quiet", "origin", "HEAD:main")
    git(folder, "fetch", "--quiet")
    return folder


def with_a_change(folder: Path) -> None:
    """A branch with one more measure."""
    git(folder, "switch", "--quiet", "--create", "more")
    write(folder, {"data/ban-mai/2568/measures/m01.yml": MEASURE})
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "เพิ่มมาตรการ")


@dataclass
class Runner:
    """The part of a code host that a job sees: variables, secrets, artifacts, and one event."""

    folder: Path
    event: str = "push"
    variables: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    artifacts: dict[str, Path] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    """What the steps wrote to standard output and error."""

    def __post_init__(self) -> None:
        beside = self.folder.with_name(f"{self.folder.name}-runner")
        self.tools = beside / "bin"
        self.tools.mkdir(parents=True, exist_ok=True)
        # the machine's packages are there already: who installs them again is noted, and nothing happens
        self._tool("apt-get", f'echo "$@" >> "{beside}/apt.txt"')
        self._tool("sudo", 'exec "$@"')
        self._tool("python", f'exec "{sys.executable}" "$@"')
        # a venv whose pip is the one of these tests: to install pip takes longer than all else in its step
        quick = f'[ "$1 $2" != "-m venv" ] || exec "{sys.executable}" "$@" --without-pip'
        self._tool("python3", f'{quick}\nexec "{sys.executable}" "$@"')
        self.apt, self.path_file, self.summary = (beside / name for name in ("apt.txt", "path.txt", "summary.md"))
        self.path_file.touch()
        self.summary.touch()

    def _tool(self, name: str, line: str) -> None:
        (self.tools / name).write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
        (self.tools / name).chmod(0o755)

    def shell(self, script: str, environment: Mapping[str, str] = {}, *, options: str = "-e") -> None:  # only read
        """Run a step in the repository; its failure is ours, with all that was said."""
        here = Path(sys.executable).parent
        added = self.path_file.read_text(encoding="utf-8").split()
        base = {
            **{name: os.environ[name] for name in ("HOME", "TMPDIR", "SYSTEMROOT") if name in os.environ},
            "PATH": os.pathsep.join([*reversed(added), str(self.tools), str(here), os.environ["PATH"]]),
            # what is installed for these tests is installed for the runner, whatever venv a step makes
            "PYTHONPATH": os.pathsep.join([str(Path(prongsai.__file__).parents[1]), sysconfig.get_path("purelib")]),
            "PIP_NO_INDEX": "1",
            "PIP_NO_DEPS": "1",
            "CI": "true",
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_PATH": str(self.path_file),
            "GITHUB_BASE_REF": "main",
            "GITHUB_SHA": git(self.folder, "rev-parse", "HEAD"),
            "GITHUB_SERVER_URL": "https://example.com",
        }
        done = subprocess.run(
            ["bash", *options.split(), "-c", script],
            cwd=self.folder,
            env={**base, **self.environment, **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        self.said.append(done.stdout + done.stderr)
        if done.returncode:
            raise StepError(f"exit code {done.returncode}\n{script}\n{done.stdout}{done.stderr}")

    def filled(self, text: str) -> str:
        """A value with its expressions worked out: of the few kinds that our workflows use."""

        def value(found: re.Match[str]) -> str:
            inside, _, default = found[1].partition(" || ")
            context, _, name = inside.partition(".")
            known = {"vars": self.variables, "secrets": self.secrets}[context]
            return known.get(name, "") or default.strip("'")

        return _EXPRESSION.sub(value, text)

    def holds(self, condition: str) -> bool:
        """Whether an `if:` holds; one that is not known here is a fault of the test."""
        return {
            "vars.DATA_REPOSITORY != ''": bool(self.variables.get("DATA_REPOSITORY")),
            "github.event_name == 'pull_request'": self.event == "pull_request",
            _ON_DEFAULT_BRANCH: self.event != "pull_request",
        }[condition]

    def run_actions(self, workflow: str, job_name: str) -> None:
        """One job of a GitHub or Forgejo workflow."""
        whole = read(workflow)
        job = whole["jobs"][job_name]
        assert "if" not in job or self.holds(job["if"])
        for step in job["steps"]:
            if "if" in step and not self.holds(step["if"]):
                continue
            if "run" in step:
                given = {**whole.get("env", {}), **step.get("env", {})}
                self.shell(step["run"], {name: self.filled(str(value)) for name, value in given.items()})
            else:
                self._use(step)

    def _use(self, step: Mapping[str, Any]) -> None:
        name = step["uses"].partition("@")[0].rpartition("/")[2]
        given = step.get("with", {})
        act: dict[str, Callable[[], object]] = {
            "checkout": lambda: self._checkout(given),
            "setup-python": lambda: None,
            "cache": lambda: None,
            "upload-artifact": lambda: self._keep(given["name"], given["path"].split()),
            "download-artifact": lambda: shutil.copytree(
                self.artifacts[given["name"]] / given["path"], self.folder / given["path"]
            ),
        }
        act[name]()

    def _checkout(self, given: Mapping[str, Any]) -> None:
        if "repository" in given:
            git(self.folder, "clone", "--quiet", self.filled(given["repository"]), given["path"])

    def _keep(self, name: str, paths: list[str]) -> None:
        """As an artifact, and away from the job's folder, as another machine would be."""
        kept = self.folder.with_name(f"{self.folder.name}-{name}")
        for path in paths:
            assert (self.folder / path).exists(), path
            (kept / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.move(self.folder / path, kept / path)
        self.artifacts[name] = kept

    def run_gitlab(self, pipeline: str, job_name: str) -> None:
        """One job of a GitLab pipeline: its lines are one script there too, which stops at the first failure."""
        whole = read(pipeline)
        given = {name: str(value) for name, value in whole["variables"].items()}
        script = "\n".join(whole[job_name]["script"])
        self.shell(f"set -eo pipefail\n{script}", {**given, **self.variables, **self.secrets}, options="")


class StepError(AssertionError):
    """A step of a workflow failed."""


@functools.cache
def every_workflow() -> dict[str, str]:
    """Every CI file that `prongsai new` can write, by where it comes from: "github apache: .github/workflows/…"."""
    found = {f"{ci} {host}: {path}": text for ci, host in EVERY for path, text in workflows_of(ci, host).items()}
    for ci in CIS:
        found |= {f"{ci} data: {path}": text for path, text in workflows_of(ci, site_repository=SITE).items()}
    return found
