"""What a publication has to do, worked out without any server."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from prongsai.manifest import MANIFEST, Entry, Manifest, ManifestError, changes, make, read
from prongsai.publish.journal import Journal, read_journal
from prongsai.publish.plan import emptied, foreign, make_plan, phase_of

OLD_STYLE, STYLE = "assets/site.0a1b2c3d.css", "assets/site.1a2b3c4d.css"


def site(**files: str) -> Manifest:
    """A manifest of files by content; `a__b` is a/b.html."""
    named = {f"{name.replace('__', '/')}.html": text for name, text in files.items()}
    return manifest({"index.html": "front", **named})


def manifest(files: dict[str, str]) -> Manifest:
    return Manifest(files={path: entry(text) for path, text in files.items()}, site_url="https://a.go.th/")


def entry(text: str) -> Entry:
    return Entry(hashlib.sha256(text.encode()).hexdigest(), len(text))


def interrupted(new: Manifest, *batches: list[str], gone: tuple[str, ...] = ()) -> Journal:
    return Journal("ab", tuple(tuple((path, new.files[path]) for path in batch) for batch in batches), gone)


def lying(journal: Journal, *batches: int, **sizes: int) -> dict[str, int]:
    """INCOMING as a run left it after these batches had arrived."""
    marks = {journal.mark(number).partition("/")[2]: 3 for number in batches}
    return marks | {path: entry.size for path, entry in journal.files.items()} | sizes


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "ก.pdf").write_bytes(b"x")
    (tmp_path / ".htaccess").write_bytes(b"")
    (tmp_path / MANIFEST).write_bytes(b"not itself")
    made = make(tmp_path, "https://a.go.th/ita/")
    assert dict(made.files) == {"a b/ก.pdf": entry("x"), ".htaccess": entry("")}
    assert read(made.write()) == made
    assert make(tmp_path, "https://a.go.th/ita/").write() == made.write()
    assert list(json.loads(made.write())) == ["generator", "format", "site_url", "files"]
    told = replace(made, retired=(STYLE,), release={"number": 3, "after": 2})
    assert read(told.write()) == told


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "prongsai-manifest.json cannot be read: it is broken or cut off"),
        ("[]", "prongsai-manifest.json cannot be read: it is broken or cut off"),
        ('{"generator": "hugo 1", "format": 1}', "prongsai-manifest.json was written by another program"),
        (
            '{"generator": "prongsai 9", "format": 2}',
            "prongsai-manifest.json was written by a newer prongsai: update prongsai first",
        ),
        ('{"generator": "prongsai 0", "format": 1}', "prongsai-manifest.json cannot be read: it is broken or cut off"),
    ],
)
def test_what_is_no_manifest_is_refused(text: str, message: str) -> None:
    with pytest.raises(ManifestError) as caught:
        read(text.encode())
    assert caught.value.message.en == message


@pytest.mark.parametrize("path", ["../a", "/etc/passwd", "a/../../b", "C:/a", "a\\b", "", "a//b", "a\nb", "./a"])
def test_a_path_that_leads_out_of_the_folder_is_refused(path: str) -> None:
    text = json.dumps(
        {"generator": "prongsai 0", "format": 1, "files": {path: {"sha256": "0" * 64, "size": 1}}, "retired": []}
    )
    with pytest.raises(ManifestError, match="broken or cut off"):
        read(text.encode())
    assert not read_journal(json.dumps({"id": "a", "batches": [], "gone": [path]}).encode()).whole


def test_changes_tell_added_changed_and_gone_files_apart() -> None:
    assert changes(site(a="1", b="1"), site(b="2", c="1")) == (("c.html",), ("b.html",), ("a.html",))
    assert changes(None, site()) == (("index.html",), (), ())
    assert not any(changes(site(), site()))


def test_every_file_has_its_phase_and_the_front_page_comes_last() -> None:
    new = manifest(
        dict.fromkeys(
            ["index.html", "404.html", "a/index.html", "sitemap.xml", STYLE, "a/2568/evidence/x.pdf", ".htaccess"], "x"
        )
    )
    plan = make_plan(new, None)
    assert plan.phases() == [
        ("assets", ["a/2568/evidence/x.pdf", STYLE]),
        ("data", [".htaccess", "sitemap.xml"]),
        ("pages", ["a/index.html"]),
        ("front", ["404.html", "index.html"]),
    ]
    assert phase_of("assets/images/favicon.png") == "data"


def test_only_what_differs_travels() -> None:
    plan = make_plan(site(a="2", b="1", d="1"), site(a="1", b="1", c="1"))
    assert list(plan.sending) == ["a.html", "d.html"]
    assert (plan.added, plan.gone, plan.empty) == ({"d.html"}, ("c.html",), False)
    same = make_plan(site(a="1"), site(a="1"))
    assert same.empty
    assert same.gone == ()


def test_a_style_that_went_stays_for_one_publication_more() -> None:
    one = manifest({"index.html": "1", OLD_STYLE: "old"})
    two = manifest({"index.html": "2", STYLE: "new"})
    three = manifest({"index.html": "3", STYLE: "new"})
    first = make_plan(two, one)
    assert (first.gone, first.manifest.retired) == ((), (OLD_STYLE,))
    assert make_plan(two, first.manifest).empty, "nothing new is no publication: the old style stays"
    second = make_plan(three, first.manifest)
    assert (second.gone, second.manifest.retired) == ((OLD_STYLE,), ())


def test_a_style_that_comes_back_is_sent_and_not_deleted() -> None:
    one = manifest({"index.html": "1", OLD_STYLE: "old"})
    two = replace(manifest({"index.html": "2", STYLE: "new"}), retired=(OLD_STYLE,))
    plan = make_plan(one, two)
    assert list(plan.sending) == [OLD_STYLE, "index.html"]
    assert (plan.gone, plan.manifest.retired) == ((), (STYLE,))


def test_an_interrupted_run_is_believed_only_where_its_files_lie_whole() -> None:
    old, new = site(a="1", b="1", c="1", d="1"), site(a="2", b="2", c="2", d="2")
    journal = interrupted(new, [], ["a.html", "b.html"], ["c.html"], ["d.html"])
    plan = make_plan(new, old, journal, lying(journal, 1, 2, **{"b.html": 0}))
    assert plan.arrived == {"a.html", "c.html"}
    assert list(plan.sending) == ["b.html", "d.html"]
    assert list(plan.files) == ["a.html", "b.html", "c.html", "d.html"]


def test_what_was_not_noted_as_arrived_is_sent_again_though_it_has_the_right_size() -> None:
    new = site(a="2")
    journal = interrupted(new, [], ["a.html", "index.html"])
    assert list(make_plan(new, None, journal, lying(journal)).sending) == ["a.html", "index.html"]


def test_another_version_after_an_interrupted_one_makes_anew_all_that_it_may_have_touched() -> None:
    old, cut_off, new = site(a="1", b="1", c="1"), site(a="2", b="2", c="1", x="2"), site(a="1", b="3", c="1")
    journal = interrupted(cut_off, [], ["a.html", "b.html", "x.html"], gone=("z.html",))
    plan = make_plan(new, old, journal, lying(journal, 1))
    assert list(plan.sending) == ["a.html", "b.html"], "a is as in the old manifest, but may lie there as of 2"
    assert plan.gone == ("x.html", "z.html")


def test_a_run_that_was_cut_off_in_its_deletions_sends_nothing_again() -> None:
    new = replace(site(a="2"), retired=(OLD_STYLE,))
    journal = interrupted(new, [], ["a.html"], gone=("b.html",))
    plan = make_plan(site(a="2"), new, journal, {journal.settled.partition("/")[2]: 3})
    assert (plan.files, plan.gone, plan.manifest.retired) == ({}, ("b.html",), (OLD_STYLE,))
    assert plan.resumed
    assert not plan.empty


def test_a_journal_that_was_cut_off_makes_everything_doubtful() -> None:
    assert not read_journal(b'{"id": "ab", "bat').whole
    plan = make_plan(site(a="1"), site(a="1", b="1"), read_journal(b""), {})
    assert list(plan.sending) == ["a.html", "index.html"]
    assert plan.gone == ("b.html",)


def test_a_journal_is_read_as_it_was_written() -> None:
    journal = interrupted(site(a="1"), [], ["a.html"], gone=("b.html",))
    assert read_journal(journal.write()) == journal


def test_batches_hold_so_many_files_or_bytes_and_keep_the_order() -> None:
    new = manifest({f"p{number}.html": "x" * (50 if number == 2 else 10) for number in range(6)})
    batches = make_plan(new, None).batches(files=3, size=40)
    assert [[path for path, _ in batch] for batch in batches] == [
        ["p0.html", "p1.html"],
        ["p2.html"],
        ["p3.html", "p4.html", "p5.html"],
    ]


def test_files_of_somebody_else_are_told() -> None:
    old, new = site(a="1"), site(a="2", b="1", c="1")
    plan = make_plan(new, old)
    assert foreign(plan, old, None, ["a.html", "b.html", "note.txt"]) == ["b.html"]
    assert foreign(plan, old, interrupted(new, ["b.html"]), ["b.html", "c.html"]) == ["c.html"]


def test_folders_that_hold_nothing_more_are_named_once() -> None:
    old = site(a__b__c="1", a__b__d="1", e__f="1", e__g="1")
    plan = make_plan(site(e__g="1"), old)
    assert emptied(plan, plan.manifest.files) == ["a"]
