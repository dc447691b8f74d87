"""The sorted names of the compiled gazetteer: exact, by prefix, nearly so. Blocks are unpacked on demand."""

from __future__ import annotations

import zlib
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

Hit = tuple[int, str]  # key of the place, letter of the kind of name
_CACHED_BLOCKS = 1024  # some 4 KB each when unpacked
_MOST_SIMILAR = 12
_ALIKE = 0.72  # difflib ratio: "Wonsam" for "Wonsan" is 0.83, "Hodaidah" for "Hodeidah" 0.88


class Names:
    """Reads the ``block`` table, or one of the same form.

    Parameters
    ----------
    table
        ``block``: names; ``alike``: what `spelled_alike` makes of them.
    """

    def __init__(self, connection: sqlite3.Connection, table: str = "block") -> None:
        self._connection = connection
        self._unpacked = f"select data from {table} where id = ?"  # noqa: S608  a table of ours
        self._before = f"select id from {table} where first <= ? order by first desc limit 1"  # noqa: S608  as above
        self._text = lru_cache(_CACHED_BLOCKS)(self._unpack)

    def _unpack(self, block: int) -> str:
        row = self._connection.execute(self._unpacked, (block,)).fetchone()
        return zlib.decompress(row[0]).decode() if row else ""

    def _block_of(self, norm: str) -> int:
        row = self._connection.execute(self._before, (norm,)).fetchone()
        return row[0] if row else 1

    def exact(self, norm: str) -> list[Hit]:
        """Places that bear exactly this normalized name."""
        text = self._text(self._block_of(norm))
        at = text.find(f"\n{norm}\t")
        return _hits(text[at + len(norm) + 2 : text.index("\n", at + 1)]) if at >= 0 and norm else []

    def from_(self, norm: str) -> Iterator[tuple[str, list[Hit]]]:
        """All names from ``norm`` on, in order."""
        block = self._block_of(norm)
        while text := self._text(block):
            for line in text.split("\n"):
                name, _, hits = line.partition("\t")
                if name >= norm and hits:
                    yield name, _hits(hits)
            block += 1

    def starting(self, prefix: str, most: int) -> list[tuple[str, list[Hit]]]:
        """At most ``most`` names that start with ``prefix``."""
        found = takewhile(lambda item: item[0].startswith(prefix), self.from_(prefix))
        return [item for item, _ in zip(found, range(most), strict=False)]

    def similar(self, norm: str) -> list[tuple[float, str, list[Hit]]]:
        """Names that look alike, best first: the same first letter, and a length that differs by two at most."""
        import difflib  # noqa: PLC0415  only names that are nowhere

        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(norm)
        best: list[tuple[float, str, str]] = []
        for line in self._lines(norm[:1]):
            name, _, hits = line.partition("\t")
            if abs(len(name) - len(norm)) > 2:
                continue
            matcher.set_seq1(name)
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                ratio = matcher.ratio()
                if ratio >= _ALIKE and name != norm:
                    best.append((ratio, name, hits))
        best.sort(key=lambda item: (-item[0], item[1]))
        return [(ratio, name, _hits(hits)) for ratio, name, hits in best[:_MOST_SIMILAR]]

    def of(self, key: int) -> list[tuple[str, str]]:
        """All (name, kind letter) of a place; reads every block, so it takes a moment."""
        found = []
        for (block,) in self._connection.execute("select id from block order by id").fetchall():
            text = self._unpack(block)
            if str(key) in text:
                for line in text.split("\n"):
                    name, _, hits = line.partition("\t")
                    found += [(name, kind) for other, kind in _hits(hits) if other == key]
        return found

    def _lines(self, letter: str) -> Iterator[str]:
        """Lines of names with this first letter; not cached, or one search would push out all that a scan needs."""
        block = self._block_of(letter)
        while text := self._unpack(block):
            block += 1
            for line in text.split("\n"):
                if line.startswith(letter):
                    yield line
                elif line and line > letter:
                    return


def _hits(text: str) -> list[Hit]:
    return [(int(item[:-1]), item[-1]) for item in text.split(" ") if item]
