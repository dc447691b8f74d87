"""What lies off a coast and what lies behind it have in common: the coast and the distance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Node
from geoevents.expressions.coast import Coast
from geoevents.expressions.lengths import LENGTH_WORDS, Length

if TYPE_CHECKING:
    from geoevents.model import PlaceExpression


@dataclass(frozen=True, slots=True)
class FromCoast(Node):
    """So far from a coast. ``of`` is the coast, or what lies on it; ``said`` the distance, or None."""

    of: Node
    said: Length | None = None

    FIRST: ClassVar[frozenset[str]] = LENGTH_WORDS

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """The coast, or what lies on it."""
        return (self.of,)

    @property
    def coast(self) -> Coast:
        """The coast that the distance counts from."""
        return self.of if isinstance(self.of, Coast) else Coast(self.of.span, self.of)

    def band_m(self, near: float, far: float) -> tuple[float, float]:
        """Meters from the coast, by the shares of the distance that the footprint begins and ends at."""
        return (near * self.said.low_m, far * self.said.high_m) if self.said else (0.0, 0.0)
