"""A large table to GeoParquet: row by row into the file, so that a million rows need no memory of a million events."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geoevents.cli.commands import FAILED, NOTHING, Failure, visible

if TYPE_CHECKING:
    from geoevents.cli.saying import Say

# Tables from this size on; smaller ones are read whole, which is as good and says more on the way.
LEAST_BYTES = 5_000_000
SUFFIXES = (".csv", ".tsv", ".tab")
# Options that need all events at once.
WHOLE = ("kinds", "one_per_event", "corrections", "online", "prose", "strict", "input_format")


def fits(options: dict[str, Any]) -> bool:
    """Whether a call can go this way: one large table of text, to GeoParquet, with nothing that needs all events."""
    output, inputs = options.get("output"), options["inputs"]
    if output is None or Path(output).suffix.casefold() != ".parquet" or len(inputs) != 1:
        return False
    path = Path(inputs[0])
    large = path.suffix.casefold() in SUFFIXES and path.is_file() and path.stat().st_size >= LEAST_BYTES
    return large and not any(options.get(name) for name in WHOLE)


def convert(options: dict[str, Any], told: dict[str, Any], say: Say) -> bool:
    """Write the table; False if it has to be read whole after all, because its rows are reports or our own."""
    from geoevents import event_types  # noqa: PLC0415  help must not pay for it
    from geoevents.cli.saying import show  # noqa: PLC0415  as above
    from geoevents.cli.tables import not_on_map, write_problems  # noqa: PLC0415  as above
    from geoevents.export import write  # noqa: PLC0415  as above
    from geoevents.gazetteer import Gazetteer  # noqa: PLC0415  as above
    from geoevents.pipeline import options_of  # noqa: PLC0415  as above
    from geoevents.pipeline.large import WholeError, write_table  # noqa: PLC0415  as above
    from geoevents.pipeline.pins import beside  # noqa: PLC0415  as above
    from geoevents.pipeline.reading import DEFAULT_COVERAGE, Told  # noqa: PLC0415  as above
    from geoevents.readers.rows import guessed  # noqa: PLC0415  as above

    gazetteer, output = Gazetteer.open(), options["output"]
    types = event_types.load(extra=Path(told["types"]) if told["types"] else None)
    settled = Told(beside(options["inputs"]) | told["pins"], told.get("coverage", DEFAULT_COVERAGE))
    attribution = [source.attribution for source in gazetteer.sources() if source.attribution]
    reading = options_of(**{name: told[name] for name in ("published", "encoding", "preset", "columns")})
    try:
        found, stream = write_table(options["inputs"][0], reading, gazetteer, types, settled, attribution)
    except WholeError:
        return False
    write(output, stream, inputs=options["inputs"])
    say(f"{found.source}: {guessed(found.columns, found.names)}")
    rejected = found.rows - found.used
    say(f"{found.source}: {found.rows:,} data rows = {found.used:,} used + {rejected:,} rejected")
    show(found.problems, say)
    if options["rejects"]:
        lost = [p for p in found.problems if p.severity == "error" and p.row in found.lost]
        nowhere = [not_on_map(found.source, row, reason) for row, reason in found.unplaced.items()]
        say(write_problems(lost, nowhere, options["rejects"], options["inputs"]))
    if not found.used and not options.get("allow_empty"):
        raise Failure("no events found", NOTHING)
    off = f"; {len(found.unplaced):,} not on the map" if found.unplaced else ""
    say(visible(f"{found.used:,} events of {len(found.kinds)} types{off}. Wrote {output}"))
    if options.get("manifest"):
        from geoevents.cli.manifest import write_manifest  # noqa: PLC0415  only here

        counts = {"events": found.used, "kinds": dict(found.kinds), "problems": len(found.problems)}
        say(write_manifest(gazetteer, options["inputs"], output, counts))
    if any(problem.severity == "error" for problem in found.problems):
        raise click.exceptions.Exit(FAILED)
    return True
