"""The pages that are made from the schema are up to date."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

DOCS = Path(__file__).parent.parent / "docs"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_columns", DOCS / "columns.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("page", "name"), [("columns_page", "columns.md"), ("formats_page", "formats.md")])
def test_the_page_is_what_the_script_makes(script: ModuleType, page: str, name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == getattr(script, page)(), "run: python docs/columns.py"
