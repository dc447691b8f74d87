"""Between two countries: the water that their coasts face each other over, or the strip along their border."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geoevents import geodesy
from geoevents.expressions import water
from geoevents.expressions.land import without_land
from geoevents.expressions.lengths import distance_text
from geoevents.expressions.reaches import FROM_LINE

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.base import Answer
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, Resolution

_REACH_M = 600_000.0  # from either coast: the Sea of Japan is that wide
_NARROWS, _MORE_M = 1.2, 20_000.0  # how much wider than its narrowest the water may be that is still between both
_BESIDE_M = 150_000.0  # from either coast, where the countries also share a border
_AS_LONG = 0.5  # of the border: where so much of the sea lies between them as well, it is meant too
_DETAIL_M = 5_000.0
_MOST_DISCS = 80


def between(a: Place, b: Place, answer: Answer, *, wet: bool) -> Resolution:
    """The strip along the border that two countries share, and (or, if ``wet``, only) the water between their coasts.

    Raises
    ------
    UnplacedError
        They share no border, and no water lies between them alone.
    """
    gazetteer, name = answer.ground.gazetteer, f"between {a.name} and {b.name}"
    codes = a.country or "", b.country or ""
    shared = [geodesy.split_antimeridian(border.geometry) for border in gazetteer.borders(*codes)[:1]]
    line = water.equidistance(gazetteer, *codes, _BESIDE_M if shared else _REACH_M)
    pieces = []
    if shared and not wet:
        reach = FROM_LINE[answer.ground.coverage] * 1000
        answer.why.append(f"{name}: up to {distance_text(reach)} from the border that they share")
        pieces.append(geodesy.buffer_m(shared[0], reach, quad_segs=4))
    if not line.is_empty and (wet or not shared or geodesy.length_m(line) > _AS_LONG * geodesy.length_m(shared[0])):
        answer.why.append(f"{name}: the water where their coasts face each other, third countries kept out")
        pieces.append(_over(line, codes[0], gazetteer, everywhere=bool(shared)))
    if not pieces:
        raise answer.fail(f"{a.name} and {b.name} share no border, and no water lies between them alone")
    by_land = bool(shared) and not wet
    return answer.done(
        geodesy.union(pieces), dimension=2, precision="near" if by_land else "water", name=name,
        coverage=answer.ground.coverage if by_land else None,
    )  # fmt: skip


def _over(line: BaseGeometry, code: str, gazetteer: Gazetteer, *, everywhere: bool) -> BaseGeometry:
    """Discs from the line of equal distance to both coasts, if not everywhere where these are as near as anywhere."""
    on_line: NDArray[np.float64] = shapely.get_coordinates(line)
    local = geodesy.Local(*on_line[len(on_line) // 2])
    coast = np.vstack([np.column_stack((part.lon, part.lat)) for part in gazetteer.coasts(code)])
    points = shapely.points(local.to_plane(on_line))
    tree = shapely.STRtree(shapely.points(local.to_plane(coast)))
    gaps = tree.query_nearest(points, return_distance=True, all_matches=False)[1]
    near = np.flatnonzero(everywhere | (gaps <= max(_NARROWS * gaps.min(), gaps.min() + _MORE_M)))
    near = near[:: 1 + len(near) // _MOST_DISCS]
    discs = shapely.union_all(shapely.buffer(points[near], gaps[near]))
    return without_land(gazetteer, local.unproject(discs, segment_m=20_000.0), _DETAIL_M)
