"""Shapes of what is said in relation to something: parts of outlines, sectors, surroundings, corridors.

Everything here needs shapely; the nodes import it only when a geometry is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from geoevents import geodesy

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Shape

_FAR_AWAY_DEG = 6.0  # pieces further from the main body do not stretch the axis of a country (Hawaii, French Guiana)
_BY_A_LINE_M = 15_000.0
_ROUGH_DEG = 0.01  # a coast at 1:10,000,000 is no more exact than that
_ARC = 4  # pieces of a quarter circle around a vertex: within 2 % of the radius
_MOST_POINTS = 240  # of an outline from which sectors are drawn


def body(outline: BaseGeometry) -> tuple[BaseGeometry, BaseGeometry]:
    """The outline in continuous longitudes, and its main body: the largest piece and all that lies near."""
    outline = unrolled(outline)
    parts = shapely.get_parts(outline)
    sizes = shapely.area(parts)
    big = sizes >= sizes.max() / 300
    squeeze = float(np.cos(np.radians(np.clip(outline.centroid.y, -75, 75))))
    rough = [shapely.simplify(part, 0.2) for part in parts[big]]
    flat = shapely.transform(rough, lambda points: points * [squeeze, 1.0])
    kept = np.zeros(len(flat), bool)
    kept[int(sizes[big].argmax())] = True
    while True:
        near = shapely.distance(
            flat, shapely.multipolygons(flat[kept]) if kept.sum() == 1 else shapely.union_all(flat[kept])
        )
        if not ((near <= _FAR_AWAY_DEG) & ~kept).any():
            return outline, shapely.multipolygons(parts[big][kept])
        kept |= near <= _FAR_AWAY_DEG


def share_along(outline: BaseGeometry, direction: float, points: list[BaseGeometry]) -> list[float]:
    """Where points lie on the axis of an outline from the far side (0) to the named side (1)."""
    _, core = body(outline)
    return [float(share) for share in _shares(core, direction, np.array([(point.x, point.y) for point in points]))]


def _shares(core: BaseGeometry, direction: float, points: NDArray[np.float64]) -> NDArray[np.float64]:
    west, south, east, north = core.bounds
    angle = np.radians(direction)
    weights = np.round([np.sin(angle), np.cos(angle)], 9)
    frame = [max(east - west, 1e-9), max(north - south, 1e-9)]
    along = ((shapely.get_coordinates(core) - [west, south]) / frame) @ weights
    if east > 180:
        points = points + np.column_stack((np.where(points[:, 0] < 0, 360.0, 0.0), np.zeros(len(points))))
    shares: NDArray[np.float64] = (((points - [west, south]) / frame) @ weights - along.min()) / (
        along.max() - along.min()
    )
    return shares


def on_main_side(
    outline: BaseGeometry, direction: float, points: NDArray[np.float64], least: float
) -> NDArray[np.bool_]:
    """Which points lie by the main body of an outline, beyond ``least`` of its axis towards a side."""
    _, core = body(outline)
    west, south, east, north = core.bounds
    x = points[:, 0] + np.where((points[:, 0] < 0) & (east > 180), 360.0, 0.0)
    pad = 0.5
    near = (x >= west - pad) & (x <= east + pad) & (points[:, 1] >= south - pad) & (points[:, 1] <= north + pad)
    found: NDArray[np.bool_] = near & (_shares(core, direction, points) >= least)
    return found


def unrolled(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry moved to continuous longitudes if it lies on both sides of the antimeridian."""
    west, _, east, _ = geometry.bounds
    if east - west < 300:
        return geometry
    parts = shapely.get_parts(geometry)
    middles = shapely.bounds(parts)[:, [0, 2]].mean(axis=1)
    order = np.sort(np.concatenate((middles, middles[:1] + 360)))
    gaps = np.diff(np.sort(np.concatenate((np.sort(middles), [middles.min() + 360]))))
    edge = order[int(gaps.argmax())]
    if gaps.max() < 40:  # around the world: Antarctica
        return geometry
    moved = [
        shapely.transform(p, lambda xy: xy + np.array([360.0, 0.0])) if m <= edge else p
        for p, m in zip(parts, middles, strict=True)
    ]
    return geodesy.union(moved)


