"""One bad geometry must not stop an export: it is cut, or left out of its feature with a word about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.errors import OutputError
from geoevents.export.geometry import oriented
from geoevents.geodesy import split_antimeridian, valid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geoevents.frame import Record
    from geoevents.frame.records import Value

# Geometries whose mended form is remembered: the outline of a country comes again and again.
_MOST_KEPT = 500


def mended(records: Iterable[Record], tell: Callable[[str], None] | None = None) -> Iterator[Record]:
    """Records whose geometry every format can write; ``tell`` gets a line for each that had to be changed."""
    kept: dict[int, tuple[BaseGeometry, BaseGeometry | None, str]] = {}
    for record in records:
        if record.geometry is None:
            yield record
            continue
        key = id(record.geometry)
        if key not in kept:
            if len(kept) >= _MOST_KEPT:
                kept.clear()
            # The geometry itself is kept too, so that no other one can get its id.
            kept[key] = (record.geometry, *mend(record.geometry))
        _, geometry, note = kept[key]
        if note and tell:
            tell(f"event {record.cells['event_id']}: {note}")
        if geometry is not None:
            yield replace(record, geometry=geometry)
        else:
            cells: dict[str, Value] = {"longitude": None, "latitude": None, "unplaced_reason": note}
            yield replace(record, geometry=None, cells=record.cells | cells)


def mend(geometry: BaseGeometry) -> tuple[BaseGeometry | None, str]:
    """The geometry as it can be written, or None, and what had to be done ("" if nothing)."""
    from shapely.errors import ShapelyError  # noqa: PLC0415  0.1 s

    if geometry.is_empty:
        return None, "its geometry is empty; it is written without one"
    try:
        return oriented(geometry), ""
    except OutputError as error:
        why = str(error)
    except (ShapelyError, ValueError) as error:
        return None, f"its geometry cannot be written ({error}); it is written without one"
    if "antimeridian" in why:
        try:
            return oriented(split_antimeridian(valid(geometry))), f"{why}; it was cut"
        except (OutputError, ShapelyError, ValueError) as error:
            why = str(error)
    return None, f"{why}; it is written without one"
