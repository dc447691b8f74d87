"""Positions in cells: two columns, or one with a pair, in every notation that tables use; checked before use."""

# ruff: noqa: RUF001  tables write primes, dashes and letters in all these ways

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Literal

from geoevents.geodesy import from_utm
from geoevents.readers.numerals import ascii_digits
from geoevents.recognize.cells import CellError, in_range, missing, number

if TYPE_CHECKING:
    from collections.abc import Iterator

# Which angle stands first in a pair without letters.
PairOrder = Literal["latlon", "lonlat"]

_DEGREES = re.compile(
    r"([NSEW])?\s{0,3}([+-])?(\d{1,3}(?:\.\d{1,9})?)\s{0,3}[°: ]\s{0,3}"
    r"(?:(\d{1,2}(?:\.\d{1,9})?)\s{0,3}[': ]?\s{0,3})?"
    r"(?:(\d{1,2}(?:\.\d{1,9})?)\s{0,3}(?:\"|'')?\s{0,3})?([NSEW])?"
)
_DECIMAL = re.compile(r"([NSEW])?\s{0,3}([+-]?[\d.,]{1,24}(?:E[+-]?\d{1,4})?)\s{0,3}([NSEW])?")
# As airmen write it: 3836N, 383612N, 1282400E.
_PACKED = re.compile(r"(\d{2,3})(\d{2})(\d{2}(?:\.\d{1,4})?)?([NSEW])")
_LETTER = re.compile(r"[NSEW]")
_DECIMALS = re.compile(r"[+-]?\d{1,3}(?:[.,](\d{0,20}))?")
# The only comma is the decimal mark of the first.
_ONE_COMMA = re.compile(r"[+-]?\d{1,3},\d{1,12} [+-]?\d{1,3}(?:\.\d{1,12})?")
_NORTHING, _EASTING = r"([NS][^NSEW]{1,30}|[^NSEW]{1,30}[NS])", r"([EW][^NSEW]{1,30}|[^NSEW]{1,30}[EW])"
_APART = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_NORTHING}\s?,?\s?{_EASTING}",
        rf"{_EASTING}\s?,?\s?{_NORTHING}",
        r"([+-]?[\d.,]{1,24}°?) ([+-]?[\d.,]{1,24}°?)",
    )
)
_COMMA = re.compile(r"(?<=\d),(?=\d)")
# Other marks and words -> those of the patterns.
_MARKS = str.maketrans(
    {"º": "°", "˚": "°", "\u00ad": "°", "’": "'", "′": "'", "´": "'", "ʹ": "'", "`": "'", "”": '"', "″": '"', "“": '"'}
)
_WORDS = tuple(
    (re.compile(pattern), mark)
    for pattern, mark in (
        (r"\b(?:NORTH|NORD|NORTE)\b|С\.? ?Ш\.?|ПН\.? ?Ш\.?|شمال(?:ا|اً)?", "N"),
        (r"\b(?:SOUTH|SUD|SÜD|SUR|SUL)\b|Ю\.? ?Ш\.?|ПД\.? ?Ш\.?|جنوب(?:ا|اً)?", "S"),
        (r"\b(?:EAST|EST|OST|ESTE|LESTE)\b|В\.? ?Д\.?|СХ\.? ?Д\.?|شرق(?:ا|اً)?", "E"),
        (r"\b(?:WEST|OUEST|OESTE)\b|З\.? ?Д\.?|ЗХ\.? ?Д\.?|غرب(?:ا|اً)?", "W"),
        (r"(\d)\s?D\s?(\d{1,2})\s?M\s?(?:(\d{1,2}(?:\.\d{1,6})?)\s?S)?", r"\1°\2'\3 "),
        (r"(\d{1,3})[-:](\d{1,2}\.\d{1,5})(?=\s?[NSEW])", r"\1 \2"),  # as seamen write it: 12-34.50N
        (r"(\d{1,3})-(\d{1,2})-?(\d{0,2}(?:\.\d{1,4})?)(?=\s?[NSEW])", r"\1 \2 \3"),
        (r"\b(?:DEGREES|DEGREE|DEG|GRAD)\b\.?", "°"),
        (r"\b(?:MINUTES|MINUTE|MIN)\b\.?", "'"),
        (r"\b(?:SECONDS|SECOND|SEC)\b\.?", '"'),
        (r"\b(?:LATITUDE|LAT|LONGITUDE|LONG|LON|LNG)\b\.?\s*[:=]?\s*", ""),
    )
)
_UTM = re.compile(
    r"(?:UTM|ZONE)?\s{0,2}(?:ZONE\s)?(\d{1,2})\s?([C-HJ-NP-X])[\s,;]{1,3}E?\s?(\d{6}(?:\.\d{1,4})?)\s?(?:M\s?E|ME|E)?[\s,;]{1,3}"
    r"N?\s?(\d{5,8}(?:\.\d{1,4})?)\s?(?:M\s?N|MN|N)?"
)
_ZONE = re.compile(r"(?:UTM|ZONE)?\s{0,2}(?:ZONE\s)?(\d{1,2})\s?([C-HJ-NP-X])")
# Zones with land both at 32 to 40 degrees in the north and at these northings in the south: Patagonia, the Falklands.
_BOTH_HALVES = range(18, 22)
_MGRS = re.compile(r"(\d{1,2})([C-HJ-NP-X])\s?([A-HJ-NP-Z])([A-HJ-NP-V])\s?(\d{1,5})\s?(\d{0,5})")
_BANDS = "CDEFGHJKLMNPQRSTUVWX"  # of 8 degrees, from 80 S
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")  # of 100 km, from 100 km on, for zones 1, 2, 3 and so on
_ROWS = "ABCDEFGHJKLMNPQRSTUV"  # of 100 km, again after 2,000 km; in even zones from F on
_ROUND_M = 2_000_000


