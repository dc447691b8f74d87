"""How many, in one cell: a closed grammar of what tables write, in the languages that tables are written in.

No bound is invented: "<10" has an upper bound only, "ca. 50" a best value only. What the grammar does not cover, such
as "1/2" or "abc", is an error of that cell, never a number that happens to stand in it.
"""

# ruff: noqa: RUF001  words of other alphabets look like ours on purpose

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geoevents.readers.numerals import ascii_digits, readings
from geoevents.recognize.cells import CellError, missing
from geoevents.recognize.quantities import numbers
from geoevents.recognize.words import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.readers.numerals import Decimal

# Larger numbers count nothing that happens.
MOST = 1e13

# Words and marks around a number -> how it is meant, as in prose.
BEFORE = {
    "at_least": "\u2265 >= => at_least minimum min. min mindestens wenigstens al_menos por_lo_menos como_mínimo "
    "au_moins pelo_menos almeno не_менее минимум не_менше щонайменше على_الأقل en_az no_fewer_than not_less_than",
    "up_to": "\u2264 <= =< up_to maximum max. max as_many_as no_more_than bis_zu höchstens hasta jusqu'à até fino_a до "
    "не_более не_більше حتى en_fazla",
    "more_than": "> more_than over above mehr_als über más_de plus_de mais_de più_di более больше свыше понад більше "
    "أكثر_من",
    "less_than": "< fewer_than less_than under below weniger_als unter menos_de moins_de meno_di менее меньше менше "
    "أقل_من",
    "approx": "~ \u2248 ca. ca c. circa about around some approx. approx approximately roughly est. estimated etwa "
    "rund ungefähr unos unas cerca_de alrededor_de aproximadamente environ près_de около примерно близько "
    "приблизно حوالي نحو yaklaşık",
}
AFTER = {
    "at_least": "+ or_more at_least and_more oder_mehr o_más ou_plus и_более",
    "approx": "? ~ approx. approx est. estimated circa",
}
TIMES = {
    1e3: "k thousand thousands tausend tsd. tsd mil miles mille mila тыс. тыс тысяч тысячи тис. тис тисяч ألف آلاف",
    1e6: "million millions mln. mln mio. mio millionen millón millones milhões milioni миллион миллиона миллионов млн "
    "млн. мільйон مليون",
    1e9: "billion milliarden mrd. milliard млрд",
    12: "dozen",
}
# Lower bounds of words without a number; the English ones are those of prose.
PLENTY = {
    12: "docenas dutzende decine_di",
    20: "decenas dizaines dezenas decine десятки عشرات",
    100: "cientos centenares centaines centenas hunderte centinaia сотни сотні مئات",
    1000: "miles milliers milhares tausende migliaia тысячи тисячі آلاف",
}
# Words of about so many.
ROUND = {
    10: "une_dizaine una_decena uma_dezena una_decina десяток",
    12: "une_douzaine una_docena ein_dutzend uma_dúzia una_dozzina дюжина",
    15: "une_quinzaine una_quincena",
    20: "une_vingtaine una_veintena una_ventina",
    30: "une_trentaine una_treintena una_trentina",
    40: "une_quarantaine",
    50: "une_cinquantaine una_cincuentena una_cinquantina",
    100: "une_centaine un_centenar um_centena un_centinaio сотня",
}
_RANGE = re.compile(
    r"(?:from |de |du |von |от |від )?(.{1,30}?)(?: ?- ?| (?:to|or|bis|oder|a|o|à|au|ou|до|или|або|إلى) )(.{1,30})"
)
_BETWEEN = re.compile(r"(?:between|zwischen|entre|tra|между|між|بين) (.{1,30}?) (?:and|und|y|et|e|и|та|و) ?(.{1,30})")
_AROUND = re.compile(r"(.{1,30}?) ?(?:\u00b1|\+/-|\+-) ?(.{1,30})")
# A remark or a footnote behind the number.
_REMARK = re.compile(r" ?(?:\([^()]{0,40}[^\W\d_][^()]{0,80}\)|\[[^\[\]]{1,20}\]|[*\u2020\u2021]{1,3})")
_WORDS = re.compile(r"([\d.,' ]*\d) ?([^\W\d_][^\d%/]{0,60})")
# What stands behind a number that counts no things.
UNITS = frozenset("km m mi miles percent per cent kg hours days weeks years usd eur min".split())  # noqa: SIM905


class Count(NamedTuple):
    """Bounds and best value, None where the cell gives none; ``unsure`` if its decimal mark is not settled."""

    low: float | None
    best: float | None
    high: float | None
    modifier: str
    unsure: bool = False


def _table(words: Mapping[str | float, str]) -> list[tuple[str, str | float]]:
    """Words, the longest first, and what they mean."""
    found = [(word.replace("_", " "), key) for key, text in words.items() for word in text.split()]
    return sorted(dict(found).items(), key=lambda entry: -len(entry[0]))


