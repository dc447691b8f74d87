"""Is the content what the name says? Nothing is opened by a suffix alone."""

from __future__ import annotations

import re

from geoevents.errors import InputError

# First bytes -> what it is. Looked at before anything is decoded. Letters alone say nothing ("GIF89a is a format"):
# behind them there must be a byte that no text has.
MAGIC = (
    (b"PK\x03\x04", "a ZIP archive (XLSX, DOCX and ODS are ZIP archives)"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF-", "a PDF"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\x00", "an SQLite database (GeoPackage is one)"),
    (b"PAR1", "Parquet"),
    (b"fgb\x03", "FlatGeobuf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file (XLS, DOC)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a Windows program"),
)
_CONTROL = re.compile(rb"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_LOOK = 512
# First visible characters, in lower case -> what it is.
MARKUP = (
    ("<ogrvrt", "an OGR virtual data source (it would read other files)"),
    ("<!doctype html", "HTML"),
    ("<html", "HTML"),
    ("<kml", "KML"),
    ("<gpx", "GPX"),
    ("<rss", "a feed"),
    ("<feed", "a feed"),
    ("<?xml", "XML"),
)


def check_bytes(data: bytes, name: str, ending: str) -> None:
    """Refuse an empty file, and binary content under the name of a text format.

    Raises
    ------
    InputError
        The message says what the content is and what the name says.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n\v\f"):
        raise InputError(f"{name}: is empty")
    what = what_is(data)
    if what:
        raise InputError(f"{name}: content is {what}, name says {ending or 'text'}")


def what_is(data: bytes) -> str | None:
    r"""What binary content is, by its first bytes; None for text.

    >>> what_is(b"GIF89a\x01\x00\x01\x00"), what_is(b"Rar! shouted the guard.")
    ('a GIF picture', None)
    """
    for magic, what in MAGIC:
        if data.startswith(magic) and (not magic.isalnum() or _CONTROL.search(data[:_LOOK])):
            return what
    return None


def check_text(text: str, name: str, ending: str, *, markup: bool = False) -> None:
    """Refuse markup under the name of another format (unless ``markup``), and NUL characters.

    Raises
    ------
    InputError
        The message says what the content is and what the name says.
    """
    start = text[:200].lstrip("\ufeff \t\r\n").casefold()
    found = next((what for prefix, what in MARKUP if start.startswith(prefix)), None)
    if found and not markup:
        raise InputError(f"{name}: content is {found}, name says {ending or 'text'}")
    at = text.find("\0")
    if at >= 0:
        line = text.count("\n", 0, at) + 1
        raise InputError(f"{name}: NUL character in line {line}: it is binary, or UTF-16 (try --encoding utf-16-le)")