def angle(text: str, axis: str) -> float | None:
    r"""Degrees of a latitude (``axis`` "NS") or longitude ("EW"), decimal or in degrees, minutes and seconds.

    Raises
    ------
    CellError
        It is neither, or of the other axis, or has 60 or more minutes or seconds.

    >>> angle("38°36'N", "NS"), angle("128,4", "EW"), angle("73 30 15 W", "EW"), angle("-38° 36' 0\"", "NS")
    (38.6, 128.4, -73.50416666666666, -38.6)
    """
    if missing(text):
        return None
    plain = _plain(text)
    if match := _PACKED.fullmatch(plain):
        degrees, minutes, seconds, letter = match.groups()
        return _signed(_sixtieths(degrees, minutes, seconds), letter, axis)
    match = _DEGREES.fullmatch(plain) or _DEGREES.fullmatch(_COMMA.sub(".", plain))
    if not match:
        decimal = _DECIMAL.fullmatch(plain)
        value = _ungrouped(decimal[2] if decimal else plain)
        letter = (decimal[1] or decimal[3]) if decimal else None
        return _signed(value, letter, axis) if value is not None and letter else value
    before, sign, degrees, minutes, seconds, behind = match.groups()
    value = _sixtieths(degrees, minutes, seconds)
    return _signed(-value if sign == "-" else value, before or behind or axis[0], axis)


def _plain(text: str) -> str:
    """Upper case, with one kind of every mark, and letters for the words of directions."""
    plain = " ".join(ascii_digits(text).translate(_MARKS).upper().split())
    if plain.isascii() and not any(map(str.isalpha, plain)):
        return plain
    for pattern, mark in _WORDS:
        plain = pattern.sub(mark, plain)
    return plain.strip()


def _sixtieths(degrees: str, minutes: str | None, seconds: str | None) -> float:
    of_minutes, of_seconds = float(minutes or 0), float(seconds or 0)
    if of_minutes >= 60 or of_seconds >= 60:
        raise CellError("has 60 or more minutes or seconds")
    return float(degrees) + of_minutes / 60 + of_seconds / 3600


def _ungrouped(text: str) -> float | None:
    """A number of which a comma is always the decimal mark: no position has thousands of degrees."""
    return number(text.replace(",", ".")) if text.count(",") == 1 and "." not in text else number(text)