_BEFORE, _AFTER, _TIMES, _PLENTY, _ROUND = (
    _table(words)  # type: ignore[arg-type]  # keys are either texts or numbers
    for words in (BEFORE, AFTER, TIMES, PLENTY, ROUND)
)


def count(text: str, *, decimal: Decimal | None = None, whole: bool = False) -> Count | None:
    """How many a cell says; None if it says nothing.

    Parameters
    ----------
    decimal
        The mark of decimals in the column, where its cells settle it.
    whole
        Whether only whole numbers make sense, as of people.

    Raises
    ------
    CellError
        It is no number that the grammar knows, or is below zero, too large, or no whole number of people.

    >>> count("10-20"), count("<10"), count("dozens")
    (Count(low=10.0, best=None, high=20.0, modifier='range', unsure=False), \
Count(low=None, best=None, high=10.0, modifier='less_than', unsure=False), \
Count(low=12, best=None, high=None, modifier='vague', unsure=False))
    """
    if missing(text):
        return None
    if text.isascii() and text.isdecimal() and len(text) < 10:  # nearly all cells
        value = float(text)
        return Count(value, value, value, "exact")
    plain = " ".join(ascii_digits(text).casefold().translate(_DASHES).split())
    found = _counted(plain, decimal, whole=whole)
    if found is None:
        raise CellError("is no number that can be read")
    numbers = [value for value in found[:3] if value is not None]
    if any(value > MOST for value in numbers):
        raise CellError("is larger than anything that is counted")
    if whole and any(value != int(value) for value in numbers):
        raise CellError("is no whole number")
    return found


_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014", "-----")


def _counted(plain: str, decimal: Decimal | None, *, whole: bool) -> Count | None:
    if re.fullmatch(r"- ?[\d.,' ]{1,30}", plain):
        raise CellError("is below zero")
    if plain in dict(_PLENTY):
        return Count(float(dict(_PLENTY)[plain]), None, None, "vague")
    if plain in dict(_ROUND):
        return Count(None, float(dict(_ROUND)[plain]), None, "approx")
    body, modifier = _modified(_REMARK.sub("", plain) if plain[:1].isdigit() else plain)
    value, rounded = _value(body, decimal, whole=whole)
    if value:
        return _bounded(value, "approx" if rounded and modifier == "exact" else modifier)
    pair = _BETWEEN.fullmatch(body) or _RANGE.fullmatch(body) or _AROUND.fullmatch(body)
    ends = [_value(part, decimal, whole=whole)[0] for part in pair.groups()] if pair else []
    if pair and all(end and len(end) == 1 for end in ends):
        first, second = (end[0] for end in ends if end)
        if pair.re is _AROUND:
            return Count(max(first - second, 0), first, first + second, "range")
        return Count(min(first, second), None, max(first, second), "range")
    return _in_words(plain)


def _modified(plain: str) -> tuple[str, str]:
    """The text without the words around the number, and how they mean it."""
    if re.fullmatch(r"\([^()]{1,30}\)", plain):
        return plain[1:-1].strip(), "approx"
    for word, modifier in _BEFORE:
        rest = plain[len(word) :]
        if plain.startswith(word) and rest and (rest[0] == " " or rest[0].isdigit() or not word[-1].isalpha()):
            return rest.strip(), str(modifier)
    for word, modifier in _AFTER:
        rest = plain.removesuffix(word)
        if rest != plain and rest and (rest[-1] == " " or rest[-1].isdigit()):
            return rest.strip(), str(modifier)
    return plain, "exact"


def _value(body: str, decimal: Decimal | None, *, whole: bool) -> tuple[tuple[float, ...], bool]:
    """The readings of a number, with the things counted behind it; and whether a word like "million" rounds it."""
    times = 1.0
    found = readings(body.removeprefix("+"), decimal)
    match = None if found else _WORDS.fullmatch(body)
    if match and match[2].partition(" ")[0] not in UNITS:
        times = float(dict(_TIMES).get(match[2].partition(" ")[0], 1))
        found = readings(match[1], decimal)
    if len(found) > 1 and times != 1:
        found = found[:1]  # 1.600 million is 1.6 million
    return tuple(value * times for value in (found[-1:] if whole else found)), times != 1


def _bounded(value: tuple[float, ...], modifier: str) -> Count:
    if len(value) > 1:
        return Count(value[0], None, value[1], "range", unsure=True)
    (one,) = value
    low = one if modifier in {"exact", "at_least", "more_than"} else None
    high = one if modifier in {"exact", "up_to", "less_than"} else None
    return Count(low, one if modifier in {"exact", "approx"} else None, high, modifier)


def _in_words(plain: str) -> Count | None:
    """English number words, if they are the whole cell but for the things counted."""
    sentence = Sentence(plain)
    found = numbers(sentence) if not re.search(r"\d", plain) else []
    if len(found) != 1 or found[0][0] != 0:
        return None
    _, last, quantity = found[0]
    rest = [token.text for token in sentence.tokens[last:]]
    if not all(word.isalpha() for word in rest) or len(rest) > 4:
        return None
    return Count(quantity.low, quantity.best, quantity.high, quantity.modifier)
