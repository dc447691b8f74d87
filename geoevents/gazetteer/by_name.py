"""Places by what they are called: exactly, in a text, from the beginning, nearly."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.gazetteer.blocks import Names
from geoevents.gazetteer.by_id import KINDS, ById
from geoevents.gazetteer.naming import LEAST_ALIKE, NameFilter, normalize, spelled_alike, without_article
from geoevents.model import Rival

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping

    from geoevents.gazetteer.records import NameHit
    from geoevents.model import Place

_ALIAS_PENALTY = 10  # an alias of a settlement counts as a tenth of its people: "Peking" is rarely Kosciusko
_MOST_FOUND = 4096


class ByName(ById):
    """Finds names in the sorted blocks of the compiled file; what was found is kept."""

    def __init__(self, connection: sqlite3.Connection, meta: Mapping[str, str]) -> None:
        super().__init__(connection, meta)
        self._names = Names(connection)
        self._alike = Names(connection, "alike")
        self._found: dict[str, tuple[tuple[Place, ...], str]] = {}
        self._filters: tuple[NameFilter, NameFilter, frozenset[str], frozenset[str]] | None = None
        self._scanned: tuple[str, tuple[NameHit, ...]] = "", ()

    def find(self, name: str) -> tuple[Place, ...]:
        """Places of exactly this name (case, accents, apostrophes and hyphens do not count), the likeliest first."""
        norm = normalize(name)
        return self._find(norm)[0] or self._find(without_article(norm))[0]

    def respelled(self, name: str) -> tuple[Place, ...]:
        """Places whose name is spelled a little otherwise than ``name``, the likeliest first; none if it is short.

        Doubled letters, articles, hyphens, blanks and y or i do not count (`naming.spelled_alike`). For names that
        `find` does not know and the words around them show to be places: a person's name may be spelled so, too.
        They are ``matched_as`` "respelled", so that the answer can say it.
        """
        alike = spelled_alike(normalize(name))
        found = self._ranked(self._alike.exact(alike)) if len(alike) >= LEAST_ALIKE else ()
        return tuple(replace(place, matched_as="respelled") for place in found if place.matched_as in ("name", "alias"))

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
