"""Reading prose: from a document to what each clause says of an event."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from geoevents.readers.dateline import dateline
from geoevents.recognize import (
    background,
    casualties,
    chronicle,
    dates,
    headed,
    names,
    places,
    prose,
    quantities,
    speech,
    triggers,
)
from geoevents.recognize.clause import Clause, Context
from geoevents.recognize.words import PRONOUNS, QUOTES, REPORTING, Sentence
from geoevents.sentences import split

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from geoevents.event_types import EventTypes
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Document, Reading, When
    from geoevents.readers.dateline import Dateline
    from geoevents.recognize.stand_ins import Item

# Field of `Clause` -> who fills it, in this order: each may look at what is there already.
RECOGNIZERS: tuple[tuple[str, Callable[[Clause, Context], list[Any]]], ...] = (
    ("numbers", lambda clause, _: quantities.numbers(clause.sentence)),
    ("items", lambda clause, context: _items(clause, context)),  # noqa: PLW0108  it is defined below
    ("names", lambda clause, context: names.find(clause.sentence, context.gazetteer)),
    ("places", lambda clause, context: places.find(clause.sentence, context.gazetteer, clause.names)),
    ("dates", lambda clause, context: _dates(clause, context)),  # noqa: PLW0108  it is defined below
    ("speeches", lambda clause, context: speech.find(clause.sentence, clause.names, context.types.gate)),
    ("triggers", lambda clause, context: triggers.find(clause, context.seen)),
)
_LONGEST = 1500  # characters: longer "sentences" are lists or no prose, and are read piece by piece
_FEW_DAYS = timedelta(days=3)  # a stretch that one can count from
_CHEAP = 2  # numbers and things: enough to pass over most sentences
PROSE = ("title", "text")  # the fields of a document that are read
_SPEAKS = REPORTING | QUOTES
_BACK = PRONOUNS | QUOTES  # words by which a sentence points back to who spoke or acted
_MEMORY = 5  # sentences; nobody says "he added" later than that


def recognize(document: Document, gazetteer: Gazetteer, types: EventTypes) -> tuple[Reading, ...]:
    """All readings of a report, in the order of its text; the rows of tables are read by `columns`.

    Only sentences that hold a word of some event type are taken apart; the others are looked at for who speaks.
    """
    found: list[Reading] = []
    asides = background.Asides()
    context = Context(types, gazetteer, _dated(document))
    context.space = any(_SPACE.search(document.fields.get(field, "")) for field in PROSE)
    for field in PROSE:
        told = chronicle.read(document.fields.get(field, ""), context.published)
        heads = headed.lands(document.fields.get(field, ""), gazetteer)
        carry = prose.Carry()
        passed: list[Sentence] = []  # sentences without events, looked at only if a later one points back to a speaker
        for start, text in _sentences(document.fields.get(field, "")):
            sentence = Sentence(text, field=field, offset=start)
            words = {token.low for token in sentence.tokens}
            heading = told.at(start)
            context.year = heading.year if heading and heading.year else context.year if told.past else None
            if told.past:
                context.year = chronicle.year_in(text) or context.year
            context.past = told.past or (heading is not None and heading.year is not None)
            quiet = types.gate.isdisjoint(words)
            clause = None if quiet else take_apart(sentence, context, pointing=bool(found))
            if clause is None:
                hurt = casualties.victims(sentence, found)
                asides.note(hurt, found, context)
                found.extend(hurt)
                if not _SPEAKS.isdisjoint(words):
                    passed.append(sentence)
                continue
            if passed and not _BACK.isdisjoint(words):
                for before in passed[-_MEMORY:]:
                    prose.note(_who_speaks(before, context), carry)
            passed.clear()
            made = chronicle.governed(prose.readings(clause, context, carry), heading)
            made = made or casualties.victims(sentence, found)
            news = asides.note(made, found, context)
            found.extend(headed.in_land(made, headed.at(heads, start)) if heads else made)
            context.told.update(reading.trigger.kind for reading in news)
            context.thing = next((item for reading in news for item in reading.items), context.thing)
            context.anchor = _anchor(clause, context)
            context.year = chronicle.year_of([when for _, _, when in clause.dates], context.year)
    return asides.settle(found)


def _dates(clause: Clause, context: Context) -> list[tuple[int, int, When]]:
    return dates.in_sentence(clause.sentence, context.published, context.anchor, year=context.year)


def _anchor(clause: Clause, context: Context) -> datetime | None:
    """What "a day later" in the next sentence counts from: the last day that this one dates, if it has come already."""
    days = [w.start for _, _, w in clause.dates if w.start and w.end and w.end - w.start <= _FEW_DAYS]
    today = dates.day_of(context.published)
    days = [day for day in days if today is None or day.date() <= today]
    return days[-1] if days else context.anchor


def _dated(document: Document) -> datetime | None:
    """The day from which a report is counted: rows that are read as reports may have none but their dateline's."""
    found = None if document.published else dateline(document.fields.get("text", ""))
    return found.day if found else document.published


