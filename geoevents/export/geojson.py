"""GeoJSON (RFC 7946) and GeoJSON lines, by our own strict writer: no NaN, right-hand rule, bbox, null geometries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geoevents.errors import OutputError
from geoevents.export.geometry import bbox, boxes, mapping, oriented

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.export.geometry import Box
    from geoevents.frame import Record


def write_geojson(records: Iterable[Record], attribution: Sequence[str] = ()) -> Iterator[bytes]:
    """One FeatureCollection; the box stands behind the features because it is known only then."""
    head = {"type": "FeatureCollection"} | ({"attribution": list(attribution)} if attribution else {})
    yield _dump(head)[:-1] + b',"features":['
    around: list[Box] = []
    comma = b"\n"
    for feature, parts in features(records):
        around.extend(parts)
        yield comma + _dump(feature)
        comma = b",\n"
    box = bbox(around)
    yield b"\n]" + (b',"bbox":' + _dump(box) if box else b"") + b"}\n"


def write_geojsonl(records: Iterable[Record], attribution: Sequence[str] = ()) -> Iterator[bytes]:  # noqa: ARG001  all writers have one signature
    """One feature per line."""
    for feature, _ in features(records):
        yield _dump(feature) + b"\n"


def features(records: Iterable[Record]) -> Iterator[tuple[dict[str, Any], list[Box]]]:
    """Features with the boxes of their parts. The id is the event's, with a number behind it from the second place on.

    Raises
    ------
    OutputError
        A geometry or a number cannot be written as GeoJSON; the message names the event.
    """
    seen: dict[str, int] = {}
    for record in records:
        event = str(record.cells["event_id"])
        seen[event] = count = seen.get(event, 0) + 1
        feature: dict[str, Any] = {"type": "Feature", "id": event if count == 1 else f"{event}/{count}"}
        parts: list[Box] = []
        if record.geometry is not None:
            try:
                geometry = oriented(record.geometry)
            except OutputError as error:
                raise OutputError(f"event {event}: {error}") from None
            parts = boxes(geometry)
            feature["bbox"] = bbox(parts)
            feature["geometry"] = mapping(geometry)
        else:
            feature["geometry"] = None
        feature["properties"] = {name: short(value) for name, value in record.cells.items()}
        yield feature, parts


def short(value: Any) -> Any:  # noqa: ANN401  a cell is text, a number or None
    """A whole number without its point, everything else as it is.

    >>> short(23.0), short(0.5), short("x")
    (23, 0.5, 'x')
    """
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _dump(value: Any) -> bytes:  # noqa: ANN401  anything that is JSON
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8")
    except ValueError as error:  # also of an encoding: a lone surrogate
        name = value.get("id", "?") if isinstance(value, dict) else "?"
        raise OutputError(f"event {name}: cannot be written as JSON: {error}") from None
