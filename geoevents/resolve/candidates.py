"""Which of the places with a name the words allow: what is pinned, what it is said to lie in, what kind it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError
from geoevents.expressions.here import Here
from geoevents.expressions.kinds import KINDS
from geoevents.expressions.named import Named, holds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.expressions.base import Focus
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, PlaceExpression

# Kinds that mean their first feature: the state of Georgia is not the country.
_STRICT = frozenset({"state", "states", "county", "counties", "department", "emirate", "port", "country", "republic"})
# Kinds for which no town or country of that name can stand: the Gulf of Finland is not Finland.
_NEVER_A_TOWN = frozenset(
    {"sea", "ocean", "gulf", "bay", "strait", "lake", "river", "mountain", "cape", "peninsula", "valley"}
)
_TOWN = 100_000  # people from which a town may be meant that bears the name of a country
_LOOKS_LIKE_IT = 0.5  # likeness of names from which a hint is worth giving


def pinned(named: Named, pins: Mapping[str, str], gazetteer: Gazetteer) -> Place | None:
    """What a user says that the name means."""
    value = pins.get(named.name) or pins.get(named.name.casefold())
    if not value:
        return None
    if ":" in value:
        try:
            return gazetteer.get(value)
        except GazetteerError:
            return None
    inside = [place for place in named.candidates if place.country == value.upper()]
    return next((place for place in inside if place.feature == "country"), inside[0] if inside else None)


def fitting(named: Named, focus: Focus, reasons: list[str]) -> Sequence[Place]:
    """The candidates that the words allow; all of them, and a reason, where the words fit none."""
    candidates: Sequence[Place] = named.candidates
    if named.inside is not None:
        inside = held(named.inside, candidates, focus)
        name = named.inside.short()
        reasons.append(f"{named.name}: in {name}" if inside else f"{named.name}: none in {name} is in the gazetteer")
        candidates = inside or candidates
    return _of_kind(named, candidates, reasons)


def _of_kind(named: Named, candidates: Sequence[Place], reasons: list[str]) -> Sequence[Place]:
    wanted = KINDS.get(named.kind, ())
    if not wanted:
        return candidates
    first = next((f for f in wanted if any(place.feature == f for place in candidates)), "")
    strict = first if named.kind in _STRICT else ""
    agreeing = [place for place in candidates if (place.feature == strict if strict else place.feature in wanted)]
    if agreeing:
        # "the U.S. capital", "U.S. District Court" are not the village of Us
        return candidates if candidates[0].feature == "country" and _are_small_towns(agreeing) else agreeing
    if wanted[0] in _NEVER_A_TOWN or _is_no_unit(candidates[0], wanted):
        return ()
    reasons.append(f"the gazetteer has no {named.kind} {named.name}; {told(candidates[0])} stands for it")
    return candidates


def held(holder: PlaceExpression, candidates: Sequence[Place], focus: Focus) -> list[Place]:
    """Those of the candidates that lie in what is said to hold them."""
    while not isinstance(holder, Named | Here) and holder.anchors:
        holder = holder.anchors[0]
    if isinstance(holder, Here):
        above: tuple[Place, ...] = (focus.country,) if focus.country else ()
    else:
        above = holder.candidates if isinstance(holder, Named) else ()
    for place in above:
        found = [inner for inner in candidates if holds(place, inner)]
        if found and not (place.feature == candidates[0].feature == "country" and _are_towns(found)):
            return found  # "entanglements in Russia, U.S. officials said" is not Russia in Ohio
    return []


def says_where(named: Named, focus: Focus) -> bool:
    """Whether the words themselves say which one: "Paris, Texas"."""
    return named.inside is not None and bool(held(named.inside, named.candidates, focus))


def unknown(named: Named, gazetteer: Gazetteer, *, hints: bool) -> str:
    """The reason why a name is nowhere; with ``hints`` the names that look like it."""
    found = gazetteer.search(named.name, 3) if hints else ()
    alike = [rival.place for rival in found if rival.score >= _LOOKS_LIKE_IT]
    hint = f"; it knows {', '.join(dict.fromkeys(told(place) for place in alike))}" if alike else ""
    return f"the gazetteer has no place called {named.name!r}{hint}"


def told(place: Place) -> str:
    """``Paris (settlement, Texas, US)``."""
    where = ", ".join(filter(None, (place.admin1, place.country)))
    return f"{place.name} ({place.feature}{f', {where}' if where else ''})"


def _are_towns(places: Sequence[Place]) -> bool:
    return all(place.feature == "settlement" for place in places)


def _are_small_towns(places: Sequence[Place]) -> bool:
    return _are_towns(places) and places[0].population < _TOWN


def _is_no_unit(place: Place, wanted: Sequence[str]) -> bool:
    """Whether a country would stand for a province: Tanzania was Tanganyika, and is none of Congo's."""
    return wanted[0] == "admin1" and place.feature == "country" and "country" not in wanted
