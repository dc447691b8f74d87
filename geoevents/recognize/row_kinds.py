"""The kind and the title of a row: a data set's own words and codes, and those of the table of event types."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.recognize.cells import missing
from geoevents.recognize.row_facts import cell, named_cell

if TYPE_CHECKING:
    from geoevents.event_types import EventTypes
    from geoevents.model import Document
    from geoevents.readers.preset import Preset

_BRACES = re.compile(r"\{([\w|]{1,60})\}")


def with_zero(document: Document, code: str) -> str:
    """A code whose leading zero a spreadsheet has dropped, as its root says that it has one."""
    root = cell(document, "kind_root").strip().removesuffix(".0")
    plain = code.removesuffix(".0")
    return f"0{plain}" if len(root) == 1 and root.isdecimal() and plain.startswith(root) else code


def own_kind(preset: Preset, text: str) -> str | None:
    """The kind that a data set's own word or code stands for: its longest known beginning, if codes are hierarchies."""
    if preset.by_prefix:
        return next((preset.kinds[text[:n]] for n in range(len(text), 1, -1) if text[:n] in preset.kinds), None)
    wanted = plain_kind(text)
    return next((kind for word, kind in preset.kinds.items() if plain_kind(word) == wanted), None)


def titled(document: Document, template: str) -> str:
    """A title made of cells; "" if one of them says nothing."""
    names = _BRACES.findall(template)
    cells = {
        name: next((c for c in (named_cell(document, n).strip() for n in name.split("|")) if c), "") for name in names
    }
    if any(missing(text) for text in cells.values()):
        return ""
    return _BRACES.sub(lambda found: cells[found[1]], template)


def plain_kind(text: str) -> str:
    """Letters and digits of a kind, in lower case: "Air/drone strike" is "airdronestrike"."""
    return "".join(character for character in text.casefold() if character.isalnum())


def kinds_of(types: EventTypes) -> dict[str, str]:
    """Words of other tables -> kinds: ids, labels, and words of prose and of other standards that mean but one."""
    claims: dict[str, set[str]] = {}
    for phrases in types.phrases.values():
        for words, kind in phrases:
            claims.setdefault(plain_kind("".join(words)), set()).add(kind)
    for kind, entry in types.items():
        for word in entry.crosswalk.values():
            claims.setdefault(plain_kind(word), set()).add(kind)
    known = {word: next(iter(kinds)) for word, kinds in claims.items() if word and len(kinds) == 1}
    known |= {plain_kind(entry.style.label): kind for kind, entry in types.items()}
    return known | {plain_kind(kind): kind for kind in types}
