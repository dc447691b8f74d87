"""Several things said of one place: Jagang Province, 20 km east of Kanggye; northern Idlib near the Turkish border."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, inner, joined
from geoevents.expressions.border import Border
from geoevents.expressions.coast import Coast
from geoevents.expressions.near import Near
from geoevents.expressions.offset import Offset
from geoevents.expressions.offshore import Offshore

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import PlaceExpression, Resolution

_MOST_PARTS = 5
_SAID_OF = (Near, Offset, Offshore)
_LINES = (Border, Coast)
_WIDER = 0.95


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
        "northern Israel on the border with Lebanon": "together(part(north, Israel), border(here, Lebanon))",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """What is said."""
        return self.parts

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """NODE [,] NODE that says more of the same place."""
        first = words.unit(at)
        if first is None:
            return None
        parts, end = [first[0]], first[1]
        while len(parts) < _MOST_PARTS:
            more = _more(words, end)
            if more is None:
                break
            parts.append(more[0])
            end = more[1]
        return (cls(words.span(at, end), tuple(parts)), end) if len(parts) > 1 else None

    def short(self) -> str:
        """``together(A, B)``."""
        return f"together({', '.join(part.short() for part in self.parts)})"

    def shape(self, ground: Ground) -> Resolution:
        """The intersection; widened once, openly, where it is empty."""
        answer = Answer(self, ground)
        found = [answer.part(part) for part in self.parts]
        from geoevents.expressions.footprints import common  # noqa: PLC0415  needs shapely

        geometry = common([part.shape for part in found if part.shape])
        if geometry.is_empty and ground.coverage < _WIDER:
            wider = replace(ground, coverage=_WIDER)
            wide = [wider.shape(part) for part in self.parts]
            geometry = common([part.shape for part in wide if part.shape])
            if not geometry.is_empty:
                answer.score *= 0.6
                answer.why.append(f"the footprints do not meet; widened to those that hold {_WIDER:.0%}, they do")
        name = joined([inner(part) for part in found])
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


def _more(words: Words, at: int) -> Grown | None:
    """What else is said of the place, behind a comma or a preposition."""
    begin = at + 1 if words.word(at) == "," else at
    prep = words.word(begin) in {"in", "on", "along", "at"}
    grown = words.unit(begin + 1 if prep else begin)
    if grown is not None and isinstance(grown[0], _SAID_OF):
        return grown
    line = grown is not None and isinstance(grown[0], _LINES) and words.word(begin) in {"on", "along", "at"}
    return grown if line else None
