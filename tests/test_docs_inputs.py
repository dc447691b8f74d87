"""The page on inputs knows every format and every option of reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from geoevents.readers import READERS

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "inputs.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", READERS)
def test_every_format_that_is_read_has_its_row(suffix: str) -> None:
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    assert any(f"`{suffix}`" in row for row in rows)


def test_the_page_names_no_format_that_is_not_read() -> None:
    rows = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in row.replace("`", "").split()} == set(READERS)


@pytest.mark.parametrize("option", ["--format", "--resume", "--workers", "--encoding", "--published"])
def test_the_options_of_reading_are_told_and_exist(option: str) -> None:
    assert option in PAGE
    assert f'"{option}"' in (ROOT / "geoevents" / "cli" / "options.py").read_text(encoding="utf-8")
