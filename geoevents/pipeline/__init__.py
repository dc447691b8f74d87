"""The flow on one screen: inputs -> documents -> events, with every problem kept and none fatal."""

from __future__ import annotations

import hashlib
import os
import pickle
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents import event_types
from geoevents.errors import InputError
from geoevents.expressions.base import DEFAULT_COVERAGE
from geoevents.frame.records import tool_version
from geoevents.gazetteer import Gazetteer
from geoevents.join.clusters import clustered
from geoevents.model import Document, Problem
from geoevents.pipeline.corrections import Corrections
from geoevents.pipeline.events import Events
from geoevents.pipeline.gathering import Gathered
from geoevents.pipeline.journal import Journal
from geoevents.pipeline.pins import beside as pins_beside
from geoevents.pipeline.pins import unknown as unknown_pins
from geoevents.pipeline.pool import outcomes
from geoevents.pipeline.reading import File, Told, fault
from geoevents.readers import READERS, REPORTS, Options, expand, load, read_source, settled
from geoevents.readers.days import parse_day
from geoevents.readers.files import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from geoevents.pipeline.gathering import Entry
    from geoevents.pipeline.reading import Batch, LastResort

    # Number of files done, of all files, and the name of the next one ("" at the end).
    Progress = Callable[[int, int, str], None]

__all__ = ["Events", "options_of", "read"]


def read(  # noqa: PLR0913  everything that a user may settle, by name
    *inputs: str | os.PathLike[str],
    published: str | date | None = None,
    types: event_types.EventTypes | str | os.PathLike[str] | None = None,
    encoding: str | None = None,
    gazetteer: Gazetteer | None = None,
    workers: int = 1,
    strict: bool = False,
    progress: Progress | None = None,
    last_resort: LastResort | None = None,
    preset: str | None = None,
    columns: Mapping[str, str] | None = None,
    prose: str | None = None,
    pins: Mapping[str, str] | None = None,
    coverage: float = DEFAULT_COVERAGE,
    corrections: str | os.PathLike[str] | None = None,
    input_format: str = "",
    journal: str | os.PathLike[str] | None = None,
    resume: bool = False,
) -> Events:
    """Read reports and event tables.

    Parameters
    ----------
    inputs
        Files, folders, patterns, or "-" for standard input.
    published
        Day of publication of reports that do not carry one.
    types
        Event types instead of the built-in ones, or a TOML file that adds to them.
    encoding
        Of all inputs, where they have no byte order mark; found out if not given.
    gazetteer
        Another gazetteer than the bundled one.
    workers
        Number of processes for many documents; the result is the same.
    strict
        Stop at the first input that cannot be read.
    progress
        Called before each file and once at the end.
    last_resort
        Asked for names that the gazetteer lacks: a function of the name and its expression, such as
        ``geoevents.geocoder.online.LastResort("nominatim")``. Nothing goes online without it.
    preset
        Layout of tables ("acled", "ucdp", "gdelt", ...); found by the columns if not given, "none" for no layout.
    columns
        What columns of tables mean: meaning -> name, such as ``{"lat": "Y"}``. Wins over what is recognized.
    prose
        Column of tables that is read like a report, for roles and vague places.
    pins
        Name -> place id or ISO code: settles what a name means, such as ``{"Georgia": "GE"}``. A file ``places.toml``
        in the folder of the inputs holds more of them; these win.
    coverage
        Stated chance that the true place is inside the footprint of a vague place: 0.5, 0.8 or 0.95.
    corrections
        A review (`corrections.review`) corrected by hand; it wins over what is read.
    input_format
        What all inputs are, whatever they are called: a suffix of `readers.READERS`, such as ".csv".
    journal
        A file in which what was read is kept as it comes, so that a run that is interrupted need not begin anew.
        Remove it when the result is written.
    resume
        Go on with what is in the journal. The result is that of a run without interruption.

    Returns
    -------
    Events
        With what went wrong in ``problems``: one bad input never loses the others.

    Raises
    ------
    InputError
        ``published`` is no date, an input no name, ``coverage`` none of the three; or, if ``strict``, the first problem
        that is an error.
    GazetteerError
        The gazetteer cannot be opened.
    EventTypeError
        The table of event types is wrong.
    """
    _check(inputs, workers)
    options = options_of(published, encoding, preset, columns, prose, input_format)
    corrected = Corrections(corrections) if corrections is not None else None
    told = Told(pins_beside(inputs) | dict(pins or {}), coverage)
    gazetteer = gazetteer or Gazetteer.open()
    kept = None
    if journal is not None and last_resort is None:  # what is found online may differ tomorrow
        settings = repr((tool_version(), gazetteer.version, told, _hash_of(types)))
        kept = Journal(Path(journal), settings, gazetteer, resume=resume)
    if not isinstance(types, event_types.EventTypes):
        types = event_types.load(extra=Path(types) if types else None)
    gathered = Gathered(strict=strict)
    gathered.problem(*unknown_pins(told.pins, gazetteer))
    names = list(expand(inputs, READERS))
    jobs = _known(gathered.fresh(_loaded(names, options, progress)), kept)
    try:
        for job, batch in outcomes(jobs, gazetteer, types, workers=workers, last_resort=last_resort, told=told):
            gathered.take(job, batch)
            if kept is not None and isinstance(job, File):
                kept.add(job, batch)
    finally:
        if kept is not None:
            kept.close()
    if resume and kept is not None and kept.found > kept.hits == 0:
        message = "is of other inputs, settings or another version: everything was read again"
        gathered.problem(Problem(str(journal), message, severity="warning"))
    read_files = tuple(name for name in names if isinstance(name, str))
    found = tuple(gathered.events)
    if corrected:
        found, problems = corrected.apply(found, gazetteer, types)
        gathered.problem(*problems)
    found = clustered(found, gathered.kept)
    return Events(found, tuple(gathered.kept), tuple(gathered.problems), types, gazetteer, inputs=read_files)


