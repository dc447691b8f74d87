"""So far and that way from something: 50 km east of Wonsan; 30 km from Hobart; just north of Aleppo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, inner
from geoevents.expressions.lengths import (
    HEDGES,
    LENGTH_WORDS,
    SOME_PLACE,
    Length,
    distance_text,
    length,
    some_place,
    wind,
    wind_name,
)
from geoevents.expressions.named import as_town
from geoevents.expressions.vocabulary import WIND_WORDS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import PlaceExpression, Resolution, Shape

_BETWEEN = frozenset({"to", "the", "due", "directly", "just", "immediately", "away", "further", "farther", "distance",
                      "drive", "upstream", "downstream"})  # fmt: skip
_BEGIN = frozenset(
    {"#number", "a", "the", "within", "to", "just", "immediately", "several", "few", "dozens", "hundreds", "scores"}
)
_RADIUS = frozenset({"radius", "perimeter", "zone", "strip", "buffer", "belt", "band", "corridor"})
_AROUND = frozenset({"of", "around", "from", "about", "along"})
_WIDE = frozenset({"wide", "deep", "long", "broad"})
# Coverage -> (said km up to, low, high: share of the said distance; half angle in degrees). The smallest annular sector
# that holds the stated share in each band of distance. Measured: benchmarks/fit_relations.py.
WITH_WIND: dict[float, tuple[tuple[float, float, float, float], ...]] = {
    0.5: ((10, 0.82, 1.10, 19), (30, 0.85, 1.06, 21), (100, 0.81, 1.02, 18), (9e9, 0.73, 1.02, 18)),
    0.8: ((10, 0.66, 1.32, 29), (30, 0.68, 1.10, 35), (100, 0.66, 1.05, 29), (9e9, 0.64, 1.04, 31)),
    0.95: ((10, 0.00, 1.66, 48), (30, 0.55, 1.33, 59), (100, 0.55, 1.13, 43), (9e9, 0.36, 1.19, 44)),
}
# The same without a wind: many writers give the distance by road.
WITHOUT_WIND: dict[float, tuple[tuple[float, float, float, float], ...]] = {
    0.5: ((10, 0.72, 1.07, 180), (30, 0.74, 0.97, 180), (100, 0.71, 0.91, 180), (9e9, 0.71, 0.91, 180)),
    0.8: ((10, 0.52, 1.45, 180), (30, 0.60, 1.07, 180), (100, 0.60, 0.99, 180), (9e9, 0.58, 0.96, 180)),
    0.95: ((10, 0.00, 1.79, 180), (30, 0.47, 1.20, 180), (100, 0.43, 1.04, 180), (9e9, 0.39, 1.02, 180)),
}
# "north of Y" without a number: coverage -> (population of Y up to, km). Few rows and namesakes among them: made even.
NO_NUMBER: dict[float, tuple[tuple[float, float], ...]] = {
    0.5: ((5e3, 14.0), (50e3, 14.0), (500e3, 20.0), (9e9, 60.0)),
    0.8: ((5e3, 70.0), (50e3, 70.0), (500e3, 75.0), (9e9, 150.0)),
    0.95: ((5e3, 200.0), (50e3, 200.0), (500e3, 200.0), (9e9, 250.0)),
}
_NO_NUMBER_ANGLE = {0.5: 25.0, 0.8: 55.0, 0.95: 90.0}
# "north of the Litani", "south of the Line of Control": km beyond the line, in the countries that it runs through or
# separates; all of that side. No data, a convention.
_BEYOND_LINE = {0.5: 50.0, 0.8: 150.0, 0.95: 300.0}
_LINE_ANGLE = 30.0


@dataclass(frozen=True, slots=True)
class Offset(Node):
    """A distance and wind from something.

    Parameters
    ----------
    of
        What it is measured from.
    said
        The distance as said; None for "north of Y".
    direction
        Degrees; None for "30 km from Y".
    within
        "Within 30 km of Y": everything up to the distance.
    """

    of: Node
    said: Length | None = None
    direction: float | None = None
    within: bool = False

    FIRST: ClassVar[frozenset[str]] = WIND_WORDS | LENGTH_WORDS | SOME_PLACE | _BEGIN
    EXAMPLES: ClassVar[dict[str, str]] = {
        "50 km east of Wonsan": "offset(50 km, east, Wonsan)",
        "60 miles west of Hodeidah": "offset(60 miles, west, Hodeidah)",
        "some 50 km (31 mi) north-east of Aleppo": "offset(50 km, northeast, Aleppo)",
        "30 km from Hobart": "offset(30 km, any, Hobart)",
        "30 to 40 kilometres south of Mosul": "offset(30 to 40 kilometres, south, Mosul)",
        "a few miles outside Kabul": "offset(a few miles, any, Kabul)",
        "just north of Aleppo": "offset(north, Aleppo)",
        "a 20-km radius around Chernobyl": "offset(within 20-km, any, Chernobyl)",
        "within a radius of 30 km of Goma": "offset(within 30 km, any, Goma)",
        "within 20 km of Donetsk": "offset(within 20 km, any, Donetsk)",
        "twenty-five km NNW of Goma": "offset(twenty-five km, 337.5°, Goma)",
        "a village 15 km south of Mosul": "offset(15 km, south, Mosul)",
        "20 km from the Turkish border": "offset(20 km, any, border(Turkey))",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """What it is measured from."""
        return (self.of,)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """[hedge] LENGTH [WIND] of | from WHAT, or WIND of WHAT, or a radius of LENGTH around WHAT."""
        return cls._radius(words, at) or cls._distance(words, at)

    @classmethod
    def _radius(cls, words: Words, at: int) -> Grown | None:
        begin = words.the(at + (words.word(at) == "within"))
        before = words.word(begin) in _RADIUS and words.word(begin + 1) == "of"
        measured = length(words, begin + 2 if before else begin)
        if measured is None:
            return None
        said, end = measured
        end += words.word(end) in _WIDE
        if not before and words.word(end) not in _RADIUS:
            return None
        while not before and words.word(end) in _RADIUS:
            end += 1
        inner = words.operand(end + 1) if words.word(end) in _AROUND else None
        return (cls(words.span(at, inner[1]), inner[0], said, None, within=True), inner[1]) if inner else None

    @classmethod
    def _distance(cls, words: Words, at: int) -> Grown | None:
        begin = some_place(words, at)
        measured = length(words, begin)
        said, end = measured or (None, begin)
        if said is None and words.word(at) in HEDGES and words.word(at) != "just":
            return None
        while words.word(end) in _BETWEEN and end < at + 20:
            end += 1
        blown = wind(words, end, letters=said is not None)
        direction, end = blown or (None, end)
        link = words.word(end)
        if said is None:
            if direction is None or link != "of" or words.word(at) == "the":
                return None
        elif link not in ({"of", "from"} if direction is not None else {"from", "outside", "of"}):
            return None
        within = "within" in words.low[at : at + 3] and said is not None
        if link == "of" and direction is None and not within:
            return None
        inner = words.operand(end + 1)
        if inner is None:
            return None
        return cls(words.span(at, inner[1]), inner[0], said, direction, within), inner[1]

    def short(self) -> str:
        """``offset(50 km, east, Wonsan)``."""
        side = "any" if self.direction is None else wind_name(self.direction)
        said = f"{'within ' if self.within else ''}{self.said.text}, " if self.said else ""
        return f"offset({said}{side}, {self.of.short()})"

    def shape(self, ground: Ground) -> Resolution:
        """An annular sector (a ring without a wind) that holds the stated share of such places."""
        answer = Answer(self, ground)
        anchor = answer.part(as_town(self.of))
        assert anchor.shape is not None
        low, high, half = self._reach(ground.coverage, anchor)
        bearing = self.direction or 0.0
        side = "" if self.direction is None else f"{wind_name(self.direction)} "
        said = self.said.text if self.said else ""
        name = (
            f"{said} {side}of {inner(anchor)}"
            if side
            else f"{'within ' if self.within else ''}{said} from {inner(anchor)}"
        )
        beyond_line = self.said is None and anchor.shape.dimension == 1
        stated = None if self.within or beyond_line else ground.coverage
        answer.why.append(
            f"{name.strip()}: {distance_text(low)} to {distance_text(high)} away"
            + (f", {bearing:g}° +- {half:g}°" if side else "")
            + (f"; such a footprint holds {stated:.0%} of what is described so" if stated else "")
        )

        def load() -> object:
            found = _load(anchor.shape, low, high, bearing, half, edge_or_middle=self.said is not None)
            return _in_its_lands(found, anchor, ground) if beyond_line else found

        return answer.done(load, dimension=2, precision="near", name=name.strip(), coverage=stated)

    def _reach(self, coverage: float, anchor: Resolution) -> tuple[float, float, float]:
        """Nearest and farthest distance in meters, and the half angle in degrees."""
        assert anchor.shape is not None
        if self.said is None:
            if anchor.shape.dimension == 1:
                return 0.0, _BEYOND_LINE[coverage] * 1000, _LINE_ANGLE
            people = anchor.places[0].population if anchor.places and anchor.shape.dimension == 0 else 0
            far = next(km for most, km in NO_NUMBER[coverage] if people < most)
            return 0.0, far * 1000, _NO_NUMBER_ANGLE[coverage]
        if self.within:
            return 0.0, self.said.high_m, 180.0
        table = WITHOUT_WIND if self.direction is None else WITH_WIND
        low = next(row for row in table[coverage] if self.said.low_m <= row[0] * 1000)
        high = next(row for row in table[coverage] if self.said.high_m <= row[0] * 1000)
        return low[1] * self.said.low_m, high[2] * self.said.high_m, max(low[3], high[3])


def _in_its_lands(found: BaseGeometry, anchor: Resolution, ground: Ground) -> BaseGeometry:
    """What of it lies in the countries that a line separates or a river runs through: "south of the Litani"."""
    from geoevents.expressions.lines import lands_of  # noqa: PLC0415  needs shapely
    from geoevents.geodesy import clip  # noqa: PLC0415

    lands = lands_of(anchor, ground.gazetteer)
    inside = clip(found, lands) if lands is not None else found
    return found if inside.is_empty else inside


def _load(
    shape: Shape | None, low: float, high: float, bearing: float, half: float, *, edge_or_middle: bool
) -> BaseGeometry:
    from geoevents.expressions.footprints import around, radius_m  # noqa: PLC0415  needs shapely

    assert shape is not None
    if edge_or_middle and shape.dimension == 2:  # nobody says whether it is measured from the middle of an island
        low = max(0.5 * low, low - radius_m(shape.geometry))
    return around(shape.geometry, low, high, bearing, half)
