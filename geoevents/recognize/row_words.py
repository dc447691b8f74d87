"""Where the words of a row say that it is: a town with its province and country, or what stands for an unknown one.

A name that several places bear is a dot only where the row, or what else its table names, settles which one is meant.
Else the region or country of the row is drawn; a row that names none stays without a place, and its rivals are said.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from geoevents.errors import PlaceError
from geoevents.expressions import parse
from geoevents.expressions.named import Named
from geoevents.model import PlaceExpression, Resolution
from geoevents.recognize.cells import missing
from geoevents.recognize.coded import country_of
from geoevents.recognize.row_doubts import abroad, as_district, elsewhere, is_wide, rivals_of
from geoevents.recognize.row_facts import blame, cell, cut, known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Document, Place, Problem, Span

    # Expression, the country that bare forms are bound to, and other names of the table -> where it is.
    Resolve = Callable[[PlaceExpression, Place | None, str], Resolution]

Key = TypeVar("Key")
Value = TypeVar("Value")

# Meanings of columns whose names stand above a place, the nearest first; those that tell it apart from its namesakes.
_ABOVE = {"place": ("admin2", "admin1", "country"), "admin2": ("admin1", "country"), "admin1": ("country",)}
_TELLING = ("admin1", "country")
# What a bare name in such a column is: "Kharkiv" as an oblast is not the city.
_KIND = {"admin1": "province", "admin2": "district"}
_EITHER, _BOTH = re.compile(r"\s{0,3}(?:/|\|)\s{0,3}"), re.compile(r"\s{0,3};\s{0,3}")
# Entries after which a memory of places is emptied: a table with a million places must not fill the machine.
_MOST_KEPT = 50_000
# Cells of a place that mean the whole of what is named beside it, or nothing.
_WHOLE = (
    "nationwide|countrywide|country-wide|national|nation-wide|whole country|entire country|throughout the country|"
    "multiple locations|multiple|various|various locations|several|several locations|unknown location|not specified|"
    "undisclosed|undisclosed location|nacional|todo el país|en todo el país|varios|varios municipios|sin información|"
    "plusieurs localités|tout le pays|bundesweit|landesweit|mehrere orte|по всей стране|вся страна|по всій країні|"
    "عدة مناطق|todo o país|vários|ülke geneli|cały kraj|tutto il paese"
)
_EVERYWHERE = frozenset(_WHOLE.split("|"))


def once(memory: dict[Key, Value], key: Key, make: Callable[[], Value]) -> Value:
    """What `make` gives, made once for a key while the memory has room."""
    if key not in memory:
        if len(memory) > _MOST_KEPT:
            memory.clear()
        memory[key] = make()
    return memory[key]


def nowhere(text: str) -> bool:
    """Whether the cell of a place names none: "Nationwide", "n/a"."""
    return missing(text) or text.strip().casefold() in _EVERYWHERE


def _unplaced(found: Resolution) -> str:
    """Why words are nowhere, without the words themselves: they stand before it."""
    if isinstance(found.expression, Named) and not found.expression.candidates:
        return "is not in the gazetteer"
    reason = found.reason or "cannot be placed"
    return "is no place expression" if reason.startswith("no place expression") else reason


class RowWords:
    """Puts the words of rows on the ground.

    Parameters
    ----------
    gazetteer
        Where names are looked up.
    resolve
        Called once for the same words in the same country and table.
    roles
        Meanings of columns whose cells are a place by themselves.
    """

    def __init__(self, gazetteer: Gazetteer, resolve: Resolve, roles: Iterable[str]) -> None:
        self._gazetteer = gazetteer
        self._resolve = resolve
        self._alone = frozenset((*roles, "country"))
        self._placed: dict[tuple[str, str, str, str], Resolution] = {}
        self._countries: dict[tuple[str, str], Place | None] = {}

    def __call__(self, document: Document, meaning: str, problems: list[Problem]) -> Resolution:
        """Where the cell behind a meaning is, or the area that stands for it; what is doubtful is a warning."""
        span, country = cut(document, meaning), self.country(document)
        beside = document.columns.get("named_beside", "")
        found = self._first(self._readings(document, meaning), span, country, beside, _KIND.get(meaning, ""))
        above = [level for level in _ABOVE.get(meaning, ()) if not nowhere(cell(document, level))]
        if country and meaning != "country" and is_wide(found, country) and above:
            return self(document, above[0], problems)  # a part of the world beside its country says less than that
        doubt = self._doubt(document, found, meaning, country)
        if doubt is None:
            return as_district(found) if meaning == "admin2" else found
        if above and (found.shape is not None or isinstance(found.expression, Named)):
            area = self(document, above[0], problems)
            if area.shape is not None:
                problems.append(blame(document, meaning, f"{doubt}; {area.name} stands for it", "warning"))
                return area
        problems.append(blame(document, meaning, doubt, "warning"))
        reason = found.reason if found.shape is None else doubt
        return replace(found, shape=None, places=(), precision=None, reason=reason)

    def _doubt(self, document: Document, found: Resolution, meaning: str, country: Place | None) -> str | None:
        """Why a resolution is not what the row means, if so."""
        if found.shape is None:
            return _unplaced(found)
        if meaning == "admin1" and all(place.feature == "settlement" for place in found.places):
            return "no region of this name is in the gazetteer"
        region = cell(document, "admin1") if meaning in {"place", "admin2"} else ""
        if region and elsewhere(region, self.meant([region]), found.places):
            return f"no place of this name in {region} is in the gazetteer"
        if country and abroad(country, found.places):
            return f"no place of this name in {country.name} is in the gazetteer"
        return rivals_of(found)

    def meant(self, names: Iterable[str]) -> list[Place]:
        """All places that cells may mean."""
        return [place for name in names if not missing(name) for place in self._gazetteer.find(name)]

    def country(self, document: Document) -> Place | None:
        """The country that the row names."""
        name = known(document, "country")
        if missing(name):
            return None
        key = (document.columns.get("preset", ""), name)
        return once(self._countries, key, lambda: country_of(document, self._gazetteer, None))

    def state(self, name: str) -> str | None:
        """ISO code of an actor that is a country."""
        found = self._gazetteer.find
        place = once(
            self._countries, ("actor", name), lambda: next((p for p in found(name) if p.feature == "country"), None)
        )
        return place.country if place else None

    def _readings(self, document: Document, meaning: str) -> tuple[str, ...]:
        """Place words of a cell, the most telling first: a town with its province and country, then less.

        "A / B" are two names of one place or two places, of which either is meant; "A; B" are both.
        """
        words = cut(document, meaning).text
        listed = _EITHER.sub(" or ", _BOTH.sub(" and ", words))
        if meaning in self._alone:
            return (words, listed) if listed != words else (words,)
        above = [cell(document, level).strip() for level in _TELLING if level in _ABOVE[meaning]]
        named = [name for name in above if not missing(name)]
        chains = [(words, *named), (words, *named[-1:]), (words,), (listed,)]
        return tuple(dict.fromkeys(", ".join(chain) for chain in chains))

    def _first(
        self, readings: tuple[str, ...], span: Span, country: Place | None, beside: str, kind: str
    ) -> Resolution:
        """The first reading that can be placed, else what was said of the last one: the bare words."""
        found = Resolution(PlaceExpression(span), None, reason="is no place expression", name=span.text)
        for words in readings:
            found = self.remembered(words, country, beside, kind)
            if found.shape is not None:
                break
        return replace(found, expression=replace(found.expression, span=span))

    def remembered(self, words: str, country: Place | None, beside: str = "", kind: str = "") -> Resolution:
        """Where words are, in a country and beside other names: resolved once. A bare name is of this kind."""
        key = (words, country.id if country else "", beside, kind)
        return once(self._placed, key, lambda: self._place(words, country, beside, kind))

    def _place(self, words: str, country: Place | None, beside: str, kind: str) -> Resolution:
        try:
            expression = parse(words, self._gazetteer)
            if kind and isinstance(expression, Named) and not expression.kind:
                expression = replace(expression, kind=kind)
            return self._resolve(expression, country, beside)
        except PlaceError as error:
            return Resolution(PlaceExpression(None), None, reason=str(error), name=words)
