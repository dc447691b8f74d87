"""Words for lengths, winds and numbers, as tables."""

from __future__ import annotations

# Meters. International definitions: mile 1609.344, nautical mile 1852, foot 0.3048, yard 0.9144.
METERS = {
    "m": 1.0, "meter": 1.0, "meters": 1.0, "metre": 1.0, "metres": 1.0,
    "km": 1000.0, "kms": 1000.0, "kilometer": 1000.0, "kilometers": 1000.0, "kilometre": 1000.0, "kilometres": 1000.0,
    "mi": 1609.344, "mile": 1609.344, "miles": 1609.344,
    "nm": 1852.0, "nmi": 1852.0, "nautical mile": 1852.0, "nautical miles": 1852.0,
    "ft": 0.3048, "foot": 0.3048, "feet": 0.3048,
    "yd": 0.9144, "yard": 0.9144, "yards": 0.9144,
}  # fmt: skip

# Degrees clockwise from north, sixteen winds.
WINDS = {
    "north": 0.0, "north-northeast": 22.5, "northeast": 45.0, "east-northeast": 67.5,
    "east": 90.0, "east-southeast": 112.5, "southeast": 135.0, "south-southeast": 157.5,
    "south": 180.0, "south-southwest": 202.5, "southwest": 225.0, "west-southwest": 247.5,
    "west": 270.0, "west-northwest": 292.5, "northwest": 315.0, "north-northwest": 337.5,
}  # fmt: skip

_WIND_ABBREVIATIONS = {
    "n": "north", "nne": "north-northeast", "ne": "northeast", "ene": "east-northeast", "e": "east",
    "ese": "east-southeast", "se": "southeast", "sse": "south-southeast", "s": "south", "ssw": "south-southwest",
    "sw": "southwest", "wsw": "west-southwest", "w": "west", "wnw": "west-northwest", "nw": "northwest",
    "nnw": "north-northwest",
}  # fmt: skip

# Spelled whole numbers that news uses before a unit or a noun; the recognizers build larger ones from these.
NUMBER_WORDS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip

MAGNITUDES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}


def wind_deg(words: str) -> float | None:
    """Bearing of a wind written in any usual way, in degrees; None if it is none.

    >>> wind_deg("north-east"), wind_deg("South Westerly"), wind_deg("NNW"), wind_deg("left")
    (45.0, 225.0, 337.5, None)
    """
    plain = words.casefold().replace("-", "").replace(" ", "")
    for ending in ("wards", "ward", "erly", "ern"):
        plain = plain.removesuffix(ending)
    plain = _WIND_ABBREVIATIONS.get(plain, plain)
    if plain in WINDS:
        return WINDS[plain]
    return next((deg for name, deg in WINDS.items() if name.replace("-", "") == plain), None)
