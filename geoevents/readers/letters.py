"""Which of the Latin encodings of Windows a text is in, by the letters of the languages that are written in it.

A byte beyond ASCII is a letter in all of them, but another one: in a table of Polish towns read as Western text stand
letters that no Western language has together. Only then another encoding is taken; a text that may be Western is.
"""

# ruff: noqa: RUF001  letters of other alphabets look like ours on purpose

from __future__ import annotations

import re
from collections import Counter

# Encoding -> letters beyond ASCII of each language that it is for.
_WESTERN = "cp1252"
ALPHABETS = {
    _WESTERN: (
        "äöüß", "àâæçéèêëîïôœùûüÿ", "áéíóúñüç", "àáâãçéêíóôõúü", "àèéìíîòóùú", "åäöæøéü", "áéíóúýþðæö", "éèëïóöüá",
    ),
    "cp1250": (
        "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ",
    ),
    "cp1254": ("çğıiöşüâîû",),
    "cp1257": ("ąčęėįšųūž", "āčēģīķļņšūž"),
}  # fmt: skip
_BEYOND = re.compile("[^\0-\x7f]")
# Letters beyond ASCII that a text must have, and the share of them that its language must explain.
_LEAST, _MOST = 4, 0.97


def latin_codec(data: bytes) -> str | None:
    """The encoding that explains the letters of a text where Western ones do not; None for all others.

    >>> latin_codec("Miejscowość;Białystok;Łódź;Kuźnica".encode("cp1250")), latin_codec("Köln;München".encode("cp1252"))
    ('cp1250', None)
    """
    shares = {codec: _explained(data, codec) for codec in ALPHABETS}
    best = max(shares, key=lambda codec: shares[codec])
    return best if shares[best] >= _MOST > shares[_WESTERN] else None


def _explained(data: bytes, codec: str) -> float:
    """The share of letters beyond ASCII that the best fitting language of an encoding has; 0 if it cannot be decoded.

    A mark inside of a word ("Bia³ystok") counts as a letter that no language has.
    """
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return 0.0
    found = Counter(
        text[at].lower()[0]
        for at in (match.start() for match in _BEYOND.finditer(text))
        if text[at].isalpha() or _inside(text, at)
    )
    if found.total() < _LEAST:
        return 0.0
    return max(sum(found[letter] for letter in alphabet) for alphabet in ALPHABETS[codec]) / found.total()


def _inside(text: str, at: int) -> bool:
    """Whether a character stands between letters of one word."""
    return text[at] not in "\u2019\u00b7\u00ad" and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
