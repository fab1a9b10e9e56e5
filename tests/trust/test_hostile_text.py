"""Hostile text in every text field of every record reaches every page kind, and nothing of it comes alive."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from every_field import FILES, TEXTS, Field, record
from playwright.sync_api import Browser, Page

from case_files import write_files
from conftest import mkdocs_build, published, serve
from prongsai.build import Built, build_site, gather
from prongsai.cli.write import pages as write_pages
from prongsai.pages import Options
from prongsai.pages.page import Kind

pytestmark = pytest.mark.site

ALIVE = [
    "<script>window.pwned=1</script>",
    '"><img id=evil src=https://evil.example/x onerror=window.pwned=1>',
    "' id='evil' onmouseover='window.pwned=1' autofocus onfocus='window.pwned=1",
    "</title></textarea></style></script><svg id=evil onload=window.pwned=1>",
    "<iframe id=evil src=javascript:window.pwned=1></iframe><form id=evil action=//evil.example>",
    "<base href=//evil.example/><meta http-equiv=refresh content=0;//evil.example>",
    "[x](javascript:window.pwned=1) ![x](//evil.example/x.png) {: onclick=window.pwned=1 #evil} [[x]]",
    "javascript:window.pwned=1 data:text/html,<script>window.pwned=1</script>",
    "{{ 7*7 }}{% raw %}{# x #}{0}{name}%s%(x)s${x}`x`--8<-- 'x'",
    "&lt;b id=evil&gt;&amp;&#60;script&#62; ]]> --> <!-- <![CDATA[ */ */ \ufffd \\ \\u003cscript\\u003e",
]
LINE = " ".join(ALIVE)
LONG_WORD = "W" * (1000 - len(LINE) - 4)
LINES = {"Line": f"«ก» {LINE}", "Names": [f"«ก» {LINE}", LONG_WORD]}
TEXT = "\n".join(["«ก»", *ALIVE, "---\ntitle: evil\n---", "# evil\n\n<b id=evil>evil</b>\n\n    evil", LONG_WORD])
LONGEST = " ".join([TEXT, *(letter * 2000 for letter in "กxxx"), *["evil ก"] * 2000])[:20_000]
VALUES: dict[str, Any] = {
    **LINES,
    "Text": LONGEST,
    "Items": [TEXT, f"๑. {LINE}", LONG_WORD],
    "Number": "1",
    "Numbers": ["1"],
    "FiscalYear": "2568",
    "Score": "91.20",
    "Flag": "ใช่",
    "Url": "https://www.example.go.th/?a=%22onclick=alert(1)&lt;&b=(1)",
    "DateText": "31 มีนาคม 2568",
    "OitCode": "O1",
    "FileName": "a.pdf",
    "Status": "ดำเนินการแล้ว",
    "SurveyCode": "abc123",
    "Waivers": {"missing-outcome": LINE},
}
FITTING = {"issue", "continues", "evidence.covers"}
"""Fields that must fit to something else; left out."""
MOST = {"Line": 1000, "Text": 20_000, "Items": 20_000, "Names": 1000}


def hostile(field: Field) -> Any:
    """Hostile text for a text field, what is right for any other."""
    if field.place in FITTING:
        return None
    return field.choices[0] if field.choices else VALUES.get(field.kind)


def hostile_data(folder: Path) -> None:
    """A data folder with one agency and one year, whose every field holds what `hostile` says."""
    made = {name: record(cls, hostile) for name, cls in FILES.items()}
    measure = made["measures"]
    free = {key: value for key, value in measure.items() if key != "indicator"}
    parts: dict[str, Any] = {
        "aa/agency.yml": made["agency.yml"],
        "aa/2568/year.yml": made["year.yml"],
        "aa/2568/measures/m1.yml": measure,
        "aa/2568/measures/m2.yml": free | {"issue": "1"},
        "aa/2568/measures/m3.yml": free,
        "aa/2568/disclosures.yml": {"O1": made["disclosures.yml"], "O2": made["disclosures.yml"]},
        "synonyms.yml": {"groups": [[*VALUES["Names"], "ก"]]},
    }
    texts = {name: json.dumps(value, ensure_ascii=False) for name, value in parts.items()}
    write_files(folder, texts | {"aa/2568/evidence/a.pdf": "%PDF-1.7"})


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with hostile data and an ordinary mkdocs.yml."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile_data(folder / "data")
    config = {
        "site_name": "ทดสอบ",
        "site_url": "https://www.example.com/",
        "docs_dir": "site_src",
        "theme": {"name": "material", "language": "th", "font": False},
        "plugins": [{"search": {"lang": "en"}}, {"prongsai": {"demonstration": True}}],
        "markdown_extensions": ["attr_list", "admonition", "tables"],
    }
    write_files(folder, {"mkdocs.yml": yaml.safe_dump(config, allow_unicode=True), "site_src/about.md": "# เกี่ยวกับ\n"})
    return folder


@pytest.fixture(scope="module")
def built(project: Path) -> Built:
    """The same data as pages in memory."""
    gathered = gather(project / "data", shown="data", root=project)
    assert [problem.line() for problem in gathered.loud] == []
    return build_site(gathered.site, Options(site_url="https://www.example.com/"), project / "data")


@pytest.fixture(scope="module")
def hostile_url(project: Path) -> Iterator[str]:
    """The site as `mkdocs build --strict` makes it, served."""
    result = mkdocs_build(project, project / "site")
    assert result.returncode == 0, result.stderr
    server, address = serve(project / "site")
    yield address
    server.shutdown()
    server.server_close()


def one_of_each(built: Built) -> dict[str, str]:
    """An address of every kind of page, the fullest of its kind."""
    found: dict[str, tuple[int, str]] = {}
    for page in built.pages:
        found[page.kind] = max(found.get(page.kind, (0, "")), (len(page.html), page.address))
    return {kind: address for kind, (_, address) in found.items()}


def test_every_text_field_is_as_hostile_and_as_long_as_it_can_be() -> None:
    assert len(LINE) < 1000 - 60
    for kind in TEXTS:
        texts = VALUES[kind] if isinstance(VALUES[kind], list) else [VALUES[kind]]
        assert max(len(text) for text in texts) <= MOST[kind]
        assert any(all(sign.split()[0] in text for sign in ALIVE) for text in texts), kind
    assert len(LONGEST) > 19_900


def test_the_text_is_on_every_kind_of_page(built: Built) -> None:
    shown = {page.kind for page in built.pages if "«ก» &lt;script&gt;" in page.html}
    assert shown == set(get_args(Kind))


class Tags(HTMLParser):
    """Every tag with its attributes, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


