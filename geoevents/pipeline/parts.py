"""Parts of a row, each made of some of its cells: what the way without objects is put together from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from geoevents.export.typed import value
from geoevents.frame.records import of_quantities, of_quote, of_time
from geoevents.readers.meanings import COUNTS
from geoevents.recognize.row_facts import quantities_of, quote_of, when_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geoevents.model import Document, Problem

Cells = dict[str, Any]


@dataclass
class Written:
    """What became of a table: its rows, those that were used and that were lost, events by kind, problems.

    ``unplaced`` are rows that were used and are not on the map, with the reason.
    """

    source: str
    rows: int = 0
    used: int = 0
    unplaced: dict[int, str] = field(default_factory=dict)
    kinds: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    columns: Mapping[str, str] = field(default_factory=dict)
    names: Sequence[str] = ()
    lost: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of a row came to: cells of the core, and problems without their row."""

    cells: Cells
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Places(Part):
    """The places of a row: cells and geometry of each (at least one), their names; or why the row is rejected."""

    each: tuple[tuple[Cells, Any], ...] = ()
    names: tuple[Any, ...] = ()
    rejected: bool = False

    @property
    def unplaced(self) -> str | None:
        """Why the row is not on the map, if so."""
        if any(geometry is not None for _, geometry in self.each):
            return None
        return next((str(cells["unplaced_reason"]) for cells, _ in self.each if cells.get("unplaced_reason")), "")


COUNTED = (*COUNTS, "item", "flag_quantity", "flag_ordered")


def when_part(document: Document) -> Part:
    """When."""
    problems: list[Problem] = []
    return Part(typed(of_time(when_of(document, problems))), tuple(replace(p, row=None) for p in problems))


def quantity_part(document: Document) -> Part:
    """How many."""
    problems: list[Problem] = []
    cells = of_quantities(tuple(quantities_of(document, problems)))
    return Part(typed(cells), tuple(replace(p, row=None) for p in problems))


def quote_part(document: Document) -> Part:
    """The cell to quote."""
    return Part(of_quote(quote_of(document)))


def typed(cells: Mapping[str, Any]) -> Cells:
    """Cells as the objects that typed formats want."""
    return {name: value(name, cell) for name, cell in cells.items()}


def blamed(numbers: list[int], at: list[int], parts: Sequence[Part]) -> Iterator[Problem]:
    """The problems of the parts, with the row of each that has them."""
    if any(part.problems for part in parts):
        for number, part in zip(numbers, at, strict=True):
            for problem in parts[part].problems:
                yield replace(problem, row=number)
