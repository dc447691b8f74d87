"""Who says so: reporting clauses, their speakers, and how far what they say reaches."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoevents.model import Actor
from geoevents.recognize.words import (
    BE,
    DETERMINERS,
    HARD,
    HAVE,
    MODALS,
    PRONOUNS,
    QUOTES,
    REPORTING,
    SUBORDINATORS,
    Sentence,
)

if TYPE_CHECKING:
    from geoevents.recognize.names import Name

_LONGEST = 16  # words of a speaker with title and affiliation
_TRIM = re.compile(r"^(?:the|a|an|and|but|in|on)\s+|[\s,]+$", re.IGNORECASE)
# "told reporters on Monday", "said in a statement".
_OCCASION = re.compile(
    r"(?:(?:the |a )?(?:reporters|journalists|parliament|lawmakers|news agency)?[ ]?)?(?:(?:on|late|early)[ ]){0,2}"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|[A-Z][a-z]{2,8}\.? \d{1,2})?[ ]?"
    r"(?:in|at) an? (?:[\w-]{1,20} ){0,3}(?:statement|interview|briefing|report|tweet|post|speech|address|conference)|"
    r"(?:(?:the )?(?:reporters|journalists|parliament|lawmakers)[ ]?)?(?:(?:on|late|early)[ ]){0,2}"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday|today|[A-Z][a-z]{2,8}\.? \d{1,2})?"
)
_TITLE = re.compile(r"\b(?:[Ss]pokes(?:man|woman|person)|[Mm]inister|[Pp]resident|[Gg]en\.|[Cc]ol\.|[Oo]fficials?)\b")


_NO_NAME = BE | HAVE | MODALS | {"also", "and", "but", "however", "meanwhile", "later", "then", "earlier", "has"}
_BEFORE_NAME = frozenset({"as", "because", "but", "while"})


@dataclass(frozen=True, slots=True)
class Speech:
    """A reporting clause at tokens ``first`` to ``last`` (exclusive); ``verb`` is its verb ("according" too)."""

    first: int
    last: int
    verb: int
    low: str
    speaker: Actor | None
    pronoun: bool = False


def find(sentence: Sentence, names: list[Name], gate: frozenset[str]) -> list[Speech]:
    """All reporting clauses of a sentence, in order."""
    found: list[Speech] = []
    for at, token in enumerate(sentence.tokens):
        if found and at < found[-1].last:
            continue
        if token.low == "according" and sentence.low(at + 1) == "to":
            found.append(_according(sentence, names, at))
        elif token.low in REPORTING and _is_verb(sentence, at) and not any(n.first <= at < n.last for n in names):
            speech = _clause(sentence, names, gate, at)
            if speech:
                found.append(speech)
    return found


def _is_verb(sentence: Sentence, at: int) -> bool:
    low, before = sentence.low(at), sentence.low(at - 1)
    if before in BE or (before in DETERMINERS and before not in ("all", "some", "many", "both", "this", "that")):
        return False
    if low in ("report", "say", "state", "show", "estimated") and at == 0:
        return False
    return not (
        low in ("reported", "alleged", "claimed", "confirmed", "estimated")
        and sentence.low(at - 1) in ("a", "an", "the", "no")
    )


def _according(sentence: Sentence, names: list[Name], at: int) -> Speech:
    last = at + 2
    while last < len(sentence.tokens) and last - at < _LONGEST:
        low = sentence.low(last)
        if low in HARD or low in QUOTES or low in SUBORDINATORS or low in (",", "."):
            break
        last += 1
    return Speech(at, last, at, "according", _actor(sentence, names, at + 2, last))


def _clause(sentence: Sentence, names: list[Name], gate: frozenset[str], verb: int) -> Speech | None:
    first = verb
    while first > 0 and verb - first < _LONGEST:
        low = sentence.low(first - 1)
        if low in (",", ")", "that", "") or low in HARD or low in QUOTES or sentence.ends_clause(first - 1):
            break
        first -= 1
    first = _without_event(sentence, gate, first, verb)
    while first < verb and (sentence.is_adverb(first) or sentence.low(first) in ("and", "but", "however")):
        first += 1
    low = sentence.low(verb)
    if first == verb and sentence.low(verb - 1) in QUOTES | {",", "?", "!"}:
        last = _inverted(sentence, verb)
        return Speech(verb, last, verb, low, _actor(sentence, names, verb + 1, last)) if last > verb + 1 else None
    if first == verb:
        return Speech(verb, verb + 1, verb, low, None, pronoun=True)
    subject = [sentence.low(k) for k in range(first, verb)]
    pronoun = any(word in PRONOUNS or word in ("our", "my") for word in subject) and len(subject) <= 4
    last = _said_when(sentence, verb + 1)
    return Speech(first, last, verb, low, None if pronoun else _actor(sentence, names, first, verb), pronoun)


def _without_event(sentence: Sentence, gate: frozenset[str], first: int, verb: int) -> int:
    """An event in front of the speaker is not part of his name: "Shells hit the town and doctors said"."""
    events = [
        k for k in range(first, verb) if sentence.low(k) in gate and sentence.low(k).endswith(("ed", "ing", "t", "k"))
    ]
    if not events:
        return first
    cuts = [k for k in range(events[-1], verb) if sentence.low(k) in ("and", "but", ",")]
    return cuts[-1] + 1 if cuts else first


def _inverted(sentence: Sentence, verb: int) -> int:
    last = verb + 1
    while last < len(sentence.tokens) and last - verb < _LONGEST:
        low = sentence.low(last)
        if low in (",", ".", "that", "in", "on") or low in HARD or low in QUOTES or low in SUBORDINATORS:
            break
        last += 1
    return last


def _said_when(sentence: Sentence, at: int) -> int:
    """The clause runs on to "that", a comma or a quotation if one comes soon ("told reporters on Monday that")."""
    for last in range(at, min(at + 9, len(sentence.tokens))):
        low = sentence.low(last)
        if low in ("that", "if", "whether") or low in QUOTES:
            return last
        if low in (",", ".") or low in HARD:
            gap = sentence.text[sentence.tokens[at].start : sentence.tokens[last].start]
            return last if _OCCASION.fullmatch(gap.strip()) else at
        if low in PRONOUNS or low in MODALS or low in HAVE or low in BE:
            break
    return at


def _actor(sentence: Sentence, names: list[Name], first: int, last: int) -> Actor | None:
    while last > first and (
        sentence.is_adverb(last - 1)
        or sentence.low(last - 1) in _NO_NAME
        or not sentence.tokens[last - 1].text[-1].isalnum()
    ):
        last -= 1
    starts = [k + 1 for k in range(first, last) if sentence.low(k) in _BEFORE_NAME or sentence.ends_clause(k)]
    first = max([first, *starts])
    while first < last and sentence.low(first) in _NO_NAME:
        first += 1
    if first >= last or all(sentence.low(k) in PRONOUNS or sentence.low(k) in DETERMINERS for k in range(first, last)):
        return None
    span = sentence.cut(first, last)
    inside = [name for name in names if first <= name.first and name.last <= last]
    country = next((name.country for name in inside if name.country), None)
    metonym = len(inside) == 1 and inside[0].kind in ("metonym", "capital")
    return Actor(span, _TRIM.sub("", span.text), country, "speaker", metonym)


def previous(speeches: list[Speech], before: Actor | None) -> Actor | None:
    """Whom "he added" means after these clauses: the last person or office that spoke."""
    for speech in reversed(speeches):
        if speech.speaker and speech.low != "according":
            return speech.speaker
    return before


def is_person(actor: Actor) -> bool:
    """Whether the speaker is a person or an office rather than a medium."""
    return bool(_TITLE.search(actor.name))
