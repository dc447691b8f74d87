"""Seas, gulfs, straits and oceans: cut out of the land's negative by the closing lines of ``tables/seas.toml``.

No outline of a sea is stored. The shore is the same as that of the countries, so that a coast and its sea agree, and a
limit is a few points that anyone can check against the published one. A sea that leaks is an error, never a large sea.
"""

from __future__ import annotations

import math
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.affinity import translate

from gazetteer.rows import PRIOR, Row
from gazetteer.topology import on_grid, only_areas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

TABLE = Path(__file__).resolve().parent / "tables" / "seas.toml"
EXTEND_DEG = 0.15  # a closing line that ends this near to land is led ashore; farther out it is an error in the table
_INLAND_DEG = 0.02  # how far beyond the shore an extended line goes
_SLIT_DEG = 2e-5  # width of the cut along a closing line, below the storage grid
_COARSEST_DEG = 0.01  # storage tolerance of a large sea, about 1 km
_SIDES = 200  # a small sea keeps detail down to a part of this many of its own size
_OCEAN_DEG = 0.05  # nobody means an ocean's shore to better than some kilometers
_SCALE = 10_000
_SEAM_DEG = 0.005


class SeaError(ValueError):
    """A row of the table of seas contradicts the land: a line that ends in the water, or a sea that leaks."""


class Shore:
    """Pieces of land in reach, also beyond 180 degrees east, for seas that cross the antimeridian."""

    def __init__(self, land: Sequence[BaseGeometry]) -> None:
        closed = (shapely.transform(geometry, _close_seam) for geometry in land)
        pieces = [piece for geometry in closed for piece in shapely.get_parts(only_areas(shapely.make_valid(geometry)))]
        self.pieces = [*pieces, *(translate(piece, 360) for piece in pieces if piece.bounds[0] < 0)]
        self.tree = shapely.STRtree(self.pieces)

    def within(self, box: Sequence[float], *, tolerance: float = 0.0) -> BaseGeometry:
        """All land inside a box as one geometry."""
        found = sorted(self.tree.query(shapely.box(*box)).tolist())
        pieces = [shapely.simplify(self.pieces[at], tolerance) if tolerance else self.pieces[at] for at in found]
        clipped = [only_areas(shapely.make_valid(shapely.clip_by_rect(piece, *box))) for piece in pieces]
        return shapely.union_all([piece for piece in clipped if not piece.is_empty])


