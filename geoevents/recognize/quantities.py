"""How many of what: numbers as news writes them, and the things they count.

No bound is invented: "some 100" has a best value and no bounds, "millions of" a lower bound and no best value.
"""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from geoevents.model import Quantity
from geoevents.recognize import stand_ins
from geoevents.recognize.stand_ins import Item
from geoevents.recognize.words import PREPOSITIONS, SUBORDINATORS, Sentence
from geoevents.units import MAGNITUDES, NUMBER_WORDS

if TYPE_CHECKING:
    from geoevents.event_types import EventTypes

_MODIFIERS = {
    "at_least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "upwards of"),
    "up_to": ("up to", "as many as", "no more than", "a maximum of", "as much as"),
    "more_than": ("more than", "over", "in excess of", "well over"),
    "less_than": ("fewer than", "less than", "under", "nearly", "almost", "close to"),
    "approx": ("some", "about", "around", "roughly", "approximately", "an estimated", "estimated", "approx.", "circa"),
}
_MODIFIER_OF = {words: name for name, group in _MODIFIERS.items() for words in group}
_LESS_BUT_NEAR = ("nearly", "almost", "close to")
_SPELLED = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_NUMBER = (
    r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,9}(?:\.\d{1,2})?|(?:" + _SPELLED + r")(?:[- ](?:" + _SPELLED + r"))?"
    r"|a(?=[ ](?:hundred|thousand|million|dozen))|half[ ]a(?=[ ]dozen))"
    r"(?:[ -](?:hundred|thousand|million|billion|dozen)){0,2}"
)
_PLENTY = (
    r"(?:tens|hundreds|many[ ]thousands|thousands|millions|dozens|scores)(?:[ ]of[ ](?:thousands|millions))?"
    r"|several[ ](?:dozen|hundred|thousand|million)|several|a[ ]few|a[ ]couple[ ]of|a[ ]handful[ ]of|a[ ]dozen"
    r"|an?[ ](?:significant|large|small|growing|unspecified|unknown"
    r"|considerable|substantial|limited|huge|undisclosed)"
    r"[ ](?:number|quantity|amount)"
    r"|an?[ ](?:salvo|barrage|volley|series|flurry|wave|swarm)(?=[ ]of[ ][a-z])|multiple|numerous|many"
)
_PATTERN = re.compile(
    r"(?<![\w.,$\u20ac\u00a3-])(?<!\d:)(?:(?P<modifier>"
    + "|".join(re.escape(words) for words in sorted(_MODIFIER_OF, key=len, reverse=True))
    + r")[ ]+)?(?:(?:between|from)[ ]+(?P<low>" + _NUMBER + r")[ ]+(?:and|to)[ ]+(?P<high>" + _NUMBER + r")"
    r"|(?P<first>" + _NUMBER + r")(?:[ ]+(?:to|or)[ ]+|(?<=\d)[-\u2013](?=\d))(?P<second>" + _NUMBER + r")"
    r"|(?P<plenty>" + _PLENTY + r")|(?P<number>" + _NUMBER + r"))(?![\w%]|[.,:]\d|-(?!strong)|[ ]?[ap]\.?m\b)",
    re.IGNORECASE,
)  # fmt: skip
# Lower bounds of words that give no number (dozens as ACLED codes them).
_LOW = {
    "dozens": 12, "scores": 40, "tens": 20, "hundreds": 100, "thousands": 1_000, "many thousands": 1_000,
    "millions": 1_000_000, "tens of thousands": 10_000, "hundreds of thousands": 100_000,
    "tens of millions": 10_000_000, "hundreds of millions": 100_000_000, "several": 3, "a few": 3, "several dozen": 24,
    "several hundred": 200,
    "several thousand": 2_000, "several million": 2_000_000, "a handful of": 3, "multiple": 2, "many": None,
    "numerous": None,
}  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\Z")
_BEFORE_YEAR = frozenset({"in", "since", "of", "during", "by", "until", "early", "late", ","})
_NOT_COUNTED = frozenset(
    "percent per % km kilometers kilometres miles meters metres nautical nm years days hours weeks months minutes "
    "gmt utc z hrs a.m p.m am pm st nd rd th local".split()
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday yesterday today".split())
_DEFINITE = frozenset({"the", "these", "those", "its", "their", "his", "our", "such"})
_NO_ADJECTIVES = frozenset({"and", "or", "is", "was", "were", "are", "has", "had", "have", "that", "as"})
# An item before one of these is not what the phrase is about: a "missile program", a "weapons depot".
_HEADS = frozenset(
    "program programme programs factory factories depot depots base bases site sites plant plants maker "
    "makers industry "
    "company companies expert experts agency control controls race dealer dealers embargo embargoes unit "
    "units crew crews "
    "commander commanders official officials technology warehouse warehouses production capability "
    "capabilities defense "
    "defence defenses defences shield engine engines operator operators pilot pilots owner market yard inspector "
    "inspectors detectors scientist test tests launch launches strike strikes attack attacks barrage fire "
    "firing salvo "
    "range ranges facility facilities cache caches stockpile stockpiles convoy convoys force forces regiment brigade "
    "threat threats deal deals shipment shipments transfer transfers delivery deliveries sale sales supply supplies "
    "smuggling exports export imports import carrier carriers gunner alert alerts siren sirens debris "
    "fragments wreckage "
    "shortage shortages show trader traders trade manufacturer manufacturers drill drills exercise exercises parade "
    "group groups leader leaders tests tested battery crash accident crossing crossings terminal route routes "
    "captain tracker statement spokesman spokeswoman spokesperson source sources report investigation chief "
    "headquarters academy intelligence".split()
)
_BODIES = frozenset(
    "company contingent group force team unit convoy fleet wave band column party detachment squad crew flotilla "
    "mission formation platoon".split()
)
_KINDS_OWN = frozenset({"explosive"})  # "a car bomb" went off: that it was one is no news
_CROWDS = frozenset({"mob", "crowd", "militia", "gang", "army"})  # "a mob" is not one protester
_STILL_ARMS = frozenset("system systems launcher launchers part parts component components tubes".split())


def numbers(sentence: Sentence) -> list[tuple[int, int, Quantity]]:
    """All numbers of the sentence as token ranges with a quantity that does not say of what yet."""
    found = []
    for match in _PATTERN.finditer(sentence.text):
        first, last = sentence.at(match.start(), match.end())
        before = sentence.low(first - 2) if sentence.low(first - 1) == "." else sentence.low(first - 1)
        if match[0][0].isdigit() and (_MONTH.match(before) or _MONTH.match(sentence.low(last))):
            continue
        if _YEAR.fullmatch(match[0]) and sentence.low(first - 1) in _BEFORE_YEAR:
            continue
        if sentence.low(first - 1) in ("no", "not"):
            continue  # "no one", "not one person"
        if sentence.low(last) not in _NOT_COUNTED:
            found.append((first, last, _quantity(sentence, match, first, last)))
    return found


def _quantity(sentence: Sentence, match: re.Match[str], first: int, last: int) -> Quantity:
    span = sentence.cut(first, last)
    words = " ".join((match["modifier"] or "").casefold().split())
    modifier = _MODIFIER_OF.get(words, "exact")
    if match["plenty"]:
        return _plenty(match["plenty"], modifier, span)
    if match["number"]:
        value, round_word = _value(match["number"])
        if modifier == "exact" and round_word:
            modifier = "approx"
        low, best, high = _bounds(value, modifier, near=words in _LESS_BUT_NEAR)
        return Quantity(span, low, best, high, modifier, None, span.text)
    pair = sorted(_value(match[key])[0] for key in (("low", "high") if match["low"] else ("first", "second")))
    return Quantity(span, pair[0], None, pair[1], "range", None, span.text)


def _plenty(words: str, modifier: str, span: object) -> Quantity:
    plain = " ".join(words.casefold().split())
    if plain in ("a dozen", "a couple of"):
        return Quantity(span, None, 12 if plain == "a dozen" else 2, None, "approx", None, span.text)  # type: ignore[arg-type,attr-defined]
    low = _LOW.get(plain)
    if plain.endswith(("number", "quantity", "amount")):
        kind = "significant"
    elif plain.endswith(("hundreds", "thousands", "millions")):
        kind = "magnitude"
    else:
        kind, low = "vague", low if plain in _LOW else 2
    high = low if modifier == "up_to" else None
    return Quantity(span, None if high else low, None, high, kind, None, span.text)  # type: ignore[arg-type,attr-defined]


def _bounds(value: float, modifier: str, *, near: bool) -> tuple[float | None, float | None, float | None]:
    return {
        "exact": (value, value, value),
        "approx": (None, value, None),
        "at_least": (value, None, None),
        "more_than": (value, None, None),
        "up_to": (None, None, value),
        "less_than": (None, value if near else None, value),
    }[modifier]


def _value(words: str) -> tuple[float, bool]:
    """The number that is written, and whether it is a round word ("two dozen", "a hundred")."""
    total, current, rounded = 0.0, 0.0, False
    for word in re.split(r"[ -]+", words.casefold()):
        if word == "dozen":
            current, rounded = (current or 1) * 12, True
        elif word in MAGNITUDES:
            current *= MAGNITUDES[word]
            if word != "hundred":
                total, current = total + current, 0.0
        elif word == "half":
            current = 0.5
        elif word == "a":
            current, rounded = current or 1, True
        else:
            current += NUMBER_WORDS[word] if word in NUMBER_WORDS else float(word.replace(",", ""))
    return total + current, rounded


def items(
    sentence: Sentence, types: EventTypes, counted: list[tuple[int, int, Quantity]], before: str = ""
) -> list[Item]:
    """All things of the items table that the sentence names, with their numbers.

    ``before`` is the thing of the sentence before, for "36 of them".
    """
    found: list[Item] = []
    index, size = 0, len(sentence.tokens)
    while index < size:
        match = _item_at(sentence, types, index)
        if match:
            found.append(_item(sentence, types, index, match, counted))
            index += match[0]
        else:
            index += 1
    for left, right in itertools.pairwise(found):
        if right.first == left.last:  # "missile tanks": the last noun is the head
            left.head = False
        elif (
            right.quantity is None
            and _is_coordinated(sentence, left, right)
            and left.quantity
            and _shares(left.quantity)
        ):
            right.quantity = of(left.quantity, right.name)
    more = stand_ins.find(sentence, found, counted, before)
    return sorted([*found, *more], key=lambda item: item.first) if more else found


def _shares(quantity: Quantity) -> bool:
    return quantity.modifier in ("magnitude", "significant", "vague")


def _is_coordinated(sentence: Sentence, left: Item, right: Item) -> bool:
    return sentence.low(left.last) in ("and", "or") and right.first <= left.last + 2


def _item_at(sentence: Sentence, types: EventTypes, index: int) -> tuple[int, str] | None:
    token = sentence.tokens[index]
    low = token.low
    found = _entry(sentence, types, index, low)
    if found is None:
        stem, dash, rest = low.partition("-")
        if not dash or token.text.islower():
            return None
        low = stem if stem in types.item_words else f"{stem}-#"  # "Hwasong-12"; "Su-#" only with its number
        numbered = rest[:1].isdigit() or (low == stem and token.text[len(stem) + 1 :].isupper() and len(rest) < 4)
        found = _entry(sentence, types, index, low) if numbered else None
    capital = token.text[:1].isupper() and not token.text.isupper()
    if capital and index and low not in types.proper and sentence.tokens[index - 1].text[:1].islower():
        return None  # a name ("Shell"), not a thing
    return found


def _entry(sentence: Sentence, types: EventTypes, index: int, low: str) -> tuple[int, str] | None:
    """How many words the longest thing has that begins there, and what it is."""
    for words, item in types.item_words.get(low, ()):
        if all(sentence.low(index + k) == word for k, word in enumerate(words) if k):
            return len(words), item
    return None


def _item(
    sentence: Sentence, types: EventTypes, index: int, match: tuple[int, str], counted: list[tuple[int, int, Quantity]]
) -> Item:
    length, name = match
    last = index + length
    item = Item(index, last, name, head=not _is_attribute(sentence, types, last))
    if sentence.low(last) in _STILL_ARMS:
        item.last += 1
    item.start = item.first
    for at in range(index - 1, index - 8, -1):
        number = next((entry for entry in counted if entry[0] <= at < entry[1]), None)
        if number:
            item.start, item.quantity = number[0], of(number[2], name)
            _part_of_number(sentence, item, counted)
            break
        if _is_outside(sentence, types, at, counted):
            break
        item.start = at
        if _determined(sentence, item, at, counted):
            break
    return item


def _is_outside(sentence: Sentence, types: EventTypes, at: int, counted: list[tuple[int, int, Quantity]]) -> bool:
    """Whether the noun phrase begins behind this word."""
    low = sentence.low(at)
    if low == "of":
        return sentence.low(at - 1) not in _BODIES and not any(entry[0] <= at - 1 < entry[1] for entry in counted)
    if (low.endswith("day") and low in _WEEKDAYS) or low.isdigit() or _MONTH.match(low):
        return True  # a date stands before it: what is a number was counted
    if not low or (not low[0].isalnum() and low != "'s") or low in PREPOSITIONS or low in SUBORDINATORS:
        return True
    return low in types.verbs or low in _NO_ADJECTIVES


def _determined(sentence: Sentence, item: Item, at: int, counted: list[tuple[int, int, Quantity]]) -> bool:
    """Take in an article or its like; with it the noun phrase begins."""
    low = sentence.low(at)
    if low in ("a", "an"):
        body = any(sentence.low(k) in _BODIES for k in (at + 1, at + 2))  # "a company of soldiers" is not one soldier
        if not body and item.name not in _KINDS_OWN and sentence.low(item.last - 1) not in _CROWDS:
            item.quantity = of(_single(sentence, at), item.name)
    elif low == "no":
        item.negated = True
    elif low in _DEFINITE:
        item.definite = True
        if sentence.low(at - 1) == "of":
            _count_part(sentence, item, at - 2, counted)
    else:
        return False
    return True


def _single(sentence: Sentence, at: int) -> Quantity:
    """One thing. Its words are "one": an article alone ("an") would tell a reader nothing."""
    return Quantity(sentence.cut(at, at + 1), 1, 1, 1, "exact", None, "one")


def _count_part(sentence: Sentence, item: Item, at: int, counted: list[tuple[int, int, Quantity]]) -> None:
    """As in "One of the missiles": a part of what is known already."""
    number = next((entry for entry in counted if entry[0] <= at < entry[1]), None)
    if number:
        item.quantity, item.partitive, item.start = of(number[2], item.name), True, number[0]
    elif sentence.low(at) in ("some", "most", "all", "many"):
        item.partitive, item.start = True, at


def _part_of_number(sentence: Sentence, item: Item, counted: list[tuple[int, int, Quantity]]) -> None:
    """As in "44 of 50 missiles" are 44."""
    if sentence.low(item.start - 1) in ("of", "out"):
        number = next((entry for entry in counted if entry[1] == item.start - 1), None)
        if number:
            item.start, item.quantity = number[0], of(number[2], item.name)


def _is_attribute(sentence: Sentence, types: EventTypes, last: int) -> bool:
    low = sentence.low(last)
    if low in _STILL_ARMS:
        return False
    if low == "of" and sentence.low(last + 1) in ("a", "an"):
        return True  # "a missile of a product"
    return low in _HEADS and not (low in types.verbs and sentence.low(last + 1) in ("a", "an", "the"))


def of(quantity: Quantity, name: str) -> Quantity:
    """The same number, of a thing."""
    return Quantity(quantity.span, quantity.low, quantity.best, quantity.high, quantity.modifier, name, quantity.text)