def _hash_of(types: event_types.EventTypes | str | os.PathLike[str] | None) -> str:
    """What a table of event types is, for the journal."""
    try:
        data = pickle.dumps(types) if isinstance(types, event_types.EventTypes) else Path(types or "").read_bytes()
    except OSError:
        data = b""  # none of the user's own; or one that is missing, which is told where it is loaded
    return hashlib.sha256(data).hexdigest()


def _known(found: Iterable[Entry], kept: Journal | None) -> Iterator[tuple[Entry, Batch | None]]:
    """Each entry with what it gives, where there is nothing to read, or the journal has it."""
    for entry in found:
        if isinstance(entry, File):
            yield entry, kept.get(entry) if kept is not None else None
        else:
            yield entry, None if isinstance(entry, Document) else ()


def _check(inputs: Iterable[object], workers: int) -> None:
    wrong = [name for name in inputs if not isinstance(name, (str, os.PathLike))]
    if wrong:
        raise InputError(f"{wrong[0]!r} is no name of a file: read() takes names one by one, as in read(*names)")
    if workers < 1:
        raise InputError(f"workers is {workers}: at least one process reads")


def options_of(
    published: str | date | None,
    encoding: str | None,
    preset: str | None,
    columns: Mapping[str, str] | None,
    prose: str | None = None,
    input_format: str = "",
) -> Options:
    """What the user says about the inputs, checked; the parameters are those of `read`."""
    suffix = f".{input_format.removeprefix('.')}".casefold() if input_format else ""
    if suffix and suffix not in READERS:
        raise InputError(f"unknown format {input_format!r}; known are {', '.join(READERS)}")
    return Options(_published(published), encoding, preset=preset, columns=columns or {}, prose=prose, suffix=suffix)


def _published(value: str | date | None) -> datetime | None:
    if value is None or isinstance(value, datetime):
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)
    day = parse_day(str(value))
    if day is None or day.ambiguous:
        raise InputError(f"published: {value!r} is not a date like 2022-11-02")
    return day.start


def _loaded(names: list[str | Problem], options: Options, progress: Progress | None) -> Iterator[Entry]:
    """Reports as files, which are read where there is time; the rows of tables as documents."""
    for done, name in enumerate(names):
        if isinstance(name, Problem):
            yield replace(name, source=shown(name.source))
            continue
        if progress:
            progress(done, len(names), name)
        try:
            source, told = load(name, options), settled(name, options)
            if source.ending in REPORTS:
                yield File(source, told)
            else:
                yield from read_source(source, told)
        except (InputError, OSError) as error:
            yield Problem(shown(name), shown(str(error)).removeprefix(f"{shown(name)}: "))
        except Exception as error:  # noqa: BLE001  a defect of ours loses one file, never the run
            yield Problem(shown(name), fault(error))
    if progress:
        progress(len(names), len(names), "")
