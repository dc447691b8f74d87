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

    from geoevents.pipeline.parts import Spot

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
        self._named, self._stray, self._moved = named, stray, moved
        # What the first row came to; None where such rows differ in more than their position and its name.
        self._kept: dict[tuple[Any, ...], Places | None] = {}

    def places(self, key: Sequence[Any], make: Callable[[], Places]) -> Places:
        """The places of a row with these cells (the last one is its kind), as `make` would give them."""
        lat, lon = key[self._lat], key[self._lon]
        one, two = _PLAIN.fullmatch(lat), _PLAIN.fullmatch(lon)
        if not one or not two:
            return make()
        y, x = float(lat), float(lon)
        if abs(y) > 90 or abs(x) > 180 or (x == 0 and y == 0):
            return make()
        if self._named and self._stray([key[at] for at in self._named], x, y):
            return make()
        rest = list(key)
        rest[self._lat] = rest[self._lon] = ""
        name = key[self._place].strip() if self._place is not None else ""
        if self._place is not None:
            rest[self._place] = ""
        nameless = missing(name)
        said = "" if nameless else name
        name = f"{lat}, {lon}" if nameless else name
        alike = (min(len(one[1]), len(two[1])), nameless, *rest)
        if alike not in self._kept:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            found = make()
            self._kept[alike] = found if _repeats(found, name, self._moved(x, y, name, said)) else None
            return found
        pattern = self._kept[alike]
        if pattern is None:
            return make()
        own, geometry = self._moved(x, y, name, said)
        return Places(pattern.cells, (), ((pattern.each[0][0] | own, geometry),), (name,))


def _repeats(found: Places, name: str, moved: Spot) -> bool:
    """Whether it may be repeated: one point at the position itself under this name, of which nothing else is told."""
    if found.problems or found.rejected or len(found.each) != 1 or found.names != (name,):
        return False
    cells = found.each[0][0]
    return all(cells.get(key) == value for key, value in moved[0].items())


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
