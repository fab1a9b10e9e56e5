"""The same builds on the workers of a Dask cluster, also when one of them is killed in the middle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import dask
import pytest
from distributed import LocalCluster
from small_fleet import DIES_ONCE, EPOCH, agency, events, files, fleet_build, mkdocs_build

pytestmark = pytest.mark.slow


@pytest.fixture
def scheduler(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Two worker processes on this machine."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)  # a worker has the environment that it was begun in
    patience = {"distributed.deploy.lost-worker-timeout": "120s"}  # how long LocalCluster waits for one to come back
    with (
        dask.config.set(patience),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
    ):
        yield cluster.scheduler_address


def test_dask_builds_the_same_bytes_also_when_a_worker_is_killed(scheduler: str, tmp_path: Path) -> None:
    agencies, out = tmp_path / "agencies", tmp_path / "sites"
    agency(agencies / "ek", site_url="https://ek.example.go.th/")
    agency(agencies / "tho", hook=DIES_ONCE.format(mark=tmp_path / "mark"))
    agency(agencies / "tri")
    result = fleet_build("--agencies", agencies, "--out", out, "--scheduler", scheduler)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "mark").read_text() == "killed"
    assert {path.name for path in out.iterdir()} == {"ek", "tho", "tri", ".fleet"}
    ended = Counter(event for event in events(out / ".fleet" / "journal.jsonl") if event[0] != "start")
    assert ended == {("done", "ek"): 1, ("done", "tho"): 1, ("done", "tri"): 1}
    for slug in ("ek", "tho", "tri"):
        assert files(out / slug) == mkdocs_build(agencies / slug, tmp_path / slug), slug


def test_a_cluster_that_does_not_answer_is_named(tmp_path: Path) -> None:
    agency(tmp_path / "agencies" / "ek")
    result = fleet_build(
        "--agencies", tmp_path / "agencies", "--out", tmp_path / "sites", "--scheduler", "tcp:/127.0.0.1"
    )
    assert (result.exit_code, result.stderr.splitlines()[-1][:30]) == (1, "Error: ต่อกับ tcp:/127.0.0.1 ไ")
