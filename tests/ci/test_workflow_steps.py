"""The shell steps of each workflow, run as they stand in a fresh repository."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from ci.conftest import Heard
from ci.workflows import SITE, Runner, StepError, git, new_repository, with_a_change, workflows_of

pytestmark = pytest.mark.site
ADDED = "- เพิ่ม ประเด็นที่ 1 กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
CHANGED = "- เปลี่ยน ภาพรวมปีงบประมาณ 2568"
SAME = "ตัวชี้วัดที่ 4"
LOCAL = {"WEB_TYPE": "local"}
"""rclone's own folders: the same steps as to a host far away."""
EMPTY = dict.fromkeys(("WEB_HOST", "WEB_USER", "WEB_PASS", "WEB_PORT", "WEB_KNOWN_HOSTS", "PRONGSAI_URL"), "")


def manifest(site: Path) -> dict[str, dict[str, str | int]]:
    return {
        path.relative_to(site).as_posix(): {"sha256": hashlib.sha256(path.read_bytes()).hexdigest(), "size": 1}
        for path in site.rglob("*")
        if path.is_file() and path.name != "prongsai-manifest.json"
    }


def test_github_previews_a_pull_request_and_publishes_the_main_branch(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "web", "github")
    workflow = workflows_of("github")[".github/workflows/site.yml"]
    with_a_change(repository)
    runner = Runner(repository, event="pull_request")
    runner.run_actions(workflow, "build")
    summary = runner.summary.read_text(encoding="utf-8")
    assert summary.startswith("### หน้าที่เปลี่ยน: เพิ่ม 7 เปลี่ยน ")
    assert ADDED in summary
    assert CHANGED in summary
    assert "ภาพรวม" in summary
    preview = runner.artifacts["site"] / "site"
    assert (preview / "2568" / "issues" / "1" / "index.html").is_file()
    assert (preview / ".htaccess").is_file()

    target = tmp_path / "target"
    target.mkdir()
    runner = Runner(
        repository,
        variables={**LOCAL, "PRONGSAI_TARGET": f"web:{target}"},
        artifacts={"site": runner.artifacts["site"]},
    )
    runner.run_actions(workflow, "publish")
    assert runner.apt.read_text(encoding="utf-8").splitlines() == [
        "update",
        "install --yes --no-install-recommends rclone",
    ]
    assert manifest(target) == manifest(preview)

    shutil.rmtree(repository / "site")
    folder = tmp_path / "www"
    folder.mkdir()
    runner.variables = {"PRONGSAI_TARGET": str(folder)}
    runner.run_actions(workflows_of("github", "folder")[".github/workflows/site.yml"], "publish")
    current = folder / "current" if (folder / "current").exists() else folder
    assert (current / "index.html").read_bytes() == (preview / "index.html").read_bytes()


def test_gitlab_previews_a_merge_request_and_publishes_the_main_branch(tmp_path: Path, heard: Heard) -> None:
    """The pages are compared with what is published, where that can be read."""
    repository = new_repository(tmp_path / "web", "gitlab")
    pipeline = workflows_of("gitlab")[".gitlab-ci.yml"]
    with_a_change(repository)
    variables = {"PRONGSAI_URL": heard.url, "CI_MERGE_REQUEST_IID": "1", "CI_MERGE_REQUEST_DIFF_BASE_SHA": "none"}
    runner = Runner(repository, variables=variables)
    runner.run_gitlab(pipeline, "check")
    assert json.loads((repository / "gl-code-quality-report.json").read_text("utf-8")) != []
    heard.answers["/prongsai-manifest.json"] = json.dumps({"files": {"gone/index.html": {"sha256": "0"}}}).encode()
    runner.run_gitlab(pipeline, "build")
    said = (repository / "changes.md").read_text(encoding="utf-8")
    assert "#### หน้าอื่น\n" in said
    assert f"- หาย [gone/]({heard.url}/gone/)" in said
    assert f"]({heard.url}/2568/issues/1/)\n" in said
    assert ("GET", "/prongsai-manifest.json", "", b"") in heard.asked

    target = tmp_path / "target"
    target.mkdir()
    runner.run_gitlab(pipeline, "links")
    assert "### ลิงก์ภายนอก" in (repository / "links.md").read_text(encoding="utf-8")
    runner = Runner(repository, variables={**EMPTY, **LOCAL, "PRONGSAI_TARGET": f"web:{target}"})
    runner.run_gitlab(pipeline, "publish")
    assert manifest(target) == manifest(repository / "site")


def test_forgejo_builds_in_a_container_and_writes_the_branch_pages(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "web", "forgejo", "pages")
    workflow = workflows_of("forgejo", "pages")[".forgejo/workflows/site.yml"]
    runner = Runner(repository)
    runner.run_actions(workflow, "build")
    assert runner.path_file.read_text(encoding="utf-8") == f"{repository}/.venv/bin\n"
    assert runner.apt.read_text(encoding="utf-8").splitlines()[0] == "update"
    runner.run_actions(workflow, "publish")
    runner.shell("rm -rf site")
    runner.run_actions(workflow, "publish")  # again, over what is there
    git(repository, "fetch", "--quiet", "origin", "pages")
    built = runner.artifacts["site"] / "site"
    names = git(repository, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "FETCH_HEAD").splitlines()
    assert sorted(names) == sorted(manifest(built))
    assert git(repository, "rev-list", "--count", "FETCH_HEAD") == "1"
    assert git(repository, "status", "--porcelain") == ""


