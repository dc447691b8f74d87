"""What the commands that read inputs say on standard error: problems, what was guessed, what was counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from geoevents.cli.commands import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geoevents.model import Document, Problem
    from geoevents.pipeline import Events

# Problems shown on the terminal; --json and the page have them all.
MOST_SHOWN = 20
# So many that say the same are listed one by one; more are one line.
MOST_ALIKE = 3


class Say:
    """Prints lines for people, on standard error, unless --quiet."""

    def __init__(self, *, quiet: bool) -> None:
        self.quiet = quiet

    def __call__(self, line: str) -> None:
        """Print one line."""
        if not self.quiet:
            click.echo(visible(line), err=True)


def describe(problem: Problem, more: int = 0) -> str:
    """A problem as one line: file, row, column, value and what is wrong; and in how many more rows or files it is.

    >>> from geoevents.model import Problem
    >>> describe(Problem("a.csv", "is not a number", 3, "lat", "x"), 2)
    "a.csv: row 3 and 2 more: lat: 'x' is not a number"
    """
    others = f" and {more:,} more" if more else ""
    place = [problem.source + others * (problem.row is None)]
    if problem.row is not None:
        place.append(f"row {problem.row}{others}")
    if problem.field is not None:
        place.append(problem.field)
    value = f"{problem.value!r} " if problem.value is not None else ""
    return f"{': '.join(place)}: {value}{problem.message}"


def report(events: Events, say: Say) -> None:
    """Problems on standard error: errors always, warnings and what was guessed of tables unless --quiet."""
    from geoevents.cli.tables import accounts  # noqa: PLC0415  help must not pay for it

    for line in (*guesses(events), *accounts(events)):
        say(line)
    show(events.problems, say)


def show(problems: Iterable[Problem], say: Say) -> None:
    """The first problems, one per line, on standard error: what is said of many rows or files is said once."""
    alike: dict[tuple[object, ...], list[Problem]] = {}
    for problem in problems:
        if problem.severity == "error" or not say.quiet:
            where = (problem.source, problem.field) if problem.row is not None else ()
            alike.setdefault((problem.severity, problem.message, *where), []).append(problem)
    groups = [
        part for group in alike.values() for part in ([[one] for one in group] if len(group) <= MOST_ALIKE else [group])
    ]
    for first, *others in groups[:MOST_SHOWN]:
        word = "Error" if first.severity == "error" else "Warning"
        click.echo(f"{word}: {visible(describe(first, len(others)))}", err=True)
    rest = sum(map(len, groups[MOST_SHOWN:]))
    if rest:
        click.echo(f"... and {rest:,} more (all of them: geoevents events --json)", err=True)


def guesses(events: Events) -> list[str]:
    """What the columns of each table were taken for."""
    from geoevents.readers.rows import guessed  # noqa: PLC0415  help must not pay for it

    tables: dict[str, Document] = {}
    for document in events.documents:
        if document.columns:
            tables.setdefault(document.source, document)
    return [f"{source}: {guessed(head.columns, tuple(head.fields))}" for source, head in tables.items()]


def counted(events: Events) -> str:
    """What was found, in one line."""
    rows = sum(document.row is not None for document in events.documents)
    placed = Counter(any(placement.resolution.shape is not None for placement in event.placements) for event in events)
    return tally(events.kinds(), reports=len(events.documents) - rows, rows=rows, off=placed[False])


def tally(kinds: Mapping[str, int], *, reports: int = 0, rows: int = 0, off: int = 0) -> str:
    """Numbers of events by kind, of what they are from, and of those that are not on the map, in one line.

    >>> tally({"raid": 7, "clash": 1}, reports=1, off=1)
    '8 events from 1 report (7 raid, 1 clash); 1 not on the map'
    """
    if not kinds:
        return "No events"
    sources = [_many(reports, "report")] * bool(reports) + [_many(rows, "table row")] * bool(rows)
    told = ", ".join(f"{number:,} {kind}" for kind, number in kinds.items())
    nowhere = f"; {off:,} not on the map" if off else ""
    return f"{_many(sum(kinds.values()), 'event')} from {' and '.join(sources)} ({told}){nowhere}"


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
