"""Along a river: upstream of Mosul; 20 km downstream of the dam; the mouth of the Danube; the confluence of A and B."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node
from geoevents.expressions.between import two_units
from geoevents.expressions.lengths import LENGTH_WORDS, Length, distance_text, length
from geoevents.expressions.named import Named

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Place, PlaceExpression, Resolution

_WAYS = {"upstream": "upstream", "upriver": "upstream", "downstream": "downstream", "downriver": "downstream"}
_ENDS = {"mouth": "mouth", "estuary": "mouth", "source": "source", "headwaters": "source"}
_JOIN = frozenset({"confluence", "junction"})
_FAR = frozenset({"just", "far", "further", "farther"})
# Coverage -> kilometers along the river where no number is said; shares of the number where one is: conventions.
REACH_KM = {0.5: 25.0, 0.8: 50.0, 0.95: 120.0}
BAND = {0.5: (0.8, 1.2), 0.8: (0.65, 1.5), 0.95: (0.4, 2.0)}
_MOUTH_M, _CONFLUENCE_M, _MEET_DEG = 10_000.0, 5_000.0, 0.3


@dataclass(frozen=True, slots=True)
class Stream(Node):
    """A stretch or an end of a river. ``how``: ``upstream``, ``downstream``, ``mouth``, ``source``, ``confluence``."""

    of: Node
    how: str
    said: Length | None = None
    other: Node | None = None

    FIRST: ClassVar[frozenset[str]] = frozenset({*_WAYS, *_ENDS, *_JOIN, *_FAR, *LENGTH_WORDS, "the"})
    EXAMPLES: ClassVar[dict[str, str]] = {
        "upstream of Mosul": "upstream(Mosul)",
        "20 km downstream of Khartoum": "downstream(20 km, Khartoum)",
        "just upriver from Phnom Penh": "upstream(Phnom Penh)",
        "the mouth of the Danube": "mouth(Danube)",
        "the confluence of the Blue Nile and the White Nile": "confluence(Blue Nile, White Nile)",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """The place by the river, or the rivers."""
        return (self.of,) if self.other is None else (self.of, self.other)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """[LENGTH] upstream of PLACE, the mouth of RIVER, the confluence of A and B."""
        begin = words.the(at)
        if words.word(begin) in _ENDS and words.word(begin + 1) == "of":
            river = _river(words, begin + 2)
            return (cls(words.span(at, river[1]), river[0], _ENDS[words.word(begin)]), river[1]) if river else None
        if words.word(begin) in _JOIN and words.word(begin + 1) in {"of", "between"}:
            pair = two_units(words, begin + 2, "and") or two_units(words, begin + 2, "with")
            if pair is None:
                return None
            return cls(words.span(at, pair[2]), pair[0], "confluence", None, pair[1]), pair[2]
        measured = length(words, at)
        said, end = measured or (None, at)
        end += words.word(end) in _FAR
        if words.word(end) not in _WAYS or words.word(end + 1) not in {"of", "from"}:
            return None
        place = words.unit(end + 2)
        return (cls(words.span(at, place[1]), place[0], _WAYS[words.word(end)], said), place[1]) if place else None

    def short(self) -> str:
        """``upstream(20 km, Mosul)``."""
        said = f"{self.said.text}, " if self.said else ""
        return f"{self.how}({said}{', '.join(node.short() for node in (self.of, self.other) if node)})"

    def shape(self, ground: Ground) -> Resolution:
        """A stretch of the river's line, or a point on it."""
        answer = Answer(self, ground)
        if self.how in {"upstream", "downstream"}:
            return self._stretch(answer)
        river = river_of(self.of, answer)
        if self.how == "confluence":
            return self._confluence(river, answer)
        import shapely  # noqa: PLC0415  heavy

        lon, lat = ground.gazetteer.extra(river.id).get("mouth", (None, None))  # noqa: S610  no database of Django
        if self.how == "source" or lon is None:
            ends = [shapely.get_coordinates(part)[0] for part in shapely.get_parts(river.geometry)]
            lon, lat = max(ends, key=lambda end: shapely.Point(end).distance(shapely.Point(lon or 0, lat or 0)))
        name = f"{self.how} of the {river.name}"
        answer.why.append(f"{name}: that end of its line in the gazetteer ({river.id})")
        return answer.done(shapely.Point(lon, lat), dimension=0, precision="near", name=name, error_m=_MOUTH_M)

    def _stretch(self, answer: Answer) -> Resolution:
        from geoevents import geodesy  # noqa: PLC0415  needs shapely
        from geoevents.expressions import rivers  # noqa: PLC0415

        found = answer.part(self.of)
        place = found.places[0] if found.places else None
        if place is None or found.shape is None:
            raise answer.fail(f"{found.name} is no place by a river")
        river = rivers.by(place, answer)
        low, high = 0.0, REACH_KM[answer.ground.coverage] * 1000
        if self.said is not None:
            near, far = BAND[answer.ground.coverage]
            low, high = near * self.said.low_m, far * self.said.high_m
        at = geodesy.representative(found.shape.geometry)
        line = rivers.stretch(river, answer.ground.gazetteer, at, low, high, up=self.how == "upstream")
        said = f"{self.said.text} " if self.said else ""
        name = f"{said}{self.how} of {found.name} on the {river.name}"
        if line.is_empty:
            raise answer.fail(f"{name}: the river is not drawn there")
        answer.why.append(f"{name}: {distance_text(low)} to {distance_text(high)} along its line (convention)")
        return answer.done(line, dimension=1, precision="line", name=name, error_m=rivers.ERROR_M)

    def _confluence(self, river: Place, answer: Answer) -> Resolution:
        import shapely  # noqa: PLC0415

        assert self.other is not None
        other = river_of(self.other, answer)
        name = f"confluence of the {river.name} and the {other.name}"
        link = shapely.shortest_line(river.geometry, other.geometry)
        if river.id == other.id or link.length > _MEET_DEG:
            raise answer.fail(f"{name}: their lines in the gazetteer do not meet")
        answer.why.append(f"{name}: where their lines meet ({river.id}, {other.id})")
        return answer.done(link.centroid, dimension=0, precision="near", name=name, error_m=_CONFLUENCE_M)


def _river(words: Words, at: int) -> Grown | None:
    """A name that may be that of a river."""
    found = words.unit(at)
    return found if found and isinstance(found[0], Named) and is_river(found[0]) else None


def is_river(named: Named) -> bool:
    """Whether a name is known as that of a river, or unknown (the reason then says so)."""
    return not named.candidates or any(place.feature == "river" for place in named.candidates)


def river_of(node: Node, answer: Answer) -> Place:
    """The river that a name means: the word beside it says that no country Niger is meant.

    Raises
    ------
    UnplacedError
        It means none, or one without a line.
    """
    if not isinstance(node, Named):
        raise answer.fail(f"{node.short()} is no river")
    rivers = tuple(place for place in node.candidates if place.feature == "river")
    river = replace(node, candidates=rivers).chosen(answer)
    if not river.geometry.length:
        raise answer.fail(f"{river.name} has no line in the gazetteer")
    return river
