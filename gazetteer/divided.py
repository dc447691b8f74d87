"""First-level regions that are younger than the source of outlines: drawn between the settlements counted to them.

GeoNames says of every settlement in which present region it lies. The outline of the older region (or several) that was
divided is cut between the settlements of its parts, halfway. That is good to some 20 km where towns are far apart, and
said so; ``km2``, the published area, is the second statement.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import shapely

from gazetteer.extracts import extract_rows, pieces, table, toml
from gazetteer.names import alias_kind
from gazetteer.rows import PRIOR, Row, slug
from gazetteer.shared import naming
from gazetteer.states import with_kinds
from gazetteer.topology import on_grid, only_areas

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gazetteer.settlements import Settlements

_SCALE = 10_000
_LEAST, _MOST = 0.6, 1.6  # drawn area / published area
_KM_PER_DEG = 111.195
_NEIGHBORS = 4  # of a settlement none of which lies in its region: it is counted to it by mistake
_ON_THE_SHORE = 0.05  # degrees: a town may lie outside of a generalized coast
_NOTE = "outline drawn halfway between the settlements of this and the next region: good to some 20 km"
_BEFORE = "undivided"


def divide(
    folder: Path, states: list[Row], apart: list[Row], settlements: Settlements, state_of: np.ndarray,
    problems: list[str],
) -> tuple[list[Row], np.ndarray]:  # fmt: skip
    """The present regions of ``divided.tsv``, and ``state_of`` with settlements moved into them.

    Indices from ``len(states)`` on are those of the new rows. An older region loses the names that a part of it bears.
    """
    groups: dict[tuple[str, str], list[dict[str, str]]] = {}
    for item in table(folder, "divided.tsv"):
        groups.setdefault((item["country"], item["within"]), []).append(item)
    kinds, centers = toml(folder / "admin1.toml").get("kinds", {}), _centers(folder)
    result, new = state_of.copy(), list[Row]()
    for (country, within), items in groups.items():
        whole = [row for row in [*states, *apart] if row.country == country and _is_meant(row, within)]
        missing = [name for name in pieces(within) if not any(_is_meant(row, name) for row in whole)]
        problems += [f"divided.tsv: no region {name!r} in {country}" for name in missing]
        if not whole:
            continue
        outline = only_areas(shapely.union_all([row.geometry for row in whole]))
        inside, points, labels = _seeds(items, outline, settlements, centers)
        shapes = _between(outline, *_without_strays(points, labels))
        older = np.isin(state_of, [at for at, row in enumerate(states) if row in whole])
        for item in items:
            row = _row(item, shapes.get(item["code"]), kinds, problems)
            if row is not None:
                lost = np.flatnonzero(older & (result < len(states)))
                lost = lost[shapely.intersects_xy(row.geometry, *settlements.points[lost].T)]
                result[lost] = result[inside[labels[: len(inside)] == item["code"]]] = len(states) + len(new)
                new.append(row)
        _rename(whole, {name for item in items for name in _keys(item)}, kinds)
    return new, result


def _seeds(
    items: list[dict[str, str]], outline: shapely.Geometry, settlements: Settlements,
    centers: dict[tuple[str, str], tuple[float, float]],
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:  # fmt: skip
    """Indices of the settlements that are counted to one of the regions, and positions with the codes of regions.

    The positions are those of the settlements, and behind them the points of GeoNames for the regions themselves and
    those of the table's column ``also``: settlements that GeoNames' extract lacks.
    """
    codes, country = np.array(settlements.code, object), items[0]["country"]
    inside = np.flatnonzero((settlements.country == country) & np.isin(codes, [item["code"] for item in items]))
    inside = inside[shapely.dwithin(outline, shapely.points(settlements.points[inside]), _ON_THE_SHORE)]
    middles = [
        (*centers[country, name], item["code"])
        for item in items
        for name in [name for name in _keys(item) if (country, name) in centers][:1]
        if shapely.intersects_xy(outline, *centers[country, name])
    ]
    middles += [
        (float(lon), float(lat), item["code"])
        for item in items
        for lon, lat in (position.split(" ") for position in pieces(item["also"]))
    ]
    points = np.vstack([settlements.points[inside], *(np.array([[lon, lat]]) for lon, lat, _ in middles)])
    return inside, points, np.append(codes[inside], [code for _, _, code in middles]).astype(str)


def _is_meant(row: Row, within: str) -> bool:
    names = {naming.normalize(name) for name in pieces(within)}
    return not names or any(naming.normalize(name) in names for name, _ in row.names)


def _keys(item: dict[str, str]) -> list[str]:
    return [naming.normalize(name) for name in (item["name"], *pieces(item["aliases"]))]


def _centers(folder: Path) -> dict[tuple[str, str], tuple[float, float]]:
    """(country, normalized name) -> the point that GeoNames gives to a present region."""
    if not (folder / "sources" / "geonames-areas.tsv.xz").exists():
        return {}
    return {
        (row["country"], naming.normalize(name)): (float(row["lon"]), float(row["lat"]))
        for row in extract_rows(folder, "geonames-areas.tsv.xz")
        if row["level"] == "admin1"
        for name in (row["name"], *row["names"].split("|"))
    }


def _without_strays(points: np.ndarray, labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Without settlements among those of other regions, and each position once."""
    points, first = np.unique(points, axis=0, return_index=True)
    labels = labels[first]
    size = Counter(labels.tolist())
    flat = points * [np.cos(np.radians(points[:, 1].mean())), 1.0]
    away = np.hypot(*(flat[:, None, :] - flat[None, :, :]).transpose(2, 0, 1))
    near = np.argsort(away, axis=1, kind="stable")[:, 1 : _NEIGHBORS + 1]
    alone = (labels[near] != labels[:, None]).all(axis=1)
    kept = ~alone | np.array([size[label] <= _NEIGHBORS for label in labels.tolist()])
    return points[kept], labels[kept]


