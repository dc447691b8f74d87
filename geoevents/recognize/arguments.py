"""What stands around a verb: who does it, what it is done to, where.

Found by position and by what governs it, without a parse.
"""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.recognize.words import (
    BE,
    DETERMINERS,
    HARD,
    HAVE,
    MODALS,
    PREPOSITIONS,
    PRONOUNS,
)

if TYPE_CHECKING:
    from geoevents.event_types import Frame
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found
    from geoevents.recognize.stand_ins import Item

_OBJECT_REACH = 14  # words between a verb and its object
_SUBJECT_REACH = 16
_BY_REACH, _CLOSE = 14, 4  # words between a passive and its "by"; so many are not looked at
_RELATIVE = 24  # words of a relative clause between commas
_ALSO = (
    ("as", "well", "as"),
    ("along", "with"),
    ("together", "with"),
    ("in", "addition", "to"),
    ("including",),
    ("plus",),
)
_ALSO_ENDS = frozenset(words[-1] for words in _ALSO)


def agent_item(clause: Clause, one: Found) -> Item | None:
    """The thing behind "by"."""
    at = by(clause, one)
    return next((item for item in clause.items if at < item.first <= at + 6 and item.head), None) if at else None


def by(clause: Clause, one: Found) -> int:
    """Where "by" stands behind a passive, over when and where: "shot dead on Monday in X by"; 0 if nowhere."""
    for at in range(one.last, min(one.last + _BY_REACH, clause.size)):
        low = clause.low(at)
        if low == "by":
            return at if clause.mark[min(at + 1, clause.size - 1)] != "date" else 0
        far = at >= one.last + _CLOSE
        if far and (clause.breaks(at) or low in (",", "and") or low in HAVE or low in BE or low in clause.types.verbs):
            return 0
    return 0


def means(clause: Clause, one: Found, things: frozenset[str]) -> Item | None:
    """What something is done with: the thing behind "with" or "using"."""
    for at in range(one.last, min(one.last + _OBJECT_REACH, clause.size)):
        if clause.low(at) in ("with", "using"):
            item = next((i for i in clause.items if at < i.first <= at + 6 and i.head), None)
            return item if item and item.name in things else None
        if clause.breaks(at) or clause.low(at) == ";":
            return None
    return None


def subject_item(clause: Clause, verb: int) -> Item | None:
    """The thing that the active verb at ``verb`` has as its subject."""
    nested = False
    helped = _before_helpers(clause, verb)
    trailing = clause.low(verb).endswith("ing") and clause.low(clause.skip_left(verb - 1)) == ","
    verb = _before_relative(clause, verb)
    for at in range(verb - 1, max(-1, verb - _SUBJECT_REACH), -1):
        low = clause.low(at)
        item = next((i for i in clause.items if i.first <= at < i.last and i.head), None)
        acting = _acting(clause, item, nested=nested, trailing=trailing) if item else None
        if acting is not None:
            return acting
        if (low in ("which", "who", "that") and at >= helped) or (low in ("which", "who") and nested):
            continue  # "people who had fled returned": it stands for what is before
        if low in ("which", "who", "that") and clause.item_before(at) is not None:
            continue  # "a missile that misfired crossed": its relative clause is passed over
        if clause.breaks(at) or low == "that" or (low in PRONOUNS and not nested):
            return None
        nested = nested or low in clause.types.verbs
    return None


def _before_helpers(clause: Clause, verb: int) -> int:
    """The token before a verb and its helpers ("had been")."""
    at = clause.skip_left(verb - 1)
    while clause.low(at) in HAVE or clause.low(at) in BE or clause.low(at) in MODALS:
        at = clause.skip_left(at - 1)
    return at


def _acting(clause: Clause, item: Item, *, nested: bool, trailing: bool) -> Item | None:
    """The thing itself, or what it is part of, if it can be the subject of the verb behind it."""
    lead = clause.low(item.start - 1)
    if trailing and lead in clause.types.verbs and not clause.is_noun(item.start - 1):
        return None  # "jets struck positions, hitting": what the first verb acts on does not act
    if lead in BE or (lead.endswith("ing") and lead not in PREPOSITIONS and clause.low(item.start) in DETERMINERS):
        return None  # "Gunmen suspected to be members attacked", "riding a bike shot": what one is, or has
    whole = clause.item_before(item.start - 1) if lead == "of" else None
    if whole is not None and whole.head and not item.partitive:
        return whole  # "jets of the air force"
    return item if lead not in PREPOSITIONS or (lead == "of" and (item.partitive or not nested)) else None


