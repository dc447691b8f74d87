"""Reports as PDF: their text by pypdf, put back into paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.model import Problem
from geoevents.readers.content import what_is
from geoevents.readers.prose import MAX_TEXT, document, made_on, title_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.model import Document
    from geoevents.readers.source import Options, Source

MAX_PDF = 200_000_000
MAX_PAGES = 2_000
# Commands of a page are read one by one, at some 200 kB a second: a page of text has 10 kB.
MAX_PAGE = 5_000_000
# Lines at the top and the bottom of pages that may be running heads, and the share of pages that have one.
_EDGE, _MOST = 2, 0.5
# A line this much shorter than the others ends its paragraph; with a full stop at its end, this one does.
_SHORT, _ENDING = 0.6, 0.85
_STOP = re.compile(r"[.!?:\u2026][\"'\u201d\u2019)\]]{0,3}\Z")
_BULLET = re.compile(r"[-*\u2022\u25aa\u25cf]\s|\(?\d{1,2}[.)]\s")
_BROKEN = re.compile(r"([^\W\d_]{1,40})[-\u2010\u00ad]\Z")
# ruff: noqa: SIM905  a list of words is easier to read as text
# First halves of words that keep their hyphen: a line may break there too.
_HYPHENED = frozenset(
    "short medium long mid low high air surface ground sea ship land sub anti counter non self cross multi north south "
    "east west pro ex vice co de well state gas oil armor train semi all full half two three four five six seven eight "
    "nine ten twenty thirty forty fifty sixty seventy eighty ninety inter truck car".split()
)


def read_pdf(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A report: the text of its pages without running heads, words that were broken at line ends put together.

    Raises
    ------
    InputError
        It is no PDF, is damaged or encrypted, is too large, or has no text because its pages are pictures.
    """
    if b"%PDF-" not in source.data[:1024]:
        raise InputError(f"{source.name}: content is {what_is(source.data) or 'no PDF'}, name says {source.ending}")
    if len(source.data) > MAX_PDF:
        raise InputError(f"{source.name}: {len(source.data):,} bytes; a PDF may have at most {MAX_PDF:,}")
    import pypdf  # noqa: PLC0415  0.1 s, and most runs read no PDF

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what matters of its remarks is said below
    try:
        found = pypdf.PdfReader(io.BytesIO(source.data), strict=False)
        _unlock(found, source.name)
        pages, left_out = _pages(found)
        stated = found.metadata or {}
        title, made = str(stated.get("/Title") or ""), str(stated.get("/CreationDate") or "")
    except InputError:
        raise
    except RecursionError:
        raise InputError(f"{source.name}: nested too deeply") from None
    except Exception as error:  # noqa: BLE001  a stranger's file may be wrong in any way
        raise InputError(f"{source.name}: is damaged: {error}") from None
    text = paragraphs(pages)
    if not text.strip():
        raise InputError(
            f"{source.name}: has {len(pages)} pages without text: pictures, whose text must be recognized first (OCR)"
        )
    if left_out:
        yield Problem(source.name, f"left out {left_out}", severity="warning")
    yield from made_on(source, options, made.removeprefix("D:")[:8], text)
    title = title_within(title, text)
    yield document(source, options, text[:MAX_TEXT], {"title": title} if title else {})


def _unlock(found: Any, name: str) -> None:  # noqa: ANN401  pypdf is untyped here
    """Open a PDF that anyone may read: it is encrypted with an empty password."""
    from pypdf.errors import DependencyError  # noqa: PLC0415  as in read_pdf

    if not found.is_encrypted:
        return
    try:
        opened = found.decrypt("")
    except DependencyError:
        raise InputError(f"{name}: is encrypted (AES), which needs: pip install cryptography") from None
    if not opened:
        raise InputError(f"{name}: is encrypted with a password; save it without one")


def _pages(found: Any) -> tuple[list[list[str]], str]:  # noqa: ANN401  pypdf is untyped here
    """The lines of each page, and which pages were left out, in words."""
    count = len(found.pages)
    pages: list[list[str]] = []
    bad: list[int] = []
    for number in range(min(count, MAX_PAGES)):
        try:
            lines = _lines(found.pages[number])
        except Exception:  # noqa: BLE001  one bad page must not lose the others
            lines = None
        if lines is None:
            bad.append(number + 1)
        else:
            pages.append(lines)
    if bad and not pages:
        raise ValueError("no page can be read")
    told = [f"pages that cannot be read: {', '.join(map(str, bad[:10]))}"] if bad else []
    told += [f"pages from {MAX_PAGES + 1:,} on"] if count > MAX_PAGES else []
    return pages, "; ".join(told)


def _lines(page: Any) -> list[str] | None:  # noqa: ANN401  pypdf is untyped here
    """The lines of a page; None if it has too many commands."""
    contents = page.get_contents()
    if contents is not None and len(contents.get_data()) > MAX_PAGE:
        return None
    text: str = page.extract_text()
    return text.splitlines()


def paragraphs(pages: Sequence[Sequence[str]]) -> str:
    r"""Lines of pages as paragraphs, with an empty line between them.

    >>> paragraphs([["North Korea fired 23 short-", "range missiles on Wednesday, the mili-", "tary said."]])
    'North Korea fired 23 short-range missiles on Wednesday, the military said.'
    """
    heads = _running(pages)
    lines = [
        " ".join(line.split())
        for page in pages
        for at, line in enumerate(page)
        if not (_edge(at, len(page)) and _mark(line) in heads)
    ]
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    whole = frozenset(" ".join(lines).casefold().split())
    return "\n\n".join(_joined(block, whole) for block in _blocks(lines, usual))


def _edge(at: int, length: int) -> bool:
    return at < _EDGE or at >= length - _EDGE


def _mark(line: str) -> str:
    """A line as it is compared with those of other pages: numbers of pages differ."""
    return re.sub(r"\d+", "#", " ".join(line.split()))


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Heads and feet that most pages have."""
    if len(pages) < 3:
        return frozenset()
    seen = Counter(
        chain.from_iterable({_mark(line) for at, line in enumerate(page) if _edge(at, len(page))} for page in pages)
    )
    return frozenset(mark for mark, count in seen.items() if count > _MOST * len(pages))


def _blocks(lines: Iterable[str], usual: int) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if block and (not line or _ends(block[-1], line, usual)):
            yield block
            block = []
        if line:
            block.append(line)
    if block:
        yield block


def _ends(line: str, following: str, usual: int) -> bool:
    """Whether a paragraph ends with this line."""
    if _BULLET.match(following) or (line.isupper() and not following.isupper()):
        return True
    short = _ENDING if _STOP.search(line) else _SHORT
    return len(line) < short * usual and not following[0].islower() and not _BROKEN.search(line)


def _joined(lines: Sequence[str], whole: frozenset[str]) -> str:
    pieces = [lines[0]]
    for line in lines[1:]:
        broken = _BROKEN.search(pieces[-1][-41:])
        if broken is None:
            pieces.append(" ")
        else:
            first, rest = broken[1], line.split(" ", 1)[0].rstrip(".,;:!?)\"'\u201d\u2019")
            kept = f"{first}-{rest}".casefold() in whole or first.casefold() in _HYPHENED or not rest[:1].islower()
            if not kept or f"{first}{rest}".casefold() in whole:
                pieces[-1] = pieces[-1][:-1]
        pieces.append(line)
    return "".join(pieces)
