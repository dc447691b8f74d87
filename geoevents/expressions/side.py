"""One side of a line, or behind it: the Ukrainian side of the border; 5 km inside Lebanon; deep inside Russia."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Focus, Grown, Node, inner
from geoevents.expressions.border import Border
from geoevents.expressions.kinds import NAMES
from geoevents.expressions.lengths import LENGTH_WORDS, Length, distance_text, length
from geoevents.expressions.named import Named
from geoevents.expressions.offset import WITHOUT_WIND
from geoevents.expressions.reaches import FROM_LINE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Place, PlaceExpression, Resolution

_SIDE = frozenset({"side", "sides"})
_INTO = ("inside", "into", "across the border into", "across the border in", "over the border in", "within")
_DEEP = frozenset({"deep", "deeper", "far"})
# Coverage -> kilometers behind the border from which a place is "deep inside", and around a crossing or a bridge
# that count as one side of it: conventions.
DEEP_KM = {0.5: 100.0, 0.8: 50.0, 0.95: 20.0}
CROSSING_KM = {0.5: 2.0, 0.8: 5.0, 0.95: 15.0}


@dataclass(frozen=True, slots=True)
class Side(Node):
    """What lies near a line (``at``) within a country, or so far behind a country's border.

    Parameters
    ----------
    of
        The country or region.
    at
        The border, line or crossing; None for "5 km inside", where it is the land border.
    said
        The distance behind the border; without it and ``at``: "deep inside".
    up_to
        "Up to 5 km inside": all of it up to there.
    """

    of: Node
    at: Node | None = None
    said: Length | None = None
    up_to: bool = False

    FIRST: ClassVar[frozenset[str]] = LENGTH_WORDS | _DEEP | {"the", "both", "either", "#name"}
    EXAMPLES: ClassVar[dict[str, str]] = {
        "the Ukrainian side of the border": "side(Ukraine, border(here))",
        "the Polish side of the border with Belarus": "side(Poland, border(here, Belarus))",
        "the Gaza side of the Rafah crossing": "side(Gaza, Rafah crossing)",
        "Israel's side of the Blue Line": "side(Israel, Blue Line)",
        "5 km inside Lebanon": "side(5 km, Lebanon)",
        "up to 5 km inside Lebanon": "side(up to 5 km, Lebanon)",
        "deep inside Russia": "side(deep, Russia)",
        "15 km inside Ukraine from the Russian border": "side(15 km, Ukraine, border(Russia))",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """Whose side, and of what."""
        return (self.of,) if self.at is None else (self.of, self.at)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """WHOSE side of LINE, LENGTH inside WHAT, deep inside WHAT."""
        return cls._behind(words, at) or cls._beside(words, at)

    @classmethod
    def _beside(cls, words: Words, at: int) -> Grown | None:
        whose = words.owner(at) or _bare(words, words.the(at))
        if whose is None or words.word(whose[1]) not in _SIDE or words.word(whose[1] + 1) != "of":
            return None
        line = words.unit(whose[1] + 2)
        if line is None or not isinstance(line[0], Border | Named):
            return None
        return cls(words.span(at, line[1]), whose[0], line[0]), line[1]

    @classmethod
    def _behind(cls, words: Words, at: int) -> Grown | None:
        measured = length(words, at)
        said, end = measured or (None, at)
        deep = words.word(end) in _DEEP
        if said is None and not deep:
            return None
        inside = words.after(end + deep, *_INTO, *(("in",) if deep else ()))
        whole = words.unit(inside) if inside is not None else None
        if whole is None or not isinstance(whole[0], Named):
            return None
        up_to = said is not None and words.low[at : at + 2] == ["up", "to"]
        line = words.unit(whole[1] + 1) if said is not None and words.word(whole[1]) == "from" else None
        edge, end = line if line is not None and isinstance(line[0], Border) else (None, whole[1])
        return cls(words.span(at, end), replace(whole[0], area=True), edge, said, up_to), end

    def short(self) -> str:
        """``side(5 km, Lebanon)``."""
        said = [f"{'up to ' if self.up_to else ''}{self.said.text}"] if self.said else [] if self.at else ["deep"]
        return f"side({', '.join([*said, self.of.short(), *([self.at.short()] if self.at else [])])})"

    def shape(self, ground: Ground) -> Resolution:
        """The land of that side near the line, or at that depth behind the border."""
        from geoevents import geodesy  # noqa: PLC0415  needs shapely

        answer = Answer(self, ground)
        whole = answer.part(self.of)
        assert whole.shape is not None
        if whole.shape.dimension != 2:
            raise answer.fail(f"{inner(whole)} has no outline in the gazetteer")
        land = whole.shape.geometry
        if self.at is None or self.said is not None:
            return self._depth(answer, whole, land)
        place = whole.places[0] if whole.places else None
        if place is not None and place.feature == "country":
            answer.ground = replace(ground, focus=Focus(place, f"it is the side of {place.name}"))
        line = answer.part(self.at)
        assert line.shape is not None
        reach = (CROSSING_KM if line.shape.dimension == 0 else FROM_LINE)[ground.coverage] * 1000
        name = f"{inner(whole)}'s side of {inner(line)}"
        near = geodesy.clip(land, geodesy.buffer_m(line.shape.geometry, reach))
        if near.is_empty:
            raise answer.fail(f"{name}: {inner(line)} does not run by {inner(whole)}")
        answer.why.append(f"{name}: within {distance_text(reach)} of it, in {inner(whole)}")
        return answer.done(near, dimension=2, precision="near", name=name)

    def _depth(self, answer: Answer, whole: Resolution, land: BaseGeometry) -> Resolution:
        from geoevents import geodesy  # noqa: PLC0415

        coverage = answer.ground.coverage
        edge, whose = _edge(whole, answer, land)
        if self.at is not None:
            line = answer.part(self.at)
            assert line.shape is not None
            edge, whose = line.shape.geometry, inner(line)
        if self.said is None:
            low = DEEP_KM[coverage] * 1000
            name = f"deep inside {inner(whole)}"
            found = geodesy.valid(land.difference(geodesy.buffer_m(edge, low)))
            answer.why.append(f"{name}: more than {distance_text(low)} from {whose} (convention)")
        else:
            row = next(row for row in WITHOUT_WIND[coverage] if self.said.high_m <= row[0] * 1000)
            low, high = 0.0 if self.up_to else row[1] * self.said.low_m, row[2] * self.said.high_m
            high = self.said.high_m if self.up_to else high
            name = f"{'up to ' if self.up_to else ''}{self.said.text} inside {inner(whole)}"
            found = geodesy.clip(land, geodesy.buffer_m(edge, high))
            found = geodesy.valid(found.difference(geodesy.buffer_m(edge, low))) if low else found
            answer.why.append(f"{name}: {distance_text(low)} to {distance_text(high)} from {whose}")
        if found.is_empty:
            raise answer.fail(f"{name}: it is not that deep")
        return answer.done(found, dimension=2, precision="near", name=name)


def _edge(whole: Resolution, answer: Answer, land: BaseGeometry) -> tuple[BaseGeometry, str]:
    """The border that one goes over: with the neighbor in focus, else all land borders, else the outline."""
    from geoevents import geodesy  # noqa: PLC0415

    place, here = whole.places[0] if whole.places else None, answer.ground.focus.country
    if place is None or place.feature != "country":
        return geodesy.merge([land.boundary]), "its outline"
    gazetteer, code = answer.ground.gazetteer, place.country or ""
    neighbor = here.country if here is not None and here.country in gazetteer.neighbors(code) else None
    borders = gazetteer.borders(code, neighbor)
    if not borders:
        return geodesy.merge([land.boundary]), "its coast"
    lines = [geodesy.split_antimeridian(border.geometry) for border in borders]
    return geodesy.union(lines), f"its border with {here.name}" if neighbor and here else "its land borders"


def _bare(words: Words, at: int) -> Grown | None:
    """``Gaza`` of "the Gaza side"."""
    hit = words.name(at)
    if hit is None or words.word(hit[0]) not in _SIDE:
        return None
    places: tuple[Place, ...] = tuple(place for place in hit[1] if place.matched_as in NAMES)
    named = Named(words.span(at, hit[0]), words.span(at, hit[0]).text, places, area=True)
    return (named, hit[0]) if places else None
