"""Writes an extract so that the same input always gives the same bytes, and notes its SHA-256."""

from __future__ import annotations

import hashlib
import lzma
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "sources"
_FILTERS = [{"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 26}]


def write_extract(name: str, data: bytes) -> None:
    """Compress ``data`` to ``sources/<name>`` and keep ``sources/SHA256SUMS`` (sorted by name) up to date."""
    packed = lzma.compress(data, format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC64, filters=_FILTERS)
    SOURCES.mkdir(exist_ok=True)
    (SOURCES / name).write_bytes(packed)
    sums = SOURCES / "SHA256SUMS"
    rows = dict(reversed(line.split("  ", 1)) for line in sums.read_text().splitlines()) if sums.exists() else {}
    rows[name] = hashlib.sha256(packed).hexdigest()
    sums.write_text("".join(f"{digest}  {file}\n" for file, digest in sorted(rows.items())))
    print(f"{name}: {len(data):,} -> {len(packed):,} bytes")
