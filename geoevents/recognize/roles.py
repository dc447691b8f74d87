"""Which places and actors of a sentence belong to a trigger, and in which role."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions import Named, walk
from geoevents.recognize.words import BE, HAVE, MODALS, PLACE_NOUNS, PREPOSITIONS
from geoevents.units import WINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found
    from geoevents.recognize.places import PlaceAt

_GRAIN = {"country": 3, "region": 3, "ocean": 3, "admin1": 2, "sea": 2}
_WITHIN = frozenset({"in", "near", "off", "outside", "around", "inside"})
_HITS = frozenset(
    "hit hits struck strikes rocked rocks targeted targets shook shakes destroyed damaged leveled razed".split()
)


def reach(clause: Clause, found: Found, others: list[Found]) -> tuple[int, int]:
    """Token range of the clause around a trigger: to both sides up to the next break or the next trigger."""
    own = {k for item in found.items for k in range(item.first, item.last)}
    starts = {k for o in others if o is not found and not o.anaphor for k in range(o.first, o.last)} - own
    starts -= set(range(found.first, found.last))
    end = max(found.last, found.occurs)
    while end < clause.size and not _stops_right(clause, end, starts, own):
        end += 1
    begin = found.first
    while begin > 0 and not _stops_left(clause, begin - 1, starts):
        begin -= 1
    return max(begin, _own_start(clause, found)), end


def _own_start(clause: Clause, found: Found) -> int:
    """Where an active verb brings a subject of its own behind "and": what stands before belongs to another verb."""
    if found.noun or found.passive or found.reduced:
        return 0
    if found.subject is not None:
        before = found.subject.start - 1
        while before > 0 and (clause.mark[before] == "date" or clause.low(before) == "on"):
            before -= 1
        if clause.low(before) in ("and", "but", ";"):
            return before + 1
    left = clause.skip_left(found.first - 1)
    while clause.low(left) in BE or clause.low(left) in HAVE or clause.low(left) in MODALS:
        left = clause.skip_left(left - 1)
    name = clause.name_at(left) if left >= 0 else None
    joined = name is not None and clause.low(name.first - 1) in ("and", "but") and clause.low(name.first - 2) == ","
    return name.first if name is not None and joined else 0


def _stops_right(clause: Clause, at: int, starts: set[int], own: set[int]) -> bool:
    if at in own:
        return False
    if at in starts:
        return True
    if clause.spoken[at]:
        said = next(s for s in clause.speeches if s.first <= at < s.last)
        return said.low != "according" or clause.low(said.last) != ","
    low = clause.low(at)
    if low == "and" and (clause.low(at - 1) in clause.types.verbs or clause.low(at - 1).endswith("ed")):
        return False  # "shot and wounded": both have the place
    if low == "and":
        following = clause.low(clause.sentence.is_adverb(at + 1) + at + 1)
        return following.endswith("ed") and clause.mark[min(at + 1, clause.size - 1)] == "" and len(following) > 4
    return clause.breaks(at) or (low == "that" and at > 0)


def _stops_left(clause: Clause, at: int, starts: set[int]) -> bool:
    return at in starts or clause.spoken[at] or clause.breaks(at) or clause.low(at) == "that"


def placed(clause: Clause, found: Found, zone: tuple[int, int]) -> list[tuple[str, PlaceAt]]:
    """The places of the event with their roles; containers, anchors of wars and owners are left out."""
    roles: Mapping[str, str] = found.frame.roles if found.frame else clause.types[found.kind].roles
    taken: list[tuple[str, PlaceAt]] = []
    for place in clause.places:
        if place.of_war or clause.spoken[place.first]:
            continue
        if found.target is place:
            taken.append((found.frame.object_role if found.frame else "site", place))
            continue
        inside = zone[0] <= place.first and place.last <= zone[1]
        if not inside and not opens_sentence(clause, place):
            continue
        if found.first <= place.first < found.last or (
            found.recipient and place.first <= found.recipient.first < place.last
        ):
            continue
        role = _role(clause, found, place, roles, taken)
        if role and not _is_container(clause, place, taken):
            taken.append((role, place))
        elif taken and _is_unknown(taken[-1][1]) and _is_container(clause, place, taken):
            taken.append(("area", place))  # the map lacks the town, but it has the region
    return taken


def _is_unknown(place: PlaceAt) -> bool:
    return isinstance(place.expression, Named) and not place.expression.candidates


_OPENED = frozenset({",", ":", "\u2014", "\u2013"})


def opens_sentence(clause: Clause, place: PlaceAt) -> bool:
    """As in "In northern Syria, ...": it holds for the whole sentence."""
    return (
        place.preposition in ("in", "near", "at", "off", "along", "outside")
        and (place.lead <= 1 or not any(clause.low(k)[0].isalpha() for k in range(place.lead)))
        and clause.low(place.last) in _OPENED
    )


def _role(
    clause: Clause, found: Found, place: PlaceAt, roles: Mapping[str, str], taken: list[tuple[str, PlaceAt]]
) -> str:
    word = _word(clause, found, place, roles)
    if word is None:
        return ""
    if word == "":
        return "target" if found.noun and _is_hit(clause, found, place) else _continued(clause, place, taken)
    if word == "of":
        return _of_noun(found, place, roles)
    if word in _WITHIN:
        if roles.get("from") == "launch" and _of_subject(clause, place, found):
            return "launch"  # "militants in X fired"
        outer = roles.get(_aimed(clause, place, found), "")
        if outer in ("target", "impact"):
            return outer
    return roles.get(word, "")


def _word(clause: Clause, found: Found, place: PlaceAt, roles: Mapping[str, str]) -> str | None:
    """The preposition as the roles know it; None if the place has no part in the event."""
    word = place.preposition
    if _is_no_place(clause, place):
        return None
    if found.anaphor and word == "at":
        return "in"  # "The test was carried out at X"
    beside = type(place.expression).__name__ in ("Offset", "Offshore", "Near", "Between")
    if word == "" and (beside or clause.sentence.tokens[place.first].text in WINDS):
        return "near"  # "60 miles west of X" without a preposition
    if word == "at" and place.site and "at site" in roles and not any(i.name == "rocket" for i in found.items):
        return "at site"
    return word


def _is_no_place(clause: Clause, place: PlaceAt) -> bool:
    """The name owns something, tells between whom, or hangs on a person."""
    word = place.preposition
    owns = place.owner and word not in ("in", "near", "off")
    states = word == "between" and _between_states(clause, place)
    return owns or states or (word in ("to", "with", "for", "on", "against") and _after_person(clause, place))


def _of_noun(found: Found, place: PlaceAt, roles: Mapping[str, str]) -> str:
    """As in "the shelling of X"."""
    if "of" in roles and any(item.last == place.lead for item in found.items):
        return roles["of"]  # "residents of X were evacuated"
    near = place.lead <= found.last + 1 or any(item.last >= place.lead - 1 for item in found.items)
    return (roles.get("of") or roles.get("on") or roles.get("in", "")) if near and found.noun else ""


def _of_subject(clause: Clause, place: PlaceAt, found: Found) -> bool:
    """The place hangs on who fires, not on the whole clause ("In X, militants fired")."""
    before = place.lead - 1
    attached = before >= 0 and (clause.mark[before] in ("item", "name") or clause.low(before)[0].isalpha())
    return (
        attached
        and 0 <= found.first - place.last <= 2
        and not found.passive
        and not found.noun
        and clause.low(place.last) != ","
    )


def _aimed(clause: Clause, place: PlaceAt, found: Found) -> str:
    """As in "at" of "fired at vessels in the Red Sea": what is aimed at stands in the place."""
    for at in range(place.lead - 1, max(found.last - 1, place.lead - 7), -1):
        low = clause.low(at)
        if low in ("at", "on", "against", "toward", "towards", "into", "targeting"):
            return low if at < place.lead - 1 else ""
        if low in PREPOSITIONS or not low[0].isalnum() or low in clause.types.verbs or clause.mark[at] == "date":
            break
    return ""


def _is_hit(clause: Clause, found: Found, place: PlaceAt) -> bool:
    """As in "Shelling hit X", "a blast rocked X": the event is the subject of a verb that says so."""
    return (
        any(clause.low(k) in _HITS for k in range(max(found.last, place.lead - 5), place.lead))
        and place.lead - found.last <= 8
    )


def _after_person(clause: Clause, place: PlaceAt) -> bool:
    """As in "ambassador to X", "talks with X": the phrase hangs on a person or an office."""
    return clause.low(place.lead - 1) in (
        "ambassador",
        "envoy",
        "visit",
        "loyal",
        "allied",
        "linked",
        "according",
        "response",
        "related",
    )


def _between_states(clause: Clause, place: PlaceAt) -> bool:
    inside = [name for name in clause.names if place.first <= name.first < place.last]
    return bool(inside) and all(name.kind in ("country", "capital") for name in inside)


def _continued(clause: Clause, place: PlaceAt, taken: list[tuple[str, PlaceAt]]) -> str:
    """A member of a list inherits the preposition of the first."""
    if not taken:
        return ""
    role, before = taken[-1]
    gap = [clause.low(k) for k in range(before.last, place.first)]
    listed = 0 < len(gap) <= 3 and all(word in (",", "and", "or", "the", "as", "well") for word in gap)
    return role if listed and not _has_verb(clause, place) else ""


def _has_verb(clause: Clause, place: PlaceAt) -> bool:
    low = clause.low(place.last)
    return low in BE or low in HAVE or low in MODALS or low in clause.types.verbs or low.endswith("ed")


def _is_container(clause: Clause, place: PlaceAt, taken: list[tuple[str, PlaceAt]]) -> bool:
    if not taken:
        return False
    before = taken[-1][1]
    gap = [clause.low(k) for k in range(before.last, place.first)]
    light = PLACE_NOUNS | {",", "in", "of", "the", "'s", "a", "an"}
    tight = len(gap) <= 6 and all(word in light or word.endswith("ern") for word in gap)
    return tight and "and" not in gap and grain(place) > grain(before) and (bool(gap) and gap[0] in (",", "in", "of"))


def grain(place: PlaceAt) -> float:
    """How coarse a place is, by the likeliest candidate of its name."""
    kind = type(place.expression).__name__
    if kind not in ("Named", "Part"):
        return 1
    leaf = next((node for node in walk(place.expression) if isinstance(node, Named)), None)
    feature = leaf.candidates[0].feature if leaf and leaf.candidates else ""
    return _GRAIN.get(feature, 1) - 0.5 * (kind == "Part")
