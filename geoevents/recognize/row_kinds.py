"""The kind and the title of a row: a data set's own words and codes, and those of the table of event types."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.recognize.cells import missing
from geoevents.recognize.row_facts import cell, named_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.event_types import EventTypes
    from geoevents.model import Document
    from geoevents.readers.preset import Preset

# Between kinds in one cell, and words of a headline that may be one.
_PARTS, _MOST_WORDS = re.compile(r"[/;,+&|]| and | y | et | und "), 5
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


def kind_of(text: str, known: Mapping[str, str]) -> str | None:
    """The kind of a cell: of its word, in the plural too, or of all parts of it ("Shelling / mortar fire").

    >>> kind_of("Clash", {"clashes": "armed_clash"}), kind_of("Riot, raid", {"riot": "protest", "raid": "clash"})
    ('armed_clash', None)
    """
    whole = _one(text, known)
    parts = [] if whole else [part for part in _PARTS.split(text) if part.strip()]
    found = {_one(part, known) for part in parts}
    return whole or (found.pop() if len(found) == 1 else None)


def _one(text: str, known: Mapping[str, str]) -> str | None:
    """Prose speaks of clashes, a table of a clash."""
    word = plain_kind(text)
    return next((known[form] for form in (word, f"{word}s", f"{word}es") if form in known), None)


def kind_of_title(title: str, known: Mapping[str, str]) -> str | None:
    """The kind of a headline that begins with its word, or is that word: "Drone strike kills two in Moncton".

    >>> kind_of_title("Drone strike kills two", {"dronestrike": "drone_strike"})
    'drone_strike'
    """
    words = title.split()[:_MOST_WORDS]
    beginnings = (" ".join(words[:size]) for size in range(len(words), 0, -1))
    return next((kind for kind in (_one(words, known) for words in beginnings) if kind), None)


def kinds_of(types: EventTypes) -> dict[str, str]:
    """Words of tables -> kinds: ids, labels, words of prose that mean but one, and words that only tables have."""
    claims: dict[str, set[str]] = {}
    for phrases in types.phrases.values():
        for words, kind in phrases:
            claims.setdefault(plain_kind("".join(words)), set()).add(kind)
    known = {plain_kind(word): kind for kind, words in table_words().items() if kind in types for word in words}
    known |= {word: next(iter(kinds)) for word, kinds in claims.items() if word and len(kinds) == 1}
    known |= {plain_kind(entry.style.label): kind for kind, entry in types.items()}
    return known | {plain_kind(kind): kind for kind in types}


@cache
def table_words() -> Mapping[str, Sequence[str]]:
    """Kind -> words that tables have for it, in several languages."""
    return tomllib.loads(Path(__file__).with_name("kind_words.toml").read_text(encoding="utf-8"))
