"""Extract first-level regions from ``world_map.gpkg`` of the Debian package qgis-common (Natural Earth, by inference).

Usage: ``apt-get download qgis-common``, ``dpkg-deb -x qgis-common*.deb qgis``, then
``python -m gazetteer.extract.states qgis/usr/share/qgis/resources/data/world_map.gpkg`` (needs shapely).
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import numpy as np
import shapely

from gazetteer.extract.packing import write_extract

_COLUMNS = ("iso_a2", "adm0_a3", "gu_a3", "admin", "name", "woe_name", "gn_name", "fips")
_UNIT = 10_000  # coordinates are whole 1e-4 degrees, about 11 m: finer than the source


def main(package: Path) -> None:
    """Write ``states.tsv.xz``: names, then the rings as differences of whole numbers."""
    connection = sqlite3.connect(package)
    sql = f"select {', '.join(_COLUMNS)}, geom from states_provinces"  # noqa: S608  own names
    rows = connection.execute(sql).fetchall()
    lines = sorted("\t".join([*(_clean(v) for v in row[:-1]), _rings(row[-1])]) + "\n" for row in rows)
    write_extract("states.tsv.xz", ("\t".join([*_COLUMNS, "rings"]) + "\n" + "".join(lines)).encode())


def _rings(blob: bytes) -> str:
    """Polygons joined by ``/``, rings by ``;``; a ring is ``x,y dx,dy ...`` without its closing point."""
    envelope = (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7]
    geometry = shapely.from_wkb(blob[8 + envelope :])
    return "/".join(
        ";".join(_ring(ring) for ring in (polygon.exterior, *polygon.interiors))
        for polygon in shapely.get_parts(geometry)
    )


def _ring(ring: shapely.LinearRing) -> str:
    points = np.rint(shapely.get_coordinates(ring)[:-1] * _UNIT).astype(int)
    steps = np.vstack([points[:1], np.diff(points, axis=0)])
    return " ".join(f"{x},{y}" for x, y in steps.tolist())


def _clean(value: str | None) -> str:
    return " ".join((value or "").split())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
