"""The documentation cannot drift: what is made from the code is fresh, what is written by hand leads somewhere."""

from __future__ import annotations

import json
import re
import runpy
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import click
import jsonschema
import pytest
import yaml

from prongsai import checks, cli, exporters
from prongsai.checks.guide import ENGLISH_PARTS, THAI_PARTS, guide
from prongsai.load import messages
from prongsai.model import AgencyFields, DisclosureFields, MeasureFields, YearFields
from prongsai.plugin.options import CLEAN, JOBS, ONLY, ProngsaiConfig

ROOT = Path(__file__).resolve().parent.parent
DOCS = runpy.run_path(str(ROOT / "tools" / "docs.py"))
GENERATED: dict[str, str] = DOCS["documents"]()
WRITTEN = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md"]
PAGES = sorted({*WRITTEN, *(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md"))})
RECORDS = {
    "agency.yml": AgencyFields,
    "year.yml": YearFields,
    "measures/*.yml": MeasureFields,
    "disclosures.yml": DisclosureFields,
}
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")
CODE = re.compile(r"^```.*?^```$|`[^`\n]*`", re.DOTALL | re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_code(page: str) -> str:
    return CODE.sub("", text(page))


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_file_is_what_the_code_says(name: str) -> None:
    assert (ROOT / name).exists(), f"{name} is missing: run python tools/docs.py"
    assert text(name) == GENERATED[name], f"{name} is stale: run python tools/docs.py"


def test_every_field_of_every_record_stands_under_its_file() -> None:
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## )", text("docs/data-format.md"), re.DOTALL | re.MULTILINE))
    for name, record in RECORDS.items():
        assert re.findall(r"^\| `(\w+)`", sections[name], re.MULTILINE), name
        assert set(re.findall(r"^\| `(\w+)`", sections[name], re.MULTILINE)) == set(record.model_fields)


def test_every_field_has_a_title_and_a_help_text() -> None:
    rows = re.findall(r"^\| `\w+` \|(.*)\|$", text("docs/data-format.md"), re.MULTILINE)
    for row in rows:
        cells = [cell.strip() for cell in row.split(" | ")]
        if len(cells) == 4:  # the table of status words has two
            assert cells[0], row
            assert cells[3], row


def test_every_rule_has_a_section_or_a_row() -> None:
    page = text("docs/rules.md")
    for rule in checks.RULES:
        assert f"\n### {rule.name}\n" in page
    for name in messages.rules():
        assert f"| `{name}` |" in page


def test_every_rule_explains_itself_in_both_languages() -> None:
    for rule in checks.RULES:
        said = guide(rule)
        assert said.summary.isascii() or "พ.ศ." in said.summary, rule.name
        assert set(said.parts) == {*THAI_PARTS, *ENGLISH_PARTS}, rule.name
        for label in ("ไทย", "ทำไม", "แก้"):  # an example may be a line of YAML
            assert re.search("[ก-๙]", said.parts[label]), (rule.name, label)


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from commands(inner, f"{path} {name}")


def test_every_command_and_option_is_documented_with_words() -> None:
    page = text("docs/commands.md")
    for path, command in commands(cli.main, "prongsai"):
        section = page.partition(f"### {path}\n")[2].partition("\n#")[0]
        assert section, path
        assert command.help, path
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.opts[-1] in section, (path, parameter.name)
                assert parameter.help, (path, parameter.name)


def test_every_option_of_the_plugin_and_every_variable_is_documented() -> None:
    page = text("docs/commands.md")
    for name, _ in ProngsaiConfig._schema:
        assert f"| `{name}` |" in page
    for name in (ONLY, JOBS, CLEAN):
        assert f"| `{name}` |" in page


@pytest.mark.parametrize("page", PAGES)
def test_every_relative_link_leads_to_a_file_and_its_heading(page: str) -> None:
    for target in LINK.findall(without_code(page)):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        assert file.exists(), f"{page}: {target}"
        if anchor:
            assert anchor in set(anchors(file.read_text(encoding="utf-8"))), f"{page}: {target}"


def anchors(markdown: str) -> Iterator[str]:
    """The anchors that GitHub gives headings, and those written as HTML."""
    yield from re.findall(r'<a id="([^"]+)">', markdown)
    for heading in re.findall(r"^#+ (.+)$", CODE.sub("", markdown), re.MULTILINE):
        yield re.sub(r"[^\w\sก-๙-]", "", heading.lower()).strip().replace(" ", "-")


def test_every_line_of_prongsai_to_be_typed_names_a_command_and_its_options() -> None:
    tried = 0
    for page in PAGES:
        for block in re.findall(r"^ *```\w*\n(.*?)^ *```$", text(page), re.DOTALL | re.MULTILINE):
            for line in re.findall(r"^ *(?:[\w.]+[\\/])*prongsai (.+)$", block, re.MULTILINE):
                name, *words = shlex.split(line, comments=True)
                if "…" in words or name == "…":
                    continue
                command = cli.main.commands.get(name)
                assert command, f"{page}: prongsai {line}"
                try:
                    command.make_parser(click.Context(command)).parse_args(words)
                except click.UsageError as error:
                    pytest.fail(f"{page}: prongsai {line}: {error.format_message()}")
                tried += 1
    assert tried > 20


def test_every_make_command_that_is_named_is_a_target() -> None:
    targets = {name for name, _, _ in DOCS["make_targets"]()}
    for page in PAGES:
        for block in CODE.findall(text(page)):
            for name in re.findall(r"(?:^|[`\s])make ([a-z]+)", block):
                assert name in targets, f"{page}: make {name}"
    assert {"make site", "make test"} <= set(re.findall(r"^make [a-z]+", text("README.md"), re.MULTILINE))


def test_every_program_that_the_readme_runs_is_there() -> None:
    readme = text("README.md")
    with (ROOT / "pyproject.toml").open("rb") as file:
        scripts = {*tomllib.load(file)["project"]["scripts"], "mkdocs", "python"}
    for program in re.findall(r"\.venv[/\\](?:bin|Scripts)[/\\](\w+)", readme):
        assert program in scripts
    for name in re.findall(r"(?:tools/\w+\.py|requirements[-\w]*\.lock)", readme):
        assert (ROOT / name).exists(), name


def test_every_dependency_has_a_reason_and_every_reason_a_dependency() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    page = text("docs/decisions/0002-dependencies.md")
    to_build, to_work = page.split("### To build a site")[1].split("### To work on it")
    extras = [requirement for group in project["optional-dependencies"].values() for requirement in group]
    for section, requirements in ((to_build, project["dependencies"]), (to_work, extras)):
        wanted = {re.split(r"[<>=!~;\s\[]", requirement)[0] for requirement in requirements}
        assert set(re.findall(r"^\| `([\w-]+)` \| \S", section, re.MULTILINE)) == wanted


def test_every_decision_is_listed_and_dated() -> None:
    index = text("docs/architecture.md")
    found = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [path.name[:4] for path in found] == [f"{number:04}" for number in range(1, len(found) + 1)]
    for path in found:
        head = path.read_text(encoding="utf-8")
        assert f"decisions/{path.name}" in index
        assert re.match(rf"# {path.name[:4]}: .+\n\n\d{{4}}-\d\d-\d\d · \w+\n\n## Situation|# 0002", head), path.name


def test_the_decisions_that_the_code_names_are_there() -> None:
    for source in (ROOT / "plugins").rglob("*.py"):
        for name in re.findall(r"docs/[\w/-]+\.md", source.read_text(encoding="utf-8")):
            assert (ROOT / name).exists(), f"{source.name}: {name}"


def test_the_picture_is_small() -> None:
    assert (ROOT / "docs" / "images" / "home.png").stat().st_size < 200_000


def editor_schemas() -> dict[str, str]:
    settings: dict[str, Any] = json.loads(text(".vscode/settings.json"))
    return settings["yaml.schemas"]


def test_the_editor_knows_a_schema_for_every_kind_of_file() -> None:
    mapped = editor_schemas()
    assert {Path(name).name for name in mapped} == set(exporters.schemas())
    files = set((ROOT / "data").glob("*/**/*.yml"))  # what stands beside the agencies is the site's own
    for name, pattern in mapped.items():
        matched = set(ROOT.glob(pattern))
        assert matched, name
        files -= matched
    assert not files


def test_the_editor_finds_no_fault_with_the_real_data() -> None:
    for name, pattern in editor_schemas().items():
        schema = json.loads(text(name))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for path in ROOT.glob(pattern):
            value = yaml.safe_load(path.read_text(encoding="utf-8"))
            faults = [error.message for error in validator.iter_errors(value)]
            assert not faults, f"{path.relative_to(ROOT)}: {faults[0]}"
