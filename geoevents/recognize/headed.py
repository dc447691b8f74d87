"""The country or region that heads a paragraph of a round-up: "BOLIVIA. Unions cut a road", "Rakhine: ..."."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, Reading

# At the head of a line: at most four capitalized words, perhaps in asterisks or behind a bullet, and a mark behind.
_WORD = r"[A-Z\u00c0-\u00de][\w'\u2019-]*"
_HEAD = re.compile(
    rf"^[ \t]{{0,4}}(?:[-*\u2022#]{{1,3}}[ \t])?\*{{0,2}}(?P<name>{_WORD}(?:[ ]{_WORD}){{0,3}})"
    r"\*{0,2}(?:\.[ ]|:|[ ][\u2013\u2014][ ]|[ ]*$)",
    re.MULTILINE,
)
_AREAS = frozenset({"country", "admin1", "region"})
_FEWEST = 2  # one such head may as well be who speaks ("Seoul: ...")


def lands(text: str, gazetteer: Gazetteer) -> list[tuple[int, Place | None]]:
    """Where in the text each head stands, and its country; None where a paragraph behind has another head or none."""
    heads = [(m.start(), _country(m["name"], gazetteer)) for m in _HEAD.finditer(text)]
    if sum(land is not None for _, land in heads) < _FEWEST:
        return []
    return heads


def at(heads: list[tuple[int, Place | None]], start: int) -> Place | None:
    """The country of the paragraph in which the position lies."""
    return next((land for begin, land in reversed(heads) if begin <= start), None)


def in_land(readings: Sequence[Reading], land: Place | None) -> list[Reading]:
    """The readings, each where nobody else says in which country in that of its paragraph."""
    return [replace(reading, land=reading.land or land) for reading in readings]


def _country(name: str, gazetteer: Gazetteer) -> Place | None:
    found = gazetteer.find(name.strip(".*: "))
    best = found[0] if found else None
    if best is None or best.feature not in _AREAS or not best.country:
        return None
    return gazetteer.country(best.country)
