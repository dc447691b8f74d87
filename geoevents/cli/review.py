"""The review: what was found, as a table to be corrected by hand."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.pipeline import Events


def write_review(events: Events, path: str) -> str:
    """Write a row per place of an event; what to tell."""
    from geoevents.export import write  # noqa: PLC0415  help must not pay for it
    from geoevents.export.delimited import guarded  # noqa: PLC0415  as above
    from geoevents.pipeline.corrections import COLUMNS, review  # noqa: PLC0415  as above

    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    rows = list(review(events))
    for row in rows:
        writer.writerow([guarded(row[name]) for name in COLUMNS])
    write(path, [buffer.getvalue().encode("utf-8")], inputs=events.inputs)
    return f"{len(rows):,} rows to review in {path}; corrected, it goes back in with --corrections {path}"
