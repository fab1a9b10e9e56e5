"""What commands need to know of mkdocs.yml. It is read as text: whatever tags and plugins it names, nothing runs."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import yaml


class SiteFile(NamedTuple):
    """Where the site will be, how its addresses end, and which agencies it is of (none named: all)."""

    site_url: str = ""
    directory_urls: bool = True
    agencies: tuple[str, ...] = ()
    data_dir: str = "data"


def read_site_file(path: Path) -> SiteFile:
    """The facts of a mkdocs.yml; those of an empty one where there is none, or none that can be read."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return SiteFile()
    ours = _get_ours(_get(root, "plugins"))
    agencies = _get(ours, "agencies")
    named = agencies.value if isinstance(agencies, yaml.SequenceNode) else []
    return SiteFile(
        _text(_get(root, "site_url")),
        _text(_get(root, "use_directory_urls")).lower() not in {"false", "no", "off"},
        tuple(_text(node) for node in named),
        _text(_get(ours, "data_dir")) or "data",
    )


def _get(node: yaml.Node | None, key: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for name, value in pairs if _text(name) == key), None)


def _get_ours(plugins: yaml.Node | None) -> yaml.Node | None:
    """The options of this plugin: `plugins` is a list of names and one-key mappings, or a mapping."""
    entries = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    return next((options for entry in entries if (options := _get(entry, "prongsai"))), None)


def _text(node: yaml.Node | None) -> str:
    """The text of a plain value; empty for anything with a tag of its own, such as !ENV."""
    plain = isinstance(node, yaml.ScalarNode) and node.tag.startswith("tag:yaml.org,2002:") and "null" not in node.tag
    return str(node.value) if plain and node is not None else ""
