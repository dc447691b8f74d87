"""A large table straight into a file or a page: its rows as they are read, some thousands at a time."""

from __future__ import annotations

from functools import partial
from itertools import chain, islice, starmap
from typing import TYPE_CHECKING, Any

from geoevents.model import Document, Problem
from geoevents.pipeline.bulk import Bulk
from geoevents.pipeline.parts import WholeError, Written
from geoevents.pipeline.pins import unknown
from geoevents.pipeline.reading import Reader
from geoevents.readers import settled
from geoevents.readers.delimited import table
from geoevents.readers.files import load
from geoevents.readers.rows import SAMPLE, settle, without_totals

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.event_types import EventTypes
    from geoevents.gazetteer import Gazetteer
    from geoevents.pipeline.parts import Chunk, Form
    from geoevents.pipeline.reading import Told
    from geoevents.readers import Options

CHUNK = 20_480  # ten blocks of a page


class Table:
    """A large table of text whose rows stay rows.

    Parameters
    ----------
    name
        The file.

    Raises
    ------
    InputError
        The table cannot be read.
    WholeError
        Its rows are reports, or placements of our own.
    """

    def __init__(self, name: str, options: Options, gazetteer: Gazetteer, types: EventTypes, told: Told) -> None:
        options = settled(name, options)
        source = load(name, options)
        top, problems, stream = table(source, options)
        first = list(islice(stream, SAMPLE))
        sample = [dict(zip(top.names, row[1], strict=True)) for row in first if not isinstance(row, Problem)]
        columns = settle(source, top.names, sample, options)
        if "layout" in columns or "prose" in columns:
            raise WholeError(f"{name}: is read as reports, not as rows")
        self.names, self.gazetteer, self.types = top.names, gazetteer, types
        told_first = [*unknown(told.pins, gazetteer), *problems]
        self.written = Written(name, problems=told_first, columns=columns, names=top.names)
        self.head = Document(source.id, name, {}, options.published, sha256=source.sha256, row=0, columns=columns)
        self._told = told
        self._rows = without_totals(name, chain(first, stream))

    def chunks(self, form: Form) -> Iterator[Chunk]:
        """The rows, in order and once.

        No loop, here and where they are taken: its variable would keep a chunk while the next one is made.
        """
        bulk = Bulk(self.head, self.names, Reader(self.gazetteer, self.types, told=self._told), form, self.written)
        batches = iter(lambda: list(islice(self._rows, CHUNK)), [])
        return filter(None, map(partial(self._chunk, bulk), batches))

    def _chunk(self, bulk: Bulk, batch: list[tuple[int, list[str]] | Problem]) -> Chunk | None:
        """Some rows, and what became of them; None if none of them is used."""
        written, good, bad = self.written, list[tuple[int, list[str]]](), list[Problem]()
        for row in batch:
            bad.append(row) if isinstance(row, Problem) else good.append(row)
        written.rows += len(bad)
        written.lost.update(problem.row or 0 for problem in bad)
        known = len(written.problems)
        written.problems += bad
        chunk = bulk.chunk(*zip(*good, strict=True)) if good else None
        written.problems[known:] = sorted(written.problems[known:], key=lambda problem: problem.row or 0)
        return chunk if chunk and chunk.numbers else None


def parquet(found: Table, attribution: Sequence[str]) -> Iterator[bytes]:
    """The table as GeoParquet. What became of it is complete when all bytes are taken."""
    from geoevents.export.parquet import File  # noqa: PLC0415  not for a page
    from geoevents.frame.columns import NAMES, SOURCE_PREFIX  # noqa: PLC0415  as above
    from geoevents.pipeline.to_parquet import ToParquet  # noqa: PLC0415  as above

    form = ToParquet(found.head, found.gazetteer.version)
    file = File([*NAMES, *(SOURCE_PREFIX + name for name in found.names)], attribution)
    yield from starmap(file.group, map(form.group, found.chunks(form)))
    yield file.end()


def page(found: Table, **options: Any) -> Iterator[bytes]:  # noqa: ANN401  those of render.build_map, which checks them
    """The table as a page. What became of it is complete when all bytes are taken."""
    from geoevents.pipeline.to_page import ToPage  # noqa: PLC0415  not for a file
    from geoevents.render import ground_of, map_of, to_html  # noqa: PLC0415  as above
    from geoevents.render.sheets import in_blocks  # noqa: PLC0415  as above

    ground = ground_of(found.gazetteer)
    form = ToPage(found.head, found.types, ground)
    drawn = in_blocks(map(form.sheet, found.chunks(form)))
    problems = found.written.problems
    made = map_of(drawn, ground, form.origin, found.types, found.gazetteer, problems=problems, **options)
    yield to_html(made).encode("utf-8")
