"""The rows of a large table as columns, without an object per row.

The meaning is that of the reader of rows: its own functions are called, once for each different content of the cells
that they look at, and what they give is spread over the rows that have it. What is made of it is the output's affair
(`parts.Form`). A test holds both ways to the same result.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from geoevents.errors import GeoEventsError
from geoevents.frame.columns import GIVEN
from geoevents.model import Document, Problem
from geoevents.pipeline.parts import Chunk, Part, Places, WholeError, blamed
from geoevents.pipeline.points import Positions, positions_of
from geoevents.readers.meanings import COUNTS
from geoevents.readers.rows import day_published
from geoevents.recognize.columns import NO_PLACE, ROLES
from geoevents.recognize.row_facts import (
    DATED,
    assertion_of,
    id_prefix,
    identity,
    preset_of,
    quantities_of,
    quote_of,
    when_of,
)
from geoevents.recognize.row_places import MEANINGS, RejectedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geoevents.pipeline.parts import Form, Written
    from geoevents.pipeline.reading import Reader

# Different contents that are remembered per part of a row.
_MOST_KEPT = 100_000
_COUNTED = (*COUNTS, "item", "flag_quantity", "flag_ordered")
_PLACES = (*ROLES, *MEANINGS)
_TEXT = ("title", "text")
# Cells that come out as the table has them: core column -> meaning.
_AS_GIVEN = {**GIVEN, "source_url": "url", "publisher": "publisher", "doc_title": "title"}


class Bulk:
    """Turns the rows of one table into columns.

    Parameters
    ----------
    head
        A document that stands for all rows; its columns mean what `settle` found.
    names
        The columns of the table.
    form
        What the output makes of the parts of a row.
    told
        Gets the account.
    """

    def __init__(self, head: Document, names: Sequence[str], reader: Reader, form: Form, told: Written) -> None:
        self._head, self._names, self._told, self._form = head, list(names), told, form
        self._at = {name: number for number, name in enumerate(names)}
        self._reader, self._rows = reader, reader.rows
        self._kept: dict[str, dict[tuple[Any, ...], Any]] = {}
        self._ids: set[str] = set()
        self._columns = {meaning: name for meaning, name in head.columns.items() if name in self._at}
        checked, stray = "preset" not in head.columns, self._rows.stray
        self._positions = positions_of(self._columns, self._wanted(_PLACES), stray, form.moved, checked=checked)
        quoted, said = self._wanted(_TEXT), self._wanted((*DATED, *_COUNTED, *_PLACES))
        self._quotes_itself = not set(quoted).isdisjoint(said)
        if self._quotes_itself:
            self._positions = None

    def _document(self, cells: Mapping[str, str]) -> Document:
        head = self._head  # not `replace`: this is called for every different content
        return Document(
            head.id, head.source, cells, head.published, sha256=head.sha256, row=head.row, columns=head.columns
        )

    def _part(
        self, name: str, meanings: Sequence[str], columns: Sequence[Sequence[str]], make: Callable[..., Any],
        more: tuple[Sequence[Any], ...] = (), positions: Positions | None = None,
    ) -> tuple[list[int], list[Any]]:  # fmt: skip
        """For each row the number of its result, and the different results: made once per content of the cells.

        ``more`` are further values per row that ``make`` gets behind the document. With ``positions`` contents that
        differ in their position only are made from one another, and not remembered one by one.
        """
        wanted = self._wanted(meanings)
        size = len(columns[0])
        kept = self._kept.setdefault(name, {})
        if len(kept) > _MOST_KEPT:
            kept.clear()
        if not wanted and not more:
            if () not in kept:
                kept[()] = make(self._document({}))
            return [0] * size, [kept[()]]
        found: list[Any] = []
        local: dict[tuple[Any, ...], int] = {}
        rows: list[int] = []
        for key in zip(*(columns[self._at[column]] for column in wanted), *more, strict=True):
            number = local.get(key)
            if number is None:
                number = local[key] = len(found)
                if positions:
                    found.append(positions.places(key, partial(self._made, wanted, key, make)))
                else:
                    if key not in kept:
                        kept[key] = self._made(wanted, key, make)
                    found.append(kept[key])
            rows.append(number)
        return rows, found

    def _made(self, wanted: Sequence[str], key: tuple[Any, ...], make: Callable[..., Any]) -> Any:  # noqa: ANN401  what `make` gives
        try:
            return make(self._document(dict(zip(wanted, key, strict=False))), *key[len(wanted) :])
        except GeoEventsError:
            raise
        except Exception as error:
            raise WholeError(self._reader.trouble(error)) from error  # row by row only the bad row is lost

    def _wanted(self, meanings: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(self._columns[m] for m in meanings if m in self._columns))

    def chunk(self, numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> Chunk:
        """Some rows, without those that are rejected."""
        columns: list[Sequence[str]] = list(zip(*rows, strict=True))
        told: list[Problem] = []
        titled = () if {"kind", "preset"} & self._head.columns.keys() else _TEXT
        kind_at, kinds = self._part("kind", ("subtype", "kind", "kind_root", *titled), columns, self._rows.kind)
        kind_of = [kinds[number] for number in kind_at]
        place_at, places = self._part("place", _PLACES, columns, self._places, (kind_of,), self._positions)
        keep = self._keep(numbers, place_at, places, told)
        if len(keep) < len(rows):
            numbers, kind_of, place_at = ([found[at] for at in keep] for found in (numbers, kind_of, place_at))
            columns = [tuple(column[at] for at in keep) for column in columns]
        told += blamed(numbers, place_at, places)
        parts = self._parts(columns)
        for at, found in parts:
            told += blamed(numbers, at, found)
        ids = self._event_ids(numbers, columns, kind_of, told)
        titles = self._titles(columns, kind_of, [places[number].names for number in place_at])
        self._account(numbers, kind_of, [places[number].unplaced for number in place_at], told)
        cells = dict(zip(self._names, columns or [()] * len(self._names), strict=True))
        given = {name: cells[self._columns[m]] for name, m in _AS_GIVEN.items() if m in self._columns}
        spread = [(at, [part.cells for part in found]) for at, found in parts]
        return Chunk(numbers, cells, given, kind_of, ids, titles, spread, place_at, places, self._quotes_itself)

    def _parts(self, columns: Sequence[Sequence[str]]) -> list[tuple[list[int], list[Part]]]:
        """All but the places."""
        form = self._form
        return [
            self._part("when", DATED, columns, lambda d: _read(d, when_of, form.when)),
            self._part("quantity", _COUNTED, columns, lambda d: _read(d, _quantities, form.quantities)),
            self._part("actors", ("actor1", "actor2"), columns, lambda d: Part(form.actors(self._rows.actors(d)))),
            self._part("assertion", ("assertion",), columns, lambda d: Part(form.assertion(assertion_of(d)))),
            self._part("quote", _TEXT, columns, lambda d: Part(form.quote(quote_of(d)))),
            self._part("published", ("published",), columns, self._published),
        ]

    def _account(
        self,
        numbers: Sequence[int],
        kinds: Sequence[str],
        unplaced: Sequence[tuple[str, str] | None],
        told: list[Problem],
    ) -> None:
        self._told.problems += sorted(told, key=lambda problem: problem.row or 0)
        self._told.used += len(numbers)
        off = zip(numbers, unplaced, strict=True)
        self._told.unplaced.update((number, why) for number, why in off if why is not None)
        self._told.kinds.update(kinds)

    def _keep(
        self, numbers: Sequence[int], place_at: list[int], places: list[Places], told: list[Problem]
    ) -> list[int]:
        self._told.rows += len(numbers)
        bad = {at for at, found in enumerate(places) if found.rejected}
        if bad:
            lost = [(number, at) for number, at in zip(numbers, place_at, strict=True) if at in bad]
            self._told.lost.update(number for number, _ in lost)
            told += blamed([number for number, _ in lost], [at for _, at in lost], places)
        return [row for row, at in enumerate(place_at) if at not in bad]

    # Parts ------------------------------------------------------------------------------------------

    def _places(self, document: Document, kind: str) -> Places:
        problems: list[Problem] = []
        try:
            placements = self._rows.placements(document, kind, problems)
        except RejectedError as rejected:
            return Places({}, (replace(rejected.problem, row=None),), rejected=True)
        except Exception as error:  # noqa: BLE001  one bad row must not lose the others
            return Places({}, (Problem(document.source, self._reader.trouble(error)),), rejected=True)
        problems += self._reader.broken(document)
        cells, each, notes = self._form.places(placements)
        problems += (Problem(document.source, note, severity="warning") for note in notes)
        names = tuple(placement.resolution.name for placement in placements)
        placed = any(shape is not None for _, shape in each)
        reason = (placements[0].resolution.reason or "") if placements else NO_PLACE
        unplaced = None if placed else (reason, next(iter(names), ""))
        return Places(cells, tuple(problems), each, names, unplaced)

    def _published(self, document: Document) -> Part:
        found = day_published(document.fields, document.columns)
        return Part(self._form.published(found.start if found else self._head.published))

    def _titles(self, columns: Sequence[Sequence[str]], kinds: list[str], names: list[tuple[Any, ...]]) -> list[str]:
        """One line per row, made of all cells where the data set has a template, else of title, text and places."""
        if not kinds:
            return []
        if self._rows.templated(self._head):
            documents = (self._document(dict(zip(self._names, row, strict=True))) for row in zip(*columns, strict=True))
            return [self._title(d, kind, found) for d, kind, found in zip(documents, kinds, names, strict=True)]
        at, found = self._part("title", _TEXT, columns, self._title, (kinds, names))
        return [found[number] for number in at]

    def _title(self, document: Document, kind: str, names: tuple[str, ...]) -> str:
        title = document.fields.get(self._columns.get("title", ""))
        return self._rows.titled(replace(document, title=title or None), kind, names)

    def _event_ids(
        self, numbers: Sequence[int], columns: Sequence[Sequence[str]], kinds: Sequence[str], told: list[Problem]
    ) -> list[str]:
        preset = preset_of(self._head)
        own = preset is not None and bool(preset.id)
        meanings = [f"id_{at}" for at in range(len(preset.id))] if preset and own else ["id"]
        prefix = id_prefix(self._head, own=own)
        # A column that the table lacks is an id without a value: all rows get one of their own.
        cells = [columns[self._at[self._columns[m]]] if m in self._columns else [""] * len(numbers) for m in meanings]
        found = []
        for number, kind, *parts in zip(numbers, kinds, *cells, strict=True):
            stated = identity(prefix, parts, f"{self._head.id}#{number}", kind)
            if stated in self._ids:
                message = f"the event {stated} occurs again; it is kept under another id"
                told.append(Problem(self._head.source, message, number, severity="warning"))
                copy = 2
                while f"{stated}#{copy}" in self._ids:
                    copy += 1
                stated = f"{stated}#{copy}"
            self._ids.add(stated)
            found.append(stated)
        return found


def _read(document: Document, read: Callable[..., Any], make: Callable[[Any], Any]) -> Part:
    """What reading a part of a row came to, and what was told of it."""
    problems: list[Problem] = []
    cells = make(read(document, problems))
    return Part(cells, tuple(replace(problem, row=None) for problem in problems))


def _quantities(document: Document, problems: list[Problem]) -> tuple[Any, ...]:
    return tuple(quantities_of(document, problems))
