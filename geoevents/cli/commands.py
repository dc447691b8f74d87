"""A group that knows its commands by name and loads the one that is called: help and a name search stay fast."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

import click

from geoevents.errors import GazetteerError, GeoEventsError, InputError, OutputError

# Command -> the file in this folder that has it, and its line in the help.
COMMANDS = {
    "map": ("map", "Draw reports and tables on one self-contained HTML page."),
    "open": ("map", "Draw them and open the page in the browser."),
    "export": ("export", "Write events as GeoJSON, GeoParquet, GeoPackage, CSV, KML, XLSX ..."),
    "events": ("export", "List the events that are found."),
    "diff": ("diff", "Say what was added, changed and removed between two results."),
    "resolve": ("resolve", "Put a place expression on the ground and say why there."),
    "gazetteer": ("gazetteer", "Search, show, check and build the bundled gazetteer."),
    "types": ("types", "List the event types and their layers."),
}
# Exit codes; click itself uses 2 for a wrong call.
FAILED, NOTHING, UNWRITTEN, NO_GAZETTEER, INTERRUPTED, TERMINATED = 1, 3, 4, 5, 130, 143
CODES: dict[type[GeoEventsError], int] = {OutputError: UNWRITTEN, GazetteerError: NO_GAZETTEER}


def _code(error: GeoEventsError) -> int:
    return next((code for kind, code in CODES.items() if isinstance(error, kind)), FAILED)


class Failure(click.ClickException):
    """An expected error: one line on standard error, and its exit code."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = code  # type: ignore[misc]  # click means the class to be overridden; one class is enough here

    def show(self, file: Any = None) -> None:  # noqa: ANN401  click's signature
        """Print the message, with characters escaped that would hide or turn text."""
        click.echo(f"Error: {visible(self.message)}", file=file or sys.stderr)


class Commands(click.Group):
    """The group of all commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """Names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The command, loaded now; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"geoevents.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  click's signature
        """The list of commands, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  click's signature
        """Run the command; what geoevents raises on purpose becomes one line and an exit code."""
        try:
            return super().invoke(ctx)
        except GeoEventsError as error:
            raise Failure(str(error), _code(error)) from None
        except Exception as error:
            from geoevents.gazetteer.damage import raise_damage  # noqa: PLC0415  almost never

            try:
                raise_damage(error)
            except GazetteerError as damage:
                raise Failure(str(damage), NO_GAZETTEER) from None
            raise


def example(*lines: str) -> str:
    """An epilog that shows how a command is called; click does not wrap what stands behind the mark."""
    return "\b\n" + "\n".join(("Examples:" if len(lines) > 1 else "Example:", *(f"  {line}" for line in lines)))


def visible(text: object) -> str:
    r"""Text with control, direction and other invisible characters escaped.

    >>> visible("a\u202eb\n")
    'a\\u202eb\\n'
    """
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode() for character in str(text)
    )


class Closed(io.TextIOBase):
    """Stands for a standard stream that is closed: whoever uses it gets the error."""

    def __init__(self, error: GeoEventsError) -> None:
        self._error = error

    def reconfigure(self, **_: object) -> None:
        """Nothing to set up."""

    @property
    def buffer(self) -> Any:  # noqa: ANN401  io's name
        """The bytes, which are closed too."""
        raise self._error

    def write(self, _: str) -> int:
        """Say that it is closed."""
        raise self._error

    def read(self, _: int | None = -1) -> str:
        """Say that it is closed."""
        raise self._error


class Interruptions:
    """Ctrl-C, remembered: code that is being imported may swallow the exception, and the run would go on."""

    def __init__(self) -> None:
        self._came = False

    def take(self, *_: object) -> None:
        """Handle the signal."""
        self._came = True
        raise KeyboardInterrupt

    def heed(self) -> None:
        """Stop here if it came and was swallowed.

        Raises
        ------
        KeyboardInterrupt
            So it was.
        """
        if self._came:
            raise KeyboardInterrupt


interruptions = Interruptions()


def _stand_in() -> None:
    """Streams that the shell closed (``n>&-``) are None; what is written to a closed standard error is lost."""
    if sys.stdin is None:
        sys.stdin = Closed(InputError("standard input is closed"))
    if sys.stdout is None:
        sys.stdout = Closed(OutputError("standard output is closed"))
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  to the end of the process


def _refused(error: OSError) -> int:
    """Say what the operating system refused; the exit code. A closed pipe is no news."""
    if error.filename is not None:
        Failure(f"{error.filename}: {error.strerror}").show()
        return FAILED
    # The reader of our output has enough, or its disk has; nothing more may be written, not even at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return FAILED  # as click itself does where it is the one to notice
    Failure(f"the output cannot be written ({error.strerror or error})").show()
    return UNWRITTEN


def run(group: click.Group) -> NoReturn:
    """The process: signals and a closed pipe end it quietly, with the usual codes."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    try:
        if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:  # where it is ignored, it stays ignored
            signal.signal(signal.SIGINT, interruptions.take)
        _stand_in()
        for stream in (sys.stdout, sys.stderr):
            # LANG=C and file names that are not UTF-8 must not end in a trace-back.
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        code = group.main(standalone_mode=False) or 0
        sys.stdout.flush()
        interruptions.heed()
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except click.exceptions.Exit as error:
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted", err=True)
        code = INTERRUPTED
    except GeoEventsError as error:
        code = _code(error)
        Failure(str(error), code).show()
    except OSError as error:
        code = _refused(error)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # all is said and done: the rest is Python's own end
    sys.exit(code if isinstance(code, int) else 0)
