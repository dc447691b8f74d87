"""Records <-> GeoDataFrame. geopandas and pandas are imported here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.frame.columns import DTYPES, NAMES, SOURCE_PREFIX
from geoevents.frame.reading import from_records
from geoevents.frame.records import Record, records, source_columns

if TYPE_CHECKING:
    from collections.abc import Iterable

    import geopandas as gpd

    from geoevents.model import Document, Event

CRS = "EPSG:4326"
# Column type -> pandas type. Seconds, not nanoseconds: 9999-12-31 must not overflow.
PANDAS = {
    "string": "object",
    "date": "datetime64[s]",
    "datetime": "datetime64[s, UTC]",
    "float": "float64",
    "int": "Int64",
}


def to_frame(
    events: Iterable[Event], documents: Iterable[Document], *, gazetteer_version: str | None = None
) -> gpd.GeoDataFrame:
    """Events as a GeoDataFrame: one row per placement, EPSG:4326, the columns of ``COLUMNS`` and then ``src_*``.

    An event without any place is one row whose geometry is None and whose ``unplaced_reason`` says why.
    """
    import geopandas as gpd  # noqa: PLC0415  costs 0.5 s
    import pandas as pd  # noqa: PLC0415  costs 0.4 s

    documents = tuple(documents)
    rows = tuple(records(events, documents, gazetteer_version=gazetteer_version))
    names = (*NAMES, *source_columns(documents))
    data = {name: _series(pd, [row.cells.get(name) for row in rows], DTYPES.get(name, "string")) for name in names}
    geometry = gpd.GeoSeries([row.geometry for row in rows], crs=CRS)
    return gpd.GeoDataFrame(data, geometry=geometry, crs=CRS)


def _series(pd: Any, values: list[Any], dtype: str) -> Any:  # noqa: ANN401  pandas is a lazy import
    if dtype in {"date", "datetime"}:
        # One format per column, so that pandas parses without guessing.
        times = pd.to_datetime(values, utc=True, format="ISO8601").as_unit("s")
        return pd.Series(times if dtype == "datetime" else times.tz_localize(None), dtype=PANDAS[dtype])
    return pd.Series(values, dtype=PANDAS[dtype])


def from_frame(frame: gpd.GeoDataFrame) -> tuple[tuple[Event, ...], tuple[Document, ...]]:
    """Events and documents of a frame that has the core schema; the CRS is converted to EPSG:4326.

    Raises
    ------
    InputError
        If a core column is missing that an event cannot do without, or a value is not of its type.
    """
    missing = [name for name in ("event_id", "event_type") if name not in frame.columns]
    if missing:
        raise InputError(f"the frame has no column {missing[0]!r}; it has {', '.join(map(str, frame.columns))}")
    if frame.crs is not None and frame.crs != CRS:
        frame = frame.to_crs(CRS)
    names = [name for name in frame.columns if name in DTYPES or str(name).startswith(SOURCE_PREFIX)]
    columns = [[_plain(value) for value in frame[name]] for name in names]
    geometries = [None if geometry is None or geometry.is_empty else geometry for geometry in frame.geometry]
    rows = zip(*columns, strict=True)
    return from_records(
        Record(dict(zip(names, row, strict=True)), geometry) for row, geometry in zip(rows, geometries, strict=True)
    )


def _plain(value: Any) -> Any:  # noqa: ANN401  a cell of a pandas column may be anything
    import pandas as pd  # noqa: PLC0415  already loaded: the frame is here

    if value is None or pd.isna(value):
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value
