"""A large table straight into a file: its rows as they are read, some thousands at a time."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.export.parquet import File
from geoevents.frame.columns import NAMES, SOURCE_PREFIX
from geoevents.model import Document, Problem
from geoevents.pipeline.bulk import Bulk
from geoevents.pipeline.parts import Written
from geoevents.pipeline.reading import Reader
from geoevents.readers import settled
from geoevents.readers.delimited import table
from geoevents.readers.files import load
from geoevents.readers.rows import SAMPLE, settle, without_totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.event_types import EventTypes
    from geoevents.gazetteer import Gazetteer
    from geoevents.pipeline.reading import Told
    from geoevents.readers import Options

CHUNK = 20_000


class WholeError(InputError):
    """A table whose rows are reports, or placements of our own: it has to be read whole."""


def write_table(
    name: str, options: Options, gazetteer: Gazetteer, types: EventTypes, told: Told, attribution: Sequence[str]
) -> tuple[Written, Iterator[bytes]]:
    """A table of text as GeoParquet: what became of it (complete when all bytes are taken), and the bytes.

    Raises
    ------
    InputError
        The table cannot be read.
    WholeError
        Its rows are reports, or placements of our own.
    """
    options = settled(name, options)
    source = load(name, options)
    head, problems, stream = table(source, options)
    first = list(islice(stream, SAMPLE))
    sample = [dict(zip(head.names, row[1], strict=True)) for row in first if not isinstance(row, Problem)]
    columns = settle(source, head.names, sample, options)
    if "layout" in columns or "prose" in columns:
        raise WholeError(f"{name}: is read as reports, not as rows")
    written = Written(name, problems=list(problems), columns=columns, names=head.names)
    document = Document(source.id, name, {}, options.published, sha256=source.sha256, row=0, columns=columns)
    bulk = Bulk(document, head.names, Reader(gazetteer, types, told=told), written, gazetteer.version)
    return written, _bytes(bulk, head.names, without_totals(name, chain(first, stream)), written, attribution)


def _bytes(
    bulk: Bulk, names: Sequence[str], rows: Iterator[Any], written: Written, attribution: Sequence[str]
) -> Iterator[bytes]:
    file = File([*NAMES, *(SOURCE_PREFIX + name for name in names)], attribution)
    while batch := list(islice(rows, CHUNK)):
        good = [row for row in batch if not isinstance(row, Problem)]
        written.problems += (row for row in batch if isinstance(row, Problem))
        written.rows += len(batch) - len(good)
        written.lost.update(row.row or 0 for row in batch if isinstance(row, Problem))
        if good:
            numbers, cells = zip(*good, strict=True)
            yield file.group(*bulk.chunk(list(numbers), list(cells)))
    yield file.end()
