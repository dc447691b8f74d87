"""Numbers as tables write them: groups of thousands, decimal points and decimal commas, digits of other scripts."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Iterable

Decimal = Literal[".", ","]

_BLANKS = re.compile(r"[\s\u00a0\u202f\u2009]")
# Arabic marks, other minus signs and apostrophes -> the ones of ASCII.
_MARKS = str.maketrans({"\u066b": ".", "\u066c": "'", "\u2019": "'", "\u2212": "-", "\uff0c": ",", "\uff0e": "."})
_ONE_MARK = re.compile(r"(\d{0,15})([.,])(\d{0,17})")
_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3}){2,5}|\d{1,3}(?:,\d{3}){2,5}|\d{1,2}(?:,\d{2}){1,5},\d{3}")
_BOTH = re.compile(r"\d{1,3}(?:,\d{3}){1,5}(\.)\d{1,17}|\d{1,3}(?:\.\d{3}){1,5}(,)\d{1,17}")
_SPACED = re.compile(r"\d{1,3}(?:[ ']\d{3}){1,5}(?:([.,])\d{1,6})?")
_SCIENCE = re.compile(r"\d{1,3}(?:\.\d{1,17})?e[+-]?\d{1,3}")


def ascii_digits(text: str) -> str:
    r"""The same with digits of all scripts as 0-9, and plain blanks, minus signs and apostrophes.

    >>> ascii_digits("\u0661\u066c\u0666\u0660\u0660")
    "1'600"
    """
    plain = _BLANKS.sub(" ", text.translate(_MARKS))
    if plain.isascii():
        return plain
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain)


def readings(text: str, decimal: Decimal | None = None) -> tuple[float, ...]:
    """What a number without sign may mean, the smaller first: none if it is no number, two if its mark is not settled.

    A mark before exactly three digits may group thousands or begin decimals; ``decimal`` is the mark of decimals in
    its column (`decimal_of`). Without it a comma groups, because no program writes three decimals behind a comma,
    and a point may be either.

    >>> readings("1.600"), readings("1.600", ","), readings("1,600"), readings("1 600"), readings("1/2")
    ((1.6, 1600.0), (1600.0,), (1600.0,), (1600.0,), ())
    """
    if text.isdecimal():
        return (float(text),) if len(text) <= 15 else ()
    if match := _ONE_MARK.fullmatch(text):
        return _one_mark(match, decimal)
    if match := _BOTH.fullmatch(text):
        mark = match[1] or match[2]
        return (float(text.replace("," if mark == "." else ".", "").replace(mark, ".")),)
    if _GROUPS.fullmatch(text):
        return (float(re.sub(r"[.,]", "", text)),)
    if _SPACED.fullmatch(text):
        return (float(re.sub(r"[ ']", "", text).replace(",", ".")),)
    return (float(text),) if _SCIENCE.fullmatch(text) else ()


def _one_mark(match: re.Match[str], decimal: Decimal | None) -> tuple[float, ...]:
    whole, mark, rest = match.groups()
    if not whole and not rest:
        return ()
    small, large = float(f"{whole or 0}.{rest or 0}"), float(whole + rest or 0)
    if not _unsettled(whole, rest) or mark == decimal:
        return (small,)
    return (large,) if decimal or mark == "," else (small, large)


def _unsettled(whole: str, rest: str) -> bool:
    return len(rest) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0"


def decimal_of(cells: Iterable[str]) -> Decimal | None:
    """The mark that begins decimals in a column; None if no cell says so, or if cells contradict each other.

    >>> decimal_of(["1.600", "12,5"]), decimal_of(["1.600", "3.0"]), decimal_of(["1.600"])
    (',', '.', None)
    """
    seen = set(map(_mark, cells)) - {None}
    return cast("Decimal", seen.pop()) if len(seen) == 1 else None


def _mark(cell: str) -> str | None:
    """The mark of decimals that one cell is sure of."""
    text = ascii_digits(cell).strip().lstrip("+-~<>\u2248\u2264\u2265 ")
    if match := _ONE_MARK.fullmatch(text):
        return match[2] if match[1] and match[3] and not _unsettled(match[1], match[3]) else None
    if match := _BOTH.fullmatch(text) or _SPACED.fullmatch(text):
        return next(filter(None, match.groups()), None)
    if _GROUPS.fullmatch(text):
        return "," if "." in text else "."
    return None
