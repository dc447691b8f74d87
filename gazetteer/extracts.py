"""Reads the extracts and curated tables of a gazetteer folder; a missing curated table is simply empty."""

from __future__ import annotations

import csv
import io
import lzma
import tomllib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def extract(folder: Path, name: str) -> bytes:
    """Bytes of one compressed extract."""
    return lzma.decompress((folder / "sources" / name).read_bytes())


def extract_rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Rows of an extract with a header line."""
    lines = iter(extract(folder, name).decode().split("\n"))
    header = next(lines).split("\t")
    return (dict(zip(header, line.split("\t"), strict=True)) for line in lines if line)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """Rows of a curated .tsv table (tab separated, a header line, ``#`` comments)."""
    return _rows(folder / "tables" / name)


def news_names(folder: Path) -> dict[int, list[str]]:
    """GeoNames id -> names that news uses for the settlement (``aliases.tsv``)."""
    return {int(row["id"]): pieces(row["aliases"]) for row in _rows(folder / "aliases.tsv")}


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.exists():
        return []
    text = "".join(line for line in path.read_text("utf-8").splitlines(keepends=True) if not line.startswith("#"))
    reader = csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{k: (v or "").strip() for k, v in row.items() if k} for row in reader]


def toml(path: Path) -> dict[str, Any]:
    """A curated .toml table."""
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def words(folder: Path, name: str) -> list[str]:
    """Lines of a word list without comments."""
    path = folder / "tables" / name
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def pieces(text: str) -> list[str]:
    """Parts of a field with several values."""
    return [piece.strip() for piece in text.split("|") if piece.strip()]
