"""Which place a name means in its document, and a whole expression on the ground.

The places with a name (`candidates`) are what its words allow; what speaks for each (`evidence`) is its prior, the
country in focus and the places named near by; the `choice` keeps the rivals with their shares. `document` chooses the
names of one document together. Nothing here raises for what a report says: the answer is a `Resolution` with a reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions.base import Focus, Ground, walk
from geoevents.expressions.named import Named
from geoevents.lazy import lazily
from geoevents.resolve.choice import SURE, Chooser

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, PlaceExpression, Resolution
    from geoevents.resolve.document import company, settle

__all__ = ["Chooser", "company", "resolve", "settle"]

__getattr__ = lazily(__name__, {"company": "document", "settle": "document"})


def resolve(
    expression: PlaceExpression,
    gazetteer: Gazetteer,
    *,
    focus: Focus | None = None,
    context: Sequence[Place] = (),
    pins: Mapping[str, str] | None = None,
    coverage: float = 0.8,
    hints: bool = True,
) -> Resolution:
    """Put a place expression on the ground.

    Parameters
    ----------
    focus
        The country that bare forms ("both coasts", "the border") mean.
    context
        Places settled elsewhere in the document: a name is likelier near them.
    pins
        Name -> place id (``"ne:GE"``) or ISO code: settles a name for good.
    coverage
        Stated chance of footprints: 0.5, 0.8 or 0.95.
    hints
        Whether the reason for an unknown name says which names look like it: a tenth of a second for each.

    Returns
    -------
    Resolution
        With a shape, or with the reason why there is none. It never raises for what the words say.
    """
    focus = focus or Focus()
    chooser = Chooser(gazetteer, focus, context, pins or {}, hints=hints)
    names = [node for node in walk(expression) if isinstance(node, Named) and node.candidates]
    if len(names) > 1:  # the names of one expression are near each other
        firsts = [(node, chooser(node)) for node in names]
        chooser.context = (*context, *(choice.place for _, choice in firsts if choice.place and choice.score > SURE))
    return Ground(gazetteer, chooser, focus, coverage, company=context).shape(expression)
