"""Tables on the command line: that no row is lost is counted and said."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.model import Problem
    from geoevents.pipeline import Events

REJECTS = ("file", "row", "column", "value", "reason")


def _lost(events: Events) -> list[Problem]:
    """Problems of rows that gave no event; the other problems lost a value at most, or are of a file of corrections."""
    kept = {(document.source, document.row) for document in events.documents}
    tables = {*events.inputs, "<stdin>", *(document.source for document in events.documents)}
    return [
        problem
        for problem in events.problems
        if problem.row is not None
        and problem.severity == "error"
        and problem.source in tables
        and (problem.source, problem.row) not in kept
    ]


def accounts(events: Events) -> list[str]:
    """For each table a line with its data rows: used and rejected add up to all of them."""
    used = Counter(document.source for document in events.documents if document.row is not None)
    lost = Counter(source for source, _ in {(problem.source, problem.row) for problem in _lost(events)})
    return [
        f"{source}: {used[source] + lost[source]:,} data rows = {used[source]:,} used + {lost[source]:,} rejected"
        for source in dict.fromkeys((*used, *lost))
    ]


def write_rejects(events: Events, path: str) -> str:
    """Write the rows that were not used, with the cell to blame, and those that are not on the map; what to tell."""
    return write_problems(_lost(events), list(_unplaced(events)), path, events.inputs)


def not_on_map(source: str, row: int | None, reason: str, place: str = "") -> Problem:
    """What to write of a row that was used, but is not on the map."""
    from geoevents.model import Problem  # noqa: PLC0415  help must not pay for it

    return Problem(source, f"used, but not on the map: {reason or 'it has no place'}", row, None, place[:80])


def _unplaced(events: Events) -> Iterator[Problem]:
    rows = {document.id: document for document in events.documents if document.row is not None}
    for event in events:
        document = rows.get(event.document_id)
        if document is None or any(placement.resolution.shape is not None for placement in event.placements):
            continue
        first = event.placements[0].resolution if event.placements else None
        reason = (first.reason if first else event.unplaced_reason) or ""
        yield not_on_map(document.source, document.row, reason, first.name if first else "")


def write_problems(lost: Sequence[Problem], unplaced: Sequence[Problem], path: str, inputs: Sequence[str]) -> str:
    """The same for problems that are all of such rows."""
    import csv  # noqa: PLC0415  only here
    import io  # noqa: PLC0415  only here

    from geoevents.export import write  # noqa: PLC0415  help must not pay for it
    from geoevents.export.delimited import guarded  # noqa: PLC0415  as above

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(REJECTS)
    for problem in sorted((*lost, *unplaced), key=lambda problem: (problem.source, problem.row or 0)):
        cells = (problem.source, problem.row, problem.field or "", problem.value or "", problem.message)
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    write(path, [buffer.getvalue().encode("utf-8")], inputs=inputs)
    rows = len({(problem.source, problem.row) for problem in lost})
    return f"{rows:,} rejected row{'' if rows == 1 else 's'} and {len(unplaced):,} that are not on the map in {path}"


def write_settings(events: Events) -> list[str]:
    """Write what the columns of each table mean into a file beside it; what to tell. Existing files are kept."""
    from geoevents.export import write  # noqa: PLC0415  help must not pay for it
    from geoevents.readers.beside import own, text  # noqa: PLC0415  as above

    lines = []
    tables = {document.source: document.columns for document in events.documents if document.columns}
    for source, columns in tables.items():
        path = own(source)
        if columns.get("layout") == "geoevents" or not Path(source).is_file():
            continue
        if path.exists():
            lines.append(f"{path} exists; it is kept")
            continue
        write(path, [text(columns).encode("utf-8")], inputs=events.inputs)
        lines.append(f"Wrote {path}: change it, and it is used from now on")
    return lines
