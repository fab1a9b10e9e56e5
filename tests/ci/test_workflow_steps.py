"""The shell steps of each workflow, run as they stand in a fresh repository."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest

from ci.conftest import Heard
from ci.workflows import HOSTS, SITE, Runner, StepError, git, new_repository, read, with_a_change, workflows_of
from prongsai.starter import Ci

pytestmark = pytest.mark.site
ACTIONS: tuple[Ci, ...] = ("github", "forgejo")
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
    assert re.match(r"### หน้าที่เปลี่ยน: เพิ่ม 0 เปลี่ยน \d+ หาย 0\n\n#### หน้าอื่น\n\n", summary)
    year = summary.partition("#### ปี 2568\n\n")[2]
    assert "\n- เปลี่ยน ประเด็นที่ 1 กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ\n" in year
    assert "เกี่ยวกับเว็บนี้" not in summary, "a page that is as it was"
    preview = runner.artifacts["site"] / "site"
    assert (preview / "2568" / "issues" / "1" / "index.html").is_file()
    assert (preview / ".htaccess").is_file()

    target = tmp_path / "www"
    target.mkdir()
    runner = Runner(repository, variables={"PRONGSAI_TARGET": str(target)}, artifacts=runner.artifacts)
    runner.run_actions(workflows_of("github", "folder")[".github/workflows/site.yml"], "publish")
    assert manifest(target) == manifest(preview)
    shutil.rmtree(repository / "site")
    runner.variables = {**LOCAL, "PRONGSAI_TARGET": f"web:{target}"}
    runner.run_actions(workflow, "publish")  # by rclone; what is there already is not sent again
    assert f"web:{target} ตรงกับเว็บนี้อยู่แล้ว ไม่มีอะไรต้องส่ง" in runner.said[-1]
    assert runner.apt.read_text(encoding="utf-8").splitlines() == [
        "update",
        "install --yes --no-install-recommends rclone",
    ]


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
    runner.run_gitlab(workflows_of("gitlab", "pages")[".gitlab-ci.yml"], "pages")
    assert manifest(repository / "public") == manifest(repository / "site")


def data_repository(folder: Path) -> None:
    """A repository that holds data only, with one measure more: data-only.git."""
    repository = new_repository(folder / "data-only", "github", site_repository=SITE)
    with_a_change(repository)
    git(repository, "push", "--quiet", "origin", "HEAD:main")


def test_forgejo_builds_in_a_container_and_writes_the_branch_pages(tmp_path: Path) -> None:
    """With the data of another repository, and its history, from which the pages' dates come."""
    data_repository(tmp_path)
    repository = new_repository(tmp_path / "web", "forgejo", "pages")
    workflow = workflows_of("forgejo", "pages")[".forgejo/workflows/site.yml"]
    given = {"DATA_REPOSITORY": "data-only"}
    runner = Runner(repository, variables=given, environment={"GITHUB_SERVER_URL": str(tmp_path)})
    runner.run_actions(workflow, "build")
    assert runner.path_file.read_text(encoding="utf-8") == f"{repository}/.venv/bin\n"
    assert runner.apt.read_text(encoding="utf-8").splitlines()[0] == "update"
    runner.run_actions(workflow, "publish")
    runner.shell("rm -rf site")
    runner.run_actions(workflow, "publish")  # again, over what is there
    git(repository, "fetch", "--quiet", "origin", "pages")
    built = runner.artifacts["site"] / "site"
    names = git(repository, "-c", "core.quotePath=false", "ls-tree", "-r", "--name-only", "FETCH_HEAD").splitlines()
    assert sorted({*names} - {"prongsai-manifest.json"}) == sorted(manifest(built))
    assert git(repository, "rev-list", "--count", "FETCH_HEAD") == "1"
    page = (built / "2568" / "issues" / "1" / "index.html").read_text(encoding="utf-8")
    assert "ปรับปรุงคู่มือการให้บริการ" in page


def test_the_other_system_publishes_by_the_same_steps() -> None:
    for host in HOSTS[:2]:
        github, forgejo = (
            read(workflows_of(ci, host)[f".{ci}/workflows/site.yml"])["jobs"]["publish"]["steps"][-1] for ci in ACTIONS
        )
        assert github == forgejo
        script = "\n".join(read(workflows_of("gitlab", host)[".gitlab-ci.yml"])["publish"]["script"])
        assert github["run"].rstrip() in script


@pytest.mark.parametrize("ci", ACTIONS)
def test_links_are_asked_and_told_and_block_nothing(ci: Ci, tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "web", ci)
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


@pytest.mark.parametrize("ci", ACTIONS)
def test_a_repository_of_data_tells_the_site(ci: Ci, tmp_path: Path, heard: Heard) -> None:
    repository = new_repository(tmp_path / "data-only", ci, site_repository=SITE)
    assert not (repository / "mkdocs.yml").exists()
    (workflow,) = workflows_of(ci, site_repository=SITE).values()
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
    """GitHub and GitLab; Forgejo's whole build above."""
    data_repository(tmp_path)
    github, gitlab = new_repository(tmp_path / "one", "github"), new_repository(tmp_path / "two", "gitlab")
    given = {"DATA_REPOSITORY": str(tmp_path / "data-only.git")}
    Runner(github, variables=given).run_actions(workflows_of("github")[".github/workflows/links.yml"], "links")
    named = {"DATA_REPOSITORY": "data-only", "CI_SERVER_URL": str(tmp_path)}
    Runner(gitlab, variables=named).run_gitlab(workflows_of("gitlab")[".gitlab-ci.yml"], "check")
    for repository in (github, gitlab):
        assert (repository / "data" / "ban-mai" / "2568" / "measures" / "m01.yml").is_file()
    steps = [
        [
            step
            for step in read(workflows_of("github")[f".github/workflows/{name}.yml"])["jobs"][job]["steps"]
            if "if" in step
        ]
        for name, job in (("site", "build"), ("links", "links"))
    ]
    assert steps[0][0]["with"] == {**steps[1][0]["with"], "fetch-depth": 0}
    assert steps[0][1] == steps[1][1]
