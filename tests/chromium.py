"""Find a Chromium for the browser tests, or install one: ``python -m tests.chromium`` prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
HELP = "No Chromium found: install one (Debian: apt-get install chromium) or set GEOEVENTS_CHROMIUM to its path."


def find() -> str | None:
    """Path of a Chromium: the one in GEOEVENTS_CHROMIUM, on PATH, in Applications, or Playwright's own."""
    named = os.environ.get("GEOEVENTS_CHROMIUM")
    if named:
        return named if Path(named).is_file() else None
    on_path = next((path for name in NAMES if (path := shutil.which(name))), None)
    return on_path or next((path for path in MAC if Path(path).is_file()), None) or _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install() -> None:
    """Try the ways that need no question: the system's packages as root, then Playwright's own download."""
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        commands.insert(0, ["sh", "-c", "apt-get -qq update && apt-get -qq install -y chromium"])
    for command in commands:
        if subprocess.run(command, check=False, stdout=sys.stderr).returncode == 0 and find():
            return


if __name__ == "__main__":
    if not find():
        install()
    path = find()
    sys.stdout.write(f"{path}\n" if path else "")
    sys.exit(None if path else HELP)
