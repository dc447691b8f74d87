"""The ``geoevents`` command, also as ``python -m geoevents``."""

from __future__ import annotations

import os
import signal

TYPE_CHECKING = False  # as in __init__.py

if TYPE_CHECKING:
    from typing import NoReturn

INTERRUPTED = 130


def main() -> NoReturn:
    """Entry point. Ctrl-C ends the process quietly also while the command is still being imported."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # where it is ignored, it stays ignored
        signal.signal(signal.SIGINT, _end)
    from geoevents.cli import main as command  # noqa: PLC0415  not before an interruption is taken care of

    command()


def _end(*_: object) -> NoReturn:
    os.write(2, b"Interrupted\n")
    os._exit(INTERRUPTED)  # nothing is open yet; an exception could be swallowed by an import


if __name__ == "__main__":
    main()
