"""Jobs -> what they give, in order, by one process or by several. The results do not depend on how many.

A process that is killed (out of memory, as a rule) costs at most the document that killed it: what it had in hand is
read again, one by one, in a process that has nothing else to lose.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import tempfile
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.gazetteer import Gazetteer
from geoevents.model import Problem
from geoevents.pipeline.reading import File, Reader, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from geoevents.event_types import EventTypes
    from geoevents.pipeline.reading import Batch, Job, LastResort

# Enough that handing over costs little, few enough that all processes end together.
CHUNK = 16
# Of files in one chunk: all chunks that wait are in memory.
MOST_BYTES = 4_000_000
# Chunks that wait, per process.
AHEAD = 3
LOST = "the process that read it was ended, perhaps for want of memory; the others were read"

_reader: Reader | None = None  # one per worker process, made by its initializer


def outcomes(
    jobs: Iterable[tuple[Any, Batch | None]],
    gazetteer: Gazetteer,
    types: EventTypes,
    *,
    workers: int = 1,
    last_resort: LastResort | None = None,
    told: Told | None = None,
) -> Iterator[tuple[Any, Batch]]:
    """Each job with what it gives, in the order of the jobs.

    Parameters
    ----------
    jobs
        With what they give, where that is known already.
    workers
        Number of processes; with 1 everything happens in this one.
    told
        What the user has settled.
    last_resort
        Asked for names that the gazetteer lacks; then one process does it all, so that its calls stay apart in time.
    """
    stream = iter(jobs)
    reader = Reader(gazetteer, types, last_resort, told)
    workers = 1 if last_resort else workers
    first = list(islice(stream, CHUNK)) if workers > 1 else []
    if workers <= 1 or len(first) < CHUNK:
        for job, known in _after(first, stream):
            yield job, reader.work(job) if known is None else known
        return
    with tempfile.TemporaryDirectory(prefix="geoevents-") as folder:
        start = Path(folder, "start")
        start.write_bytes(pickle.dumps((gazetteer.path, types, told)))
        crew, alone = _Crew(workers, start), _Crew(1, start)
        try:
            # No process can be started from a script without a main guard: then this one does it all.
            if crew.works():
                yield from _shared(_chunks(_after(first, stream)), crew, alone, reader, workers * AHEAD)
            else:
                for job, known in _after(first, stream):
                    yield job, reader.work(job) if known is None else known
        finally:
            crew.close()
            alone.close()


def _after(first: Iterable[Any], rest: Iterable[Any]) -> Iterator[Any]:
    yield from first
    yield from rest


def _chunks(jobs: Iterable[tuple[Any, Batch | None]]) -> Iterator[tuple[list[Any], list[Batch] | None]]:
    """Jobs that are done together, and jobs that are done already."""
    chunk: list[Any] = []
    size = 0
    for job, known in jobs:
        if known is not None or len(chunk) == CHUNK or size > MOST_BYTES:
            if chunk:
                yield chunk, None
            chunk, size = [], 0
        if known is not None:
            yield [job], [known]
            continue
        chunk.append(job)
        size += len(job.source.data) if isinstance(job, File) else 0
    if chunk:
        yield chunk, None


def _shared(
    chunks: Iterator[tuple[list[Any], list[Batch] | None]], crew: _Crew, alone: _Crew, reader: Reader, ahead: int
) -> Iterator[tuple[Any, Batch]]:
    waiting: deque[tuple[list[Any], list[Batch] | None, Future[list[Batch]] | None]] = deque()
    while True:
        for chunk, known in islice(chunks, ahead - len(waiting)):
            waiting.append((chunk, known, crew.submit(chunk) if known is None else None))
        if not waiting:
            return
        chunk, known, future = waiting.popleft()
        try:
            found = known if future is None else future.result()
        except BrokenProcessPool:
            found = [_carefully(job, alone, reader) for job in chunk]
        yield from zip(chunk, found or (), strict=True)


def _carefully(job: Job, alone: _Crew, reader: Reader) -> Batch:
    """What a job gives that may have killed a process: if it does so again, it is the one."""
    try:
        return alone.submit([job]).result()[0]
    except BrokenProcessPool:
        if not alone.works():  # it is not the job: no process can be started any more
            return reader.work(job)
        name, row = (job.source.name, None) if isinstance(job, File) else (job.source, job.row)
        return (Problem(name, LOST, row),)


class _Crew:
    """A pool of processes, made when it is needed, and made anew when it broke.

    What they begin with is in the file ``start``, not in a pipe: who starts a process that ends before it has read as
    much as that waits for ever.
    """

    def __init__(self, number: int, start: Path) -> None:
        self._number, self._start = number, start
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, jobs: list[Any]) -> Future[list[Batch]]:
        """Have the jobs done."""
        try:
            return self._open().submit(_work, jobs)
        except BrokenProcessPool:
            self.close()
            return self._open().submit(_work, jobs)

    def works(self) -> bool:
        """Whether a new process can be started and answers."""
        self.close()
        try:
            return self.submit([]).result() == []
        except BrokenProcessPool:
            return False

    def _open(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # "spawn" is the same on every system, and shares no open database with this process.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._number, context, initializer=_start, initargs=(self._start,))
        return self._pool

    def close(self) -> None:
        """End the processes; what they have not begun is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _start(start: Path) -> None:
    global _reader  # noqa: PLW0603  the only way to keep the open gazetteer between two chunks of one process
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the first process ends the others
    if not start.exists():  # the run is over already: the others were faster
        return
    path, types, told = pickle.loads(start.read_bytes())  # noqa: S301  written by the process that started this one
    _reader = Reader(Gazetteer.open(path), types, told=told)


def _work(jobs: list[Any]) -> list[Batch]:
    assert _reader is not None
    return [_reader.work(job) for job in jobs]
