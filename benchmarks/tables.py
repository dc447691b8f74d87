"""Large tables: rows per second of processor time, and memory, to GeoParquet and to a page; one process per size.

    python benchmarks/tables.py [ROWS ...] [--distinct] [--page]

The rows have the layout of GDELT 2.0 and made-up content. With ``--distinct`` no position repeats; else positions are
those of 20,000 towns, as in a month of the real thing.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = 61
CODES = ("190", "193", "195", "14", "141", "042", "0211", "111", "173", "186")
TOWNS = 20_000


def write(path: Path, rows: int, *, distinct: bool) -> None:
    """A file of so many rows."""
    chance = random.Random(rows)  # noqa: S311  the same every time
    towns = [(round(chance.uniform(-55, 70), 4), round(chance.uniform(-179, 179), 4)) for _ in range(TOWNS)]
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            cells = [""] * COLUMNS
            day = f"2022{1 + number % 12:02d}{1 + number % 28:02d}"
            cells[:5] = [str(1_080_000_000 + number), day, day[:6], "2022", "2022.5"]
            cells[5:8] = ["GOV", "GOVERNMENT", "USA"]
            cells[25:31] = ["1", code := CODES[number % len(CODES)], code[:3], code[:2], "4", "-10.0"]
            cells[31:35] = ["4", "1", "4", "-5.12"]
            if number % 5 == 0:
                cells[51:54], cells[56:58] = ["1", "North Korea", "KN"], ["40", "127"]
            else:
                lat, lon = towns[number % TOWNS]
                if distinct:
                    lat, lon = round(chance.uniform(-55, 70), 5), round(chance.uniform(-179, 179), 5)
                cells[51:54], cells[56:58] = ["4", f"Town {number % TOWNS}, Land", "US"], [str(lat), str(lon)]
            cells[59:] = [day + "120000", f"https://example.org/{number}"]
            file.write("\t".join(cells) + "\n")


def main() -> None:
    """Print a line per size."""
    parser = argparse.ArgumentParser()
    parser.add_argument("rows", nargs="*", type=int, default=[100_000, 1_000_000])
    parser.add_argument("--distinct", action="store_true")
    parser.add_argument("--page", action="store_true")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for rows in told.rows:
            path = Path(folder) / "t.export.CSV"
            write(path, rows, distinct=told.distinct)
            output = Path(folder) / ("t.html" if told.page else "t.parquet")
            command = [
                sys.executable,
                "-m",
                "geoevents",
                "map" if told.page else "export",
                str(path),
                "-o",
                str(output),
            ]
            before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            subprocess.run([*command, "-q"], check=False)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(
                f"{rows:,} rows: {seconds:.1f} s of processor time ({rows / seconds:,.0f} rows/s),"
                f" {time.monotonic() - started:.1f} s by the clock, {after.ru_maxrss / 1024:,.0f} MB,"
                f" {output.stat().st_size / 1e6:,.1f} MB written"
            )


if __name__ == "__main__":
    main()
