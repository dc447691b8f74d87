"""Who holds it: occupied Kherson; rebel-held Idlib; Russian-occupied Crimea; the occupied part of Donetsk region.

Lines of control move from day to day and are in no gazetteer: all of the place stands for the part, and says so.
"""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, inner
from geoevents.expressions.named import Named
from geoevents.expressions.part import Part
from geoevents.expressions.vocabulary import DASHES
from geoevents.expressions.words import Phrases

if TYPE_CHECKING:
    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import PlaceExpression, Resolution

_HELD = frozenset("held controlled occupied run administered governed besieged dominated".split())
_ALONE = frozenset("occupied besieged liberated contested embattled annexed unoccupied".split())
_HOLDERS = frozenset(
    "rebel opposition government regime insurgent militia junta separatist jihadist army military loyalist gang enemy"
    " newly partially temporarily".split()
)
_PIECES = frozenset("part parts area areas territory territories portion portions side sector half".split())
# Pieces that no side of a conflict holds, but that are not the whole either: "the mountains of northern Iraq".
_PHRASES = (
    "parts of", "large parts of", "swaths of", "large swaths of", "the mountains of", "mountains of",
    "the hills of", "the jungles of", "the jungle of", "the forests of", "the highlands of", "rural areas of",
    "rural parts of", "rural", "the deserts of", "several areas of",
)  # fmt: skip
_SOME = Phrases(_PHRASES)
_SOME_FIRST = frozenset("parts large swaths mountains rural several".split())
_MOST_WORDS = 4  # of who holds it: "Hayat Tahrir al-Sham"
_PART_OF_IT = 0.6  # the score where only a part is meant, and not known which


@dataclass(frozen=True, slots=True)
class Held(Node):
    """A place by who holds it; ``how`` are the words that say so."""

    of: Node
    how: str = ""

    FIRST: ClassVar[frozenset[str]] = _ALONE | _HOLDERS | _SOME_FIRST | {"the", "#name"}
    EXAMPLES: ClassVar[dict[str, str]] = {
        "occupied Kherson": "held(occupied, Kherson)",
        "rebel-held Idlib": "held(rebel-held, Idlib)",
        "Russian-occupied Crimea": "held(Russian-occupied, Crimea)",
        "Houthi-controlled western Yemen": "held(Houthi-controlled, part(west, Yemen))",
        "the occupied part of Zaporizhzhia region": "held(occupied, Zaporizhzhia region)",
        "the mountains of northern Iraq": "held(the mountains of, part(north, Iraq))",
        "government-held areas of Syria": "held(government-held, Syria)",
    }

    @property
    def anchors(self) -> tuple[PlaceExpression, ...]:
        """The whole."""
        return (self.of,)

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """[WHO-]held [part of] PLACE."""
        some = _SOME.at(words, at)
        whole = words.unit(some[1]) if some is not None else None
        if some is not None and whole is not None and isinstance(whole[0], Named | Part):
            return cls(words.span(at, whole[1]), whole[0], some[0]), whole[1]
        begin = words.the(at)
        end = begin + 1 if words.word(begin) in _ALONE else _holder_end(words, begin)
        if end is None:
            return None
        how = words.span(begin, end).text
        if words.word(end) in _PIECES and words.word(end + 1) in {"of", "in"}:
            end = words.the(end + 2)
        whole = words.unit(end)
        if whole is None or not isinstance(whole[0], Named | Part) or words.word(end) == "the":
            return None
        return cls(words.span(at, whole[1]), whole[0], how), whole[1]

    def short(self) -> str:
        """``held(rebel-held, Idlib)``."""
        return f"held({self.how}, {self.of.short()})"

    def shape(self, ground: Ground) -> Resolution:
        """All of the place; of an area only a part may be meant."""
        answer = Answer(self, ground)
        whole = answer.part(self.of)
        shape = whole.shape
        assert shape is not None
        name = f"{self.how} {inner(whole)}"
        if shape.dimension == 2:
            answer.score = min(answer.score, _PART_OF_IT)
        what = "which part is meant" if self.how in _PHRASES else "who holds what"
        answer.why.append(f"{name}: {what} is not in the gazetteer; all of {inner(whole)} stands for it")
        return answer.done(
            lambda: shape.geometry, dimension=shape.dimension, precision=whole.precision or "region", name=name,
            error_m=shape.error_m,
        )  # fmt: skip


def _holder_end(words: Words, at: int) -> int | None:
    """Behind ``rebel-held``, ``Russian-occupied``, ``Taliban controlled``."""
    hit = words.name(at)
    ends = [hit[0]] if hit else []
    if words.word(at) in _HOLDERS or words.capital(at):
        ends += [at + count for count in range(1, _MOST_WORDS + 1)]
    for found in ends:
        end = found
        end += words.touches(end) and words.word(end)[:1].isdigit()  # M23
        dash = words.word(end) in DASHES
        if dash and words.word(end + 1) in _HELD:
            return end + 2
        if words.word(end) in _HELD and words.word(end - 1) in _HOLDERS:
            return end + 1
        if not dash and not words.capital(end):
            return None
    return None
