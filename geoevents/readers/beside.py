"""What the user has settled about a table, kept in a file beside it: ``NAME.table.toml`` or ``table.toml``."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.readers.preset import presets

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.readers.source import Options

# Suffixes of prose; all others are tables.
REPORTS = frozenset(".txt .text .md .markdown .html .htm .pdf .docx .eml .rss .atom .xml".split())  # noqa: SIM905
KEYS = ("preset", "prose", "encoding", "columns")
_MOST = 1_000_000  # bytes


def settled(name: str, options: Options) -> Options:
    """The options for one input: those of its file beside it, where the call says nothing else.

    Raises
    ------
    InputError
        The file beside is no TOML, or has a key that is unknown or of the wrong type.
    """
    path = next((path for path in _places(name) if path.is_file()), None)
    if path is None:
        return options
    found = _load(path)
    return replace(
        options,
        preset=options.preset or found.get("preset"),
        prose=options.prose or found.get("prose"),
        encoding=options.encoding or found.get("encoding"),
        columns={**found.get("columns", {}), **options.columns},
    )


def _places(name: str) -> tuple[Path, ...]:
    path = Path(name)
    if name == "-" or path.suffix.casefold() in REPORTS:
        return ()
    return own(name), path.with_name("table.toml")


def own(name: str) -> Path:
    """The file beside that is about this input alone: ``incidents.csv`` -> ``incidents.csv.table.toml``."""
    path = Path(name)
    return path.with_name(f"{path.name}.table.toml")


def _load(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _MOST:
        raise InputError(f"{path}: is larger than {_MOST:,} bytes")
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, OSError) as error:
        raise InputError(f"{path}: {error}") from None
    for key, value in found.items():
        if key not in KEYS:
            raise InputError(f"{path}: unknown key {key!r}; known are {', '.join(KEYS)}")
        if not isinstance(value, dict if key == "columns" else str):
            raise InputError(f"{path}: {key} must be {'a table' if key == 'columns' else 'text'}")
    wrong = next((k for k, v in found.get("columns", {}).items() if not isinstance(v, str)), None)
    if wrong:
        raise InputError(f"{path}: columns.{wrong} must be the name of a column")
    return found


def text(columns: Mapping[str, str]) -> str:
    """What is known of a table's columns, as such a file."""
    lines = ["# What the columns of the table mean. Read with it whenever it lies beside it."]
    told = {meaning: column for meaning, column in columns.items() if "_" not in meaning or meaning in _PLAIN}
    preset = told.pop("preset", "")
    if preset:
        lines.append(f"preset = {json.dumps(preset)}  # {presets()[preset].label}")
    prose = told.pop("prose", "")
    if prose:
        lines.append(f"prose = {json.dumps(prose, ensure_ascii=False)}")
    lines += ["", "[columns]"]
    if not preset:
        lines += [f"{meaning} = {json.dumps(column, ensure_ascii=False)}" for meaning, column in told.items()]
    return "\n".join(lines) + "\n"


_PLAIN = frozenset(("claimed_destination", "line_crossed", "day_of_month", "date_order", "pair_order"))
