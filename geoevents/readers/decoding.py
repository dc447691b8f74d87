"""Bytes -> text, in a fixed order: byte order mark, user's word, strict UTF-8, declared, other scripts, Windows-1252.

Guessing comes last and is said, because a wrong guess is silent. Only scripts are guessed that use letters beyond ASCII
throughout: there it is as good as sure. Short Western texts are guessed wrong more often than right, and a wrong
character in a place name is a wrong place.
"""

from __future__ import annotations

import codecs
import re

from geoevents.errors import InputError
from geoevents.readers.letters import latin_codec

# Longest first: the UTF-32 mark begins with the UTF-16 one.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LAST_RESORT = "cp1252"
# What browsers take these names for (https://encoding.spec.whatwg.org/#names-and-labels): pages mean the wider one.
WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "tis-620": "cp874",
}
# Encodings of other scripts -> what their letters beyond ASCII look like, all but a few of them.
_CJK = "[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uff5e]"
_CYRILLIC, _ARABIC, _HEBREW = "[\u0400-\u04ff]", "[\u0600-\u06ff\u200c-\u200f]", "[\u0590-\u05ff]"
_GREEK, _THAI = "[\u0370-\u03ff]", "[\u0e00-\u0e7f]"
SCRIPTS = {
    **dict.fromkeys(("cp949", "euc_kr", "johab", "cp932", "shift_jis", "euc_jp", "gb18030", "gbk", "big5"), _CJK),
    **dict.fromkeys(("shift_jis_2004", "euc_jis_2004", "big5hkscs"), _CJK),
    **dict.fromkeys(("koi8_r", "koi8_u", "cp1251", "cp866", "cp1125", "iso8859_5"), _CYRILLIC),
    **dict.fromkeys(("cp1256", "iso8859_6"), _ARABIC),
    **dict.fromkeys(("cp1255", "iso8859_8"), _HEBREW),
    **dict.fromkeys(("cp1253", "iso8859_7"), _GREEK),
    **dict.fromkeys(("cp874", "tis_620"), _THAI),
}
_SINGLE = [codec for codec, script in SCRIPTS.items() if script is not _CJK]
_MOST = 0.9
# A small letter before a capital in one word: what the letters of one Cyrillic encoding are in another.
_UPSIDE_DOWN = re.compile("[\u03b1-\u03c9\u0430-\u045f][\u0391-\u03a9\u0400-\u042f]")
# Share of bytes beyond ASCII, in words that have any, from which on they cannot be Western.
_OTHER_SCRIPT = 0.55
_LEAST = 16  # bytes beyond ASCII: fewer say nothing
_SAMPLE = 100_000
# Whole characters of UTF-8 for each byte that is wrong, from which on it is UTF-8 that was damaged.
_DAMAGED = 10
_WORD = re.compile(rb"[^\s,;\"()]+")
_ASCII = bytes(range(128))
_BEYOND = re.compile("[^\0-\x7f\ufffd]+")
_HALF = re.compile("[\ud800-\udfff]")

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
                _whole(decoder.decode(data[start : start + _PIECE], final=start + _PIECE >= len(data)))
        except (UnicodeDecodeError, ValueError):
            pass
        else:
            return codec, None
    _, codec, warning = _found(data, name, encoding, None)
    return codec, warning


def decode(
    data: bytes, name: str, *, encoding: str | None = None, declared: str | None = None
) -> tuple[str, str | None]:
    """Text of ``data``, and a warning if its encoding had to be assumed.

    Raises
    ------
    InputError
        The bytes are not text in any of the encodings tried; the message names the first wrong byte and its line.
    """
    text, _, warning = _found(data, name, encoding, declared)
    return text, warning


