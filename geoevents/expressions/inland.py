"""Behind a coast: 30 miles inland from Mogadishu; 50 km inland of the Libyan coast; 10 km inland."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, inner
from geoevents.expressions.from_coast import FromCoast
from geoevents.expressions.here import Here
from geoevents.expressions.lengths import distance_text, length

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Resolution

# Coverage -> share of the distance as said: those of distances without a wind (benchmarks/fit_relations.py).
_ALL = -999.0
BAND = {0.5: (0.71, 0.97), 0.8: (0.6, 1.05), 0.95: (0.45, 1.2)}


@dataclass(frozen=True, slots=True)
class Inland(FromCoast):
    """Land so far behind a coast."""

    EXAMPLES: ClassVar[dict[str, str]] = {
        "30 miles inland from Mogadishu": "inland(30 miles, Mogadishu)",
        "about 50 km inland from the coast of Libya": "inland(50 km, coast(Libya))",
        "10 km inland": "inland(10 km, here)",
        "20 km inland of Banias": "inland(20 km, Banias)",
    }

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """LENGTH inland [from | of WHAT]."""
        measured = length(words, at)
        if measured is None or words.word(measured[1]) != "inland":
            return None
        said, end = measured[0], measured[1] + 1
        whose = words.operand(end + 1) if words.word(end) in {"from", "of"} else None
        if whose is None:
            return cls(words.span(at, end), Here(None), said), end
        return cls(words.span(at, whose[1]), whose[0], said), whose[1]

    def short(self) -> str:
        """``inland(30 miles, Mogadishu)``."""
        return f"inland({self.said.text if self.said else ''}, {self.of.short()})"

    def shape(self, ground: Ground) -> Resolution:
        """The strip of the country's land between two distances from that coast."""
        import shapely  # noqa: PLC0415  heavy

        from geoevents import geodesy  # noqa: PLC0415
        from geoevents.expressions.footprints import without_detail  # noqa: PLC0415
        from geoevents.expressions.shore import Shore  # noqa: PLC0415
        from geoevents.expressions.shores import as_lines  # noqa: PLC0415

        answer = Answer(self, ground)
        name, shores = self.coast.shores(answer)
        low, high = self.band_m(*BAND[ground.coverage])
        code = next((shore.part.country for shore in shores), "")
        if not code:
            raise answer.fail(f"{name} bounds no country")
        line = without_detail(as_lines(shores), high)
        west, south, east, north = line.bounds
        reach = high / 111_000 * 3
        land = shapely.clip_by_rect(
            ground.gazetteer.country(code).geometry, west - reach, south - reach, east + reach, north + reach
        )
        strip = geodesy.clip(geodesy.valid(land), geodesy.buffer_m(line, high, quad_segs=4))
        everywhere = [Shore(part, part.lon > _ALL) for part in ground.gazetteer.coasts(code)]
        shore = shapely.clip_by_rect(as_lines(everywhere), west - reach, south - reach, east + reach, north + reach)
        strip = geodesy.valid(strip.difference(geodesy.buffer_m(without_detail(shore, low), low, quad_segs=4)))
        whose = name if isinstance(self.of, Here) else inner(ground.shape(self.of))
        called = f"{self.said.text if self.said else ''} inland from {whose}"
        if strip.is_empty:
            raise answer.fail(f"{called}: the land is not that deep")
        answer.why.append(f"{called}: land {distance_text(low)} to {distance_text(high)} from that coast")
        return answer.done(strip, dimension=2, precision="near", name=called, coverage=ground.coverage)
