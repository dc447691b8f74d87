"""Between two places: between Izium and Sloviansk; halfway between Rome and Naples; the road from Kyiv to Zhytomyr."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, inner
from geoevents.expressions.lengths import ROADS, SOME_PLACE, numbered_road
from geoevents.expressions.named import Named
from geoevents.expressions.vocabulary import DASHES
from geoevents.expressions.words import Phrases

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import PlaceExpression, Resolution

_WET = frozenset({"waters", "water", "sea"})
_WHAT = _WET | frozenset({"area", "territory", "land", "strip", "stretch", "countryside"})
_ABOUT = frozenset({"about", "roughly", "approximately", "almost", "nearly"})
_HALF = Phrases(("halfway between", "midway between", "half way between", "half - way between", "mid - way between"))
# Coverage -> width to either side as a share of the distance. Measured: benchmarks/fit_relations.py.
WIDTH = {0.5: 0.08, 0.8: 0.20, 0.95: 0.65}
HALFWAY = {0.5: 0.12, 0.8: 0.20, 0.95: 0.40}  # radius around the middle

_SAID = {"between": "between", "water": "between", "halfway": "halfway between", "road": "the road between"}
_REACH_M = 300_000.0  # from a town to a region that is the other end: a convention


@dataclass(frozen=True, slots=True)
class Between(Node):
    """The strip between two places. ``how`` is ``between``, ``water``, ``halfway`` or ``road``."""

    a: Node
    b: Node
    how: str = "between"

    FIRST: ClassVar[frozenset[str]] = frozenset(
        {"between", "halfway", "midway", "half", "mid", "the", "#name", *_ABOUT, *SOME_PLACE, *_WHAT}
    )
    EXAMPLES: ClassVar[dict[str, str]] = {
        "between Izium and Sloviansk": "between(Izium, Sloviansk)",
        "halfway between Rome and Naples": "halfway(Rome, Naples)",
        "the road from Kyiv to Zhytomyr": "road(Kyiv, Zhytomyr)",
        "the highway between Homs and Hama": "road(Homs, Hama)",
        "the highway linking Kabul and Jalalabad": "road(Kabul, Jalalabad)",
        "the M4 highway between Aleppo and Latakia": "road(Aleppo, Latakia)",
        "the Damascus-Homs highway": "road(Damascus, Homs)",
        "the sea between Cyprus and Turkey": "water(Cyprus, Turkey)",
        "between the cities of Homs and Hama": "between(Homs cities, Hama cities)",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """Both ends."""
        return (self.a, self.b)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """Between A and B, or ROAD from A to B."""
        begin = words.the(at) + (words.word(at) in _ABOUT)
        tied = _tied(words, begin)
        if tied is not None:
            return cls(words.span(at, tied[2]), tied[0], tied[1], "road"), tied[2]
        half = _HALF.at(words, begin)
        joins: tuple[str, ...] = ("and",)
        end, how = half[1] if half else None, "halfway"
        road = begin + 1 if words.word(begin) in ROADS else numbered_road(words, begin)
        if end is None and road > begin:
            how = "road"
            end = words.after(road, "between", "linking", "connecting", "that links", "that connects", "which links")
            joins = ("and", "with", "to")
            if end is None:
                end, joins = words.after(road, "from"), ("to",)
        if end is None and begin - at <= 1:
            how = "water" if words.word(begin) in _WET else "between"
            end = words.after(begin + (words.word(begin) in _WHAT), "between")
        ends = two_units(words, end, *joins) if end is not None else None
        if ends is None:
            return None
        a, b, end = ends
        if how in {"between", "water"} and not words.alone and (_is_country(a) or _is_country(b)):
            return None  # talks between Russia and Ukraine
        return cls(words.span(at, end), a, b, how), end

    def short(self) -> str:
        """``between(Izium, Sloviansk)``."""
        return f"{self.how}({self.a.short()}, {self.b.short()})"

    def shape(self, ground: Ground) -> Resolution:
        """A strip along the great circle, or a disc around its middle."""
        answer = Answer(self, ground)
        a, b = answer.part(self.a), answer.part(self.b)
        if a.places and a.places == b.places and type(self.a) is type(self.b) is Named:
            raise answer.fail(f"both ends are {inner(a)}, and nothing is between a place and itself")
        if self.how in {"between", "water"} and _country(a) and _country(b):
            from geoevents.expressions import two_countries  # noqa: PLC0415  needs shapely

            return two_countries.between(a.places[0], b.places[0], answer, wet=self.how == "water")
        _near_enough(a, b, answer)
        width = (HALFWAY if self.how == "halfway" else WIDTH)[ground.coverage]
        name = f"{_SAID[self.how]} {inner(a)} and {inner(b)}"
        answer.why.append(
            f"{name}: within {width:.0%} of their distance from the straight line"
            if self.how != "halfway"
            else f"{name}: within {width:.0%} of their distance from the middle"
        )
        if self.how == "road":
            answer.why.append("the course of the road is not known; the straight line stands for it")

        def load() -> object:
            from geoevents.expressions.footprints import corridor, midpoint_disc, two_ends  # noqa: PLC0415  needs shapely

            assert a.shape is not None
            assert b.shape is not None
            make = midpoint_disc if self.how == "halfway" else corridor
            return make(*two_ends(a.shape.geometry, b.shape.geometry), width)

        return answer.done(
            load, dimension=2, precision="route" if self.how == "road" else "near", name=name, coverage=ground.coverage
        )


def _country(end: Resolution) -> bool:
    return bool(end.places) and end.places[0].feature == "country" and end.precision == "country"


def _near_enough(a: Resolution, b: Resolution, answer: Answer) -> None:
    """A town and a region far away are not the two ends of anything: the region bears the name of a village there.

    Raises
    ------
    UnplacedError
        One end is a point and the other an area that begins beyond `_REACH_M`.
    """
    assert a.shape is not None
    assert b.shape is not None
    if {a.shape.dimension, b.shape.dimension} != {0, 2}:
        return
    from geoevents import geodesy  # noqa: PLC0415  needs shapely
    from geoevents.expressions.footprints import two_ends  # noqa: PLC0415

    start, end = two_ends(a.shape.geometry, b.shape.geometry)
    gap = geodesy.distance_m(*start, *end)
    if gap > _REACH_M:
        raise answer.fail(f"{inner(a)} and {inner(b)} lie {gap / 1000:.0f} km apart, and one is no town: not two ends")


def _tied(words: Words, at: int) -> tuple[Node, Node, int] | None:
    """``Damascus-Homs highway``."""
    first = words.name(at)
    second = words.name(first[0] + 1) if first is not None and words.word(first[0]) in DASHES else None
    if first is None or second is None or words.word(second[0]) not in ROADS:
        return None
    a = Named(words.span(at, first[0]), words.span(at, first[0]).text, first[1])
    b = Named(words.span(first[0] + 1, second[0]), words.span(first[0] + 1, second[0]).text, second[1])
    return a, b, second[0] + 1


def two_units(words: Words, at: int, *joins: str) -> tuple[Node, Node, int] | None:
    """``A and B`` or ``A to B``: two units, the kind before the first holds for both ("the cities of A and B")."""
    first = words.unit(at)
    if first is None or words.word(first[1]) not in joins:
        return None
    second = words.unit(first[1] + 1)
    if second is None:
        return None
    a, b = first[0], second[0]
    if isinstance(a, Named) and isinstance(b, Named) and a.kind and not b.kind and words.word(at) in {a.kind, "the"}:
        b = Named(b.span, b.name, b.candidates, a.kind, b.inside)
    return a, b, second[1]


def _is_country(node: Node) -> bool:
    return isinstance(node, Named) and bool(node.candidates) and node.candidates[0].feature in {"country", "region"}
