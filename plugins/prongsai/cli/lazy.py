"""A group of commands of which only the one that is asked for is imported: all of them take half a second of CPU."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any, NamedTuple

import click


class Lazy(NamedTuple):
    """Where a command is, and what the list of commands says of it."""

    place: str
    """`module:attribute`."""
    summary: str
    """The first paragraph of the command's help, which cannot be asked for without importing it."""


class Commands(MutableMapping[str, click.Command]):
    """Commands by name, each imported when it is first taken out."""

    def __init__(self, table: dict[str, Lazy]) -> None:
        self._table = table
        self._found: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._found:
            module, _, attribute = self._table[name].place.partition(":")
            self._found[name] = getattr(import_module(module), attribute)
        return self._found[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._found[name] = command

    def __delitem__(self, name: str) -> None:
        del self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys([*self._table, *self._found]))

    def __len__(self) -> int:
        return len(self._table.keys() | self._found.keys())


class LazyGroup(click.Group):
    """A group whose commands stand in a table."""

    def __init__(self, *arguments: Any, table: dict[str, Lazy], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.commands = Commands(table)
        self.table = table

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands as click writes it, from the table alone."""
        names = self.list_commands(ctx)
        limit = formatter.width - 6 - max(map(len, names))
        stand_ins = [click.Command(name, help=self.table[name].summary) for name in names]
        with formatter.section("Commands"):
            formatter.write_dl([(str(each.name), each.get_short_help_str(limit)) for each in stand_ins])
