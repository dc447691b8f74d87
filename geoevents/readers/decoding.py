"""Bytes -> text, in a fixed order: byte order mark, user's word, strict UTF-8, declared, Windows-1252 and a warning.

Guessing comes last and is said, because a wrong guess is silent: short Western texts are guessed wrong more often than
right, and a wrong character in a place name is a wrong place.
"""

from __future__ import annotations

import codecs

from geoevents.errors import InputError

# Longest first: the UTF-32 mark begins with the UTF-16 one.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LAST_RESORT = "cp1252"


# Bytes that are decoded at a time where the text itself is not wanted yet.
_PIECE = 1 << 20


def codec_of(data: bytes, name: str, *, encoding: str | None = None) -> tuple[str, str | None]:
    """Name of the encoding of ``data`` and a warning, as `decode` finds them, without the whole text in memory.

    Raises
    ------
    InputError
        As `decode`.
    """
    marked = next((codec for mark, codec in MARKS if data.startswith(mark)), None)
    codec = marked or encoding or "utf-8"
    if _known(codec):
        decoder = codecs.getincrementaldecoder(codec)()
        try:
            for start in range(0, len(data), _PIECE):
                decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data))
        except (UnicodeDecodeError, ValueError):
            pass
        else:
            return codec, None
    _, warning = decode(data, name, encoding=encoding)
    return LAST_RESORT, warning


def decode(
    data: bytes, name: str, *, encoding: str | None = None, declared: str | None = None
) -> tuple[str, str | None]:
    """Text of ``data``, and a warning if its encoding had to be assumed.

    Raises
    ------
    InputError
        The bytes are not text in any of the encodings tried; the message names the first wrong byte and its line.
    """
    for mark, codec in MARKS:
        if data.startswith(mark):
            return _strict(data, codec, name), None
    if encoding:
        return _strict(data, encoding, name), None
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        where = _where(data, error.start)
    if b"\0" in data:
        raise InputError(f"{name}: holds NUL bytes: it is binary, or UTF-16 without a mark (try --encoding utf-16-le)")
    if declared and _known(declared) and codecs.lookup(declared).name not in {"utf-8", "ascii"}:
        return _strict(data, declared, name), None
    try:
        text = data.decode(LAST_RESORT)
    except UnicodeDecodeError:
        hint = _guess(data) or "NAME"
        raise InputError(f"{name}: not UTF-8 ({where}); say what it is with --encoding {hint}") from None
    guess = _guess(data)
    rather = f"; it looks more like {guess}" if guess else ""
    return text, f"not UTF-8 ({where}); read as Windows-1252{rather}. Set it with --encoding"


def _known(encoding: str) -> bool:
    """Whether it names an encoding of text: ``hex`` and ``base64`` are codecs too."""
    try:
        return codecs.lookup(encoding)._is_text_encoding  # noqa: SLF001  bytes.decode asks the same
    except (LookupError, ValueError):  # ValueError: a NUL or a lone surrogate in the name
        return False


def _strict(data: bytes, encoding: str, name: str) -> str:
    if not _known(encoding):
        raise InputError(f"{name}: unknown encoding {encoding!r}; use a name like utf-8, cp1252, cp949 or utf-16-le")
    try:
        return data.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, ValueError) as error:
        where = _where(data, error.start) if isinstance(error, UnicodeDecodeError) else str(error)
        raise InputError(f"{name}: is not {encoding} ({where})") from None


def _where(data: bytes, start: int) -> str:
    line = data.count(b"\n", 0, start) + 1
    return f"byte 0x{data[start]:02x} at offset {start}, line {line}"


def _guess(data: bytes) -> str | None:
    """A multi-byte or non-Latin encoding that fits clearly; None for what may well be Windows-1252."""
    from charset_normalizer import from_bytes  # noqa: PLC0415  40 ms, and almost never needed

    best = from_bytes(data[:100_000]).best()
    likely = ("cp949", "euc_kr", "johab", "big5", "gb", "euc_j", "shift_jis", "cp932", "koi8", "cp1251", "cp1256")
    return best.encoding if best and best.encoding.startswith(likely) else None
