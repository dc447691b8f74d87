"""Whose water: the part of the sea nearest to a coast, and the line equally far from two. Needs shapely.

Sites along all shores around, third countries too, are divided by a Voronoi diagram in local planes. Sites are snapped
to a grid, since near-duplicates break the diagram, and come from beyond the box by the reach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geoevents import geodesy
from geoevents.expressions.around import countries_within
from geoevents.expressions.footprints import without_detail
from geoevents.expressions.land import Land, without
from geoevents.expressions.shores import as_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.shore import Shore
    from geoevents.gazetteer import CoastPart, Gazetteer

_MOST_SITES = 6_000
_SITES_A_REACH = 60  # sites kept along a shore as long as the reach
_DEGREE_M = 111_000.0
_CHUNK_DEG = 12.0
_TALL_REACHES = 30  # times the distance
_FINE_DEG = 0.004  # outlines at 1:10,000,000 are no more exact than twice that


def beside(
    gazetteer: Gazetteer,
    shores: list[Shore],
    low_m: float,
    high_m: float,
    *,
    with_land: BaseGeometry | None = None,
    islets_m: float = 0.0,
) -> BaseGeometry:
    """Water between two distances (meters) from the shores, and nearer to them than to any other shore.

    ``with_land`` is land that belongs to it (airspace). Islands smaller than ``islets_m`` are not cut out of it, unless
    all of the land whose shore it is are such islands.
    """
    lines = without_detail(as_lines(shores), high_m)
    pieces = geodesy.chunks(lines, _CHUNK_DEG)
    boxes = [_grown(piece.bounds, 2 * high_m) for piece in pieces]
    codes = list(dict.fromkeys(code for box in boxes for code in countries_within(gazetteer, box)))
    sites = _all_sites(gazetteer, codes, shores, high_m / _DEGREE_M / _SITES_A_REACH)
    band = _bands(pieces, sites, high_m)
    if low_m:  # of all pieces at once: what is far from one piece may be near to the next
        band = band.difference(geodesy.buffer_m(lines, low_m, quad_segs=4))
    fine = max(high_m / _DEGREE_M / 60, _FINE_DEG)
    own = {shore.part.country for shore in shores} if with_land is not None else set()
    least = islets_m / _DEGREE_M if _extent(shores) > 3 * islets_m / _DEGREE_M else 0.0
    outlines = [Land(gazetteer.country(code).geometry, fine, least) for code in codes if code not in own]
    wet = without(band, outlines, boxes)
    return wet if with_land is None else geodesy.union([wet, shapely.simplify(with_land, fine)])


def _extent(shores: list[Shore]) -> float:
    """Degrees across the largest piece of land of these shores."""
    sizes = [max(np.ptp(shore.part.lat), min(np.ptp(shore.part.lon), 180.0)) for shore in shores]
    return float(max(sizes, default=0.0))


def _bands(
    pieces: list[BaseGeometry], sites: tuple[NDArray[np.float64], NDArray[np.float64]], high_m: float
) -> BaseGeometry:
    """What lies within the distance of pieces of shore, on land too, without what is nearer to other shores."""
    alone, found, queue = [], [], [(piece, sites) for piece in pieces]
    while queue:
        piece, around = queue.pop()
        local = geodesy.Local(*geodesy.middle(piece))
        box = _grown(piece.bounds, 2 * high_m)
        within = [points[_in_box(points[:, 0], points[:, 1], box)] for points in around]
        own, others = within
        if len(others):
            own, others = (_flat(local, points) for points in within)
            others = others[_near(others, own, 2 * high_m)]
        tall = piece.bounds[3] - piece.bounds[1]
        if not len(others):
            alone.append(piece)
        elif tall > _TALL_REACHES * high_m / _DEGREE_M:  # the others may be near to a small part of it only
            queue += [(part, (within[0], within[1])) for part in geodesy.chunks(piece, tall / 2)]
        else:
            own = own[_near(own, others, 4 * high_m)]
            band = geodesy.grow(local.project(piece), high_m, quad_segs=4)
            band = geodesy.valid(_without(band, own, others, high_m / 25))
            found += [] if band.is_empty else [local.unproject(band, segment_m=max(high_m / 3, 5_000.0))]
    if alone:  # most of a long coast has no neighbor: all of that at once
        lines = shapely.multilinestrings([line for piece in alone for line in shapely.get_parts(piece)])
        found.append(geodesy.buffer_m(lines, high_m, quad_segs=4))
    return found[0] if len(found) == 1 else geodesy.merge(found)


def _all_sites(
    gazetteer: Gazetteer, codes: list[str], shores: list[Shore], cell: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Vertices (degrees) of the chosen shores, and of all others, one in every square of a grid of ``cell`` degrees."""
    chosen = {(shore.part.country, shore.part.part): shore.chosen for shore in shores}
    parts = [part for code in codes for part in gazetteer.coasts(code)]
    if not parts:
        return np.empty((0, 2)), np.empty((0, 2))
    mine = np.concatenate([
        found if (found := chosen.get((part.country, part.part))) is not None else np.zeros(len(part.lon), bool)
        for part in parts
    ])  # fmt: skip
    points = np.column_stack([np.concatenate([getattr(part, axis) for part in parts]) for axis in ("lon", "lat")])
    return _thin(points[mine], cell), _thin(points[~mine], cell)


