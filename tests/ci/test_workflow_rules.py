"""Every workflow is one that its system reads, asks for no more than it needs, and lets nobody's text into a shell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from ci.workflows import CIS, HOSTS, every_workflow, files_of, read, workflows_of
from conftest import ROOT
from prongsai.starter.ci import ACTIONS

ACTIONS_WORKFLOWS = {name: text for name, text in every_workflow().items() if not name.endswith("gitlab-ci.yml")}
PIPELINES = {name: text for name, text in every_workflow().items() if name.endswith("gitlab-ci.yml")}
GITLAB_WORDS = {"stages", "workflow", "variables", "default"}


def steps(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def check_schema(folder: Path, files: dict[str, str], *arguments: str) -> None:
    paths = [folder / f"{number}.yml" for number in range(len(files))]
    for path, text in zip(paths, files.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", *arguments, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout == "ok -- validation done\n", (dict(zip(map(str, paths), files, strict=True)), done.stdout)


def test_every_workflow_is_valid_by_the_published_schema(tmp_path: Path) -> None:
    """Forgejo and Gitea read the same language; they publish no schema of their own."""
    assert len(ACTIONS_WORKFLOWS) == 2 * (3 * 2 + 1)
    check_schema(tmp_path, ACTIONS_WORKFLOWS, "--builtin-schema", "vendor.github-workflows")
    check_schema(tmp_path, ACTIONS_WORKFLOWS, "--builtin-schema", "custom.github-workflows-require-timeout")


def test_every_pipeline_is_valid_by_the_published_schema(tmp_path: Path) -> None:
    assert len(PIPELINES) == 3 + 1
    check_schema(tmp_path, PIPELINES, "--data-transform", "gitlab-ci", "--builtin-schema", "vendor.gitlab-ci")


@pytest.mark.parametrize("name", ACTIONS_WORKFLOWS)
def test_every_action_is_named_by_its_commit_and_says_its_version(name: str) -> None:
    lines = re.findall(r"^ *(?:- )?uses: (.*)$", ACTIONS_WORKFLOWS[name], re.MULTILINE)
    assert set(lines) <= {str(action) for action in ACTIONS.values()}
    assert len(lines) == sum("uses" in step for step in steps(read(ACTIONS_WORKFLOWS[name])))


def test_every_action_was_looked_up() -> None:
    page = (ROOT / "docs" / "decisions" / "0017-ci.md").read_text(encoding="utf-8")
    for action in ACTIONS.values():
        assert re.fullmatch(r"[0-9a-f]{40}", action.commit)
        assert re.fullmatch(r"v\d+\.\d+\.\d+", action.version)
        name = action.name.removeprefix("https://github.com/")
        assert f"| `{name}` | {action.version} | `{action.commit}` |" in page
    assert page.count("| `actions/") == len(ACTIONS)


@pytest.mark.parametrize("name", ACTIONS_WORKFLOWS)
def test_a_workflow_may_read_and_a_job_more_only_where_it_must(name: str) -> None:
    workflow = read(ACTIONS_WORKFLOWS[name])
    assert workflow["permissions"] == {"contents": "read"}
    more = {job: found["permissions"] for job, found in workflow["jobs"].items() if found.get("permissions")}
    expected = {
        "github pages: .github/workflows/site.yml": {"publish": {"pages": "write", "id-token": "write"}},
        "forgejo pages: .forgejo/workflows/site.yml": {"publish": {"contents": "write"}},
    }
    assert more == expected.get(name, {})
    kept = [step for step in steps(workflow) if "checkout" in step.get("uses", "")]
    keeping = [step for step in kept if step.get("with", {}).get("persist-credentials") is not False]
    assert len(keeping) == (1 if name.startswith("forgejo pages: .forgejo/workflows/site") else 0)


@pytest.mark.parametrize("name", ACTIONS_WORKFLOWS)
def test_secrets_are_in_the_publishing_job_only(name: str) -> None:
    for job_name, job in read(ACTIONS_WORKFLOWS[name])["jobs"].items():
        if job_name == "publish":
            assert job["environment"] in (
                "website",
                {"name": "github-pages", "url": "${{ steps.deployment.outputs.page_url }}"},
            )
            assert "pull_request" in job["if"]
            assert not any("secrets." in str({**step, "env": {}}) for step in job["steps"])
        else:
            assert "secrets." not in str(job)
            assert "environment" not in job
    for text in PIPELINES.values():
        jobs = {key: value for key, value in read(text).items() if key not in GITLAB_WORDS}
        for job_name, job in jobs.items():
            assert ("environment" in job) == (job_name in ("publish", "pages") and "trigger" not in job)
            assert ("WEB_PASS" in str(job)) <= (job_name == "publish")


@pytest.mark.parametrize("name", ACTIONS_WORKFLOWS)
def test_no_expression_is_pasted_into_a_shell(name: str) -> None:
    """What stands in a title or a branch's name would run there; by way of the environment it cannot."""
    for step in steps(read(ACTIONS_WORKFLOWS[name])):
        assert "${{" not in step.get("run", "")


