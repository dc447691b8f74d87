"""Reports in plain text and Markdown, with or without front matter."""

from __future__ import annotations

import re
from datetime import UTC
from itertools import groupby
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers.content import check_bytes, check_text
from geoevents.readers.dateline import dateline
from geoevents.readers.days import parse_day
from geoevents.readers.decoding import decode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from geoevents.readers.source import Options, Source

# Keys of front matter -> what they say. Other keys are the user's own and stay unread.
KEYS = {
    "date": "published",
    "published": "published",
    "title": "title",
    "headline": "title",
    "source": "publisher",
    "publisher": "publisher",
    "url": "url",
    "link": "url",
}
MAX_TEXT = 50_000_000
_ENTRY = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]{0,10}:[ \t]{0,10}(.{0,2000})")

# Markdown marks, each replaced by what a reader sees. Bounded: a stranger wrote the text.
_MARKS = (
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.{0,1000}?)[ \t]*#{0,6}$", re.MULTILINE), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE), ""),
    (re.compile(r"^[ \t]{0,8}[-*+][ \t]+(?=\S)", re.MULTILINE), ""),
    (re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)"), r"\1"),
    (re.compile(r"\[([^\]\n]{1,300})\]\([^)\n]{0,1000}\)"), r"\1"),
    (re.compile(r"(?<![\w*])(\*\*|__|\*|_)(?=\S)([^*_\n]{1,500})(?<=\S)\1(?![\w*])"), r"\2"),
    (re.compile(r"^[ \t]{0,3}(?:```|~~~|-{3,}|\*{3,}|={3,})[^\n]{0,40}$", re.MULTILINE), ""),
    (re.compile(r"(?<!`)`([^`\n]{1,200})`(?!`)"), r"\1"),
)
# Soft hyphens, and spaces and joiners without width: where a page may break a word, which is one word all the same.
_WIDTHLESS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
# From this many line breaks on, runs of empty lines are shortened.
_MANY_LINES = 10_000
_HEADING = re.compile(r"\s{0,20}#[ \t]+(.{1,300})")


