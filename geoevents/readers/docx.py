"""Reports in Word's format (.docx): the paragraphs and tables of the body, as they read with all changes accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.readers.prose import document, front_matter, made_on, title_within
from geoevents.readers.xmls import MAX_XML, local, tree, words
from geoevents.readers.zipped import archive, part_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from geoevents.model import Document, Problem
    from geoevents.readers.source import Options, Source

BODY = "word/document.xml"
ABOUT = "docProps/core.xml"
# What nobody sees: deleted and moved-away words, codes of fields, and the second version of a drawing.
UNSEEN = frozenset(("del", "movefrom", "instrtext", "deltext", "fallback", "rpr", "ppr", "sectpr"))
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "nobreakhyphen": "-"}


def read_docx(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A report: its paragraphs, a table row by row, and its title.

    Raises
    ------
    InputError
        It is no such document, is encrypted, would burst, or has no text.
    """
    found = archive(source, BODY)
    body = tree(part_of(found, BODY, source.name, most=MAX_XML), source.name)
    title, blocks = "", []
    for style, text in _blocks(body):
        if style == "title" and not title:
            title = " ".join(text.split())
        else:
            blocks.append(text)
    known, text, wrong = front_matter("\n\n".join(blocks), source.name)
    yield from wrong
    about = part_of(found, ABOUT, source.name, most=MAX_XML)
    stated = {local(entry): words(entry) for entry in tree(about, source.name)} if about else {}
    known.setdefault("title", title or title_within(stated.get("title", ""), text))
    if "published" not in known:
        yield from made_on(source, options, stated.get("created", ""), text)
    yield document(source, options, text, known)


def _blocks(root: Element) -> Iterator[tuple[str, str]]:
    """Style and text of each paragraph, and of each row of a table; empty ones are left out.

    Without recursion: a stranger's nesting has no bound.
    """
    todo = [iter(root)]
    while todo:
        element = next(todo[-1], None)
        if element is None:
            todo.pop()
            continue
        name = local(element)
        if name == "p" or (name == "tr" and not _holds_rows(element)):
            text = _row(element) if name == "tr" else _text(element)
            if text.strip():
                yield _style(element), text.strip()
        elif name not in UNSEEN:
            todo.append(iter(element))


def _row(row: Element) -> str:
    """The cells of a row, with a comma between them: names in neighboring cells are not one name."""
    return ",\t".join(filter(str.strip, (_text(cell) for cell in row if local(cell) == "tc")))


def _holds_rows(row: Element) -> bool:
    return any(local(inner) == "tr" for cell in row for inner in cell.iter() if inner is not row)


def _style(paragraph: Element) -> str:
    for entry in paragraph.iter():
        if local(entry) == "pstyle":
            return next((value for key, value in entry.attrib.items() if key.endswith("val")), "").casefold()
    return ""


def _text(element: Element) -> str:
    pieces: list[str] = []
    todo = [iter((element,))]
    while todo:
        part = next(todo[-1], None)
        if part is None:
            todo.pop()
            continue
        name = local(part)
        if name == "t":
            pieces.append(part.text or "")
        elif name in _BREAKS:
            pieces.append(_BREAKS[name])
        elif name not in UNSEEN:
            if name == "p" and pieces:
                pieces.append(" ")
            todo.append(iter(part))
    return "".join(pieces)