def _thin(points: NDArray[np.float64], cell: float) -> NDArray[np.float64]:
    wide = cell / np.maximum(0.05, np.cos(np.radians(np.floor(points[:, 1]))))
    rows, columns = np.floor(points[:, 1] / cell), np.floor(points[:, 0] / wide)
    _, first = np.unique((rows * 4e6 + columns).astype(np.int64), return_index=True)
    found: NDArray[np.float64] = points[np.sort(first)]
    return found


def _grown(bounds: tuple[float, float, float, float], reach_m: float) -> tuple[float, float, float, float]:
    west, south, east, north = bounds
    tall = reach_m / _DEGREE_M
    widest = min(89.0, max(abs(south), abs(north)) + tall)
    wide = min(180.0, tall / max(0.02, float(np.cos(np.radians(widest)))))
    return west - wide, max(-90.0, south - tall), east + wide, min(90.0, north + tall)


def _meets(part: CoastPart, box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    if part.lat.max() < south or part.lat.min() > north:
        return False
    turns = (-360.0, 0.0, 360.0)
    return any(part.lon.max() + turn >= west and part.lon.min() + turn <= east for turn in turns)


def _in_box(
    lon: NDArray[np.float64], lat: NDArray[np.float64], box: tuple[float, float, float, float]
) -> NDArray[np.bool_]:
    west, south, east, north = box
    return ((lon - west) % 360 <= east - west) & (lat >= south) & (lat <= north)


def _sites(
    local: geodesy.Local,
    parts: list[CoastPart],
    chosen: dict[tuple[str, int], NDArray[np.bool_]],
    box: tuple[float, float, float, float],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Projected vertices of the chosen shores, and of all others, within the box."""
    own, others = [np.empty((0, 2))], [np.empty((0, 2))]
    for part in parts:
        inside = _in_box(part.lon, part.lat, box)
        mine = chosen.get((part.country, part.part))
        mine = np.zeros(len(inside), bool) if mine is None else mine
        points = np.column_stack((part.lon, part.lat))
        own.append(points[inside & mine])
        others.append(points[inside & ~mine])
    return _flat(local, np.vstack(own)), _flat(local, np.vstack(others))


def _flat(local: geodesy.Local, points: NDArray[np.float64]) -> NDArray[np.float64]:
    return local.to_plane(points) if len(points) else points


def _near(points: NDArray[np.float64], others: NDArray[np.float64], reach_m: float) -> NDArray[np.bool_]:
    """Which points have one of the others within reach, by squares of a tenth of the reach."""
    if not len(points) or not len(others):
        return np.zeros(len(points), bool)
    size = reach_m / 10
    tree = shapely.STRtree(shapely.points(_squares(others, size)[0] * size))
    squares, back = _squares(points, size)
    found = tree.query(shapely.points(squares * size), predicate="dwithin", distance=reach_m * 1.15)[0]
    near = np.zeros(len(squares), bool)
    near[found] = True
    return near[back]


def _squares(points: NDArray[np.float64], size: float) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """The squares of a grid that hold points, as (column, row), and which of them each point is in."""
    cells = np.rint(points / size)
    _, first, back = np.unique(cells[:, 0] * 2.0**24 + cells[:, 1], return_index=True, return_inverse=True)
    return cells[first], back


def _without(band: BaseGeometry, own: NDArray[np.float64], others: NDArray[np.float64], grid: float) -> BaseGeometry:
    """The band without the Voronoi cells of other shores."""
    mine, theirs = _snapped(own, others, grid)
    if not len(mine) or not len(theirs):
        return band
    return geodesy.valid(band.difference(_joined(_owned(band, theirs, mine)[0])))


def _joined(cells: list[BaseGeometry]) -> BaseGeometry:
    """Cells of one diagram as one area: their edges match, so that mostly no overlay is needed."""
    try:
        return geodesy.valid(shapely.coverage_union_all(cells))
    except shapely.errors.GEOSException:  # a corner that rounding tore apart: overlap a little and unite the slow way
        return geodesy.valid(shapely.union_all(shapely.buffer(cells, 1.0, join_style="mitre")))


def _snapped(
    own: NDArray[np.float64], others: NDArray[np.float64], grid: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Sites on a grid coarse enough that there are not too many; a grid point of both belongs to the own side."""
    while True:
        mine, theirs = _squares(own, grid)[0], _squares(others, grid)[0]
        if len(mine) + len(theirs) <= _MOST_SITES:
            break
        grid *= 1.5
    taken = {tuple(point) for point in mine.tolist()}
    theirs = np.array([point for point in theirs.tolist() if tuple(point) not in taken]).reshape(-1, 2)
    return _shaken(mine, grid), _shaken(theirs, grid)


def _shaken(cells: NDArray[np.float64], grid: float) -> NDArray[np.float64]:
    """Sites moved a little off the grid, always in the same way: four on one circle make corners that fall apart."""
    noise = np.sin(cells[:, :1] * 12.9898 + cells[:, 1:] * 78.233 + [0.0, 1.7]) * 0.08
    moved: NDArray[np.float64] = (cells + noise) * grid
    return moved


def _owned(over: BaseGeometry, *groups: NDArray[np.float64]) -> list[list[BaseGeometry]]:
    """Voronoi cells of each group of sites, together covering ``over``."""
    sites = np.vstack(groups)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(sites), extend_to=over))
    tree = shapely.STRtree(cells)
    found, start = [], 0
    for group in groups:
        points = shapely.points(sites[start : start + len(group)])
        start += len(group)
        found.append(list(cells[np.unique(tree.query(points, predicate="within")[1])]))
    return found