def read_text(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A report in plain text."""
    text, warning = _decoded(source, options)
    if warning:
        yield Problem(source.name, warning, severity="warning")
    known, body, wrong = front_matter(text, source.name)
    yield from wrong
    yield document(source, options, body, known)


def read_markdown(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A report in Markdown: marks are taken off, the first heading is its title if front matter gives none."""
    text, warning = _decoded(source, options)
    if warning:
        yield Problem(source.name, warning, severity="warning")
    known, body, wrong = front_matter(text, source.name)
    yield from wrong
    heading = _HEADING.match(body)
    if heading:
        known.setdefault("title", heading[1].strip(" #"))
        body = body[heading.end() :]
    yield document(source, options, unmarked(body), known)


def _decoded(source: Source, options: Options) -> tuple[str, str | None]:
    check_bytes(source.data, source.name, source.ending)
    if len(source.data) > MAX_TEXT:
        raise InputError(f"{source.name}: {len(source.data):,} bytes; a report may have at most {MAX_TEXT:,}")
    text, warning = decode(source.data, source.name, encoding=options.encoding)
    check_text(text, source.name, source.ending)
    return text.replace("\r\n", "\n").replace("\r", "\n"), warning


def unmarked(text: str) -> str:
    """Markdown as a reader sees it.

    >>> unmarked("Shots near **Goma** on [Monday](http://x).")
    'Shots near Goma on Monday.'
    """
    text = _uncommented(text)
    for pattern, seen in _MARKS:
        text = pattern.sub(seen, text)
    return text


def _uncommented(text: str) -> str:
    """Without comments, in one pass: a pattern would look for the end of each that has none."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[at:start])
        at = end + 3
    return "".join((*kept, text[at:]))


def front_matter(text: str, name: str = "") -> tuple[dict[str, str], str, list[Problem]]:
    r"""What a block between two ``---`` lines at the top says, the text after it, and what was wrong with it.

    >>> front_matter("---\ndate: 2022-11-02\n---\nShots were heard.")
    ({'published': '2022-11-02'}, 'Shots were heard.', [])
    """
    lines = text.lstrip("\n").split("\n", 101)
    if lines[0].rstrip() != "---":
        return {}, text, []
    end = next((at for at, line in enumerate(lines[1:100], 1) if line.rstrip() in {"---", "..."}), None)
    if end is None:
        return {}, text, []
    known: dict[str, str] = {}
    wrong: list[Problem] = []
    for line in lines[1:end]:
        entry = _ENTRY.fullmatch(line.strip())
        meaning = KEYS.get(entry[1].casefold()) if entry else None
        if not entry or not meaning:
            continue
        value = entry[2].strip().strip("\"'")
        if meaning == "published" and value and not parse_day(value):
            wrong.append(Problem(name, "not a date like 2022-11-02", None, entry[1], value, "warning"))
        elif value:
            known.setdefault(meaning, value)
    return known, "\n".join(lines[end + 1 :]).lstrip("\n"), wrong


def document(source: Source, options: Options, text: str, known: dict[str, str]) -> Document:
    """A report from its text and what is known about it.

    Its day is what front matter and the like say, else its dateline's, else ``options.published``.

    Raises
    ------
    InputError
        There is no text.
    """
    text = _squeezed(text.translate(_WIDTHLESS))
    if not text.strip():
        raise InputError(f"{source.name}: no text found")
    title = known.get("title", "").translate(_WIDTHLESS) or None
    return Document(
        id=source.id,
        source=source.name,
        fields={"title": title, "text": text} if title else {"text": text},
        published=_published(known.get("published")) or _dated(text) or options.published,
        publisher=known.get("publisher"),
        url=known.get("url"),
        title=title,
        sha256=source.sha256,
    )


def _squeezed(text: str) -> str:
    """The text with at most two empty lines in a row: millions of them would cost hundreds of bytes each."""
    if text.count("\n") < _MANY_LINES:
        return text
    runs = groupby(text.split("\n"), key=lambda line: not line or line.isspace())
    return "\n".join(line for empty, lines in runs for line in (("", "") if empty else lines))


def stamp(text: str) -> str:
    """A date as mails and feeds write it ("Wed, 2 Nov 2022 14:00 EST") in ISO; other forms as they are.

    >>> stamp("Wed, 2 Nov 2022 14:00:00 EST"), stamp("2022-11-02")
    ('2022-11-02T19:00:00Z', '2022-11-02')
    """
    if parse_day(text):
        return text
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  only for mails and feeds

    try:
        found = parsedate_to_datetime(text[:100])
        found = found.astimezone(UTC) if found.tzinfo else found
    except (ValueError, TypeError, OverflowError, IndexError):
        return text
    return found.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def made_on(source: Source, options: Options, stated: str, text: str) -> Iterator[Problem]:
    """What a file says of the day it was made: told where nothing better is known, never taken for its date."""
    day = parse_day(stated)
    if day is not None and options.published is None and dateline(text) is None:
        made = day.start.date().isoformat()
        message = f"was made on {made}, says the file; if it was published then, say --published {made}"
        yield Problem(source.name, message, severity="warning")


def title_within(title: str, text: str) -> str:
    r"""The title that a file states of itself, if it stands at the top of its text; programs write all sorts there.

    >>> title_within("Shots near Goma", "SHOTS NEAR GOMA\nBy us."), title_within("report3.doc", "Shots near Goma")
    ('Shots near Goma', '')
    """
    words = " ".join(title.split())
    return words if words and words.casefold() in " ".join(text[:3000].split()).casefold() else ""


def _published(value: str | None) -> datetime | None:
    day = parse_day(value) if value else None
    return day.start if day else None


def _dated(text: str) -> datetime | None:
    found = dateline(text)
    return found.day if found else None
