"""A large table straight into a file, column by column, without an object per row.

The meaning is that of the reader of rows: its own functions are called, once for each different content of the cells
that they look at, and what they give is spread over the rows that have it. A test holds both ways to the same result.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from geoevents.export.mending import mend
from geoevents.export.parquet import Shapes, type_of
from geoevents.export.typed import need, value
from geoevents.frame.columns import GIVEN, NAMES, SOURCE_PREFIX
from geoevents.frame.records import day, of_actors, of_placement, tool_version
from geoevents.model import Document, Problem
from geoevents.pipeline.parts import (
    COUNTED,
    Cells,
    Part,
    Places,
    Written,
    blamed,
    quantity_part,
    quote_part,
    typed,
    when_part,
)
from geoevents.pipeline.points import Positions, positions_of
from geoevents.pipeline.reading import Reader, fault
from geoevents.readers.rows import day_published
from geoevents.recognize.columns import NO_PLACE, ROLES
from geoevents.recognize.row_facts import DATED, assertion_of, id_prefix, identity, preset_of
from geoevents.recognize.row_places import MEANINGS, RejectedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


CHUNK = 20_000
# Different contents that are remembered per part of a row.
_MOST_KEPT = 100_000
_MOST_OUTLINES = 1_000
_PLACES = (*ROLES, *MEANINGS)
_TEXT = ("title", "text")


class Bulk:
    """Turns the rows of one table into columns.

    Parameters
    ----------
    columns
        What the columns mean, as `settle` found it.
    """

    def __init__(self, head: Document, names: Sequence[str], reader: Reader, told: Written, gazetteer: str) -> None:
        self._pa = need("pyarrow")
        self._head, self._names, self._told = head, list(names), told
        self._at = {name: number for number, name in enumerate(names)}
        self._reader, self._rows = reader, reader.rows
        self._constant = {
            "source_file": head.source,
            "source_sha256": head.sha256 or None,
            "confidence": 1.0,
            "n_reports": 1,
            "tool_version": tool_version(),
            "gazetteer_version": gazetteer or None,
        }
        self._kept: dict[str, dict[tuple[Any, ...], Any]] = {}
        self._ids: set[str] = set()
        self._outlines: dict[int, tuple[Any, Any, str]] = {}
        self._columns = {meaning: name for meaning, name in head.columns.items() if name in self._at}
        checked = "preset" not in head.columns
        self._positions = positions_of(self._columns, self._wanted(_PLACES), self._rows.stray, checked=checked)

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
        return make(self._document(dict(zip(wanted, key, strict=False))), *key[len(wanted) :])

    def _wanted(self, meanings: Sequence[str]) -> list[str]:
        return list(dict.fromkeys(self._columns[m] for m in meanings if m in self._columns))

    def chunk(self, numbers: list[int], rows: list[list[str]]) -> tuple[dict[str, Any], Shapes]:
        """Arrow arrays by name, and the geometries, of some rows."""
        columns = list(zip(*rows, strict=True))
        told: list[Problem] = []
        titled = () if {"kind", "preset"} & self._head.columns.keys() else ("title",)
        kind_at, kinds = self._part("kind", ("subtype", "kind", "kind_root", *titled), columns, self._rows.kind)
        kind_of = [kinds[number] for number in kind_at]
        place_at, places = self._part("place", _PLACES, columns, self._places, (kind_of,), self._positions)
        keep = self._keep(numbers, place_at, places, told)
        if len(keep) < len(rows):
            numbers, kind_of, place_at = ([found[at] for at in keep] for found in (numbers, kind_of, place_at))
            columns = [tuple(column[at] for at in keep) for column in columns]
        parts = [
            self._part("when", DATED, columns, when_part),
            self._part("quantity", COUNTED, columns, quantity_part),
            self._part("actors", ("actor1", "actor2"), columns, lambda d: Part(of_actors(self._rows.actors(d)))),
            self._part("assertion", ("assertion",), columns, lambda d: Part({"assertion": assertion_of(d)})),
            self._part("quote", _TEXT, columns, quote_part),
            self._part("published", ("published",), columns, self._published),
        ]
        arrays = self._constants(len(numbers))
        for at, found in parts:
            arrays |= self._spread(at, [part.cells for part in found])
            told += blamed(numbers, at, found)
        ids = self._event_ids(numbers, columns, kind_of, told)
        arrays |= self._array("event_id", ids) | self._array("event_type", kind_of)
        names = [places[number].names for number in place_at]
        arrays |= self._array("title", self._titles(columns, kind_of, names))
        arrays |= self._array("source_row", numbers) | self._given(columns)
        for name, column in zip(self._names, columns or [()] * len(self._names), strict=True):
            arrays |= self._array(SOURCE_PREFIX + name, column)
        told += blamed(numbers, place_at, places)
        self._told.problems += sorted(told, key=lambda problem: problem.row or 0)
        self._told.used += len(numbers)
        reasons = [found.unplaced for found in places]
        off = ((number, reasons[at]) for number, at in zip(numbers, place_at, strict=True))
        self._told.unplaced.update((number, reason) for number, reason in off if reason is not None)
        self._told.kinds.update(kind_of)
        return self._places_of(arrays, place_at, places)

    def _keep(self, numbers: list[int], place_at: list[int], places: list[Places], told: list[Problem]) -> list[int]:
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
            return Places({}, (Problem(document.source, fault(error)),), rejected=True)
        problems += self._reader.broken(document)
        each = []
        for placement in placements or (None,):
            cells = of_placement(placement, None if placements else NO_PLACE)
            shape = placement.resolution.shape if placement else None
            geometry = None
            if shape is not None:
                geometry, note = self._mended(shape.geometry)
                if note:
                    problems.append(Problem(document.source, note, severity="warning"))
                if geometry is None:
                    cells |= {"longitude": None, "latitude": None, "unplaced_reason": note}
            each.append((typed(cells), geometry))
        names = tuple(placement.resolution.name for placement in placements)
        return Places({}, tuple(problems), tuple(each), names)

    def _mended(self, geometry: Any) -> tuple[Any, str]:  # noqa: ANN401  a geometry
        """`mend`, once for each outline: that of a country comes with many kinds and places."""
        if geometry.geom_type == "Point":
            return mend(geometry)
        key = id(geometry)
        if key not in self._outlines:
            if len(self._outlines) > _MOST_OUTLINES:
                self._outlines.clear()
            self._outlines[key] = (geometry, *mend(geometry))  # itself too: an id is safe while its object lives
        return self._outlines[key][1:]

    def _published(self, document: Document) -> Part:
        found = day_published(document.fields, document.columns)
        return Part(typed({"doc_date": day(found.start if found else self._head.published)}))

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
        self, numbers: list[int], columns: Sequence[Sequence[str]], kinds: list[str], told: list[Problem]
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

    # Arrays -----------------------------------------------------------------------------------------

    def _array(self, name: str, values: Sequence[Any]) -> dict[str, Any]:
        return {name: self._pa.array(values, type_of(self._pa, name))}

    def _constants(self, size: int) -> dict[str, Any]:
        pa = self._pa
        nothing = dict.fromkeys(NAMES)
        return {
            name: pa.repeat(pa.scalar(value(name, cell), type_of(pa, name)), size)
            for name, cell in {**nothing, **self._constant}.items()
        }

    def _spread(self, at: list[int], cells: list[Cells]) -> dict[str, Any]:
        """A column per core cell: the different values, taken as often as rows have them."""
        pa = self._pa
        rows = pa.array(at, pa.int32())
        names = dict.fromkeys(chain.from_iterable(cells))
        return {name: pa.array([found.get(name) for found in cells], type_of(pa, name)).take(rows) for name in names}

    def _given(self, columns: Sequence[Sequence[str]]) -> dict[str, Any]:
        """Cells that come out as the table has them."""
        wanted = {**GIVEN, "source_url": "url", "publisher": "publisher", "doc_title": "title"}
        found: dict[str, Any] = {}
        for name, meaning in wanted.items():
            if meaning in self._columns and columns:
                found |= self._array(name, [text or None for text in columns[self._at[self._columns[meaning]]]])
        return found

    def _places_of(
        self, arrays: dict[str, Any], place_at: list[int], places: list[Places]
    ) -> tuple[dict[str, Any], Shapes]:
        """The arrays with a row per place, and the geometries."""
        pa, shapes = self._pa, Shapes()
        cells: list[Cells] = []
        starts, first = [], 0
        numbers: list[int | None] = []
        known: dict[int, int] = {}
        for found in places:
            starts.append(first)
            first += len(found.each)
            for one, geometry in found.each:
                cells.append(one)
                if geometry is not None and id(geometry) not in known:
                    known[id(geometry)] = shapes.put(geometry.wkb, geometry.bounds, geometry.geom_type)
                numbers.append(None if geometry is None else known[id(geometry)])
        counts = [len(found.each) for found in places]
        if any(counts[at] != 1 for at in set(place_at)):
            rows = [row for row, at in enumerate(place_at) for _ in range(counts[at])]
            arrays = {name: array.take(pa.array(rows, pa.int32())) for name, array in arrays.items()}
        at = [starts[number] + offset for number in place_at for offset in range(counts[number])]
        shapes.rows = [numbers[number] for number in at]
        return arrays | self._spread(at, cells), shapes
