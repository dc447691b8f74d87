"""One record per event, for tools that count rows: its places are joined."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from geoevents.frame.records import STEPS, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

# Columns that differ between the places of an event: their values are joined.
JOINED = ("place_role", "place_name", "place_resolved", "place_id", "geo_precision", "geo_basis", "geo_why")
# What only one place has: kept from the first, unless there are several.
SINGLE = ("longitude", "latitude", "geo_radius_m", "geo_coverage", "geo_choice")


def one_per_event(records: Iterable[Record]) -> Iterator[Record]:
    """Records of the same event, which follow each other, as one.

    Its geometry is that of its places: the one, or several of the same kind as a multi-geometry, or a collection.
    A claimed place is left out where there is another, because nothing is said to have happened there.
    """
    for _, group in groupby(records, key=lambda record: record.cells["event_id"]):
        found = list(group)
        real = [record for record in found if record.cells["place_role"] != "claimed_destination"] or found
        yield _joined(real) if len(real) > 1 else real[0]


def _joined(found: list[Record]) -> Record:
    cells = dict(found[0].cells)
    for name in JOINED:
        values = [str(record.cells[name]) for record in found if record.cells[name] is not None]
        cells[name] = STEPS.join(values) or None
    cells |= dict.fromkeys(SINGLE)
    placed = [record.geometry for record in found if record.geometry is not None]
    cells["unplaced_reason"] = None if placed else cells["unplaced_reason"]
    return Record(cells, _together(placed))


def _together(placed: list[BaseGeometry]) -> BaseGeometry | None:
    import shapely  # noqa: PLC0415  0.1 s

    if len(placed) <= 1:
        return placed[0] if placed else None
    parts = [part for geometry in placed for part in shapely.get_parts(geometry)]
    kinds = {part.geom_type for part in parts}
    if kinds == {"Point"}:
        return shapely.MultiPoint(parts)
    if kinds == {"LineString"}:
        return shapely.MultiLineString(parts)
    if kinds == {"Polygon"}:
        return shapely.union_all(parts)  # polygons of one multipolygon may not overlap
    return shapely.GeometryCollection(parts)
