"""Many agencies in one command: a hanging, a dying and a broken one stop no other, and exactly they are reported."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from small_fleet import (
    DIES,
    DIES_ONCE,
    SLEEPS,
    agency,
    events,
    files,
    fleet_build,
    mkdocs_build,
    rows,
    said,
    write,
)

from prongsai.fleet.agencies import Shard

pytestmark = pytest.mark.slow
FINE = ("bua", "kaeo", "phlu")
UNKNOWN_KEY = (
    "data/sia/agency.yml:3:1: phnoe: ไม่รู้จักคีย์ “phnoe” คีย์ที่ใช้ได้คือ name, short_name, district, province, website, "
    "name_variants, example, departments, contact, channels, survey, licence, licence_note, waive [unknown-key]"
)


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three agencies that can be built, one of them after its process was killed once, and three that cannot."""
    root = tmp_path_factory.mktemp("fleet")
    agencies = root / "agencies"
    agency(agencies / "bua", site_url="https://bua.example.go.th/ita/", year=True)
    agency(agencies / "kaeo", hook=DIES_ONCE.format(mark=root / "mark"))
    agency(agencies / "phlu", more="use_directory_urls: false\n")
    agency(agencies / "hang", hook=SLEEPS)
    agency(agencies / "lom", hook=DIES)
    agency(agencies / "sia")
    write(agencies / "sia/data/sia/agency.yml", "name: เทศบาลตำบลเสีย\nprovince: สมมติ\nphnoe: 1\n")
    write(agencies / "shared/logo.svg", "<svg/>")
    return root


def test_the_others_are_built_and_exactly_the_broken_ones_are_reported(fleet: Path, tmp_path: Path) -> None:
    out, journal = fleet / "sites", fleet / "journal.jsonl"
    arguments = ("--agencies", fleet / "agencies", "--out", out, "--journal", journal, "--share-assets")

    result = fleet_build(*arguments, "--jobs", 2, "--timeout", 15)
    assert result.exit_code == 1
    assert said(result.stdout) == (
        "หน่วยงาน  วินาที  เหตุ\n"
        "hang # เกินเวลา 15 วินาที จึงถูกหยุด ขณะนั้นอยู่ที่ own/hook.py:5 (on_pre_build)\n"
        "lom # โปรเซสที่สร้างเว็บนี้ตาย 3 ครั้ง เช่น หน่วยความจำหมด\n"
        f"sia # {UNKNOWN_KEY}\n"
        "                  พบปัญหา 1 แห่ง หยุดก่อนสร้างเว็บ เว็บเดิมไม่ถูกแตะต้อง"
    )
    assert said(result.stderr) == (
        f"6 หน่วยงาน\nข้ามโฟลเดอร์ที่ไม่มี mkdocs.yml: shared\nสร้าง 3 ข้าม 0 ไม่สำเร็จ 3 จาก 6 หน่วยงาน ใช้เวลา # บันทึกอยู่ที่ {journal}"
    )
    told = Counter(events(journal))
    assert told == {
        **{("start", slug): 1 for slug in ("bua", "phlu", "hang", "sia")},
        ("start", "kaeo"): 2,
        ("start", "lom"): 3,
        **{("done", slug): 1 for slug in FINE},
        **{("failed", slug): 1 for slug in ("hang", "lom", "sia")},
    }
    assert (fleet / "mark").read_text() == "killed"
    assert {path.name for path in out.iterdir()} == {*FINE, ".fleet"}, "nothing half-built is left"
    assert list((out / ".fleet" / "attempts").iterdir()) == []
    for slug in FINE:
        assert files(out / slug) == mkdocs_build(fleet / "agencies" / slug, tmp_path / slug), slug
    style = "assets/prongsai.*.css"
    (number,) = {next((out / slug).glob(style)).stat().st_ino for slug in FINE}
    assert number in {path.stat().st_ino for path in (out / ".fleet" / "assets").iterdir()}

    # one mended, and the run goes on where it ended
    write(fleet / "agencies/sia/data/sia/agency.yml", "name: เทศบาลตำบลดี\nprovince: สมมติ\n")
    (fleet / "agencies/hang/own/hook.py").write_text("")
    (fleet / "agencies/lom/own/hook.py").write_text("")
    with journal.open("a") as file:
        file.write('{"event": "done", "agen')  # killed in the middle of a line
    before = len(list(events_of_whole_lines(journal)))
    again = fleet_build(*arguments, "--resume", "--jobs", 1)
    assert (again.exit_code, again.stdout) == (0, "")
    assert said(again.stderr) == (
        "6 หน่วยงาน\n"
        "ข้ามโฟลเดอร์ที่ไม่มี mkdocs.yml: shared\n"
        "บันทึกบอกว่าเสร็จแล้ว 3 หน่วยงาน ทำต่ออีก 3\n"
        f"สร้าง 3 ข้าม 0 ไม่สำเร็จ 0 จาก 3 หน่วยงาน ใช้เวลา # บันทึกอยู่ที่ {journal}"
    )
    assert [*events_of_whole_lines(journal)][before:] == [
        (event, slug) for slug in ("hang", "lom", "sia") for event in ("start", "done")
    ]

    # a new run looks at all of them, and builds what changed
    write(fleet / "agencies/bua/data/bua/agency.yml", "name: เทศบาลตำบลบัวใหม่\nprovince: สมมติ\n")
    times = {slug: (out / slug / "index.html").stat().st_mtime_ns for slug in ("bua", "kaeo", "sia")}
    new = fleet_build(*arguments, "--jobs", 1)
    assert said(new.stderr).splitlines()[-1] == (f"สร้าง 1 ข้าม 5 ไม่สำเร็จ 0 จาก 6 หน่วยงาน ใช้เวลา # บันทึกอยู่ที่ {journal}")
    assert [event for event in events(journal) if event[0] == "done"] == [("done", "bua")]
    assert {row["event"]: row for row in rows(journal)}["end"].items() >= {"done": 1, "skipped": 5, "failed": 0}.items()
    touched = {slug for slug in times if (out / slug / "index.html").stat().st_mtime_ns != times[slug]}
    assert touched == {"bua"}
    assert "เทศบาลตำบลบัวใหม่" in (out / "bua" / "index.html").read_text(encoding="utf-8")


