"""The names of one document, chosen together: each is likelier near what the others mean."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from geoevents.expressions.base import Choice, Focus
from geoevents.expressions.kinds import NAMES
from geoevents.expressions.named import Named
from geoevents.resolve.choice import SURE, Chooser

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place

_MOST_HITS, _MOST_NAMES = 2_000, 100  # of a long document its beginning says where it plays


def settle(names: Sequence[Named], chooser: Chooser) -> tuple[Choice, ...]:
    """What each name of one document means: chosen together, with one sense for each name.

    Names that their own words settle ("Paris, Texas") come first, and countries; then every name is chosen among these,
    and once more among what all the others were found to mean.
    """
    chooser.strict = False
    fixed = _by_their_words(names, chooser)
    known = fixed | {
        n.name.casefold(): n.candidates[0] for n in names if n.candidates and n.candidates[0].feature == "country"
    }
    before = tuple(chooser.context)
    senses: dict[str, Choice] = {}
    for last in (False, True):
        chooser.strict = last
        heads = {n.name.casefold(): n for n in sorted(names, key=lambda n: not n.kind) if n.inside is None}
        found = dict(known)
        for name, named in heads.items():
            chooser.context = (*before, *(place for other, place in known.items() if other != name or other in fixed))
            senses[name] = choice = chooser(named)
            if choice.place is not None and (last or choice.score > SURE):
                found[name] = choice.place
        known = found
    chooser.context = (*before, *known.values())
    return tuple(chooser(named) if named.inside or named.kind else senses[named.name.casefold()] for named in names)


def _by_their_words(names: Sequence[Named], chooser: Chooser) -> dict[str, Place]:
    """The names that are said to lie in something, and what they surely mean."""
    found: dict[str, Place] = {}
    for named in names:
        if named.inside is not None and named.candidates:
            choice = chooser(named)
            if choice.place is not None and choice.score > SURE:
                found.setdefault(named.name.casefold(), choice.place)
    return found


def company(
    texts: Iterable[str],
    gazetteer: Gazetteer,
    known: Sequence[Place] = (),
    pins: Mapping[str, str] | None = None,
) -> tuple[Place, ...]:
    """What a document names, each name by its likeliest meaning there: the ``context`` in which to `resolve`.

    ``known`` are places settled otherwise: the countries that act in it.
    """
    places = {place.id: place for place in known}
    names: dict[str, Named] = {}
    hits = (hit for text in texts for hit in gazetteer.scan(text))
    for hit in islice(hits, _MOST_HITS):
        best = hit.places[0]
        if best.feature == "country":
            places[best.id] = best
        elif best.matched_as in NAMES and not hit.wary and len(names) < _MOST_NAMES:
            names.setdefault(hit.norm, Named(None, hit.norm, hit.places))
    chooser = Chooser(gazetteer, Focus(), tuple(places.values()), pins or {}, hints=False)
    for choice in settle(tuple(names.values()), chooser):
        if choice.place is not None and choice.score > SURE:
            places.setdefault(choice.place.id, choice.place)
    return tuple(places.values())
