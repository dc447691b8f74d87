"""Records as typed columns: what formats with types are made of."""

from __future__ import annotations

import datetime as dt
from itertools import islice
from typing import TYPE_CHECKING, Any

from geoevents.errors import OutputError
from geoevents.frame.columns import DTYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geoevents.frame import Record


def need(module: str) -> Any:  # noqa: ANN401  a module
    """A library that not everyone needs.

    Raises
    ------
    OutputError
        It is not installed; the message says how to get it.
    """
    from importlib import import_module  # noqa: PLC0415  only where it is used

    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise OutputError(f"this format needs {package}: pip install {package}") from None


def dtype(name: str) -> str:
    """Type of a column; original columns are text."""
    return DTYPES.get(name, "string")


def value(name: str, cell: Any) -> Any:  # noqa: ANN401  a cell is text, a number or None
    """A cell in its type: dates and times become objects.

    >>> value("start_date", "2022-11-02"), value("qty_low", 3), value("title", "x")
    (datetime.date(2022, 11, 2), 3.0, 'x')
    """
    if cell is None:
        return None
    kind = dtype(name)
    if kind == "string":
        return str(cell)
    if kind == "float":
        return float(cell)
    if kind == "int":
        return int(cell)
    return dt.date.fromisoformat(cell) if kind == "date" else dt.datetime.fromisoformat(cell)


def batches(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    """Records in lists of ``size``."""
    stream = iter(records)
    while batch := list(islice(stream, size)):
        yield batch
