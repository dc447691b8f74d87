"""Modules of the package that the compiler shares, by path: the build runs before anything is installed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent


def _load(name: str) -> ModuleType:
    path = ROOT / "geoevents" / "gazetteer" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"_geoevents_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


naming = _load("naming")
codec = _load("codec")
