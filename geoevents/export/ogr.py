"""GeoPackage and FlatGeobuf, by GDAL: one layer "events"."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from geoevents.errors import OutputError
from geoevents.export.geometry import oriented
from geoevents.export.typed import dtype, need, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.frame import Record

_EPOCH = "2000-01-01T00:00:00.000Z"  # GeoPackages carry the time of writing: the same events must give the same bytes
_UTC = 100  # GDAL's word for it


def write_gpkg(records: Iterable[Record], attribution: Sequence[str] = ()) -> Iterator[bytes]:
    """A GeoPackage with dates and times in their types, and unplaced events without a geometry."""
    yield _written("GPKG", list(records), {"DESCRIPTION": "; ".join(attribution)})


def write_fgb(records: Iterable[Record], attribution: Sequence[str] = ()) -> Iterator[bytes]:
    """A FlatGeobuf with a spatial index, or without one where an event has no place: the index has no room for it."""
    found = list(records)
    index = all(record.geometry is not None for record in found)
    options = {"SPATIAL_INDEX": "YES" if index else "NO", "DESCRIPTION": "; ".join(attribution)}
    yield _written("FlatGeobuf", found, options)


def _written(driver: str, records: list[Record], options: dict[str, str]) -> bytes:
    pyogrio, numpy = need("pyogrio"), need("numpy")
    # GeoPackage compares names without case: src_ID and src_id would be one column.
    names = list(records[0].cells) if records else []
    if driver == "GPKG":
        _distinct(names)
    shapes = [oriented(record.geometry).wkb if record.geometry is not None else None for record in records]
    columns = [[value(name, record.cells.get(name)) for record in records] for name in names]
    arrays, masks = (
        zip(*(_array(numpy, name, column) for name, column in zip(names, columns, strict=True)), strict=True)
        if names
        else ((), ())
    )
    buffer = io.BytesIO()
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _EPOCH})
    try:
        pyogrio.raw.write(
            buffer,
            numpy.array(shapes, dtype=object),
            list(arrays),
            names,
            field_mask=list(masks),
            layer="events",
            driver=driver,
            geometry_type="Unknown",
            crs="EPSG:4326",
            gdal_tz_offsets={
                name: numpy.full(len(records), _UTC, dtype="int32") for name in names if dtype(name) == "datetime"
            },
            layer_options=options,
            # Version 1.4, the newest, makes the tools of many a machine complain; nothing here needs it.
            dataset_options={"VERSION": "1.2"} if driver == "GPKG" else {},
        )
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise OutputError(f"{driver}: {error}") from None
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
    return buffer.getvalue()


def _array(numpy: Any, name: str, column: list[Any]) -> tuple[Any, Any]:  # noqa: ANN401  the lazily imported module
    mask = numpy.array([cell is None for cell in column], dtype=bool)
    kind = dtype(name)
    if kind == "string":
        return numpy.array([None if cell is None else cell.replace("\0", "\ufffd") for cell in column], object), mask
    if kind in {"date", "datetime"}:
        plain = [cell.replace(tzinfo=None) if kind == "datetime" and cell else cell for cell in column]
        return numpy.array(plain, dtype="datetime64[D]" if kind == "date" else "datetime64[ms]"), mask
    filled = [0 if cell is None else cell for cell in column]
    return numpy.array(filled, dtype="float64" if kind == "float" else "int64"), mask


def _distinct(names: list[str]) -> None:
    """Give names that differ only in case a number; "fid" and "geom" are the GeoPackage's own."""
    seen = {"fid", "geom"}
    for at, name in enumerate(names):
        number, new = 1, name
        while new.casefold() in seen:
            number += 1
            new = f"{name}_{number}"
        seen.add(new.casefold())
        names[at] = new
