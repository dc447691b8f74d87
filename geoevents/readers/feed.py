"""Saved feeds (RSS and Atom): each entry is a report of its own, with its own title, day and address."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.model import Problem
from geoevents.readers.content import check_bytes
from geoevents.readers.days import parse_day
from geoevents.readers.decoding import decode
from geoevents.readers.html import readable
from geoevents.readers.prose import document, stamp
from geoevents.readers.xmls import children, declared, local, tree, words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from geoevents.model import Document
    from geoevents.readers.source import Options, Source

FEEDS = frozenset(("rss", "feed", "rdf"))
ENTRIES = frozenset(("item", "entry"))
# Of an entry, by local name, most telling first.
TEXTS = ("encoded", "content", "description", "summary")
DAYS = ("pubdate", "published", "date", "issued", "created", "updated", "modified")
MOST_ENTRIES = 20_000


def read_feed(source: Source, options: Options) -> Iterator[Document | Problem]:
    """The entries of a feed; one without text is read by its title, one without either is a problem.

    Raises
    ------
    InputError
        It is no feed, is too large, or has no entry.
    """
    check_bytes(source.data, source.name, source.ending)
    text, warning = decode(source.data, source.name, encoding=options.encoding, declared=declared(source.data))
    if warning:
        yield Problem(source.name, warning, severity="warning")
    root = tree(text, source.name)
    if local(root) not in FEEDS:
        raise InputError(f"{source.name}: is XML, but no feed: its outermost tag is {local(root)!r}")
    entries = [element for element in root.iter() if local(element) in ENTRIES]
    if not entries or len(entries) > MOST_ENTRIES:
        raise InputError(f"{source.name}: a feed with {len(entries):,} entries; 1 to {MOST_ENTRIES:,} are read")
    publisher = words(_first(next(children(root, "channel"), root), "title"))
    for number, entry in enumerate(entries, 1):
        yield from _entry(source, options, entry, number, publisher)


def _entry(
    source: Source, options: Options, entry: Element, number: int, publisher: str
) -> Iterator[Document | Problem]:
    name = f"{source.name}#{number}"
    known = {"title": readable(words(_first(entry, "title"))), "publisher": publisher, "url": _address(entry)}
    text = max((readable(_markup(_first(entry, tag))) for tag in TEXTS), key=len) or known.pop("title")
    stated = next(filter(None, (words(_first(entry, tag)) for tag in DAYS)), "")
    day = stamp(stated)
    if stated and not parse_day(day):
        yield Problem(name, "not a date like 2022-11-02", None, "date", stated, "warning")
    elif stated:
        known["published"] = day
    if not text:
        yield Problem(name, "no text found")
        return
    told = {key: value for key, value in known.items() if value}
    # By its own content: the same entry in the feed that is saved tomorrow is the same report.
    content = hashlib.sha256("\0".join((text, *sorted(told.values()))).encode("utf-8", "surrogatepass")).hexdigest()
    yield replace(document(source, options, text, told), id=content[:16], source=name)


def _first(element: Element, name: str) -> Element | None:
    return next(children(element, name), None)


def _markup(element: Element | None) -> str:
    """The HTML in an element: as text (escaped, the rule), or as a tree (Atom's xhtml)."""
    if element is None:
        return ""
    if len(element) == 0:
        return element.text or ""
    from xml.etree.ElementTree import tostring  # noqa: PLC0415  rare

    for part in element.iter():
        part.tag = local(part) or "span"
    return tostring(element, encoding="unicode")


def _address(entry: Element) -> str:
    links = list(children(entry, "link"))
    best = next((link for link in links if link.get("rel", "alternate") == "alternate"), None)
    if best is None:
        return ""
    return best.get("href") or words(best)
