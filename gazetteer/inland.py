"""Large lakes as areas and rivers as lines: unnamed shapes at 1:50m, named by tables of points that lie in or by them.

A lake says its published size too: a name on the wrong water is found by it. The shapes are generalized, and lakes
swell and shrink, so the two may differ by a factor of `_SIZE_FACTOR`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gazetteer.extracts import extract, pieces, table
from gazetteer.rows import PRIOR, Row, slug
from gazetteer.shared import naming
from gazetteer.topology import on_grid, only_areas

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Borders = Mapping[tuple[str, str], shapely.Geometry]

SOURCE = "inland-50m.json.xz"
_STEPS = 1000  # per degree
_LAKE_REACH_DEG, _RIVER_REACH_DEG = 0.15, 0.35
_SIZE_FACTOR = 2.6
_KM_PER_DEG = 111.195
_SOURCE = "natural-earth 1:50m, named by hand"


def inland_rows(folder: Path, borders: Borders, problems: list[str]) -> list[Row]:
    """Lakes and rivers of the tables; one without a shape is a point, and said so. Rivers run down to their mouth."""
    if not (folder / "sources" / SOURCE).exists():
        return []
    data = json.loads(extract(folder, SOURCE))
    lakes = [_lake(rings) for rings in data["lakes"]]
    rivers = [shapely.MultiLineString([_points(line) for line in lines]) for lines in data["rivers"]]
    found = [_lake_row(item, lakes, problems) for item in table(folder, "lakes.tsv")]
    return [*found, *(_river_row(item, rivers, borders, problems) for item in table(folder, "rivers.tsv"))]


def _points(line: Sequence[Any]) -> NDArray[np.float64]:
    return np.asarray(line, float) / _STEPS


def _lake(rings: Sequence[Any]) -> shapely.Geometry:
    outer, *holes = (_points(ring) for ring in rings)
    return only_areas(shapely.make_valid(shapely.Polygon(outer, holes)))


def size_km2(area: shapely.Geometry) -> float:
    """Size of an area in square kilometers, near enough to tell one lake or island from another."""
    flat = shapely.transform(area, lambda c: np.column_stack([c[:, 0] * np.cos(np.radians(c[:, 1])), c[:, 1]]))
    return float(flat.area) * _KM_PER_DEG**2


def _lake_row(item: dict[str, str], lakes: Sequence[shapely.Geometry], problems: list[str]) -> Row:
    seed = shapely.Point(float(item["lon"]), float(item["lat"]))
    tree = shapely.STRtree(lakes)
    at = tree.query_nearest(seed, max_distance=_LAKE_REACH_DEG, all_matches=False)
    said = float(item["km2"])
    shape = lakes[int(at[0])] if len(at) else None
    if shape is not None and not 1 / _SIZE_FACTOR < size_km2(shape) / said < _SIZE_FACTOR:
        problems.append(f"{item['name']}: the lake there has {size_km2(shape):,.0f} km2, not {said:,.0f}")
        shape = None
    row = _row(item, "lake", seed, shape)
    if shape is None:
        row.note = f"not drawn at 1:50m; {said:,.0f} km2"
    return row


def _river_row(item: dict[str, str], rivers: Sequence[shapely.Geometry], borders: Borders, problems: list[str]) -> Row:
    course = item["course"].removeprefix("+ ")
    line = _drawn(item, rivers, problems) if not course or course != item["course"] else None
    if course:
        line = shapely.line_merge(shapely.union_all([_course(course, borders), *([line] if line is not None else [])]))
    mouth = np.array([float(part) for part in item["mouth"].split()])
    seed = item["seeds"].partition("|")[0]
    at = (
        shapely.Point(*map(float, seed.split())) if seed else shapely.line_interpolate_point(line, 0.5, normalized=True)
    )
    row = _row(item, "river", at, line)
    if row.geometry is not None:
        row.geometry = shapely.multilinestrings(_downstream(row.geometry, mouth))
    row.extra = {"mouth": mouth.tolist()}
    row.note = "the main course, as far as it is drawn at 1:50m"
    if course and course == item["course"]:
        row.source, row.confidence, row.note = "curated: towns on its banks, or the mapped border", "medium", ""
    return row


def _course(text: str, borders: Borders) -> shapely.Geometry:
    """``lon lat|lon lat``, or ``border AA-BB west south east north``: a stretch of the mapped border.

    Behind ``+`` it is added to what is drawn.
    """
    if not text.startswith("border "):
        return shapely.LineString([[float(part) for part in point.split()] for point in pieces(text)])
    _, pair, *box = text.split()
    a, b = pair.split("-")
    return shapely.line_merge(shapely.intersection(borders[a, b], shapely.box(*map(float, box))))


def _downstream(line: shapely.Geometry, mouth: NDArray[np.float64]) -> list[shapely.Geometry]:
    """The parts of a river, each ending at the end nearer to the mouth."""
    found = []
    for part in shapely.get_parts(line):
        ends = shapely.get_coordinates(part)[[0, -1]]
        first, last = np.hypot(*(ends - mouth).T)
        found.append(shapely.reverse(part) if first < last else part)
    return found


def _drawn(item: dict[str, str], rivers: Sequence[shapely.Geometry], problems: list[str]) -> shapely.Geometry | None:
    seeds = [shapely.Point(*map(float, seed.split())) for seed in pieces(item["seeds"])]
    tree = shapely.STRtree(rivers)
    chosen: dict[int, None] = {}
    for seed in seeds:
        at = tree.query_nearest(seed, max_distance=_RIVER_REACH_DEG, all_matches=False)
        if len(at):
            chosen[int(at[0])] = None
        else:
            problems.append(f"{item['name']}: no river at {seed.x}, {seed.y}")
    line = shapely.line_merge(shapely.union_all([rivers[at] for at in sorted(chosen)])) if chosen else None
    if line is not None and item["boxes"]:  # two rivers of one name, or two names of one course
        boxes = [shapely.box(*map(float, box.split())) for box in pieces(item["boxes"])]
        line = shapely.line_merge(shapely.union_all([shapely.intersection(line, box) for box in boxes]))
    return line


def _row(item: dict[str, str], feature: str, seed: shapely.Point, shape: shapely.Geometry | None) -> Row:
    aliases = pieces(item["aliases"])
    geometry = on_grid(shape, 10_000) if shape is not None else None
    return Row(
        id=f"ge:{feature}-{slug(item['name'], naming.normalize)}", name=item["name"], feature=feature,
        lon=seed.x, lat=seed.y, names=[(item["name"], "name"), *((alias, "alias") for alias in aliases)],
        geometry=geometry, source=_SOURCE, confidence="high", prior=PRIOR[feature],
    )  # fmt: skip
