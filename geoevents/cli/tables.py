"""Tables on the command line: that no row is lost is counted and said."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Write the rows that were not used, with the cell to blame and the reason; what to tell."""
    return write_problems(_lost(events), path, events.inputs)


def write_problems(found: Sequence[Problem], path: str, inputs: Sequence[str]) -> str:
    """The same for problems that are all of such rows."""
    import csv  # noqa: PLC0415  only here
    import io  # noqa: PLC0415  only here

    from geoevents.export import write  # noqa: PLC0415  help must not pay for it
    from geoevents.export.delimited import guarded  # noqa: PLC0415  as above

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(REJECTS)
    for problem in found:
        cells = (problem.source, problem.row, problem.field or "", problem.value or "", problem.message)
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in cells])
    write(path, [buffer.getvalue().encode("utf-8")], inputs=inputs)
    return f"{len(found):,} rejected rows in {path}"


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
