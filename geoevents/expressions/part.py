"""A part of an area: northern Israel; south-east Turkey; central Mali; the far west of Texas; the country's north."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar, TypeGuard

from geoevents.expressions.base import Answer, Grown, Node, inner
from geoevents.expressions.kinds import NAMES
from geoevents.expressions.lengths import wind, wind_name
from geoevents.expressions.name_words import before_possessive
from geoevents.expressions.named import Named
from geoevents.expressions.vocabulary import OWNS, WIND_WORDS

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Place, PlaceExpression, Resolution

_CENTRAL = frozenset({"central", "downtown", "mid", "middle"})
_CENTER = frozenset({"center", "centre", "heart", "middle"})
_CENTERS = frozenset({"center", "centre"})
_TOWN = frozenset({"city", "town", "village"})
_OWNERS = OWNS | {"its", "their"}
_FAR = frozenset({"far", "extreme", "remote", "deep"})
_PIECES = frozenset(
    "part parts half third portion region regions area areas end tip corner side section reaches districts "
    "outskirts countryside suburbs zone zones district neighborhoods neighbourhoods edge".split()
)
_TIPS = frozenset({"tip", "corner", "end"})
# Coverage -> where the part begins on the axis from the far side (0) to the named side (1), and for "central" how far
# it reaches from the middle, as a share of half the width. Measured: benchmarks/fit_relations.py.
CARDINAL = {0.5: 0.82, 0.8: 0.66, 0.95: 0.50}
DIAGONAL = {0.5: 0.84, 0.8: 0.70, 0.95: 0.52}
CENTRAL = {0.5: 0.27, 0.8: 0.47, 0.95: 0.70}
FAR = {0.5: 0.92, 0.8: 0.85, 0.95: 0.70}


@dataclass(frozen=True, slots=True)
class Part(Node):
    """A side or the middle of something.

    Parameters
    ----------
    of
        What it is a part of.
    direction
        Degrees clockwise from north; None for the middle.
    far
        "The far west".
    """

    of: Node
    direction: float | None = None
    far: bool = False

    FIRST: ClassVar[frozenset[str]] = WIND_WORDS | _CENTRAL | _CENTER | _FAR | _TOWN | {"the", "its", "#name"}
    EXAMPLES: ClassVar[dict[str, str]] = {
        "northern Israel": "part(north, Israel)",
        "south-eastern Turkey": "part(southeast, Turkey)",
        "northern Idlib province": "part(north, Idlib province)",
        "the far west of Texas": "part(far west, Texas)",
        "central Mali": "part(central, Mali)",
        "the northern part of Iraq": "part(north, Iraq)",
        "Israel's north": "part(north, Israel)",
        "the country's south-west": "part(southwest, here)",
        "the center of Sudan": "part(central, Sudan)",
        "Aleppo city center": "part(central, Aleppo)",
        "the center of Prague": "part(central, Prague)",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """The whole."""
        return (self.of,)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """[the] [far] WIND [part of | of] WHOLE, or WHOLE's WIND."""
        return (
            cls.bare(words, words.the(at)) or cls._with_of(words, at) or cls._owned(words, at) or cls._center(words, at)
        )

    @classmethod
    def bare(cls, words: Words, at: int) -> Grown | None:
        """``northern Israel``: the wind directly before a name."""
        begin = at + 1 if words.word(at) in _FAR else at
        found = _where(words, begin)
        if found is None:
            return None
        direction, end = found
        inner = before_possessive(words, end) or words.unit(end)
        if inner is None or not _has_sides(inner[0]) or words.word(end) == "the":
            return None
        return cls(words.span(at, inner[1]), _as_area(inner[0]), direction, begin > at), inner[1]

    @classmethod
    def _with_of(cls, words: Words, at: int) -> Grown | None:
        begin = words.the(at)
        begin += words.word(begin) in _FAR or (words.word(begin) in _TOWN and words.word(begin + 1) in _CENTER)
        found = _where(words, begin)
        if found is None and words.word(begin) in _CENTER:
            found = None, begin + 1
        if found is None:
            return None
        direction, end = found
        pieces = end
        while words.word(end) in _PIECES and end < begin + 8:
            end += 1
        far = words.word(begin - 1) in _FAR or words.word(end - 1) in _TIPS
        if words.word(at) != "the" and end == pieces and direction is not None:
            return None  # "north of Israel" is an offset, "the north of Israel", "northern parts of Israel" are parts
        inner = words.unit(words.the(end + 1)) if words.word(end) == "of" else None
        if inner is None or not _has_sides(inner[0]):
            return None
        return cls(words.span(at, inner[1]), _as_area(inner[0]), direction, far), inner[1]

    @classmethod
    def _owned(cls, words: Words, at: int) -> Grown | None:
        whole = words.owner(at)
        if whole is None or words.word(whole[1] - 1) not in _OWNERS:
            return None
        begin = whole[1] + (words.word(whole[1]) in _FAR)
        found = wind(words, begin)
        if found is None:
            return None
        direction, end = found
        whole_pieces = end
        while words.word(end) in _PIECES and end < begin + 8:  # "Kyiv's western outskirts"
            end += 1
        if end == whole_pieces and words.word(begin).endswith(("ern", "erly")):
            return None
        if words.word(end) in {"coast", "coasts", "of", "shore"} or words.name(end) is not None:
            return None
        return cls(words.span(at, end), _as_area(whole[0]), direction, begin > whole[1]), end

    @classmethod
    def _center(cls, words: Words, at: int) -> Grown | None:
        """``Aleppo city center``, "Gungahlin Town Centre"."""
        hit = words.name(at)
        if hit is None:
            return None
        end = hit[0] + (words.word(hit[0]) in _TOWN)
        if words.word(end) not in _CENTERS:
            return None
        towns = tuple(place for place in hit[1] if place.feature == "settlement" and place.matched_as in NAMES)
        name = words.span(at, hit[0])
        return (cls(words.span(at, end + 1), Named(name, name.text, towns)), end + 1) if towns else None

    def short(self) -> str:
        """``part(north, Israel)``."""
        return f"part({'far ' if self.far else ''}{self._side()}, {self.of.short()})"

    def _side(self) -> str:
        return "central" if self.direction is None else wind_name(self.direction)

    def shape(self, ground: Ground) -> Resolution:
        """The outline cut across the axis at the share that holds the stated coverage."""
        from geoevents.expressions.footprints import middle_part, side_part, town_part  # noqa: PLC0415  needs shapely

        answer = Answer(self, ground)
        whole = answer.part(self.of)
        assert whole.shape is not None
        side, name = self._side(), inner(whole)
        known = _with_a_name(f"{side}ern {name}", ground) if direction_is_plain(self) else None
        if known is not None:
            answer.places.append(known)
            answer.why.append(f"{side}ern {name} is {known.id} ({known.feature})")
            return answer.done(lambda: known.geometry, dimension=2, precision="region", name=known.name)
        called = f"{'far ' if self.far else ''}{side if self.direction is None else side + 'ern'} {name}"
        direction, outline = self.direction, whole.shape
        if outline.dimension != 2:
            answer.why.append(f"{called}: that side of the disc of {outline.error_m / 1000:.1f} km around {name}")
            return answer.done(
                lambda: town_part(outline.geometry, outline.error_m, direction),
                dimension=2,
                precision="near",
                name=called,
            )
        table = CENTRAL if direction is None else FAR if self.far else DIAGONAL if direction % 90 else CARDINAL
        share = table[ground.coverage]
        stated = f"holds {ground.coverage:.0%} of what is said to be there"
        precision = "admin1" if whole.precision == "country" else whole.precision or "region"
        if direction is None:
            answer.why.append(f"{called}: within {share:g} of the half-width around the middle of {name}; {stated}")
            return answer.done(
                lambda: middle_part(outline.geometry, share), dimension=2, precision=precision, name=called,
                coverage=ground.coverage,
            )  # fmt: skip
        answer.why.append(f"{called}: beyond {share:g} of the way across {name} towards the {side}; {stated}")
        return answer.done(
            lambda: side_part(outline.geometry, direction, share), dimension=2, precision=precision, name=called,
            coverage=ground.coverage,
        )  # fmt: skip


def direction_is_plain(part: Part) -> bool:
    """Whether it is one of the four winds and nothing more ("the country's north")."""
    return part.direction is not None and part.direction % 90 == 0 and not part.far


def _with_a_name(name: str, ground: Ground) -> Place | None:
    """A region that bears the name of the part, so that "Mali's north" is "northern Mali"."""
    return next((place for place in ground.gazetteer.find(name) if place.feature == "region"), None)


def _where(words: Words, at: int) -> tuple[float | None, int] | None:
    """The side and where its words end."""
    if words.word(at) in _CENTRAL:
        return None, at + 1
    return wind(words, at)


def _has_sides(whole: Node) -> TypeGuard[Named | Part]:
    """Whether it is something to have a part of; people are none, and "the South Pole" is not the south of Poland."""
    people = isinstance(whole, Named) and any(place.matched_as == "demonym" for place in whole.candidates[:1])
    return isinstance(whole, Named | Part) and not people


def _as_area(whole: Node) -> Node:
    return replace(whole, area=True) if isinstance(whole, Named) and not whole.kind else whole
