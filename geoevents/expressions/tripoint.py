"""Where three countries meet: the tri-border area of Mali, Niger and Burkina Faso; the Iran-Iraq-Turkey tripoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, joined
from geoevents.expressions.lengths import distance_text
from geoevents.expressions.named import Named
from geoevents.expressions.several import Several
from geoevents.expressions.vocabulary import DASHES
from geoevents.expressions.words import Phrases

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import PlaceExpression, Resolution

_LEADS = Phrases(
    (
        "tri - border area", "tri - border region", "tri - border zone", "tri - border", "triborder area", "tripoint",
        "three - border area", "three - border region", "triple border", "triple frontier", "border triangle",
    )
)  # fmt: skip
_WHERE = Phrases(("where the borders of", "where"))
_MEET = Phrases(("meet", "converge", "come together", "intersect", "join"))
_THREE = 3
# Coverage -> km around the point where the borders meet: no data, a convention.
REACH = {0.5: 25.0, 0.8: 60.0, 0.95: 120.0}
_APART_DEG = 0.3  # borders that come so near meet, as the outlines draw them


@dataclass(frozen=True, slots=True)
class Tripoint(Node):
    """The surroundings of the point where the borders of three countries meet."""

    parts: tuple[Node, ...] = ()

    FIRST: ClassVar[frozenset[str]] = frozenset(
        {"the", "tri", "triborder", "tripoint", "three", "triple", "where", "#name"}
    )
    EXAMPLES: ClassVar[dict[str, str]] = {
        "the tri-border area of Mali, Niger and Burkina Faso": "tripoint(Mali, Niger, Burkina Faso)",
        "the tri-border region between Iran, Iraq and Turkey": "tripoint(Iran, Iraq, Turkey)",
        "the Syria-Iraq-Jordan tri-border area": "tripoint(Syria, Iraq, Jordan)",
        "the tri-border area where Mali, Niger and Burkina Faso meet": "tripoint(Mali, Niger, Burkina Faso)",
        "the tripoint of China, Laos and Vietnam": "tripoint(China, Laos, Vietnam)",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """The three."""
        return self.parts

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """LEAD of | between A, B and C, A-B-C LEAD, or [LEAD] where A, B and C meet."""
        begin = words.the(at)
        lead = _LEADS.at(words, begin)
        where = _WHERE.at(words, lead[1] if lead else at)
        listed = words.operand(words.the(where[1])) if where else None
        meet = _MEET.at(words, listed[1]) if listed else None
        if meet is not None and listed is not None and isinstance(listed[0], Several):
            three = len(listed[0].parts) == _THREE
            return (cls(words.span(at, meet[1]), listed[0].parts), meet[1]) if three else None
        if lead is not None and words.word(lead[1]) in {"of", "between"}:
            listed = words.operand(words.the(lead[1] + 1))
            three = listed is not None and isinstance(listed[0], Several) and len(listed[0].parts) == _THREE
            if listed is not None and three:
                return cls(words.span(at, listed[1]), listed[0].anchors), listed[1]  # type: ignore[arg-type]
            return None
        return cls._joined_by_dashes(words, at, begin)

    @classmethod
    def _joined_by_dashes(cls, words: Words, at: int, begin: int) -> Grown | None:
        parts: list[Node] = []
        while len(parts) < _THREE:
            hit = words.name(begin)
            if hit is None:
                return None
            parts.append(Named(words.span(begin, hit[0]), hit[1][0].name, hit[1]))
            begin = hit[0] + (words.word(hit[0]) in DASHES and len(parts) < _THREE)
            if len(parts) < _THREE and begin == hit[0]:
                return None
        lead = _LEADS.at(words, begin)
        return (cls(words.span(at, lead[1]), tuple(parts)), lead[1]) if lead else None

    def short(self) -> str:
        """``tripoint(Mali, Niger, Burkina Faso)``."""
        return f"tripoint({', '.join(part.short() for part in self.parts)})"

    def shape(self, ground: Ground) -> Resolution:
        """A disc around the point that the three borders share."""
        import shapely  # noqa: PLC0415  heavy

        from geoevents.geodesy import sector  # noqa: PLC0415

        answer = Answer(self, ground)
        places = [part.chosen(answer) for part in self.parts if isinstance(part, Named)]
        codes = [place.country or "" for place in places]
        name = f"tri-border area of {joined(place.name for place in places)}"
        pairs = [(a, b) for at, a in enumerate(codes) for b in codes[at + 1 :]]
        borders = [found[0].geometry for pair in pairs if (found := ground.gazetteer.borders(*pair))]
        if len(borders) < _THREE - 1:
            raise answer.fail(f"{name}: they do not all border on each other")
        link = shapely.shortest_line(borders[0], borders[-1])
        if link.length > _APART_DEG:
            raise answer.fail(f"{name}: their borders meet nowhere")
        at = link.centroid
        reach = REACH[ground.coverage] * 1000
        answer.why.append(
            f"{name}: {distance_text(reach)} around {abs(at.y):.2f}°{'S' if at.y < 0 else 'N'}"
            f" {abs(at.x):.2f}°{'W' if at.x < 0 else 'E'}, where their borders meet"
        )
        disc = sector(at.x, at.y, low_m=0, high_m=reach)
        return answer.done(disc, dimension=2, precision="near", name=name)
