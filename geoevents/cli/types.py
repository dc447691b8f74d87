"""``geoevents types``: the event types and their layers."""

from __future__ import annotations

import json
from pathlib import Path

import click

from geoevents.cli.commands import example, visible


@click.command("types", epilog=example("geoevents types --types my.toml"))
@click.option("--types", "extra", type=click.Path(), help="TOML file with more event types.")
@click.option("--json", "as_json", is_flag=True, help="For machines.")
def types_command(extra: str | None, as_json: bool) -> None:  # noqa: FBT001  click passes by keyword
    """List the event types: the name that --layer takes, its label and group, and the mark on the map."""
    from geoevents.event_types import load  # noqa: PLC0415  help must not pay for it

    found = load(extra=Path(extra) if extra else None)
    rows = [
        {
            "type": kind,
            "label": entry.style.label,
            "group": entry.style.group,
            "symbol": entry.style.symbol,
            "hue": entry.style.hue,
            "flow": entry.style.flow,
            "crosswalk": dict(entry.crosswalk),
            "example": next(iter(entry.yes), ""),
        }
        for kind, entry in found.items()
    ]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    width = max(len(kind) for kind in found)
    for row in rows:
        mark = f"{row['hue']} {row['symbol']}" + (", flow" if row["flow"] else "")
        click.echo(visible(f"{row['type']:{width}}  {row['label']} ({row['group']}; {mark})"))
