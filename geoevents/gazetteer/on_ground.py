"""Places by where they are: what holds a position, what is near, and the coasts, borders and lines of countries."""
# ruff: noqa: S610  Gazetteer.extra is not Django's

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geoevents.gazetteer.by_id import FIRST_KEY, PLACE_ROW, ById
from geoevents.gazetteer.nearest import nearest_keys, rows_within

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping

    from geoevents.gazetteer.records import Border, CoastPart
    from geoevents.model import Place

_IN_FORCE = {"official": 0, "de facto": 0, "disputed": 1, "claimed": 2, "historical": 3}


class OnGround(ById):
    """Asks the compiled file by position and by neighborhood. Longitudes before latitudes, EPSG:4326."""

    def __init__(self, connection: sqlite3.Connection, meta: Mapping[str, str]) -> None:
        super().__init__(connection, meta)
        self._coasts = lru_cache(64)(self._read_coasts)
        self._sea_family = lru_cache(256)(self._read_sea_family)

    def members(self, place_id: str, feature: str = "settlement") -> Iterator[Place]:
        """Places of a country or first-level region, by id; or the member countries and regions of a region."""
        place = self.get(place_id)
        if place.feature == "region" and feature != "settlement":
            return iter([self.get(member) for member in self.extra(place.id.partition("@")[0]).get("members", ())])
        column = "p.admin1 = ?" if place.feature == "admin1" else "p.country = ?"
        value = self._key(place_id) if place.feature == "admin1" else place.country
        first = 0 if feature == "settlement" else FIRST_KEY
        cursor = self._connection.execute(
            f"{PLACE_ROW} where {column} and p.feature = ? and p.key >= ? order by p.key", (value, feature, first)
        )
        return (self._place(row) for row in cursor)

    def at(self, lon: float, lat: float, feature: str) -> Place | None:
        """The country, first-level region, sea, ... that contains a position; of several the smallest."""
        import shapely  # noqa: PLC0415

        cursor = self._connection.execute(
            "select key from box where feature = ? and west <= ? and east >= ? and south <= ? and north >= ?",
            (feature, lon, lon, lat, lat),
        )
        shapes = [(self.geometry_of(key), key) for (key,) in cursor.fetchall()]
        inside = [(shape.area, key) for shape, key in shapes if shapely.intersects_xy(shape, lon, lat)]
        if not inside:
            return None
        return self._place(self._connection.execute(f"{PLACE_ROW} where p.key = ?", (min(inside)[1],)).fetchone())

    def near(self, lon: float, lat: float, *, feature: str = "settlement", limit: int = 5) -> tuple[Place, ...]:
        """The nearest places by great circle to their representative points, nearest first."""
        kind = None if feature == "settlement" else feature
        nearest = nearest_keys(self._connection, lon, lat, limit=limit, feature=kind, first_key=FIRST_KEY)
        places = {key: place for key, _, place in self._places(dict.fromkeys(nearest, "n"))}
        return tuple(places[key] for key in nearest)

    def within(self, west: float, south: float, east: float, north: float, feature: str) -> tuple[Place, ...]:
        """Places whose box (not outline) meets the box in degrees; ``west > east`` goes over the antimeridian."""
        rows = rows_within(self._connection, (west, south, east, north), feature)
        return tuple(self._place(row) for row in rows)

    def neighbors(self, code: str) -> tuple[str, ...]:
        """ISO codes of the countries that share a land border with this one."""
        rows = self._connection.execute("select a, b from border where a = ? or b = ?", (code, code))
        return tuple(sorted({a if b == code else b for a, b in rows}))

    def borders(self, a: str, b: str | None = None) -> tuple[Border, ...]:
        """The land borders of ``a``, or the one between ``a`` and ``b`` (empty if they do not touch)."""
        from geoevents.gazetteer.records import Border  # noqa: PLC0415  a name search must not pay for it

        sql = """select a, b, blob from border
                 where (a = :a or b = :a) and (:b is null or a = :b or b = :b) order by a, b"""
        return tuple(Border(*row) for row in self._connection.execute(sql, {"a": a, "b": b}))

    def coasts(self, code: str) -> tuple[CoastPart, ...]:
        """The stretches of a country's coast, the mainland first; empty if it is landlocked."""
        return self._coasts(code)

    def _read_coasts(self, code: str) -> tuple[CoastPart, ...]:
        from geoevents.gazetteer.records import read_coast  # noqa: PLC0415  a name search must not pay for it

        sql = "select country, part, mainland, blob from coast where country = ? order by part"
        return tuple(read_coast(*row) for row in self._connection.execute(sql, (code,)))

    def lines_between(self, a: str, b: str) -> tuple[Place, ...]:
        """Curated lines that separate two countries, those in force first; ``extra(id)["medium"]`` is land or sea."""
        first, second = sorted((a, b))
        rows = self._connection.execute("select key from line where a = ? and b = ? order by key", (first, second))
        lines = [place for _, _, place in self._places({key: "n" for (key,) in rows})]
        return tuple(sorted(lines, key=lambda line: (_IN_FORCE.get(line.status, 1), line.id)))

    def sea_family(self, sea_id: str) -> frozenset[str]:
        """The sea and all seas inside it: the Mediterranean with the Aegean, the Adriatic, ..."""
        return self._sea_family(sea_id)

    def _read_sea_family(self, sea_id: str) -> frozenset[str]:
        rows = self._connection.execute(
            "select p.id, d.parents from place p join detail d on d.key = p.key where p.key >= ? and p.feature in"
            " ('sea', 'ocean', 'strait', 'gulf', 'bay')",
            (FIRST_KEY,),
        ).fetchall()
        family = {sea_id}
        grown = True
        while grown:
            more = {child for child, parents in rows if not family.isdisjoint(parents.split(" "))} - family
            family |= more
            grown = bool(more)
        return frozenset(family)
