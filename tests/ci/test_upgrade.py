"""`prongsai upgrade`: ours is brought up to date and shown first, what a person changed is left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ci.workflows import files_of, write
from prongsai import __version__
from prongsai.cli import main
from prongsai.starter import RECORD, Setup, read_record
from prongsai.starter.installed import requirements_from
from prongsai.starter.managed import managed_files, sha256

SITE = ".github/workflows/site.yml"
LINKS = ".github/workflows/links.yml"
SETTINGS = ".vscode/settings.json"
HEADING = f"prongsai รุ่น 0.0.9 → {__version__} เปลี่ยนไฟล์ของคลังนี้ดังนี้ ข้อมูล mkdocs.yml และ README.md ไม่เปลี่ยน"


def upgrade(folder: Path, *arguments: str, typed: str = "") -> Result:
    result = CliRunner().invoke(main, ["upgrade", str(folder), *arguments], input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def written(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


def put(folder: Path, path: str, text: str, *, by_us: bool) -> None:
    """A file as an earlier version wrote it, or as a person changed it."""
    (folder / path).write_text(text, encoding="utf-8")
    if by_us:
        record = json.loads((folder / RECORD).read_text("utf-8"))
        record["files"][path] = sha256(text)
        record["generator"] = "prongsai 0.0.9"
        (folder / RECORD).write_text(json.dumps(record), encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(tmp_path, files_of("github"))
    return tmp_path


def test_a_new_repository_is_up_to_date(repository: Path) -> None:
    before = written(repository)
    result = upgrade(repository)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "ทุกไฟล์เป็นรุ่นล่าสุดแล้ว\n")
    assert written(repository) == before
    record = read_record(before[RECORD])
    assert record.setup == Setup("ban-mai", "apache", "github")
    assert set(record.files) == set(managed_files(record.setup))
    assert not {"README.md", "mkdocs.yml", ".gitignore"} & set(record.files)
    assert "!/.prongsai/starter.json" in before[".gitignore"].splitlines()


def test_what_is_old_is_shown_asked_for_and_replaced(repository: Path) -> None:
    new = written(repository)
    put(repository, SETTINGS, new[SETTINGS].replace('"editor.tabSize": 2', '"editor.tabSize": 4'), by_us=True)
    old = written(repository)
    shown = f"""{HEADING}

เปลี่ยน {SETTINGS}
--- a/{SETTINGS}
+++ b/{SETTINGS}
@@ -12,7 +12,7 @@
   "editor.unicodeHighlight.allowedLocales": {{ "th": true }},
   "[yaml]": {{
     "editor.insertSpaces": true,
-    "editor.tabSize": 4,
+    "editor.tabSize": 2,
     "editor.detectIndentation": false,
     "editor.wordWrap": "on"
   }}

