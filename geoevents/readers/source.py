"""What a reader is given: the bytes of one input, its name, and the user's options."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

# A report is a few kB; a table of a million rows about 200 MB. Beyond this a mistake is likelier than a wish.
MAX_BYTES = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """The user's own word about the inputs, which wins over what is found in them.

    ``published`` is the day of publication of reports that do not carry one. ``encoding`` is a Python codec name.
    ``preset`` is the name of a layout of tables, "none" for no preset. ``columns`` says what columns of tables mean
    (meaning -> name). ``prose`` is a column of tables that is read like prose. ``suffix`` is the format of all inputs
    (".csv"), whatever they are called.
    """

    published: datetime | None = None
    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    preset: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    prose: str | None = None
    suffix: str = ""


@dataclass(frozen=True)
class Source:
    """One input: ``name`` as the user wrote it (a path, or "-" for standard input) and its content."""

    name: str
    data: bytes = field(repr=False)
    suffix: str = ""

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the content, in hex."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def id(self) -> str:
        """Identity by content: the same bytes are the same document, wherever they lie."""
        return self.sha256[:16]

    @property
    def ending(self) -> str:
        """The suffix by which the reader is chosen, in lower case, with its dot."""
        return (self.suffix or PurePath(self.name).suffix).casefold()
