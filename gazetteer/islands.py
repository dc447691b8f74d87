"""Islands and archipelagos as areas: pieces of the land at 1:10m, named by points that lie on them, or by boxes.

An island says its published size too: a name on the wrong piece of land is found by it. An island that several
countries share is made of the pieces of all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from gazetteer.extracts import pieces, table
from gazetteer.inland import size_km2
from gazetteer.rows import PRIOR, Row, slug
from gazetteer.shared import naming
from gazetteer.topology import on_grid, only_areas

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_TOUCH_DEG = 0.0005  # countries that share an island are drawn with a common border
_BESIDE_DEG = 0.02  # a point that stands on the shore
_DETAIL_DEG = 0.003
_LARGEST_KM2 = 2_500_000  # beyond: a continent
_LARGEST_UNSAID_KM2 = 120_000  # of an island whose row says no size
_SIZE_FACTOR = 1.45
_SOURCE = "pieces of natural-earth 1:10m, named by hand"


class Pieces:
    """All land, piece by piece, with the country of each."""

    def __init__(self, countries: Sequence[Row]) -> None:
        pairs = [
            (part, row.country)
            for row in countries if row.geometry is not None
            for part in shapely.get_parts(row.geometry)
        ]  # fmt: skip
        self.parts = [part for part, _ in pairs]
        self.codes = [code for _, code in pairs]
        self.tree = shapely.STRtree(self.parts)
        self.sizes = [size_km2(part) for part in self.parts]

    def island(self, lon: float, lat: float) -> tuple[shapely.Geometry, list[str]] | None:
        """The island at a position and its countries; None in the water and on a continent."""
        at = self.tree.query_nearest(shapely.Point(lon, lat), max_distance=_BESIDE_DEG, all_matches=False)
        found, waiting = dict.fromkeys(int(n) for n in at), [int(n) for n in at]
        while waiting:
            near = self.tree.query(self.parts[waiting.pop()], predicate="dwithin", distance=_TOUCH_DEG)
            fresh = [int(n) for n in near if int(n) not in found]
            found |= dict.fromkeys(fresh)
            waiting += fresh
            if sum(self.sizes[n] for n in found) > _LARGEST_KM2:
                return None
        return self._area(found) if found else None

    def within(
        self, boxes: Sequence[Sequence[float]], codes: Sequence[str]
    ) -> tuple[shapely.Geometry, list[str]] | None:
        """All islands of the countries whose middle lies in one of the boxes."""
        found = {
            int(n): None
            for box in boxes
            for n in self.tree.query(shapely.box(*box))
            if self.codes[n] in codes and shapely.box(*box).covers(shapely.centroid(self.parts[n]))
        }
        return self._area(found) if found else None

    def _area(self, numbers: dict[int, None]) -> tuple[shapely.Geometry, list[str]]:
        chosen = [self.parts[n] for n in sorted(numbers)]
        whole = only_areas(shapely.union_all(chosen)) if len(chosen) > 1 else chosen[0]
        small = only_areas(shapely.make_valid(shapely.simplify(whole, _DETAIL_DEG)))
        return on_grid(small, 10_000), sorted({self.codes[n] for n in numbers})


def island_rows(folder: Path, countries: Sequence[Row], points: Sequence[Row], problems: list[str]) -> list[Row]:
    """Rows of the table; islands of ``points`` (the curated points) get their outline where the land has one."""
    land = Pieces(countries)
    known = {naming.normalize(name): row for row in points if row.feature == "island" for name, _ in row.names}
    rows: list[Row] = []
    for item in table(folder, "islands.tsv"):
        found = _outline(item, land, problems)
        old = known.get(naming.normalize(item["name"])) if found is not None else None
        if found is not None and old is not None and _same(old, found[0]):
            old.geometry = found[0]
        elif found is not None:
            rows.append(_row(item, *found, taken={row.id for row in rows}))
    for row in points:
        if row.feature == "island" and row.geometry is None:
            row.geometry = _unsaid(land, row)
    return rows


def _same(old: Row, outline: shapely.Geometry) -> bool:
    return bool(outline.distance(shapely.Point(old.lon, old.lat)) < 1.0)


def _unsaid(land: Pieces, row: Row) -> shapely.Geometry | None:
    found = land.island(row.lon, row.lat)
    return found[0] if found is not None and size_km2(found[0]) < _LARGEST_UNSAID_KM2 else None


def _outline(item: dict[str, str], land: Pieces, problems: list[str]) -> tuple[shapely.Geometry, list[str]] | None:
    if item["boxes"]:
        boxes = [[float(edge) for edge in box.split()] for box in item["boxes"].split(";")]
        found = land.within(boxes, item["codes"].split())
    else:
        found = land.island(float(item["lon"]), float(item["lat"]))
    if found is None:
        problems.append(f"{item['name']}: no island there at 1:10m")
        return None
    said = float(item["km2"] or 0)
    if said and not 1 / _SIZE_FACTOR < size_km2(found[0]) / said < _SIZE_FACTOR:
        problems.append(f"{item['name']}: the island there has {size_km2(found[0]):,.0f} km2, not {said:,.0f}")
        return None
    return found


def _row(item: dict[str, str], area: shapely.Geometry, codes: list[str], *, taken: set[str]) -> Row:
    point = max(shapely.get_parts(area), key=shapely.area).representative_point()
    place_id = f"ge:island-{slug(item['name'], naming.normalize)}"
    while place_id in taken:
        place_id += "-2"
    return Row(
        id=place_id, name=item["name"], feature="island", lon=round(point.x, 5), lat=round(point.y, 5),
        country=codes[0] if len(codes) == 1 else "", names=list(_names(item)), geometry=area,
        parents=[f"ne:{code}" for code in codes], source=_SOURCE, prior=PRIOR["island"],
        extra={"group": True} if item["boxes"] else {},
    )  # fmt: skip


def _names(item: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield item["name"], "name"
    yield from ((alias, "alias") for alias in pieces(item["aliases"]))
