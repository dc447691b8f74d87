"""Settlements of GeoNames with their aliases, minus the names that only make noise."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from gazetteer.extracts import extract, news_names, pieces
from gazetteer.names import PEOPLE, alias_kind, names_of_people, odd_names
from gazetteer.shared import naming

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from gazetteer.rows import Row

# Where news drops the article of a name ("Qamishli", "Hudaydah") as often as not.
ARABIC = frozenset({
    "AE", "BH", "DJ", "DZ", "EG", "EH", "ER", "IQ", "IR", "IL", "JO", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA",
    "SA", "SD", "SO", "SY", "TD", "TN", "TR", "YE",
})  # fmt: skip
# Where names are written in another script, or in spellings that English news does not follow.
ROMANIZED = ARABIC | {
    "AF", "AM", "AZ", "BD", "BG", "BY", "CN", "ET", "GE", "GR", "IN", "JP", "KG", "KH", "KM", "KP", "KR", "KZ", "LA",
    "LK", "ME", "MK", "ML", "MM", "MN", "NE", "NP", "PK", "RS", "RU", "SS", "TH", "TJ", "TM", "TW", "UA", "UZ", "XK",
}  # fmt: skip
_ARTICLES = ("al ", "el ", "ad ", "adh ", "an ", "ar ", "as ", "ash ", "at ", "ath ", "az ")
_KNOWN_TOWN = 100_000  # people: below, a name that is also one of people is a wary one
_MUCH_LARGER = 10
_CAPITAL_BONUS = 10  # a capital counts as ten times its people


@dataclass(slots=True)
class Settlements:
    """Columns, one entry a settlement by GeoNames id; ``names`` are (normalized, kind letter) without repeats."""

    key: list[int]
    name: list[str]
    country: NDArray[np.object_]
    code: list[str]  # GeoNames' code of the present first-level region
    population: list[int]
    points: NDArray[np.float64]
    prior: list[int]
    names: list[list[tuple[str, str]]]


def read_settlements(folder: Path) -> Settlements:
    """All settlements of the extract.

    Kinds of names: ``n`` the name, ``a`` an alias,
    ``c`` an alias from the project's own table (as good as the name;
    ``b`` if it is an abbreviation), ``w`` a wary name, scanned only where the text says that it is a place, ``x`` a
    name that is a common word, found but never scanned.
    """
    odd, news = odd_names(folder), news_names(folder)
    people = dict.fromkeys(names_of_people(folder, *PEOPLE) - odd.keys(), "w") | odd
    rows = [line.split("\t") for line in extract(folder, "geonames.tsv.xz").decode().split("\n") if line]
    population = [int(row[4]) for row in rows]
    return Settlements(
        key=[int(row[0]) for row in rows],
        name=[row[1] for row in rows],
        country=np.array([row[2] for row in rows], object),
        code=[row[3] for row in rows],
        population=population,
        points=np.array([(float(row[5]), float(row[6])) for row in rows]),
        prior=[round(10 * math.log10(people + 1)) for people in population],
        names=_without_old_names(
            [_names(row, people if int(row[4]) < _KNOWN_TOWN else odd, news.get(int(row[0]), ())) for row in rows],
            [row[2] for row in rows],
            population,
        ),
    )


def _without_old_names(
    names: list[list[tuple[str, str]]], countries: list[str], population: list[int]
) -> list[list[tuple[str, str]]]:
    """Without the aliases that are what a town of the same country is called today: Nikopol was Sloviansk once.

    A much larger town keeps them, since the small one may be named after it.
    """
    present: dict[tuple[str, str], int] = {}
    own = [next((norm for norm, kind in known if kind in "nwx"), "") for known in names]
    for known, name, country, people in zip(names, own, countries, population, strict=True):
        for norm, kind in known:
            if kind != "a" or naming.same_but_spelled(norm, name):
                present[country, norm] = max(present.get((country, norm), 0), people)

    def kept(norm: str, kind: str, name: str, country: str, people: int) -> bool:
        old = kind == "a" and not naming.same_but_spelled(norm, name)
        return not old or present.get((country, norm), -1) < people / _MUCH_LARGER

    return [
        [(norm, kind) for norm, kind in known if kept(norm, kind, name, country, people)]
        for known, name, country, people in zip(names, own, countries, population, strict=True)
    ]


def _names(row: list[str], odd: dict[str, str], news: Iterable[str]) -> list[tuple[str, str]]:
    """(normalized, kind) of one settlement, each name once; the first kind wins."""
    name = naming.normalize(row[1])
    kinds = {name: odd.get(name, "n")} if name else {}
    for alias in news:
        kinds.setdefault(naming.normalize(alias), "b" if alias_kind(alias) == "abbreviation" else "c")
    for alias in row[7].split("|"):
        other = naming.normalize(alias)
        # of three letters or fewer: airport codes and chance words
        if other not in odd and any(map(str.isalpha, other)) and (len(other) > 3 or not other.isascii()):
            kinds.setdefault(other, "a")
    if row[2] in ARABIC:
        for other in [norm for norm in kinds if norm.startswith(_ARTICLES)]:
            short = other.partition(" ")[2]
            if len(short) > 3 and short not in odd:
                kinds.setdefault(short, "a")
    return list(kinds.items())


def raise_capitals(settlements: Settlements, countries: Iterable[Row]) -> dict[str, int]:
    """Give each capital its bonus; returns country -> GeoNames id of the capital."""
    wanted = {
        row.country: {naming.normalize(name) for name in pieces(str(row.extra.get("capital", "")))} for row in countries
    }
    best: dict[str, int] = {}
    for at, (code, names) in enumerate(zip(settlements.country, settlements.names, strict=True)):
        is_better = code not in best or settlements.population[at] > settlements.population[best[code]]
        if is_better and any(norm in wanted.get(code, ()) for norm, _ in names):
            best[code] = at
    for at in best.values():
        settlements.prior[at] += _CAPITAL_BONUS
    return {code: settlements.key[at] for code, at in sorted(best.items())}
