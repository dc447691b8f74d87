"""Words for kinds of places, as tables: the features they agree with, and the precision that a feature has."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.model import Place, Precision

SETTLEMENT = ("settlement",)
ADMIN = ("admin1",)
AREA = ("admin1", "region", "country", "island", "desert", "peninsula", "mountain")
WATER = ("sea", "ocean", "gulf", "bay", "strait", "lake")
COUNTRY = ("country", "region")

# A word beside a name -> the features it agrees with, the likeliest first.
KINDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys("city town village capital settlement hamlet municipality commune metropolis".split(), SETTLEMENT),
    **dict.fromkeys("district districts subdistrict".split(), ("admin1", "admin2", "settlement")),
    **dict.fromkeys("neighborhood neighbourhood suburb township camp outpost".split(), SETTLEMENT),
    **dict.fromkeys("cities towns villages neighborhoods neighbourhoods suburbs camps".split(), SETTLEMENT),
    **dict.fromkeys("province governorate oblast prefecture voivodeship krai canton".split(), (*ADMIN, "admin2")),
    **dict.fromkeys("provinces governorates oblasts prefectures cantons".split(), (*ADMIN, "admin2")),
    **dict.fromkeys("state emirate".split(), (*ADMIN, "region", "country", "settlement")),
    **dict.fromkeys("states emirates".split(), (*ADMIN, "country", "region", "settlement")),
    **dict.fromkeys("county counties department departments raion raions".split(), (*ADMIN, "admin2", "settlement")),
    **dict.fromkeys("region area territory enclave regions areas territories countryside zone zones".split(), AREA),
    **dict.fromkeys("valley valleys plain plains plateau steppe".split(), ("valley", "region", "desert", "mountain")),
    **dict.fromkeys("countries nations country nation kingdom republic".split(), (*COUNTRY, "admin1")),
    **dict.fromkeys("island islands isle archipelago atoll".split(), ("island", "region", "admin1", "country")),
    **dict.fromkeys("peninsula".split(), ("peninsula", "region")),
    **dict.fromkeys("sea seas ocean gulf bay strait straits channel lake canal sound".split(), WATER),
    **dict.fromkeys("river".split(), ("river",)),
    **dict.fromkeys("airport airbase airfield aerodrome airstrip".split(), ("site",)),
    **dict.fromkeys("port harbor harbour seaport".split(), ("site", "settlement")),
    **dict.fromkeys("base facility dam bridge refinery crossing".split(), ("site",)),
    **dict.fromkeys("cape".split(), ("cape",)),
    **dict.fromkeys("mount mountain mountains hills range".split(), ("mountain", "region", "site")),
    **dict.fromkeys("sector front axis".split(), ("settlement",)),
    **dict.fromkeys("desert".split(), ("desert", "region")),
}  # fmt: skip
# Words that make the name before them that of a team, a paper or a company.
NOT_A_PLACE_AFTER = frozenset(
    "fc afc cf sc united rovers wanderers rangers university college institute times post herald tribune gazette"
    " journal news inc ltd corp plc llc gmbh airlines airways motors stock".split()
)
# Words before a name that make it a person's.
TITLES = frozenset(
    "mr mrs ms miss dr prof professor president premier minister chancellor senator sen rep governor gov mayor king"
    " queen prince princess sheikh sultan emir ayatollah imam pope bishop archbishop cardinal rabbi gen general lt col"
    " colonel maj major capt captain sgt sergeant adm admiral commander cmdr brig brigadier marshal judge"
    " justice sir lord lady"
    " secretary spokesman spokeswoman spokesperson ambassador envoy analyst journalist reporter author".split()
)
DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
# Words that name streets and squares: endings of one word, last words and first words of several.
_STREET_ENDINGS = ("strasse", "straße", "platz", "gasse", "straat", "plein")
_STREET_LAST = frozenset("street avenue boulevard road square plaza lane prospekt maidan meydan".split())
_STREET_FIRST = frozenset("rue calle avenida ulitsa vulytsia prospekt".split())
NAMES = frozenset({"name", "alias", "abbreviation", "respelled"})
CROSSING = frozenset({"line", "river", "lake", "sea", "gulf", "bay", "region", "desert", "mountain", "ocean"})
AREAL = frozenset({"country", "admin1", "region", "island", "sea", "ocean", "gulf", "bay", "strait", "lake", "desert"})
LINEAR = frozenset({"line", "river"})

_PRECISION: dict[str, Precision] = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "region": "region",
    "peninsula": "region", "desert": "region",
    "mountain": "region", "sea": "water", "ocean": "water", "gulf": "water", "bay": "water", "strait": "water",
    "lake": "water", "line": "line", "river": "line",
}  # fmt: skip
# Radius in meters of a place that has no outline in the gazetteer.
_RADIUS = {"site": 2_000.0, "cape": 2_000.0, "island": 10_000.0, "mountain": 20_000.0, "region": 50_000.0,
           "peninsula": 50_000.0, "desert": 100_000.0, "admin1": 50_000.0, "admin2": 20_000.0, "country": 100_000.0,
           "strait": 20_000.0,
           "bay": 20_000.0, "gulf": 100_000.0, "sea": 200_000.0, "ocean": 2_000_000.0, "lake": 20_000.0}  # fmt: skip
_PEOPLE_A_KM2 = 4_000.0  # of built-up land; big cities of the world lie between 2,000 and 10,000


def precision(place: Place) -> Precision:
    """How precise it is to say that something is at this place."""
    if place.feature == "island" and dimension(place) == 2:
        return "region"
    return _PRECISION.get(place.feature, "exact")


def radius_m(place: Place) -> float:
    """Radius in meters around the point of a place that has no outline: by population for settlements.

    >>> from geoevents.model import Place
    >>> round(radius_m(Place("x:1", "X", "settlement", 0, 0, population=1_000_000)))
    8921
    """
    if place.feature != "settlement":
        return _RADIUS.get(place.feature, 10_000.0)
    if not place.population:
        return 1_500.0
    return max(1_000.0, math.sqrt(place.population / _PEOPLE_A_KM2 / math.pi) * 1000)


def is_street(name: str) -> bool:
    """Whether a name is made like that of a street or a square; villages of such names are few.

    >>> [is_street(name) for name in ("Ringstrasse", "Tahrir Square", "rue Royale", "Street", "Wonsan")]
    [True, True, True, False, False]
    """
    words = name.casefold().split()
    several = len(words) > 1 and (words[-1] in _STREET_LAST or words[0] in _STREET_FIRST)
    return several or name.casefold().endswith(_STREET_ENDINGS) or words == ["maidan"]


def dimension(place: Place) -> int:
    """0 point, 1 line, 2 area, without loading the geometry."""
    if place._load is None:  # noqa: SLF001  the only way to know without paying for shapely
        return 0
    return 1 if place.feature in LINEAR else 2
