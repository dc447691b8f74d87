"""Which places, dates and actors of a sentence belong to a trigger, and in which role."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions import Named, walk
from geoevents.model import Actor
from geoevents.recognize.places import PlaceAt, governor
from geoevents.recognize.words import BE, HAVE, MODALS, PREPOSITIONS
from geoevents.units import WINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import PlaceExpression, When
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.names import Name
    from geoevents.recognize.triggers import Found

_GRAIN = {"country": 3, "region": 3, "ocean": 3, "admin1": 2, "sea": 2}
_WITHIN = frozenset({"in", "near", "off", "outside", "around", "inside"})
_LIGHT = frozenset(  # verbs that only say that the event took place
    "carried carry carries carrying conducted conduct conducts conducting held hold holds holding staged "
    "stage stages staging "
    "launched launch launches launching began begin begins beginning started start starts starting mounted "
    "resumed resume "
    "resumes completed concluded performed wrapped joined announced announce announces planned plan plans ran "
    "run kicked kick "
    "unleashed made makes committed met opened opens took take takes".split()
)
_HITS = frozenset(
    "hit hits struck strikes rocked rocks targeted targets shook shakes destroyed damaged leveled razed".split()
)
_ACTING_ITEMS = frozenset({"troops", "fighters", "police", "protester", "ship", "aircraft"})


def reach(clause: Clause, found: Found, others: list[Found]) -> tuple[int, int]:
    """Token range of the clause around a trigger: to both sides up to the next break or the next trigger."""
    own = {k for item in found.items for k in range(item.first, item.last)}
    starts = {k for o in others if o is not found and not o.anaphor for k in range(o.first, o.last)} - own
    starts -= set(range(found.first, found.last))
    end = found.last
    while end < clause.size and not _stops_right(clause, end, starts, own):
        end += 1
    begin = found.first
    while begin > 0 and not _stops_left(clause, begin - 1, starts):
        begin -= 1
    return begin, end


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
        if not inside and not _opens_sentence(clause, place):
            continue
        if found.first <= place.first < found.last or (
            found.recipient and place.first <= found.recipient.first < place.last
        ):
            continue
        role = _role(clause, found, place, roles, taken)
        if role and not _is_container(clause, place, taken):
            taken.append((role, place))
    return taken


_ANYWHERE = dict.fromkeys(  # for a verb of no known type: every preposition that can say where something happened
    "in at near on outside around inside throughout across along off over between within into through against "
    "of toward "
    "towards targeting".split(),
    "site",
)


def places_of_verb(clause: Clause, verb: Found) -> list[PlaceAt]:
    """Where something happened that no event type knows; for measuring, and for types that users add."""
    zone = reach(clause, verb, [t for t in clause.triggers if t.last <= verb.first or verb.last <= t.first])
    taken: list[tuple[str, PlaceAt]] = []
    for place in clause.places:
        if place.of_war or clause.spoken[place.first]:
            continue
        inside = zone[0] <= place.first and place.last <= zone[1]
        if not inside and not _opens_sentence(clause, place):
            continue
        direct = place.preposition == "" and verb.last <= place.first <= verb.last + 3 and not verb.passive
        role = "site" if direct else _role(clause, verb, place, _ANYWHERE, taken)
        if role and not _is_container(clause, place, taken):
            taken.append((role, place))
    return [place for _, place in taken]


def _opens_sentence(clause: Clause, place: PlaceAt) -> bool:
    """As in "In northern Syria, ...": it holds for the whole sentence."""
    return (
        place.preposition in ("in", "near", "at", "off", "along", "outside")
        and place.lead <= 1
        and clause.low(place.last) == ","
    )


def _role(
    clause: Clause, found: Found, place: PlaceAt, roles: Mapping[str, str], taken: list[tuple[str, PlaceAt]]
) -> str:
    word = place.preposition
    if place.owner and word not in ("in", "near", "off"):
        return ""
    if word == "between" and _between_states(clause, place):
        return ""
    if word == "" and (clause.low(place.first)[:1].isdigit() or clause.sentence.tokens[place.first].text in WINDS):
        word = "near"  # "60 miles west of X" without a preposition
    if word in _WITHIN and roles.get("from") == "launch" and _of_subject(clause, place, found):
        return "launch"  # "militants in X fired"
    if word in _WITHIN:
        outer = roles.get(_aimed(clause, place, found), "")
        if outer in ("target", "impact"):
            return outer
    if word == "" and found.noun and _is_hit(clause, found, place):
        return "target"
    if word == "":
        return _continued(clause, place, taken)
    if word == "of":
        near = place.lead <= found.last + 1 or any(item.last >= place.lead - 1 for item in found.items)
        return (roles.get("of") or roles.get("on") or roles.get("in", "")) if near and found.noun else ""
    if word == "at" and place.site and "at site" in roles and not any(i.name == "rocket" for i in found.items):
        word = "at site"
    if word in ("to", "with", "for", "on", "against") and _after_person(clause, place):
        return ""
    return roles.get(word, "")


def _of_subject(clause: Clause, place: PlaceAt, found: Found) -> bool:
    """The place hangs on who fires, not on the whole clause ("In X, militants fired")."""
    before = place.lead - 1
    attached = before >= 0 and (clause.mark[before] in ("item", "name") or clause.low(before)[0].isalpha())
    return (
        attached
        and place.last <= found.first
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
    tight = len(gap) <= 4 and all(word in (",", "in", "of", "the", "'s") or word.endswith("ern") for word in gap)
    return tight and "and" not in gap and grain(place) > grain(before) and (bool(gap) and gap[0] in (",", "in", "of"))


def grain(place: PlaceAt) -> float:
    """How coarse a place is, by the likeliest candidate of its name."""
    kind = type(place.expression).__name__
    if kind not in ("Named", "Part"):
        return 1
    leaf = next((node for node in walk(place.expression) if isinstance(node, Named)), None)
    feature = leaf.candidates[0].feature if leaf and leaf.candidates else ""
    return _GRAIN.get(feature, 1) - 0.5 * (kind == "Part")


def dated(
    clause: Clause, found: Found, zone: tuple[int, int], zones: list[tuple[int, int]]
) -> tuple[When | None, When | None]:
    """The date of the event, and the date of the statement about it."""
    said = [entry for entry in clause.dates if clause.spoken[entry[0]] or _follows_speech(clause, entry[0])]
    free = [entry for entry in clause.dates if entry not in said]
    inside = [e for e in free if zone[0] <= e[0] < zone[1]]
    outside = [e for e in free if not any(a <= e[0] < b for a, b in zones)]
    pool = inside or outside
    own = min(pool, key=lambda e: min(abs(e[0] - found.last), abs(found.first - e[1]))) if pool else None
    return (own[2] if own else None), (said[0][2] if said else None)


def _follows_speech(clause: Clause, at: int) -> bool:
    return any(
        said.last <= at <= said.last + 1 and (at == said.last or clause.low(at - 1) == "on") for said in clause.speeches
    )


def agents(clause: Clause, found: Found, zone: tuple[int, int]) -> list[Name]:
    """Who acts, as names."""
    if found.passive or found.reduced:
        return _after_by(clause, found, zone)
    if found.subject is not None:
        own = [n for n in clause.names if n.acts and n.last <= found.subject.first and n.first >= found.subject.start]
        if own:
            return _chain_back(clause, own[-1])
    if found.noun:
        return _beside_noun(clause, found) or _after_by(clause, found, zone) or _by_light_verb(clause, found, zone)
    return _subject(clause, found, zone)


def _by_light_verb(clause: Clause, found: Found, zone: tuple[int, int]) -> list[Name]:
    """As in "X carried out air strikes", "A and B held talks": who does what the noun says."""
    named = _subject(clause, found, zone)
    between = range(named[-1].last, found.first) if named else range(0)
    return named if any(clause.low(k) in _LIGHT and not clause.is_noun(k) for k in between) else []


def _after_by(clause: Clause, found: Found, zone: tuple[int, int]) -> list[Name]:
    for at in range(found.last, min(zone[1], clause.size)):
        if clause.low(at) == "by":
            first = next((name for name in clause.names if at < name.first <= at + 5 and name.acts), None)
            return _chain(clause, first) if first else []
    return []


def _beside_noun(clause: Clause, found: Found) -> list[Name]:
    start = min([found.first, *(item.start for item in found.items if item.last <= found.last)])
    for name in reversed(clause.names):
        gap = range(name.last, start)
        if name.last > start or len(gap) > 3 or not name.acts:
            continue
        if all(not clause.is_function_word(k) and clause.low(k) not in clause.types.verbs for k in gap) and (
            name.kind == "adjective" or clause.low(name.last) == "'s" or name.kind in ("group", "force")
            or (name.kind in ("country", "metonym") and name.last == start)
        ):  # fmt: skip
            return _chain_back(clause, name)
    return []


def _subject(clause: Clause, found: Found, zone: tuple[int, int]) -> list[Name]:
    """The nearest name before the verb that no preposition governs, with what is joined to it."""
    begin = _before_relative(clause, found, zone[0])
    named = [n for n in clause.names if begin <= n.first and n.last <= found.first and n.acts]
    joint = _joined(clause, found, named)
    if joint:
        return joint
    for name in reversed(named):
        word, _ = governor(clause.sentence, name.first)
        if word in PREPOSITIONS or word == "#war":
            continue
        if name.kind != "adjective" and clause.low(name.last) == "'s" and not _heads_agent(clause, name):
            continue
        return _chain_back(clause, name)
    return []


def _heads_agent(clause: Clause, name: Name) -> bool:
    forces = (
        "army",
        "military",
        "navy",
        "forces",
        "troops",
        "jets",
        "warplanes",
        "government",
        "soldiers",
        "police",
        "guard",
    )
    return any(clause.low(name.last + k) in forces for k in (1, 2, 3))


def _before_relative(clause: Clause, found: Found, begin: int) -> int:
    """As in "X, which fired ...": the subject stands before the relative pronoun."""
    if clause.low(begin - 1) in ("which", "who", "that") and found.first - begin <= 3:
        return max(0, begin - 8)
    return begin


def _joined(clause: Clause, found: Found, named: list[Name]) -> list[Name]:
    """As in "A has joined B in doing": both do."""
    before = clause.skip_left(found.first - 1)
    if clause.low(before) != "in" or not clause.low(found.first).endswith("ing"):
        return []
    verb = next(
        (k for k in range(before, -1, -1) if clause.low(k) in ("joined", "joins", "joining", "join", "followed")), None
    )
    if verb is None or not any(n.first < verb for n in named):
        return []
    return [n for n in named if n.last <= before]


def _chain(clause: Clause, name: Name) -> list[Name]:
    """A name and those joined to it behind: "by Britain and France"."""
    chain = [name]
    for other in clause.names:
        gap = [clause.low(k) for k in range(chain[-1].last, other.first)]
        if other.first >= chain[-1].last and other.acts and 0 < len(gap) <= 3 and set(gap) <= {",", "and", "the", "&"}:
            chain.append(other)
    return chain


def _chain_back(clause: Clause, name: Name) -> list[Name]:
    chain = [name]
    for other in reversed(clause.names):
        gap = [clause.low(k) for k in range(other.last, chain[0].first)]
        if other.last <= chain[0].first and other.acts and 0 < len(gap) <= 5 and "and" in [*gap, "and" if len(chain) > 1 else ""] and (
            all(word in (",", "and", "the", "&", "troops", "forces", "its", "ally") for word in gap)
        ):  # fmt: skip
            chain.insert(0, other)
    return chain


def as_actor(clause: Clause, name: Name, role: str) -> Actor:
    """The name as an actor, with its words in the text."""
    return Actor(
        clause.sentence.cut(name.first, name.last), name.name, name.country, role,  # type: ignore[arg-type]
        name.kind in ("metonym", "capital"),
    )  # fmt: skip


def unnamed_agents(clause: Clause, found: Found, zone: tuple[int, int]) -> list[Actor]:
    """As in "Gunmen", "residents": those who act where no name is given."""
    for item in clause.items:
        if item.name not in _ACTING_ITEMS or not item.head or item in found.items:
            continue
        before = (
            zone[0] <= item.first < found.first and not found.passive and clause.low(item.start - 1) not in PREPOSITIONS
        )
        behind = (
            found.passive
            and found.last <= item.first <= found.last + 4
            and "by" in (clause.low(item.start - 1), clause.low(item.first - 1))
        )
        if before or behind:
            span = clause.sentence.cut(item.first, item.last)
            return [Actor(span, span.text)]
    return []


def land_of(clause: Clause, name: Name, gazetteer: Gazetteer) -> PlaceExpression | None:
    """The country that a name stands for, as a place expression with the name's own words."""
    if name.country is None:
        return None
    for place in clause.places:
        if (place.first, place.last) == (name.first, name.last) and name.kind == "country":
            return place.expression
    country = gazetteer.country(name.country)
    return Named(clause.sentence.cut(name.first, name.last), country.name, (country,))
