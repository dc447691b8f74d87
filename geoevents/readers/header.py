"""Where the header of a table is: below title lines, on the first line, or nowhere because a known layout has none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.model import Problem
from geoevents.readers.meanings import NEEDED, SYNONYMS, plain
from geoevents.readers.preset import find, named, presets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.readers.preset import Preset
    from geoevents.readers.source import Options, Source

# Number of the line in the file, and its cells.
Line = tuple[int, list[str]]
# Rows among which the header is looked for.
_LOOK = 40
_NUMBER = re.compile(r"-?[\d.]{1,30}")
_YEAR = re.compile(r"(?:19|20)\d\d")
# A row of at least this many cells is no title line.
_TABLE = 3


@dataclass(frozen=True, slots=True)
class Head:
    """Names of the columns, the data rows that were read while looking for them, and what to tell.

    ``ragged``: rows may lack cells at their end.
    """

    names: list[str]
    rows: list[Line]
    problems: tuple[Problem, ...] = ()
    ragged: bool = False


def head(source: Source, options: Options, lines: Iterator[Line]) -> Head:
    """The header, and the rows that were read on the way.

    Raises
    ------
    InputError
        A column occurs twice, or the first line is data and no known layout has as many columns.
    """
    first = list(islice(lines, _LOOK))
    cells = [row for _, row in first]
    forced = named(options.preset) if options.preset not in {None, "none"} else None
    wanted = [forced] if forced else [] if options.preset == "none" else list(presets().values())
    for known in wanted:
        layout = known.layout(cells) or (_as_many(known, cells) if forced else None)
        if layout:
            return Head(list(layout), first, (_told(source, f"no header; read as {known.label}"),))
    at = next((at for at, row in enumerate(cells) if any(p.fits(_names(row)) for p in wanted)), None)
    at = _first_wide(cells) if at is None else at
    names = _names(cells[at]) if cells else []
    preset = forced or find(names)
    ragged = preset is not None and preset.ragged and options.preset != "none"
    if ragged and preset is not None:
        names = _without_excess(preset, names, cells[at + 1 :])
    _check(source, names, cells)
    titles = f"the first {at} lines are titles" if at > 1 else "the first line is a title"
    told = [_told(source, f"{titles}, left out")] if at else []
    names, twice = _renamed(names)
    if twice:
        told.append(_told(source, f"the column {twice[0]!r} occurs twice; the second is read as '{twice[0]}_2'"))
    return Head(names, first[at + 1 :], tuple(told), ragged)


def _told(source: Source, message: str) -> Problem:
    return Problem(source.name, message, severity="warning")


def _as_many(preset: Preset, cells: Sequence[Sequence[str]]) -> tuple[str, ...] | None:
    """The layout with as many columns, for the preset that the user names, if no row is a header of it."""
    if any(preset.fits(row) for row in cells):
        return None
    return next((names for names in preset.layouts if cells and len(names) == len(cells[0])), None)


def _first_wide(cells: Sequence[Sequence[str]]) -> int:
    """The first row with several filled cells, if a row above has only one; else the first."""
    filled = [sum(bool(cell.strip()) for cell in row) for row in cells]
    if not filled or filled[0] > 1:
        return 0
    return next((at for at, number in enumerate(filled) if number >= _TABLE), 0)


def _names(cells: Sequence[str]) -> list[str]:
    found = [cell.strip() for cell in cells]
    while found and not found[-1]:
        found.pop()  # trailing delimiters; a column below them would be ragged rows, which are told
    return [name or f"column_{number}" for number, name in enumerate(found, 1)]


def _without_excess(preset: Preset, names: list[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Names without those that have no cells below: some files have more names than columns."""
    widest = max((len(row) for row in rows), default=len(names))
    known = {plain(name) for columns in preset.columns.values() for name in columns}
    while len(names) > widest and plain(names[-1]) not in known:
        names = names[:-1]
    return names


def _check(source: Source, names: list[str], cells: Sequence[Sequence[str]]) -> None:
    twice = sorted(name for name, count in Counter(names).items() if count > 1 and plain(name) in _ONCE)
    # Years may be names of columns; other numbers are data.
    numbers = sum(bool(_NUMBER.fullmatch(name)) and not _YEAR.fullmatch(name) for name in names)
    if numbers > len(names) / 4 and len(cells) > 1:
        known = ", ".join(f"{p.label} {len(layout)}" for p in presets().values() for layout in p.layouts)
        raise InputError(
            f"{source.name}: the first line has {len(names)} cells and is data, not a header, and no known layout"
            f" has as many columns of this kind ({known})"
        )
    if twice:
        raise InputError(f"{source.name}: the column {twice[0]!r} occurs twice; the columns are {few(names)}")


# Where two columns of one name would leave open where or when a row is.
_ONCE = frozenset(plain(name) for meaning in (*NEEDED, "lon", "end") for name in SYNONYMS[meaning].split())


def _renamed(names: list[str]) -> tuple[list[str], list[str]]:
    """Names that differ, the later ones with a number behind them, and those that occurred again."""
    seen: dict[str, int] = {}
    found, twice = [], []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            twice.append(name)
        found.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return (found, twice) if len(set(found)) == len(found) else (names, [])


def few(names: Sequence[str]) -> str:
    """The first names."""
    return ", ".join(islice(names, 12)) + (", ..." if len(names) > 12 else "")
