"""Rows of a large table as columns of a page."""

from __future__ import annotations

from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from geoevents.layers import label
from geoevents.recognize.columns import NO_PLACE
from geoevents.render import words
from geoevents.render.meta import Origin
from geoevents.render.placed import NOWHERE, ROW
from geoevents.render.sheets import TIME, Sheet, marks, reason_of, time_cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from geoevents.layers import Typed
    from geoevents.model import Actor, Assertion, Document, Placement, Quantity, Span, When
    from geoevents.pipeline.parts import Cells, Chunk, Spot
    from geoevents.render.placed import Ground


class ToPage:
    """The columns of a sheet; a `parts.Form`.

    ``origin`` is what the page says of the table, whole when the last sheet is made.
    """

    def __init__(self, head: Document, types: Mapping[str, Typed], ground: Ground) -> None:
        self.origin = Origin()
        self._source, self._ground = head.source, ground
        self._label = cache(partial(label, types=types))

    def when(self, when: When) -> Cells:
        """Columns of the time."""
        return dict(zip(TIME, time_cells(when), strict=True)) | {"when_spans": ((when.span, "time"),)}

    def quantities(self, quantities: tuple[Quantity, ...]) -> Cells:
        """Columns of the numbers; "counted" is the label on the map."""
        spans = tuple((quantity.span, "quantity") for quantity in quantities)
        said = {"quantity": words.quantity_words(quantities), "counted": words.quantity_short(quantities)}
        return said | {"quantity_spans": spans}

    def actors(self, actors: Iterable[Actor]) -> Cells:
        """Who acts is on no card, but countries that act are named on the map."""
        self._ground.acting(actors)
        return {}

    def assertion(self, assertion: Assertion) -> Cells:
        """Columns of the assertion."""
        return {"assertion": assertion, "assertion_note": words.assertion_words(assertion)}

    def quote(self, quote: Span | None) -> Cells:
        """Columns of the quote."""
        return {"quote": quote.text if quote else "", "quote_span": quote}

    def published(self, published: datetime | None) -> Cells:
        """The page says the first and the last day."""
        if published is not None:
            self.origin.published.add(published)
        return {}

    def places(self, placements: tuple[Placement, ...]) -> tuple[Cells, tuple[Spot, ...], list[str]]:
        """Columns of each place; of all together why the row is not on the map."""
        rows = [row for placement in placements for row in self._ground.rows(placement)]
        spans = tuple((placement.resolution.expression.span, "place") for placement in placements)
        cells = {"reason": reason_of(rows, None if placements else NO_PLACE), "place_spans": spans}
        spots = [dict(zip(ROW, row, strict=True)) for row in rows]
        return cells, tuple((spot, True if spot["dimension"] >= 0 else None) for spot in spots), []

    def moved(self, x: float, y: float, name: str, said: str) -> Spot:
        """Columns that tell a point apart from others of its kind."""
        return {"lon": x, "lat": y, "shape": NOWHERE, "place": name, "words": said}, True

    def sheet(self, chunk: Chunk) -> Sheet:
        """The rows, at least one, as a sheet, which may be longer than a block."""
        size = len(chunk.numbers)
        found: dict[str, Sequence[Any]] = {}
        for at, cells in (*chunk.parts, (chunk.places_at, [part.cells for part in chunk.places])):
            found |= _spread(at, cells)
        nothing = [""] * size
        url, publisher, titles = (chunk.given.get(name, nothing) for name in ("source_url", "publisher", "doc_title"))
        each = [chunk.places[at].each for at in chunk.places_at]
        self._tell(size, titles)
        events = {
            **found,
            "kind": chunk.kinds,
            "confidence": [1.0] * size,
            "cluster": [None] * size,  # rows of one table are different events
            "places": list(map(len, each)),
            "id": chunk.ids,
            "title": chunk.titles,
            "short": [
                counted or self._label(kind) for counted, kind in zip(found["counted"], chunk.kinds, strict=True)
            ],
            "who": [words.who_words((), "reported", name) for name in publisher],
            "note": nothing,
            "marks": _marks(found) if chunk.quotes_itself else [()] * size,
            "url": url,
            "publisher": publisher,
            "source": [self._source] * size,
            "source_row": chunk.numbers,
            "doc_title": nothing,
        }
        places = [cells for spots in each for cells, _ in spots]
        return Sheet(events, {name: [cells[name] for cells in places] for name in ROW}, dict(chunk.cells))

    def _tell(self, size: int, titles: Sequence[str]) -> None:
        origin = self.origin
        origin.documents += size
        origin.tables.add(self._source)
        if origin.documents == 1:  # only the title of an only document is told
            origin.titles.update(filter(None, titles))


def _spread(at: Sequence[int], cells: Sequence[Cells]) -> dict[str, list[Any]]:
    """A column per cell: the different values, as often as rows have them."""
    found = {}
    for name in cells[at[0]]:
        values = [part.get(name) for part in cells]  # a part of a rejected row has no cells
        found[name] = [values[number] for number in at]
    return found


def _marks(found: Mapping[str, Sequence[Any]]) -> list[tuple[Any, ...]]:
    spans = zip(*(found[name] for name in ("quantity_spans", "place_spans", "when_spans")), strict=True)
    quotes = zip(found["quote_span"], spans, strict=True)
    return [marks(quote, chain.from_iterable(near)) if quote else () for quote, near in quotes]
