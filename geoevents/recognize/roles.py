"""Which places and actors of a sentence belong to a trigger, and in which role."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.expressions import Named
from geoevents.recognize import containers
from geoevents.recognize.scenes import scene
from geoevents.recognize.unknown import SITE_NOUNS
from geoevents.recognize.words import BE, HAVE, MODALS, PLACE_NOUNS, PREPOSITIONS
from geoevents.units import WINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found
    from geoevents.recognize.places import PlaceAt

_WITHIN = frozenset({"in", "near", "off", "outside", "around", "inside"})
# Prepositions that a table of roles need not tell apart.
_LIKE = {
    "around": "near", "outside": "near", "along": "near", "beside": "near", "opposite": "near", "behind": "near",
    "inside": "in", "within": "in", "throughout": "in", "above": "over",
}  # fmt: skip
_FAR = 12  # words between "against" and the place of what it is aimed at
_ENDS = frozenset({"origin", "destination"})
_AIMS = frozenset({"at", "on", "against", "toward", "towards", "into", "targeting"})
_WAYS = frozenset("road roads highway motorway route street railway bridge track path line".split())
_HITS = frozenset(
    "hit hits struck strikes rocked rocks targeted targets shook shakes destroyed damaged leveled razed paralyzed "
    "paralysed gripped engulfed swept paralyze paralyzes paralyses grips".split()
)


def placed(clause: Clause, found: Found, zone: tuple[int, int]) -> list[tuple[str, PlaceAt]]:
    """The places of the event with their roles; containers, anchors of wars and owners are left out."""
    roles: Mapping[str, str] = found.frame.roles if found.frame else clause.types[found.kind].roles
    taken: list[tuple[str, PlaceAt]] = []
    other = _verb_before(clause, found)
    for place in clause.places:
        if place.of_war or clause.spoken[place.first] or other <= place.first < found.first:
            continue
        if found.target is place:
            taken.append((found.frame.object_role if found.frame else "site", place))
            continue
        inside = zone[0] <= place.first and place.last <= zone[1]
        if not inside and not (opens_sentence(clause, place) and place.first < found.first):
            continue
        if found.first <= place.first < found.last or (
            found.recipient and place.first <= found.recipient.first < place.last
        ):
            continue
        if taken and (merged := containers.merged(clause, taken[-1][1], place, end=taken[-1][0] in _ENDS)):
            taken[-1] = taken[-1][0], merged
        elif role := _role(clause, found, place, roles, taken):
            taken.append((role, place))
    return (
        _held(clause, _without_frames(clause, taken, zone))
        or _somewhere_on(clause, found, zone, roles.get("on", ""))
        or _scene(clause, found, roles)
    )


def _scene(clause: Clause, found: Found, roles: Mapping[str, str]) -> list[tuple[str, PlaceAt]]:
    place = scene(clause, found) if "in" in roles else None
    return [(roles["in"], place)] if place is not None else []


def _held(clause: Clause, taken: list[tuple[str, PlaceAt]]) -> list[tuple[str, PlaceAt]]:
    """As in "In X county, rebels attacked Y": what no gazetteer knows lies in what opens the sentence."""
    if len(taken) != 2 or not opens_sentence(clause, taken[0][1]):
        return taken
    (_, outer), (role, inner) = taken
    if not containers.is_unknown(inner) or containers.is_unknown(outer) or containers.grain(outer) <= 1:
        return taken
    return [(role, containers.held(inner, outer))]


def _verb_before(clause: Clause, found: Found) -> int:
    """As in "attacked the embassy in X and shelled Y": what stands between the two verbs belongs to the first."""
    left = clause.skip_left(found.first - 1)
    if found.noun or found.passive or found.reduced or clause.low(left) not in ("and", "then", "but"):
        return found.first
    verbs = [t.first for t in clause.triggers if not t.noun and t.last <= left]
    return max(verbs, default=found.first)


def _without_frames(
    clause: Clause, taken: list[tuple[str, PlaceAt]], zone: tuple[int, int]
) -> list[tuple[str, PlaceAt]]:
    """As in "In Mali, ... attacked the village of X": where the finer place is named, the wider one only holds it."""
    if len(taken) < 2 or not opens_sentence(clause, taken[0][1]):
        return taken
    (role, outer), rest = taken[0], taken[1:]
    if _is_of_another(clause, outer, zone):
        return rest
    label = clause.low(outer.last) != ","
    if any(containers.frames(outer, inner, label=label) for _, inner in rest):
        return rest
    across = any(role == other and containers.lies_across(outer, inner) for other, inner in rest)
    return rest if across and not label else taken


def _is_of_another(clause: Clause, outer: PlaceAt, zone: tuple[int, int]) -> bool:
    """As in "In Caracas, the minister said ...; his fleet held an exercise off X": there he spoke, or that is over."""
    said = any(outer.last <= speech.first < zone[0] for speech in clause.speeches)
    return said or any(clause.low(k) == ";" for k in range(outer.last, zone[0] + 1))


_OPENED = frozenset({",", ":", "|", "\u2014", "\u2013"})


def opens_sentence(clause: Clause, place: PlaceAt) -> bool:
    """As in "In northern Syria, ...": it holds for the whole sentence, or for what follows a semicolon."""
    behind = place.last + (clause.low(place.last) in SITE_NOUNS)
    if place.preposition not in ("in", "near", "at", "off", "along", "outside") or clause.low(behind) not in _OPENED:
        return False
    begin = next((k + 1 for k in range(place.lead - 1, -1, -1) if clause.low(k) in (";", "|")), 0)
    return place.lead - begin <= 1 or not any(clause.low(k)[0].isalpha() for k in range(begin, place.lead))


def _role(
    clause: Clause, found: Found, place: PlaceAt, roles: Mapping[str, str], taken: list[tuple[str, PlaceAt]]
) -> str:
    word = _word(clause, found, place, roles)
    if word is None:
        return ""
    if word == "":
        return _bare_role(clause, found, place, roles, taken)
    if word == "of":
        return _of_noun(clause, found, place, roles)
    if word in _WITHIN:
        if roles.get("from") == "launch" and _of_subject(clause, place, found):
            return "launch"  # "militants in X fired"
        outer = roles.get(_aimed(clause, place, found), "")
        if outer in ("target", "impact") or (outer in _ENDS and roles.get("to") in _ENDS):
            return outer
    return roles.get(word if word in roles else _LIKE.get(word, ""), "")


def _bare_role(
    clause: Clause, found: Found, place: PlaceAt, roles: Mapping[str, str], taken: list[tuple[str, PlaceAt]]
) -> str:
    """The role of a place without a preposition: what an event hit, or one more of a list."""
    if found.noun and _suffers(clause, found, place):
        return roles.get("on") or roles.get("in", "")
    return "target" if found.noun and _is_hit(clause, found, place) else _continued(clause, place, taken)


def _word(clause: Clause, found: Found, place: PlaceAt, roles: Mapping[str, str]) -> str | None:
    """The preposition as the roles know it; None if the place has no part in the event."""
    word = place.preposition
    if _is_no_place(clause, place):
        return None
    if found.anaphor and word == "at":
        return "in"  # "The test was carried out at X"
    beside = type(place.expression).__name__ in ("Offset", "Offshore", "Near", "Between", "Coordinate")
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
    return (
        _is_way_to(clause, place)
        or owns
        or states
        or (word in ("to", "with", "for", "on", "against") and _after_person(clause, place))
    )


def _is_way_to(clause: Clause, place: PlaceAt) -> bool:
    """As in "the highway to X": it says which road, not where on it."""
    return place.preposition in ("to", "from", "toward", "towards") and clause.low(place.lead - 1) in _WAYS


def _somewhere_on(clause: Clause, found: Found, zone: tuple[int, int], role: str) -> list[tuple[str, PlaceAt]]:
    """The road itself where nothing says where on it: a place that nobody can put on the map."""
    way = next((p for p in clause.places if zone[0] <= p.first < zone[1] and _is_way_to(clause, p)), None)
    if way is None or not role or not any(item.last == way.lead for item in found.items):
        return []
    span = clause.sentence.cut(way.lead - 1, way.last)
    return [(role, replace(way, first=way.lead - 1, expression=Named(span, span.text)))]


def _of_noun(clause: Clause, found: Found, place: PlaceAt, roles: Mapping[str, str]) -> str:
    """As in "the shelling of X"."""
    things = [*found.items, *([found.subject] if found.subject else [])]
    things += [item for item in clause.items if item.start == found.last]  # what the verb acts on
    if "of" in roles and (place.lead < found.last or any(item.last == place.lead for item in things)):
        return roles["of"]  # "residents of X were evacuated"
    near = place.lead <= found.last + 1 or any(item.last >= place.lead - 1 for item in found.items)
    return (roles.get("of") or roles.get("on") or roles.get("in", "")) if near and found.noun else ""


def _of_subject(clause: Clause, place: PlaceAt, found: Found) -> bool:
    """The place hangs on who fires, not on the whole clause ("In X, militants fired")."""
    before = place.lead - 1
    attached = before >= 0 and (clause.mark[before] in ("item", "name") or clause.low(before)[0].isalpha())
    joined = any(clause.low(k) in ("and", "but", "then") for k in range(place.last, found.first))
    return (
        attached
        and not joined
        and 0 <= found.first - place.last <= 2
        and not found.passive
        and not found.noun
        and clause.low(place.last) != ","
    )


def _aimed(clause: Clause, place: PlaceAt, found: Found) -> str:
    """As in "at" of "fired at vessels in the Red Sea", "to" of "fled to schools in X": what stands in the place."""
    for at in range(place.lead - 1, max(found.last - 1, place.lead - _FAR), -1):
        low = clause.low(at)
        if low in _AIMS or low in ("to", "from") or (low == "of" and clause.low(at - 1) == "out"):
            return ("from" if low == "of" else low) if at < place.lead - 1 else ""
        if low in PREPOSITIONS or not low[0].isalnum() or low in clause.types.verbs or clause.mark[at] == "date":
            break
    return ""


def _is_hit(clause: Clause, found: Found, place: PlaceAt) -> bool:
    """As in "Shelling hit X", "a blast rocked X": the event is the subject of a verb that says so."""
    lead = place.lead if place.lead > found.last else place.first  # "hit the port of X" leads back to "hit" and beyond
    hit = any(clause.low(k) in _HITS for k in range(max(found.last, lead - 5), lead))
    return hit and lead - found.last <= 8


def _suffers(clause: Clause, found: Found, place: PlaceAt) -> bool:
    """As in "X came under heavy shelling", "X was hit by a missile attack": the place is the subject."""
    between = [clause.low(k) for k in range(place.last, found.first)]
    if len(between) > 6:
        return False
    under = ("under" in between and not _UNDER.isdisjoint(between)) or not _SAW.isdisjoint(between)
    return under or ("by" in between and not _HITS.isdisjoint(between) and not BE.isdisjoint(between))


_SAW = frozenset({"saw", "sees", "seen", "witnessed", "witnesses"})
_UNDER = frozenset({"came", "come", "comes", "coming"})


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


_JOINS = frozenset({",", "and", "or", "&"})
_LISTING = (
    _JOINS
    | PLACE_NOUNS
    | {"the", "as", "well", "of", "nearby", "neighboring", "neighbouring", "both", "also", "then", "later"}
)
_QUALIFIED = ("-held", "-controlled", "-occupied", "ern")
_MOST_LISTED = 7  # words between two members of a list


def _continued(clause: Clause, place: PlaceAt, taken: list[tuple[str, PlaceAt]]) -> str:
    """A member of a list inherits the preposition of the first."""
    if not taken:
        return ""
    role, before = taken[-1]
    gap = [clause.low(k) for k in range(before.last, place.first)]
    listed = 0 < len(gap) <= _MOST_LISTED and all(word in _LISTING or word.endswith(_QUALIFIED) for word in gap)
    joined = any(word in _JOINS for word in gap)
    return role if listed and joined and not _has_verb(clause, place) else ""


def _has_verb(clause: Clause, place: PlaceAt) -> bool:
    low = clause.low(place.last)
    return low in BE or low in HAVE or low in MODALS or low in clause.types.verbs or low.endswith("ed")
