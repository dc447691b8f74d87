"""The grammar: every node, which words each begins with, and how the widest of them is found."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.errors import PlaceError
from geoevents.expressions import name_words
from geoevents.expressions.bank import Bank
from geoevents.expressions.between import Between
from geoevents.expressions.border import Border
from geoevents.expressions.coast import Coast
from geoevents.expressions.coordinate import Coordinate
from geoevents.expressions.held import Held
from geoevents.expressions.here import Here
from geoevents.expressions.inland import Inland
from geoevents.expressions.lengths import some_place
from geoevents.expressions.named import Named
from geoevents.expressions.near import Near
from geoevents.expressions.offset import Offset
from geoevents.expressions.offshore import Offshore
from geoevents.expressions.owners import owner
from geoevents.expressions.parallel import Parallel
from geoevents.expressions.part import Part
from geoevents.expressions.several import Several
from geoevents.expressions.side import Side
from geoevents.expressions.stream import Stream
from geoevents.expressions.together import Together
from geoevents.expressions.tripoint import Tripoint
from geoevents.expressions.waters import Waters
from geoevents.expressions.words import Rules, Words

if TYPE_CHECKING:
    from geoevents.expressions.base import Grown, Node
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import PlaceExpression

# Of nodes of the same width the first wins: "South Korea" is a name before it is a part.
EXPRESSIONS: tuple[type[Node], ...] = (
    Named, Coordinate, Border, Coast, Waters, Offshore, Offset, Part, Between, Near, Tripoint, Inland, Parallel,
    Bank, Stream, Side, Held, Several, Together,
)  # fmt: skip
_NESTING = (Several, Together)  # lists and constraints are tried around single nodes, not as such
# Words between nodes; in an expression that stands alone some are also the name of a village.
GLUE = frozenset("of and or with to off coast the a an as well in on at from by its their".split())


def _by_first_word() -> Rules:
    kinds = [kind for kind in EXPRESSIONS if kind not in _NESTING]
    vocabulary = frozenset(word for kind in kinds for word in kind.FIRST)
    first = {
        word: tuple(kind for kind in kinds if word in kind.FIRST or (word[0] != "#" and "#name" in kind.FIRST))
        for word in vocabulary
    }
    lower = {word: tuple(kind for kind in kinds if word in kind.FIRST) for word in vocabulary}
    return Rules(first, lower, vocabulary | GLUE, Several, name_words.grow, owner)


RULES = _by_first_word()


def whole(text: str, gazetteer: Gazetteer) -> PlaceExpression:
    """The tree of a text that is one expression.

    Raises
    ------
    PlaceError
        The words are no place expression, or not all of them.
    """
    words = Words(text, gazetteer, RULES)
    words.coordinates = _widest(Coordinate.find(words))
    begin = words.skip(0, "in", "at", "from", "on", "to", "along", "into", "inside") if len(words) > 1 else 0
    somewhere = some_place(words, begin)
    inside = words.skip(somewhere, "in", "inside", "of", "on", "along", "at") if somewhere > begin else begin
    best: Grown | None = None
    for start in dict.fromkeys((0, begin, inside)):
        grown = _whole(words, start)
        if grown is not None and (best is None or grown[1] > best[1]):
            best = grown
    if best is None:
        raise PlaceError(f"no place expression: {_shortened(text)}")
    if best[1] < len(words):
        rest = text[words.start[best[1]] :]
        raise PlaceError(f"understood {best[0].short()}, but not the rest: {_shortened(rest)}")
    return best[0]


def _shortened(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")


def scan(text: str, gazetteer: Gazetteer, *, field: str = "text", offset: int = 0) -> tuple[PlaceExpression, ...]:
    """The place expressions in running text, widest first, none inside another, in order.

    Parameters
    ----------
    field, offset
        Name of the document's field, and where the text begins in it: the spans count from the field's beginning.

    Returns
    -------
    tuple of PlaceExpression
        Also capitalized names that only the words around them show to be places: `Named` without candidates.
    """
    words = Words(text, gazetteer, RULES, field=field, offset=offset)
    names = {}
    for hit in gazetteer.scan(text):
        start, end = words.index(hit.start), words.index(hit.end)
        if start < end and words.start[start] == hit.start:
            names[start] = end, hit.places
    words.names = names
    words.coordinates = _widest(Coordinate.find(words))
    begins = [
        i for i, word in enumerate(words.low[:-1])
        if i in names or word in RULES.lower or words.caps[i] or word[0].isdigit() or i in words.coordinates
    ]  # fmt: skip
    found, at = [], 0
    for begin in begins:
        if begin >= at:
            grown = _whole(words, begin)
            if grown is not None and not isinstance(grown[0], Here):
                found.append(grown[0])
                at = grown[1]
    return tuple(found)


def _widest(found: object) -> dict[int, Grown]:
    best: dict[int, Grown] = {}
    for at, grown in found:  # type: ignore[attr-defined]
        if at not in best or grown[1] > best[at][1]:
            best[at] = grown
    return best


def _whole(words: Words, at: int) -> Grown | None:
    """The widest of: a list, a node with constraints, a single node."""
    best = words.operand(at)
    constrained = Together.grow(words, at)
    if constrained is not None and (best is None or constrained[1] > best[1]):
        best = constrained
    return best
