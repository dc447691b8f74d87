"""Rivers on the ground: which one runs by a place, where it goes, what lies on its other side. Needs shapely.

The lines of the gazetteer run downstream, at 1:50m: their winds are off by up to `ERROR_M`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.ops import split, substring

from geoevents import geodesy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.base import Answer
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place

ERROR_M = 3_000.0
_BY_M = 25_000.0  # a place lies on a river that is drawn so near
_GAP_M = 60_000.0  # where a river goes through a lake it is not drawn
_MOST_PIECES = 12
_DEGREE_M = 111_000.0
_PLANE_DEG = 6.0


def by(place: Place, answer: Answer) -> Place:
    """The nearest river of the gazetteer.

    Raises
    ------
    UnplacedError
        None is near.
    """
    at = shapely.Point(geodesy.representative(place.geometry))
    reach = 2 * _BY_M / _DEGREE_M
    wide = reach / max(0.1, float(np.cos(np.radians(at.y))))
    rivers = answer.ground.gazetteer.within(at.x - wide, at.y - reach, at.x + wide, at.y + reach, "river")
    gaps = [(_gap_m(at, river.geometry), river) for river in rivers if river.geometry.length]
    gap, river = min(gaps, key=lambda pair: pair[0], default=(np.inf, None))
    if river is None or gap > _BY_M:
        raise answer.fail(f"no river of the gazetteer runs by {place.name}")
    answer.places.append(river)
    answer.why.append(f"{river.name} ({river.id}) runs {gap / 1000:.0f} km from {place.name}")
    return river


def _gap_m(at: BaseGeometry, line: BaseGeometry) -> float:
    (a, b), (c, d) = shapely.get_coordinates(shapely.shortest_line(at, line))
    return geodesy.distance_m(a, b, c, d)


def beside(line: BaseGeometry, places: Sequence[Place]) -> list[Place]:
    """Those of the places that lie by a river."""
    return [place for place in places if _gap_m(shapely.Point(place.lon, place.lat), line) <= _BY_M]


def discs(reaches: Sequence[tuple[Place, float]]) -> BaseGeometry:
    """All within the given meters of each place."""
    return geodesy.union(geodesy.sector(place.lon, place.lat, low_m=0, high_m=reach) for place, reach in reaches)


def stretch(
    river: Place, gazetteer: Gazetteer, at: tuple[float, float], low: float, high: float, *, up: bool
) -> BaseGeometry:
    """The river between two distances (meters along it) from a place by it, upstream or downstream.

    Downstream it goes on into the river that it flows into.
    """
    local = geodesy.Local(*at)
    lines = [river.geometry]
    if not up:
        reach = (high + _GAP_M) / _DEGREE_M
        box = at[0] - 2 * reach, at[1] - reach, at[0] + 2 * reach, at[1] + reach
        lines += [other.geometry for other in gazetteer.within(*box, "river") if other.id != river.id]
    own = len(shapely.get_parts(river.geometry))
    parts = [local.project(part) for line in lines for part in shapely.get_parts(line)]
    parts = [shapely.reverse(part) for part in parts] if not up else parts  # now the way is towards the beginning
    found: list[BaseGeometry] = []
    here, gone = shapely.Point(0, 0), 0.0
    for step in range(_MOST_PIECES):
        part = min(parts if step else parts[:own], key=here.distance, default=None)
        if part is None or (found and here.distance(part) > _GAP_M) or gone >= high:
            break
        parts.remove(part)
        where = shapely.line_locate_point(part, here)
        piece = substring(part, max(0.0, where - (high - gone)), max(0.0, where - max(0.0, low - gone)))
        found += [piece] if piece.length else []
        gone += where
        here = shapely.Point(part.coords[0])
        parts = [other for other in parts if here.distance(other) <= _GAP_M]
    return local.unproject(geodesy.merge(found)) if found else shapely.LineString()


def strip(river: BaseGeometry, width: float, *, left: bool) -> BaseGeometry:
    """Land within ``width`` meters of one bank."""
    found = []
    for piece in geodesy.chunks(river, _PLANE_DEG):
        local = geodesy.Local(*geodesy.middle(piece))
        flat = shapely.get_parts(shapely.simplify(local.project(piece), width / 8, preserve_topology=False))
        sides = shapely.buffer(flat, width if left else -width, single_sided=True, join_style="mitre")
        found += [local.unproject(geodesy.valid(side), segment_m=width) for side in sides if not side.is_empty]
    return geodesy.union(found)


def is_left(river: BaseGeometry, bearing: float) -> bool:
    """Whether the bank on the side of a wind is the left one, for most of the river."""
    steps = np.concatenate([np.diff(shapely.get_coordinates(part), axis=0) for part in shapely.get_parts(river)])
    steps[:, 0] *= np.cos(np.radians(shapely.get_coordinates(river)[:, 1].mean()))
    wind = np.array([np.sin(np.radians(bearing)), np.cos(np.radians(bearing))])
    return bool((np.column_stack((-steps[:, 1], steps[:, 0])) @ wind).sum() > 0)


def beyond(river: BaseGeometry, at: tuple[float, float], reach: float) -> tuple[BaseGeometry, bool]:
    """What lies on the other side of a river, within reach of the bank opposite to a place; empty if it ends there.

    Also whether that side is known: a line as rough as this may run on the wrong side of a town that lies on it; then
    it is both sides.
    """
    local = geodesy.Local(*at)
    line = local.project(shapely.intersection(river, shapely.Point(at).buffer(6 * reach / _DEGREE_M)))
    line = shapely.line_merge(line)
    near = _prolonged(min(shapely.get_parts(line), key=shapely.Point(0, 0).distance), 4 * reach)
    (_, _), (x, y) = shapely.get_coordinates(shapely.shortest_line(shapely.Point(0, 0), near))
    pieces = split(shapely.Point(x, y).buffer(reach), near).geoms
    known = bool(np.hypot(x, y) > ERROR_M)
    found = sorted(pieces, key=shapely.Point(0, 0).distance)[known : 2 if known else None]
    return (local.unproject(geodesy.merge(found), segment_m=reach / 4) if found else shapely.Polygon()), known


def _prolonged(line: BaseGeometry, length: float) -> BaseGeometry:
    """The line going on straight at both ends: it is cut off, or not drawn, where it should cross."""
    points = shapely.get_coordinates(line)
    ends = []
    for end, before in ((points[0], points[1]), (points[-1], points[-2])):
        way = (end - before) / max(1e-9, float(np.hypot(*(end - before))))
        ends.append(end + way * length)
    return shapely.LineString(np.vstack((ends[0], points, ends[1])))
