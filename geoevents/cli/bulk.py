"""A large table to GeoParquet or to a page: row by row, so that a million rows need no memory of a million events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geoevents.cli.commands import FAILED, NOTHING, Failure
from geoevents.errors import EventTypeError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.cli.saying import Say
    from geoevents.event_types import EventTypes
    from geoevents.pipeline.large import Table
    from geoevents.pipeline.parts import Written

# Tables from this size on; smaller ones are read whole, which is as good and says more on the way.
LEAST_BYTES = 5_000_000
SUFFIXES = (".csv", ".tsv", ".tab")
PAGES = (".html", ".htm")
# Options that need all events at once; the layers of a page are chosen when it is opened.
WHOLE = ("one_per_event", "corrections", "online", "prose", "strict", "input_format")
_OF_PAGE = ("title", "theme", "basemap")


def fits(options: dict[str, Any]) -> bool:
    """Whether a call can go this way: one large table of text, to such a file, with nothing that needs all events."""
    output, inputs = options.get("output"), options["inputs"]
    if output is None or len(inputs) != 1 or any(options.get(name) for name in WHOLE):
        return False
    suffix, path = Path(output).suffix.casefold(), Path(inputs[0])
    if suffix not in {".parquet", *PAGES} or (options.get("kinds") and "theme" not in options):
        return False  # an export of some kinds only
    return path.suffix.casefold() in SUFFIXES and path.is_file() and path.stat().st_size >= LEAST_BYTES


def convert(options: dict[str, Any], told: dict[str, Any], say: Say) -> bool:
    """Write the table; False if it has to be read whole after all, because its rows are reports or our own."""
    from geoevents import event_types  # noqa: PLC0415  help must not pay for it
    from geoevents.export import write  # noqa: PLC0415  as above
    from geoevents.expressions.base import DEFAULT_COVERAGE  # noqa: PLC0415  as above
    from geoevents.gazetteer import Gazetteer  # noqa: PLC0415  as above
    from geoevents.pipeline import options_of  # noqa: PLC0415  as above
    from geoevents.pipeline.large import Table  # noqa: PLC0415  as above
    from geoevents.pipeline.parts import WholeError  # noqa: PLC0415  as above
    from geoevents.pipeline.pins import beside  # noqa: PLC0415  as above
    from geoevents.pipeline.reading import Told  # noqa: PLC0415  as above

    gazetteer, output = Gazetteer.open(), options["output"]
    types = event_types.load(extra=Path(told["types"]) if told["types"] else None)
    settled = Told(beside(options["inputs"]) | told["pins"], told.get("coverage", DEFAULT_COVERAGE))
    reading = options_of(**{name: told[name] for name in ("published", "encoding", "preset", "columns")})
    try:
        table = Table(options["inputs"][0], reading, gazetteer, types, settled)
        write(output, _bytes(table, options), inputs=options["inputs"])
    except WholeError:
        return False
    _report(table.written, types, options, say)
    if options.get("manifest"):
        from geoevents.cli.manifest import write_manifest  # noqa: PLC0415  only here

        found = table.written
        counts = {"events": found.used, "kinds": dict(found.kinds), "problems": len(found.problems)}
        say(write_manifest(gazetteer, options["inputs"], output, counts))
    if options.get("show"):
        from geoevents.cli.opening import show_page  # noqa: PLC0415  only here

        show_page(Path(output), say)
    if any(problem.severity == "error" for problem in table.written.problems):
        raise click.exceptions.Exit(FAILED)
    return True


def _bytes(table: Table, options: dict[str, Any]) -> Iterator[bytes]:
    """What is written; nothing is if it would hold no event."""
    from geoevents.pipeline.large import page, parquet  # noqa: PLC0415  help must not pay for it

    found = table.written
    if Path(options["output"]).suffix.casefold() in PAGES:
        told = {name: options[name] for name in _OF_PAGE if options.get(name) is not None}
        kinds = options.get("kinds") or None
        yield from page(table, layers_on=kinds, **told)
        for kind in kinds or ():
            if kind not in found.kinds and kind not in table.types:
                known = ", ".join(dict.fromkeys((*found.kinds, *table.types)))
                raise EventTypeError(f"unknown event type {kind!r}; known are {known}")
    else:
        sources = table.gazetteer.sources()
        yield from parquet(table, list(dict.fromkeys(source.attribution for source in sources if source.attribution)))
    if not found.used and not options.get("allow_empty"):
        raise Failure("no events found", NOTHING)


def _report(found: Written, types: EventTypes, options: dict[str, Any], say: Say) -> None:
    """What became of the rows."""
    from geoevents.cli.saying import show, tally  # noqa: PLC0415  help must not pay for it
    from geoevents.layers import styles  # noqa: PLC0415  as above
    from geoevents.readers.rows import guessed  # noqa: PLC0415  as above

    output = options["output"]
    say(f"{found.source}: {guessed(found.columns, found.names)}")
    rejected = found.rows - found.used
    say(f"{found.source}: {found.rows:,} data rows = {found.used:,} used + {rejected:,} rejected")
    show(found.problems, say)
    if options["rejects"]:
        from geoevents.cli.tables import not_on_map, write_problems  # noqa: PLC0415  only here

        lost = [p for p in found.problems if p.severity == "error" and p.row in found.lost]
        nowhere = [not_on_map(found.source, row, *told) for row, told in found.unplaced.items()]
        say(write_problems(lost, nowhere, options["rejects"], options["inputs"]))
    size = Path(output).stat().st_size / 1e6
    kinds = {kind: found.kinds[kind] for kind in styles(found.kinds, types)}
    say(f"{tally(kinds, rows=found.used, off=len(found.unplaced))}. Wrote {output} ({size:,.1f} MB)")
    if Path(output).suffix.casefold() in PAGES:
        from geoevents.render.budget import over_budget  # noqa: PLC0415  only here

        if too_much := over_budget(found.used, size):
            click.echo(f"Warning: {output}: {too_much}", err=True)
