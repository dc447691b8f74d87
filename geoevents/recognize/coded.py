"""Coded precision: what a table's coordinates stand for. A center or a capital is never drawn as the place itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError
from geoevents.model import PlaceExpression, Resolution, Shape
from geoevents.recognize.cells import missing
from geoevents.recognize.row_facts import cell, code_of, cut, known, preset_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Document, Place, Precision
    from geoevents.readers.preset import Preset

    # Words and the country of the row -> where they are.
    Words = Callable[[str, Place | None], Resolution]
    Position = tuple[float, float] | None

# Precision -> in words, for people.
SAID = {
    "admin2": "a district",
    "admin1": "a first-level region",
    "region": "a part of the country",
    "country": "the whole country",
    "water": "the sea or the air above it",
}
# Features of the gazetteer that may be drawn for "water".
_WATERS = ("sea", "ocean")


def level(document: Document) -> tuple[str, str] | None:
    """(precision, the cell that says so) of a row, or None where its table has no code."""
    preset = preset_of(document)
    if preset is None:
        return None
    code = code_of(document, preset.place, "place_code")
    if code is not None:
        because = f"{document.columns['place_code']} {cell(document, 'place_code').strip()}"
        if code == "exact" and cell(document, "vicinity").strip().removesuffix(".0") == "1":
            return "near", f"{because}, {document.columns['vicinity']} 1"
        return code, because
    for meaning, precision in preset.levels.items():
        if not missing(cell(document, meaning)):
            return precision, f"{document.columns[meaning]} as the finest name"
    return None


def country_of(document: Document, gazetteer: Gazetteer, at: Position) -> Place | None:
    """The country that the row names, by name or by the data set's own code; else the one at its position."""
    preset, name = preset_of(document), known(document, "country").strip()
    code = preset.countries.get(name.upper()) if preset else None
    if code:
        try:
            return gazetteer.country(code)
        except GazetteerError:
            return None
    for words in () if missing(name) else dict.fromkeys((name, name.partition("(")[0].strip())):
        found = next((place for place in gazetteer.find(words) if place.feature == "country"), None)
        if found:
            return found
    return gazetteer.at(*at, "country") if at and name else None


def area_of(
    document: Document, precision: str, at: Position, gazetteer: Gazetteer, words: Words
) -> tuple[Place | Resolution, str] | None:
    """What to draw for a coded precision that is no point, and what to add to the reason; None if nothing is found."""
    country = country_of(document, gazetteer, at)
    if precision == "water":
        seas = (gazetteer.at(*at, feature) for feature in _WATERS) if at else ()
        return next(((sea, "") for sea in seas if sea), None)
    if precision == "region":
        part = _part(document, country, words)
        if part:
            return part, ""
    district = _district(document, country, at, gazetteer) if precision == "admin2" else None
    if district:
        return district, ""
    if precision in {"admin1", "admin2"}:
        region = _admin1(document, country, at, gazetteer)
        if region:
            name = cell(document, "admin2").strip()
            note = f"; the outline of the district {name or 'meant'} is not in the gazetteer" * (precision == "admin2")
            return region, note
    if country is None:
        return None
    return country, "" if precision == "country" else "; nothing smaller is known by its outline"


def _part(document: Document, country: Place | None, words: Words) -> Resolution | None:
    """The words of the row, where the language of places makes a line or an area of them."""
    for meaning in ("place", "within"):
        text = cell(document, meaning).strip()
        if missing(text):
            continue
        found = words(text, country)
        if found.shape is not None and found.shape.dimension > 0:
            return found
    return None


def _district(document: Document, country: Place | None, at: Position, gazetteer: Gazetteer) -> Place | None:
    """The second-level region of this name whose outline is known: at the coded position if several are."""
    name = cell(document, "admin2").strip()
    if missing(name):
        return None
    found = [
        place
        for words in (name, f"{name} County", f"{name} District")
        for place in gazetteer.find(words)
        if place.feature == "admin2" and (country is None or place.country == country.country)
    ]
    outlined = [place for place in found if place.geometry.geom_type.endswith("Polygon")]
    if at and len(outlined) > 1:
        from shapely import Point  # noqa: PLC0415  0.1 s

        return next((place for place in outlined if place.geometry.covers(Point(at))), outlined[0])
    return outlined[0] if outlined else None


def _admin1(document: Document, country: Place | None, at: Position, gazetteer: Gazetteer) -> Place | None:
    """The first-level region by its name in this country, else the one at the coded position."""
    for name in _region_names(document):
        for place in gazetteer.find(name):
            if place.feature == "admin1" and (country is None or place.country == country.country):
                return place
    found = gazetteer.at(*at, "admin1") if at else None
    return found if found and (country is None or found.country == country.country) else None


def _region_names(document: Document) -> Iterator[str]:
    """Names of the region, the most telling first: "Gaza, Israel (general)" is Gaza."""
    for text in (cell(document, "admin1"), cell(document, "place").partition(",")[0]):
        if not missing(text):
            yield text.strip()


def drawn(
    document: Document, precision: str, because: str, found: tuple[Place | Resolution, str], preset: Preset
) -> Resolution:
    """The resolution of a coded place: an area or a line that holds it."""
    place, note = found
    name = place.name
    why = f"{preset.label} codes this as {SAID[precision]} ({because}); drawn as {name}, not as the coded point{note}"
    written = not missing(cell(document, "place"))
    expression = PlaceExpression(cut(document, "place") if written else None)
    exact: Precision = precision  # type: ignore[assignment]  # checked when presets are loaded
    if isinstance(place, Resolution):
        return Resolution(expression, place.shape, place.places, (), 1.0, (why, *place.why), None, exact, name)
    shape = Shape(lambda: place.geometry, dimension=2)
    return Resolution(expression, shape, (place,), why=(why,), precision=exact, name=name)