def _signed(value: float, letter: str, axis: str) -> float:
    if letter not in axis:
        names = {"NS": "latitude", "EW": "longitude"}
        raise CellError(f"is a {names['EW' if axis == 'NS' else 'NS']}, not a {names[axis]}")
    return -value if letter in "SW" else value


def position(lat: str, lon: str) -> tuple[float, float] | None:
    """(lon, lat) of two cells; None if both say nothing.

    Raises
    ------
    CellError
        One is missing, no number, not finite or out of range; a likely swap is named. Longitudes are not wrapped.
    """
    y, x = angle(lat, "NS"), angle(lon, "EW")
    if y is None and x is None:
        return None
    if y is None or x is None:
        raise CellError(f"the {'latitude' if y is None else 'longitude'} is missing")
    in_range(x, y)
    return x, y


def pair(text: str, order: PairOrder = "latlon") -> tuple[float, float] | None:
    """(lon, lat) of one cell: a pair, a position in a grid (UTM, MGRS) or a small JSON value; None if it says nothing.

    Letters say which angle is which; without them ``order`` does. A list in JSON is as in GeoJSON, longitude first.

    Raises
    ------
    CellError
        It is no pair, or a wrong one.

    >>> pair("(38.6, 128.4)"), pair("128.4 E, 38.6 N"), pair("38,6 128,4"), pair("38°36'N 128°24'E")
    ((128.4, 38.6), (128.4, 38.6), (128.4, 38.6), (128.4, 38.6))
    """
    if missing(text):
        return None
    if text.lstrip()[:1] in {"{", "["}:
        return _from_json(text, order)
    grid = _from_grid(" ".join(text.upper().split()))
    if grid:
        in_range(*grid)
        return grid
    plain = _plain(text).strip("() ")
    for one, two in _halves(plain):
        first, second = (_LETTER.findall(half) for half in (one, two))
        swapped = (first and first[0] in "EW") or (second and second[0] in "NS")
        lettered = bool(first or second)
        lat, lon = (two, one) if swapped or (order == "lonlat" and not lettered) else (one, two)
        return position(lat, lon)
    raise CellError("is not a pair like 38.6, 128.4")


