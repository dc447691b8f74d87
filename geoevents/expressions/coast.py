"""A coast, as a line: both coasts of Korea; its east coast; Yemen's Red Sea coast; the Mediterranean coast of Egypt."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.bank import Bank
from geoevents.expressions.base import Answer, Grown, Node, joined
from geoevents.expressions.here import Here
from geoevents.expressions.kinds import WATER
from geoevents.expressions.lengths import wind, wind_name
from geoevents.expressions.named import Named
from geoevents.expressions.several import Several
from geoevents.expressions.stream import is_river
from geoevents.expressions.vocabulary import WIND_WORDS

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.shore import Shore
    from geoevents.expressions.words import Words
    from geoevents.model import Place, PlaceExpression, Resolution

_COAST = frozenset(
    {"coast", "coasts", "coastline", "coastlines", "shore", "shores", "shoreline", "seaboard", "littoral"}
)
_SHORE = frozenset({"shore", "shores", "shoreline"})
_STRIP = frozenset("strip area areas belt region regions zone plain road highway districts".split())
_WHOLE = frozenset({"entire", "whole", "long", "rocky", "own", "eastern-most"})
_NOT_AFTER = frozenset("guard guards guardsman guardsmen path watch party leave city cities town towns village".split())
# Short names of seas, in the order in which a coast is looked for on them: "Iran's Gulf coast", "the Gulf Coast".
_SHORT_SEAS = {"gulf": ("Gulf of Mexico", "Persian Gulf", "Gulf of California"), "arctic": ("Arctic Ocean",)}
_LAND = 0.9  # km: the outlines of the gazetteer at 1:10,000,000


@dataclass(frozen=True, slots=True)
class Coast(Node):
    """The coast of something, all of it or one side.

    Parameters
    ----------
    of
        Whose coast; `Here` where the words do not say.
    sides
        Degrees of the winds that it must face; empty for all.
    both
        "Both coasts": the two that the country is known for having.
    sea
        The sea that it must lie on.
    central
        The middle of its length: "Vietnam's central coast".
    """

    of: Node
    sides: tuple[float, ...] = ()
    both: bool = False
    sea: Named | None = None
    central: bool = False

    FIRST: ClassVar[frozenset[str]] = (
        _COAST | WIND_WORDS | {"the", "its", "their", "both", "sea", "coastal", "central", "#name"}
    )
    EXAMPLES: ClassVar[dict[str, str]] = {
        "both coasts of North Korea": "coast(both, North Korea)",
        "North Korea's east coast": "coast(east, North Korea)",
        "the coast of Somalia": "coast(Somalia)",
        "the Somali coast": "coast(Somalia)",
        "its west coast": "coast(west, here)",
        "both coasts": "coast(both, here)",
        "the east and west coasts of Malaysia": "coast(east and west, Malaysia)",
        "the east coast of northern Honshu": "coast(east, part(north, Honshu))",
        "the Mediterranean coast of Egypt": "coast(Mediterranean, Egypt)",
        "Yemen's Red Sea coast": "coast(Red Sea, Yemen)",
        "the US East Coast": "coast(east, US)",
        "Iran's Gulf coast": "coast(Gulf sea, Iran)",
        "the coastal strip of Libya": "coast(Libya)",
        "the south-west coast of Crete": "coast(southwest, Crete)",
        "Vietnam's central coast": "coast(central, Vietnam)",
    }

    def _on_the_sea(self, whole: list[Shore], answer: Answer) -> tuple[Place, list[Shore]]:
        """The sea that is meant, and the shores on it; of several seas of one short name the first that is there."""
        from geoevents.expressions import shores as ashore  # noqa: PLC0415  needs numpy

        assert self.sea is not None
        gazetteer = answer.ground.gazetteer
        if self.sea.kind == "sea" and len(self.sea.candidates) > 1:
            for sea in self.sea.candidates:
                found = ashore.on_sea(whole, gazetteer, sea)
                if found:
                    answer.places.append(sea)
                    return sea, found
        sea = self.sea.chosen(answer)
        return sea, ashore.on_sea(whole, gazetteer, sea)

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """Whose coast, and the sea."""
        return (self.of,) if self.sea is None else (self.of, self.sea)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """[both | owner] [SIDE and SIDE | SEA] coast [of WHOSE]."""
        owner = words.owner(at) if _short_sea(words, words.the(at)) is None else None
        begin = owner[1] if owner else words.the(at)
        both = words.word(begin) == "both"
        if both:
            begin = words.the(begin + 1)
            begin += words.word(begin) in {"its", "their"}
        begin += words.word(begin) in _WHOLE
        if owner is None:
            owner = words.owner(begin) if both else None
            begin = owner[1] if owner else begin
        if owner is None:
            owner = _owner_before_side(words, begin)
            begin = owner[1] if owner else begin
        central = words.word(begin) == "central"
        sides, end = _sides(words, begin + central)
        hit = _short_sea(words, end) or _beside(words, end) if not sides or _noun(words, end) is None else None
        named, end = hit or (None, end)
        noun = _noun(words, end)
        if noun is None or words.word(noun) in _NOT_AFTER:
            return None
        end = noun
        whose = owner[0] if owner else None
        inner = words.operand(end + 1) if words.word(end) == "of" and whose is None else None
        if inner is not None:
            whose, end = inner
        if named is not None and named.kind == "sea" and whose is None:
            whose = _conventional(words, named)
        sea = named if named is not None and _is_sea(named) and (whose is not None or not words.alone) else None
        if named is not None and sea is None and whose is not None:
            return None
        of = whose or (named if sea is None else None) or Here(None)
        if isinstance(of, Named) and _flows(of, words.word(noun - 1)):
            return Bank(words.span(at, end), of, sides[0] if sides else "both"), end  # a river has no other coast
        bare = whose is None and named is None and not sides and not both and words.low[begin - 1 : begin] != ["the"]
        if bare and not words.alone:
            return None  # "coast" alone is no particular coast
        return cls(words.span(at, end), of, sides, both, sea, central), end

    def short(self) -> str:
        """``coast(east, North Korea)``."""
        which = (
            "both"
            if self.both
            else "central"
            if self.central
            else joined(map(wind_name, self.sides)) or (self.sea.short() if self.sea else "")
        )
        return f"coast({f'{which}, ' if which else ''}{self.of.short()})"

    def shape(self, ground: Ground) -> Resolution:
        """The shore by topology, cut to the sides or the sea that are said."""
        answer = Answer(self, ground)
        name, shores = self.shores(answer)
        from geoevents.expressions.shores import as_lines  # noqa: PLC0415  needs shapely

        lines = as_lines(shores)
        if lines.is_empty:
            raise answer.fail(f"{name}: the outline in the gazetteer is too coarse to tell")
        answer.choice = "any"
        return answer.done(lines, dimension=1, precision="coast", name=name, error_m=1000 * _LAND)

    def shores(self, answer: Answer) -> tuple[str, list[Shore]]:
        """The name in words and the stretches of shore, by vertex.

        Raises
        ------
        UnplacedError
            There is no such coast; the reason says why.
        """
        if isinstance(self.of, Several):
            answer.choice = "any"
            parts = [replace(self, of=part).shores(answer) for part in self.of.parts]
            return joined(name for name, _ in parts), [shore for _, shores in parts for shore in shores]
        from geoevents.expressions import shores as ashore  # noqa: PLC0415  needs numpy

        whole, name, outline = ashore.shores_of(self.of, answer)
        if not whole:
            raise answer.fail(f"{name} has no coast in the gazetteer")
        if self.both:
            return ashore.both_coasts(whole, name, outline, answer)
        found = whole
        called = f"coast of {name}"
        if self.sea is not None:
            sea, found = self._on_the_sea(whole, answer)
            called = f"{sea.name} coast of {name}"
            if not found:
                raise answer.fail(f"the gazetteer knows no coast of {name} on the {sea.name}")
            answer.why.append(f"{called}: where the nearest sea is the {sea.name} or a sea within it")
        for side in self.sides[:1]:
            called = f"{joined(map(wind_name, self.sides))} coast of {name}"
            found = [shore for wanted in self.sides for shore in ashore.facing_or_there(found, wanted, outline)]
            if not found:
                raise answer.fail(f"no coast of {name} faces {wind_name(side)}")
            answer.why.append(f"{called}: where the land opens to the {joined(map(wind_name, self.sides))}")
        if self.central:
            called, found = f"central {called}", ashore.middle(found)
            answer.why.append(f"{called}: the middle of its length")
        elif not self.sides and self.sea is None:
            answer.why.append(f"{called}: every shore that is not a land border")
        return called, found


def _flows(of: Named, noun: str) -> bool:
    """Whether a river is meant: the likeliest place of that name is one, or it has a shore (no land has one)."""
    likely = of.candidates[:1] if noun not in _SHORE else of.candidates
    return bool(likely) and is_river(replace(of, candidates=likely))


def _noun(words: Words, at: int) -> int | None:
    """Behind "coast", "sea shore", "coastal strip"."""
    at += words.word(at) == "sea" and words.word(at + 1) in _COAST
    if words.word(at) in _COAST:
        return at + 1
    return at + 2 if words.word(at) == "coastal" and words.word(at + 1) in _STRIP else None


def _owner_before_side(words: Words, at: int) -> Grown | None:
    """``US`` of "the US East Coast": a name directly before the side of its coast."""
    hit = _beside(words, at)
    plain = _sides(words, at)
    if hit is None or is_water(hit[0].candidates[0]) or (plain[0] and _noun(words, plain[1]) is not None):
        return None
    last = hit[1] - 1
    if last > at and words.word(last) in WIND_WORDS and words.word(hit[1]) in _COAST:  # "US West" has the name too
        places = words.find(words.span(at, last).text)
        hit = (Named(words.span(at, last), words.span(at, last).text, places), last) if places else hit
    sides, end = _sides(words, hit[1])
    return hit if sides and words.word(end) in _COAST else None


def _conventional(words: Words, named: Named) -> Node | None:
    """Whose the Gulf Coast is where the words do not say: that of the United States is the one with a name."""
    united = words.find("United States")
    return Named(None, "United States", united[:1]) if named.name == "Gulf" and words.alone and united else None


def _short_sea(words: Words, at: int) -> tuple[Named, int] | None:
    """``Gulf`` or ``Arctic`` before "coast": whichever sea of that short name the land lies on."""
    word = words.word(at)
    if word not in _SHORT_SEAS or words.word(at + 1) not in _COAST:
        return None
    places = tuple(place for name in _SHORT_SEAS[word] for place in words.find(name) if is_water(place))
    return (Named(words.span(at, at + 1), words.written(at), places, "sea"), at + 1) if places else None


def _sides(words: Words, at: int) -> tuple[tuple[float, ...], int]:
    """``east`` or ``east and west``."""
    found = wind(words, at)
    if found is None:
        return (), at
    sides: tuple[float, ...] = (found[0],)
    end = found[1]
    if words.word(end) in {"and", "or"}:
        more = wind(words, end + 1)
        if more is not None:
            sides, end = (*sides, more[0]), more[1]
    return sides, end


def _beside(words: Words, at: int) -> tuple[Named, int] | None:
    """The name directly before "coast": a sea ("Red Sea coast") or the land itself ("Crimea coast")."""
    hit = words.name(at)
    if hit is None:
        return None
    end, places = hit
    places = tuple(p for p in places if words.alone or p.matched_as in {"name", "alias", "adjective", "abbreviation"})
    return (Named(words.span(at, end), words.span(at, end).text, places), end) if places else None


def _is_sea(named: Named) -> bool:
    return bool(named.candidates) and any(is_water(place) for place in named.candidates[:3])


def is_water(place: Place) -> bool:
    """Whether the place is a sea, gulf, strait, ..."""
    return place.feature in WATER
