"""From the working sheet of a sentence to readings: what each clause says of one event."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, cast

from geoevents.expressions import Named
from geoevents.model import Actor, Reading, Role, Trigger
from geoevents.recognize import agents, background, roles, speech
from geoevents.recognize.assertion import assess, is_pretense
from geoevents.recognize.casualties import casualties
from geoevents.recognize.places import governor
from geoevents.recognize.reach import reach
from geoevents.recognize.when import dated, distributed
from geoevents.recognize.words import DEFINITE, DETERMINERS, PRONOUNS

if TYPE_CHECKING:
    from geoevents.event_types import EventType
    from geoevents.model import PlaceExpression, Quantity, Span
    from geoevents.recognize.clause import Clause, Context
    from geoevents.recognize.frames import Found
    from geoevents.recognize.names import Name
    from geoevents.recognize.places import PlaceAt
    from geoevents.recognize.stand_ins import Item


# Items that say what it is, not how many; and those who act, whom a title names as actors.
_UNCOUNTED = frozenset(
    {"assault", "operation", "leader", "talks", "drills", "sanctions", "road", "tractor", "tear_gas"}
)
_OF_SOMEBODY = frozenset({"wealth", "cable", "structure"})  # "froze the assets of X": known by whose they are
_DOERS = frozenset({"troops", "army", "fighters", "men", "police", "protester", "aircraft", "gun"})
_FRESH = frozenset(
    {"another", "second", "separate", "third", "fourth", "further", "new", "fresh", "additional", "other"}
)
_ORDINALS = _FRESH | {"first", "fifth", "sixth", "seventh", "latest", "last", "only"}
_SEPARATELY = re.compile(r"^\W{0,3}(?:separately|elsewhere|in a separate|in another|meanwhile)\b", re.IGNORECASE)
_QUOTED_NAME = re.compile("[\u201c\"\u2018']([A-Z][^\u201d\"\u2019'\u201c]{2,40}?)[,.]?[\u201d\"\u2019']")
_CALLED = re.compile(r"\b(?:named|dubbed|called|codenamed|code-named|known as)\s+((?:[A-Z][\w-]{1,20}\s?){1,4})")


@dataclass(slots=True)
class Carry:
    """What one sentence leaves to the next: who spoke, whether a quotation is open, who acted."""

    speaker: Actor | None = None
    quoting: bool = False
    acted: Name | None = None


def readings(clause: Clause, context: Context, carry: Carry) -> list[Reading]:
    """All readings of a sentence; ``carry`` is brought up to date."""
    found = clause.triggers
    zones = [reach(clause, one, found) for one in found]
    made: list[Reading] = []
    for one, zone in zip(found, zones, strict=True):
        others = [z for o, z in zip(found, zones, strict=True) if o is not one and not o.anaphor]
        made.extend(_reading(clause, context, carry, one, (zone, others)))
    _remember(clause, carry)
    return made


def note(clause: Clause, carry: Carry) -> None:
    """Bring ``carry`` up to date after a sentence that reports nothing."""
    _remember(clause, carry)


def _remember(clause: Clause, carry: Carry) -> None:
    carry.speaker = speech.previous(clause.speeches, carry.speaker)
    for token in clause.sentence.tokens:
        if token.text == "\u201c":
            carry.quoting = True
        elif token.text == "\u201d":
            carry.quoting = False
    subject = next((n for n in clause.names if n.acts and n.country), None)
    carry.acted = subject or carry.acted


def _reading(
    clause: Clause, context: Context, carry: Carry, one: Found, where: tuple[tuple[int, int], list[tuple[int, int]]]
) -> list[Reading]:
    zone, others = where
    kind = clause.types[one.kind]
    when, said = dated(clause, one, zone, others)
    if background.is_fiction(clause) or background.commemorates(clause, one) or background.sums_up(clause, one, when):
        return []
    acting = _named_around(clause, zone) if one.anaphor else _agents(clause, carry, one, zone)
    placed = roles.placed(clause, one, zone)
    if one.frame and one.frame.needs_place and not placed and not (one.recipient and one.frame.recipient_role):
        return []
    spans = clause.sentence.cut(one.first, one.last)
    base = Reading(
        clause.sentence.span,
        Trigger(
            spans,
            one.kind,
            one.lemma,
            _frame_of(one) if one.anaphor else "phrase" if one.noun or not one.frame else one.frame.name,
        ),
        when=when,
        said=said,
        quantities=_quantities(clause, one, zone),
        items=tuple(dict.fromkeys(item.name for item in one.items or ([one.subject] if one.subject else []))),
        things=_things(clause, one),
        speakers=_speakers(clause, carry),
        assertion="reported" if is_pretense(clause, one) else assess(clause, one, zone[0]),
        refers=_refers(clause, one),
        fresh=_is_fresh(clause, one),
        name=_proper_name(clause, zone)
        if kind.participants and kind.style.group != "Diplomacy" and not one.anaphor
        else None,
    )
    days = distributed(clause, zone, placed) if not one.anaphor else []
    return [
        reading
        for day, there in days or [(when, placed)]
        for reading in _spread(clause, context, (one, kind), replace(base, when=day), (acting, there), zone)
    ]


def _frame_of(one: Found) -> str:
    """Words that point back tell something of their own if the clause is about them ("The test took place")."""
    return "told" if one.sure else "occurrence" if one.occurs else "anaphor"


def _agents(clause: Clause, carry: Carry, one: Found, zone: tuple[int, int]) -> list[Name]:
    acting = agents.agents(clause, one, zone)
    if acting or one.passive or one.reduced:
        return acting if not is_pretense(clause, one) else acting or _first_subject(clause, one)
    if one.noun:
        return acting
    if one.subject is not None:
        return acting or _of_relative(clause, one)
    pronoun = any(clause.low(k) in ("it", "its", "they") for k in range(max(zone[0], one.first - 6), one.first))
    bare = clause.low(one.first).endswith("ing") or clause.low(clause.skip_left(one.first - 1)) == "to"
    if pronoun or bare or one.first == zone[0]:
        return _first_subject(clause, one) or (
            [carry.acted] if pronoun and carry.acted and one.frame and one.frame.agent_role else []
        )
    return acting


def _named_around(clause: Clause, zone: tuple[int, int]) -> list[Name]:
    """States and groups in the clause of a word that points back: they tell which event it points to."""
    return [n for n in clause.names if zone[0] <= n.first < zone[1] and n.acts and not clause.spoken[n.first]]


def _of_relative(clause: Clause, one: Found) -> list[Name]:
    """Who fired "the missile fired by X" that now crosses a line."""
    for other in clause.triggers:
        if other.reduced and one.subject in other.items:
            return agents.agents(clause, other, (other.first, one.first))
    return []


def _first_subject(clause: Clause, one: Found) -> list[Name]:
    """Whom a pronoun or an open infinitive means: the last subject named before, a speaker too."""
    again = next((s.first for s in reversed(clause.speeches) if s.pronoun and s.last <= one.first), 0)
    for name in reversed([n for n in clause.names if n.last <= one.first and n.acts and n.kind != "adjective"]):
        word, _ = governor(clause.sentence, name.first)
        if name.last <= again and _is_addressed(clause, name):
            continue  # "X accused Y of ... and said it": X
        if word == "" and (clause.low(name.last) != "'s" or agents.heads_agent(clause, name)):
            return [name]
    return []


def _is_addressed(clause: Clause, name: Name) -> bool:
    """Whether the name is the object of a verb of speech that has a subject of its own."""
    before = name.first - 1 - (clause.low(name.first - 1) in DETERMINERS)
    return any(said.first < said.verb == before for said in clause.speeches)


def _spread(
    clause: Clause, context: Context, what: tuple[Found, EventType], base: Reading,
    who: tuple[list[Name], list[tuple[str, PlaceAt]]], zone: tuple[int, int],
) -> list[Reading]:  # fmt: skip
    """One reading; of a flow with several origins, one for each."""
    one, kind = what
    acting, placed = who
    pretense = is_pretense(clause, one)
    places = [(_claimed(role, pretense), place.expression) for role, place in placed]
    if kind.style.flow and one.frame and one.frame.agent_role == "origin" and _is_home(acting, placed):
        return []
    recipients = _recipients(clause, context, one, places, pretense=pretense)
    base = replace(base, refers=base.refers or pretense)
    agent_role = one.frame.agent_role if one.frame else kind.agent_role
    groups = [[name] for name in acting] if kind.style.flow and len(acting) > 1 and not one.anaphor else [acting]
    made = []
    for group in groups:
        own = list(places)
        actors = [_actor(clause, name, "participant" if kind.participants else "agent") for name in group]
        if agent_role and group and not any(role == agent_role for role, _ in own) and not one.anaphor:
            land = _land(clause, context, group[0])
            if land is not None:
                own.append((agent_role, land))
        if not actors and not one.anaphor:
            actors = agents.unnamed_agents(clause, one, zone)
        country = agents.owner_of_line(clause, one, placed, group) or next(
            (name.country or name.home for name in group if name.country or name.home), None
        )
        base = replace(base, land=context.gazetteer.country(country) if country else None)
        made.append(replace(base, places=tuple((cast("Role", r), e) for r, e in own), actors=(*actors, *recipients)))
    return made


def _is_home(acting: list[Name], placed: list[tuple[str, PlaceAt]]) -> bool:
    """Who sends things to a town of its own country transfers nothing to anybody."""
    countries = {name.country for name in acting if name.country}
    ends = [getattr(place.expression, "candidates", ()) for role, place in placed if role == "destination"]
    return any(end and end[0].country in countries and end[0].feature != "country" for end in ends)


def _claimed(role: str, pretense: bool) -> str:  # noqa: FBT001  two words of one question
    return "claimed_destination" if pretense and role == "destination" else role


def _actor(clause: Clause, name: Name, role: str) -> Actor:
    if name.first >= clause.size or clause.sentence.cut(name.first, min(name.last, clause.size)).text != name.text:
        return Actor(None, name.name, name.country, cast("Role", role), name.kind == "metonym")  # type: ignore[arg-type]
    return agents.as_actor(clause, name, role)


def _land(clause: Clause, context: Context, name: Name) -> PlaceExpression | None:
    if name.first < clause.size and clause.sentence.cut(name.first, min(name.last, clause.size)).text == name.text:
        return agents.land_of(clause, name, context.gazetteer)
    if name.country is None:
        return None
    country = context.gazetteer.country(name.country)
    return Named(None, country.name, (country,))


def _recipients(
    clause: Clause, context: Context, one: Found, places: list[tuple[str, PlaceExpression]], *, pretense: bool
) -> list[Actor]:
    """As in "supplied Russia with shells", "sent to Russian forces": who gets it, and where that is."""
    role = one.frame.recipient_role if one.frame else ""
    if not role:
        return []
    name = one.recipient
    if name is None and not any(r in ("destination", "claimed_destination") for r, _ in places):
        behind = [n for n in clause.names if n.first >= one.last and n.acts and n.only_actor]
        name = next((n for n in behind if governor(clause.sentence, n.first)[0] == "to"), None)
    if name is None:
        return []
    land = agents.land_of(clause, name, context.gazetteer)
    if land is not None and not any(r == role for r, _ in places):
        places.append((_claimed(role, pretense), land))
    return [_actor(clause, name, "recipient")]


def _quantities(clause: Clause, one: Found, zone: tuple[int, int]) -> tuple[Quantity, ...]:
    counted = [
        item.quantity
        for item in one.items
        if item.quantity and item.name not in _UNCOUNTED and not (item.partitive and item.definite and one.reduced)
    ]
    if not one.items and one.subject and one.subject.quantity:
        counted = [one.subject.quantity]
    if one.noun and not one.items and not one.anaphor:
        for first, last, quantity in clause.numbers:
            if last <= one.first <= last + 2 and all(
                clause.low(k)[0].isalnum() and not clause.is_function_word(k) for k in range(last, one.first)
            ):
                counted.append(replace(quantity, item=one.lemma.split()[-1]))
                del first
    alone = all(other.anaphor or _is_part(one, other) or _is_part(other, one) for other in clause.triggers)
    counts = casualties(clause.sentence, clause.numbers)
    hurt = [quantity for at, quantity in counts if (alone and not clause.spoken[at]) or _near(clause, at, zone)]
    return tuple({(q.span, q.item): q for q in (*counted, *hurt)}.values())


def _is_part(one: Found, whole: Found) -> bool:
    """As in "a roadside bomb" of "a roadside bomb hit a bus": two words for one event."""
    things = [*whole.items, *([whole.subject] if whole.subject else [])]
    return one is whole or any(thing.start <= one.first and one.last <= thing.last + 1 for thing in things)


def _things(clause: Clause, one: Found) -> tuple[Span, ...]:
    """The words for the things, without number and article: "short-range missiles"."""
    spans = []
    moves = clause.types[one.kind].style.group == "Movement"
    for item in one.items or ([one.subject] if one.subject and (moves or one.subject.name not in _DOERS) else []):
        if item.name in _UNCOUNTED - {"drills"}:
            continue
        first = item.start
        counted = next((last for begin, last, _ in clause.numbers if begin <= first < last), first)
        first = first if item.partitive else max(first, counted)
        while first < item.first and (
            clause.low(first) in DETERMINERS
            or clause.low(first) in ("of", "'s")
            or clause.mark[first] == "name"
            or (clause.mark[first] == "number" and not item.partitive)
        ):
            first += 1
        spans.append(clause.sentence.cut(first if first < item.last else item.start, item.last))
    return tuple(spans)


def _near(clause: Clause, at: int, zone: tuple[int, int]) -> bool:
    return zone[0] <= at < zone[1] + 6 and not clause.spoken[at]


def _refers(clause: Clause, one: Found) -> bool:
    if one.anaphor or one.pronoun or (one.frame is not None and one.frame.refers):
        return True
    if one.items:
        known = [item for item in one.items if item.name not in _OF_SOMEBODY]
        return len(known) == len(one.items) and all(item.definite and not _is_named(clause, item) for item in known)
    if one.subject:
        return one.subject.partitive
    if one.noun:
        return any(clause.low(one.first - k) in DEFINITE for k in (1, 2))
    return clause.low(one.first - 1) in PRONOUNS


def _is_named(clause: Clause, item: Item) -> bool:
    """As in "the Agni-V missile", "the first test": a new thing by its name or number; "the missile" is one known."""
    words = [clause.sentence.tokens[k].text for k in range(item.start + 1, item.last)]
    return any((word[0].isupper() and not word.isupper()) or word in _ORDINALS for word in words)


def _is_fresh(clause: Clause, one: Found) -> bool:
    first = min([one.first, *(item.start for item in one.items)])
    if any(clause.low(k) in _FRESH for k in range(max(0, first - 2), one.last)):
        return not one.anaphor
    return bool(_SEPARATELY.search(clause.sentence.text)) and not one.anaphor


def _proper_name(clause: Clause, zone: tuple[int, int]) -> str | None:
    tokens = clause.sentence.tokens
    text = clause.sentence.text[tokens[zone[0]].start : tokens[min(zone[1], len(tokens)) - 1].end + 1]
    match = _QUOTED_NAME.search(text) or _CALLED.search(text)
    return match[1].strip() if match else None


def _speakers(clause: Clause, carry: Carry) -> tuple[Actor, ...]:
    """Those whom the sentence names as its source; in an open quotation, and behind "he added", who spoke before."""
    speakers = [said.speaker for said in clause.speeches if said.speaker]
    pronoun = any(said.pronoun for said in clause.speeches)
    quoted = carry.quoting or clause.sentence.text[:1] in ("\u201c", '"')
    if carry.speaker and not speakers and (pronoun or quoted):
        speakers = [replace(carry.speaker, span=None)]
    return tuple(speakers)
