"""What all commands share that read inputs: their options, progress, and ending where there is nothing to write."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from functools import wraps
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import click

from geoevents.cli.commands import FAILED, NOTHING, UNWRITTEN, Failure, interruptions, visible
from geoevents.cli.options import input_options
from geoevents.cli.saying import Say, report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geoevents.pipeline import Events

# From this many files on, more than one process pays for its start.
MANY_FILES = 200
MOST_WORKERS = 8


# Options that go to `read` as they are.
_AS_THEY_ARE = ("published", "types", "encoding", "input_format", "preset", "prose", "corrections", "strict")


def reads_inputs(function: Callable[..., Any]) -> Callable[..., Any]:
    """Decorate a command function: it gets ``events`` (read) and ``say`` (prints a line unless --quiet).

    Without INPUT the project file of this folder says what to read; what the call says wins over it.
    """

    @wraps(function)
    def command(**options: Any) -> None:  # noqa: ANN401  those of reading, and those of the command
        from geoevents.cli.project import fill  # noqa: PLC0415  help must not pay for it

        options = fill(options)
        quiet = options.pop("quiet")
        say = Say(quiet=quiet)
        if options.get("output"):
            _check_output(options)
            options["inputs"] = _without(options["output"], options["inputs"])
        if options["resume"] and not options.get("output"):
            raise click.UsageError("--resume goes on with a run to an output: it needs -o")
        for path in _pinned(options["inputs"]):
            say(f"Names mean what {path} says")
        if _written(options, say):
            return
        rejects = options.pop("rejects")
        events, journal = _read(options, quiet=quiet)
        interruptions.heed()
        report(events, say)
        if rejects:
            from geoevents.cli.tables import write_rejects  # noqa: PLC0415  only here

            say(write_rejects(events, rejects))
        if journal is not None and not events.events:
            journal.unlink(missing_ok=True)
        function(events=events, say=say, **options)
        if journal is not None:
            journal.unlink(missing_ok=True)
        if events.errors:
            raise click.exceptions.Exit(FAILED)

    return input_options(command)


def _pinned(inputs: Iterable[str]) -> list[Path]:
    from geoevents.pipeline.pins import files  # noqa: PLC0415  help must not pay for it

    return files(inputs)


def _check_output(options: dict[str, Any]) -> None:
    """What cannot be written is told before anything is read, for that may take long."""
    output = options["output"]
    if options.get("rejects") and Path(options["rejects"]).absolute() == Path(output).absolute():
        raise click.UsageError(f"--output and --rejects are both {output}: give two names")
    try:
        Path(output).parent.stat()
        Path(output).lstat()
    except FileNotFoundError as error:
        if error.filename != output:
            raise Failure(
                f"{output}: cannot be written (the folder {error.filename} does not exist)", UNWRITTEN
            ) from None
    except OSError as error:
        raise Failure(f"{output}: cannot be written ({error.strerror or error})", UNWRITTEN) from None


def _without(output: str | None, inputs: tuple[str, ...]) -> tuple[str, ...]:
    """The inputs, where a folder or a pattern that holds the output is put as its other files."""
    if output is None or not Path(output).is_file():
        return inputs
    from geoevents.model import Problem  # noqa: PLC0415  help must not pay for it
    from geoevents.readers import READERS, expand  # noqa: PLC0415  as above

    kept: list[str] = []
    for given in inputs:
        found = list(expand((given,), READERS)) if given != "-" and not Path(given).is_file() else [given]
        names = [name for name in found if not isinstance(name, Problem)]
        others = [name for name in names if name == given or not Path(name).samefile(output)]
        kept.extend(others if others and len(others) < len(names) else (given,))
    return tuple(kept)


def _written(options: dict[str, Any], say: Say) -> bool:
    """Whether this was one large table, and it is written already."""
    from geoevents.cli.bulk import convert, fits  # noqa: PLC0415  help must not pay for it

    return fits(options) and convert(options, _told(dict(options)), say)


def _told(options: dict[str, Any]) -> dict[str, Any]:
    """Take the options of reading out of ``options``, as `read` wants them."""
    told = {name: options.pop(name) for name in _AS_THEY_ARE}
    told["columns"] = pairs(options.pop("columns"), "--column", "lat=Y")
    told["pins"] = places(options.pop("places")) | pairs(options.pop("pins"), "--pin", "Georgia=GE")
    coverage = options.pop("coverage")
    if coverage is not None:
        told["coverage"] = float(coverage)
    return told


def _read(options: dict[str, Any], *, quiet: bool) -> tuple[Events, Path | None]:
    """The events, and the journal of this reading if it has one: it is of no use once the output is written."""
    from geoevents.pipeline import read  # noqa: PLC0415  help must not pay for it

    inputs, workers, online, resume = (options.pop(name) for name in ("inputs", "workers", "online", "resume"))
    told = _told(options)
    last_resort = None
    if online:
        from geoevents.geocoder.online import LastResort  # noqa: PLC0415  geopy costs 60 ms

        last_resort = LastResort(online)
    many = _files(inputs) >= MANY_FILES
    output = options.get("output")
    journal = Path(f"{output}.journal") if output and (resume or many) else None
    with progress_bar(quiet=quiet) as progress, _resumable(journal):
        events = read(
            *inputs,
            workers=workers or (min(os.cpu_count() or 1, MOST_WORKERS) if many else 1),
            progress=progress,
            last_resort=last_resort,
            journal=journal,
            resume=resume,
            **told,
        )
    if last_resort and last_resort.trouble:
        click.echo(f"Warning: {visible(last_resort.trouble)}", err=True)
    return events, journal


@contextmanager
def _resumable(journal: Path | None) -> Iterator[None]:
    """Say after an interruption that nothing is lost."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        if journal is not None and journal.exists():
            click.echo("What was read is kept; the same command with --resume goes on from here", err=True)
        raise


