"""The value of one cell: numbers, positions and geometries as tables write them, checked before shapely sees them."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, Any

from geoevents.geodesy import split_antimeridian, valid

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

# How tables write that a value is not known.
MISSING = frozenset(
    (
        "",
        "-",
        "--",
        "?",
        "n/a",
        "na",
        "#n/a",
        "none",
        "null",
        "nil",
        "unknown",
        "unk",
        "unspecified",
        "not known",
        "tbd",
        "\u2013",
        "\u2014",
        "n.a.",
        "n. a.",
        "k.a.",
        "k. a.",
        "keine angabe",
        "s/d",
        "\u043d/\u0434",
    )
)
NOT_NUMBERS = frozenset(("nan", "inf", "infinity"))
MAX_POSITIONS = 2_000_000

_NUMBER = re.compile(r"[+-]?(?:\d{1,15}(?:[.,]\d{0,17})?|[.,]\d{1,17})(?:e[+-]?\d{1,4})?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:[ ,']\d{3}){1,5}(?:\.\d{1,6})?")
_WKT_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|nan|inf(?:inity)?", re.IGNORECASE)
_WKT = re.compile(r"\s*(?:SRID=4326;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON|GEOMETRYCOLLECTION)\b", re.IGNORECASE)


class CellError(ValueError):
    """A cell that is wrong; the message says how, and the caller knows where."""


# An outline that crosses itself more often is no outline: GEOS takes minutes and gigabytes to make areas of it.
_MOST_CROSSINGS, _SAMPLE = 500, 300


def missing(text: str) -> bool:
    """Whether a cell says nothing.

    >>> missing(" n/a "), missing("0")
    (True, False)
    """
    return text.strip().casefold() in MISSING


def number(text: str) -> float | None:
    """A number, also with a decimal comma or grouped thousands; None if the cell says nothing.

    Raises
    ------
    CellError
        It is no number, or not a finite one.

    >>> number("12,5"), number("1,600"), number("1 600 000"), number("unknown")
    (12.5, 1600.0, 1600000.0, None)
    """
    plain = text.strip().replace("\u2212", "-").replace("\u00a0", " ").replace("\u202f", " ")
    if missing(plain):
        return None
    if plain.casefold().lstrip("+-") in NOT_NUMBERS:
        raise CellError("is not a finite number")
    if _GROUPED.fullmatch(plain):
        plain = re.sub(r"[ ,']", "", plain)
    elif not _NUMBER.fullmatch(plain.casefold()):
        raise CellError("is not a number")
    value = float(plain.replace(",", "."))
    if not math.isfinite(value):
        raise CellError("is not a finite number")
    return value


def in_range(x: float, y: float) -> None:
    """Refuse a position outside the world.

    Raises
    ------
    CellError
        The latitude is outside -90 to 90 or the longitude outside -180 to 180.
    """
    if abs(y) > 90:
        hint = "; are latitude and longitude swapped?" if abs(y) <= 180 and abs(x) <= 90 else ""
        raise CellError(f"latitude {y:g} is outside -90 to 90{hint}")
    if abs(x) > 180:
        raise CellError(f"longitude {x:g} is outside -180 to 180")


def geometry(text: str) -> tuple[BaseGeometry, str | None] | None:
    """A geometry in GeoJSON or WKT (EPSG:4326, lon first) made valid and cut at the antimeridian, and what was mended.

    Raises
    ------
    CellError
        It is neither, has a number that is not finite or out of range, or nothing of it is left when made valid.
    """
    if missing(text):
        return None
    from shapely.errors import ShapelyError  # noqa: PLC0415  0.1 s

    try:
        found = _from_json(text) if text.lstrip().startswith("{") else _from_wkt(text)
    except CellError:
        raise
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        raise CellError("is no geometry in GeoJSON or WKT") from None
    except ShapelyError as error:
        raise CellError(f"is no geometry: {error}") from None
    return None if found.is_empty else _mended(found)


def _mended(found: BaseGeometry) -> tuple[BaseGeometry, str | None]:
    import shapely  # noqa: PLC0415  0.1 s

    before, notes = found, []
    dimension = shapely.get_dimensions(found)
    if not found.is_valid:
        reason = shapely.is_valid_reason(found).partition("[")[0].casefold()
        if _crossings(found) > _MOST_CROSSINGS:
            raise CellError("crosses itself all over: that is no outline")
        found = valid(found)
        notes.append(f"repaired: {reason}")
    if found.is_empty or shapely.get_dimensions(found) < dimension:
        raise CellError("has no area or length")
    found = split_antimeridian(found)
    if found.is_empty:
        raise CellError("is empty when cut at the antimeridian")
    if found.geom_type != before.geom_type and not notes:
        notes.append("cut at the antimeridian")
    return found, "; ".join(notes) or None


def _crossings(found: BaseGeometry) -> float:
    """About how often the lines of a geometry cross, from a sample: the time to mend it grows much faster than that."""
    import numpy as np  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    points, part = shapely.get_coordinates(shapely.get_rings(found), return_index=True)
    same = part[1:] == part[:-1]
    steps = shapely.linestrings(np.stack((points[:-1][same], points[1:][same]), axis=1))
    sample = steps[:: max(1, len(steps) // _SAMPLE)]
    hits = shapely.STRtree(steps).query(sample, predicate="crosses").shape[1]
    return float(hits / max(len(sample), 1) * len(steps) / 2)


def _from_json(text: str) -> BaseGeometry:
    import shapely  # noqa: PLC0415
    from shapely.geometry import shape  # noqa: PLC0415

    found = json.loads(text)
    found = found.get("geometry", found) if found.get("type") == "Feature" else found
    _check_json(found)
    return shapely.force_2d(shape(found))


def _check_json(found: dict[str, Any]) -> None:
    """Walk over all positions without recursion: a stranger's nesting must not end in a trace-back."""
    todo: list[Any] = [found.get("coordinates"), *(part.get("coordinates") for part in found.get("geometries", ()))]
    count = 0
    while todo:
        part = todo.pop()
        if not isinstance(part, list):
            raise CellError(f"its coordinates are {json.dumps(part)[:40]}, not numbers")
        if part and all(isinstance(value, int | float) and not isinstance(value, bool) for value in part):
            if len(part) < 2 or not all(map(math.isfinite, part[:2])):
                raise CellError(f"its position {json.dumps(part)[:40]} is not two finite numbers")
            in_range(part[0], part[1])
            count += 1
        else:
            todo.extend(part)
        if count > MAX_POSITIONS:
            raise CellError(f"has more than {MAX_POSITIONS:,} positions")


def _from_wkt(text: str) -> BaseGeometry:
    import shapely  # noqa: PLC0415

    if not _WKT.match(text):
        raise CellError("is no geometry in GeoJSON or WKT")
    for found in _WKT_NUMBER.finditer(text.partition("(")[2]):
        if not math.isfinite(float(found[0])) or abs(float(found[0])) > 1e7:
            raise CellError(f"its number {found[0][:30]} is not a position")
    geometry = shapely.force_2d(shapely.from_wkt(text.partition(";")[2] if text.lstrip()[:5] == "SRID=" else text))
    if not geometry.is_empty:
        west, south, east, north = geometry.bounds
        in_range(west if abs(west) > abs(east) else east, south if abs(south) > abs(north) else north)
    return geometry