def _between(outline: shapely.Geometry, points: np.ndarray, labels: np.ndarray) -> dict[str, shapely.Geometry]:
    """The part of the outline that is nearest to the points of each label."""
    shrink = np.array([np.cos(np.radians(points[:, 1].mean())), 1.0])
    flat = points * shrink
    frame = shapely.transform(outline.envelope, lambda c: c * shrink).buffer(1.0)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(flat), extend_to=frame))
    cell_of, point_of = shapely.STRtree(shapely.points(flat)).query(cells, predicate="intersects")
    shapes = {}
    for label in sorted(set(labels.tolist())):
        mine = cells[np.unique(cell_of[labels[point_of] == label])]
        area = shapely.transform(shapely.union_all(mine), lambda c: c / shrink)
        shapes[label] = on_grid(only_areas(shapely.make_valid(shapely.intersection(area, outline))), _SCALE)
    return shapes


def _row(
    item: dict[str, str], shape: shapely.Geometry | None, kinds: dict[str, list[str]], problems: list[str]
) -> Row | None:
    if not item["km2"]:  # the other side of an older region, drawn no further
        return None
    place_id = f"ge:{item['country'].lower()}.{slug(item['name'], naming.normalize)}"
    if shape is None or shape.is_empty:
        problems.append(f"{place_id}: no settlement is counted to it")
        return None
    flat = shapely.transform(shape, lambda c: np.column_stack([c[:, 0] * np.cos(np.radians(c[:, 1])), c[:, 1]]))
    drawn, said = flat.area * _KM_PER_DEG**2, float(item["km2"])
    if not _LEAST <= drawn / said <= _MOST:
        problems.append(f"{place_id}: {drawn:.0f} square km are drawn, {said:.0f} are said")
    spellings = [item["name"], *pieces(item["aliases"])]
    point = max(shapely.get_parts(shape), key=shapely.area).representative_point()
    return Row(
        id=place_id, name=item["name"], feature="admin1", lon=round(point.x, 5), lat=round(point.y, 5),
        country=item["country"], geometry=shape, parents=[f"ne:{item['country']}"], source="geonames",
        names=[(s, "name" if s == item["name"] else alias_kind(s))
               for s in with_kinds(spellings, kinds, item["country"])],
        confidence="medium", note=_NOTE, prior=PRIOR["admin1"],
    )  # fmt: skip


def _rename(whole: Iterable[Row], taken: set[str], kinds: dict[str, list[str]]) -> None:
    """The older regions keep only names that no part of them bears; members of curated regions mean the whole."""
    words = {word.casefold() for listed in kinds.values() for word in listed}
    for row in whole:
        if row.feature != "admin1":
            continue
        row.status = "historical"
        kept = [(name, kind) for name, kind in row.names if _without_kind(name, words) not in taken]
        row.extra["former"] = [name for name, kind in row.names if (name, kind) not in kept]
        row.names = kept
        if not row.names or row.names[0][1] != "name":
            row.name = f"{row.name} ({_BEFORE})"
            row.names.insert(0, (row.name, "name"))


def _without_kind(name: str, words: set[str]) -> str:
    before, _, last = naming.normalize(name).rpartition(" ")
    return before if before and last in words else naming.normalize(name)
