"""How the words of a place were read: the tree of the expression, with what each name may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.cli.gazetteer import line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.model import PlaceExpression

MOST_CANDIDATES = 8  # of a name; "San Antonio" has hundreds


def tree(expression: PlaceExpression, depth: int = 0) -> Iterator[str]:
    """One line per node, the whole before its parts; below a name the places that bear it, the likeliest first.

    >>> from geoevents import resolve
    >>> next(tree(resolve("off the coast of Somalia").expression))
    "Offshore  offshore(coast(Somalia))  'off the coast of Somalia'"
    """
    indent = "  " * depth
    short = getattr(expression, "short", None)
    words = repr(expression.span.text) if expression.span else ""
    yield f"{indent}{type(expression).__name__}  {short() if short else ''}  {words}".rstrip()
    candidates = getattr(expression, "candidates", ())
    for place in candidates[:MOST_CANDIDATES]:
        yield f"{indent}  = {line(place)}"
    if len(candidates) > MOST_CANDIDATES:
        yield f"{indent}  = and {len(candidates) - MOST_CANDIDATES} more"
    for part in getattr(expression, "anchors", ()):
        yield from tree(part, depth + 1)
