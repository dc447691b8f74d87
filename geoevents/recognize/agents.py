"""Who acts: the names, or the unnamed, that do what a trigger says."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions import Named
from geoevents.model import Actor
from geoevents.recognize.places import governor
from geoevents.recognize.words import PREPOSITIONS

if TYPE_CHECKING:
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import PlaceExpression
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found
    from geoevents.recognize.names import Name
    from geoevents.recognize.places import PlaceAt

_JOINING = frozenset({",", "and", "the", "&", "troops", "forces", "its", "ally"})
_ACTING_ITEMS = frozenset({"troops", "fighters", "police", "protester", "ship", "aircraft"})
_LIGHT = frozenset(  # verbs that only say that the event took place
    "carried carry carries carrying conducted conduct conducts conducting held hold holds holding staged "
    "stage stages staging "
    "launched launch launches launching began begin begins beginning started start starts starting mounted "
    "resumed resume "
    "resumes completed concluded performed wrapped joined announced announce announces planned plan plans ran "
    "run kicked kick "
    "unleashed made makes committed met opened opens took take takes".split()
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
        if name.kind != "adjective" and clause.low(name.last) == "'s" and not heads_agent(clause, name):
            continue
        return _chain_back(clause, name)
    return []


def heads_agent(clause: Clause, name: Name) -> bool:
    """As in "China's coast guard": those who act behind the name of whose they are."""
    forces = (
        "army",
        "military",
        "navy",
        "forces",
        "force",
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
        if not other.acts or not 0 < other.first - chain[-1].last <= 3:
            continue
        if {clause.low(k) for k in range(chain[-1].last, other.first)} <= {",", "and", "the", "&"}:
            chain.append(other)
    return chain


def _chain_back(clause: Clause, name: Name) -> list[Name]:
    """A name and those joined to it before: "the US and South Korean militaries"."""
    chain = [name]
    for other in reversed(clause.names):
        if not other.acts or not 0 < chain[0].first - other.last <= 5:
            continue
        gap = [clause.low(k) for k in range(other.last, chain[0].first)]
        joined = "and" in gap or len(chain) > 1
        if joined and all(word in _JOINING for word in gap):
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


def owner_of_line(clause: Clause, one: Found, placed: list[tuple[str, PlaceAt]], acting: list[Name]) -> str | None:
    """As in "A said that B's jets violated its airspace": whose line it is that the others cross."""
    own = any(role == "line_crossed" and clause.low(place.first) in ("its", "their") for role, place in placed)
    if not own:
        return None
    crossing = {name.country for name in acting}
    before = [n.country for n in clause.names if n.last <= one.first and n.acts and n.kind != "adjective"]
    return next((country for country in reversed(before) if country and country not in crossing), None)
