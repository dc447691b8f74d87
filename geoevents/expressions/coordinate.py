"""A position in figures: 38°36'N 128°22'E; 12°30.5'N 45°E; 38.6, 128.4; 38.6°N, 128.4°E."""

# ruff: noqa: RUF001  reports write dashes, primes and apostrophes in all these ways

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from geoevents.expressions.base import Answer, Grown, Node, unplaced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.expressions.base import Ground
    from geoevents.expressions.words import Words
    from geoevents.model import Resolution

_PART = (
    r"(?<![\w.])(?P<s{n}>[-+−]?)(?P<d{n}>\d{{1,3}}(?:\.\d{{1,10}})?)(?:\s?[°º˚]\s?|\s?deg(?:rees)?\.?\s|-(?=\d{{1,2}}[-\dNSEW.]))"
    r"(?:(?P<m{n}>\d{{1,2}}(?:\.\d{{1,8}})?)\s?(?:['’′ʹ´]|-(?=\d)|(?=[NSEW]))\s?)?"
    r"(?:(?P<t{n}>\d{{1,2}}(?:\.\d{{1,6}})?)\s?(?:[\"”″]|''|’’|(?=[NSEW]))\s?)?(?P<h{n}>[NSEW]?)"
)
_SPHERICAL = re.compile(
    _PART.format(n=1) + r"(?:\s{0,2}[,;/]?\s{0,2}(?:and\s)?(?:longitude\s|long\.?\s|lon\.?\s)?)" + _PART.format(n=2)
)
_NUMBERS = re.compile(
    r"(?<![\w.,-])(?P<a>[-+−]?\d{1,3}(?:\.\d{1,10})?)\s?(?P<h>[NS]?)\s{0,2}[,;/ ]\s{0,2}"
    r"(?P<b>[-+−]?\d{1,3}(?:\.\d{1,10})?)\s?(?P<k>[EW]?)(?![\w%]|\.\d)"
)
_LETTERS_FIRST = re.compile(
    r"(?<![\w.])(?P<h>[NS])\s?(?P<a>\d{1,2}(?:\.\d{1,10})?)°?\s{0,2}[,;/]?\s{0,2}(?P<k>[EW])\s?(?P<b>\d{1,3}(?:\.\d{1,10})?)"
    r"(?![\w%]|\.\d)"
)
_WORDS = re.compile(
    r"(?:\blatitude|\blat\.?)[\s:=]{1,3}(?P<a>[-+−]?\d{1,3}(?:\.\d{1,10})?)°?\s?(?P<h>[NS]?)(?:\s{0,2}[,;]|\sand|)\s{1,2}"
    r"(?:longitude|long?\.?)[\s:=]{1,3}(?P<b>[-+−]?\d{1,3}(?:\.\d{1,10})?)°?\s?(?P<k>[EW]?)(?![\w%]|\.\d)",
    re.IGNORECASE,
)
_SIGNS = {"-": -1.0, "−": -1.0}


