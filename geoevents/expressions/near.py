"""Close to something: near Aleppo; outside Kabul; the outskirts of Khartoum; in the vicinity of the border."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, inner
from geoevents.expressions.lengths import SOME_PLACE, distance_text, some_place
from geoevents.expressions.named import as_town
from geoevents.expressions.reaches import FROM_AREA, FROM_LINE, OUTSKIRTS, reach_m
from geoevents.expressions.words import Phrases

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import PlaceExpression, Resolution

_PHRASES = {
    "near": (
        "near", "nearby", "close to", "not far from", "adjacent to", "next to", "in the vicinity of", "in the area of",
        "vicinity of", "the vicinity of", "the area around", "the areas around", "areas around", "the area near",
        "around", "near to",
        "both sides of", "either side of",
        "the foothills of", "foothills of", "the slopes of", "the foot of", "the summit of",
        "the top of", "the shadow of", "on both sides of", "on either side of",
        "surrounding",
    ),
    "outside": ("outside", "just outside", "the countryside of", "the countryside around"),
    "on the outskirts of": (
        "on the outskirts of", "the outskirts of", "outskirts of", "the suburbs of", "suburbs of", "on the edge of",
        "the edge of", "the fringes of",
    ),
}  # fmt: skip
_SHORT = {"near": "near", "outside": "outside", "on the outskirts of": "outskirts"}
_LOOKUP = {phrase: how for how, phrases in _PHRASES.items() for phrase in phrases}
_LEADS = Phrases(_LOOKUP)


@dataclass(frozen=True, slots=True)
class Near(Node):
    """The surroundings of something. ``how`` is ``near`` (with it) or ``outside`` (without its middle)."""

    of: Node
    how: str = "near"

    FIRST: ClassVar[frozenset[str]] = frozenset(phrase.split()[0] for phrase in _LOOKUP) | SOME_PLACE
    EXAMPLES: ClassVar[dict[str, str]] = {
        "near Aleppo": "near(Aleppo)",
        "outside Kabul": "outside(Kabul)",
        "the outskirts of Khartoum": "outskirts(Khartoum)",
        "in the vicinity of Mosul": "near(Mosul)",
        "near the border between Syria and Turkey": "near(border(Syria, Turkey))",
        "a village near Aleppo": "near(Aleppo)",
        "Route 5 near Ashkelon": "near(Ashkelon)",
        "near the village of Xyzzyville": "near(Xyzzyville village)",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """What it is near to."""
        return (self.of,)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """PHRASE WHAT."""
        lead = _LEADS.at(words, at) or _LEADS.at(words, some_place(words, at))
        inner_grown = words.operand(lead[1]) if lead else None
        if lead is None or inner_grown is None:
            return None
        return cls(words.span(at, inner_grown[1]), inner_grown[0], _LOOKUP[lead[0]]), inner_grown[1]

    def short(self) -> str:
        """``near(Aleppo)``."""
        return f"{_SHORT[self.how]}({self.of.short()})"

    def shape(self, ground: Ground) -> Resolution:
        """A disc scaled to the size of a town, a belt along a line, a rim around an area."""
        answer = Answer(self, ground)
        anchor = answer.part(as_town(self.of))
        shape = anchor.shape
        assert shape is not None
        name = f"{self.how} {inner(anchor)}"
        reach = FROM_LINE[ground.coverage] * 1000
        if shape.dimension == 0:
            people = anchor.places[0].population if anchor.places else 0
            reach = reach_m(people, ground.coverage)
        if shape.dimension == 2:
            from geoevents.expressions.footprints import rim_m  # noqa: PLC0415  needs shapely

            reach = rim_m(shape.geometry, FROM_AREA[ground.coverage])
        if shape.dimension == 0 and self.how == "on the outskirts of":
            share, more = OUTSKIRTS[ground.coverage]
            reach = share * shape.error_m + more * 1000
        answer.why.append(f"{name}: up to {distance_text(reach)} away")
        hole = shape.error_m / 2 if self.how != "near" and shape.dimension == 0 else 0.0
        keep = self.how == "near" and shape.dimension == 2

        def load() -> object:
            from geoevents.expressions.footprints import around, surroundings  # noqa: PLC0415

            if keep:
                return surroundings(shape.geometry, reach)
            return around(shape.geometry, hole, max(reach, 2 * hole), 0.0, 180.0)

        return answer.done(
            load, dimension=2, precision="near", name=name, coverage=None if shape.dimension == 2 else ground.coverage
        )
