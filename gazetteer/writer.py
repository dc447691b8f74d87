"""Writes the one SQLite file. Everything is inserted in sorted order and vacuumed: same input, same bytes."""

from __future__ import annotations

import json
import sqlite3
import struct
import zlib
from collections import defaultdict
from typing import TYPE_CHECKING

from gazetteer.settlements import ROMANIZED
from gazetteer.shared import codec, naming

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    import shapely

    from gazetteer.rows import Row
    from gazetteer.settlements import Settlements

SCHEMA_VERSION = 2
FIRST_KEY = 100_000_000  # keys below are GeoNames ids; from here on the places that are not GeoNames', by (feature, id)
_NAMES_A_BLOCK = 160
_ODD = {
    "admin1",
    "admin2",
    "settlement",
}  # their names may be common words; other curated names are meant as they stand
_LETTER = {"name": "n", "alias": "a", "abbreviation": "b", "demonym": "d", "adjective": "j", "metonym": "m",
           "short": "s"}  # fmt: skip

SCHEMA = """
create table meta(name text primary key, value text) without rowid;
create table place(key integer primary key, id text, name text, feature text, country text, admin1 integer,
                   population integer, lon integer, lat integer, prior integer); -- lon, lat: 1e-5 degrees
create table detail(key integer primary key, parents text, status text, source text, confidence text, note text,
                    names text, extra text); -- names, extra: JSON
create table block(id integer primary key, first text, data blob); -- sorted names, zlib: "norm<TAB>key+kind ..."
create table alike(id integer primary key, first text, data blob); -- the same by what misspellings share
create table box(key integer primary key, feature text, west real, south real, east real, north real);
create table geometry(key integer primary key, blob blob);
create table cell(cell integer primary key, keys blob); -- settlements by square degree
create table coast(country text, part integer, mainland integer, vertices integer, blob blob,
                   primary key(country, part)) without rowid;
create table border(a text, b text, blob blob, primary key(a, b)) without rowid;
create table line(a text, b text, key integer, medium text, primary key(a, b, key)) without rowid;
create table asset(name text primary key, blob blob);
create table source(id text primary key, name text, license text, attribution text, url text, note text) without rowid;
"""


