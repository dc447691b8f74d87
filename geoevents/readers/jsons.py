"""JSON, JSON lines and GeoJSON, parsed strictly: no NaN, no doubled keys, no endless nesting, no other CRS."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers.content import check_bytes, check_text
from geoevents.readers.decoding import decode
from geoevents.readers.meanings import NEEDED, recognize
from geoevents.readers.rows import cell, documents

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from geoevents.readers.rows import Row
    from geoevents.readers.source import Options, Source

# The names under which EPSG:4326 in lon, lat order is written in the old "crs" member.
WGS84 = re.compile(r"CRS:?84|EPSG:{1,2}4326", re.IGNORECASE)
# Objects in objects that are looked into.
_MOST_NESTED = 4
_GEOMETRY = {"type", "coordinates"}
# Members under which tables are wrapped in an object.
WRAPPERS = ("features", "data", "events", "results", "records", "items", "rows", "articles")

# No number that means anything has more digits; Python refuses to read 4,300.
_MOST_DIGITS = 400
# A lone half of a character outside of the basic plane, as an escape; whole ones and other escapes are in the group.
_HALF = re.compile(
    r"(\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)


def read_json(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A list of records, an object that wraps one, or GeoJSON."""
    text = yield from _text(source, options)
    yield from documents(source, options, _records(source, text))


def read_lines(source: Source, options: Options) -> Iterator[Document | Problem]:
    """One record, or one GeoJSON feature, per line."""
    text = yield from _text(source, options)
    yield from documents(source, options, _of_lines(source, text))


def _text(source: Source, options: Options) -> Generator[Problem, None, str]:
    check_bytes(source.data, source.name, source.ending)
    text, warning = decode(source.data, source.name, encoding=options.encoding)
    if warning:
        yield Problem(source.name, warning, severity="warning")
    check_text(text, source.name, source.ending)
    return text


def _constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


class _Parser:
    """Parses JSON, and remembers objects in which a key occurs twice: each costs its own record, not the file."""

    def __init__(self) -> None:
        self._doubled: dict[int, str] = {}

    def parse(self, text: str, name: str) -> Any:  # noqa: ANN401  JSON is anything
        """The value of a text.

        Raises
        ------
        InputError
            It is no JSON.
        """
        try:
            whole = _HALF.sub(lambda found: found[1] or "\\ufffd", text)
            return json.loads(whole, parse_constant=_constant, parse_int=_integer, object_pairs_hook=self._object)
        except json.JSONDecodeError as error:
            raise InputError(f"{name}: not JSON: {error.msg} in line {error.lineno}, column {error.colno}") from None
        except RecursionError:
            raise InputError(f"{name}: nested too deeply") from None
        except ValueError as error:
            raise InputError(f"{name}: {error}") from None

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            seen: set[str] = set()
            self._doubled[id(found)] = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return found

    def doubled(self, value: Any, *, deep: bool = True) -> str | None:  # noqa: ANN401  JSON is anything
        """A key that occurs twice in this object, or in one inside of it (if ``deep``)."""
        todo = [value] if self._doubled else []
        while todo:
            part = todo.pop()
            if isinstance(part, dict):
                if id(part) in self._doubled:
                    return self._doubled[id(part)]
                todo.extend(part.values() if deep else ())
            elif isinstance(part, list):
                todo.extend(part)
        return None


def _integer(digits: str) -> int | str:
    """A whole number; one of more digits than any number has stays text, which Python would refuse to read."""
    return int(digits) if len(digits) <= _MOST_DIGITS else digits


def _records(source: Source, text: str) -> Iterator[Row | Problem]:
    parser = _Parser()
    found = parser.parse(text, source.name)
    if isinstance(found, dict):
        _check_crs(source, found)
        twice = parser.doubled(found, deep=False)
        if twice in WRAPPERS:
            raise InputError(f"{source.name}: the key {twice!r} occurs twice in one object")
        listed = next((found[key] for key in WRAPPERS if isinstance(found.get(key), list)), None)
        found = (_inside(found) or [found]) if listed is None else listed
    if not isinstance(found, list):
        raise InputError(f"{source.name}: holds a single {type(found).__name__}, not records")
    for number, record in enumerate(found, 1):
        yield _row(source, number, record, parser)


def _inside(found: dict[str, Any]) -> list[Any] | None:
    """The longest list of objects somewhere in an object that is no record itself, as programs answer."""
    if any(
        meaning in NEEDED for meaning in recognize([name for name, value in found.items() if not _is_nested(value)])
    ):
        return None
    lists: list[list[Any]] = []
    level = [found]
    for _ in range(_MOST_NESTED):
        values = [value for part in level for value in part.values()]
        lists += [value for value in values if isinstance(value, list) and value and isinstance(value[0], dict)]
        level = [value for value in values if isinstance(value, dict)]
    return max(lists, key=len, default=None)


def _is_nested(value: Any) -> bool:  # noqa: ANN401  JSON is anything
    return isinstance(value, dict | list)


def _cells(record: dict[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Names and texts of an object; those of objects inside have the names of both, as in "event.date"."""
    for name, value in record.items():
        if isinstance(value, dict) and value and depth < _MOST_NESTED and not value.keys() >= _GEOMETRY:
            yield from _cells(value, f"{before}{name}.", depth + 1)
        else:
            yield f"{before}{name}", cell(value)


def _fields(record: dict[str, Any]) -> dict[str, str]:
    found = dict(_cells(record))
    # Two ways to the same name: nothing may be lost, so what is nested stays as it is.
    return found if len(found) == sum(1 for _ in _cells(record)) else {str(n): cell(v) for n, v in record.items()}


def _check_crs(source: Source, found: dict[str, Any]) -> None:
    crs = found.get("crs")
    if crs is not None and not WGS84.search(json.dumps(crs)):
        raise InputError(f"{source.name}: its CRS is {cell(crs)[:80]}; convert it to EPSG:4326 first")


def _of_lines(source: Source, text: str) -> Iterator[Row | Problem]:
    number = 0
    for line_number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        number += 1
        parser = _Parser()
        try:
            record = parser.parse(line.strip("\x1e\r"), f"line {line_number}")
        except InputError as error:
            yield Problem(source.name, str(error), number, None, line[:80])
            continue
        yield _row(source, number, record, parser)


def _row(source: Source, number: int, record: Any, parser: _Parser) -> Row | Problem:  # noqa: ANN401  JSON is anything
    if not isinstance(record, dict):
        return Problem(source.name, "is not an object", number, None, cell(record)[:80])
    twice = parser.doubled(record)
    if twice is not None:
        return Problem(source.name, f"the key {twice!r} occurs twice in one object", number)
    if record.get("type") != "Feature":
        return number, _fields(record)
    properties = record.get("properties") or {}
    if not isinstance(properties, dict):
        return Problem(source.name, "its properties are no object", number, "properties", cell(properties)[:80])
    fields = _fields(properties)
    if record.get("id") is not None:
        fields.setdefault("id", cell(record["id"]))
    geometry = record.get("geometry")
    if geometry is not None and not isinstance(geometry, dict):
        return Problem(source.name, "its geometry is no object", number, "geometry", cell(geometry)[:80])
    fields["geometry"] = cell(geometry)
    return number, fields
