"""What standard input is: it has no name that says so."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING

from geoevents.readers.delimited import delimiter_of
from geoevents.readers.meanings import NEEDED, SYNONYMS, plain
from geoevents.readers.preset import find

if TYPE_CHECKING:
    from collections.abc import Sequence

# First bytes -> suffix, where they settle it; of archives, a name of a part inside.
_MAGIC = ((b"%PDF-", ".pdf"), (b"PAR1", ".parquet"))
_PARTS = ((b"word/document.xml", ".docx"), (b"xl/workbook.xml", ".xlsx"))
# Start of the text -> suffix. "[Reuters] ..." and "<3" are prose.
_STARTS = (
    (re.compile(r"\{\s{0,100}[\"}][^\n]{0,100000}\n\s{0,100}\{\s{0,100}[\"}]"), ".jsonl"),
    (re.compile(r"\{\s{0,1000}[\"}]|\[\s{0,1000}[{\[\"\]]"), ".json"),
    (
        re.compile(
            r"(?:<\?xml[^>]{0,200}>\s{0,100})?(?:<!--.{0,1000}?-->\s{0,100})?<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE
        ),
        ".rss",
    ),
    (re.compile(r"<[a-z!?]", re.IGNORECASE), ".html"),
)
_MAIL = re.compile(r"(?:from|to|subject|date|received|return-path|message-id|mime-version|x-[\w-]+):", re.IGNORECASE)
_MAIL_ONLY = re.compile(r"^(?:received|message-id|mime-version|return-path):", re.IGNORECASE | re.MULTILINE)
_LOOK = 20_000
_LINES = 20
_WIDEST_NAME = 40
_KNOWN = {plain(name) for names in SYNONYMS.values() for name in names.split()}
_NEEDED = {plain(name) for meaning in NEEDED for name in SYNONYMS[meaning].split()}


def ending_of(data: bytes) -> str:
    """The suffix that a file of this content would have; ``.txt`` for everything that is not clearly something else."""
    found = next((ending for magic, ending in _MAGIC if data.startswith(magic)), None)
    if found is None and data.startswith(b"PK\x03\x04"):
        found = next((ending for part, ending in _PARTS if part in data), None)
    if found:
        return found
    text = _start(data)
    found = next((ending for pattern, ending in _STARTS if pattern.match(text)), None)
    if found:
        return found
    if _MAIL.match(text) and _MAIL_ONLY.search(text.partition("\n\n")[0]):
        return ".eml"
    return _of_table(text.split("\n")[:_LINES]) or ".txt"


def _start(data: bytes) -> str:
    head = data[:_LOOK]
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = head[: len(head) & ~1].decode("utf-16" if wide else "utf-8", "replace")
    return text.lstrip("\ufeff \t\r\n").replace("\r\n", "\n").replace("\r", "\n")


def _of_table(lines: Sequence[str]) -> str | None:
    """Of a table whose first line holds names of columns that are known; a sentence with commas holds none."""
    filled = [line for line in lines if line.strip()]
    if len(filled) < 2:
        return None
    mark = delimiter_of(filled)
    try:
        names, *rows = csv.reader(filled, delimiter=mark)
    except csv.Error:
        return None  # quotes that no table has
    if not rows or len(names) < 2 or any(len(name) > _WIDEST_NAME for name in names) or len(rows[0]) != len(names):
        return None
    known = {plain(name) for name in names}
    if find([name.strip() for name in names]) or (known & _NEEDED and len(known & _KNOWN) > 1):
        return ".tsv" if mark == "\t" else ".csv"
    return None