class Writer:
    """Collects places and names, then writes them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("pragma page_size = 16384")
        self.connection.executescript("pragma journal_mode = off; pragma synchronous = off;")
        self.connection.executescript(SCHEMA)
        self.connection.execute("begin")
        self.names: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.keys: dict[str, int] = {}
        self.romanized: set[int] = set()  # settlements whose names are written in another script at home

    def add_settlements(self, settlements: Settlements, state_keys: list[int | None]) -> None:
        """Rows and names of GeoNames, and the grid that finds the nearest."""
        cells: dict[int, list[int]] = defaultdict(list)
        whole = (settlements.points * 100_000).round().astype(int).tolist()
        rows = zip(
            settlements.key, settlements.name, settlements.country, state_keys, settlements.population, whole,
            settlements.prior, settlements.names, strict=True,
        )  # fmt: skip
        for key, name, country, state, people, (lon, lat), prior, names in rows:
            self.connection.execute(
                "insert into place values(?,null,?,'settlement',?,?,?,?,?,?)",
                (key, name, country, state, people, lon, lat, prior),
            )
            cells[lat // 100_000 * 360 + lon // 100_000].append(key)
            if country in ROMANIZED:
                self.romanized.add(key)
            for norm, kind in names:
                self.names[norm].append((key, kind))
        for cell, keys in sorted(cells.items()):
            self.connection.execute("insert into cell values(?,?)", (cell, _pack_keys(keys)))

    def add_rows(self, rows: Iterable[Row], odd: Mapping[str, str]) -> None:
        """Every other place. Keys follow (feature, id), so they do not depend on the order of the sources.

        ``odd`` marks the names of regions and settlements that are common words.
        """
        ordered = sorted(rows, key=lambda row: (row.feature, row.id))
        self.keys |= {row.id: FIRST_KEY + at for at, row in enumerate(ordered)}
        assert len(self.keys) == len(ordered), "two places have the same id"
        for row in ordered:
            self._add_row(row, odd if row.feature in _ODD else {})

    def _add_row(self, row: Row, odd: Mapping[str, str]) -> None:
        key = self.keys[row.id]
        state = self.keys.get(row.admin1)
        self.connection.execute(
            "insert into place values(?,?,?,?,?,?,?,?,?,?)",
            (key, row.id, row.name, row.feature, row.country or None, state, row.population,
             round(row.lon * 100_000), round(row.lat * 100_000), row.prior),
        )  # fmt: skip
        self.connection.execute(
            "insert into detail values(?,?,?,?,?,?,?,?)",
            (key, " ".join(row.parents), row.status, row.source, row.confidence, row.note,
             _json(row.names), _json(row.extra)),
        )  # fmt: skip
        seen = set()
        for name, kind in row.names:
            norm = naming.normalize(name.removeprefix("the ").removeprefix("The "))
            if norm and norm not in seen:
                seen.add(norm)
                self.names[norm].append((key, _LETTER[kind] if kind == "short" else odd.get(norm, _LETTER[kind])))
        if row.geometry is not None:
            self._add_geometry(key, row.feature, row.geometry, row.scale)

    def _add_geometry(self, key: int, feature: str, geometry: shapely.Geometry, scale: int) -> None:
        blob = codec.encode_geometry(geometry, scale)
        self.connection.execute("insert into geometry values(?,?)", (key, blob))
        self.connection.execute("insert into box values(?,?,?,?,?,?)", (key, feature, *map(float, geometry.bounds)))

    def add_many(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Rows of a plain table, sorted by their first columns."""
        ordered = sorted(rows, key=lambda row: row[:3])
        if ordered:
            marks = ",".join("?" * len(ordered[0]))
            self.connection.executemany(f"insert into {table} values({marks})", ordered)

    def add_names(self, lowercase: Iterable[str]) -> None:
        """The blocks of sorted names, and the two filters that let a scan pass over words that begin no name."""
        ordered = sorted(self.names.items())
        self._add_blocks("block", ordered)
        self._add_blocks("alike", self._alike(ordered))
        whole = naming.NameFilter(bytearray(_filter_size(len(ordered))))
        begin = naming.NameFilter(bytearray(_filter_size(len(ordered) // 2)))
        for norm, _ in ordered:
            whole.add(norm)
            if " " in norm:
                for prefix in naming.prefixes(norm):
                    begin.add(prefix)
        lower = "\n".join(sorted({naming.normalize(name) for name in lowercase}))
        for name, blob in (
            ("filter-names", whole.bits),
            ("filter-prefixes", begin.bits),
            ("lowercase", lower.encode()),
        ):
            self.connection.execute("insert into asset values(?,?)", (name, bytes(blob)))

    def _add_blocks(self, table: str, ordered: list[tuple[str, list[tuple[int, str]]]]) -> None:
        for start in range(0, len(ordered), _NAMES_A_BLOCK):
            chunk = ordered[start : start + _NAMES_A_BLOCK]
            lines = (f"{norm}\t{' '.join(f'{key}{kind}' for key, kind in hits)}\n" for norm, hits in chunk)
            data = zlib.compress(("\n" + "".join(lines)).encode(), 9)
            self.connection.execute(f"insert into {table} values(null,?,?)", (chunk[0][0], data))

    def _alike(self, ordered: list[tuple[str, list[tuple[int, str]]]]) -> list[tuple[str, list[tuple[int, str]]]]:
        """Names that news spells in many ways: all that are no settlements, and settlements of other scripts."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        for norm, hits in ordered:
            if not norm.isascii() or norm.isdigit():
                continue
            alike = naming.spelled_alike(norm)
            if len(alike) < naming.LEAST_ALIKE:
                continue
            for key, kind in hits:
                if kind in ("nc" if key < FIRST_KEY else "na") and (key >= FIRST_KEY or key in self.romanized):
                    found[alike].setdefault(key, "a")
        return [(alike, list(hits.items())) for alike, hits in sorted(found.items())]

    def finish(self, meta: Mapping[str, str]) -> None:
        """Write the meta table, compact, close."""
        self.add_many("meta", [("schema", str(SCHEMA_VERSION)), *meta.items()])
        self.connection.execute("create unique index place_id on place(id) where id is not null")
        self.connection.execute("create unique index block_first on block(first)")
        self.connection.execute("create unique index alike_first on alike(first)")
        self.connection.execute("commit")
        self.connection.execute("vacuum")
        self.connection.close()


def _filter_size(names: int) -> int:
    """Bytes of a filter with at least eight bits a name: about one false alarm in twenty."""
    return max(64, 1 << (names - 1).bit_length())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True) if value else ""


def _pack_keys(keys: list[int]) -> bytes:
    return struct.pack(f"<{len(keys)}I", *sorted(keys))
