"""Events -> flat records, one per placement: what the frame and every export format are made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from geoevents.frame.columns import GIVEN, NAMES, SOURCE_PREFIX
from geoevents.model import PlaceExpression

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Actor, Document, Event, Placement, Quantity, Shape, Span, When

    Value = str | int | float | None

# Steps of `why` in one cell; a bar does not occur in them.
STEPS = " | "
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Record:
    """One placement of one event: plain values by column name (None where empty), and the geometry or None.

    Dates are ``YYYY-MM-DD`` and times ``YYYY-MM-DDThh:mm:ssZ``, as GDAL and DuckDB read them. The geometry is
    EPSG:4326, x = lon.
    """

    cells: dict[str, Value]
    geometry: BaseGeometry | None


@dataclass(frozen=True, slots=True)
class Written(PlaceExpression):
    """A place expression of which only the words and the kind are known: it was read from a table of placements."""

    kind: str = "table"


@cache
def tool_version() -> str:
    """Version of the installed package; "unknown" in a bare checkout."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415  costs 20 ms

    try:
        return version("geoevents")
    except PackageNotFoundError:
        return "unknown"


def records(
    events: Iterable[Event], documents: Iterable[Document], *, gazetteer_version: str | None = None
) -> Iterator[Record]:
    """Flat records of events: one per placement, and one without a geometry for an event that has no placement.

    Every record has all core columns and, behind them, ``src_*`` for every column of any table among the documents.
    """
    by_id = {document.id: document for document in documents}
    extra = source_columns(by_id.values())
    versions = {"tool_version": tool_version(), "gazetteer_version": gazetteer_version or None}
    for event in events:
        document = by_id.get(event.document_id)
        common: dict[str, Value] = dict.fromkeys(NAMES)
        common |= _of_event(event) | _of_document(document) | versions
        common |= dict.fromkeys(extra)
        if document is not None and document.row is not None:
            common |= {SOURCE_PREFIX + name: value for name, value in document.fields.items()}
            common |= {
                name: document.fields[document.columns[meaning]] or None
                for name, meaning in GIVEN.items()
                if meaning in document.columns
            }
        for placement in event.placements or (None,):
            shape = placement.resolution.shape if placement else None
            yield Record(common | of_placement(placement, event.unplaced_reason), shape.geometry if shape else None)


def source_columns(documents: Iterable[Document]) -> tuple[str, ...]:
    """Names of the ``src_*`` columns that these documents need, in order of first appearance."""
    found: dict[str, None] = {}
    for document in documents:
        if document.row is not None:
            found.update((SOURCE_PREFIX + name, None) for name in document.fields)
    return tuple(found)


def _of_event(event: Event) -> dict[str, Value]:
    return {
        "event_id": event.id,
        "event_type": event.kind,
        "title": event.summary,
        "assertion": event.assertion,
        "attributed_to": _names(event.attributed_to),
        "confidence": round(event.confidence, 3),
        "cluster_id": event.cluster_id,
        "n_reports": event.n_reports,
        **of_actors(event.actors),
        **of_quantities(event.quantities),
        **of_quote(event.evidence[0] if event.evidence else None),
        **of_time(event.when),
    }


def of_actors(actors: Iterable[Actor]) -> dict[str, Value]:
    """Cells of who acts and who receives."""
    found = tuple(actors)
    agents = [actor for actor in found if actor.role in {"agent", "participant"}]
    others = [actor for actor in found if actor.role == "recipient"] + agents[1:]
    return {"actor1": _names(agents[:1]), "actor2": _names(others[:1])}


def of_quantities(quantities: Sequence[Quantity]) -> dict[str, Value]:
    """Cells of the first number, and the words of the others."""
    values: dict[str, Value] = {"qty_more": "; ".join(map(_words, quantities[1:])) or None}
    if quantities:
        quantity = quantities[0]
        values |= {
            "qty_item": quantity.item,
            "qty_low": quantity.low,
            "qty_best": quantity.best,
            "qty_high": quantity.high,
            "qty_modifier": quantity.modifier,
            "qty_text": quantity.text,
        }
    return values


def of_quote(quote: Span | None) -> dict[str, Value]:
    """Cells of the sentence to quote."""
    if quote is None:
        return {}
    return {"source_field": quote.field, "char_start": quote.start, "char_end": quote.end, "quote": quote.text}


def _words(quantity: Quantity) -> str:
    """A number with what it counts, unless its words say that."""
    item = quantity.item or ""
    return quantity.text if item in quantity.text else f"{quantity.text} {item}"


def _names(actors: Iterable[Actor]) -> str | None:
    return "; ".join(actor.name for actor in actors) or None


def of_time(when: When) -> dict[str, Value]:
    """Cells of the date."""
    last = when.end - timedelta(microseconds=1) if when.end else None
    return {
        "start_date": day(when.start),
        "end_date": day(max(last, when.start) if last and when.start else last),
        "start_time": instant(when.start),
        "end_time": instant(when.end),
        "date_precision": when.precision,
        "date_edtf": when.edtf or None,
        "date_text": when.span.text if when.span else None,
        "date_basis": when.basis,
    }


def day(time: datetime | None) -> str | None:
    """ISO day in UTC.

    >>> day(datetime(2022, 11, 2, 23, tzinfo=UTC))
    '2022-11-02'
    """
    return time.astimezone(UTC).date().isoformat() if time else None


def instant(time: datetime | None) -> str | None:
    """ISO instant in UTC, to the second.

    >>> instant(datetime(2022, 11, 2, 23, tzinfo=UTC))
    '2022-11-02T23:00:00Z'
    """
    if time is None:
        return None
    return time.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat(timespec="seconds") + "Z"


def _of_document(document: Document | None) -> dict[str, Value]:
    if document is None:
        return {}
    return {
        "source_file": document.source,
        "source_row": document.row,
        "source_url": document.url,
        "publisher": document.publisher,
        "doc_title": document.title,
        "doc_date": day(document.published),
        "source_sha256": document.sha256 or None,
    }


def of_placement(placement: Placement | None, unplaced_reason: str | None) -> dict[str, Value]:
    """Cells of one place, or of none."""
    if placement is None:
        return {"unplaced_reason": unplaced_reason or "no place is named"}
    resolution = placement.resolution
    span = resolution.expression.span
    values: dict[str, Value] = {
        "place_role": placement.role,
        "place_name": span.text if span else resolution.name or None,
        "place_resolved": resolution.name or None,
        "place_id": " ".join(place.id for place in resolution.places) or None,
        "geo_precision": resolution.precision,
        "geo_basis": basis(resolution.expression),
        "geo_choice": resolution.choice,
        "geo_why": STEPS.join(resolution.why) or None,
        "unplaced_reason": resolution.reason,
    }
    return values | (_of_shape(resolution.shape) if resolution.shape else {})


def basis(expression: PlaceExpression) -> str:
    """Kind of a place expression in snake case; "table" for a geometry that came without words."""
    if isinstance(expression, Written):
        return expression.kind
    if type(expression) is PlaceExpression:
        return "table"
    return _CAMEL.sub("_", type(expression).__name__).casefold()


def _of_shape(shape: Shape) -> dict[str, Value]:
    geometry: Any = shape.geometry
    values: dict[str, Value] = {"geo_radius_m": round(shape.error_m, 1), "geo_coverage": shape.coverage}
    if geometry.geom_type == "Point" and not geometry.is_empty:
        values |= {"longitude": round(geometry.x, 7), "latitude": round(geometry.y, 7)}
    return values
