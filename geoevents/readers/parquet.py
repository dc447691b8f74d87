"""Parquet and GeoParquet as tables."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.readers.content import what_is
from geoevents.readers.rows import documents
from geoevents.readers.workbook import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.model import Document, Problem
    from geoevents.readers.rows import Row
    from geoevents.readers.source import Options, Source

_BATCH = 10_000
_CRS84 = ("CRS84", "4326")


def read_parquet(source: Source, options: Options) -> Iterator[Document | Problem]:
    """Rows of a Parquet file; a geometry column of GeoParquet is the geometry.

    Raises
    ------
    InputError
        It is no Parquet file, its geometry is in another CRS than EPSG:4326, or pyarrow is not installed.
    """
    if not source.data.startswith(b"PAR1"):
        what = what_is(source.data) or "not Parquet"
        raise InputError(f"{source.name}: content is {what}, name says {source.ending}")
    try:
        import pyarrow as pa  # noqa: PLC0415  an optional library
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415  as above
    except ImportError:
        raise InputError(f"{source.name}: Parquet needs pyarrow: pip install pyarrow") from None
    try:
        file = ParquetFile(io.BytesIO(source.data))
        geometry = _geometry(source, file.schema_arrow.metadata or {})
        yield from documents(source, options, _rows(file, geometry))
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"{source.name}: is no Parquet file that can be read: {error}") from None


def _geometry(source: Source, metadata: dict[bytes, bytes]) -> str | None:
    """Name of the geometry column, checked."""
    try:
        geo = json.loads(metadata.get(b"geo", b"null"))
        if geo is None:
            return None
        name = str(geo["primary_column"])
        column = geo["columns"][name]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InputError(f"{source.name}: its GeoParquet metadata are wrong") from None
    crs = json.dumps((column.get("crs") or {}).get("id", "CRS84")) if "crs" in column else "CRS84"
    if not any(known in crs for known in _CRS84):
        raise InputError(f"{source.name}: its geometry is in {crs}; convert it to EPSG:4326")
    if column.get("encoding") != "WKB":
        raise InputError(f"{source.name}: its geometry is encoded as {column.get('encoding')!r}; only WKB is read")
    return name


def _rows(file: Any, geometry: str | None) -> Iterator[Row]:  # noqa: ANN401  pyarrow is untyped
    number = 0
    for batch in file.iter_batches(_BATCH):
        # The covering of our own files says nothing that the geometry does not.
        names = [name for name in batch.schema.names if not (name == "bbox" and geometry)]
        columns = [batch.column(name).to_pylist() for name in names]
        for values in zip(*columns, strict=True):
            number += 1
            yield (
                number,
                {
                    ("geometry" if name == geometry else name): _text(name == geometry, value)
                    for name, value in zip(names, values, strict=True)
                },
            )


def _text(is_geometry: bool, value: Any) -> str:  # noqa: ANN401, FBT001  a cell is anything
    if isinstance(value, bytes):
        if is_geometry:
            from shapely import from_wkb  # noqa: PLC0415  0.1 s
            from shapely.errors import ShapelyError  # noqa: PLC0415  0.1 s

            try:
                return str(from_wkb(value).wkt)
            except ShapelyError:
                return "WKB that cannot be read"
        return value.hex()
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=text_of)
    return text_of(value)