def equidistance(gazetteer: Gazetteer, a: str, b: str, reach_m: float) -> BaseGeometry:
    """The line at sea equally far from the shores of two countries, as far as no third one is nearer.

    ``reach_m``: how far from the shores it may go. Empty if their shores do not face each other.
    """
    first, second = (_vertices(gazetteer.coasts(code)) for code in (a, b))
    first, second = _facing(first, second, 2 * reach_m), _facing(second, first, 2 * reach_m)
    if not len(first) or not len(second):
        return shapely.LineString()
    points = np.vstack((first, second))
    west = points[0, 0]
    lon = (points[:, 0] - west + 180) % 360 - 180 + west
    local = geodesy.Local(
        geodesy.wrap(float((lon.min() + lon.max()) / 2)), float((points[:, 1].min() + points[:, 1].max()) / 2)
    )
    box = _grown((float(lon.min()), float(points[:, 1].min()), float(lon.max()), float(points[:, 1].max())), reach_m)
    codes = countries_within(gazetteer, box)
    rest = [part for code in codes if code not in {a, b} for part in gazetteer.coasts(code) if _meets(part, box)]
    _, third = _sites(local, rest, {}, box)
    return _line_of(gazetteer, local, (_flat(local, first), _flat(local, second), third), codes, box, reach_m)


