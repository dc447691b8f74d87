"""Rows that differ in nothing but where they are: what is said of one is said of all, with other numbers.

Tables of millions have a position and a name of its own in nearly every row. The reader of rows is asked once for rows
with the same other cells and as many decimals; its answer is kept, with its position and its name left open.
"""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Any

from geoevents.export.geometry import DECIMALS
from geoevents.pipeline.parts import Places
from geoevents.recognize.cells import missing
from geoevents.recognize.columns import NAMED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geoevents.pipeline.parts import Cells

    Stray = Callable[[Sequence[str], float, float], bool]

_PLAIN = re.compile(r"-?\d{1,3}\.(\d{1,12})")
_MOST_KEPT = 50_000
_WKB = struct.Struct("<BIdd")


class FlatPoint:
    """A point as its bytes: all that a file of a million of them needs."""

    __slots__ = ("bounds", "wkb")
    geom_type = "Point"

    def __init__(self, x: float, y: float) -> None:
        self.bounds = (x, y, x, y)
        self.wkb = _WKB.pack(1, 1, x, y)


class Positions:
    """Remembers what rows with the same other cells came to.

    Parameters
    ----------
    lat, lon, place
        Where among the cells of a key the angles are, and the name of the place, where there is one.
    named, stray
        Where the names are beside which a position may be refused, and whether it is (names, longitude, latitude).
    """

    def __init__(self, lat: int, lon: int, place: int | None, named: Sequence[int], stray: Stray) -> None:
        self._lat, self._lon, self._place = lat, lon, place
        self._named, self._stray = named, stray
        # Cells of the one placement, but for its position and its name; None where rows differ in more than those.
        self._kept: dict[tuple[Any, ...], Cells | None] = {}

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
        name = f"{lat}, {lon}" if nameless else name
        alike = (min(len(one[1]), len(two[1])), nameless, *rest)
        if alike not in self._kept:
            if len(self._kept) > _MOST_KEPT:
                self._kept.clear()
            found = make()
            self._kept[alike] = _pattern(found, x, y, name)
            return found
        cells = self._kept[alike]
        return make() if cells is None else _filled(cells, x, y, name)


def _pattern(found: Places, x: float, y: float, name: str) -> Cells | None:
    """What may be repeated: one point at the position itself under this name, of which nothing else is told."""
    if found.problems or found.rejected or len(found.each) != 1 or found.names != (name,):
        return None
    cells, geometry = found.each[0]
    at = (cells.get("longitude"), cells.get("latitude"))
    if geometry is None or geometry.geom_type != "Point" or at != (round(x, 7), round(y, 7)):
        return None
    return cells if cells["place_name"] == cells["place_resolved"] == name else None


def _filled(cells: Cells, x: float, y: float, name: str) -> Places:
    own = {"longitude": round(x, 7), "latitude": round(y, 7), "place_name": name, "place_resolved": name}
    point = FlatPoint(round(x, DECIMALS) + 0.0, round(y, DECIMALS) + 0.0)
    return Places({}, (), ((cells | own, point),), (name,))


def positions_of(told: Mapping[str, str], wanted: Sequence[str], stray: Stray, *, checked: bool) -> Positions | None:
    """Where rows are told apart by two angles: not where a position is ``checked`` against the country beside it.

    ``told`` are columns by meaning, ``wanted`` the columns of a key. Beside other names ``stray`` says what is refused.
    """
    if not {"lat", "lon"} <= told.keys() or {"geometry", "point"} & told.keys() or (checked and "country" in told):
        return None
    place = wanted.index(told["place"]) if "place" in told else None
    named = [wanted.index(told[meaning]) for meaning in NAMED if meaning in told] if checked else []
    return Positions(wanted.index(told["lat"]), wanted.index(told["lon"]), place, named, stray)
