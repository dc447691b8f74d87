"""``geoevents map`` and ``geoevents open``: one self-contained page."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geoevents.cli.commands import example
from geoevents.cli.opening import show_page
from geoevents.cli.reading import need_events, reads_inputs
from geoevents.cli.saying import counted

if TYPE_CHECKING:
    from geoevents.cli.saying import Say
    from geoevents.pipeline import Events

_LAYER = click.option(
    "--layer", "kinds", multiple=True, metavar="TYPE", help="Show only this layer at first; may be repeated."
)
_TITLE = click.option("--title", help="Title of the page.")
_BASEMAP = click.option("--basemap", metavar="NAME", help='Online tiles under the map, such as "osm"; none by default.')
_THEME = click.option("--theme", type=click.Choice(["auto", "light", "dark"]), default="auto", show_default=True)


@click.command("map", epilog=example("geoevents map reports/ table.csv -o map.html --published 2022-11-02"))
@click.option("-o", "--output", type=click.Path(), metavar="FILE.html", help="Where to write the page.")
@_TITLE
@_LAYER
@_THEME
@_BASEMAP
@click.option("--open", "show", is_flag=True, help="Open the page in the browser too.")
@click.option("--manifest", is_flag=True, help="Write FILE.manifest.json too: hashes of inputs and output, versions.")
@click.option("--allow-empty", is_flag=True, help="Write a map also if nothing was found.")
@reads_inputs
def map_command(  # noqa: PLR0913  click passes every option by name
    *,
    events: Events,
    say: Say,
    output: str | None,
    title: str | None,
    kinds: tuple[str, ...],
    theme: str,
    basemap: str | None,
    show: bool,
    manifest: bool,
    allow_empty: bool,
) -> None:
    """Draw reports and event tables on one self-contained HTML page.

    INPUT is files, folders, patterns or "-" for standard input: reports (.txt .md .html .pdf .docx .eml), saved feeds
    (.rss .atom .xml) and tables (.csv .tsv .xlsx .parquet .json .jsonl .geojson). A report may begin with front matter
    (date, title, source, url).
    Without INPUT everything is taken from geoevents.toml in this folder.
    """
    if output is None:
        raise click.UsageError("Missing option '-o' / '--output'.")
    need_events(events, allow_empty=allow_empty)
    if Path(output).suffix.casefold() not in {".html", ".htm"}:
        raise click.BadParameter(f"{output!r} must end in .html (data are written by: geoevents export)")
    from geoevents.render.budget import over_budget  # noqa: PLC0415  nothing of the page before it is wanted

    events.save(output, **_options(events, title, kinds, theme, basemap))
    size = Path(output).stat().st_size / 1e6
    say(f"{counted(events)}. Wrote {output} ({size:,.1f} MB)")
    if too_much := over_budget(len(events.events), size):
        click.echo(f"Warning: {output}: {too_much}", err=True)
    if manifest:
        from geoevents.cli.manifest import manifest_of  # noqa: PLC0415  only here

        say(manifest_of(events, output))
    if show:
        show_page(Path(output), say)


@click.command("open", epilog=example("geoevents open report.txt --published 2022-11-02 --layer missile_launch"))
@_TITLE
@_LAYER
@_THEME
@_BASEMAP
@reads_inputs
def open_command(
    *, events: Events, say: Say, title: str | None, kinds: tuple[str, ...], theme: str, basemap: str | None
) -> None:
    """Draw reports and event tables and open the page in the browser."""
    need_events(events)
    path = Path(tempfile.mkdtemp(prefix="geoevents-")) / "map.html"
    events.save(path, **_options(events, title, kinds, theme, basemap))
    say(counted(events))
    show_page(path, say)


def _options(
    events: Events, title: str | None, kinds: tuple[str, ...], theme: str, basemap: str | None
) -> dict[str, Any]:
    for kind in kinds:
        events.layer(kind)  # a wrong name is told with the known ones
    online = {"basemap": basemap} if basemap else {}
    return {"title": title, "layers_on": kinds or None, "theme": theme, **online}
