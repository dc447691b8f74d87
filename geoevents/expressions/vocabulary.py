"""Closed sets of words and marks that several nodes know."""

# ruff: noqa: RUF001, SIM905  dashes as they stand in text; lists of words are easier to read and to extend as text

from __future__ import annotations

DASHES = frozenset("-‐‑–")
OWNS = frozenset({"'s", "'", "’"})
ARTICLES = frozenset({"the", "a", "an"})
ARABIC_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az"})
_CARDINALS = "north south east west".split()
_DIAGONALS = [a + b for a in ("north", "south") for b in ("east", "west")]
_ENDINGS = ("", "ern", "erly", "ward", "wards", "ernmost")
WIND_WORDS = frozenset(name + ending for name in (*_CARDINALS, *_DIAGONALS) for ending in _ENDINGS)
# Words of the grammar that are also names (Midway, As, De): by themselves they begin an expression, and are no place.
BOTH_NAME_AND_GRAMMAR = frozenset(
    "as bank banks borders boundary ca center central centre circa confluence coast de downtown four gang"
    " halfway in junction littoral long marine maritime midway miles nine"
    " of on one or over point riverbank seaboard shoreline sixteen than to well".split()
)
AROUND = frozenset(
    {"area", "areas", "region", "countryside", "zone", "sector", "front", "axis"}
)  # "the Bakhmut area" is more than Bakhmut
COLLECTIVE = frozenset({"countries", "nations", "states"})
OF = frozenset({"of"})
LINKS = dict.fromkeys(COLLECTIVE, frozenset({"of", "in", "across"}))  # "countries in the Middle East"
