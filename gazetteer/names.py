"""Which names are also common words: they are found when asked for, but not, or not without a reason, seen in text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gazetteer.extracts import words
from gazetteer.shared import naming

if TYPE_CHECKING:
    from pathlib import Path

# Words that say where or what, not which. Some are the whole name of a region (Northern, Central, City).
_DIRECTIONS = (
    "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "centre", "center",
    "middle", "upper", "lower", "inner", "outer", "city", "town", "general", "capital", "province", "region",
    "state", "district", "county", "island", "islands", "lake", "lakes", "river", "coast", "mountain", "valley",
    "northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern",
    "southwestern",
)  # fmt: skip# A month follows the same prepositions as a place ("in March"), so no context tells them apart.
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip


PEOPLE = ("given_names.txt", "surnames.txt")


def odd_names(folder: Path) -> dict[str, str]:
    """Normalized name -> ``x`` (never scanned) or ``w`` (scanned where the words around it say that it is a place)."""
    odd = dict.fromkeys(map(naming.normalize, words(folder, "stopwords.txt")), "x")
    odd |= dict.fromkeys(map(naming.normalize, words(folder, "wary.txt")), "w")
    return odd | dict.fromkeys([*_DIRECTIONS, *_MONTHS], "x")


def names_of_people(folder: Path, *tables: str) -> frozenset[str]:
    """Normalized names of tables that have several on a line."""
    lines = (line for name in tables for line in words(folder, name))
    return frozenset(naming.normalize(name) for line in lines for name in line.split())


def alias_kind(alias: str) -> str:
    """An abbreviation is written in capitals: ``DPRK``, ``U.S.``; everything else is an alias."""
    letters = alias.replace(".", "")
    return "abbreviation" if letters.isupper() and letters.isalpha() and len(letters) <= 6 else "alias"
