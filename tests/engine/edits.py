"""What people do to a project between two builds, at random; a table of what may be done is at the end."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from workshop import ABOUT, CONFIG, Project, agency

Edit = Callable[[Project, random.Random], str]
"""Does something to the project and says what; an empty text where it could not be done."""
_WORDS = ("ก", "ประชาชน", "แก้ไขแล้ว", "๑. ประชุม", "<b>&", "{{ x }}", "ช่องทางใหม่ 12")
_CONFIGS = (
    CONFIG,
    CONFIG.replace("site_name: ทดลอง", "site_name: ชื่อใหม่"),
    f"site_url: https://www.example.go.th/ita/\n{CONFIG}",
    f"site_url: https://www.example.go.th\n{CONFIG}      git_dates: true\n",
    f"{CONFIG}      digits: thai\n",
    f"{CONFIG}      drafts: true\n      server_files: true\n",
    f"{CONFIG}      agencies: [sing]\n",
    f"site_url: https://a.example.go.th/\n{CONFIG}      agencies: [thung-bu-lang]\n",
    f"use_directory_urls: false\n{CONFIG}",
    f"{CONFIG}nav:\n  - หน้าแรก: index.md\n  - เกี่ยวกับ: about.md\n",
    f"{CONFIG}validation:\n  links:\n    not_found: info\n",
    f"repo_url: https://example.org/a/b\nedit_uri: edit/main/docs/\n{CONFIG}",
    CONFIG.replace("- search\n", "- search:\n      lang: en\n"),
)
_PAGES = {
    "about.md": (ABOUT, "# ก\n", "---\nsearch:\n  exclude: true\n---\n# ข\n\nค\n"),
    "more/help.md": ("# ช่วย\n\n[กลับ](../about.md)\n", "# ช่วยเหลือ\n"),
    "sing/2568/index.md": ("# เขียนเอง\n", "# เขียนเองอีก\n\nข้อความ\n"),
    "sing/2568/indicators/5/index.md": ("# ตัวชี้วัดเขียนเอง\n",),
    "sing/index.md": ("# หน่วยงานเขียนเอง\n",),
    "links.md": (
        "# ทาง\n\n[ปี](sing/2568/index.md) [ข้อ](sing/2568/indicators/1/index.md)\n",
        "# ทาง\n\n[ข้อ](sing/2568/indicators/1/index.md#i1-1-manual) [เอกสาร](sing/2568/evidence/a.pdf)\n",
    ),
    "index.md": ("# หน้าแรกเขียนเอง\n",),
    "robots.txt": ("User-agent: *\n",),
    "sitemap.xml": ("<urlset/>\n",),
}


def some(folder: Path, pattern: str, dice: random.Random) -> Path | None:
    """One of the files that match."""
    found = sorted(folder.glob(pattern))
    return dice.choice(found) if found else None


def _shown(project: Project, path: Path) -> str:
    return path.relative_to(project.folder).as_posix()


def change_field(project: Project, dice: random.Random) -> str:
    """A text of a measure."""
    path = some(project.data, "*/*/measures/*.yml", dice)
    if not path:
        return ""
    lines = path.read_text(encoding="utf-8").splitlines()
    places = [n for n, line in enumerate(lines) if line.startswith(("title: ", "note: ")) and line[-1] != "-"]
    if not places:
        return ""
    place = dice.choice(places)
    key, word = lines[place].partition(":")[0], dice.choice(_WORDS)
    lines[place] = f"{key}: '{word} {dice.randrange(100)}'"
    if dice.random() < 0.15:
        lines[place] = f"{key}: [broken"
    path.write_text("\n".join(line for line in lines) + "\n", encoding="utf-8")
    return f"{_shown(project, path)}: {lines[place]}"


def add_measure(project: Project, dice: random.Random) -> str:
    """A measure that may bring pages of its own."""
    year = some(project.data, "*/*/measures", dice)
    if not year:
        return ""
    number = dice.randrange(1, 11)
    path = year / f"i{number}-9-new{dice.randrange(3)}.yml"
    path.write_text(f"title: มาตรการใหม่ {dice.choice(_WORDS[:4])}\nindicator: {number}\n", encoding="utf-8")
    return f"add {_shown(project, path)}"


def remove_measure(project: Project, dice: random.Random) -> str:
    """And maybe the pages that showed it alone."""
    path = some(project.data, "*/*/measures/*.yml", dice)
    if path:
        path.unlink()
    return f"remove {_shown(project, path)}" if path else ""


def rename_measure(project: Project, dice: random.Random) -> str:
    """The address of a measure follows its name."""
    path = some(project.data, "*/*/measures/*.yml", dice)
    if not path:
        return ""
    path.rename(path.with_name(f"{path.stem[:12]}-{dice.randrange(9)}.yml"))
    return f"rename {_shown(project, path)}"


def change_year(project: Project, dice: random.Random) -> str:
    """Title or status of a year."""
    path = some(project.data, "*/*/year.yml", dice)
    if not path:
        return ""
    lines = path.read_text(encoding="utf-8").splitlines()
    if dice.random() < 0.5:
        new = "status: draft" if "status: published" in lines else "status: published"
        lines = [line for line in lines if not line.startswith("status: ")] + [new]
    else:
        new = f"title: รายงาน {dice.choice(_WORDS[:4])} {dice.randrange(9)}"
        lines[0] = new
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"{_shown(project, path)}: {new}"


def change_agency(project: Project, dice: random.Random) -> str:
    """Name, survey or channels of an agency."""
    path = some(project.data, "*/agency.yml", dice)
    if not path:
        return ""
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(("survey", "  code"))
    ]
    which = dice.randrange(4)
    if which == 0:
        lines[0] = f"name: องค์การบริหารส่วนตำบล{dice.choice('กขคง')}"
    elif which == 1:
        lines = [line for line in lines if not line.startswith("short_name")] + [
            f"short_name: อบต.{dice.choice('จฉช')}"
        ]
    elif which == 2:
        lines += ["survey:", f"  code: abc12{dice.randrange(9)}"]
    else:
        lines = [line for line in lines if not line.startswith("website")]
        lines.append(f"website: https://www.{dice.choice('abc')}.go.th")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return f"{_shown(project, path)}: {which}"


def change_disclosures(project: Project, dice: random.Random) -> str:
    """The list of what is disclosed: new, other or gone."""
    year = some(project.data, "*/*/year.yml", dice)
    if not year:
        return ""
    path = year.with_name("disclosures.yml")
    if path.exists() and dice.random() < 0.3:
        path.unlink()
        return f"remove {_shown(project, path)}"
    code = dice.randrange(1, 20)
    path.write_text(f"O{code}:\n  status: ดำเนินการแล้ว\n  progress: [ทำแล้ว {dice.randrange(9)}]\n", encoding="utf-8")
    return f"write {_shown(project, path)} O{code}"


def change_evidence(project: Project, dice: random.Random) -> str:
    """A document of a year: new, other or gone."""
    year = some(project.data, "*/*/year.yml", dice)
    if not year:
        return ""
    path = year.parent / "evidence" / dice.choice(["a.pdf", "แผน ๒๕๖๘.pdf"])
    if path.exists() and dice.random() < 0.5:
        path.unlink()
        return f"remove {_shown(project, path)}"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"%%PDF-1.4 %d" % dice.randrange(3))
    return f"write {_shown(project, path)}"


def change_agencies(project: Project, dice: random.Random) -> str:
    """A whole agency or year: new or gone."""
    slug, year, measure = dice.choice(
        [("khok-yai", "2568", "m1"), ("ban-laem", "2566", "i2-1"), ("thung-bu-lang", "2566", "m2")]
    )
    if (project.data / slug).exists():
        what = project.data / slug / dice.choice(["", year])
        shutil.rmtree(what, ignore_errors=True)  # it may be gone already
        return f"remove {_shown(project, what)}"
    agency(project.data, slug, year, measure)
    return f"add {slug}"


def change_synonyms(project: Project, dice: random.Random) -> str:
    """Words of the search."""
    path = project.data / "synonyms.yml"
    if path.exists() and dice.random() < 0.5:
        path.unlink()
        return "remove synonyms"
    path.write_text(f"groups: [[งบ, งบประมาณ, เงิน{dice.randrange(3)}]]\n", encoding="utf-8")
    return "write synonyms"


def change_ledger(project: Project, dice: random.Random) -> str:
    """Addresses that were published, and where they lead now."""
    path = project.data / "addresses.txt"
    if path.exists() and dice.random() < 0.5:
        path.unlink()
        return "remove addresses.txt"
    goal = dice.choice(["/sing/", "/sing/2568/", "/"])
    path.write_text(f"/\n/old{dice.randrange(3)}/ -> {goal}\n", encoding="utf-8")
    return f"write addresses.txt {goal}"


def change_page(project: Project, dice: random.Random) -> str:
    """A page or file that is written by hand: new, other or gone."""
    name = dice.choice(sorted(_PAGES))
    path = project.docs / name
    if path.exists() and dice.random() < 0.4:
        path.unlink()
        return f"remove docs/{name}"
    number = dice.randrange(len(_PAGES[name]))
    project.put(f"docs/{name}", _PAGES[name][number])
    return f"write docs/{name} {number}"


def change_config(project: Project, dice: random.Random) -> str:
    """Other settings."""
    number = dice.randrange(len(_CONFIGS))
    project.put("mkdocs.yml", _CONFIGS[number])
    return f"mkdocs.yml {number}"


def commit(project: Project, dice: random.Random) -> str:
    """A commit, on some day."""
    project.commit(1_600_000_000 + dice.randrange(400) * 86_400)
    return "commit"


def touch(project: Project, dice: random.Random) -> str:
    """A time without a change, back and forth."""
    path = some(project.folder, dice.choice(["data/*/*/measures/*.yml", "docs/*.md", "mkdocs.yml"]), dice)
    if path:
        os.utime(path, (1_500_000_000 + dice.randrange(9), 1_500_000_000 + dice.randrange(9)))
    return f"touch {_shown(project, path)}" if path else ""


def spoil_site(project: Project, dice: random.Random) -> str:
    """A hand in the built site."""
    path = some(project.site, "**/*.html", dice)
    if not path:
        return ""
    which = dice.randrange(4)
    if which == 0:
        path.unlink()
    elif which == 1:
        path.with_name("stray.txt").write_text("x")
    elif which == 2:
        path.unlink()
        path.write_text("other")
    else:
        shutil.rmtree(path.parent)
    return f"spoil {_shown(project, path)}: {which}"


EDITS: list[tuple[Edit, int]] = [
    (change_field, 8),
    (add_measure, 3),
    (remove_measure, 2),
    (rename_measure, 2),
    (change_year, 4),
    (change_agency, 4),
    (change_disclosures, 3),
    (change_evidence, 3),
    (change_agencies, 2),
    (change_synonyms, 1),
    (change_ledger, 1),
    (change_page, 4),
    (change_config, 3),
    (commit, 2),
    (touch, 1),
    (spoil_site, 1),
]
"""Each with its weight."""
