"""The files that make a code host check, build and publish a repository by itself, for each host and place."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Literal, NamedTuple, get_args

Host = Literal["apache", "pages", "folder"]
"""Where the site is published: a web host by SFTP or FTP, the code host's own pages, a folder of one's own machine."""
Ci = Literal["none", "github", "gitlab", "forgejo"]
HOSTS, CIS = get_args(Host), get_args(Ci)

SITE_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)+", re.ASCII)


class Action(NamedTuple):
    """Another's program that a workflow runs: never by a name that its owner could give to something else."""

    name: str
    commit: str
    version: str

    def __str__(self) -> str:
        return f"{self.name}@{self.commit} # {self.version}"


ACTIONS = {
    "checkout": Action("actions/checkout", "de0fac2e4500dabe0009e67214ff5f5447ce83dd", "v6.0.2"),
    "setup_python": Action("actions/setup-python", "a309ff8b426b58ec0e2a45f0f869d46889d02405", "v6.2.0"),
    "upload_artifact": Action("actions/upload-artifact", "043fb46d1a93c77aae656e7c1c64a875d1fc6a0a", "v7.0.1"),
    "download_artifact": Action("actions/download-artifact", "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c", "v8.0.1"),
    "cache": Action("actions/cache", "cdf6c1fa76f9f475f3d7449005a359c84ca0f306", "v5.0.3"),
    "upload_pages_artifact": Action(
        "actions/upload-pages-artifact", "fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"
    ),
    "deploy_pages": Action("actions/deploy-pages", "cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    # Forgejo and Gitea take the artifacts of version 3 only, and their runners know Node.js 20 and older.
    "forgejo_checkout": Action(
        "https://github.com/actions/checkout", "11bd71901bbe5b1630ceea73d27597364c9af683", "v4.2.2"
    ),
    "forgejo_upload_artifact": Action(
        "https://github.com/actions/upload-artifact", "a8a3f3ad30e3422c9c7b888a15615d19a852ae32", "v3.1.3"
    ),
    "forgejo_download_artifact": Action(
        "https://github.com/actions/download-artifact", "9bc31d5ccc31df68ecc42ccf4149144866c47d8a", "v3.0.2"
    ),
    "forgejo_cache": Action("https://github.com/actions/cache", "5a3ec84eff668545956fd18022155c47e93e2684", "v4.2.3"),
}
"""Where these commits were looked up: docs/decisions/0017-ci.md."""

_PLACES = {
    "github": (".github/workflows/site.yml", ".github/workflows/links.yml"),
    "gitlab": (".gitlab-ci.yml", ""),
    "forgejo": (".forgejo/workflows/site.yml", ".forgejo/workflows/links.yml"),
}
_PART = re.compile(r"^( *)<<sh:([a-z-]+)>>\n", re.MULTILINE)
_BLANK = re.compile(r"<<([a-z_]+)>>")


def ci_files(ci: Ci, host: Host, site_repository: str = "") -> dict[str, str]:
    """The workflow files by path. With a site's repository: of one that holds data only, and tells that one."""
    if ci == "none":
        return {}
    site, links = _PLACES[ci]
    if site_repository:
        path = site.replace("site.yml", "notify-site.yml")
        return {path: _filled(f"{ci}-data.yml", site_repository)}
    made = {site: _filled(f"{ci}-site.yml") + _filled(f"{ci}-publish-{host}.yml")}
    return made | ({links: _filled(f"{ci}-links.yml")} if links else {})


def _filled(name: str, site_repository: str = "") -> str:
    blanks = {f"uses_{key}": str(action) for key, action in ACTIONS.items()} | {"site_repository": site_repository}
    return _BLANK.sub(lambda found: blanks[found[1]], _with_parts(name))


def _with_parts(name: str) -> str:
    """A file of ci/; a line `<<sh:name>>` in it stands for the lines of name.sh, as far in as it is itself."""
    folder = files("prongsai") / "starter" / "files" / "ci"

    def part(found: re.Match[str]) -> str:
        text = (folder / f"{found[2]}.sh").read_text(encoding="utf-8")
        return "".join(f"{found[1]}{line}\n" if line else "\n" for line in text.splitlines())

    return _PART.sub(part, (folder / name).read_text(encoding="utf-8"))
