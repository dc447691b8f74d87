"""The ground that a verb acts on: a place, a line, a river, a country that is not one's own, somebody's positions."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.recognize.words import BE, HARD, HAVE, PLACE_NOUNS, PREPOSITIONS

if TYPE_CHECKING:
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found
    from geoevents.recognize.places import PlaceAt

_NEAR = 6  # words between a verb and a place that it acts on
_BESIDE = frozenset({"Offset", "Offshore", "Near", "Between"})


def place_object(clause: Clause, one: Found, *, line: bool) -> PlaceAt | None:
    """The place that the verb acts on, or acted on if passive."""
    if one.passive:
        return _passive_place(clause, one, line=line)
    place = next((p for p in clause.places if p.first >= one.last), None)
    if one.reduced or place is None or (line and not place.line):
        return None
    only = one.frame is not None and "any" not in one.frame.objects
    if only and clause.low(place.first) in PREPOSITIONS and not place.line:
        return None  # "captured a boat off X": X is where, not what
    if only and not line and type(place.expression).__name__ in _BESIDE:
        return None  # "captured suspects north of X"
    gap = range(one.last, place.first)
    if len(gap) > _NEAR or any(clause.breaks(k) or clause.low(k) in (",", "and", "that", ".") for k in gap):
        return None
    governed = any(clause.low(k) in PREPOSITIONS and clause.low(k) not in ("of", "into") for k in gap)
    return None if governed else place


def _passive_place(clause: Clause, one: Found, *, line: bool) -> PlaceAt | None:
    near = [
        place
        for place in clause.places
        if 0 <= one.first - place.last < _NEAR
        and not clause.spoken[place.first]
        and not any(clause.breaks(k) for k in range(place.last, one.first))
    ]
    chosen = next((p for p in reversed(near) if p.preposition in ("", "of", "#war") or p.line), None)
    return chosen if chosen and (chosen.line or not line) else None


def actor_object(clause: Clause, one: Found) -> bool:
    """Somebody, or somebody's ground, is acted on, and the clause says where."""
    reach = range(max(0, one.first - 10), one.first) if one.passive else range(one.last, one.last + 8)
    hard = [k for k in reach if clause.low(k) in HARD or clause.breaks(k)]
    reach = range(hard[-1], one.first) if one.passive and hard else reach
    acted = any(
        clause.low(k) in _GROUND or (0 <= k < clause.size and (name := clause.name_at(k)) is not None and name.acts)
        for k in reach
    ) or any(item.head and item.first in reach for item in clause.items)
    if one.passive:
        return acted
    return acted and any(one.last <= p.first <= one.last + 10 and p.preposition for p in clause.places)


def abroad(clause: Clause, one: Found) -> bool:
    """Whether those who act come into, or over, a country that is not theirs: it is what the verb acts on."""
    place = next((p for p in clause.places if one.last <= p.first <= one.last + _INTO), None)
    if place is None or one.passive or one.reduced or place.preposition not in _COMING:
        return False
    own = {n.country for n in clause.names if n.country and n.acts and n.last <= one.first}
    land = {n.country for n in clause.names if n.kind == "country" and place.first <= n.first < place.last}
    if not own or not land or own & land:
        return False
    one.target = place
    return True


_INTO = 3  # words between the verb and the country
_COMING = frozenset({"", "into", "over", "inside"})


def water(clause: Clause, one: Found) -> bool:
    """Whether the verb acts on a river, a canal or a strait: it is what is crossed."""
    place = place_object(clause, one, line=False)
    if place is None or _feature(place) not in _WATERS:
        return False
    one.target = place
    return True


def _feature(place: PlaceAt) -> str:
    candidates = getattr(place.expression, "candidates", ())
    return candidates[0].feature if candidates else ""


def ground(clause: Clause, one: Found) -> bool:
    """Whether the verb acts on a piece of ground that has no name: "seized four strategic hilltops"."""
    if one.passive:
        at = clause.skip_left(one.first - 1)
        while clause.low(at) in BE or clause.low(at) in HAVE:
            at = clause.skip_left(at - 1)
        return clause.low(at) in _HELD
    for at in range(one.last, min(one.last + _NEAR + 1, clause.size)):
        low = clause.low(at)
        if low in _HELD and low + "s" != clause.low(at + 1):
            return clause.low(at + 1) not in _OF_IT
        if low in PREPOSITIONS or low in HARD or low in (",", "and", ".") or clause.mark[at] == "date":
            return False
    return False


_HELD = frozenset(
    "hill hills hilltop hilltops height heights peak peaks ridge ridges mountain mountains village villages town towns "
    "city district districts neighborhood neighborhoods neighbourhood neighbourhoods suburb suburbs quarter area areas "
    "territory ground land island islands islet airport airfield airstrip airbase dam bridge bridges crossing road "
    "highway oilfield oilfields refinery port harbor harbour base bases barracks headquarters compound garrison fort "
    "fortress trench trenches blocks mosque church monastery plant mine mines center centre settlement settlements "
    "hamlet hamlets farms factory station positions outpost outposts checkpoint checkpoints capital stronghold "
    "strongholds province region".split()
)
_OF_IT = frozenset("chief police officials hearts lights council seat championship manager market".split())
_WATERS = frozenset({"river", "line", "strait"})
_GROUND = PLACE_NOUNS | frozenset(
    "positions targets homes houses buildings post posts depot outskirts neighborhoods bases camps camp suburbs "
    "civilians convoy checkpoint checkpoints".split()
)
