"""Several things said of one place: Jagang Province, 20 km east of Kanggye; northern Idlib near the Turkish border."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.bank import Bank
from geoevents.expressions.base import Answer, Focus, Grown, Node, inner, joined, walk
from geoevents.expressions.between import Between
from geoevents.expressions.border import Border
from geoevents.expressions.coast import Coast
from geoevents.expressions.here import Here
from geoevents.expressions.kinds import AREAL, NAMES
from geoevents.expressions.named import Named, any_held
from geoevents.expressions.near import Near
from geoevents.expressions.offset import Offset
from geoevents.expressions.offshore import Offshore
from geoevents.expressions.part import Part
from geoevents.expressions.side import Side
from geoevents.expressions.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import PlaceExpression, Resolution

_MOST_PARTS = 5
_SAID_OF = (Near, Offset, Offshore, Side, Stream, Bank)
_ALONG = (Between, Near, Offset)
_LINES = (Border, Coast)
_WIDER = 0.95
_AREA, _PAIR = 2, 2  # dimension; parts
_DOUBTFUL = 0.5  # score of what is placed without its name


@dataclass(frozen=True, slots=True)
class Together(Node):
    """What is true of all its parts: their intersection."""

    parts: tuple[Node, ...] = ()

    EXAMPLES: ClassVar[dict[str, str]] = {
        "Jagang Province, 20 km east of Kanggye": "together(Jagang Province, offset(20 km, east, Kanggye))",
        "off the coast of Somalia, about 300 miles east of Mogadishu": (
            "together(offshore(coast(Somalia)), offset(300 miles, east, Mogadishu))"
        ),
        "northern Idlib near the Turkish border": "together(part(north, Idlib), near(border(Turkey)))",
        "20 km east of Goma, near the border with Rwanda": (
            "together(offset(20 km, east, Goma), near(border(here, Rwanda)))"
        ),
        "southern Beirut (Dahiyeh)": "together(Dahiyeh, part(south, Beirut))",
        "along the coast between Mombasa and Malindi": "together(coast(here), between(Mombasa, Malindi))",
        "northern Israel on the border with Lebanon": "together(part(north, Israel), border(here, Lebanon))",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """What is said."""
        return self.parts

    def _stretch(self, answer: Answer) -> Resolution:
        """The stretch of a coast or border between two places: their country's, cut to the disc over both."""
        from geoevents.expressions.footprints import over_both  # noqa: PLC0415  needs shapely

        ends = [answer.part(end) for end in self.parts[1].anchors]
        answer.ground = _seen_from(answer.ground, ends[0], ())
        line = answer.part(self.parts[0])
        assert line.shape is not None
        disc = over_both(*(end.shape.geometry for end in ends if end.shape))
        name = f"{line.name} between {' and '.join(inner(end) for end in ends)}"
        from geoevents.geodesy import clip  # noqa: PLC0415

        stretch = clip(line.shape.geometry, disc)
        if stretch.is_empty:
            raise answer.fail(f"{name}: it does not run there")
        answer.why.append(f"{name}: what lies within the circle over both places")
        return answer.done(
            stretch, dimension=1, precision=line.precision or "line", name=name, error_m=line.shape.error_m
        )

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """NODE [,] NODE that says more of the same place."""
        first = words.unit(at)
        if first is None:
            return None
        named = _in_brackets(words, first[1])
        if named is not None:
            return cls(words.span(at, named[1]), (named[0], first[0])), named[1]
        parts, end = [first[0]], first[1]
        while len(parts) < _MOST_PARTS:
            more = _more(words, end) if isinstance(parts[0], _SAID_OF) or not _held(words, end) else None
            if more is None or _is_source(words, at, parts[0], more[0]):
                break
            parts.append(more[0])
            end = more[1]
        return (cls(words.span(at, end), tuple(parts)), end) if len(parts) > 1 else None

    def short(self) -> str:
        """``together(A, B)``."""
        return f"together({', '.join(part.short() for part in self.parts)})"

    def _placeable(self, answer: Answer) -> tuple[Node, ...]:
        """Without a name that the gazetteer lacks, or has only elsewhere: what else is said tells where it is."""
        head, *rest = self.parts
        if not isinstance(head, Named):
            return self.parts
        chosen = answer.ground.choose(head)
        if chosen.place is None:
            answer.why.append(f"{chosen.reason}; what else is said of it places it")
            return tuple(rest)
        return self.parts

    def _without_namesake(self, answer: Answer, head: Resolution, rest: tuple[Node, ...]) -> Resolution:
        """What is said beside a town that lies elsewhere: the gazetteer has only another of its name."""
        found = answer.ground.shape(Together(self.span, rest) if len(rest) > 1 else rest[0])
        elsewhere = f"{head.name} as the gazetteer has it is not there; what else is said of it places it"
        return replace(found, expression=self, why=(*answer.why, elsewhere), score=min(found.score, _DOUBTFUL))

    def _more(self, answer: Answer, head: Resolution, node: Node) -> Resolution | None:
        """What else is said; nothing where it names what nobody knows and the first part is an area that holds it."""
        found = answer.ground.shape(node)
        if found.shape is None and head.shape is not None and head.shape.dimension == _AREA:
            answer.why.append(f"{found.reason}; {head.name} stands for it")
            return None
        return answer.part(node)

    def _found(self, answer: Answer, parts: tuple[Node, ...]) -> list[Resolution]:
        """What is said, on the ground; what names a place comes first: a bare border is that of its country."""
        lead = next((part for part in parts if not _is_bare(part)), parts[0])
        head = answer.part(lead)
        others = [part for part in parts if part is not lead]
        answer.ground = _seen_from(answer.ground, head, others)
        more = {id(part): self._more(answer, head, part) if lead is parts[0] else answer.part(part) for part in others}
        found = [head if part is lead else more[id(part)] for part in parts]
        return [part for part in found if part]

    def shape(self, ground: Ground) -> Resolution:
        """The intersection; widened once, openly, where it is empty."""
        answer = Answer(self, replace(ground, company=()))  # the words themselves say which stretch
        if isinstance(self.parts[0], _LINES) and isinstance(self.parts[1], Between):
            return self._stretch(answer)
        parts = self._placeable(answer)
        found = self._found(answer, parts)
        ground = answer.ground
        from geoevents.expressions.footprints import common  # noqa: PLC0415  needs shapely

        geometry = common([part.shape for part in found if part.shape])
        if geometry.is_empty and ground.coverage < _WIDER:
            wider = replace(ground, coverage=_WIDER)
            wide = [wider.shape(part) for part in parts]
            geometry = common([part.shape for part in wide if part.shape])
            if not geometry.is_empty:
                answer.score *= 0.6
                answer.why.append(f"the footprints do not meet; widened to those that hold {_WIDER:.0%}, they do")
        name = joined([inner(part) for part in found])
        if geometry.is_empty and _is_island_off(found[0], parts):
            answer.why.append(f"{inner(found[0])} is an island: off the coast is where it lies")
            return replace(found[0], expression=self, why=tuple(answer.why))
        if geometry.is_empty and isinstance(parts[0], Named) and found[0].precision == "exact":
            return self._without_namesake(answer, found[0], parts[1:])
        if geometry.is_empty:
            raise answer.fail(f"no place fits all that is said: {joined(inner(part) for part in found)} do not meet")
        answer.why.append(f"where all of it holds: {name}")
        top = 2 if geometry.area else 1 if geometry.length else 0
        fine = min(found, key=lambda part: part.shape.geometry.area if part.shape else 9e9)
        error = max((part.shape.error_m for part in found if part.shape and part.shape.dimension == top), default=0.0)
        return answer.done(
            geometry, dimension=top, precision=fine.precision or "near", name=", ".join(inner(part) for part in found),
            error_m=error if top < 2 else 0.0,
        )  # fmt: skip


