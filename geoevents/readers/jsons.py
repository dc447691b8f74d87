"""JSON, JSON lines and GeoJSON, parsed strictly: no NaN, no doubled keys, no endless nesting, no other CRS."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NoReturn

from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers.content import check_bytes, check_text
from geoevents.readers.decoding import decode
from geoevents.readers.rows import cell, documents

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from geoevents.readers.rows import Row
    from geoevents.readers.source import Options, Source

# The names under which EPSG:4326 in lon, lat order is written in the old "crs" member.
WGS84 = re.compile(r"CRS:?84|EPSG:{1,2}4326", re.IGNORECASE)
# Members under which tables are wrapped in an object.
WRAPPERS = ("features", "data", "events", "results", "records", "items", "rows", "articles")

# A lone half of a character outside of the basic plane, as an escape; whole ones and other escapes are in the group.
_HALF = re.compile(
    r"(\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)


def read_json(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A list of records, an object that wraps one, or GeoJSON."""
    text = yield from _text(source, options)
    yield from documents(source, options, _records(source, _parse(text, source.name)))


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


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(key for at, (key, _) in enumerate(pairs) if key in dict(pairs[:at]))
        raise ValueError(f"the key {twice!r} occurs twice in one object")
    return found


def _parse(text: str, name: str) -> Any:  # noqa: ANN401  JSON is anything
    try:
        whole = _HALF.sub(lambda found: found[1] or "\\ufffd", text)
        return json.loads(whole, parse_constant=_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}: not JSON: {error.msg} in line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise InputError(f"{name}: nested too deeply") from None
    except ValueError as error:
        raise InputError(f"{name}: {error}") from None


def _records(source: Source, found: Any) -> Iterator[Row | Problem]:  # noqa: ANN401  JSON is anything
    if isinstance(found, dict):
        _check_crs(source, found)
        listed = next((found[key] for key in WRAPPERS if isinstance(found.get(key), list)), None)
        found = [found] if listed is None else listed
    if not isinstance(found, list):
        raise InputError(f"{source.name}: holds a single {type(found).__name__}, not records")
    yield from _numbered(source, found)


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
        try:
            record = _parse(line.strip("\x1e\r"), f"line {line_number}")
        except InputError as error:
            yield Problem(source.name, str(error), number, None, line[:80])
            continue
        yield _row(source, number, record)


def _numbered(source: Source, records: Iterable[Any]) -> Iterator[Row | Problem]:
    for number, record in enumerate(records, 1):
        yield _row(source, number, record)


def _row(source: Source, number: int, record: Any) -> Row | Problem:  # noqa: ANN401  JSON is anything
    if not isinstance(record, dict):
        return Problem(source.name, "is not an object", number, None, cell(record)[:80])
    if record.get("type") != "Feature":
        return number, {str(name): cell(value) for name, value in record.items()}
    properties = record.get("properties") or {}
    if not isinstance(properties, dict):
        return Problem(source.name, "its properties are no object", number, "properties", cell(properties)[:80])
    fields = {str(name): cell(value) for name, value in properties.items()}
    if record.get("id") is not None:
        fields.setdefault("id", cell(record["id"]))
    geometry = record.get("geometry")
    if geometry is not None and not isinstance(geometry, dict):
        return Problem(source.name, "its geometry is no object", number, "geometry", cell(geometry)[:80])
    fields["geometry"] = cell(geometry)
    return number, fields
