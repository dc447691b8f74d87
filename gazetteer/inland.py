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
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

SOURCE = "inland-50m.json.xz"
_STEPS = 1000  # per degree
_LAKE_REACH_DEG, _RIVER_REACH_DEG = 0.15, 0.35
_SIZE_FACTOR = 2.6
_KM_PER_DEG = 111.195
_SOURCE = "natural-earth 1:50m, named by hand"


def inland_rows(folder: Path, problems: list[str]) -> list[Row]:
    """Lakes and rivers of the tables; one without a shape is a point, and said so."""
    if not (folder / "sources" / SOURCE).exists():
        return []
    data = json.loads(extract(folder, SOURCE))
    lakes = [_lake(rings) for rings in data["lakes"]]
    rivers = [shapely.MultiLineString([_points(line) for line in lines]) for lines in data["rivers"]]
    found = [_lake_row(item, lakes, problems) for item in table(folder, "lakes.tsv")]
    return [*found, *(_river_row(item, rivers, problems) for item in table(folder, "rivers.tsv"))]


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


def _river_row(item: dict[str, str], rivers: Sequence[shapely.Geometry], problems: list[str]) -> Row:
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
    row = _row(item, "river", seeds[0], line)
    row.note = "the main course, as far as it is drawn at 1:50m"
    return row


def _row(item: dict[str, str], feature: str, seed: shapely.Point, shape: shapely.Geometry | None) -> Row:
    aliases = pieces(item["aliases"])
    geometry = on_grid(shape, 10_000) if shape is not None else None
    return Row(
        id=f"ge:{feature}-{slug(item['name'], naming.normalize)}", name=item["name"], feature=feature,
        lon=seed.x, lat=seed.y, names=[(item["name"], "name"), *((alias, "alias") for alias in aliases)],
        geometry=geometry, source=_SOURCE, confidence="high", prior=PRIOR[feature],
    )  # fmt: skip
