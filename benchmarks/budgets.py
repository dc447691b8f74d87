"""Whole commands against their budgets: ``python -m benchmarks.budgets [runs]``; run it on a quiet machine.

Each command is run several times; the fastest run counts, since whatever else the machine does only adds to it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOL = (sys.executable, "-m", "geoevents")

# What, arguments after the tool, seconds and megabytes allowed (design: budgets of the project; 0 = none set).
COMMANDS = (
    ("python -c pass", None, 0.0, 0),
    ("geoevents --help", ("--help",), 0.08, 60),
    ("geoevents resolve Wonsan", ("resolve", "Wonsan"), 0.08, 60),
    ("resolve: both coasts of Norway", ("resolve", "both coasts of Norway"), 1.5, 0),
    ("resolve: off the coast of Canada", ("resolve", "off the coast of Canada"), 1.5, 0),
    ("seeds to map", ("map", "seeds", "-q", "-o", "{out}/map.html"), 2.5, 0),
    ("seeds to GeoJSON", ("export", "seeds", "-q", "-o", "{out}/seeds.geojson"), 0.0, 0),
)


def once(command: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one run."""
    before = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - before, usage.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("runs", nargs="?", type=int, default=9, help="of each command; the fastest counts")
    runs = parser.parse_args().runs
    print(f"load average {os.getloadavg()[0]:.1f}; the fastest of {runs} runs")
    print(f"{'command':<36}{'seconds':>9}{'budget':>9}{'MB':>7}{'budget':>9}")
    with tempfile.TemporaryDirectory() as out:
        for name, arguments, seconds, megabytes in COMMANDS:
            command = [sys.executable, "-c", "pass"] if arguments is None else [*TOOL, *arguments]
            times = [once([part.replace("{out}", out) for part in command]) for _ in range(runs)]
            best, peak = min(times)[0], max(mb for _, mb in times)
            print(f"{name:<36}{best:>9.3f}{seconds or '':>9}{peak:>7.0f}{megabytes or '':>9}")


if __name__ == "__main__":
    main()
