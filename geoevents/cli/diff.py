"""``geoevents diff``: what changed between two results."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import click

from geoevents.cli.commands import Failure, example, visible

if TYPE_CHECKING:
    from geoevents.pipeline import Events
    from geoevents.pipeline.comparing import Change

MOST_SHOWN = 50
MARKS = {"added": "+", "changed": "~", "removed": "-"}


@click.command(
    "diff", epilog=example("geoevents diff old.geojson new.geojson", "geoevents diff a.csv b.csv -o diff.html")
)
@click.argument("old", type=click.Path())
@click.argument("new", type=click.Path())
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="A map (.html) or data of what differs.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of text.")
def diff_command(*, old: str, new: str, output: str | None, as_json: bool) -> None:
    """Say which events were added, changed and removed between two files, by their ids.

    OLD and NEW are results of geoevents, or anything that it reads.
    """
    from geoevents.pipeline.comparing import as_events, compare  # noqa: PLC0415  help must not pay for it

    before, after = _read(old), _read(new)
    changes = compare(before, after)
    if output:
        as_events(changes, before, after).save(output)
    if as_json:
        found = [{"what": c.what, "event_id": c.event_id, "title": c.title, "values": dict(c.values)} for c in changes]
        click.echo(json.dumps({"changes": found, "same": len(after) - sum(c.what != "removed" for c in changes)}))
        return
    for change in changes[:MOST_SHOWN]:
        _print(change)
    if len(changes) > MOST_SHOWN:
        click.echo(f"... and {len(changes) - MOST_SHOWN} more (all of them: --json)")
    counts = Counter(change.what for change in changes)
    same = len(after) - counts["added"] - counts["changed"]
    click.echo(f"{counts['added']} added, {counts['changed']} changed, {counts['removed']} removed, {same} the same")
    if output:
        click.echo(f"Wrote {output}", err=True)


def _read(name: str) -> Events:
    from geoevents.pipeline import read  # noqa: PLC0415  help must not pay for it

    events = read(name)
    if events.errors and not events.events:
        raise Failure(f"{events.errors[0].source}: {events.errors[0].message}")
    return events


def _print(change: Change) -> None:
    click.echo(visible(f"{MARKS[change.what]} {change.event_id}  {change.title}"))
    for name, (old, new) in change.values.items():
        click.echo(visible(f"    {name}: {_short(old)} -> {_short(new)}"))


def _short(value: object) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "..."
