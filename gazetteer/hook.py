"""The build hook: compiles the gazetteer before the package is made, for wheels and editable installs alike."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent.parent


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles if the file is missing or was made from other sources; otherwise costs a moment."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  hatchling passes it
        """Called by hatchling before it collects files."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(ROOT))
        from gazetteer.compile import OUTPUT, build, content_hash  # noqa: PLC0415  only importable now

        if _hash_of(OUTPUT) != content_hash():
            build(OUTPUT)
        build_data["artifacts"].append("geoevents/_data/gazetteer.sqlite")


def _hash_of(path: Path) -> str:
    if not path.is_file():
        return ""
    connection = sqlite3.connect(path)
    try:
        row = connection.execute("select value from meta where name = 'content'").fetchone()
    except sqlite3.Error:
        return ""
    finally:
        connection.close()
    return str(row[0]) if row else ""
