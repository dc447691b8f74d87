"""XML of strangers -> a tree, without entities, external parts and surprises of size."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from geoevents.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

# A tree takes some 100 bytes for each tag.
MAX_XML, MAX_TAGS = 20_000_000, 2_000_000
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}encoding=[\"']([\w.-]{1,40})")
_HEAD = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
# Names of HTML that XML does not know: feeds are full of them.
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(\w{2,31};)")


def declared(data: bytes) -> str | None:
    """Encoding that the XML declaration states."""
    found = _DECLARED.search(data[:500])
    return found[1].decode("ascii") if found else None


def tree(text: str | bytes, name: str) -> Element:
    """Root of the tree.

    Raises
    ------
    InputError
        It is too large, is no XML, or defines entities, which may grow without end or read other files.
    """
    from xml.etree.ElementTree import ParseError  # noqa: PLC0415  most runs read no XML

    from defusedxml.common import DefusedXmlException  # noqa: PLC0415  as above
    from defusedxml.ElementTree import fromstring  # noqa: PLC0415  as above

    if len(text) > MAX_XML:
        raise InputError(f"{name}: its XML has {len(text):,} characters; at most {MAX_XML:,} are read")
    tags = text.count("<") if isinstance(text, str) else text.count(b"<")
    if tags > MAX_TAGS:
        raise InputError(f"{name}: its XML has {tags:,} tags; at most {MAX_TAGS:,} are read")
    if isinstance(text, str):
        text = _NAMED.sub(lambda found: html.unescape(found[0]), _HEAD.sub("", text, count=1))
    try:
        root: Element = fromstring(text)
    except DefusedXmlException:
        raise InputError(f"{name}: its XML defines entities; it is refused") from None
    except (ParseError, ValueError, LookupError) as error:
        raise InputError(f"{name}: its XML is broken: {error}") from None
    return root


def local(element: Element) -> str:
    """Name of a tag without its namespace, in lower case.

    >>> from xml.etree.ElementTree import fromstring
    >>> local(fromstring('<a:Title xmlns:a="http://x"/>'))
    'title'
    """
    return element.tag.rpartition("}")[2].casefold() if isinstance(element.tag, str) else ""


def children(element: Element, name: str) -> Iterator[Element]:
    """Children of this local name."""
    return (child for child in element if local(child) == name)


def words(element: Element | None) -> str:
    """All text in an element, with single blanks."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