"""
    for option in ("--check", "--dry-run"):
        result = upgrade(repository, option)
        assert (result.exit_code, result.stdout) == (1, shown)
        assert result.stderr == "มี 1 ไฟล์ที่เก่าแล้ว ยังไม่ได้เขียนไฟล์ใด\n"
    result = upgrade(repository, typed="n\n")
    assert (result.exit_code, result.stderr) == (1, "เขียน 1 ไฟล์นี้หรือไม่ [y/N]: n\nยังไม่ได้เขียนไฟล์ใด\n")
    assert written(repository) == old
    result = upgrade(repository, "--yes")
    assert (result.exit_code, result.stderr) == (0, "เขียนแล้ว 1 ไฟล์ ตรวจด้วย git diff แล้ว commit\n")
    assert written(repository) == new
    assert upgrade(repository, "--check").exit_code == 0


def test_a_file_that_was_changed_by_hand_is_shown_and_left_alone(repository: Path) -> None:
    new = written(repository)
    put(repository, SITE, "jobs: {}\n", by_us=True)  # an older version's
    put(repository, SITE, "jobs: {mine: {}}\n", by_us=False)
    put(repository, LINKS, new[LINKS] + "# mine\n", by_us=False)  # nothing new to tell of this one
    result = upgrade(repository, "--yes")
    assert result.exit_code == 0
    assert result.stderr == "นอกจากไฟล์ที่แก้เองไว้ 1 ไฟล์ข้างบน ทุกไฟล์เป็นรุ่นล่าสุดแล้ว\n"
    said = f"ไม่แตะ {SITE} เพราะแก้เองไว้ ด้านล่างคือสิ่งที่รุ่นนี้จะเขียน ถ้าต้องการใช้ --force {SITE}"
    assert result.stdout.startswith(f"{HEADING}\n\n{said}\n--- a/{SITE}\n+++ b/{SITE}\n")
    assert "\n-jobs: {mine: {}}\n" in result.stdout
    assert LINKS not in result.stdout
    assert (repository / SITE).read_text("utf-8") == "jobs: {mine: {}}\n"
    assert upgrade(repository, "--yes", "--force", SITE).exit_code == 0
    assert (repository / SITE).read_text("utf-8") == new[SITE]
    assert (repository / LINKS).read_text("utf-8") == new[LINKS] + "# mine\n"


def test_a_file_that_was_removed_by_hand_stays_away(repository: Path) -> None:
    (repository / LINKS).unlink()
    assert upgrade(repository, "--yes").stderr == "ทุกไฟล์เป็นรุ่นล่าสุดแล้ว\n"
    assert not (repository / LINKS).exists()


def test_lines_that_git_ended_in_another_way_are_no_change(repository: Path) -> None:
    (repository / SITE).write_bytes((repository / SITE).read_bytes().replace(b"\n", b"\r\n"))
    assert upgrade(repository, "--check").exit_code == 0


def test_another_host_takes_the_old_files_away(repository: Path) -> None:
    put(repository, LINKS, "mine\n", by_us=False)
    result = upgrade(repository, "--ci", "gitlab", "--host", "pages", "--yes")
    assert result.exit_code == 0
    assert f"ลบ {SITE} (ไม่ใช้แล้ว)\n" in result.stdout
    assert f"ไม่ลบ {LINKS} เพราะแก้เองไว้ ไฟล์นี้ไม่ใช้แล้ว\n" in result.stdout
    assert "เพิ่ม .gitlab-ci.yml (" in result.stdout
    assert not (repository / SITE).exists()
    assert (repository / LINKS).read_text("utf-8") == "mine\n"
    assert (repository / ".gitlab-ci.yml").read_text("utf-8") == files_of("gitlab", "pages")[".gitlab-ci.yml"]
    assert upgrade(repository, "--check").exit_code == 0


def test_a_repository_without_a_record_is_taken_as_it_is_told(repository: Path) -> None:
    (repository / RECORD).unlink()
    (repository / LINKS).unlink()
    put(repository, SITE, "mine\n", by_us=False)
    result = upgrade(repository)
    said = f"ไม่มี {RECORD} ใน {repository} จึงไม่รู้ว่าคลังนี้เริ่มอย่างไร ถ้าเป็นคลังของ prongsai ให้บอก --host และ --ci"
    assert result.exit_code == 2
    assert result.stderr.endswith(f"\nError: {said}\n")
    assert upgrade(repository, "--ci", "github", "--host", "apache", "--yes").exit_code == 0
    assert (repository / SITE).read_text("utf-8") == "mine\n"
    assert (repository / LINKS).is_file()
    assert upgrade(repository, "--check").exit_code == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"format": 2, "generator": "prongsai 9.0"},
            f"{RECORD} เขียนโดย prongsai รุ่น 9.0 ซึ่งใหม่กว่ารุ่นนี้ ({__version__}) ติดตั้งรุ่นใหม่ก่อน",
        ),
        ({"answers": {"slug": "a"}}, f"อ่าน {RECORD} ไม่ได้"),
        ({"answers": {"slug": "a", "host": "x", "ci": "none", "site_repository": ""}}, f"อ่าน {RECORD} ไม่ได้"),
        ({"answers": {"slug": "a", "host": "pages", "ci": "none", "site_repository": "${{"}}, f"อ่าน {RECORD} ไม่ได้"),
        ({"files": {"../elsewhere": "0"}}, f"อ่าน {RECORD} ไม่ได้"),
        ({"files": {"/etc/passwd": "0"}}, f"อ่าน {RECORD} ไม่ได้"),
        ({"files": {"C:\\x": "0"}}, f"อ่าน {RECORD} ไม่ได้"),
    ],
)  # fmt: skip
def test_a_broken_record_is_refused_and_nothing_is_written(
    change: dict[str, object], said: str, repository: Path
) -> None:
    record = json.loads((repository / RECORD).read_text("utf-8"))
    (repository / RECORD).write_text(json.dumps({**record, **change}), encoding="utf-8")
    before = written(repository)
    result = upgrade(repository, "--yes")
    assert (result.exit_code, result.stderr) == (1, f"Error: {said}\n")
    assert written(repository) == before


def test_a_link_that_leads_out_of_the_repository_is_not_written_to(repository: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside.json"
    outside.write_text("theirs", encoding="utf-8")
    (repository / SETTINGS).unlink()
    (repository / SETTINGS).symlink_to(outside)
    result = upgrade(repository, "--yes", "--force", SETTINGS)
    assert (result.exit_code, result.stderr) == (1, f"Error: {SETTINGS} ชี้ออกนอกคลัง จึงไม่เขียน\n")
    assert outside.read_text("utf-8") == "theirs"


def test_only_files_of_ours_can_be_forced(repository: Path) -> None:
    result = upgrade(repository, "--force", "mkdocs.yml")
    assert result.exit_code == 2
    assert "Error: mkdocs.yml ไม่ใช่ไฟล์ที่ upgrade ดูแล ไฟล์ที่ดูแลคือ .github/workflows/links.yml " in result.stderr


HEAD = "# โปรแกรมที่ใช้สร้างเว็บนี้ ติดตั้งด้วย python -m pip install -r requirements.txt\n"
GIT = {"vcs": "git", "commit_id": "ab12", "requested_revision": "v1"}
WHEELS = (
    "# โปรแกรมรุ่นนี้ติดตั้งจากไฟล์ของเครื่องหนึ่ง เครื่องอื่นจึงหาไม่พบ\n"
    "# ให้วางไฟล์ติดตั้ง (prongsai-….whl) ไว้ในโฟลเดอร์ wheels/ ของคลังนี้แล้ว commit\n"
    f"--find-links wheels\nprongsai[docx,pdf]=={__version__}\n"
)


@pytest.mark.parametrize(
    ("origin", "text"),
    [
        (None, f"prongsai[docx,pdf]=={__version__}\n"),
        ({"url": "file:///home/me/prongsai", "dir_info": {"editable": True}}, WHEELS),
        ({"url": "file:///tmp/prongsai-0.1.0-py3-none-any.whl", "archive_info": {"hashes": {"sha256": "ab"}}}, WHEELS),
        (
            {"url": "https://example.com/prongsai.git", "vcs_info": GIT},
            "prongsai[docx,pdf] @ git+https://example.com/prongsai.git@ab12\n",
        ),
        (
            {"url": "https://example.com/all.git", "vcs_info": GIT, "subdirectory": "py"},
            "prongsai[docx,pdf] @ git+https://example.com/all.git@ab12#subdirectory=py\n",
        ),
        (
            {"url": "https://example.com/prongsai-1.whl", "archive_info": {"hashes": {"sha256": "ab"}}},
            "prongsai[docx,pdf] @ https://example.com/prongsai-1.whl#sha256=ab\n",
        ),
        ({"url": "https://example.com/prongsai-1.whl", "archive_info": {}}, "prongsai[docx,pdf] @ https://example.com/prongsai-1.whl\n"),
    ],
)  # fmt: skip
def test_prongsai_is_installed_there_the_way_it_is_installed_here(origin: dict[str, object] | None, text: str) -> None:
    assert requirements_from(origin) == HEAD + text