def side_part(outline: BaseGeometry, direction: float, share: float) -> BaseGeometry:
    """What lies beyond ``share`` of the axis from the far side (0) to the named side (1)."""
    whole, core = body(outline)
    west, south, east, north = core.bounds
    points = shapely.get_coordinates(core)
    angle = np.radians(direction)
    weights = np.round([np.sin(angle), np.cos(angle)], 9)
    wide, tall = max(east - west, 1e-9), max(north - south, 1e-9)
    scaled = (points - [west, south]) / [wide, tall]
    along = scaled @ weights
    edge = along.min() + share * (along.max() - along.min())
    half = _half_plane(weights, edge)
    half = shapely.transform(half, lambda xy: xy * [wide, tall] + [west, south])
    return geodesy.split_antimeridian(geodesy.clip(whole, half))


def _half_plane(weights: NDArray[np.floating], edge: float) -> BaseGeometry:
    """A large box on the side where ``weights . point >= edge``."""
    normal = weights / np.hypot(*weights)
    foot = normal * edge / np.hypot(*weights)
    across = np.array([-normal[1], normal[0]])
    far = 50.0
    return shapely.Polygon([foot + across * far, foot - across * far, foot - across * far + normal * far,
                            foot + across * far + normal * far])  # fmt: skip


def middle_part(outline: BaseGeometry, share: float) -> BaseGeometry:
    """What lies within ``share`` of the half-width of the box, both ways."""
    whole, core = body(outline)
    west, south, east, north = core.bounds
    x, y, dx, dy = (west + east) / 2, (south + north) / 2, (east - west) / 2 * share, (north - south) / 2 * share
    found = geodesy.clip(whole, shapely.box(x - dx, y - dy, x + dx, y + dy))
    if found.is_empty:  # a ring or a crescent has nothing in its middle
        near = geodesy.representative(core)
        found = geodesy.clip(whole, shapely.Point(near).buffer(max(dx, dy)))
    return geodesy.split_antimeridian(found)


def town_part(point: BaseGeometry, radius: float, direction: float | None) -> BaseGeometry:
    """A side of a town that has no outline, or its middle."""
    at = geodesy.representative(point)
    if direction is None:
        return geodesy.sector(*at, low_m=0, high_m=radius / 2)
    return geodesy.sector(*at, low_m=0, high_m=radius, bearing=direction, half_angle=67.5)


def around(shape: BaseGeometry, low: float, high: float, bearing: float, half: float) -> BaseGeometry:
    """All that lies ``low`` to ``high`` meters from the shape, in directions ``bearing`` +- ``half`` from its edge."""
    if shape.geom_type == "Point":
        return geodesy.sector(shape.x, shape.y, low_m=low, high_m=high, bearing=bearing, half_angle=half)
    light = _light(shape, high)
    outer = geodesy.buffer_m(light, high, quad_segs=_ARC)
    inner = geodesy.buffer_m(light, low, quad_segs=_ARC) if low else shape
    ring = outer.difference(inner) if low or shape.area else outer
    return ring if half >= 180 else geodesy.clip(ring, _fans(shape, low, high, bearing, half))


def _light(shape: BaseGeometry, reach: float) -> BaseGeometry:
    """The shape without detail far below the reach."""
    fine = reach / 111_000
    if shape.area or not shape.length:
        return shapely.simplify(shape, fine / 40)
    return without_detail(shape, reach)


def without_detail(line: BaseGeometry, reach: float) -> BaseGeometry:
    """A coast or border without windings that say nothing of what lies ``reach`` meters from it."""
    parts = shapely.get_parts(line)
    points, part = shapely.get_coordinates(parts, return_index=True)
    count = np.bincount(part, minlength=len(parts))
    north = np.bincount(part, points[:, 1], len(parts)) / np.maximum(count, 1)
    shrink = np.maximum(0.05, np.cos(np.radians(north)))  # a degree of longitude is shorter in the north
    flat = shapely.set_coordinates(parts.copy(), points * np.column_stack((shrink[part], np.ones(len(points)))))
    light = geodesy.straightened(shapely.multilinestrings(flat), max(_ROUGH_DEG, reach / 111_000 / 20))
    points, part = shapely.get_coordinates(light, return_index=True)
    points = points / np.column_stack((shrink[part], np.ones(len(points))))
    return shapely.multilinestrings(shapely.set_coordinates(light, points))


def _fans(shape: BaseGeometry, low: float, high: float, bearing: float, half: float) -> BaseGeometry:
    """The sectors of many points of an outline or line together."""
    fans = []
    pieces = geodesy.chunks(shape if shape.area == 0 else shape.boundary)
    for piece in pieces:
        local = geodesy.Local(*geodesy.middle(piece))
        flat = local.project(piece)
        step = max(high / 8, flat.length * len(pieces) / _MOST_POINTS)
        points = shapely.get_coordinates(shapely.segmentize(shapely.simplify(flat, step / 2), step))
        fan = shapely.union_all(geodesy.flat_sectors(points, max(0.0, low - step), high, bearing, half))
        fans.append(local.unproject(fan, segment_m=high / 6))
    return geodesy.union(fans)


