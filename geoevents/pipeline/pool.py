"""Documents -> outcomes, in order, by one process or by several. The results do not depend on how many."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import TYPE_CHECKING

from geoevents.gazetteer import Gazetteer
from geoevents.pipeline.reading import Outcome, Reader, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geoevents.event_types import EventTypes
    from geoevents.model import Document
    from geoevents.pipeline.reading import LastResort

# Enough that handing over costs little, few enough that all processes end together.
CHUNK = 16

_reader: Reader | None = None  # one per worker process, made by its initializer


def outcomes(
    documents: Iterable[Document],
    gazetteer: Gazetteer,
    types: EventTypes,
    *,
    workers: int = 1,
    last_resort: LastResort | None = None,
    told: Told | None = None,
) -> Iterator[Outcome]:
    """Outcomes in the order of the documents.

    Parameters
    ----------
    workers
        Number of processes; with 1 everything happens in this one.
    told
        What the user has settled.
    last_resort
        Asked for names that the gazetteer lacks; then one process does it all, so that its calls stay apart in time.
    """
    stream = iter(documents)
    reader = Reader(gazetteer, types, last_resort, told)
    workers = 1 if last_resort else workers
    first = list(islice(stream, CHUNK)) if workers > 1 else []
    if workers <= 1 or len(first) < CHUNK:
        yield from map(reader.read, first)
        yield from map(reader.read, stream)
        return
    chunks = _chunks(first, stream)
    # "spawn" is the same on every system, and shares no open database with this process.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=_start, initargs=(gazetteer.path, types, told)) as pool:
        waiting = [(chunk, pool.submit(_read, chunk)) for chunk in islice(chunks, workers * 4)]
        while waiting:
            chunk, future = waiting.pop(0)
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from map(reader.read, chunk)  # a worker was killed: what it had is read here
            waiting += [(chunk, pool.submit(_read, chunk)) for chunk in islice(chunks, 1)]


def _chunks(first: list[Document], stream: Iterator[Document]) -> Iterator[list[Document]]:
    chunk = first
    while chunk:
        yield chunk
        chunk = list(islice(stream, CHUNK))


def _start(path: Path, types: EventTypes, told: Told | None) -> None:
    global _reader  # noqa: PLW0603  the only way to keep the open gazetteer between two chunks of one process
    _reader = Reader(Gazetteer.open(path), types, told=told)


def _read(chunk: list[Document]) -> list[Outcome]:
    assert _reader is not None
    return [_reader.read(document) for document in chunk]