def test_two_publications_never_overlap_and_none_is_cut_off() -> None:
    for name, text in ACTIONS_WORKFLOWS.items():
        workflow = read(text)
        assert "concurrency" in workflow, name
        if "publish" in workflow["jobs"]:
            assert workflow["jobs"]["publish"]["concurrency"] == {"group": "publish", "cancel-in-progress": False}
            # runs of the main branch wait for each other too, so that an older site never comes after a newer one
            assert workflow["concurrency"]["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"
    for text in PIPELINES.values():
        found = read(text)
        job = found.get("publish") or found["pages"]
        assert job["resource_group"] == "publish"


def test_the_order_is_check_build_verify_publish() -> None:
    for name, text in every_workflow().items():
        if "links.yml" in name or " data: " in name:
            continue
        assert "mkdocs build --strict\n" in text
        at = [text.index(words) for words in ("prongsai check", "mkdocs build --strict", "prongsai verify")]
        assert at == sorted(at), name
        assert " -q" not in text
        assert "fetch-depth: 0" in text or 'GIT_DEPTH: "0"' in text


def test_a_site_hears_from_a_repository_that_holds_data_only() -> None:
    site = read(workflows_of("github")[".github/workflows/site.yml"])
    assert site["on"]["repository_dispatch"] == {"types": ["data-changed"]}
    told = workflows_of("github", site_repository="ban-mai/ita")
    assert list(told) == [".github/workflows/notify-site.yml"]
    assert "workflow_dispatch" in read(workflows_of("forgejo")[".forgejo/workflows/site.yml"])["on"]
    pipeline = read(workflows_of("gitlab", site_repository="ban-mai/ita")[".gitlab-ci.yml"])
    assert pipeline["publish"]["trigger"] == {"project": "ban-mai/ita"}
    assert not {"mkdocs.yml", "site_src/about.md"} & files_of("github", site_repository="ban-mai/ita").keys()


def test_the_readme_names_every_setting_that_a_workflow_reads() -> None:
    for ci in CIS:
        for host in HOSTS:
            files = files_of(ci, host)
            texts = "".join(workflows_of(ci, host).values())
            names = set(re.findall(r"\b(?:vars|secrets)\.([A-Z_]+)", texts))
            names |= set(re.findall(r"\$\{?((?:WEB|PRONGSAI)_[A-Z_]+|DATA_REPOSITORY)", texts))
            assert names >= {"PRONGSAI_URL", "DATA_REPOSITORY"}
            assert [name for name in names if f"`{name}`" not in files["README.md"]] == [], (ci, host)
        data = files_of(ci, site_repository="ban-mai/ita")
        names = set(
            re.findall(r"\b(?:vars|secrets)\.([A-Z_]+)", "".join(workflows_of(ci, site_repository="a/b").values()))
        )
        assert [name for name in names if f"`{name}`" not in data["README.md"]] == [], ci
