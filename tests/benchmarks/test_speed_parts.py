"""The parts of `make bench` beside the clean builds: edits, many agencies, what the kernel counts, and the bars."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from prongsai.build import gather
from prongsai.load import load_site

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from benchmarks.speed import agencies, bars, large, machine, measure, report, results, tables  # noqa: E402  # after the path that holds it
from benchmarks.speed.edited import edit_markdown, edit_measure  # noqa: E402
from benchmarks.speed.serve import serving  # noqa: E402
from benchmarks.speed.sources import prepare  # noqa: E402


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list) else [str(value)]


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sources")
    prepare(folder, 100, 1, ("mkdocs", "hugo"))
    return folder


def test_an_edit_changes_exactly_one_text_of_one_measure(sources: Path) -> None:
    before = files(sources / "prongsai")
    edit = edit_measure(sources / "prongsai", 1)
    after = files(sources / "prongsai")
    (changed,) = [name for name in before if before[name] != after[name]]
    assert sources / "prongsai" / changed == edit.path
    old, new = (texts(yaml.safe_load(state[changed])) for state in (before, after))
    assert [(one, other) for one, other in zip(old, new, strict=True) if one != other] == [
        (text, f"{text} {edit.text}") for text in old if f"{text} {edit.text}" in new
    ]
    assert sum(one != other for one, other in zip(old, new, strict=True)) == 1


def test_every_edit_is_another_one_and_nothing_of_them_is_loud(sources: Path) -> None:
    edits = [edit_measure(sources / "prongsai", number) for number in range(2, 12)]
    assert len({edit.text for edit in edits}) == 10
    assert len({edit.path for edit in edits}) > 5
    assert {edit.address for edit in edits} <= set(json.loads((sources / "addresses.json").read_text()))
    assert gather(sources / "prongsai" / "data").loud == []


@pytest.mark.parametrize(("name", "docs"), [("mkdocs", "site_src"), ("hugo", "content")])
def test_an_edit_of_a_markdown_page_adds_one_sentence(name: str, docs: str, sources: Path) -> None:
    for number in range(3):
        before = files(sources / name)
        edit = edit_markdown(docs, sources / name, number)
        after = files(sources / name)
        (changed,) = [path for path in before if before[path] != after[path]]
        assert after[changed].decode() == f"{before[changed].decode().rstrip()}\n\n{edit.text}\n"


def test_agencies_of_a_fleet_have_addresses_and_sentences_of_their_own(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        (tmp_path / name).mkdir()
        agencies.make_fleet(tmp_path / name, 6, seed)
    assert files(tmp_path / "one") == files(tmp_path / "again")
    assert files(tmp_path / "one") != files(tmp_path / "other")
    folders = sorted((tmp_path / "one" / "agencies").iterdir())
    configs = [yaml.safe_load((folder / "mkdocs.yml").read_text(encoding="utf-8")) for folder in folders]
    assert len({config["site_url"] for config in configs}) == 6
    assert len({config["theme"]["palette"][0]["primary"] for config in configs}) == 6
    sites = [load_site(folders[number] / "data") for number in (0, 5)]  # copies of the same one
    assert [problems for _, problems in sites] == [[], []]
    results_of = [
        {text for year in site.agencies[0].years for one in year.measures for text in one.results if len(text) > 24}
        for site, _ in sites
    ]
    assert len(results_of[0]) > 10
    assert not results_of[0] & results_of[1]


def test_pages_of_a_fleet_for_others_are_as_many(tmp_path: Path) -> None:
    agencies.make_fleet(tmp_path, 1, 1, ("mkdocs", "hugo"))
    ((slug, pages),) = json.loads((tmp_path / "pages.json").read_text(encoding="utf-8")).items()
    assert 55 < pages < 70
    assert [len(list((tmp_path / name / slug).rglob("*.md"))) for name in ("mkdocs", "hugo")] == [pages, pages]
    assert f'baseURL = "https://{slug}.example.go.th/"' in (tmp_path / "hugo" / slug / "config.toml").read_text()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count other things")
def test_what_a_program_s_own_children_took_counts_too(tmp_path: Path) -> None:
    child = "big = b'x' * 150_000_000; sum(range(6_000_000))"
    below = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    sample = measure.run([sys.executable, "-c", below], tmp_path, tmp_path / "log")
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000  # a child begins as a copy of this process
    assert 150 < sample.peak < max(250, own + 50)
    assert sample.cpu > 0.05


def test_a_program_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(measure.FailedError, match=r"^why\n$"):
        measure.run([sys.executable, "-c", "print('why'); exit(3)"], tmp_path, tmp_path / "log")


def test_a_digest_is_of_names_and_bytes_and_of_no_journal(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name / "in").mkdir(parents=True)
        (tmp_path / name / "in" / "a").write_text("a")
    (tmp_path / "one" / ".fleet").mkdir()
    (tmp_path / "one" / ".fleet" / "journal").write_text("now")
    assert measure.digest(tmp_path / "one") == measure.digest(tmp_path / "other")
    (tmp_path / "other" / "in" / "a").rename(tmp_path / "other" / "in" / "b")
    assert measure.digest(tmp_path / "one") != measure.digest(tmp_path / "other")


def test_a_server_that_ends_is_told_with_its_last_lines(tmp_path: Path) -> None:
    with (
        pytest.raises(measure.FailedError, match=r"^the server ended\nno such theme$"),
        serving([sys.executable, "-c", "print('no such theme')"], tmp_path) as served,
    ):
        served.wait_for("", "<html")


def test_the_benchmark_itself_is_small_because_its_children_begin_with_its_memory() -> None:
    here = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    large = {"prongsai", "mkdocs", "pydantic", "distributed"}
    told = f"import sys, benchmarks.speed.__main__; print({large} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", told], env=here, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_this_process_uses_memory() -> None:
    assert machine.below(os.getpid())[os.getpid()].peak >= machine.in_memory() * 0.9 > 5


def made() -> results.Results:
    """Results with round figures."""
    found = results.empty({"day": "2026-11-29"}, 1)
    peers = {
        "prongsai": results.Measured(samples=[[2, 2.5, 100]] * 3, files=1, bytes=1),
        "prongsai-2": results.Measured(samples=[[1.2, 2.8, 120]] * 3, files=1, bytes=1),
        "mkdocs": results.Measured(samples=[[10, 10, 84]] * 3, files=1, bytes=1),
        "hugo": results.Measured(samples=[[1.5, 2, 200]] * 3, files=1, bytes=1),
    }
    trees = {"d1": ["prongsai", "prongsai-2"]}
    found["sizes"] = [results.Size(pages=1_003, agencies=15, load=[0, 0], peers=peers, trees=trees)]
    edits = {"prongsai": {"edit": [[0.3, 0.6, 60.0]], "nothing": [[0.1, 0.3, 40.0]]}}
    others = {
        name: {"edit": [list(map(float, sample))]}
        for name, sample in (("mkdocs", (10, 10, 84)), ("hugo", (1.5, 2, 200)))
    }
    found["edits"] = [results.Edits(pages=1_003, load=[0, 0], samples=edits | others, same={"prongsai": True})]
    shown = [{"seen": 0.1, "begun": 0.2, "shown": seconds} for seconds in (0.4, 0.6, 0.45)]
    found["serve"] = results.Serve(pages=1_003, load=[0, 0], samples={"prongsai-mkdocs": shown})
    ways = {"cold": [[30.0, 60.0, 96.0]], "mkdocs": [[200.0, 200.0, 60.0]], "hugo": [[30.0, 50.0, 66.0]]}
    found["fleet"] = results.Fleet(agencies=200, pages=12_240, load=[0, 0], samples=ways, same={"dask": True})
    found["large"] = results.Large(
        agencies=7_850,
        load=[0, 0],
        sample=[840.0, 1_630.0, 100.0],
        start=2.0,
        parent=[30.0, 70.0],
        workers=[[800, 100]],
        bytes=1,
    )
    found["memory"] = results.Memory(load=[0, 0], rss=[[100, 90], [200, 100], [2_000, 104]])
    return found


def test_every_bar_has_its_figure_and_whether_it_is_met() -> None:
    assert [row[:4] for row in bars.bars(made())] == [
        ("clean, 1,000 pages: CPU", "≤ 0.25 × MkDocs + Material", "0.25", "yes"),
        ("the same, two jobs: wall", "≤ 1 × Hugo", "0.8", "yes"),
        ("2,000 pages, two jobs: wall", "≤ 1 × Hugo", "not measured", "–"),
        ("growth of CPU, 500 to 10,000 pages", "≤ 1.05 exponent", "not measured", "–"),
        ("peak memory, 10,000 pages, largest process", "≤ 300 MB", "not measured", "–"),
        ("the same bytes for any number of jobs", "yes", "yes", "yes"),
        ("an edit, 1,000 pages: CPU", "≤ 0.07 × MkDocs + Material", "0.06", "yes"),
        ("the same: wall", "≤ 0.4 × Hugo", "0.2", "yes"),
        ("nothing changed: CPU", "≤ 0.06 × MkDocs + Material", "0.03", "yes"),
        ("an edit: wall (stretch)", "≤ 0.15 × Hugo", "0.2", "**no**"),
        ("an edit, 100 pages: wall (stretch)", "≤ 0.5 × Hugo", "not measured", "–"),
        ("after the edits, the bytes of a clean build", "yes", "yes", "yes"),
        ("served, 1,000 pages: from save to the page", "≤ 0.5 s", "0.45", "yes"),
        ("200 agencies: CPU", "≤ 0.25 × MkDocs + Material, looped", "0.3", "**no**"),
        ("the same", "≤ 0.7 × Hugo, 200 runs", "1.2", "**no**"),
        ("Dask, two workers: the same bytes", "yes", "yes", "yes"),
        ("7,850 agencies here", "≤ 15 minutes", "14", "yes"),
        ("2,000 builds in one process: memory", "≤ 1.1 × that after 200", "1.04", "yes"),
    ]


def test_another_site_for_another_number_of_jobs_fails_its_bar() -> None:
    found = made()
    found["sizes"][0]["trees"] = {"d1": ["prongsai"], "d2": ["prongsai-2"]}
    assert bars.same_trees(found) is False
    assert "The same site, byte for byte: prongsai; another one: prongsai, 2 jobs." in report.report(found, "p.svg")


def test_more_cores_leave_what_the_parent_does() -> None:
    found = made()["large"]
    assert found
    assert [large.reckoned(found, cores) for cores in large.CORES] == [832, 132, 42]
    assert "| 160 | 2.0 s | 30.0 s | 10 s | 0.7 min | – |" in "\n".join(tables.large_table(found))


def test_old_results_can_be_told_again(tmp_path: Path) -> None:
    old = {key: value for key, value in made().items() if key not in {"edits", "serve", "fleet", "large", "memory"}}
    del old["sizes"][0]["trees"]  # type: ignore[attr-defined]
    old["left_out"] = {"zensical": "not here"}
    (tmp_path / "results.json").write_text(json.dumps(old), encoding="utf-8")
    told = report.report(results.read(tmp_path / "results.json", {}, 1), "p.svg")
    assert "| Zensical | **left out**: not here |" in told
    assert "| 2026-11-29 |" in told
