"""The nearest places to a position: settlements by a grid of square degrees, the few others by measuring them all."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geoevents.gazetteer.by_id import PLACE_ROW

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

_UNIT = 100_000
_REACHES_DEG = (1, 2, 4, 8, 16, 45)


def nearest_keys(
    connection: sqlite3.Connection, lon: float, lat: float, *, limit: int, feature: str | None, first_key: int
) -> list[int]:
    """Keys of the nearest places, nearest first; ``feature`` None means settlements."""
    if feature is None:
        return [key for _, key in _settlements(connection, lon, lat, limit)]
    sql = "select key, lon, lat from place where key >= ? and feature = ?"
    rows = connection.execute(sql, (first_key, feature))
    return [key for _, key in sorted((_arc(lon, lat, x / _UNIT, y / _UNIT), key) for key, x, y in rows)[:limit]]


def _settlements(connection: sqlite3.Connection, lon: float, lat: float, limit: int) -> list[tuple[float, int]]:
    """Search in growing windows until nothing outside the window can be nearer."""
    found: list[tuple[float, int]] = []
    for reach in _REACHES_DEG:
        found = sorted(_around(connection, lon, lat, reach))[:limit]
        if len(found) == limit and found[-1][0] <= math.radians(reach):
            break
    return found


def _around(connection: sqlite3.Connection, lon: float, lat: float, reach: int) -> Iterator[tuple[float, int]]:
    """(distance, key) of the settlements at most ``reach`` degrees of arc away, and of some farther ones."""
    column, row = math.floor(lon), math.floor(lat)
    for y in range(max(-90, row - reach), min(89, row + reach) + 1):
        poleward = min(89.9, max(abs(lat), abs(y), abs(y + 1)))  # meridians draw together: more columns are as near
        wide = min(180, math.ceil(reach / math.cos(math.radians(poleward))))
        columns = sorted({(x + 180) % 360 - 180 for x in range(column - wide, column + wide + 1)})
        marks = ",".join(str(y * 360 + x) for x in columns)
        for (blob,) in connection.execute(f"select keys from cell where cell in ({marks})").fetchall():  # noqa: S608  numbers
            keys = ",".join(map(str, memoryview(blob).cast("I").tolist()))
            for key, x, y_whole in connection.execute(f"select key, lon, lat from place where key in ({keys})"):  # noqa: S608
                yield _arc(lon, lat, x / _UNIT, y_whole / _UNIT), key


def _arc(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    """Great-circle distance on the unit sphere (radians), good for ranking."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * math.asin(min(1.0, math.sqrt(h)))


def rows_within(
    connection: sqlite3.Connection, box: tuple[float, float, float, float], feature: str
) -> Iterator[tuple[Any, ...]]:
    """Rows of the places of a feature whose box meets the box, by key."""
    sql = """where p.key in (select key from box where feature = :feature and south <= :north and north >= :south
             and case when :west <= :east then west <= :east and east >= :west
             else west <= :east or east >= :west end) order by p.key"""
    edges = dict(zip(("west", "south", "east", "north"), box, strict=True))
    return connection.execute(f"{PLACE_ROW} {sql}", {**edges, "feature": feature})
