"""Write docs/cli.md from the help of the commands, docs/types.md from the table: `python docs/reference.py`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geoevents import event_types
from geoevents.cli import cli

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
_WIDE = {"terminal_width": 100, "max_content_width": 100}
CLI = """# The command line

Made from the help by `docs/reference.py`: do not edit. The settings of a call can stand in `geoevents.toml`: see
[corrections and projects](corrections.md).
"""
TYPES = """# Event types

Each type is a layer of the map. The words are some of those that it is known by; `geoevents/event_types.toml` has them
all, with the sentences that test them. Made by `docs/reference.py`: do not edit.

A row of a table whose word no type knows is a layer of its own, under its own name. [How to add a type](extend.md).

| type | group | known by, for example | in other standards |
|---|---|---|---|
"""


def cli_page() -> str:
    """The help of every command."""
    parts = [CLI]
    for path, command in _commands(cli, "geoevents"):
        context = click.Context(command, info_name=path, help_option_names=["-h", "--help"], **_WIDE)
        parts.append(f"## {path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "\n".join(parts)


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _commands(inner, f"{path} {name}")


def types_page() -> str:
    """A row per type."""
    types = event_types.load()
    written = tomllib.loads((FOLDER.parent / "geoevents" / "event_types.toml").read_text("utf-8"))
    rows = []
    for kind, entry in types.items():
        verbs = [verb for frame in written[kind].get("frames", []) for verb in frame.get("verbs", [])][:3]
        nouns = [phrase.removeprefix("=") for phrase in written[kind].get("phrases", [])][:3]
        others = ", ".join(f"{name.upper()} {word}" for name, word in entry.crosswalk.items() if word)
        words = ", ".join((*verbs, *nouns))
        rows.append(f"| `{kind}`: {entry.style.label} | {entry.style.group} | {words} | {others} |")
    return TYPES + "\n".join(rows) + "\n"


PAGES = {"cli.md": cli_page, "types.md": types_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        (FOLDER / name).write_text(page(), encoding="utf-8")