def _is_island_off(head: Resolution, parts: Sequence[Node]) -> bool:
    """Whether an island is said to be off a coast: the water off it does not hold it."""
    island = bool(head.places) and head.places[0].feature in {"island", "region"}
    return island and len(parts) == _PAIR and isinstance(parts[1], Offshore)


def _is_bare(node: Node) -> bool:
    """Whether it leaves the country to the report: "near the border with Chad"."""
    return any(isinstance(inner_node, Here) for inner_node in walk(node))


def _seen_from(ground: Ground, first: Resolution, others: Sequence[Node]) -> Ground:
    """The ground with the country of the first part in focus for the others, unless they name that country.

    "Northern Israel on the border with Lebanon" is on Israel's; "the border with Chad, near Adre" is not Chad's.
    """
    code = next((place.country for place in first.places if place.country), None)
    names = [node for other in others for node in walk(other) if isinstance(node, Named)]
    named = [place for node in names for place in node.candidates[:1]]
    if code is None or any(place.feature == "country" and place.country == code for place in named):
        return ground
    return replace(ground, focus=Focus(ground.gazetteer.country(code), f"{first.name} lies in it"))


def _in_brackets(words: Words, at: int) -> Grown | None:
    """``(Dahiyeh)`` behind what describes it: "the southern suburbs of Beirut (Dahiyeh)"."""
    hit = words.name(at + 1) if words.word(at) == "(" else None
    if hit is None or words.word(hit[0]) != ")":
        return None
    places = tuple(place for place in hit[1] if place.matched_as in NAMES)
    name = words.span(at + 1, hit[0])
    return (Named(name, name.text, places), hit[0] + 1) if places else None


def _is_source(words: Words, at: int, head: Node, more: Node) -> bool:
    """Whether "from Syria near Jaber" says where it came from and where it was: Jaber does not lie in Syria."""
    if words.word(at - 1) != "from" or not isinstance(head, Named) or not isinstance(more, Near | Offset):
        return False
    anchor = more.of
    return isinstance(anchor, Named) and bool(anchor.candidates) and not any_held(head, anchor.candidates)


def _held(words: Words, at: int) -> bool:
    """Whether "in X" follows: said of a name it is its holder, and of a part of a country no constraint."""
    return words.word(at) == "in"


def _more(words: Words, at: int) -> Grown | None:
    """What else is said of the place, behind a comma or a preposition."""
    begin = at + 1 if words.word(at) == "," else at
    prep = words.word(begin) in {"in", "on", "along", "at"}
    grown = words.unit(begin + 1 if prep else begin)
    if grown is not None and isinstance(grown[0], _SAID_OF):
        return grown
    if grown is not None and words.word(begin) == "in" and isinstance(grown[0], Named | Part):
        held = grown[0] if isinstance(grown[0], Named) else None
        if held is None or any(place.feature in AREAL for place in held.candidates[:2]):
            return (replace(held, area=True), grown[1]) if held and not held.kind else grown
    if grown is not None and isinstance(grown[0], Between) and words.word(begin) == "between":
        return grown
    line = grown is not None and isinstance(grown[0], _LINES) and words.word(begin) in {"on", "along", "at"}
    return grown if line else None
