"""The compiled gazetteer: one read-only SQLite file. Opening and finding import neither numpy nor shapely."""
# ruff: noqa: S610  Gazetteer.extra is not Django's

from __future__ import annotations

import json
import sqlite3
import weakref
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.errors import GazetteerError
from geoevents.gazetteer.blocks import Names
from geoevents.gazetteer.naming import NameFilter, normalize, without_article
from geoevents.gazetteer.nearest import nearest_keys, rows_within
from geoevents.gazetteer.place_rows import FIRST_KEY, KINDS, PLACE_ROW, place_of
from geoevents.model import Place, Rival
from geoevents.resources import gazetteer_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    from geoevents.gazetteer.records import Border, CoastPart, NameHit, Source

SCHEMA_VERSION = 1
_MEND = "Reinstall geoevents; in a checkout run `geoevents gazetteer build` (or `python gazetteer/compile.py`)."
_ALIAS_PENALTY = 10  # an alias of a settlement counts as a tenth of its people: "Peking" is rarely Kosciusko
_MOST_FOUND = 4096
_IN_FORCE = {"official": 0, "de facto": 0, "disputed": 1, "claimed": 2, "historical": 3}


class Gazetteer:
    """Places by name, by id and by position. Use `Gazetteer.open`.

    Longitudes before latitudes, EPSG:4326. One instance belongs to one thread; it can be pickled (the other process
    opens the same file).
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, meta: dict[str, str]) -> None:
        self.path = path
        self.version = meta.get("content", "")
        self._meta = meta
        self._connection = connection
        weakref.finalize(self, connection.close)  # Python 3.13 warns of connections that are only forgotten
        self._names = Names(connection)
        self._found: dict[str, tuple[tuple[Place, ...], str]] = {}
        self._filters: tuple[NameFilter, NameFilter, frozenset[str], frozenset[str]] | None = None
        self._scanned: tuple[str, tuple[NameHit, ...]] = "", ()
        self._shape = lru_cache(256)(self._read_geometry)
        self._coasts = lru_cache(64)(self._read_coasts)
        self._sea_family = lru_cache(256)(self._read_sea_family)

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open the bundled gazetteer, or the one at ``path``.

        Raises
        ------
        GazetteerError
            The file is missing, is no compiled gazetteer, or is one of another version; the message says what to do.
        """
        path = Path(path) if path is not None else gazetteer_path()
        if not path.is_file():
            raise GazetteerError(f"the gazetteer is missing: {path}. {_MEND}")
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            meta = dict(connection.execute("select name, value from meta"))
        except sqlite3.Error as error:
            raise GazetteerError(f"{path} is not a compiled gazetteer ({error}). {_MEND}") from error
        if meta.get("schema") != str(SCHEMA_VERSION):
            raise GazetteerError(
                f"{path} has schema version {meta.get('schema')}, this geoevents needs {SCHEMA_VERSION}. {_MEND}"
            )
        return cls(path, connection, meta)

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, (str(self.path),)

    def __repr__(self) -> str:
        return f"<Gazetteer {self.path.name} {self.version}>"

    # By name ----------------------------------------------------------------------------------------------------------

    def find(self, name: str) -> tuple[Place, ...]:
        """Places of exactly this name (case, accents, apostrophes and hyphens do not count), the likeliest first."""
        norm = normalize(name)
        return self._find(norm)[0] or self._find(without_article(norm))[0]

    def _find(self, norm: str) -> tuple[tuple[Place, ...], str]:
        known = self._found.get(norm)
        if known is None:
            hits = self._names.exact(norm)
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            known = self._found[norm] = (self._ranked(hits), "".join(kind for _, kind in hits))
        return known

    def _ranked(self, hits: Iterable[tuple[int, str]]) -> tuple[Place, ...]:
        return tuple(place for _, place in self._scored(hits))

    def _scored(self, hits: Iterable[tuple[int, str]]) -> list[tuple[int, Place]]:
        kinds = dict(reversed(list(hits)))
        scored = []
        for key, prior, place in self._places(kinds):
            penalty = _ALIAS_PENALTY if place.feature == "settlement" and kinds[key] == "a" else 0
            scored.append((prior - penalty, key, place))
        scored.sort(key=lambda item: (-item[0], item[1]))
        return [(score, place) for score, _, place in scored]

    def _places(self, kinds: dict[int, str]) -> Iterator[tuple[int, int, Place]]:
        keys = list(kinds)
        for start in range(0, len(keys), 500):
            chunk = keys[start : start + 500]
            marks = ",".join("?" * len(chunk))
            for row in self._connection.execute(f"{PLACE_ROW} where p.key in ({marks})", chunk):
                yield row[0], row[8], self._place(row, KINDS[kinds[row[0]]])

    def _place(self, row: tuple[Any, ...], matched_as: str = "name") -> Place:
        return place_of(row, self.geometry_of, matched_as)

    def scan(self, text: str) -> Iterator[NameHit]:
        """Longest non-overlapping names in running text, in order. Names in lower case only if the table allows it."""
        from geoevents.gazetteer.scanning import scan_names  # noqa: PLC0415  one expression needs no scan

        if self._filters is None:
            lower = self.asset("lowercase").decode().split("\n")
            self._filters = (
                NameFilter(self.asset("filter-names")), NameFilter(self.asset("filter-prefixes")),
                frozenset(lower) - {""}, frozenset(self.asset("given-names").decode().split("\n")),
            )  # fmt: skip
        if text != self._scanned[0]:  # the same text is asked for twice: by who acts, and by what places there are
            self._scanned = text, tuple(scan_names(text, self._find, *self._filters))
        return iter(self._scanned[1])

    def starts_with(self, prefix: str, limit: int = 20) -> tuple[Place, ...]:
        """Places with a name that starts like this, the likeliest first."""
        norm = normalize(prefix)
        found = self._names.starting(norm, _MOST_FOUND) if norm else []
        kinds = {key: kind for _, hits in reversed(found) for key, kind in reversed(hits)}
        return self._ranked(kinds.items())[:limit]

    def search(self, words: str, limit: int = 20) -> tuple[Rival, ...]:
        """Exact names (score from 0.9), then beginnings (0.7), then look-alikes (up to 0.6), each place once."""
        norm = normalize(words)
        if not norm:
            return ()
        best: dict[str, Rival] = {}
        for place in self.find(words):
            best.setdefault(place.id, Rival(place, 1.0 if not best else 0.9))
        if len(best) < limit:
            for place in self.starts_with(words, limit):
                best.setdefault(place.id, Rival(place, 0.7))
        if len(best) < limit:
            for ratio, _, hits in self._names.similar(norm):
                for place in self._ranked(hits):
                    best.setdefault(place.id, Rival(place, round(0.6 * ratio, 3)))
        return tuple(best.values())[:limit]

    def names(self, place_id: str) -> tuple[tuple[str, str], ...]:
        """All (name, kind) of a place. For settlements the names are in their normalized form."""
        key = self._key(place_id)
        row = self._connection.execute("select names from detail where key = ?", (key,)).fetchone()
        if row:
            return tuple((name, kind) for name, kind in json.loads(row[0] or "[]"))
        return tuple((name, KINDS[kind]) for name, kind in self._names.of(key))

    # By id ------------------------------------------------------------------------------------------------------------

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

    # In space ---------------------------------------------------------------------------------------------------------

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

    # Borders, coasts, lines, seas -------------------------------------------------------------------------------------

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

    # Other ------------------------------------------------------------------------------------------------------------

    def asset(self, name: str) -> bytes:
        """A file of ``gazetteer/assets`` (the page's base map), by name."""
        row = self._connection.execute("select blob from asset where name = ?", (name,)).fetchone()
        if row is None:
            raise GazetteerError(f"the gazetteer has no asset {name!r}. {_MEND}")
        return bytes(row[0])

    def actors(self) -> dict[str, tuple[str, str, str, str]]:
        """Names of agencies, forces, groups, media, ... by normalized name: (name, country or "", kind, note).

        They are no places and no names of the gazetteer; a reader of text takes them out before it looks for places
        ("Korean War", "Korean Central News Agency", "Gulf War").
        """
        return {norm: tuple(row) for norm, row in json.loads(self.asset("actors")).items()}

    def sources(self) -> tuple[Source, ...]:
        """What the data come from, with the attribution that must be shown."""
        from geoevents.gazetteer.records import Source  # noqa: PLC0415  a name search must not pay for it

        rows = self._connection.execute("select id, name, license, attribution, url, note from source order by id")
        return tuple(Source(*row) for row in rows)

    def check(self) -> list[str]:
        """Everything that is wrong with the compiled data, in words; empty if nothing is."""
        from geoevents.gazetteer.checking import check_gazetteer  # noqa: PLC0415  rarely wanted, needs shapely

        return check_gazetteer(self, self._connection)


@lru_cache(8)
def _reopen(path: str) -> Gazetteer:
    """The same file in another process; kept, since every place that arrives there asks for it."""
    return Gazetteer.open(Path(path))