@pytest.mark.parametrize("ci", ["github", "forgejo"])
def test_links_are_asked_and_told_and_block_nothing(ci: str, tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "web", "forgejo" if ci == "forgejo" else "github")
    shutil.rmtree(repository / "data")  # even with nothing to read
    runner = Runner(repository)
    text = workflows_of("github")[".github/workflows/links.yml"]
    if ci == "forgejo":
        text = workflows_of("forgejo")[".forgejo/workflows/links.yml"].replace("python3 -m venv --clear .venv", "true")
        text = text.replace(".venv/bin/python", "python")
    runner.run_actions(text, "links")
    told = (runner.artifacts["links"] / "links.md").read_text(encoding="utf-8")
    assert told.startswith("### ลิงก์ภายนอก\n")
    assert told.endswith("```text\n```\n")


def test_a_publication_that_was_not_set_up_says_what_to_set(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "web", "gitlab")
    missing = {
        "PRONGSAI_TARGET หรือ WEB_TYPE จึงยังไม่ได้เผยแพร่": {"PRONGSAI_TARGET": "web:x"},
        "WEB_KNOWN_HOSTS จึงไม่รู้ว่าเครื่องปลายทางเป็นเครื่องจริง": {"PRONGSAI_TARGET": "web:x", "WEB_TYPE": "sftp"},
    }
    for said, variables in missing.items():
        with pytest.raises(StepError, match=f"ยังไม่ได้ตั้งตัวแปร {said} วิธีตั้งอยู่ใน README.md\n"):
            Runner(repository, variables=variables).run_gitlab(workflows_of("gitlab")[".gitlab-ci.yml"], "publish")
    with pytest.raises(StepError, match="ยังไม่ได้ตั้งตัวแปร PRONGSAI_TARGET"):
        Runner(repository).run_gitlab(workflows_of("gitlab", "folder")[".gitlab-ci.yml"], "publish")


@pytest.mark.parametrize("ci", ["github", "forgejo"])
def test_a_repository_of_data_tells_the_site(ci: str, tmp_path: Path, heard: Heard) -> None:
    kind = "forgejo" if ci == "forgejo" else "github"
    repository = new_repository(tmp_path / "data-only", kind, site_repository=SITE)
    assert not (repository / "mkdocs.yml").exists()
    (workflow,) = workflows_of(kind, site_repository=SITE).values()
    told = Runner(repository, environment={"GITHUB_API_URL": heard.url})
    if ci == "github":
        told.run_actions(workflow, "check")
        assert "::notice file=data/ban-mai/" in "".join(told.said)
    with pytest.raises(StepError, match="ยังไม่ได้ตั้งความลับ SITE_TOKEN จึงยังไม่ได้บอกคลังของเว็บ"):
        told.run_actions(workflow, "publish")
    assert heard.asked == []
    told.secrets = {"SITE_TOKEN": "only-here"}
    wanted = {
        "github": ("/repos/ban-mai/ita/dispatches", "Bearer only-here", {"event_type": "data-changed"}),
        "forgejo": (
            "/repos/ban-mai/ita/actions/workflows/site.yml/dispatches",
            "token only-here",
            {"ref": "main"},
        ),
    }
    heard.answers[wanted[ci][0]] = b""
    told.run_actions(workflow, "publish")
    ((method, path, who, body),) = heard.asked
    assert (method, (path, who, json.loads(body))) == ("POST", wanted[ci])
    assert "only-here" not in "".join(told.said)


def test_a_site_takes_its_data_from_the_other_repository(tmp_path: Path) -> None:
    """With its own history, from which the pages' dates come."""
    other = new_repository(tmp_path / "data-only", "github", site_repository=SITE)
    with_a_change(other)
    git(other, "push", "--quiet", "origin", "HEAD:main")
    repository = new_repository(tmp_path / "web", "github")
    text = (repository / "mkdocs.yml").read_text(encoding="utf-8")
    (repository / "mkdocs.yml").write_text(text.replace("server_files: true", "git_dates: true"), encoding="utf-8")
    runner = Runner(repository, variables={"DATA_REPOSITORY": str(other.with_name("data-only.git"))})
    runner.run_actions(workflows_of("github")[".github/workflows/site.yml"], "build")
    page = runner.artifacts["site"] / "site" / "2568" / "issues" / "1" / "index.html"
    assert "ปรับปรุงคู่มือการให้บริการ" in page.read_text(encoding="utf-8")
    gitlab = new_repository(tmp_path / "second", "gitlab")
    (tmp_path / "group").mkdir()
    shutil.copytree(other.with_name("data-only.git"), tmp_path / "group" / "data.git")
    named = {"DATA_REPOSITORY": "group/data", "CI_SERVER_URL": str(tmp_path)}
    Runner(gitlab, variables=named).run_gitlab(workflows_of("gitlab")[".gitlab-ci.yml"], "check")
    assert (gitlab / "data" / "ban-mai" / "2568" / "measures" / "m01.yml").is_file()
