"""Files that geoevents wrote itself, read back: their rows are placements, not events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.frame import Record, from_records
from geoevents.model import Problem
from geoevents.recognize.cells import CellError, geometry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.model import Document, Event

# Columns that hold the geometry: "geometry" in GeoJSON, "wkt" in CSV.
GEOMETRY = ("geometry", "wkt")


def is_own(document: Document) -> bool:
    """Whether the row is from a file with our core schema."""
    return document.columns.get("layout") == "geoevents"


def restore(rows: Iterable[Document]) -> tuple[tuple[Event, ...], tuple[Document, ...], tuple[Problem, ...]]:
    """Events and documents of the rows of one such file; rows that cannot be used are problems."""
    records, problems = [], []
    source = ""
    for row in rows:
        source = row.source
        try:
            found = geometry(next((row.fields[name] for name in GEOMETRY if name in row.fields), ""))
        except CellError as error:
            problems.append(Problem(source, f"the geometry {error}", row.row, GEOMETRY[0]))
            continue
        cells = {name: value or None for name, value in row.fields.items() if name not in GEOMETRY}
        records.append(Record(dict(cells), found[0] if found else None))
    try:
        events, documents = from_records(records)
    except InputError as error:
        return (), (), (*problems, Problem(source, str(error)))
    return events, documents, tuple(problems)
