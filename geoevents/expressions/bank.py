"""A side of a river: both banks of the Dnipro; the east bank of the Euphrates; across the river from Kherson."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, joined
from geoevents.expressions.lengths import distance_text, wind, wind_name
from geoevents.expressions.named import Named
from geoevents.expressions.stream import is_river, river_of
from geoevents.expressions.vocabulary import WIND_WORDS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Place, PlaceExpression, Resolution

_BANK = frozenset("bank banks riverbank riverbanks".split())
_SIDES = frozenset("left right both".split())
_OPPOSITE = (("on", "the", "opposite", "bank", "from"), ("opposite",), ("across", "from"))
# Coverage -> kilometers from the river that count as its bank, and from the bank opposite to a town: conventions.
BANK_KM = {0.5: 5.0, 0.8: 15.0, 0.95: 40.0}
_WHOLE, _STRETCH = 0.4, 0.7  # scores where the report names other places: none by the river, some
OPPOSITE_KM = {0.5: 6.0, 0.8: 12.0, 0.95: 25.0}


@dataclass(frozen=True, slots=True)
class Bank(Node):
    """Land beside a river. ``side`` is ``left``, ``right``, ``both``, a wind in degrees, or ``opposite`` to a town."""

    of: Node
    side: str | float = "both"
    river: Node | None = None

    FIRST: ClassVar[frozenset[str]] = WIND_WORDS | _BANK | _SIDES | {"the", "on", "opposite", "across", "#name"}
    EXAMPLES: ClassVar[dict[str, str]] = {
        "both banks of the Dnipro": "bank(both, Dnipro)",
        "the left bank of the Dnipro": "bank(left, Dnipro)",
        "the east bank of the Euphrates": "bank(east, Euphrates)",
        "the Dnipro's left bank": "bank(left, Dnipro)",
        "the eastern shore of the Magdalena River": "bank(east, Magdalena River)",
        "opposite Kherson across the river": "bank(opposite, Kherson)",
        "across the river from Kherson": "bank(opposite, Kherson)",
        "across the Dnipro from Kherson": "bank(opposite, Kherson, Dnipro)",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """The river, or the town."""
        return (self.of,) if self.river is None else (self.of, self.river)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """SIDE bank of RIVER, RIVER's SIDE bank, opposite TOWN, across the river from TOWN."""
        return cls._opposite(words, at) or cls._across(words, at) or cls._beside(words, at)

    @classmethod
    def _opposite(cls, words: Words, at: int) -> Grown | None:
        lead = next((form for form in _OPPOSITE if tuple(words.low[at : at + len(form)]) == form), None)
        town = words.unit(at + len(lead)) if lead else None
        if lead is None or town is None or not isinstance(town[0], Named):
            return None
        end = words.skip(town[1], "across the river", "across the water")
        return cls(words.span(at, end), town[0], "opposite"), end

    @classmethod
    def _across(cls, words: Words, at: int) -> Grown | None:
        begin = words.skip(at, "across the river", "on the other side of the river", "across")
        if begin == at:
            return None
        river = words.unit(begin) if begin == at + 1 else None
        if river is not None and not (isinstance(river[0], Named) and is_river(river[0])):
            return None
        end = river[1] if river else begin
        town = words.unit(end + 1) if words.word(end) == "from" and end > at + 1 else None
        if town is None or not isinstance(town[0], Named):
            return None
        return cls(words.span(at, town[1]), town[0], "opposite", river[0] if river else None), town[1]

    @classmethod
    def _beside(cls, words: Words, at: int) -> Grown | None:
        owner = words.owner(at)
        begin = owner[1] if owner else words.the(at)
        blown = wind(words, begin)
        side: str | float = blown[0] if blown else words.word(begin)
        if blown is None and side not in _SIDES:
            side = "both"
        end = blown[1] if blown else begin + (words.word(begin) in _SIDES)
        end = words.the(end) if side == "both" else end
        end += words.word(end) == "-"
        if words.word(end) not in _BANK:
            return None
        if owner is not None:
            return (cls(words.span(at, end + 1), owner[0], side), end + 1) if _may_flow(owner[0]) else None
        river = words.unit(end + 2) if words.word(end + 1) == "of" else None
        return (cls(words.span(at, river[1]), river[0], side), river[1]) if river and _may_flow(river[0]) else None

    def short(self) -> str:
        """``bank(left, Dnipro)``."""
        side = self.side if isinstance(self.side, str) else wind_name(self.side)
        return f"bank({side}, {', '.join(node.short() for node in (self.of, self.river) if node)})"

    def shape(self, ground: Ground) -> Resolution:
        """A strip along one bank, the line of the river for both, or what lies beyond it from a town."""
        from geoevents.expressions import rivers  # noqa: PLC0415  needs shapely

        answer = Answer(self, ground)
        if self.side == "opposite":
            return self._beyond(answer)
        river = river_of(self.of, answer)
        if self.side == "both":
            name = f"banks of the {river.name}"
            answer.why.append(f"{name}: its line in the gazetteer ({river.id})")
            line = self._stretch(river.geometry, river, answer)
            return answer.done(line, dimension=1, precision="line", name=name, error_m=rivers.ERROR_M)
        called = self.side if isinstance(self.side, str) else wind_name(self.side)
        name = f"{called} bank of the {river.name}"
        left = self.side == "left" if isinstance(self.side, str) else rivers.is_left(river.geometry, self.side)
        width = BANK_KM[ground.coverage] * 1000
        answer.why.append(
            f"{name}: up to {distance_text(width)} from the {'left' if left else 'right'} bank, facing downstream"
            " (convention)"
        )
        strip = self._stretch(rivers.strip(river.geometry, width, left=left), river, answer)
        return answer.done(strip, dimension=2, precision="near", name=name)

    def _stretch(self, whole: BaseGeometry, river: Place, answer: Answer) -> BaseGeometry:
        """What is near the towns by the river that are named beside; all of it, doubtful, where none is.

        Capitals do not count: their names stand for governments.
        """
        from geoevents.expressions import rivers  # noqa: PLC0415  needs shapely
        from geoevents.expressions.reaches import reach_m  # noqa: PLC0415
        from geoevents.geodesy import clip  # noqa: PLC0415

        ground = answer.ground
        if not ground.company:
            return whole
        capitals = {f"gn:{key}" for key in ground.gazetteer.capitals.values()}
        towns = [place for place in ground.company if place.feature == "settlement" and place.id not in capitals]
        near = rivers.beside(river.geometry, towns)
        reaches = [(place, reach_m(place.population, ground.coverage)) for place in near]
        stretch = clip(whole, rivers.discs(reaches)) if near else whole
        if not near or stretch.is_empty:
            answer.score = min(answer.score, _WHOLE)
            return whole
        answer.why.append(f"the stretch near {joined(place.name for place in near)}, named beside")
        answer.score = min(answer.score, _STRETCH)
        return stretch

    def _beyond(self, answer: Answer) -> Resolution:
        from geoevents.expressions import rivers  # noqa: PLC0415  needs shapely
        from geoevents.geodesy import representative  # noqa: PLC0415

        found = answer.part(self.of)
        place = found.places[0]
        river = river_of(self.river, answer) if self.river else rivers.by(place, answer)
        reach = OPPOSITE_KM[answer.ground.coverage] * 1000
        name = f"across the {river.name} from {found.name}"
        assert found.shape is not None
        geometry, known = rivers.beyond(river.geometry, representative(found.shape.geometry), reach)
        if geometry.is_empty:
            raise answer.fail(f"{name}: the river is not drawn there")
        answer.score = min(answer.score, 0.7 if known else 0.4)
        if not known:
            answer.why.append(f"{found.name} lies so near to the line of the river that both of its sides are shown")
        answer.why.append(f"{name}: up to {distance_text(reach)} from its other bank (convention)")
        return answer.done(geometry, dimension=2, precision="near", name=name)


def _may_flow(node: Node) -> bool:
    return isinstance(node, Named) and is_river(node)