def _line_of(
    gazetteer: Gazetteer,
    local: geodesy.Local,
    sites: tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]],
    codes: list[str],
    box: tuple[float, float, float, float],
    reach_m: float,
) -> BaseGeometry:
    one, rest = _snapped(sites[0], np.vstack(sites[1:]), 1_000.0)
    near_second = shapely.STRtree(shapely.points(sites[1])).query(
        shapely.points(rest), predicate="dwithin", distance=1_600.0
    )
    is_second = np.zeros(len(rest), bool)
    is_second[np.unique(near_second[0])] = True
    two, three = rest[is_second], rest[~is_second]
    hull = shapely.multipoints(np.vstack((one, two))).envelope.buffer(reach_m)
    cells = _owned(hull, one, two, three) if len(three) else _owned(hull, one, two)
    line = shapely.intersection(*(_joined(group) for group in cells[:2]))
    line = shapely.segmentize(geodesy.merge([line]), 10_000.0) if line.length else line
    if line.is_empty:
        return shapely.LineString()
    outlines = [Land(gazetteer.country(code).geometry, 0.005) for code in codes]
    land = [geodesy.valid(local.project(part)) for outline in outlines for part in outline.within(box)]
    line = line.difference(shapely.union_all(land))
    line = _within_reach(line, one, reach_m)
    return local.unproject(geodesy.merge([line])) if not line.is_empty else shapely.LineString()


def _within_reach(line: BaseGeometry, sites: NDArray[np.float64], reach_m: float) -> BaseGeometry:
    """The pieces of a line whose vertices are near enough to a site."""
    tree = shapely.STRtree(shapely.points(sites))
    kept = []
    for part in shapely.get_parts(line):
        points = shapely.get_coordinates(part)
        _, gaps = tree.query_nearest(shapely.points(points), return_distance=True, all_matches=False)
        fits = np.asarray(gaps) <= reach_m
        edges = np.flatnonzero(np.diff(np.concatenate(([False], fits, [False])).astype(np.int8))).reshape(-1, 2)
        kept += [shapely.LineString(points[start:end]) for start, end in edges if end - start > 1]
    return shapely.multilinestrings(kept)


def _vertices(parts: Iterable[CoastPart]) -> NDArray[np.float64]:
    found = [np.column_stack((part.lon, part.lat)) for part in parts]
    return np.vstack(found) if found else np.empty((0, 2))


def _facing(points: NDArray[np.float64], others: NDArray[np.float64], reach_m: float) -> NDArray[np.float64]:
    """The points that have one of the others within reach (chords of the sphere; the others thinned)."""
    if not len(points) or not len(others):
        return points[:0]

    def sphere(of: NDArray[np.float64]) -> NDArray[np.float64]:
        lon, lat = np.radians(of[:, 0]), np.radians(of[:, 1])
        return np.column_stack((np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)))

    thin = sphere(others[:: max(1, len(others) // 600)])
    most = 2 * np.sin(min(np.pi, reach_m / geodesy.positions.EARTH_RADIUS_M) / 2)
    all_points = sphere(points)
    nearest = np.full(len(points), np.inf)
    for start in range(0, len(points), 20_000):
        block = all_points[start : start + 20_000]
        nearest[start : start + 20_000] = 2 - 2 * (block @ thin.T).max(axis=1)
    found: NDArray[np.float64] = points[nearest <= most**2]
    return found
