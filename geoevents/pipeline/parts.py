"""Parts of a row, each made of some of its cells: what the way without objects is put together from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from geoevents.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from geoevents.model import Actor, Assertion, Placement, Problem, Quantity, Span, When

Cells = dict[str, Any]


class WholeError(InputError):
    """A table to be read row by row: its rows are reports, placements of our own, or one met a fault of ours."""


@dataclass
class Written:
    """What became of a table: its rows, those that were used and that were lost, events by kind, problems.

    ``lost`` are rows that were not used; ``unplaced`` those that were used and are not on the map, with the reason and
    the name of the place. ``columns`` are columns by meaning, ``names`` all columns of the table.
    """

    source: str
    rows: int = 0
    used: int = 0
    unplaced: dict[int, tuple[str, str]] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    columns: Mapping[str, str] = field(default_factory=dict)
    names: Sequence[str] = ()
    lost: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a row came to: cells of the output, and problems without their row."""

    cells: Cells
    problems: tuple[Problem, ...] = ()


# Cells of one place, and what the output puts on the map for it; None for nothing.
Spot = tuple[Cells, Any]


@dataclass(frozen=True, slots=True)
class Places(Part):
    """The places of a row: cells of each, and their names; or it is rejected.

    ``unplaced``, if none is on the map: the reason ("" if unknown), and the first name.
    """

    each: tuple[Spot, ...] = ()
    names: tuple[str, ...] = ()
    unplaced: tuple[str, str] | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some rows of a table as columns. ``parts`` and ``places`` are different contents, and which of them a row has.

    ``quotes_itself``: what is quoted of a row is also what says when, where or how many.
    """

    numbers: Sequence[int]
    cells: Mapping[str, Sequence[str]]
    given: Mapping[str, Sequence[str]]
    kinds: Sequence[str]
    ids: Sequence[str]
    titles: Sequence[str]
    parts: Sequence[tuple[Sequence[int], Sequence[Cells]]]
    places_at: Sequence[int]
    places: Sequence[Places]
    quotes_itself: bool


class Form(Protocol):
    """What an output makes of the parts of a row: cells by name. Each is made once for all rows that say the same."""

    def when(self, when: When) -> Cells:
        """Of the time."""
        ...

    def quantities(self, quantities: tuple[Quantity, ...]) -> Cells:
        """Of the numbers."""
        ...

    def actors(self, actors: Iterable[Actor]) -> Cells:
        """Of who acts."""
        ...

    def assertion(self, assertion: Assertion) -> Cells:
        """Of what the row says of its own truth."""
        ...

    def quote(self, quote: Span | None) -> Cells:
        """Of the cell to quote."""
        ...

    def published(self, published: datetime | None) -> Cells:
        """Of the day of publication."""
        ...

    def places(self, placements: tuple[Placement, ...]) -> tuple[Cells, tuple[Spot, ...], list[str]]:
        """Of all places together, and of each; with what is to be told of them."""
        ...

    def moved(self, x: float, y: float, name: str, said: str) -> Spot:
        """The cells of a point that tell it apart from others of its kind: position, name, and name as written."""
        ...


def blamed(numbers: Sequence[int], at: Sequence[int], parts: Sequence[Part]) -> Iterator[Problem]:
    """The problems of the parts, with the row of each that has them."""
    if any(part.problems for part in parts):
        for number, part in zip(numbers, at, strict=True):
            for problem in parts[part].problems:
                yield replace(problem, row=number)
