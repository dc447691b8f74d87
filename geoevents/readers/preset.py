"""Public data sets whose layout is known: each is a TOML file in ``presets/``, found by its columns."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.readers.meanings import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_FOLDER = Path(__file__).with_name("presets")
# Rows of a file without a header that are looked at.
_LOOK = 5


@dataclass(frozen=True, slots=True)
class Preset:
    """One data set. Names of columns are compared by `plain`; ``fields`` and templates use these plain names.

    ``place`` and ``date`` have the column of the precision code and what each code means, ``levels`` the meanings of
    columns whose finest filled one says how precise the place is. ``kinds`` maps the set's own types, ``countries``
    its country codes. ``flags`` maps a meaning to the columns that may make it uncertain.
    """

    name: str
    label: str
    signatures: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]]
    id: tuple[str, ...] = ()
    title: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    place: Mapping[str, Any] = field(default_factory=dict)
    date: Mapping[str, Any] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, Sequence[str]] = field(default_factory=dict)
    by_prefix: bool = False
    ragged: bool = False
    layouts: tuple[tuple[str, ...], ...] = ()
    checks: Mapping[str, str] = field(default_factory=dict)

    def fits(self, names: Iterable[str]) -> bool:
        """Whether a header has all columns of one of the signatures."""
        found = {plain(name) for name in names}
        return any(signature <= found for signature in self.signatures)

    def meanings(self, names: Sequence[str]) -> dict[str, str]:
        """Meaning -> column for a header; ``preset`` is the name of this one, ``*_code`` the precision codes."""
        known: dict[str, str] = {}
        for name in names:
            known.setdefault(plain(name), name)
        wanted = dict(self.columns)
        for meaning, code in (("place_code", self.place), ("date_code", self.date)):
            if code:
                wanted[meaning] = (code["column"],)
        wanted |= {f"id_{at}": (name,) for at, name in enumerate(self.id)}
        wanted |= {f"flag_{meaning}": tuple(names) for meaning, names in self.flags.items()}
        found = {"preset": self.name}
        for meaning, columns in wanted.items():
            column = next((known[plain(c)] for c in columns if plain(c) in known), None)
            if column is not None:
                found[meaning] = column
        return found

    def layout(self, rows: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
        """Names for rows that have no header, if their number and content fit; else None."""
        for names in self.layouts:
            at = {plain(name): number for number, name in enumerate(names)}
            checks = [(at[plain(name)], re.compile(check)) for name, check in self.checks.items()]
            if rows and all(
                len(cells) == len(names) and all(check.fullmatch(cells[number].strip()) for number, check in checks)
                for cells in rows[:_LOOK]
            ):
                return names
        return None


@cache
def presets() -> Mapping[str, Preset]:
    """All presets by name."""
    return {path.stem: load(path) for path in sorted(_FOLDER.glob("*.toml"))}


def load(path: Path) -> Preset:
    """One preset; "kinds" and "countries" may be the name of a table in ``presets/tables/``."""
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    for name in ("kinds", "countries"):
        if isinstance(found.get(name), str):
            table = path.parent / "tables" / f"{found[name]}.toml"
            found[name] = tomllib.loads(table.read_text(encoding="utf-8"))
    headerless = found.pop("headerless", {})
    return Preset(
        name=path.stem,
        signatures=tuple(frozenset(map(plain, names)) for names in found.pop("signatures")),
        columns={meaning: tuple(names) for meaning, names in found.pop("columns").items()},
        id=tuple(found.pop("id", ())),
        layouts=tuple(tuple(text.split()) for text in headerless.get("layouts", ())),
        checks=headerless.get("checks", {}),
        **found,
    )


def named(name: str) -> Preset:
    """The preset of this name.

    Raises
    ------
    InputError
        There is none; the message lists them.
    """
    if name not in presets():
        raise InputError(f"unknown preset {name!r}; known are {', '.join(presets())}")
    return presets()[name]


def find(names: Sequence[str]) -> Preset | None:
    """The preset that a header fits, the one with the longest signature first."""
    fitting = [preset for preset in presets().values() if preset.fits(names)]
    return max(fitting, key=lambda p: max(map(len, p.signatures)), default=None)
