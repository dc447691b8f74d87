"""What the page says of an event in plain words: when, how many, who says so. The strings are in strings.py."""

# ruff: noqa: RUF002  quotation marks and dashes as they are shown

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from geoevents.render.strings import (
    ASSERTION,
    HEAD_ENDS,
    LONGEST_LABEL,
    MONTHS,
    NOBODY,
    NOT_SAID,
    NOT_SAID_PARTS,
    PARTS_OF_MONTH,
    QUANTITY,
    QUANTITY_SHORT,
    TAKES_OF,
    THE_REPORT,
    TITLE,
    UNCOUNTED,
    WEEKDAYS,
    WHEN,
    WHO,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from geoevents.model import Actor, Event, Quantity, When


def day(moment: datetime, *, weekday: bool = False) -> str:
    """A date as people write it: "2 Nov 2022", with the weekday "Wed 2 Nov 2022"."""
    words = f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"
    return f"{WEEKDAYS[moment.weekday()]} {words}" if weekday else words


def _month(moment: datetime) -> str:
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def _span_of_days(start: datetime, last: datetime) -> tuple[str, str]:
    """Both ends without repeating what they share: ("31 Oct", "4 Nov 2022")."""
    first = f"{start.day}"
    if (start.year, start.month) != (last.year, last.month):
        first += f" {MONTHS[start.month - 1]}"
    if start.year != last.year:
        first += f" {start.year}"
    return first, day(last)


def _part_of_month(start: datetime, last: datetime) -> str | None:
    thirds = {(1, 10): 0, (1, 11): 0, (11, 20): 1, (10, 20): 1, (11, 21): 1}
    number = thirds.get((start.day, last.day), 2 if start.day in {20, 21, 22} and last.day >= 28 else None)
    if number is None or _month(start) != _month(last):
        return None
    return WHEN["part"].format(part=PARTS_OF_MONTH[number], month=_month(start))


# Of a guess that is wider than this not even the middle is told.
_GUESS = timedelta(days=45)
_BY_PRECISION: Mapping[str, Callable[[datetime], str]] = {
    "time": lambda start: f"{day(start)}, {start:%H:%M} UTC",
    "day": day,
    "week": day,
    "month": _month,
    "year": lambda start: str(start.year),
}


def _bare(precision: str, start: datetime, end: datetime, *, approximate: bool) -> tuple[str, str]:
    """Which sentence fits an interval with two ends, and the date in it."""
    last = end - timedelta(microseconds=1)
    if precision in _BY_PRECISION:
        return precision, _BY_PRECISION[precision](start)
    if start.date() == last.date():
        return "day", day(start)
    if precision == "part-month" and (part := _part_of_month(start, last)):
        return "month", part
    if approximate and end - start <= _GUESS:
        # A guess with equal room to both sides is told by its middle.
        return "day", day(start + (end - start) / 2)
    return "range", WHEN["range"].format(start=_span_of_days(start, last)[0], end=day(last))


def when_words(when: When) -> tuple[str, str]:
    """The time of an event, as a sentence and as a short label.

    Returns
    -------
    tuple
        ("On 2 Nov 2022, by the report’s date", "2 Nov 2022").
    """
    return interval_words(when.start, when.end, when.precision, when.approximate, *said_words(when))


def said_words(when: When) -> tuple[bool, str]:
    """Whether a time is that of the report, and its own words where it is about right only."""
    said = when.span.text if when.approximate and when.span and when.basis == "text" else ""
    return when.basis == "document", said


def interval_words(
    start: datetime | None,
    end: datetime | None,
    precision: str,
    approximate: bool,  # noqa: FBT001
    by_report: bool,  # noqa: FBT001
    text: str,
) -> tuple[str, str]:
    """The same of its parts; ``text`` are its own words."""
    told = WHEN["by_report"] if by_report else ""
    if start is None and end is None:
        return WHEN["none"], WHEN["none_short"]
    if start is None:
        limit = day(end) if end else ""
        key = "before" if by_report else "before_stated"
        return WHEN[key].format(end=limit), WHEN["before_short"].format(end=limit)
    if end is None:
        since = day(start)
        return WHEN["since"].format(start=since) + told, WHEN["since_short"].format(start=since)
    key, words = _bare(precision, start, end, approximate=approximate)
    if precision == "open":
        # Both ends are there, but the text leaves open how long it lasts: it was so on the last of these days.
        seen = day(end - timedelta(microseconds=1))
        return WHEN["under_way"].format(start=seen) + told, seen
    if approximate:
        said = WHEN["as_said"].format(text=text) if text else ""
        return WHEN["about"].format(start=words) + said + told, WHEN["about_short"].format(start=words)
    return WHEN[key].format(start=words, end="") + told if key != "range" else words + told, words


def number(value: float | None) -> str:
    """A count with separators: "1,000,000"; nothing for None."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def plural(item: str | None, count: float | None) -> str:
    """The thing counted, in the plural where English wants it: "missiles", "aircraft", "batteries"."""
    words = (item or "").replace("_", " ")
    if not words or count == 1 or words in UNCOUNTED or words.endswith("ed"):
        return words
    if words.endswith("y") and words[-2:-1] not in "aeiou":
        return words[:-1] + "ies"
    return words + ("" if words.endswith("s") else "es" if words.endswith(("x", "ch", "sh")) else "s")


@lru_cache(maxsize=4096)
def _one_quantity(
    modifier: str, low: float | None, best: float | None, high: float | None, item: str | None, text: str
) -> tuple[str, str]:
    """The sentence, and the label or "" if there is no number for one."""
    bounds = {"low": low, "best": best, "high": high}
    count = next((n for n in (best, high, low) if n is not None), None)
    filling = {name: number(value) for name, value in bounds.items()}
    things = plural(item, count)
    last = text.casefold().rsplit(" ", 1)[-1]
    joint = QUANTITY["of" if last.endswith("s") or last in TAKES_OF else "plain"]
    is_told = not item or item.replace("_", " ") in text.casefold()
    filling |= {"text": text, "item": things, "of": "" if is_told else joint.format(item=things)}

    def fits(pattern: str) -> bool:
        return not any("{" + name + "}" in pattern and value is None for name, value in bounds.items())

    # "nine" says less than "9 rockets"; "23 short-range missiles" says more than "23 missiles".
    key = "exact_said" if modifier == "exact" and (" " in text or best is None) else modifier
    pattern, label = QUANTITY.get(key, QUANTITY["exact_said"]), QUANTITY_SHORT.get(modifier, "")
    sentence = (pattern if fits(pattern) else QUANTITY["vague"]).format(**filling)
    return sentence.strip(), label.format(**filling).strip() if fits(label) else ""


def _told(quantity: Quantity) -> tuple[str, str]:
    return _one_quantity(quantity.modifier, quantity.low, quantity.best, quantity.high, quantity.item, quantity.text)


def quantity_words(quantities: tuple[Quantity, ...]) -> str:
    """How many of what, as honest as the text: "about 100 rounds (“some 100”)", "not stated"."""
    if len(quantities) == 1:
        return _told(quantities[0])[0]
    return "; ".join(dict.fromkeys(_told(quantity)[0] for quantity in quantities)) or QUANTITY["none"]


def quantity_short(quantities: tuple[Quantity, ...]) -> str:
    """The first quantity as a label of a few characters: "23 missiles", "≈ 100 shells", "Shells"; empty if none."""
    for quantity in quantities:
        if label := _told(quantity)[1]:
            return label
    things = plural(quantities[0].item, None) if quantities else ""
    return things[:1].upper() + things[1:]


def head_words(title: str, number: str = "") -> str:
    """The things of a title, in its own words, without the places; empty if they are too long for a label.

    Parameters
    ----------
    title
        "Millions of rockets and artillery shells, North Korea to Russia".
    number
        The words of a number that the title may begin with ("millions"): an "of" after it does not end the things.

    Returns
    -------
    str
        "Millions of rockets".
    """
    words = title.split()
    kept: list[str] = []
    free = len(number.split()) + 1 if number and title.casefold().startswith(number.casefold()) else 1
    for place, word in enumerate(words):
        if place >= free and (word.casefold() in HEAD_ENDS or word[:1].isdigit()):
            break
        kept.append(word.rstrip(",;:"))
        if word != kept[-1]:
            break
    head = " ".join(kept)
    if len(head) > LONGEST_LABEL:
        head = head.split(" and ")[0]
    return head if len(head) <= LONGEST_LABEL else ""


def short_words(event: Event, label: str) -> str:
    """What stands on the map: "23 missiles", "Weapons", "Oil tanker". The words are the report's where it has some.

    ``label`` is what events of this kind are called.
    """
    quantity = event.quantities[0] if event.quantities else None
    counted = quantity_short(event.quantities)
    if not event.summary or not event.triggers:  # a row of a table: its title is a note, not a name of the things
        return counted or label
    number = quantity.text if quantity else ""
    head = head_words(event.summary, number)
    if quantity is None or not _told(quantity)[1]:
        return head or counted or label
    if number and head.casefold().startswith(number.casefold()):
        return _renamed(counted, quantity, head)
    single = quantity.best == 1 and quantity.item not in UNCOUNTED and not (quantity.item or "").endswith("ed")
    return head if single and head and head != label else counted


def _renamed(label: str, quantity: Quantity, head: str) -> str:
    """The label with the report's own noun: "≈ 100 rounds" where it says "some 100 artillery rounds"."""
    noun = head.rsplit(" ", 1)[-1]
    things = plural(quantity.item, quantity.best)
    same = noun.isalpha() and noun.endswith("s") == things.endswith("s") and noun not in quantity.text.split()
    return label[: -len(things)] + noun if same and things and label.endswith(things) else label


def _names(actors: tuple[Actor, ...]) -> str:
    names = ", ".join(dict.fromkeys(actor.name for actor in actors if actor.name))
    return names[:1].upper() + names[1:]


def who_words(speakers: tuple[Actor, ...], assertion: str, recorder: str | None) -> str:
    """Who says so. Without a source in the text it is the report itself, or the ``recorder`` of a table."""
    if speakers and (names := _names(speakers)):
        return WHO["denied"].format(who=names) if assertion == "denied" else names
    return WHO["report"] if recorder is None else recorder or WHO["table"]


def assertion_words(assertion: str, speakers: tuple[Actor, ...] = ()) -> str:
    """The banner above an event that is not plainly reported: claimed, denied, warned of, planned ... Else empty."""
    if assertion == "reported":
        return ""
    return ASSERTION[assertion].format(who=_names(speakers) or NOBODY.get(assertion, THE_REPORT))


def note_words(event: Event, *, parts: int) -> str:
    """What a reader would ask and the report does not say. ``parts``: separate lines of an "any" placement."""
    silent = []
    if not event.quantities:
        silent.append(NOT_SAID_PARTS["quantity"])
    if event.when.start is None and event.when.end is None:
        silent.append(NOT_SAID_PARTS["when"])
    if parts > 1 and any((quantity.best or 0) > 1 for quantity in event.quantities):
        silent.append(NOT_SAID_PARTS["parts"])
    return NOT_SAID.format(what=" or ".join(silent)) if silent else ""


def title_words(event: Event, label: str, places: Mapping[str, str]) -> tuple[str, str]:
    """Title and short label. ``places`` maps roles to the names of their places.

    The title is the event's summary where the reading gave one, else made of the quantity and the places.
    """
    if event.summary:
        return event.summary, short_words(event, label)
    what = quantity_short(event.quantities) or label
    if "origin" in places and "destination" in places:
        pattern = TITLE["flow"]
        return pattern.format(what=what, origin=places["origin"], destination=places["destination"]), what
    place = next(iter(places.values()), "")
    return TITLE["at" if place else "plain"].format(what=what, place=place), what
