from __future__ import annotations

import pytest

from geoevents import event_types
from geoevents.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer():
    return Gazetteer.open()


@pytest.fixture(scope="session")
def types():
    return event_types.load()


@pytest.fixture(scope="session")
def read(gazetteer, types):
    """Events of a short text, by words alone: places are not put on the ground."""
    from tests.recognize.gold import events_of

    def events(text, published="2022-11-02", title=None):
        from datetime import date

        report = {"text": text, "published": date.fromisoformat(published)}
        return events_of(report | ({"title": title} if title else {}), gazetteer, types)

    return events