def _before_relative(clause: Clause, verb: int) -> int:
    """Where a relative clause between commas began, if one ends before the verb: "The ship, which ..., sank"."""
    if clause.low(verb - 1) != ",":
        return verb
    for at in range(verb - 2, max(0, verb - _RELATIVE), -1):
        if clause.low(at) in ("which", "who", "whose") and clause.low(at - 1) == ",":
            return at - 1
        if clause.low(at) in HARD:
            break
    return verb


def antecedent(clause: Clause, one: Found, subjects: frozenset[str]) -> Item | None:
    """What "it" or "they" before the verb means: the last fitting thing of the sentence."""
    if not pronoun_subject(clause, one.first) or clause.low(one.first - 1) in ("which", "that", "who"):
        return None
    return next((i for i in reversed(clause.items) if i.last <= one.first and i.head and i.name in subjects), None)


def has_party(clause: Clause, verb: int, *, groups: bool = False, states: bool = False) -> bool:
    """Whether a state or a group, or one of these alone, stands right before the verb."""
    left = _over_date(clause, clause.skip_left(verb - 1))
    goes_on = clause.low(verb).endswith("ing")  # "Poland is sending"
    while (low := clause.low(left)) in HAVE or low in MODALS or low == "to" or (goes_on and low in BE):
        left = clause.skip_left(left - 1)
    name = clause.name_at(left) if left >= 0 else None
    if name is None or not name.acts or name.kind == "adjective" or _is_governed(clause, name.first):
        return False
    if states:
        return name.country is not None
    return name.kind in ("group", "force") or not groups


def _over_date(clause: Clause, at: int) -> int:
    """As in "Iran on Monday launched": the day between subject and verb is passed over."""
    end = at
    while at > 0 and clause.mark[at] == "date":
        at -= 1
    return at - (at < end and clause.low(at) in ("on", "in", "at"))


def _is_governed(clause: Clause, at: int) -> bool:
    """As in "critics in Copenhagen clashed": the name stands behind a preposition."""
    return clause.low(at - 1 - (clause.low(at - 1) in DETERMINERS)) in PREPOSITIONS


def patients(clause: Clause, one: Found, things: frozenset[str]) -> list[Item]:
    """What a passive happened to: the things before the verb."""
    for at in range(one.first - 1, max(-1, one.first - _SUBJECT_REACH), -1):
        item = next((i for i in clause.items if i.first <= at < i.last and i.head), None)
        if item:
            if item.name not in things or (
                clause.low(item.start - 1) in PREPOSITIONS
                and not (item.partitive or one.reduced or _is_measured(clause, item, one.first))
            ):
                if one.reduced:
                    return []
                continue
            return [*coordinated_before(clause, item, things), item]
        if clause.breaks(at) and clause.low(at) not in ("which", "that", "who"):
            break
        if clause.low(at) in PRONOUNS and clause.low(at) != "he":
            break
    return []


def _is_measured(clause: Clause, item: Item, verb: int) -> bool:
    """As in "two tonnes of hashish were", "30 crates of rifles": a measure stands before "of", not another thing."""
    return (
        item.last >= verb - 3
        and clause.low(item.start - 1) == "of"
        and clause.low(item.start - 2).removesuffix("s") in _MEASURES
    )


_MEASURES = frozenset(
    "tonne ton kilo kilogram kg gram gramme pound barrel liter litre gallon bale package packet parcel crate boxe "
    "box bag sack container truckload load pallet case brick million shipment consignment cache stash haul".split()
)


def coordinated_before(clause: Clause, item: Item, things: frozenset[str]) -> list[Item]:
    """What is joined to a thing on its left."""
    left = clause.item_before(item.start - 1) if clause.low(item.start - 1) in ("and", "or", ",") else None
    return [left] if left and left.name in things else []


