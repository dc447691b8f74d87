"""The short reports: every false event is a failure, missed ones may not grow."""

from __future__ import annotations

import pytest

from tests.recognize.gold import compare, events_of, reports

# Reports in which something is still wrong, with what: mend, then take out.
KNOWN = {
    "americas-5": "armored vehicles sent to a town at home look like a transfer, and are dropped",
}


@pytest.mark.parametrize(("name", "report"), [pytest.param(n, r, id=n) for n, r in reports()])
def test_report_gives_the_events_of_a_careful_reader(name, report, gazetteer, types) -> None:
    score = compare(report, events_of(report, gazetteer, types))
    if score.notes and name in KNOWN:
        pytest.xfail(KNOWN[name])
    assert not score.notes


def test_precision_over_all_reports_stays_high(gazetteer, types) -> None:
    scores = [compare(report, events_of(report, gazetteer, types)) for _, report in reports()]
    found, false, missed = (sum(getattr(s, key) for s in scores) for key in ("found", "false", "missed"))
    assert found / (found + false) >= 0.9
    assert found / (found + missed) >= 0.85