def _halves(plain: str) -> Iterator[tuple[str, str]]:
    """The two angles of a pair, by the clearest mark between them."""
    for mark in (";", "/", "|"):
        if plain.count(mark) == 1:
            one, _, two = plain.partition(mark)
            yield one.strip(), two.strip()
            return
    commas = [at for at, character in enumerate(plain) if character == ","]
    if len(commas) in {1, 3}:  # "38.6, 128.4"; "38,6, 128,4"
        at = commas[len(commas) // 2]
        if not _ONE_COMMA.fullmatch(plain):
            yield plain[:at].strip(), plain[at + 1 :].strip()
            return
    match = next(filter(None, (pattern.fullmatch(plain) for pattern in _APART)), None)
    if match:
        yield match[1].strip(" ,"), match[2].strip(" ,")


def _from_json(text: str, order: PairOrder) -> tuple[float, float] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        bare = text.strip().strip(" []").strip()
        if bare[:1] in {"", "{", "["}:
            raise CellError("is not a pair like 38.6, 128.4") from None
        return pair(bare, order)
    if isinstance(found, list):
        if len(found) < 2 or not all(isinstance(value, int | float | str) for value in found[:2]):
            raise CellError("is not a pair like 38.6, 128.4")
        return position(str(found[1]), str(found[0]))
    cells = {str(name).casefold(): str(value) for name, value in found.items()} if isinstance(found, dict) else {}
    lat = next((cells[name] for name in ("lat", "latitude", "y") if name in cells), None)
    lon = next((cells[name] for name in ("lon", "lng", "long", "longitude", "x") if name in cells), None)
    if lat is None or lon is None:
        raise CellError("is not a pair like 38.6, 128.4")
    return position(lat, lon)


def _from_grid(plain: str) -> tuple[float, float] | None:
    """A position in UTM ("52S 447780 4272550") or MGRS ("52SDH4778072550")."""
    if match := _UTM.fullmatch(plain):
        zone, band, easting, northing = int(match[1]), match[2], float(match[3]), float(match[4])
        return _utm(zone, easting, northing, north=band >= "N" and (band != "S" or _is_band_s(northing)))
    match = _MGRS.fullmatch(plain)
    if not match:
        return None
    digits = match[5] + match[6]
    if len(digits) % 2 or int(match[1]) not in range(1, 61):
        raise CellError("is no position in MGRS")
    return _mgrs(int(match[1]), match[2], match[3], match[4], digits)


def _is_band_s(northing: float) -> bool:
    """Whether "S" is the band of the north (32 to 40 degrees), not "south": in the south there is next to no land."""
    return 3_500_000 <= northing <= 4_450_000


def utm(zone: str, easting: str, northing: str) -> tuple[float, float] | None:
    """(lon, lat) of UTM in three cells; None if easting and northing say nothing.

    The zone has its letter, a band or N and S for the half of the world, or the word for it ("38 north").

    Raises
    ------
    CellError
        One is missing, no number or out of range, or the zone does not say in which half of the world it is.

    >>> [round(angle, 3) for angle in utm("38S", "594200", "4412300")]
    [46.101, 39.856]
    """
    if missing(easting) and missing(northing):
        return None
    x, y, match = number(easting), number(northing), _ZONE.fullmatch(_plain(zone))
    if x is None or y is None:
        raise CellError(f"the {'easting' if x is None else 'northing'} is missing")
    if not match:
        raise CellError(f"the zone {zone.strip()[:20]!r} is not like 38N or 38S")
    if not (100_000 <= x < 1_000_000 and 0 <= y <= 10_000_000):
        raise CellError("is no position in UTM: eastings are 100,000 to 1,000,000, northings up to 10,000,000")
    north = match[2] >= "N"
    if match[2] == "S":
        north = _is_band_s(y) and "SOUTH" not in zone.upper()
        if north and int(match[1]) in _BOTH_HALVES:
            raise CellError(
                f"the zone {zone.strip()!r} may be the band S or the south: write {match[1]} north or south"
            )
    found = _utm(int(match[1]), x, y, north=north)
    in_range(*found)
    return found


def _mgrs(zone: int, band: str, column: str, row: str, digits: str) -> tuple[float, float]:
    half = len(digits) // 2
    step = 10.0 ** (5 - half)
    columns = _COLUMNS[(zone - 1) % 3]
    if column not in columns:
        raise CellError("is no position in MGRS")
    # The middle of the square that the digits name.
    easting = (columns.index(column) + 1) * 100_000 + (int(digits[:half]) + 0.5) * step
    northing = (_ROWS.index(row) - 5 * (zone % 2 == 0)) % 20 * 100_000 + (int(digits[half:]) + 0.5) * step
    south = -80 + 8 * _BANDS.index(band)
    for rounds in range(6):
        lon, lat = _utm(zone, easting, northing + rounds * _ROUND_M, north=band >= "N")
        if south - 1 <= lat <= south + (13 if band == "X" else 9):
            return lon, lat
    raise CellError("is no position in MGRS")


def _utm(zone: int, easting: float, northing: float, *, north: bool) -> tuple[float, float]:
    if not 1 <= zone <= 60:
        raise CellError("is no position in UTM: zones are 1 to 60")
    lon, lat = from_utm(zone, easting, northing, north=north)
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise CellError("is no position in UTM")
    return lon, lat


def radius_m(lat: str, lon: str) -> float:
    """Half a unit of the last digit of the coarser of two decimal angles, in meters; 0 for other notations.

    >>> radius_m("38.6", "128.42")
    5560.0
    """
    decimals = [_DECIMALS.fullmatch(text.strip()) for text in (lat, lon)]
    digits = [len(match[1] or "") for match in decimals if match]
    return round(0.5 * 111_200 * 0.1 ** min(digits), 1) if len(digits) == 2 else 0.0
