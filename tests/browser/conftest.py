"""A Chromium for the tests that open pages. Without one they fail with the line that says how to get it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from geoevents import event_types
from geoevents.gazetteer import Gazetteer
from geoevents.render import build_map, to_html
from tests import chromium
from tests.fixtures.seed import seed_events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# Playwright's own waiting evaluates text in the page, which the policy forbids, as it should.
STARTED = """(maps) => new Promise((done, fail) => {
  const until = performance.now() + 20000;
  const look = () => {
    const started = window.geoevents ? geoevents.instances.length : 0;
    if (started >= maps) requestAnimationFrame(() => requestAnimationFrame(done));
    else if (performance.now() > until) fail(new Error("the viewer did not start"));
    else requestAnimationFrame(look);
  };
  look();
})"""


@dataclass
class Opened:
    """A page with all that it complained about and all that it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Everything that can be read in the page's elements."""
        return str(self.page.evaluate("document.body.innerText"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.HELP, pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def atlas() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="session")
def types() -> Any:
    return event_types.load()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens text as a page from a file, with the network recorded; ``ready`` waits for the viewers of so many maps."""
    contexts = []

    def show(
        text: str, *, fragment: str = "", size: tuple[int, int] = (1440, 900), maps: int = 1, phone: bool = False
    ) -> Opened:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(text, encoding="utf-8")
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=phone, is_mobile=phone, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        opened = Opened(page)
        page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        page.on("console", lambda said: said.type in {"error", "warning"} and opened.complaints.append(said.text))
        address = path.as_uri()
        page.on(
            "request",
            lambda request: (
                request.url.split("#")[0] != address
                and not request.url.startswith(("data:", "blob:"))  # what the page holds already
                and opened.requests.append(request.url)
            ),
        )
        page.goto(address + fragment)
        if maps:
            page.evaluate(STARTED, maps)
        return opened

    yield show
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def html(atlas: Gazetteer, types: Any) -> str:
    """The page of the seed report; a file may have another of its own."""
    return to_html(build_map(*seed_events(atlas), types, atlas))


@pytest.fixture
def opened(open_page: Callable[..., Opened], html: str) -> Opened:
    """That page, opened."""
    return open_page(html)


@pytest.fixture
def page(opened: Opened) -> Page:
    """That page, as Playwright has it."""
    return opened.page