DANGEROUS = {"script", "iframe", "object", "embed", "form", "base", "meta", "link", "style", "textarea"}


def alive(html: str) -> Iterator[str]:
    """Everything in a page body that could run, load, send or imitate."""
    tags = Tags()
    tags.feed(html)
    for tag, attributes in tags.found:
        ours = (attributes.get("href") or "").endswith("assets/poster.css")
        if tag in DANGEROUS and not (tag == "link" and ours):
            yield f"<{tag}>"
        for name, value in attributes.items():
            if name.startswith("on") or name in {"style", "srcset", "autofocus", "formaction"}:
                yield f"<{tag} {name}>"
            if name == "id" and value == "evil":
                yield f"<{tag} id=evil>"
            if name in {"href", "src"} and re.match(r"\s*(?!https?:|mailto:|tel:)[a-z]+:", value or "", re.IGNORECASE):
                yield f"<{tag} {name}={value}>"
            if name == "src" and "//" in (value or ""):
                yield f"<{tag} src={value}>"


def test_no_page_body_has_a_tag_from_the_data(built: Built) -> None:
    for page in built.pages:
        assert list(alive(page.html)) == [], page.address
    assert list(alive("<p onclick=x><a href='JavaScript:x'><img src=//x>")) == [
        "<p onclick>",
        "<a href=JavaScript:x>",
        "<img src=//x>",
    ]


def test_no_whole_page_has_more_scripts_or_handlers_than_an_ordinary_one(hostile_url: str, project: Path) -> None:
    ordinary = set(shape_of((project / "site/about/index.html").read_text(encoding="utf-8")))
    for path in sorted((project / "site").rglob("*.html")):
        extra = set(shape_of(path.read_text(encoding="utf-8"))) - ordinary
        assert extra == set(), path


