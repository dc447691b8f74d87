"""Land borders: the arcs of the topology that two countries use."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from gazetteer.topology import Topology

SCALE = 100_000


def land_borders(topology: Topology) -> dict[tuple[str, str], shapely.Geometry]:
    """(code, code) in alphabetical order -> the line they share, merged where pieces meet."""
    arcs: dict[tuple[str, str], list[int]] = defaultdict(list)
    for arc, uses in sorted(topology.users().items()):
        codes = sorted({code for code, _ in uses})
        if len(codes) == 2:
            arcs[codes[0], codes[1]].append(arc)
    return {pair: _merged([topology.arcs[arc] for arc in indexes]) for pair, indexes in sorted(arcs.items())}


def _merged(lines: list[np.ndarray]) -> shapely.Geometry:
    rounded = [np.rint(line * SCALE) / SCALE for line in lines]
    return shapely.line_merge(shapely.MultiLineString([shapely.LineString(line) for line in rounded]))