# In a report with these, a rocket is one that flies to space, not one of a barrage.
_SPACE = re.compile(r"\b(?:satellites?|payload|into orbit|space (?:launch|agency|rocket|program))\b", re.IGNORECASE)


def _items(clause: Clause, context: Context) -> list[Item]:
    found = quantities.items(clause.sentence, context.types, clause.numbers, context.thing)
    for item in found:
        if item.name == "rocket" and context.space:
            item.name = "missile"
            item.quantity = replace(item.quantity, item="missile") if item.quantity else None
    return found


def take_apart(sentence: Sentence, context: Context, *, pointing: bool = True) -> Clause | None:
    """The working sheet of one sentence, filled by all recognizers in their order.

    None where its words and things alone rule out an event.
    """
    clause = Clause(sentence, context.types, told=context.told)
    for field, find in RECOGNIZERS[:_CHEAP]:
        setattr(clause, field, find(clause, context))
    context.seen.update(item.name for item in clause.items)
    if not triggers.possible(clause, context.seen, pointing=pointing):
        return None
    return fill(sentence, context, clause)


def fill(sentence: Sentence, context: Context, clause: Clause | None = None) -> Clause:
    """The working sheet of one sentence with everything on it; ``clause`` has what the cheap recognizers found."""
    done = _CHEAP if clause else 0
    clause = clause or Clause(sentence, context.types, told=context.told)
    for field, find in RECOGNIZERS[done:]:
        if field in ("speeches", "triggers"):
            clause.cover()
        setattr(clause, field, find(clause, context))
    return clause


def _who_speaks(sentence: Sentence, context: Context) -> Clause:
    """Names and reporting clauses only: a later "he added" may mean who speaks here."""
    clause = Clause(sentence, context.types)
    clause.names = names.find(sentence, context.gazetteer)
    clause.speeches = speech.find(sentence, clause.names, context.types.gate)
    return clause


# "SEOUL, Nov 2 (Reuters) -", "BANGKOK/PHNOM PENH (AP) --": where and when it was written, not where it happened.
_DATELINE = re.compile(
    r"[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'/-]{2,40}(?:,[ ](?:[A-Z][a-z]+[ ]?){1,2})?"
    r"(?:,[ ]?(?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}(?:,[ ]\d{4})?|\d{1,2}[ ][A-Z][a-z]{2,8}\.?(?:[ ]\d{4})?))?"
    r"[ ]?(?:\([A-Za-z .]{2,24}\))?[ ]?(?:\u2014|\u2013|--?)[ ]"
)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    for start, end in _with_positions(text, _behind(dateline(text), split(text))):
        written = _DATELINE.match(text, start, min(end, start + 120))
        if written:
            start = written.end()  # noqa: PLW2901  the sentence begins behind it
        if start >= end:
            continue
        while end - start > _LONGEST:
            cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            cut = cut + 1 if cut > 0 else start + _LONGEST
            yield start, text[start:cut]
            start = cut  # noqa: PLW2901  what is left of the sentence
        yield start, text[start:end]


# "Position 12\u00b030'N 044\u00b015'E.", "0600 UTC 6 March 2024.": of warnings to ships, said of the sentence before.
_POSITION = re.compile(r"(?:Position|Posn|Coordinates)\b:?[ ][^\n]{0,12}\d|\d{4}[ ]?(?:UTC|Z)\b[^\n]{0,30}\d{4}\b")
_SHORT = 60  # characters


def _with_positions(text: str, sentences: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, each with the position and the time that stand alone behind it."""
    before: tuple[int, int] | None = None
    for start, end in sentences:
        if before and end - start <= _SHORT and _POSITION.match(text, start) and "\n" not in text[before[1] : start]:
            before = before[0], end
            continue
        if before:
            yield before
        before = start, end
    if before:
        yield before


def _behind(head: Dateline | None, sentences: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """The sentences without the dateline: what stands before it and behind it."""
    for start, end in sentences:
        if head is None or end <= head.start or head.end <= start:
            yield start, end
            continue
        if start < head.start:
            yield start, head.start
        yield max(start, head.end), end
