"""Flat records -> events: the way back, for a frame or one of our own files.

A place expression comes back as its words and its geometry, not as a tree; rivals, triggers and spans other than the
quote are not in the table and do not come back.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

from geoevents.errors import InputError
from geoevents.frame.columns import GIVEN, SOURCE_PREFIX
from geoevents.frame.records import STEPS, Record, Written
from geoevents.model import Actor, Document, Event, Place, Placement, Quantity, Resolution, Shape, Span, When

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from shapely.geometry.base import BaseGeometry


def from_records(records: Iterable[Record]) -> tuple[tuple[Event, ...], tuple[Document, ...]]:
    """Events and their documents from flat records; rows with one ``event_id`` are the placements of one event.

    Raises
    ------
    InputError
        If a record has no ``event_id`` or ``event_type``, or a number or time that is none.
    """
    rows: dict[str, list[Record]] = {}
    for record in records:
        rows.setdefault(_text(record.cells, "event_id", needed=True), []).append(record)
    documents: dict[str, Document] = {}
    events = []
    for group in rows.values():
        document = _document(group[0].cells)
        documents.setdefault(document.id, document)
        events.append(_event(group, document.id))
    return tuple(events), tuple(documents.values())


def _text(values: Mapping[str, object], name: str, *, needed: bool = False) -> str:
    value = values.get(name)
    if needed and (value is None or value == ""):
        raise InputError(f"row {values.get('source_row') or '?'}: column {name!r} is empty")
    return "" if value is None else str(value)


def _number(values: Mapping[str, object], name: str) -> float | None:
    text = _text(values, name)
    try:
        number = float(text) if text else None
    except ValueError:
        raise InputError(f"column {name!r}: {text!r} is not a number") from None
    if number is not None and not math.isfinite(number):
        raise InputError(f"column {name!r}: {text!r} is not a finite number")
    return number


def _whole(values: Mapping[str, object], name: str) -> int | None:
    number = _number(values, name)
    return None if number is None else int(number)


def _time(values: Mapping[str, object], name: str, *, add_days: int = 0) -> datetime | None:
    text = _text(values, name)
    if not text:
        return None
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"column {name!r}: {text!r} is not a date like 2022-11-02") from None
    return (time if time.tzinfo else time.replace(tzinfo=UTC)) + timedelta(days=add_days)


def _document(values: Mapping[str, Any]) -> Document:
    source, row, sha = _text(values, "source_file"), _whole(values, "source_row"), _text(values, "source_sha256")
    quote, field = _text(values, "quote"), _text(values, "source_field") or "text"
    fields = {
        name.removeprefix(SOURCE_PREFIX): _text(values, name)
        for name in values
        if name.startswith(SOURCE_PREFIX) and values[name] is not None
    }
    columns: dict[str, str] = {}
    if row is not None:
        for name, meaning in GIVEN.items():
            at = next((key for key, value in fields.items() if value and value == values.get(name)), None)
            columns |= {meaning: at} if at else {}
    part = row if row is not None else _entry(source)
    return Document(
        id=f"{sha[:16] or source}#{part}" if part is not None else sha[:16] or source,
        source=source,
        fields=fields or ({field: quote} if quote else {}),
        published=_time(values, "doc_date"),
        publisher=_text(values, "publisher") or None,
        url=_text(values, "source_url") or None,
        title=_text(values, "doc_title") or None,
        sha256=sha,
        row=row,
        columns=columns,
    )


def _entry(source: str) -> str | None:
    """Number of the entry of a feed (``feed.xml#3``): each is a document of its own."""
    _, mark, number = source.rpartition("#")
    return number if mark and number.isdecimal() else None


def _event(group: list[Record], document_id: str) -> Event:
    values = group[0].cells
    quote = _span(values, "quote", _whole(values, "char_start"), _text(values, "source_field"))
    placements = tuple(_placement(record) for record in group if record.cells.get("place_role"))
    confidence = _number(values, "confidence")
    return Event(
        id=_text(values, "event_id"),
        kind=_text(values, "event_type", needed=True),
        summary=_text(values, "title"),
        when=_when(values),
        placements=placements,
        quantities=_quantities(values),
        actors=_actors(values),
        assertion=cast("Any", _text(values, "assertion") or "reported"),
        attributed_to=tuple(
            Actor(None, name, role="speaker") for name in _text(values, "attributed_to").split("; ") if name
        ),
        evidence=(quote,) if quote else (),
        triggers=(),
        document_id=document_id,
        confidence=1.0 if confidence is None else confidence,
        unplaced_reason=None if placements else _text(values, "unplaced_reason") or None,
        cluster_id=_text(values, "cluster_id") or None,
        n_reports=_whole(values, "n_reports") or 1,
    )


def _span(values: Mapping[str, object], name: str, start: int | None = None, field: str = "") -> Span | None:
    text = _text(values, name)
    return Span(field or name, start or 0, (start or 0) + len(text), text) if text else None


def _when(values: Mapping[str, object]) -> When:
    edtf = _text(values, "date_edtf")
    return When(
        span=_span(values, "date_text"),
        start=_time(values, "start_time") or _time(values, "start_date"),
        end=_time(values, "end_time") or _time(values, "end_date", add_days=1),
        precision=cast("Any", _text(values, "date_precision") or "unknown"),
        approximate="~" in edtf,
        edtf=edtf,
        basis=cast("Any", _text(values, "date_basis") or "none"),
    )


def _quantities(values: Mapping[str, object]) -> tuple[Quantity, ...]:
    first = _span(values, "qty_text")
    if first is None:
        return ()
    low, best, high = (_number(values, name) for name in ("qty_low", "qty_best", "qty_high"))
    modifier, item = _text(values, "qty_modifier"), _text(values, "qty_item") or None
    further = tuple(
        Quantity(Span("qty_more", 0, len(text), text), None, None, None, "", None, text)
        for text in _text(values, "qty_more").split("; ")
        if text
    )
    return (Quantity(first, low, best, high, modifier, item, first.text), *further)


def _actors(values: Mapping[str, object]) -> tuple[Actor, ...]:
    first, second = _text(values, "actor1"), _text(values, "actor2")
    agent = (Actor(None, first),) if first else ()
    return agent + ((Actor(None, second, role="recipient"),) if second else ())


def _placement(record: Record) -> Placement:
    values, geometry = record.cells, record.geometry
    resolution = Resolution(
        expression=Written(_span(values, "place_name"), _text(values, "geo_basis") or "table"),
        shape=_shape(geometry, values) if geometry is not None else None,
        places=_places(values, geometry),
        why=tuple(step for step in _text(values, "geo_why").split(STEPS) if step),
        reason=None if geometry is not None else _text(values, "unplaced_reason") or "no geometry in the file",
        precision=cast("Any", _text(values, "geo_precision") or None),
        name=_text(values, "place_resolved"),
        choice=cast("Any", _text(values, "geo_choice") or "any"),
    )
    return Placement(cast("Any", _text(values, "place_role")), resolution)


def _places(values: Mapping[str, object], geometry: BaseGeometry | None) -> tuple[Place, ...]:
    """The gazetteer's ids, as far as the table knows the places: the gazetteer itself is not asked."""
    ids = _text(values, "place_id").split()
    west, south, east, north = geometry.bounds if geometry is not None else (0.0, 0.0, 0.0, 0.0)
    lon, lat = (west + east) / 2, (south + north) / 2
    name = _text(values, "place_resolved")
    return tuple(Place(key, name if len(ids) == 1 else key, "", lon, lat) for key in ids)


def _shape(geometry: BaseGeometry, values: Mapping[str, object]) -> Shape:
    from shapely import get_dimensions  # noqa: PLC0415  shapely costs 0.1 s

    return Shape(
        lambda: geometry,
        dimension=max(int(get_dimensions(geometry)), 0),
        error_m=_number(values, "geo_radius_m") or 0.0,
        coverage=_number(values, "geo_coverage"),
    )