def objects(clause: Clause, one: Found, frame: Frame, things: frozenset[str]) -> list[Item]:
    """What an active verb acts on, with everything coordinated to it."""
    at, stop = one.last, min(one.last + _OBJECT_REACH, clause.size)
    behind_with = False
    while at < stop:
        item = clause.item_at(at)
        if item and item.head:
            return [i for i in (item, *_coordinated(clause, item)) if i.name in things]
        low = clause.low(at)
        if clause.mark[at] in ("number", "item", "date"):
            pass
        elif frame.recipient_role and clause.mark[at] in ("name", "place") and not behind_with:
            _receive(clause, one, at)
        elif low == "with" and frame.with_object and one.recipient:
            behind_with = True
        elif _ends_object(clause, one, at, behind_with=behind_with):
            return []
        at += 1
    return []


def given(clause: Clause, one: Found, frame: Frame, things: frozenset[str]) -> list[Item]:
    """As in "Mali was given six drones": who gets a thing is the subject, the thing stands behind the verb."""
    name = clause.name_at(_before_helpers(clause, one.first))
    if name is None or not name.acts or _is_governed(clause, name.first):
        return []
    one.recipient = name
    found = objects(clause, one, frame, things)
    one.recipient = name if found else None
    return found


def _receive(clause: Clause, one: Found, at: int) -> None:
    """Who stands between the verb and the thing gets it; a state rather than what it belongs to ("NATO ally X")."""
    name = clause.name_at(at)
    if name is not None and (one.recipient is None or not one.recipient.country):
        one.recipient = name


def _ends_object(clause: Clause, one: Found, at: int, *, behind_with: bool) -> bool:
    """Whether no object of the verb can stand behind this word."""
    low = clause.low(at)
    if one.recipient and not behind_with and low in ("in", "on", "'s", "of"):
        return False  # "Russia's war in Ukraine" before "with shells"
    if (low in PREPOSITIONS and low != "of") or low in PRONOUNS or low in BE or low in HAVE or low == "that":
        return True
    if clause.breaks(at) or low in ("and", "."):
        return True
    if low == ",":
        return at > one.last + 3
    return low in clause.types.verbs and not clause.is_noun(at) and at > one.last and not behind_with


def _coordinated(clause: Clause, item: Item) -> list[Item]:
    """Things joined by "and" or a comma, or anywhere in the clause by "as well as" and its like."""
    found: list[Item] = []
    edge = item.last
    for other in clause.items:
        if other.first < edge or not other.head:
            continue
        if (
            other.start <= edge + 2
            and clause.low(edge) in ("and", ",", "or", "plus")
            and not _starts_clause(clause, other)
        ):
            found.append(other)
            edge = other.last
            continue
        if _is_added(clause, other) and not any(clause.breaks(k) for k in range(edge, other.start - 3)):
            found.append(other)
            edge = other.last
    return found


def _is_added(clause: Clause, item: Item) -> bool:
    if clause.low(item.start - 1) not in _ALSO_ENDS:
        return False
    return any(tuple(clause.low(item.start - len(words) + k) for k in range(len(words))) == words for words in _ALSO)


def _starts_clause(clause: Clause, item: Item) -> bool:
    """The thing is the subject of a verb of its own: "..., and missiles hit the port"."""
    low = clause.low(item.last)
    return (
        low in BE
        or low in HAVE
        or low in MODALS
        or (low in clause.types.verbs and clause.low(item.last + 1) not in ("by", "from"))
    )


def is_joint(clause: Clause, one: Found) -> bool:
    """As in "A and B met": the subject is joined to another of its kind."""
    return one.subject is not None and bool(coordinated_before(clause, one.subject, frozenset({one.subject.name})))


def pronoun_subject(clause: Clause, verb: int) -> bool:
    """Whether the subject of the verb is a word that stands for things."""
    left = clause.skip_left(verb - 1)
    while clause.low(left) in BE or clause.low(left) in HAVE or clause.low(left) in MODALS:
        left = clause.skip_left(left - 1)
    return clause.low(left) in ("they", "it", "which", "that", "these", "them")


def antecedents(clause: Clause, one: Found, things: frozenset[str]) -> list[Item]:
    """What such a word stands for, in the same sentence."""
    return [item for item in clause.items if item.last <= one.first and item.name in things][-1:]