def shape_of(html: str) -> Iterator[tuple[str, ...]]:
    """The tags of a whole page that run or load, and attributes that run, without what is different on every page."""
    tags = Tags()
    tags.feed(html)
    for tag, attributes in tags.found:
        if tag in {"script", "iframe", "object", "embed", "form", "base", "meta"}:
            yield (tag, *sorted(name for name in attributes))
        yield from ((tag, name) for name in attributes if name.startswith("on") or name == "style")


def test_front_matter_of_written_pages_holds_only_its_four_facts(project: Path, built: Built, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        write_pages.main([str(project / "data"), "--out", str(tmp_path / "out")])
    assert end.value.code == 0
    for page in built.pages:
        text = (tmp_path / "out" / page.address / "index.html").read_text(encoding="utf-8")
        _, front, body = text.split("---\n", 2)
        assert yaml.safe_load(front) == {
            "title": page.title,
            "description": page.description,
            "kind": page.kind,
            "record": str(project / "data" / (page.record or "").removeprefix("data/")) if page.record else None,
        }
        assert list(alive(body)) == []


def test_data_files_and_search_index_give_the_text_back_unchanged(project: Path, hostile_url: str) -> None:
    (file,) = (project / "site/aa/data").glob("*2568.json")
    assert LONGEST.strip() in set(values(json.loads(file.read_text(encoding="utf-8"))))
    index = json.loads(published(project / "site", "search/index.json").read_text(encoding="utf-8"))
    assert any("<script>window.pwned=1</script>" in text for text in values(index))


def values(data: Any) -> Iterator[str]:
    """Every text in some JSON."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for inner in data.values() if isinstance(data, dict) else data:
            yield from values(inner)


LIVING = """() => ({
    ran: window.pwned || window.frames.length,
    evil: document.querySelectorAll('#evil, [id^=evil], iframe, object, embed, base').length,
    handlers: [...document.querySelectorAll('*')].flatMap(e => [...e.attributes])
        .filter(a => /^on/i.test(a.name)
            || /href|src|action/.test(a.name) && /^\\s*(javascript|vbscript|data:(?!image)):/i.test(a.value))
        .map(a => `${a.name}=${a.value.slice(0, 60)}`),
    wide: document.documentElement.scrollWidth - window.innerWidth,
    text: document.body.innerText.includes('<script>window.pwned=1</script>'),
})"""


def watched(page: Page, origin: str) -> list[str]:
    """Every dialog, request that leaves and breach of the policy, from now on."""
    seen: list[str] = []
    page.on("dialog", lambda d: (seen.append(f"dialog: {d.message}"), d.dismiss()))
    page.on("request", lambda r: None if r.url.startswith((origin, "data:")) else seen.append(f"sent to {r.url}"))
    page.on("pageerror", lambda e: seen.append(f"error: {e}"))
    page.on("console", lambda m: seen.append(f"console: {m.text}") if m.type == "error" else None)
    return seen


@pytest.mark.browser
def test_in_a_browser_nothing_comes_alive_and_nothing_is_too_wide(
    browser: Browser, hostile_url: str, built: Built
) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 760})
    page = context.new_page()
    seen = watched(page, hostile_url)
    for kind, address in one_of_each(built).items():
        page.goto(hostile_url + address)
        page.mouse.move(180, 300)
        found = page.evaluate(LIVING)
        assert found["text"], f"{kind}: the text is shown as it was typed"
        del found["text"]
        assert found == {"ran": 0, "evil": 0, "handlers": [], "wide": 0}, kind
    assert seen == []
    context.close()


@pytest.mark.browser
def test_search_shows_the_text_and_runs_nothing(browser: Browser, hostile_url: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    seen = watched(page, hostile_url)
    page.goto(hostile_url)
    page.locator("input.md-search__input").click()
    page.keyboard.insert_text("<script>window.pwned=1</script> evil ก")
    page.keyboard.press("End")
    page.wait_for_selector(".md-search-result__link")
    page.wait_for_timeout(300)
    found = page.evaluate(LIVING)
    assert (found["ran"], found["evil"], found["handlers"]) == (0, 0, [])
    assert seen == []
    context.close()
