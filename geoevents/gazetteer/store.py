"""The compiled gazetteer: one read-only SQLite file. Opening and finding import neither numpy nor shapely."""

from __future__ import annotations

import json
import sqlite3
import weakref
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.errors import GazetteerError
from geoevents.gazetteer.by_id import MEND
from geoevents.gazetteer.by_name import ByName
from geoevents.gazetteer.on_ground import OnGround
from geoevents.resources import gazetteer_path

if TYPE_CHECKING:
    from geoevents.gazetteer.records import Source

SCHEMA_VERSION = 2


class Gazetteer(ByName, OnGround):
    """Places by name, by id and by position. Use `Gazetteer.open`.

    Longitudes before latitudes, EPSG:4326. One instance belongs to one thread; it can be pickled (the other process
    opens the same file).
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, meta: dict[str, str]) -> None:
        super().__init__(connection, meta)
        self.path = path
        self.version = meta.get("content", "")
        weakref.finalize(self, connection.close)  # Python 3.13 warns of connections that are only forgotten

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open the bundled gazetteer, or the one at ``path``.

        Raises
        ------
        GazetteerError
            The file is missing, is no compiled gazetteer, or is one of another version; the message says what to do.
        """
        path = Path(path) if path is not None else gazetteer_path()
        if not path.is_file():
            raise GazetteerError(f"the gazetteer is missing: {path}. {MEND}")
        try:
            uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            meta = dict(connection.execute("select name, value from meta"))
        except sqlite3.Error as error:
            raise GazetteerError(f"{path} is not a compiled gazetteer ({error}). {MEND}") from error
        if meta.get("schema") != str(SCHEMA_VERSION):
            raise GazetteerError(
                f"{path} has schema version {meta.get('schema')}, this geoevents needs {SCHEMA_VERSION}. {MEND}"
            )
        return cls(path, connection, meta)

    def __reduce__(self) -> tuple[Any, ...]:
        return _reopen, (str(self.path),)

    def __repr__(self) -> str:
        return f"<Gazetteer {self.path.name} {self.version}>"

    def actors(self) -> dict[str, tuple[str, str, str, str]]:
        """Names of agencies, forces, groups, media, ... by normalized name: (name, country or "", kind, note).

        They are no places and no names of the gazetteer; a reader of text takes them out before it looks for places
        ("Korean War", "Korean Central News Agency", "Gulf War").
        """
        return {norm: tuple(row) for norm, row in json.loads(self.asset("actors")).items()}

    def sources(self) -> tuple[Source, ...]:
        """What the data come from, with the attribution that must be shown."""
        from geoevents.gazetteer.records import Source  # noqa: PLC0415  a name search must not pay for it

        rows = self._connection.execute("select id, name, license, attribution, url, note from source order by id")
        return tuple(Source(*row) for row in rows)

    def check(self) -> list[str]:
        """Everything that is wrong with the compiled data, in words; empty if nothing is."""
        from geoevents.gazetteer.checking import check_gazetteer  # noqa: PLC0415  rarely wanted, needs shapely

        return check_gazetteer(self, self._connection)


@lru_cache(8)
def _reopen(path: str) -> Gazetteer:
    """The same file in another process; kept, since every place that arrives there asks for it."""
    return Gazetteer.open(Path(path))