def corridor(start: tuple[float, float], end: tuple[float, float], width: float) -> BaseGeometry:
    """A strip of ``width`` times the distance to either side of the great circle between two positions."""
    length = geodesy.distance_m(*start, *end)
    line = geodesy.great_circle(*start, *end, step_m=max(1000.0, length / 40))
    return geodesy.buffer_m(line, max(500.0, width * length), quad_segs=4)


def rim_m(area: BaseGeometry, share: float) -> float:
    """How far "near" an area reaches: a share of the radius of a disc of the same size, 5 to 150 km."""
    return float(np.clip(share * radius_m(area), 5_000, 150_000))


def radius_m(area: BaseGeometry) -> float:
    """Radius of a disc as large as the area."""
    return float(np.sqrt(geodesy.area_m2(shapely.simplify(area, 0.02)) / np.pi))


def surroundings(area: BaseGeometry, reach: float) -> BaseGeometry:
    """The area and all that lies near."""
    return geodesy.buffer_m(_light(area, reach), reach)


def two_ends(a: BaseGeometry, b: BaseGeometry) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a strip between two shapes begins and ends: points as they are, of areas and lines the nearest points."""
    if a.geom_type == "Point" and b.geom_type == "Point":
        return (a.x, a.y), (b.x, b.y)
    a, b = unrolled(a), unrolled(b)
    turn = 360.0 * round((a.centroid.x - b.centroid.x) / 360)  # Fiji and Tonga face each other over the antimeridian
    b = shapely.transform(b, lambda xy: xy + np.array([turn, 0.0])) if turn else b
    line = shapely.shortest_line(a, b)
    (x1, y1), (x2, y2) = shapely.get_coordinates(line)
    if (x1, y1) == (x2, y2):  # they touch: from middle to middle
        return geodesy.representative(a), geodesy.representative(b)
    return (geodesy.wrap(x1), y1), (geodesy.wrap(x2), y2)


def midpoint_disc(start: tuple[float, float], end: tuple[float, float], width: float) -> BaseGeometry:
    """A disc of ``width`` times the distance around the middle of two positions."""
    length = geodesy.distance_m(*start, *end)
    middle = geodesy.destination(*start, geodesy.bearing_deg(*start, *end), length / 2)
    return geodesy.sector(*middle, low_m=0, high_m=max(500.0, width * length))


def together(shapes: list[Shape], dimension: int) -> BaseGeometry:
    """Union of shapes; those of a lower dimension become areas by their radius."""
    found = [
        shape.geometry
        if shape.dimension == dimension
        else geodesy.buffer_m(shape.geometry, max(shape.error_m, 1_000.0))
        for shape in shapes
    ]
    if dimension == 0:
        return shapely.multipoints([shapely.Point(geodesy.representative(point)) for point in found])
    return geodesy.union(found)


def common(shapes: list[Shape]) -> BaseGeometry:
    """Intersection of shapes; points and lines count with their radius, but stay points and lines where they fit."""
    order = sorted(shapes, key=lambda shape: shape.dimension)
    first = order[0]
    found = first.geometry
    if first.dimension < 2 and any(shape.dimension == first.dimension for shape in order[1:]):
        found = geodesy.buffer_m(found, max(first.error_m, 1_000.0))
    for shape in order[1:]:
        other = shape.geometry
        on_the_edge = first.dimension == 1  # a border runs along the outline of its country, now inside, now outside
        if first.dimension == 0 and shape.dimension == 1:  # a town "on the border" lies by it, some way from the line
            other = geodesy.buffer_m(other, max(shape.error_m, first.error_m, _BY_A_LINE_M))
        elif shape.dimension < 2 or on_the_edge or (first.dimension < 2 and not found.intersects(other)):
            other = geodesy.buffer_m(other, max(shape.error_m, first.error_m, 1_000.0))
        found = geodesy.clip(found, other)
        if found.is_empty:
            return found
    return found


def over_both(a: BaseGeometry, b: BaseGeometry) -> BaseGeometry:
    """The disc whose diameter lies between two places, a tenth wider."""
    return midpoint_disc(geodesy.representative(a), geodesy.representative(b), 0.55)
