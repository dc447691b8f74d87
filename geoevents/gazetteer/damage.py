"""When the compiled file itself is what is wrong: no report is to blame, and no other report will fare better."""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING

from geoevents.errors import GazetteerDamageError

if TYPE_CHECKING:
    from pathlib import Path


def raise_damage(error: Exception, path: Path | None = None) -> None:
    """Raise for an error that says that the gazetteer is damaged; do nothing for all others.

    Raises
    ------
    GazetteerDamageError
        The file cannot be read at some place, or what stands there is no data of ours.
    """
    if isinstance(error, sqlite3.DatabaseError | zlib.error):
        where = f"the gazetteer {path}" if path else "the gazetteer"
        mend = "Reinstall geoevents; in a checkout run `geoevents gazetteer build`."
        raise GazetteerDamageError(f"{where} is damaged ({error}). {mend}") from error
