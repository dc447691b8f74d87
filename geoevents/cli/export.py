"""``geoevents export`` and ``geoevents events``: the events as data, and as a list."""

from __future__ import annotations

import json
import sys
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from geoevents.cli.commands import example, visible
from geoevents.cli.reading import need_events, reads_inputs
from geoevents.cli.saying import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.cli.saying import Say
    from geoevents.model import Event, Placement
    from geoevents.pipeline import Events

_LAYER = click.option(
    "--layer", "kinds", multiple=True, metavar="TYPE", help="Only events of this type; may be repeated."
)
COLUMNS = ("date", "type", "what", "how many", "role", "place", "precision")


def _suffix(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """A suffix that no format has is a wrong call."""
    if value is not None and PurePath(value).suffix.casefold() not in {".html", ".htm"}:
        from geoevents.errors import OutputError  # noqa: PLC0415  help must not pay for it
        from geoevents.export import exporter  # noqa: PLC0415  as above

        try:
            exporter(value)
        except OutputError as error:
            raise click.BadParameter(str(error)) from None
    return value


@click.command("export", epilog=example("geoevents export report.txt --published 2022-11-02 -o events.geojson"))
@click.option("-o", "--output", type=click.Path(), metavar="FILE", callback=_suffix, help="The suffix says the format.")
@_LAYER
@click.option("--one-per-event", is_flag=True, help="One feature per event, not one per place.")
@click.option("--manifest", is_flag=True, help="Write FILE.manifest.json too: hashes of inputs and output, versions.")
@click.option("--allow-empty", is_flag=True, help="Write a file also if nothing was found.")
@reads_inputs
def export_command(
    *,
    events: Events,
    say: Say,
    output: str | None,
    kinds: tuple[str, ...],
    one_per_event: bool,
    manifest: bool,
    allow_empty: bool,
) -> None:
    """Write events as data: .geojson .geojsonl .csv .gpkg .parquet .fgb .kml .xlsx, or a map: .html.

    One feature or line per place of an event; events without a place are kept, without a geometry.
    """
    if output is None:
        raise click.UsageError("Missing option '-o' / '--output'.")
    wanted = events.only(kinds) if kinds else events
    need_events(wanted, allow_empty=allow_empty)
    told: list[str] = []
    wanted.save(output, one_per_event=one_per_event, tell=told.append)
    for line in dict.fromkeys(told):
        click.echo(f"Warning: {visible(line)}", err=True)
    say(f"{counted(wanted)}. Wrote {output}")
    if manifest:
        from geoevents.cli.manifest import manifest_of  # noqa: PLC0415  only here

        say(manifest_of(wanted, output))


@click.command("events", epilog=example("geoevents events report.txt --published 2022-11-02 --layer missile_launch"))
@_LAYER
@click.option("--json", "as_json", is_flag=True, help="One JSON object with all events and problems.")
@click.option("--review", type=click.Path(), metavar="FILE.csv", help="Write them to be corrected (--corrections).")
@click.option("--write-table", is_flag=True, help="Write TABLE.table.toml beside each table: what its columns mean.")
@reads_inputs
def events_command(
    *, events: Events, say: Say, kinds: tuple[str, ...], as_json: bool, review: str | None, write_table: bool
) -> None:
    """List the events that are found, one line per place.

    A table on a terminal; elsewhere lines with tabs between the columns.
    """
    wanted = events.only(kinds) if kinds else events
    if write_table:
        from geoevents.cli.tables import write_settings  # noqa: PLC0415  only here

        for line in write_settings(events):
            say(line)
    if review:
        from geoevents.cli.review import write_review  # noqa: PLC0415  only here

        say(write_review(wanted, review))
    if as_json:
        click.echo(json.dumps(_as_json(wanted), ensure_ascii=False, allow_nan=False))
        return
    need_events(wanted)
    rows = [row for event in wanted for row in _rows(event)]
    if sys.stdout.isatty():
        _table(rows)
    else:
        for row in (COLUMNS, *rows):
            click.echo("\t".join(map(visible, row)))
    say(counted(wanted))


def _as_json(events: Events) -> dict[str, Any]:
    from geoevents.export.geojson import features  # noqa: PLC0415  help must not pay for it

    problems = [
        {
            "source": problem.source,
            "row": problem.row,
            "field": problem.field,
            "value": problem.value,
            "message": problem.message,
            "severity": problem.severity,
        }
        for problem in events.problems
    ]
    return {"events": [feature for feature, _ in features(events.records())], "problems": problems}


def _rows(event: Event) -> Iterator[tuple[str, ...]]:
    """A line per placement; what is the same as in the line above is left blank."""
    date = event.when.edtf or "?"
    number = ", ".join(f"{quantity.text} {quantity.item or ''}".strip() for quantity in event.quantities)
    said = "" if event.assertion == "reported" else f" [{event.assertion}]"
    head = (date, event.kind, event.summary + said, number)
    for placement in event.placements or (None,):
        yield (*head, *_place(event, placement))
        head = ("", "", "", "")


def _place(event: Event, placement: Placement | None) -> tuple[str, str, str]:
    if placement is None:
        return "", "", f"not placed: {event.unplaced_reason or 'no place is named'}"
    resolution = placement.resolution
    span = resolution.expression.span
    words = resolution.name or (span.text if span else "")
    exact = resolution.precision or "" if resolution.shape else f"not placed: {resolution.reason}"
    return placement.role, words, exact


def _table(rows: list[tuple[str, ...]]) -> None:
    from rich.console import Console  # noqa: PLC0415  only on a terminal
    from rich.table import Table  # noqa: PLC0415  only on a terminal
    from rich.text import Text  # noqa: PLC0415  only on a terminal

    table = Table(*COLUMNS, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(Text(visible(text)) for text in row))  # Text: a stranger's [brackets] are no markup
    Console().print(table)
