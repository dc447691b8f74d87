"""The rows of the compiled file: places by id, with their parents, extras and geometry."""
# ruff: noqa: S610  Gazetteer.extra is not Django's

from __future__ import annotations

import json
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any

from geoevents.errors import GazetteerError
from geoevents.model import Place

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator, Mapping

    from shapely.geometry.base import BaseGeometry

MEND = "Reinstall geoevents; in a checkout run `geoevents gazetteer build` (or `python gazetteer/compile.py`)."
FIRST_KEY = 100_000_000  # keys below are GeoNames ids, keys from here on other sources
UNIT = 100_000  # steps of a stored coordinate per degree
# Letter of a stored name -> `model.Place.matched_as`.
KINDS = {
    "n": "name", "a": "alias", "c": "alias", "b": "abbreviation", "d": "demonym", "j": "adjective", "m": "metonym",
    "w": "name", "x": "name", "s": "abbreviation",
}  # fmt: skip
PLACE_ROW = """
select p.key, p.id, p.name, p.feature, p.country, p.population, p.lon, p.lat, p.prior, a.id, a.name,
       d.parents, d.status, d.source, d.confidence, d.note, g.key
from place p left join place a on a.key = p.admin1 left join detail d on d.key = p.key
left join geometry g on g.key = p.key
"""


def place_of(row: tuple[Any, ...], geometry_of: Callable[[int], BaseGeometry], matched_as: str = "name") -> Place:
    """The place of one row of `PLACE_ROW`; its geometry is read by ``geometry_of(key)`` when asked for."""
    key, place_id, name, feature, country, people, lon, lat, _, state_id, state, parents, *rest, has_geometry = row
    status, source, confidence, note = rest
    above = [state_id] if state_id else []
    if key < FIRST_KEY:
        place_id, source, status, confidence, note = f"gn:{key}", "geonames", "official", "high", ""
        above += [f"ne:{country}"] if country else []
    else:
        above += [parent for parent in parents.split(" ") if parent and parent not in above]
    return Place(
        id=place_id, name=name, feature=feature, lon=lon / UNIT, lat=lat / UNIT, country=country, admin1=state,
        population=people, parents=tuple(above), status=status, source=source, confidence=confidence, note=note,
        matched_as=matched_as, _load=partial(geometry_of, key) if has_geometry else None,
    )  # fmt: skip


class ById:
    """Places by id: ``gn:`` GeoNames, ``ne:`` countries and first-level regions, ``ge:`` curated, and others."""

    def __init__(self, connection: sqlite3.Connection, meta: Mapping[str, str]) -> None:
        self._connection = connection
        self._meta = meta
        self._shape = lru_cache(256)(self._read_geometry)

    def get(self, place_id: str) -> Place:
        """The place with this id. ``ge:middle-east@cia`` is a region by another list of members.

        Raises
        ------
        GazetteerError
            There is no such place.
        """
        base, _, variant = place_id.partition("@")
        place = self._place(self._connection.execute(f"{PLACE_ROW} where p.key = ?", (self._key(base),)).fetchone())
        return self._variant(place, variant) if variant else place

    def country(self, code: str) -> Place:
        """The country or territory with this ISO alpha-2 code."""
        return self.get(f"ne:{code.upper()}")

    def capital(self, code: str) -> Place | None:
        """The capital of a country, where it has one."""
        key = self.capitals.get(code)
        return self.get(f"gn:{key}") if key else None

    @cached_property
    def capitals(self) -> dict[str, int]:
        """Country -> GeoNames id of its capital."""
        found: dict[str, int] = json.loads(self._meta.get("capitals", "{}"))
        return found

    def extra(self, place_id: str) -> dict[str, Any]:
        """What else is known: formal name of a country, members and variants of a region, medium of a line, ..."""
        row = self._connection.execute("select extra from detail where key = ?", (self._key(place_id),)).fetchone()
        extra: dict[str, Any] = json.loads(row[0]) if row and row[0] else {}
        return extra

    def _key(self, place_id: str) -> int:
        source, _, key = place_id.partition(":")
        if source == "gn" and key.isdecimal() and len(key) < 10:
            row = self._connection.execute("select key from place where key = ?", (int(key),)).fetchone()
        else:
            row = self._connection.execute("select key from place where id = ?", (place_id,)).fetchone()
        if row is None:
            raise GazetteerError(f"no place {place_id!r} in the gazetteer; `geoevents gazetteer search NAME` finds ids")
        return int(row[0])

    def _variant(self, place: Place, variant: str) -> Place:
        members = self.extra(place.id).get("variants", {}).get(variant)
        if members is None:
            known = ", ".join(sorted(self.extra(place.id).get("variants", {}))) or "none"
            raise GazetteerError(f"{place.id} has no variant {variant!r}; it has: {known}")
        from dataclasses import replace  # noqa: PLC0415

        load = partial(self._union, tuple(members))
        return replace(place, id=f"{place.id}@{variant}", note=f"members as listed by {variant}", _load=load)

    def geometry_of(self, key: int) -> BaseGeometry:
        """Geometry by the internal key (kept, so that the second call is free)."""
        return self._shape(key)

    def _read_geometry(self, key: int) -> BaseGeometry:
        from geoevents.gazetteer.codec import decode_geometry  # noqa: PLC0415  needs shapely

        row = self._connection.execute("select blob from geometry where key = ?", (key,)).fetchone()
        return decode_geometry(row[0])

    def _union(self, ids: tuple[str, ...]) -> BaseGeometry:
        import shapely  # noqa: PLC0415

        return shapely.union_all([self.get(place_id).geometry for place_id in ids])

    def _places(self, kinds: dict[int, str]) -> Iterator[tuple[int, int, Place]]:
        keys = list(kinds)
        for start in range(0, len(keys), 500):
            chunk = keys[start : start + 500]
            marks = ",".join("?" * len(chunk))
            for row in self._connection.execute(f"{PLACE_ROW} where p.key in ({marks})", chunk):
                yield row[0], row[8], self._place(row, KINDS[kinds[row[0]]])

    def _place(self, row: tuple[Any, ...], matched_as: str = "name") -> Place:
        return place_of(row, self.geometry_of, matched_as)

    def asset(self, name: str) -> bytes:
        """A file of ``gazetteer/assets`` (the page's base map), by name."""
        row = self._connection.execute("select blob from asset where name = ?", (name,)).fetchone()
        if row is None:
            raise GazetteerError(f"the gazetteer has no asset {name!r}. {MEND}")
        return bytes(row[0])
