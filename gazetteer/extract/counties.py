"""Extract the counties of the United States (Census Bureau) from the npm package us-atlas 3.0.1.

Usage: ``npm pack us-atlas@3.0.1``, unpack it, then ``python -m gazetteer.extract.counties package/counties-10m.json``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from gazetteer.extract.packing import write_extract

_UNIT = 1_000  # coordinates are whole 1e-3 degrees, about 100 m: the source is drawn for 1:10,000,000
_DISTRICT_OF_COLUMBIA = "11"


def main(path: Path) -> None:
    """Write ``counties.tsv.xz``: FIPS code, name, and the rings as differences of whole numbers."""
    source = json.loads(path.read_bytes())
    scale, origin = source["transform"]["scale"], source["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + origin for arc in source["arcs"]]
    lines = []
    for county in sorted(source["objects"]["counties"]["geometries"], key=lambda one: str(one["id"])):
        if county["id"].startswith(_DISTRICT_OF_COLUMBIA):
            continue
        polygons = county["arcs"] if county["type"] == "MultiPolygon" else [county["arcs"]]
        drawn = [list(filter(None, (_ring(ring, arcs) for ring in polygon))) for polygon in polygons]
        rings = "/".join(";".join(polygon) for polygon in drawn if polygon)
        lines.append(f"{county['id']}\t{county['properties']['name']}\t{rings}\n")
    write_extract("counties.tsv.xz", ("fips\tname\trings\n" + "".join(lines)).encode())


def _ring(numbers: list[int], arcs: list[np.ndarray]) -> str:
    pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    points = np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])[:-1]
    whole = np.rint(points * _UNIT).astype(int)
    keep = np.r_[True, (np.diff(whole, axis=0) != 0).any(axis=1)]
    if keep.sum() < 3:
        return ""  # an islet of one cell
    steps = np.vstack([whole[keep][:1], np.diff(whole[keep], axis=0)])
    return " ".join(f"{x},{y}" for x, y in steps.tolist())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
