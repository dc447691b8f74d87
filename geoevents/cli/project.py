"""The project file ``geoevents.toml``: what makes a published map again, without arguments."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from geoevents.cli.commands import Failure

NAME = "geoevents.toml"
# Key -> its type, and the option that it stands for.
KEYS: dict[str, tuple[type, str]] = {
    "inputs": (list, "inputs"),
    "published": (str, "published"),
    "types": (str, "types"),
    "encoding": (str, "encoding"),
    "format": (str, "input_format"),
    "preset": (str, "preset"),
    "columns": (dict, "columns"),
    "read": (str, "prose"),
    "pins": (dict, "pins"),
    "places": (str, "places"),
    "coverage": (float, "coverage"),
    "corrections": (str, "corrections"),
    "output": (str, "output"),
    "title": (str, "title"),
    "layers": (list, "kinds"),
    "theme": (str, "theme"),
}


def load(path: str | Path) -> dict[str, Any]:
    """A TOML file of the user; what is wrong with it is told in one line."""
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise Failure(f"{path}: {error}") from None


def fill(options: dict[str, Any]) -> dict[str, Any]:
    """Options of a call without INPUT, filled up from the project file of this folder."""
    if options["inputs"]:
        return options
    path = Path(NAME)
    if not path.is_file():
        raise click.UsageError(f"Missing argument 'INPUT...' (and there is no {NAME} in this folder).")
    found = dict(options)
    value: Any
    for key, value in load(path).items():
        if key not in KEYS:
            raise Failure(f"{NAME}: unknown key {key!r}; known are {', '.join(KEYS)}")
        kind, option = KEYS[key]
        if not isinstance(value, kind):
            raise Failure(f"{NAME}: {key} must be {_SAID[kind]}")
        if option not in options or given(option):
            continue
        if kind is float:
            found[option] = str(value)
        elif isinstance(value, dict):
            found[option] = tuple(f"{name}={text}" for name, text in value.items())
        else:
            found[option] = tuple(map(str, value)) if isinstance(value, list) else value
    if not found["inputs"]:
        raise Failure(f"{NAME}: has no inputs")
    return found


_SAID = {list: "a list", str: "text", dict: "a table", float: "a number like 0.8"}


def given(option: str) -> bool:
    """Whether the call itself says something about an option."""
    source = click.get_current_context().get_parameter_source(option)
    return source is not None and source.name not in {"DEFAULT", "DEFAULT_MAP"}
