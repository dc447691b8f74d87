"""The choice among the places with one name: what the words allow, ranked by what speaks for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import dropwhile
from typing import TYPE_CHECKING

from geoevents.expressions.base import Choice, Focus
from geoevents.model import Rival
from geoevents.resolve import candidates, evidence
from geoevents.resolve.candidates import told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.expressions.named import Named
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place

SURE = 0.7  # score from which a name of the same expression or document counts as settled
_MOST_RIVALS = 6
_WORTH_A_WORD = 0.05  # share of a rival


@dataclass(slots=True)
class Chooser:
    """Chooses among the candidates of names, with what is known of the document.

    Parameters
    ----------
    context
        Places already settled in the document.
    pins
        Normalized or written name -> place id, or ISO code of the country that it must lie in.
    hints
        Whether the reason for an unknown name says which names look like it; that search takes a tenth of a second.
    strict
        Whether a small place far from all of the context is refused.
    """

    gazetteer: Gazetteer
    focus: Focus = field(default_factory=Focus)
    context: Sequence[Place] = ()
    pins: Mapping[str, str] = field(default_factory=dict)
    hints: bool = True
    strict: bool = True

    def __call__(self, named: Named) -> Choice:
        """The likeliest place, its rivals and the reasons."""
        pinned = candidates.pinned(named, self.pins, self.gazetteer)
        if pinned is not None:
            return Choice(pinned, (), 1.0, (f"{named.name} is pinned to {pinned.id}",))
        if not named.candidates:
            return Choice(None, reason=candidates.unknown(named, self.gazetteer, hints=self.hints))
        reasons: list[str] = []
        allowed = candidates.fitting(named, self.focus, reasons)
        if not allowed:
            return Choice(None, reason=f"the gazetteer has no {named.kind} called {named.name!r}")
        same_name = {place.id for place in named.candidates}  # the city of Idlib says nothing about its province
        others = [place for place in self.context if place.id not in same_name]
        ranked = self._ranked(named, allowed, others)
        if self.strict and not candidates.says_where(named, self.focus):
            ranked = list(dropwhile(lambda item: evidence.is_stray(item[1], others, self.gazetteer), ranked))
            refused = self._refused(named, allowed, ranked, others)
            if refused:
                return Choice(None, reason=refused)
        return _choice(named, ranked, reasons)

    def _ranked(self, named: Named, places: Sequence[Place], others: Sequence[Place]) -> list[tuple[float, Place]]:
        """The places with their points, best first; of equals the one that the gazetteer puts first."""

        def points(place: Place) -> float:
            alone = evidence.prior(named, place, self.focus, self.gazetteer)
            return alone + evidence.company(place, others, self.context)

        return sorted(((points(place), place) for place in places), key=lambda item: item[0], reverse=True)

    def _refused(
        self, named: Named, allowed: Sequence[Place], ranked: Sequence[tuple[float, Place]], others: Sequence[Place]
    ) -> str:
        """Why the name is likelier no place than any that is left; "" if it is one."""
        if not ranked:
            return f"the only {named.name} that is known, {told(allowed[0])}, is far from all else that is named"
        if evidence.is_street_name(named, ranked[0][1], others):
            return f"{named.name} is named like a street; {told(ranked[0][1])} is not said to be meant"
        return ""


def _choice(named: Named, ranked: Sequence[tuple[float, Place]], reasons: Sequence[str]) -> Choice:
    best = ranked[0][1]
    shares = evidence.shares([score for score, _ in ranked])
    rivals = tuple(Rival(place, share) for (_, place), share in zip(ranked[1:_MOST_RIVALS], shares[1:], strict=False))
    rather = rivals and rivals[0].score > _WORTH_A_WORD
    words = (f"{named.name}: {told(best)} rather than {told(rivals[0].place)}",) if rather else ()
    return Choice(best, rivals, shares[0], (*reasons, *words))
