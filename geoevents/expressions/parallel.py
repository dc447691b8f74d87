"""A circle of latitude or longitude by its number: the 17th parallel; the 141st meridian east."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, unplaced
from geoevents.expressions.lengths import number

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Resolution

_SUFFIXES = frozenset({"th", "st", "nd", "rd"})
_SIGN = {"north": 1.0, "south": -1.0, "east": 1.0, "west": -1.0}
_MOST = {"parallel": 90.0, "meridian": 180.0}
_STEP_DEG = 1.0


@dataclass(frozen=True, slots=True)
class Parallel(Node):
    """A parallel or a meridian. ``degrees`` is negative in the south and the west; ``kind`` parallel or meridian."""

    degrees: float = 0.0
    kind: str = "parallel"

    FIRST: ClassVar[frozenset[str]] = frozenset({"the", "#number"})
    EXAMPLES: ClassVar[dict[str, str]] = {
        "the 17th parallel": "parallel(17)",
        "the 60th parallel south": "parallel(-60)",
        "the 141st meridian east": "meridian(141)",
        "the 49th parallel north": "parallel(49)",
    }

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """[the] NUMBER parallel | meridian [WIND]."""
        begin = words.the(at)
        found = number(words, begin)
        if found is None or words.word(found[1]) not in _SUFFIXES or words.word(found[1] + 1) not in _MOST:
            return None
        kind, end = words.word(found[1] + 1), found[1] + 2
        wind = words.word(end) if (words.word(end) in {"north", "south"}) == (kind == "parallel") else ""
        sign = _SIGN.get(wind, 1.0)
        end += wind in _SIGN and words.word(end + 1) != "of"
        return cls(words.span(at, end), sign * found[0], kind), end

    def short(self) -> str:
        """``parallel(-60)``."""
        return f"{self.kind}({self.degrees:g})"

    def shape(self, ground: Ground) -> Resolution:
        """The whole circle; of a meridian the half from pole to pole."""
        if abs(self.degrees) > _MOST[self.kind]:
            return unplaced(self, f"there is no {self.kind} {self.degrees:g}")
        answer = Answer(self, ground)
        written = self.span.text.lower().removeprefix("the ") if self.span else ""
        known = next((place for place in ground.gazetteer.find(written) if place.feature == "line"), None)
        if known is not None:  # the 38th parallel is a line of its own in Korea
            answer.places.append(known)
            answer.why.append(f"{known.name} is {known.id} ({known.feature})")
            return answer.done(lambda: known.geometry, dimension=1, precision="line", name=known.name)
        side = ("south", "north") if self.kind == "parallel" else ("west", "east")
        name = f"{self.kind} {abs(self.degrees):g}° {side[self.degrees >= 0]}"
        answer.why.append(f"{name}: the whole circle" if self.kind == "parallel" else f"{name}: from pole to pole")

        def load() -> object:
            import numpy as np  # noqa: PLC0415
            import shapely  # noqa: PLC0415

            most = 180.0 if self.kind == "parallel" else 90.0
            along = np.arange(-most, most + _STEP_DEG / 2, _STEP_DEG)
            fixed = np.full(len(along), self.degrees)
            return shapely.LineString(np.column_stack((along, fixed) if self.kind == "parallel" else (fixed, along)))

        return answer.done(load, dimension=1, precision="line", name=name, error_m=1_000.0)
