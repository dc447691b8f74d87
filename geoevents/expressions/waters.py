"""Waters and airspace that belong to a country: its territorial waters; the exclusive economic zone of Ghana."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, inner
from geoevents.expressions.coast import Coast
from geoevents.expressions.kinds import NAMES
from geoevents.expressions.named import Named
from geoevents.expressions.words import Phrases

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import PlaceExpression, Resolution

_MILE_M = 1852.0
# Words -> (what it is called, from, to nautical miles of the coast).
_ZONES: dict[str, tuple[str, float, float]] = {
    "territorial waters": ("territorial sea", 0, 12),
    "territorial sea": ("territorial sea", 0, 12),
    "waters": ("territorial sea", 0, 12),
    "contiguous zone": ("contiguous zone", 12, 24),
    "exclusive economic zone": ("exclusive economic zone", 12, 200),
    "exclusive economic zones": ("exclusive economic zone", 12, 200),
    "economic zone": ("exclusive economic zone", 12, 200),
    "eez": ("exclusive economic zone", 12, 200),
    "air defense identification zone": ("air defense identification zone", 0, 200),
    "air defence identification zone": ("air defense identification zone", 0, 200),
    "adiz": ("air defense identification zone", 0, 200),
    "airspace": ("airspace", 0, 12),
    "air space": ("airspace", 0, 12),
    "sky": ("airspace", 0, 12),
    "skies": ("airspace", 0, 12),
}
_NAMES = Phrases(_ZONES)
_AIR, _ABOVE = frozenset({"airspace", "air space", "skies", "sky"}), frozenset({"over", "above", "of"})
_PLAIN = frozenset({"own", "national", "sovereign"})
_OVER_LAND = frozenset({"airspace", "air defense identification zone"})
_NO_LIMITS = 0.5  # the score of a zone whose limits each state draws as it likes


@dataclass(frozen=True, slots=True)
class Waters(Node):
    """A zone of the sea, or the air, that a country has by law; computed by distance, always labelled so."""

    of: Node
    zone: str = "territorial sea"

    FIRST: ClassVar[frozenset[str]] = frozenset(
        {"the", "its", "their", "territorial", "exclusive", "airspace", "air", "skies", "eez", "adiz", "#name"}
    )
    EXAMPLES: ClassVar[dict[str, str]] = {
        "Japan's exclusive economic zone": "waters(exclusive economic zone, Japan)",
        "Iranian territorial waters": "waters(territorial sea, Iran)",
        "Turkish airspace": "waters(airspace, Turkey)",
        "the territorial waters of Malta": "waters(territorial sea, Malta)",
        "its airspace": "waters(airspace, here)",
        "the Hawaii air defense identification zone": "waters(air defense identification zone, Hawaii)",
        "in the skies over Damascus": "waters(airspace, Damascus)",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """Whose."""
        return (self.of,)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """WHOSE zone, or the zone of WHOM."""
        owner = words.owner(at) or _bare(words, words.the(at))
        begin = owner[1] if owner else words.the(at)
        begin += words.word(begin) in _PLAIN
        lead = _NAMES.at(words, begin)
        if lead is None or words.word(lead[1]) == "off":
            return None
        phrase, end = lead
        zone = _ZONES[phrase][0]
        if owner is not None:
            return cls(words.span(at, end), owner[0], zone), end
        links = _ABOVE if phrase in _AIR else {"of"} if phrase != "waters" else set()
        whose = words.operand(end + 1) if words.word(end) in links else None
        return (cls(words.span(at, whose[1]), whose[0], zone), whose[1]) if whose else None

    def short(self) -> str:
        """``waters(airspace, Turkey)``."""
        return f"waters({self.zone}, {self.of.short()})"

    def shape(self, ground: Ground) -> Resolution:
        """Water by distance from the coast and equidistance to all neighbors; the land too for airspace."""
        from geoevents.expressions import water  # noqa: PLC0415  needs shapely

        answer = Answer(self, ground)
        low, high = next((a, b) for name, a, b in _ZONES.values() if name == self.zone)
        whole = answer.part(self.of)
        assert whole.shape is not None
        if self.zone == "airspace" and not any(place.feature == "country" for place in whole.places[:1]):
            return self._above(whole, answer)
        name = f"{self.zone} of {inner(whole)}"
        land = whole.shape.geometry if self.zone in _OVER_LAND else None
        try:
            _, shores = Coast(self.of.span, self.of).shores(answer)
        except ValueError:  # it has no coast
            if land is None:
                raise
            shores = []
        zone = land
        if shores:
            zone = water.beside(ground.gazetteer, shores, low * _MILE_M, high * _MILE_M, with_land=land)
        if zone is None or zone.is_empty:
            raise answer.fail(f"{name}: no open water there in the gazetteer")
        answer.why.append(
            f"{name}: {'the land and ' if land else ''}the water {low:g} to {high:g} nautical miles from the coast, up"
            " to the line of equal distance to other coasts (computed, not a legal limit)"
        )
        if land is not None and self.zone != "airspace":
            answer.score = min(answer.score, _NO_LIMITS)
            answer.why.append(f"{name}: its limits are in no gazetteer; land and water up to there stand for it")
        return answer.done(zone, dimension=2, precision="water" if not land else "country", name=name)

    def _above(self, whole: Resolution, answer: Answer) -> Resolution:
        """The air over what is no country: the place itself, without water beside it."""
        shape = whole.shape
        assert shape is not None
        name = f"airspace over {inner(whole)}"
        answer.why.append(f"{name}: what lies below")
        return answer.done(
            lambda: shape.geometry, dimension=shape.dimension, precision=whole.precision or "region", name=name,
            error_m=shape.error_m,
        )  # fmt: skip


def _bare(words: Words, at: int) -> Grown | None:
    """A name directly before the zone: "Alaska airspace", "the US exclusive economic zone"."""
    hit = words.name(at)
    lead = _NAMES.at(words, hit[0]) if hit is not None else None
    if hit is None or lead is None or lead[0] == "waters":
        return None
    places = tuple(place for place in hit[1] if place.matched_as in NAMES)
    name = words.span(at, hit[0])
    return (Named(name, name.text, places, area=True), hit[0]) if places else None
