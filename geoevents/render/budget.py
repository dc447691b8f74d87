"""What a page may hold and still open and move at once, and what to do about one that holds more."""

from __future__ import annotations

# Measured by benchmarks/page.py: up to here a browser needs seconds to open the page and half a gigabyte.
MOST_EVENTS = 1_000_000
MOST_MEGABYTES = 100


def over_budget(events: int, megabytes: float) -> str | None:
    """A sentence about a page that is too large for many browsers, with what helps; None for one that is not.

    Parameters
    ----------
    events
        On the page.
    megabytes
        Size of the file, 1e6 bytes each.
    """
    if events <= MOST_EVENTS and megabytes <= MOST_MEGABYTES:
        return None
    return (
        f"the page holds {events:,} events in {megabytes:,.0f} MB; beyond {MOST_EVENTS:,} events or "
        f"{MOST_MEGABYTES} MB browsers open it slowly or not at all. Filter: give it fewer rows, such as one year, "
        "country or type for each map. Or aggregate: sum the rows by place and day first. "
        "All rows for other tools: geoevents export -o events.parquet"
    )