def pairs(texts: Iterable[str], option: str, example: str) -> dict[str, str]:
    """Name -> value of options like ``lat=Y``."""
    found = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not mark or not name.strip() or not value.strip():
            raise click.BadParameter(f"{text!r} is not like {example}", param_hint=option)
        found[name.strip()] = value.strip()
    return found


def places(path: str | None) -> dict[str, str]:
    """Pins of a TOML file: name -> place id or ISO code, at its top or in the table "pins"."""
    if path is None:
        return {}
    from geoevents.errors import InputError  # noqa: PLC0415  help must not pay for it
    from geoevents.pipeline.pins import load  # noqa: PLC0415  as above

    try:
        return load(path)
    except InputError as error:
        raise Failure(str(error)) from None


def _files(inputs: tuple[str, ...]) -> int:
    from geoevents.model import Problem  # noqa: PLC0415  help must not pay for it
    from geoevents.readers import READERS, expand  # noqa: PLC0415  help must not pay for it

    return sum(not isinstance(name, Problem) for name in expand(inputs, READERS))


class progress_bar:  # noqa: N801  used like a function
    """A bar over the files on a terminal, after a moment; nothing elsewhere."""

    def __init__(self, *, quiet: bool) -> None:
        self._on = not quiet and sys.stderr.isatty()
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Callable[[int, int, str], None]:
        return self._step

    def _step(self, done: int, total: int, name: str) -> None:
        interruptions.heed()
        if self._on and self._bar is None and total > 1:
            from rich.console import Console  # noqa: PLC0415  only on a terminal
            from rich.progress import Progress  # noqa: PLC0415  only on a terminal

            self._bar = Progress(console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task("reading", total=total)
        if self._bar is not None:
            self._bar.update(self._task, completed=done, description=visible(PurePath(name).name)[:40] or "reading")

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()


def need_events(events: Events, *, allow_empty: bool = False) -> None:
    """End here if there is nothing to write."""
    if not events.events and not allow_empty:
        message = "no events found" + ("" if events.documents else ": no input could be read")
        raise Failure(message, FAILED if events.errors else NOTHING)
