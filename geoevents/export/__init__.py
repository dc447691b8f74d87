"""Events -> files. A format is a function that makes bytes of records, and a row in EXPORTERS."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from geoevents.errors import OutputError
from geoevents.export.atomic import write
from geoevents.export.delimited import write_csv
from geoevents.export.geojson import write_geojson, write_geojsonl
from geoevents.export.kml import write_kml
from geoevents.export.mending import mended
from geoevents.export.ogr import write_fgb, write_gpkg
from geoevents.export.parquet import write_parquet
from geoevents.export.workbook import write_xlsx

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from geoevents.frame import Record

    Exporter = Callable[[Iterable[Record], Sequence[str]], Iterator[bytes]]

__all__ = ["EXPORTERS", "exporter", "save", "write"]

EXPORTERS: dict[str, Exporter] = {
    ".geojson": write_geojson,
    ".json": write_geojson,
    ".geojsonl": write_geojsonl,
    ".jsonl": write_geojsonl,
    ".csv": write_csv,
    ".kml": write_kml,
    ".gpkg": write_gpkg,
    ".parquet": write_parquet,
    ".fgb": write_fgb,
    ".xlsx": write_xlsx,
}


def exporter(path: str | os.PathLike[str]) -> Exporter:
    """The writer for the suffix of ``path``.

    Raises
    ------
    OutputError
        The suffix is unknown; the message lists the known ones.
    """
    suffix = PurePath(path).suffix.casefold()
    if suffix not in EXPORTERS:
        raise OutputError(f"{path}: unknown suffix {suffix!r}; known are {', '.join(EXPORTERS)}")
    return EXPORTERS[suffix]


def save(
    path: str | os.PathLike[str],
    records: Iterable[Record],
    *,
    attribution: Sequence[str] = (),
    inputs: Iterable[str] = (),
    tell: Callable[[str], None] | None = None,
) -> None:
    """Write records in the format of the suffix of ``path``; the same records give the same bytes.

    A geometry that cannot be written is cut, or its record is written without one; ``tell`` gets a line about it.

    Raises
    ------
    OutputError
        The suffix is unknown, or the file cannot be written; what stood there is unchanged.
    """
    write(path, exporter(path)(mended(records, tell), attribution), inputs=inputs)
