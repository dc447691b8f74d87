"""The language of places: words to trees to shapes. `parse` reads one expression, `scan` finds them in running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.errors import PlaceError
from geoevents.expressions.base import Choice, Focus, Ground, Node, walk
from geoevents.expressions.here import Here
from geoevents.expressions.named import Named
from geoevents.lazy import lazily

if TYPE_CHECKING:
    from geoevents.expressions.grammar import EXPRESSIONS, scan
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import PlaceExpression

__all__ = ["EXPRESSIONS", "Choice", "Focus", "Ground", "Here", "Named", "Node", "parse", "scan", "walk"]

_LONGEST = 1_000  # characters of one expression
__getattr__ = lazily(__name__, {"EXPRESSIONS": "grammar", "scan": "grammar"})


def parse(text: str, gazetteer: Gazetteer) -> PlaceExpression:
    """Read the whole text as one place expression.

    Parameters
    ----------
    text
        For example ``"off the east coast of North Korea"``; case does not matter.

    Raises
    ------
    PlaceError
        If the words are no place expression; the message says how far they were understood.
    """
    if not text.strip():
        raise PlaceError("an empty place expression")
    if len(text) > _LONGEST:
        raise PlaceError(f"a place expression of {len(text):,} characters; the longest that is read has {_LONGEST:,}")
    stripped = text.strip().rstrip(".,;:!?").removesuffix("'s").removesuffix("’s")  # noqa: RUF001  as reports write it
    name = Named.of_one_word(stripped, gazetteer)
    if name is not None:
        return name
    from geoevents.expressions.grammar import whole  # noqa: PLC0415  a plain name must not pay for the grammar

    return whole(stripped, gazetteer)
