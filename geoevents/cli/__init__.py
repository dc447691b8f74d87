"""The command line: a thin mirror of the Python API."""

from __future__ import annotations

import gc
from typing import NoReturn

import click

from geoevents import __version__
from geoevents.cli.commands import Commands, example, run

_OBJECTS = 20_000  # made before garbage is looked for: at the usual 700 a start looks dozens of times and finds none
_CODES = (
    "Exit codes: 0 all well; 1 an input, a row or a place could not be used (the others were); 2 wrong call; "
    "3 nothing found; 4 the output cannot be written; 5 no gazetteer; 130 interrupted."
)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=example(
        "geoevents map reports/ -o map.html",
        "geoevents export report.txt --published 2022-11-02 -o events.geojson",
        'geoevents resolve "off the east coast of North Korea"',
    )
    + "\n\n"
    + _CODES,
)
@click.version_option(__version__, "-V", "--version", message="geoevents %(version)s")
def cli() -> None:
    """Turn reports into maps, offline."""


def main() -> NoReturn:
    """Entry point of the ``geoevents`` command."""
    gc.set_threshold(_OBJECTS)
    run(cli)
