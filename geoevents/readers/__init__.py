"""Files -> Documents. A format is a function and a row in READERS."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers.beside import REPORTS, settled
from geoevents.readers.delimited import read_csv, read_tsv
from geoevents.readers.docx import read_docx
from geoevents.readers.feed import read_feed
from geoevents.readers.files import expand, load, shown
from geoevents.readers.html import read_html
from geoevents.readers.jsons import read_json, read_lines
from geoevents.readers.mail import read_mail
from geoevents.readers.parquet import read_parquet
from geoevents.readers.pdf import read_pdf
from geoevents.readers.preset import find
from geoevents.readers.prose import read_markdown, read_text
from geoevents.readers.sniff import ending_of
from geoevents.readers.source import MAX_BYTES, Options, Source
from geoevents.readers.workbook import read_xlsx

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator

    Reader = Callable[[Source, Options], Iterator[Document | Problem]]

__all__ = ["MAX_BYTES", "READERS", "REPORTS", "Options", "Source", "expand", "load", "read", "read_source", "settled"]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".eml": read_mail,
    ".rss": read_feed,
    ".atom": read_feed,
    ".xml": read_feed,
    ".csv": read_csv,
    ".tsv": read_tsv,
    ".tab": read_tsv,
    ".xlsx": read_xlsx,
    ".parquet": read_parquet,
    ".geoparquet": read_parquet,
    ".json": read_json,
    ".geojson": read_json,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".geojsonl": read_lines,
}


def read(*inputs: str | os.PathLike[str], options: Options | None = None) -> Iterator[Document | Problem]:
    """Documents of files, folders, patterns or "-" (standard input). What goes wrong is a Problem among them."""
    options = options or Options()
    for name in expand(inputs, READERS):
        if isinstance(name, Problem):
            yield replace(name, source=shown(name.source))
            continue
        try:
            yield from read_source(load(name, options), settled(name, options))
        except (InputError, OSError) as error:
            yield _problem(name, str(error))
        except Exception as error:  # noqa: BLE001  a defect of ours loses one file, never the run
            yield _problem(name, f"could not be read: {type(error).__name__}: {error}; please report this")


def _problem(name: str, message: str) -> Problem:
    return Problem(shown(name), shown(message).removeprefix(f"{shown(name)}: "))


def read_source(source: Source, options: Options | None = None) -> Iterator[Document | Problem]:
    """Documents of one input that is already in memory.

    Raises
    ------
    InputError
        Its suffix is unknown, or its content is not what the suffix says.
    """
    reader = READERS.get(source.ending)
    if reader is None:
        known = ", ".join(READERS)
        what = f"unknown suffix {source.ending!r}" if source.ending else "has no suffix"
        raise InputError(f"{source.name}: {what}; known are {known}")
    if reader is read_text:
        reader = _of_text(source)
    yield from reader(source, options or Options())


def _of_text(source: Source) -> Reader:
    """The reader of a ``.txt``: many programs export tables under that name, POLECAT is published so."""
    line = source.data[:20_000].partition(b"\n")[0].decode("latin-1")
    if line.count("\t") > 1 and find(line.strip().split("\t")):
        return read_tsv
    return {".tsv": read_tsv, ".csv": read_csv}.get(ending_of(source.data), read_text)
