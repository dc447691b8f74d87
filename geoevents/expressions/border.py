"""A border, as a line: between Syria and Turkey; the Syrian-Turkish border; the maritime border with South Korea."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, joined
from geoevents.expressions.between import two_units
from geoevents.expressions.here import Here
from geoevents.expressions.lengths import wind, wind_name
from geoevents.expressions.named import Named
from geoevents.expressions.several import Several
from geoevents.expressions.vocabulary import DASHES, WIND_WORDS
from geoevents.expressions.words import Phrases

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Place, PlaceExpression, Resolution

_BORDER = frozenset({"border", "borders", "frontier", "boundary", "borderline", "borderland", "borderlands"})
_MEDIUM = {"maritime": "sea", "sea": "sea", "marine": "sea", "land": "land"}
_DE_FACTO = (("de", "facto"), ("de", "-", "facto"), ("disputed",), ("contested",), ("informal",))
_PLAIN = frozenset(
    "state provincial regional county shared common mutual joint international official heavily fortified long "
    "porous tense volatile rugged mountainous desert".split()
)
_EACH_OTHER = Phrases(
    f"between {the}two {who}" for the in ("the ", "") for who in ("countries", "nations", "neighbors", "neighbours")
)
_BELT = frozenset({"area", "areas", "region", "regions", "zone", "line", "strip", "crossing"})
_NOT_AFTER = frozenset(
    "guard guards town towns village villages police patrol patrols security control controls force forces "
    "post posts troops dispute city fence wall crossings checkpoint state states".split()
)


@dataclass(frozen=True, slots=True)
class Border(Node):
    """The line between two countries or regions, or all borders of one.

    Parameters
    ----------
    a, b
        The two sides; ``b`` is None for all borders of ``a``.
    medium
        ``land``, ``sea`` or "" where the words do not say.
    de_facto
        Whether a line in force, not one in law, is meant.
    side
        Degrees of the wind of "its northern border".
    """

    a: Node
    b: Node | None = None
    medium: str = ""
    de_facto: bool = False
    side: float | None = None

    FIRST: ClassVar[frozenset[str]] = (
        _BORDER
        | WIND_WORDS
        | _PLAIN
        | frozenset(_MEDIUM)
        | {"the", "its", "their", "de", "disputed", "contested", "#name"}
    )
    EXAMPLES: ClassVar[dict[str, str]] = {
        "the border between Syria and Turkey": "border(Syria, Turkey)",
        "the Syrian-Turkish border": "border(Syria, Turkey)",
        "the Israel-Lebanon border": "border(Israel, Lebanon)",
        "Syria's border with Turkey": "border(Syria, Turkey)",
        "the Turkish border": "border(Turkey)",
        "the border with Iraq": "border(here, Iraq)",
        "the border": "border(here)",
        "the de facto maritime border with South Korea": "border(sea, de facto, here, South Korea)",
        "the maritime border between Greece and Turkey": "border(sea, Greece, Turkey)",
        "Israel's northern border": "border(north, Israel)",
        "the border with Switzerland and Liechtenstein": "border(here, Switzerland and Liechtenstein)",
        "the Saudi border with Yemen": "border(Saudi Arabia, Yemen)",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """Both sides."""
        return (self.a,) if self.b is None else (self.a, self.b)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """[whose | A-B] [de facto] [maritime] border [between A and B | with B | of A]."""
        pair = _pair(words, words.the(at))
        owner = None if pair else words.owner(at)
        begin = pair[2] if pair else owner[1] if owner else words.the(at)
        de_facto, medium, side, end = _adjectives(words, begin)
        if words.word(end) not in _BORDER:
            return None
        end += 1
        if words.word(end) in _NOT_AFTER:
            return None
        end += words.word(end) in _BELT
        if pair is not None:
            return cls(words.span(at, end), pair[0], pair[1], medium, de_facto, side), end
        sides = _sides(words, end, owner[0] if owner else None)
        if sides is not None:
            a, b, end = sides
            return cls(words.span(at, end), _area(a), b and _area(b), medium, de_facto, side), end
        each_other = _EACH_OTHER.at(words, end)
        end = each_other[1] if each_other else end
        if owner is None and words.word(at) != "the" and not words.alone:
            return None
        return cls(words.span(at, end), owner[0] if owner else Here(None), None, medium, de_facto, side), end

    def short(self) -> str:
        """``border(sea, Greece, Turkey)``."""
        words = [
            self.medium,
            "de facto" if self.de_facto else "",
            wind_name(self.side) if self.side is not None else "",
        ]
        return f"border({', '.join([*filter(None, words), *(node.short() for node in (self.a, self.b) if node)])})"

    def shape(self, ground: Ground) -> Resolution:
        """A curated line first, then the shared land border, then, labelled, the line of equal distance."""
        from geoevents.expressions import lines  # noqa: PLC0415  needs shapely

        answer = Answer(self, ground)
        if isinstance(self.b, Several):
            return lines.all_of([replace(self, b=part) for part in self.b.parts], answer)
        a = _country(self.a, answer)
        if self.b is not None:
            b = _country(self.b, answer)
            if b is None and isinstance(self.a, Here) and a is not None:
                return lines.around_region(self.b, answer, outside=a)
            if a is None or b is None or (a.country == b.country and a.id != b.id):
                return lines.of_regions(self.a, self.b, answer)
            if a.id != b.id:
                return lines.between(a, b, self.medium, answer, de_facto=self.de_facto)
            # "the border with Germany", told in Germany: with whom is left open
        if a is None:
            return lines.around_region(self.a, answer)
        return self._of_one(a, answer)

    def _of_one(self, a: Place, answer: Answer) -> Resolution:
        """The border of one country: with the neighbor in focus, else all of them."""
        from geoevents.expressions import lines  # noqa: PLC0415

        here, gazetteer = answer.ground.focus.country, answer.ground.gazetteer
        if here is not None and a.country and here.country in gazetteer.neighbors(a.country):
            answer.why.append(f"seen from {here.name} ({answer.ground.focus.because or 'it is in focus'})")
            answer.places.append(here)
            return lines.between(here, a, self.medium, answer, de_facto=self.de_facto)
        return lines.all_borders(a, self.medium, self.side, answer)


def _area(node: Node) -> Node:
    """Borders are those of areas: of "the border with Washington" the state is meant."""
    return replace(node, area=True) if isinstance(node, Named) and not node.kind else node


def _pair(words: Words, at: int) -> tuple[Node, Node, int] | None:
    """``Syrian-Turkish``, ``Israel-Lebanon``."""
    first = words.name(at)
    if first is None or words.word(first[0]) not in DASHES:
        return None
    second = words.name(first[0] + 1)
    if second is None:
        return None
    a = Named(words.span(at, first[0]), first[1][0].name, first[1])
    b = Named(words.span(first[0] + 1, second[0]), second[1][0].name, second[1])
    return a, b, second[0]


def _adjectives(words: Words, at: int) -> tuple[bool, str, float | None, int]:
    """De facto, medium, side, and where the noun should stand."""
    de_facto, medium, side, end = False, "", None, at
    for _ in range(5):
        form = next((form for form in _DE_FACTO if tuple(words.low[end : end + len(form)]) == form), None)
        blown = wind(words, end)
        if form:
            de_facto, end = True, end + len(form)
        elif words.word(end) in _MEDIUM:
            medium, end = _MEDIUM[words.word(end)], end + 1
        elif words.word(end) in _PLAIN:
            end += 1
        elif blown is not None:
            side, end = blown
        else:
            break
    return de_facto, medium, side, end


def _sides(words: Words, at: int, owner: Node | None) -> tuple[Node, Node | None, int] | None:
    word = words.word(at)
    if word == "between" and owner is None:
        return two_units(words, at + 1, "and")
    if word == "with" or (word == "to" and words.alone):
        other = words.operand(at + 1)
        return (owner or Here(None), other[0], other[1]) if other else None
    if word == "of" and owner is None:
        pair = two_units(words, at + 1, "and")
        if pair is not None:
            return pair
        whole = words.unit(at + 1)
        return (whole[0], None, whole[1]) if whole else None
    return None


def _country(node: Node, answer: Answer) -> Place | None:
    """The country a side means, or None if it is another kind of place."""
    if isinstance(node, Here):
        return node.chosen(answer)
    if isinstance(node, Named):
        place = node.chosen(answer)
        return place if place.feature == "country" and place.country else None
    return None


def border_name(a: str, b: str | None, medium: str) -> str:
    """``border between Syria and Turkey``."""
    kind = {"sea": "maritime border", "land": "land border"}.get(medium, "border")
    return f"{kind} between {joined((a, b))}" if b else f"borders of {a}"