def _found(data: bytes, name: str, encoding: str | None, declared: str | None) -> tuple[str, str, str | None]:
    """Text, codec and warning."""
    marked = next((codec for mark, codec in MARKS if data.startswith(mark)), None) or encoding
    if marked:
        return _strict(data, marked, name), marked, None
    try:
        return data.decode("utf-8"), "utf-8", None
    except UnicodeDecodeError as error:
        where = _where(data, error.start)
    if b"\0" in data:
        raise InputError(f"{name}: holds NUL bytes: it is binary, or UTF-16 without a mark (try --encoding utf-16-le)")
    for codec, said in ((_wider(declared), None), (_guess(data), "read as {codec}, which it looks like")):
        text = _tried(data, codec)
        if codec and text is not None:
            warning = f"not UTF-8 ({where}); {said.format(codec=codec)}. Set it with --encoding" if said else None
            return text, codec, warning
    text = data.decode("utf-8", "replace")
    wrong, good = text.count("\ufffd"), sum(map(len, _BEYOND.findall(text)))
    if wrong * _DAMAGED <= good:
        return text, "utf-8", f"damaged UTF-8 ({where}): bytes that are wrong are replaced ({wrong:,})"
    codec = latin_codec(data[:_SAMPLE])
    if codec and (text := _tried(data, codec)) is not None:
        return text, codec, f"not UTF-8 ({where}); read as {codec}, whose letters it has. Set it with --encoding"
    text = _tried(data, LAST_RESORT)
    if text is None:
        raise InputError(f"{name}: not UTF-8 ({where}); say what it is with --encoding NAME")
    return text, LAST_RESORT, f"not UTF-8 ({where}); read as Windows-1252. Set it with --encoding"


def _wider(declared: str | None) -> str | None:
    """The encoding that a file declares, if it can be the one: UTF-8 it is not."""
    if not declared or not _known(declared):
        return None
    codec = codecs.lookup(declared).name
    return None if codec == "utf-8" else WIDER.get(codec, codec)


def _tried(data: bytes, codec: str | None) -> str | None:
    try:
        return _whole(data.decode(codec)).removeprefix("\ufeff") if codec else None
    except (UnicodeDecodeError, ValueError):
        return None


def _whole(text: str) -> str:
    """The text, if no half of a character is in it, as UTF-7 may hold: no file can be written with such."""
    if _HALF.search(text):
        raise ValueError("half a character")
    return text


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
        return _whole(data.decode(encoding)).removeprefix("\ufeff")
    except (UnicodeDecodeError, ValueError) as error:
        where = _where(data, error.start) if isinstance(error, UnicodeDecodeError) else str(error)
        raise InputError(f"{name}: is not {encoding} ({where})") from None


def _where(data: bytes, start: int) -> str:
    line = data.count(b"\n", 0, start) + 1
    return f"byte 0x{data[start]:02x} at offset {start}, line {line}"


def _guess(data: bytes) -> str | None:
    """The encoding of a text in another script than the Latin one; None for what may be Windows-1252.

    In tables and in English reports only words that have letters beyond ASCII are looked at: they may be few.
    """
    sample = data[:_SAMPLE]
    if len(data) > _SAMPLE:  # a letter of several bytes must not be cut; no part of one is a blank
        sample = sample[: max(sample.rfind(b"\n"), sample.rfind(b" "))] or sample
    words = b" ".join(word for word in _WORD.findall(sample) if len(word) > 2 and not word.isascii())
    beyond = len(words.translate(None, delete=_ASCII))
    if beyond < max(_OTHER_SCRIPT * len(words), _LEAST):
        return None
    if len(words) < len(sample) / 2:
        sample = words
    from charset_normalizer import from_bytes  # noqa: PLC0415  40 ms, and almost never needed

    # Where it takes a text for one of many-byte letters it looks no further: then the others have a second chance.
    for only in (None, _SINGLE):
        for match in from_bytes(sample, cp_isolation=only):
            if _plausible(str(match), match.encoding):
                return str(match.encoding)
    return None


def _plausible(text: str, codec: str) -> bool:
    """Whether the letters of a text are those that are written in this encoding."""
    beyond = "".join(letter for letter in text if letter > "\x7f" and letter.isalpha())
    if codec not in SCRIPTS or not beyond:
        return False
    kept = len(re.findall(SCRIPTS[codec], beyond))
    return kept >= _MOST * len(beyond) and len(_UPSIDE_DOWN.findall(text)) * 20 <= len(beyond)
