"""Rows that differ in nothing but where they are: what is said of one is said of all, with other numbers.

Tables of millions have a position and a name of its own in nearly every row. The reader of rows is asked once for rows
with the same other cells and as many decimals; its answer is kept, with its position and its name left open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from geoevents.pipeline.parts import Places
from geoevents.recognize.cells import missing
from geoevents.recognize.columns import NAMED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geoevents.pipeline.parts import Cells, Spot

    Stray = Callable[[Sequence[str], float, float], bool]
    Moved = Callable[[float, float, str, str], Spot]

_PLAIN = re.compile(r"-?\d{1,3}\.(\d{1,12})")
_MOST_KEPT = 50_000


class Positions:
    """Remembers what rows with the same other cells came to.

    Parameters
    ----------
    lat, lon, place
        Where among the cells of a key the angles are, and the name of the place, where there is one.
    named, stray
        Where the names are beside which a position may be refused, and whether it is (names, longitude, latitude).
    moved
        Gives the cells of a position, as ``Form.moved``.
    """

    def __init__(self, lat: int, lon: int, place: int | None, named: Sequence[int], stray: Stray, moved: Moved) -> None:
        self._lat, self._lon, self._place = lat, lon, place
        self._open = (lat, lon) if place is None else (lat, lon, place)
        self._named, self._stray, self._moved = named, stray, moved
        # What the first row came to; None where such rows differ in more than their position and its name.
        self._kept: dict[tuple[Any, ...], Places | None] = {}

    def places(self, key: Sequence[Any], make: Callable[[], Places]) -> Places:
        """The places of a row with these cells (the last one is its kind), as `make` would give them."""
        at = self._position(key)
        if at is None:
            return make()
        written = key[self._place].strip() if self._place is not None else ""
        nameless = missing(written)
        name, said = (f"{key[self._lat]}, {key[self._lon]}", "") if nameless else (written, written)
        rest = list(key)
        for number in self._open:
            rest[number] = ""
        x, y, decimals = at
        own, geometry = self._moved(x, y, name, said)
        alike = (decimals, nameless, *rest)
        if alike not in self._kept:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            found = make()
            self._kept[alike] = found if _repeats(found, name, own) else None
            return found
        pattern = self._kept[alike]
        if pattern is None:
            return make()
        return Places(pattern.cells, (), ((pattern.each[0][0] | own, geometry),), (name,))

    def _position(self, key: Sequence[Any]) -> tuple[float, float, int] | None:
        """Longitude, latitude, and how many decimals both have; None where more than this is to be said of them."""
        one, two = _PLAIN.fullmatch(key[self._lat]), _PLAIN.fullmatch(key[self._lon])
        if not one or not two:
            return None
        y, x = float(one[0]), float(two[0])
        if abs(y) > 90 or abs(x) > 180 or (x == 0 and y == 0):
            return None
        if self._named and self._stray([key[at] for at in self._named], x, y):
            return None
        return x, y, min(len(one[1]), len(two[1]))


def _repeats(found: Places, name: str, own: Cells) -> bool:
    """Whether it may be repeated: one point at the position itself under this name, of which nothing else is told."""
    if found.problems or found.rejected or len(found.each) != 1 or found.names != (name,):
        return False
    cells = found.each[0][0]
    return all(cells.get(key) == value for key, value in own.items())


def positions_of(
    told: Mapping[str, str], wanted: Sequence[str], stray: Stray, moved: Moved, *, checked: bool
) -> Positions | None:
    """Where rows are told apart by two angles: not where a position is ``checked`` against the country beside it.

    ``told`` are columns by meaning, ``wanted`` the columns of a key. Beside other names ``stray`` says what is refused,
    and ``moved`` gives the cells of a position.
    """
    if not {"lat", "lon"} <= told.keys() or {"geometry", "point"} & told.keys() or (checked and "country" in told):
        return None
    place = wanted.index(told["place"]) if "place" in told else None
    named = [wanted.index(told[meaning]) for meaning in NAMED if meaning in told] if checked else []
    return Positions(wanted.index(told["lat"]), wanted.index(told["lon"]), place, named, stray, moved)
