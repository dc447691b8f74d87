"""What the tests of the page ask it again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

STATE = "(name) => geoevents.instances[0].state.now[name]"
# The canvas of the first map, every 101st pixel's red.
PIXELS = """() => { const c = geoevents.instances[0].surface.canvas;
  const d = c.getContext("2d").getImageData(0, 0, c.width, c.height).data; const out = [];
  for (let i = 0; i < d.length; i += 404) out.push(d[i]); return out; }"""


def row(page: Page, name: str) -> Locator:
    return page.locator(".legend-row", has=page.get_by_text(name, exact=True))


def counts(page: Page) -> dict[str, str]:
    return {
        item.locator(".name").inner_text(): item.locator(".number").inner_text()
        for item in page.locator(".legend-row").all()
    }


def settled(page: Page) -> None:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def at_rest(page: Page) -> None:
    """Waits until the sheet has come to rest."""
    page.evaluate(
        """() => new Promise((done) => { const look = () => document.querySelector(".panel").getAnimations().length
             ? requestAnimationFrame(look) : done(); requestAnimationFrame(() => requestAnimationFrame(look)); })"""
    )


def mean_difference(page: Page, before: list[int]) -> float:
    now: list[int] = page.evaluate(PIXELS)
    return sum(abs(a - b) for a, b in zip(now, before, strict=True)) / len(now)


def until(page: Page, condition: str) -> None:
    """Waits for a condition in the page; Playwright's own waiting evaluates text there, which the policy forbids."""
    page.evaluate(
        f"""() => new Promise((done, fail) => {{ const last = performance.now() + 20000;
          const look = () => {condition} ? done() : performance.now() > last ? fail(new Error("never")) :
            requestAnimationFrame(look); look(); }})"""
    )
