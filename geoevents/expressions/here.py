"""The country in focus, where the words name none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Node

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.model import Place, Resolution


@dataclass(frozen=True, slots=True)
class Here(Node):
    """The country in focus, where the words name none: "its east coast", "both coasts", "the border"."""

    EXAMPLES: ClassVar[dict[str, str]] = {}

    def short(self) -> str:
        """``here``."""
        return "here"

    def shape(self, ground: Ground) -> Resolution:
        """The outline of the country in focus."""
        answer = Answer(self, ground)
        place = self.chosen(answer)
        return answer.done(lambda: place.geometry, dimension=2, precision="country", name=place.name)

    def chosen(self, answer: Answer) -> Place:
        """The country in focus.

        Raises
        ------
        UnplacedError
            No country is in focus.
        """
        focus = answer.ground.focus
        if focus.country is None:
            raise answer.fail("the words name no country, and none is in focus")
        answer.why.append(f"{focus.country.name} ({focus.country.id}) is meant: {focus.because or 'it is in focus'}")
        answer.places.append(focus.country)
        answer.score = min(answer.score, 0.8)  # bound by context, not by words
        return focus.country