def _close_seam(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Land cut at the antimeridian is drawn a hair short of it; without this a sea would leak through the hair."""
    points[:, 0] = np.where(np.abs(points[:, 0]) > 180 - _SEAM_DEG, np.copysign(180, points[:, 0]), points[:, 0])
    return points


def build(land: Sequence[BaseGeometry], table: Path | None = None, *, strict: bool = False) -> list[Row]:
    """All seas and oceans as rows, in the order of the table.

    Parameters
    ----------
    land
        The areas of all countries, longitude and latitude in degrees (WGS 84).
    table
        Another table of seas than the project's own.
    strict
        Whether a sea that does not close is an error; otherwise it is told and left out.

    Raises
    ------
    SeaError
        If ``strict`` and a closing line does not end on land, or a sea is not closed by its lines.
    """
    data = tomllib.loads((table or TABLE).read_text("utf-8"))
    shore = Shore(land)
    rows = []
    for item in data.get("sea", ()):
        try:
            rows.append(_row(item, cut(item, data.get("limits", {}), shore), item["feature"]))
        except SeaError as error:
            if strict:
                raise
            print("       ! left out:", error)
    return rows + _oceans(data.get("ocean", ()), shore)


def cut(item: Mapping[str, Any], limits: Mapping[str, Any], shore: Shore) -> BaseGeometry:
    """The area of one sea in full detail, longitudes as in its box (above 180 beyond the antimeridian)."""
    box = item["box"]
    land = shore.within(box)
    lines = [shapely.LineString(line) for line in (*(limits[name] for name in item["limits"]), *item["lines"])]
    lines = [_ashore(line, number, lines, land, item["id"]) for number, line in enumerate(lines)]
    water = shapely.difference(shapely.box(*box), land)
    if lines:
        water = shapely.difference(
            water, shapely.union_all([line.buffer(_SLIT_DEG, cap_style="flat") for line in lines])
        )
    seed = shapely.Point(item["seed"])
    found = [part for part in shapely.get_parts(water) if part.covers(seed)]
    if not found:
        raise SeaError(f"{item['id']}: its seed {item['seed']} is on land or on a limit")
    sea = found[0]
    touched = [
        side
        for side, a, b in zip(("west", "south", "east", "north"), sea.bounds, box, strict=True)
        if abs(a - b) < _SLIT_DEG
    ]
    if touched:
        raise SeaError(f"{item['id']}: leaks to the {' and '.join(touched)} side of its box")
    return sea


def _ashore(
    line: BaseGeometry, number: int, lines: Sequence[BaseGeometry], land: BaseGeometry, sea: str
) -> BaseGeometry:
    """The line with both ends on land or on another limit of the same sea; a near miss is led ashore."""
    points = [tuple(point) for point in line.coords]
    others = shapely.union_all([other for at, other in enumerate(lines) if at != number])
    for index, end in ((0, shapely.Point(points[0])), (len(points), shapely.Point(points[-1]))):
        if land.covers(end) or (not others.is_empty and others.distance(end) < _SLIT_DEG):
            continue
        away = land.distance(end)
        if not away <= EXTEND_DEG:
            raise SeaError(f"{sea}: a limit ends {away:.2f} degrees off shore at {end.x}, {end.y}")
        target = shapely.shortest_line(end, land).coords[-1]
        beyond = (away + _INLAND_DEG) / away
        points.insert(index, (end.x + (target[0] - end.x) * beyond, end.y + (target[1] - end.y) * beyond))
    return shapely.LineString(points)


def _oceans(items: Sequence[Mapping[str, Any]], shore: Shore) -> list[Row]:
    """Oceans by their outlines; one with members is the union of oceans above it in the table."""
    areas: dict[str, BaseGeometry] = {}
    for item in items:
        if "members" in item:
            areas[item["id"]] = shapely.union_all([areas[member] for member in item["members"]])
        else:
            outline = shapely.Polygon(item["outline"])
            land = shore.within(outline.bounds, tolerance=_OCEAN_DEG)
            areas[item["id"]] = _home(only_areas(shapely.difference(outline, land)))
    return [_row(item, areas[item["id"]], "ocean") for item in items]


def _row(item: Mapping[str, Any], area: BaseGeometry, kind: str) -> Row:
    coarse = _OCEAN_DEG if kind == "ocean" else min(_COARSEST_DEG, math.sqrt(area.area) / _SIDES)
    geometry = on_grid(_home(only_areas(shapely.make_valid(shapely.simplify(area, coarse)))), _SCALE)
    feature = kind if kind in {"ocean", "strait"} else "sea"
    lon, lat = item.get("seed") or max(shapely.get_parts(geometry), key=shapely.area).representative_point().coords[0]
    names = [(item["name"], "name"), *((alias, "alias") for alias in item["aliases"])]
    return Row(
        id=f"ge:{item['id']}", name=item["name"], feature=feature,
        lon=round((lon + 180) % 360 - 180, 4), lat=round(lat, 4),
        names=names, geometry=geometry, parents=[f"ge:{item['parent']}"] if item["parent"] else [],
        source=item.get("source", "outline by hand, cut from Natural Earth 4.1"), confidence=item["confidence"],
        note=item.get("note", ""), prior=PRIOR[feature], extra={"water": kind},
    )  # fmt: skip


def _home(area: BaseGeometry) -> BaseGeometry:
    """The area with longitudes from -180 to 180, in two parts where it crosses the antimeridian."""
    if area.bounds[2] <= 180:
        return area
    west = shapely.clip_by_rect(area, -180, -90, 180, 90)
    east = translate(shapely.clip_by_rect(area, 180, -90, 540, 90), -360)
    return shapely.union_all([only_areas(west), only_areas(east)])
