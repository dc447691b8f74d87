"""Whoever makes a page that no browser likes is told so, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from geoevents.cli import cli
from geoevents.render import budget

if TYPE_CHECKING:
    from pathlib import Path

ROWS = "date,type,latitude,longitude\n" + "".join(f"2024-01-0{k},protest,{40 + k}.5,{20 + k}.25\n" for k in (1, 2, 3))


@pytest.mark.parametrize(
    ("events", "megabytes", "too_much"),
    [(0, 0.4, False), (1_000_000, 100, False), (1_000_001, 86, True), (20_000, 100.1, True)],
)
def test_the_budget_is_of_events_and_of_bytes(events: int, megabytes: float, too_much: bool) -> None:  # noqa: FBT001
    said = budget.over_budget(events, megabytes)
    assert bool(said) is too_much
    if said:
        assert f"{events:,} events" in said
        assert "Filter:" in said
        assert "aggregate" in said


def test_the_command_warns_of_a_page_beyond_the_budget(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, page = tmp_path / "table.csv", str(tmp_path / "map.html")
    table.write_text(ROWS, encoding="utf-8")
    assert "Filter:" not in CliRunner().invoke(cli, ["map", str(table), "-o", page]).stderr
    monkeypatch.setattr(budget, "MOST_EVENTS", 2)
    run = CliRunner().invoke(cli, ["map", str(table), "-q", "-o", page])
    assert run.exit_code == 0, run.output
    assert "3 events" in run.stderr
    assert "Filter:" in run.stderr
