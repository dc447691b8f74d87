"""Where something happened that no event type knows: places of any verb, for measuring."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions import Named
from geoevents.recognize import containers, roles
from geoevents.recognize.containers import grain
from geoevents.recognize.reach import reach
from geoevents.recognize.words import BE, DETERMINERS, HAVE, PLACE_NOUNS, REPORTING

if TYPE_CHECKING:
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found
    from geoevents.recognize.places import PlaceAt

_WHERE = frozenset({"in", "at", "near", "on", "outside", "around", "inside", "throughout", "through", "across", "off"})
_AIMED = _WHERE | {"along", "over", "into", "against", "toward", "towards", "targeting", "within", "upon"}
_DISTANCES = frozenset({"Offset", "Between", "Border"})  # their names are where it did not happen
_NOT_DESCRIBED = PLACE_NOUNS | {"as", "that", "early", "late", "countryside", "suburbs", "who", "airport", "this"}
_SAY = REPORTING | BE | HAVE | {"speaking", "spoke", "scheduled", "quoted", "quoting", "citing"}
_AGENTS = frozenset("police government officials authorities army troops forces residents rebels militants".split())
_OBJECT = 8  # words between a verb and a place that it acts on


def places_of_verb(clause: Clause, verb: Found) -> list[PlaceAt]:
    """The places of a verb: those of its own clause; without any there, those of the rest of the sentence."""
    others = [t for t in clause.triggers if not t.noun and (t.last <= verb.first or verb.last <= t.first)]
    zone = reach(clause, verb, others)
    zone = zone[0], _before_participle(clause, verb, zone[1])
    fit = [p for p in clause.places if not p.of_war and not clause.spoken[p.first] and not _acts(clause, p)]
    fit = _finest(clause, fit)
    inside = _chosen(clause, verb, [p for p in fit if zone[0] <= p.first and p.last <= zone[1]], _AIMED)
    if inside or clause.low(verb.first) in _SAY:
        return inside
    owners = [p for p in fit if zone[0] <= p.first < zone[1] and p.owner and p.preposition in _WHERE]
    if owners:
        return owners[-1:]  # "in a district of Burundi's capital"
    beside = [p for p in fit if zone[0] <= p.first < zone[1] and _is_scene(clause, verb, p)]
    return beside[-1:] or _chosen(
        clause, verb, [p for p in fit if not (zone[0] <= p.first and p.last <= zone[1])], _WHERE
    )


def _before_participle(clause: Clause, verb: Found, end: int) -> int:
    """As in "launched an assault in A, targeting B": what stands behind the participle is its own."""
    return next((k for k in range(verb.last, end) if clause.low(k - 1) == "," and clause.low(k).endswith("ing")), end)


def _finest(clause: Clause, places: list[PlaceAt]) -> list[PlaceAt]:
    """Without what only holds another place, and without what another place is only near to."""
    kept: list[PlaceAt] = []
    for place in places:
        if kept and containers.is_named_by(clause, kept[-1], place):
            place = containers.named_in(clause, kept.pop(), place)  # noqa: PLW2901
        elif kept and (containers.is_container(clause, kept[-1], place) or _is_beside(clause, kept[-1], place)):
            continue
        kept.append(place)
    return kept


def _is_beside(clause: Clause, place: PlaceAt, other: PlaceAt) -> bool:
    gap = [clause.low(k) for k in range(place.last, other.first)]
    return type(other.expression).__name__ == "Near" and gap in ([], [","])


def _acts(clause: Clause, place: PlaceAt) -> bool:
    low = clause.low(place.last)
    text = clause.sentence.tokens[place.last - 1].text
    if place.last - place.first == 1 and ("." in text or text.isupper()) and _describes(clause, place.last):
        return True  # "at the U.S. embassy"
    subject = place.preposition not in _WHERE and (low in BE or low in HAVE)  # but "the area around Kut is patrolled"
    return subject or clause.low(place.first - 1) == "by"


def _is_scene(clause: Clause, verb: Found, place: PlaceAt) -> bool:
    """As in "hit a Baghdad cafe", "patrolled Kabul's streets", "the town of X was shelled"."""
    if grain(place) > 1:
        return place.owner and clause.low(place.last + 1) == "capital"
    if place.first < verb.last:
        return (
            verb.passive
            and not place.preposition.replace("of", "")
            and not _AGENTS & {clause.low(place.last), clause.low(place.last + 1)}
        )
    return place.preposition in ("", "of", "to") and not _AGENTS & {clause.low(place.last), clause.low(place.last + 1)}


def _chosen(clause: Clause, verb: Found, places: list[PlaceAt], words: frozenset[str]) -> list[PlaceAt]:
    taken: list[PlaceAt] = []
    for place in places:
        if place.owner and place.preposition not in ("in", "near", "off", "outside"):
            continue
        if _fits(clause, verb, place, words) or _is_listed(clause, place, taken):
            taken.append(place)
    if any(p.preposition and _is_known(p) for p in taken):
        taken = [
            p
            for p in taken
            if p.preposition or _is_known(p) or _is_listed(clause, p, [q for q in taken if q.first < p.first])
        ]
    behind = [p for p in taken if p.first >= verb.last]
    if behind and (clause.low(verb.first).endswith("ing") or not roles.opens_sentence(clause, taken[0])):
        taken = behind
    return _innermost(clause, taken)


def _is_known(place: PlaceAt) -> bool:
    return not isinstance(place.expression, Named) or bool(place.expression.candidates)


def _fits(clause: Clause, verb: Found, place: PlaceAt, words: frozenset[str]) -> bool:
    if place.preposition in words:
        return True
    if place.first < verb.last or words is _WHERE:
        return False
    near = place.lead - verb.last <= _OBJECT
    if place.preposition == "of":
        return near
    if place.preposition == "to":
        return place.lead - verb.last <= 1
    return (
        place.preposition == ""
        and not verb.passive
        and place.first - verb.last <= _OBJECT
        and not _describes(clause, place.last)
    )


def _describes(clause: Clause, at: int) -> bool:
    """As in "a U.S. vehicle": the name only describes what follows."""
    if at >= clause.size or clause.mark[at] or clause.is_function_word(at) or clause.low(at) in _NOT_DESCRIBED:
        return False
    text = clause.sentence.tokens[at].text
    return text.isalpha() and not clause.sentence.is_adverb(at) and not clause.breaks(at)


def _is_listed(clause: Clause, place: PlaceAt, taken: list[PlaceAt]) -> bool:
    if not taken:
        return False
    gap = [clause.low(k) for k in range(taken[-1].last, place.first)]
    return (
        0 < len(gap) <= 4
        and bool({",", "and", "or"} & set(gap))
        and set(gap) <= {",", "and", "or", "the", "in", "as", "well"}
    )


def _innermost(clause: Clause, taken: list[PlaceAt]) -> list[PlaceAt]:
    """Without the containers of others: "in B, a town in A", "in A's city of B"."""
    kept: list[PlaceAt] = []
    for place in taken:
        if kept and _holds(clause, place, kept[-1]):
            continue
        if kept and kept[-1].owner and place.first - kept[-1].last <= 6:
            kept.pop()
        kept.append(place)
    finest = min((grain(p) for p in kept), default=1)
    return [p for p in kept if grain(p) <= max(1, finest)]


def _holds(clause: Clause, outer: PlaceAt, inner: PlaceAt) -> bool:
    gap = [clause.low(k) for k in range(inner.last, outer.first)]
    if "and" in gap or len(gap) > 8 or not gap:
        return False
    if gap == [","]:
        return grain(outer) > grain(inner)
    apposed = gap[0] == "," and gap[-1] in ("in", "of", ",", "'s")
    kind = gap[-1] in ("of", "in") and all(w in PLACE_NOUNS or w in DETERMINERS for w in gap[:-1])
    return (apposed or kind or gap[0] in ("in", "of", "on")) and grain(outer) >= grain(inner)