def events_of_whole_lines(journal: Path) -> list[tuple[str, str]]:
    """The same as `events`, over a line that was cut off."""
    whole = [line for line in journal.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
    copy = journal.with_suffix(".whole")
    copy.write_text("\n".join(whole) + "\n", encoding="utf-8")
    return list(events(copy))


def test_shards_are_parts_of_the_whole() -> None:
    slugs = {f"agency-{number}" for number in range(500)}
    for of in (1, 2, 7):
        parts = [{slug for slug in slugs if Shard(number, of).holds(slug)} for number in range(1, of + 1)]
        assert set().union(*parts) == slugs
        assert sum(map(len, parts)) == len(slugs)
        assert min(map(len, parts)) > 500 / of * 0.7


def test_a_shard_builds_its_own_agencies_only(tmp_path: Path) -> None:
    names = ("ek", "tho", "tri")
    for name in names:
        agency(tmp_path / "here" / name)
    write(tmp_path / "list.txt", "# agencies\n\nhere/ek  # a remark\nhere/tho\nhere/tri\nhere/gone\n")
    built = set()
    for number in (1, 2):
        out = tmp_path / "sites"
        shard = Shard(number, 2)
        mine = {name for name in (*names, "gone") if shard.holds(name)}
        result = fleet_build(
            "--agencies", tmp_path / "list.txt", "--out", out, "--jobs", 1, "--shard", f"{number}/2", "--no-strict"
        )
        assert result.stderr.splitlines()[0] == f"{len(mine)} จาก 4 หน่วยงาน (ส่วนที่ {number}/2)"
        journal = out / ".fleet" / f"journal-{number}-of-2.jsonl"
        assert {slug for _, slug in events(journal)} == mine
        built |= mine
        missing = f"gone # ไม่มีไฟล์ mkdocs.yml ใน {(tmp_path / 'here/gone').resolve()}"
        assert (missing in said(result.stdout)) == ("gone" in mine)
    assert built == {*names, "gone"}
    assert {path.name for path in (tmp_path / "sites").iterdir()} == {*names, ".fleet"}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--shard", "3/2"), "Error: Invalid value for '--shard': “3/2” ไม่ใช่ส่วนของฝูง เขียนเป็น i/n เช่น 2/8"),
        (("--scheduler", "tcp://x", "--jobs", "2"), "Error: --jobs ใช้กับ --scheduler ไม่ได้ จำนวนงานขึ้นกับเครื่องของ Dask"),
        (("--agencies", "empty"), "Error: empty ไม่มีหน่วยงาน (โฟลเดอร์ที่มี mkdocs.yml)"),
        (("--agencies", "twice.txt"), "Error: ชื่อโฟลเดอร์ซ้ำกัน เว็บจะทับกัน: ek"),
        (("--out", "here"), "Error: --out here ปนกับโฟลเดอร์ข้อมูล here/ek ใช้โฟลเดอร์อื่น"),
        (("--out", "here/ek/sites"), "Error: --out here/ek/sites ปนกับโฟลเดอร์ข้อมูล here/ek ใช้โฟลเดอร์อื่น"),
    ],
)
def test_a_wrong_command_builds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path("here/ek/mkdocs.yml"), "site_name: x\n")
    write(Path("twice.txt"), "here/ek\nthere/ek\n")
    Path("empty").mkdir()
    result = fleet_build("--agencies", "here", "--out", "sites", *arguments)
    assert (result.exit_code, result.stderr.splitlines()[-1]) == (2, message)
    assert not Path("sites").exists()


def test_what_others_put_there_is_not_replaced(tmp_path: Path) -> None:
    agency(tmp_path / "agencies" / "ek")
    write(tmp_path / "agencies/other/mkdocs.yml", "site_name: x\n")
    write(tmp_path / "agencies/other/docs/index.md", "# x\n")
    write(tmp_path / "sites/ek/thesis.doc", "mine")
    result = fleet_build("--agencies", tmp_path / "agencies", "--out", tmp_path / "sites", "--jobs", 1)
    assert said(result.stdout) == (
        "หน่วยงาน  วินาที  เหตุ\n"
        f"ek # {tmp_path.resolve()}/sites/ek มีไฟล์อื่นที่ prongsai ไม่ได้สร้าง ย้ายออกก่อน\n"
        "other # mkdocs.yml ไม่ได้ใช้ปลั๊กอิน prongsai"
    )
    assert files(tmp_path / "sites/ek") == {"thesis.doc": b"mine"}
