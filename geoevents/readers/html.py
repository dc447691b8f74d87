"""Reports saved as HTML: the readable text, and what the page says about itself. By the standard library alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers.content import check_bytes, check_text
from geoevents.readers.days import parse_day
from geoevents.readers.decoding import decode
from geoevents.readers.prose import document
from geoevents.readers.readable import Block, report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.readers.source import Options, Source

MAX_HTML = 20_000_000
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s{0,5}([\w-]{1,40})", re.IGNORECASE)
# What opens -> the end without which it is text, and a section that the parser does not know: it would give up.
_UNFINISHED = (
    (re.compile("<!--"), "-->"),
    (re.compile(r"<!\[CDATA\[", re.IGNORECASE), "]]>"),
    (re.compile(r"<!\["), "]>"),
    (re.compile("<"), ">"),
)
_UNKNOWN = re.compile(r"<!\[(?!(?:temp|cdata|ignore|include|rcdata|if|else|endif)(?![-.\w]))", re.IGNORECASE)

# Never text of the report.
SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "math", "nav", "header", "footer", "aside", "form", "button",
    "select", "iframe", "object", "figcaption", "dialog", "menu",
))  # fmt: skip
BLOCKS = frozenset((
    "p", "div", "section", "article", "main", "li", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5",
    "h6", "blockquote", "pre", "br", "hr", "dd", "dt", "figure",
))  # fmt: skip
CELLS = ("td", "th")
BODIES = ("article", "main")

# Attribute value of <meta name=/property=/itemprop=...> -> what it says.
META = {
    "og:title": "title",
    "article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "pubdate": "published",
    "og:site_name": "publisher",
    "og:url": "url",
}


class _Page(HTMLParser):
    """Collects blocks of text, and metadata."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.known: dict[str, str] = {}
        self.blocks: list[Block] = []
        self.title: list[str] = []
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._skipped: list[str] = []
        self._open = Counter[str]()  # how often each tag is in _skipped
        self._bodies = 0
        self._in_title = False
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(values)
        elif tag == "link" and values.get("rel", "").casefold() == "canonical" and values.get("href"):
            self.known["url"] = values["href"]
        elif tag == "time" and values.get("datetime"):
            self.known.setdefault("seen_time", values["datetime"])
        self._in_title = self._in_title or tag == "title"
        self._in_data = tag == "script" and values.get("type") == "application/ld+json"
        if tag in SKIPPED:
            self._skipped.append(tag)
            self._open[tag] += 1
        if tag in BLOCKS:
            self._end_block()
        elif tag in CELLS:
            self._add(" ")
        self._bodies += tag in BODIES
        self._links += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self._in_title = self._in_title and tag != "title"
        self._in_data = False
        if self._open[tag]:
            last = ""
            while last != tag:
                last = self._skipped.pop()
                self._open[last] -= 1
        if tag in BLOCKS:
            self._end_block()
        self._bodies = max(self._bodies - (tag in BODIES), 0)
        self._links = max(self._links - (tag == "a"), 0)

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)
        elif self._in_data:
            self._linked_data(data)
        else:
            self._add(data)

    def _add(self, data: str) -> None:
        if not self._skipped:
            self._pieces.append(data)
            self._linked += len(data.strip()) if self._links else 0

    def _end_block(self) -> None:
        text = " ".join("".join(self._pieces).split())
        if text:
            self.blocks.append(Block(text, self._linked, inside=self._bodies > 0))
        self._pieces, self._linked = [], 0

    def close(self) -> None:
        """End the last block."""
        super().close()
        self._end_block()

    def _meta(self, values: dict[str, str]) -> None:
        name = values.get("property") or values.get("name") or values.get("itemprop") or ""
        meaning = META.get(name.casefold())
        if meaning and values.get("content"):
            self.known.setdefault(meaning, values["content"].strip())

    def _linked_data(self, data: str) -> None:
        try:
            found = json.loads(data)
        except (ValueError, RecursionError):
            return  # broken metadata is no metadata
        entries = found if isinstance(found, list) else [found]
        for entry in entries:
            if isinstance(entry, dict) and isinstance(entry.get("datePublished"), str):
                self.known.setdefault("published", entry["datePublished"])


def read_html(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A saved page: its text without navigation, its title, date, publisher and address."""
    check_bytes(source.data, source.name, source.ending)
    if len(source.data) > MAX_HTML:
        raise InputError(f"{source.name}: {len(source.data):,} bytes; a page may have at most {MAX_HTML:,}")
    declared = _CHARSET.search(source.data[:4096])
    charset = declared[1].decode("ascii", "replace") if declared else None
    text, warning = decode(source.data, source.name, encoding=options.encoding, declared=charset)
    if warning:
        yield Problem(source.name, warning, severity="warning")
    check_text(text, source.name, source.ending, markup=True)
    page = _page(text)
    yield document(source, options, report(page.blocks), _known(page))


def readable(text: str) -> str:
    """What a reader sees of a piece of HTML; text without any tags is left as it is, but for white space.

    >>> readable("<p>Shots near <b>Goma</b> &amp; Sake.</p><script>x</script>")
    'Shots near Goma & Sake.'
    """
    return report(_page(text[:MAX_HTML]).blocks)


def _page(text: str) -> _Page:
    page = _Page()
    page.feed(_bounded(text))
    page.close()
    return page


def _bounded(text: str) -> str:
    """The page with all that is opened and never closed as text: the parser would look for the end of each.

    >>> _bounded("<!-- a --><b>x</b> <!-- y > <a href=")
    '<!-- a --><b>x</b> &lt;!-- y > &lt;a href='
    """
    text = _UNKNOWN.sub("&lt;![", text)
    for opening, end in _UNFINISHED:
        at = text.rfind(end) + 1
        text = text[:at] + opening.sub(lambda found: "&lt;" + found[0][1:], text[at:])
    return text


def _known(page: _Page) -> dict[str, str]:
    known = dict(page.known)
    if "".join(page.title).strip():
        known.setdefault("title", " ".join("".join(page.title).split()))
    dates = (known.get("published", ""), known.get("seen_time", ""))
    dated = next((value for value in dates if parse_day(value)), None)
    known.pop("published", None)
    return known | ({"published": dated} if dated else {})
