"""Rows of a large table as Arrow columns: what GeoParquet is written from."""

from __future__ import annotations

import struct
from itertools import chain
from typing import TYPE_CHECKING, Any

from geoevents.export.geometry import DECIMALS
from geoevents.export.mending import mend
from geoevents.export.parquet import Shapes, type_of
from geoevents.export.typed import need, value
from geoevents.frame.columns import NAMES, SOURCE_PREFIX
from geoevents.frame.records import day, of_actors, of_placement, of_quantities, of_quote, of_time, tool_version
from geoevents.recognize.columns import NO_PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from geoevents.model import Actor, Assertion, Document, Placement, Quantity, Span, When
    from geoevents.pipeline.parts import Cells, Chunk, Places, Spot

_MOST_OUTLINES = 1_000
_WKB = struct.Struct("<BIdd")


class FlatPoint:
    """A point as its bytes: all that a file of a million of them needs."""

    __slots__ = ("bounds", "wkb")
    geom_type = "Point"

    def __init__(self, x: float, y: float) -> None:
        self.bounds = (x, y, x, y)
        self.wkb = _WKB.pack(1, 1, x, y)


class ToParquet:
    """The core columns and the original ones, typed; a `parts.Form`."""

    def __init__(self, head: Document, gazetteer: str) -> None:
        self._pa = need("pyarrow")
        self._constant = {
            "source_file": head.source,
            "source_sha256": head.sha256 or None,
            "confidence": 1.0,
            "n_reports": 1,
            "tool_version": tool_version(),
            "gazetteer_version": gazetteer or None,
        }
        self._outlines: dict[int, tuple[Any, Any, str]] = {}

    def when(self, when: When) -> Cells:
        """Columns of the date."""
        return typed(of_time(when))

    def quantities(self, quantities: tuple[Quantity, ...]) -> Cells:
        """Columns of the numbers."""
        return typed(of_quantities(quantities))

    def actors(self, actors: Iterable[Actor]) -> Cells:
        """Columns of who acts."""
        return dict(of_actors(actors))

    def assertion(self, assertion: Assertion) -> Cells:
        """The column of the assertion."""
        return {"assertion": assertion}

    def quote(self, quote: Span | None) -> Cells:
        """Columns of the quote."""
        return dict(of_quote(quote))

    def published(self, published: datetime | None) -> Cells:
        """The column of the day of publication."""
        return typed({"doc_date": day(published)})

    def places(self, placements: tuple[Placement, ...]) -> tuple[Cells, tuple[Spot, ...], list[str]]:
        """Columns of each place, and its geometry as it can be written."""
        each, notes = [], []
        for placement in placements or (None,):
            cells = of_placement(placement, None if placements else NO_PLACE)
            shape = placement.resolution.shape if placement else None
            geometry = None
            if shape is not None:
                geometry, note = self._mended(shape.geometry)
                if note:
                    notes.append(note)
                if geometry is None:
                    cells |= {"longitude": None, "latitude": None, "unplaced_reason": note}
            each.append((typed(cells), geometry))
        return {}, tuple(each), notes

    def moved(self, x: float, y: float, name: str, said: str) -> Spot:  # noqa: ARG002  as it is resolved, so it is named
        """Columns that tell a point apart from others of its kind."""
        own = {"longitude": round(x, 7), "latitude": round(y, 7), "place_name": name, "place_resolved": name}
        return own, FlatPoint(round(x, DECIMALS) + 0.0, round(y, DECIMALS) + 0.0)

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

    def group(self, chunk: Chunk) -> tuple[dict[str, Any], Shapes]:
        """Arrow arrays by name, and the geometries."""
        arrays = self._constants(len(chunk.numbers))
        for at, cells in chunk.parts:
            arrays |= self._spread(at, cells)
        told: dict[str, Sequence[Any]] = {
            "event_id": chunk.ids,
            "event_type": chunk.kinds,
            "title": chunk.titles,
            "source_row": chunk.numbers,
            **{name: [text or None for text in column] for name, column in chunk.given.items()},
            **{SOURCE_PREFIX + name: column for name, column in chunk.cells.items()},
        }
        arrays |= {name: self._pa.array(column, type_of(self._pa, name)) for name, column in told.items()}
        return self._placed(arrays, chunk.places_at, chunk.places)

    def _constants(self, size: int) -> dict[str, Any]:
        pa = self._pa
        cells = dict.fromkeys(NAMES) | self._constant
        scalars = {name: pa.scalar(value(name, cell), type_of(pa, name)) for name, cell in cells.items()}
        return {name: pa.repeat(scalar, size) for name, scalar in scalars.items()}

    def _spread(self, at: Sequence[int], cells: Sequence[Cells]) -> dict[str, Any]:
        """A column per cell: the different values, taken as often as rows have them."""
        pa = self._pa
        rows = pa.array(at, pa.int32())
        names = dict.fromkeys(chain.from_iterable(cells))
        return {name: pa.array([found.get(name) for found in cells], type_of(pa, name)).take(rows) for name in names}

    def _placed(
        self, arrays: dict[str, Any], places_at: Sequence[int], places: Sequence[Places]
    ) -> tuple[dict[str, Any], Shapes]:
        """The arrays with a row per place, and the geometries."""
        pa, shapes = self._pa, Shapes()
        cells: list[Cells] = []
        starts: list[int] = []
        numbers: list[int | None] = []
        known: dict[int, int] = {}
        for found in places:
            starts.append(len(cells))
            for one, geometry in found.each:
                cells.append(one)
                if geometry is not None and id(geometry) not in known:
                    known[id(geometry)] = shapes.put(geometry.wkb, geometry.bounds, geometry.geom_type)
                numbers.append(None if geometry is None else known[id(geometry)])
        counts = [len(found.each) for found in places]
        if any(counts[at] != 1 for at in set(places_at)):
            rows = [row for row, at in enumerate(places_at) for _ in range(counts[at])]
            arrays = {name: array.take(pa.array(rows, pa.int32())) for name, array in arrays.items()}
        at = [starts[number] + offset for number in places_at for offset in range(counts[number])]
        shapes.rows = [numbers[number] for number in at]
        return arrays | self._spread(at, cells), shapes


def typed(cells: Mapping[str, Any]) -> Cells:
    """Cells as the objects that typed formats want."""
    return {name: value(name, cell) for name, cell in cells.items()}