@dataclass(frozen=True, slots=True)
class Coordinate(Node):
    """A position as written. ``error_m`` is half a unit of the last digit; ``problem`` says why it is none.

    Parameters
    ----------
    lon, lat
        Degrees.
    """

    lon: float = 0.0
    lat: float = 0.0
    error_m: float = 0.0
    problem: str = ""

    FIRST: ClassVar[frozenset[str]] = frozenset({"#number", "-", "+", "−", "latitude", "lat", "n", "s"})
    EXAMPLES: ClassVar[dict[str, str]] = {
        "38°36'N 128°22'E": "38.6000, 128.3667",
        "12°30.5'N 45°E": "12.5083, 45.0000",
        "38.6, 128.4": "38.6000, 128.4000",
        "38.6°N, 128.4°W": "38.6000, -128.4000",
        "36°31′20″S 68°53′57″W": "-36.5222, -68.8992",
        "-17.53, -149.57": "-17.5300, -149.5700",
        "N48.8584 E2.2945": "48.8584, 2.2945",
        "latitude 9.74, longitude 115.87": "9.7400, 115.8700",
        "38°99'N 128°22'E": "no position: 99 minutes of arc are outside 0 to 60",
        "38°36'N 128°22'60\"E": "no position: 60 seconds of arc are outside 0 to 60",
        "91°N 10°E": "no position: latitude 91 is outside -90 to 90",
    }

    @classmethod
    def grow(cls, words: Words, at: int) -> Grown | None:
        """What `find` found at this word."""
        return words.coordinates.get(at)

    @classmethod
    def find(cls, words: Words) -> Iterator[tuple[int, Grown]]:
        """Every position written in the text: word -> (node, end)."""
        text, last = words.text, 0
        for pattern, build in (
            (_SPHERICAL, _spherical), (_LETTERS_FIRST, _said), (_WORDS, _said), (_NUMBERS, _numbers),
        ):  # fmt: skip
            if pattern is _NUMBERS and not words.alone and "." not in text:
                return
            for match in pattern.finditer(text):
                found = build(match, alone=words.alone)
                start, end = words.index(match.start()), words.index(match.end())
                if found is None or start >= end:
                    continue
                lat, lon, error = found
                problem = _sixtieths(match) or _problem(lat, lon)
                yield start, (cls(words.span(start, end), lon, lat, error, problem), end)
                last = end
        del last

    def short(self) -> str:
        """Latitude and longitude with four decimals."""
        return f"no position: {self.problem}" if self.problem else f"{self.lat:.4f}, {self.lon:.4f}"

    def shape(self, ground: Ground) -> Resolution:
        """The point, or the reason why it is none."""
        if self.problem:
            return unplaced(self, self.problem)
        answer = Answer(self, ground)
        answer.why.append(f"the position is written out: latitude {self.lat:.5f}, longitude {self.lon:.5f}")

        def load() -> object:
            from shapely import Point  # noqa: PLC0415

            return Point(self.lon, self.lat)

        name = f"{abs(self.lat):.4f}°{'S' if self.lat < 0 else 'N'} {abs(self.lon):.4f}°{'W' if self.lon < 0 else 'E'}"
        return answer.done(load, dimension=0, precision="exact", name=name, error_m=self.error_m)


def _spherical(match: re.Match[str], *, alone: bool) -> tuple[float, float, float] | None:
    first, second = _angle(match, 1), _angle(match, 2)
    one, two = match["h1"], match["h2"]
    if not (one or two) and not alone and not match["m1"]:
        return None
    error = max(_unit(match, 1), _unit(match, 2)) * 111_000 / 2
    if (one in "EW" and one) or (two in "NS" and two):
        first, second = second, first
    return first, second, error


def _angle(match: re.Match[str], n: int) -> float:
    value = float(match[f"d{n}"]) + float(match[f"m{n}"] or 0) / 60 + float(match[f"t{n}"] or 0) / 3600
    return value * _SIGNS.get(match[f"s{n}"], 1.0) * (-1.0 if match[f"h{n}"] in {"S", "W"} else 1.0)


def _sixtieths(match: re.Match[str]) -> str:
    """Why the minutes or seconds are none: a degree has sixty, so that 38°99' is a slip and not 39°39'."""
    found = match.groupdict()
    for group, unit in (("m1", "minutes"), ("t1", "seconds"), ("m2", "minutes"), ("t2", "seconds")):
        if float(found.get(group) or 0) >= 60:
            return f"{found[group]} {unit} of arc are outside 0 to 60"
    return ""


def _unit(match: re.Match[str], n: int) -> float:
    """Degrees of one unit of the last digit written."""
    for name, size in ((f"t{n}", 1 / 3600), (f"m{n}", 1 / 60), (f"d{n}", 1.0)):
        if match[name]:
            return float(size / 10 ** len(match[name].partition(".")[2]))
    return 1.0


def _numbers(match: re.Match[str], *, alone: bool) -> tuple[float, float, float] | None:
    """Two plain numbers: in running text only with three decimals each, or with the letters of the winds."""
    first, second = match["a"].replace("−", "-"), match["b"].replace("−", "-")
    places = min(len(number.partition(".")[2]) for number in (first, second))
    if not alone and not (match["h"] and match["k"]) and places < 3:
        return None
    if alone and not match["h"] and "," not in match[0] and places == 0:
        return None
    lat = float(first) * (-1 if match["h"] == "S" else 1)
    lon = float(second) * (-1 if match["k"] == "W" else 1)
    if abs(lat) > 90 >= abs(lon) and not match["h"]:
        lat, lon = lon, lat
    return lat, lon, 111_000 / 2 / 10**places


def _said(match: re.Match[str], *, alone: bool) -> tuple[float, float, float] | None:
    """``N48.8584 E2.2945``; ``latitude 9.74, longitude 115.87``: which is which is said."""
    return _numbers(match, alone=True) if alone or "." in match["a"] else None


def _problem(lat: float, lon: float) -> str:
    if abs(lat) > 90:
        return f"latitude {lat:g} is outside -90 to 90"
    return f"longitude {lon:g} is outside -180 to 180" if abs(lon) > 180 else ""
