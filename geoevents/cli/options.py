"""INPUT... and the options of reading, which all commands share that read."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Callable


def input_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """INPUT… and the options of reading; the command gets ``events`` in their place."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A day of publication that is none is a wrong call."""
    if value is not None:
        from geoevents.errors import InputError  # noqa: PLC0415  help must not pay for it
        from geoevents.pipeline import options_of  # noqa: PLC0415  as above

        try:
            options_of(value, None, None, None)
        except InputError as error:
            raise click.BadParameter(str(error)) from None
    return value


def _encoding(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """An encoding that nobody knows is a wrong call."""
    if value is not None:
        try:
            codecs.lookup(value)
        except (LookupError, ValueError):
            message = f"unknown encoding {value!r}; use a name like utf-8, cp1252, cp949 or utf-16-le"
            raise click.BadParameter(message) from None
    return value


def _format(_: click.Context, __: click.Parameter, value: str | None) -> str:
    """A format that is not read is a wrong call."""
    if value is not None:
        from geoevents.errors import InputError  # noqa: PLC0415  help must not pay for it
        from geoevents.pipeline import options_of  # noqa: PLC0415  as above

        try:
            options_of(None, None, None, None, input_format=value)
        except InputError as error:
            raise click.BadParameter(str(error)) from None
    return value or ""


_OPTIONS = (
    click.argument("inputs", nargs=-1, metavar="INPUT..."),
    click.option(
        "--published", metavar="DATE", callback=_day, help="Day of publication of reports without a date (2022-11-02)."
    ),
    click.option("--types", "types", type=click.Path(), help="TOML file with more event types."),
    click.option(
        "--encoding", metavar="NAME", callback=_encoding, help="Encoding of the inputs; found out if not given."
    ),
    click.option(
        "--format",
        "input_format",
        metavar="SUFFIX",
        callback=_format,
        help="What the inputs are, whatever they are called: csv, txt, html ...",
    ),
    click.option("--preset", metavar="NAME", help="Layout of tables (acled, ucdp, gdelt ...; none: guess by name)."),
    click.option("--column", "columns", multiple=True, metavar="MEANING=NAME", help="What a column means: lat=Y."),
    click.option("--read", "prose", metavar="COLUMN", help="Read this column of tables like a report."),
    click.option(
        "--rejects",
        type=click.Path(),
        metavar="FILE.csv",
        help="Write the rows that were not used or placed, and why.",
    ),
    click.option("--pin", "pins", multiple=True, metavar="NAME=ID", help='What a name means: "Georgia=GE".'),
    click.option("--places", type=click.Path(), metavar="FILE.toml", help='More pins: lines like Georgia = "GE".'),
    click.option(
        "--coverage", type=click.Choice(["0.5", "0.8", "0.95"]), help="Chance that vague areas hold the place."
    ),
    click.option("--corrections", type=click.Path(), metavar="FILE.csv", help="A review, corrected by hand; it wins."),
    click.option("--workers", type=click.IntRange(1, 64), help="Processes; by default more than one for many files."),
    click.option("--resume", is_flag=True, help="Go on where an interrupted run to the same output stopped."),
    click.option("--online", metavar="SERVICE", help="Ask an online geocoder (nominatim) for names not bundled."),
    click.option("--strict", is_flag=True, help="Stop at the first input that cannot be read."),
    click.option("-q", "--quiet", is_flag=True, help="Print errors only."),
)
