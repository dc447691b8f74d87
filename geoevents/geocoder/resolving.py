"""Words -> a place on the ground: the one-line way to the language of places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError, PlaceError
from geoevents.expressions import parse
from geoevents.expressions.base import DEFAULT_COVERAGE, Focus
from geoevents.gazetteer import Gazetteer
from geoevents.resolve import resolve as resolve_expression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.model import Place, Resolution


def resolve(
    words: str,
    *,
    gazetteer: Gazetteer | None = None,
    focus: str | None = None,
    pins: Mapping[str, str] | None = None,
    coverage: float = DEFAULT_COVERAGE,
) -> Resolution:
    """Put a place expression on the ground.

    Parameters
    ----------
    words
        The whole string is one expression: "off the east coast of North Korea", "50 km east of Wonsan".
    gazetteer
        Another gazetteer than the bundled one.
    focus
        Country that bare forms ("both coasts") are about: a name or an ISO alpha-2 code.
    pins
        Name -> place id or ISO code: settles what a name means, such as ``{"Georgia": "GE"}``.
    coverage
        Stated chance that the true place is inside the footprint of a vague place: 0.5, 0.8 or 0.95.

    Returns
    -------
    Resolution
        With ``shape`` None and a ``reason`` if it cannot be placed.

    Raises
    ------
    PlaceError
        The words are no place expression, or ``focus`` is no country.
    GazetteerError
        The gazetteer cannot be opened.
    """
    gazetteer = gazetteer or Gazetteer.open()
    country = country_of(focus, gazetteer) if focus else None
    bound = Focus(country, "the country in focus was given") if country else None
    return resolve_expression(parse(words, gazetteer), gazetteer, focus=bound, pins=pins, coverage=coverage)


def country_of(name: str, gazetteer: Gazetteer) -> Place:
    """A country by its name or ISO alpha-2 code.

    Raises
    ------
    PlaceError
        No country is called so.
    """
    if len(name) == 2 and name.isalpha():
        try:
            return gazetteer.country(name.upper())
        except GazetteerError:
            pass  # it may still be a name
    found = next((place for place in gazetteer.find(name) if place.feature == "country"), None)
    if found is None:
        raise PlaceError(f"{name!r} is no country; use a name or a two-letter code like KP")
    return found
