"""How names are made comparable. Used by the compiler and at run time; imports nothing but the standard library."""

# ruff: noqa: RUF001, RUF002, RUF003, SIM905  apostrophes, dashes and letters as they stand in text are what this file is about

from __future__ import annotations

import unicodedata
from zlib import crc32

# Apostrophes and their look-alikes vanish: Sinp'o, P’yŏngyang, Sana'a, Donetsʹk, ʿAmrān, Hawaiʻi. So do dots: U.S., St.
_SILENT = dict.fromkeys(map(ord, "'’‘ʼʻʹ′`´ʿʾ\"“”.\u200b\u200c\u200d\u00ad\u0640"))
_SPACES = dict.fromkeys(map(ord, "-‐‑‒–—_/,()[]&·・"), " ")
_FOLD = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})


def normalize(name: str) -> str:
    """The comparable form of a name: no case, accents, apostrophes or dots; hyphens and other marks are spaces.

    >>> normalize("P’yŏngyang"), normalize("Guinea-Bissau"), normalize("U.S."), normalize("Şırnak")
    ('pyongyang', 'guinea bissau', 'us', 'sirnak')
    """
    text = name.translate(_SILENT).translate(_SPACES).casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(mark for mark in text if not unicodedata.combining(mark)).translate(_FOLD)
        text = unicodedata.normalize("NFC", text)  # Hangul and kana come back together
        text = text.translate(_SILENT)
    return " ".join(text.split())


_ARTICLES = frozenset("the al el ad adh an ar as ash at ath az".split())


def without_article(norm: str) -> str:
    """A normalized name without the English or Arabic article before it.

    >>> without_article("al suwayda")
    'suwayda'
    """
    article, _, rest = norm.partition(" ")
    return rest if rest and article in _ARTICLES else norm


_ARTICLES_INSIDE = _ARTICLES | frozenset("ed er es et ez ul ur".split())  # Deir ez-Zor, Ras ul-Ayn
LEAST_ALIKE = 6  # letters: shorter names are alike by chance
_SPELLED = (("ou", "u"), ("oo", "u"), ("ee", "i"), ("ei", "ai"), ("y", "i"))  # Wadi Hour, Garowee, Beiji, Slovyansk


def spelled_alike(norm: str) -> str:
    """What a normalized name and its usual misspellings share: no articles, no spaces, no double letters.

    Letters that tell names apart (k, kh, q, gh; v, w) are kept. Used only where a name is not known as it is written.

    >>> spelled_alike("bin jawwad"), spelled_alike("al hassakeh"), spelled_alike("sulaymaniyah")
    ('binjawad', 'hasaka', 'sulaimania')
    """
    words = norm.split(" ")
    text = "".join([word for word in words if word not in _ARTICLES_INSIDE] or words)
    for written, plain in _SPELLED:
        text = text.replace(written, plain)
    text = "".join(letter for at, letter in enumerate(text) if letter != text[at - 1 : at])
    text = text[:-1] if text.endswith(("ah", "eh")) else text
    return f"{text[:-1]}a" if text.endswith("e") else text


_LEAST_SOUNDS = 3  # Kura and Chur are not one name
_SOUNDS = str.maketrans("cqzwf", "kksvv", "aeiouyhj")


def same_but_spelled(one: str, other: str) -> bool:
    """Whether two normalized names are one in two spellings: the same consonants in order, at least three.

    >>> same_but_spelled("sloviansk", "slovyansk"), same_but_spelled("sloviansk", "nikopol")
    (True, False)
    """
    sounds = _consonants(one)
    return len(sounds) >= _LEAST_SOUNDS and sounds == _consonants(other)


def _consonants(norm: str) -> str:
    sounds = norm.translate(_SOUNDS)
    return "".join(sound for at, sound in enumerate(sounds) if sound != sounds[at - 1 : at])


def prefixes(norm: str) -> list[str]:
    """The beginnings of a name of several words: what a scan must know to go on reading.

    >>> prefixes("northern limit line")
    ['northern', 'northern limit']
    """
    words = norm.split(" ")
    return [" ".join(words[:n]) for n in range(1, min(len(words), 8))]


class NameFilter:
    """A Bloom filter: answers "certainly not a name" without a look at the database.

    Parameters
    ----------
    bits
        The table, a power of two bytes long. Two probes a name.
    """

    __slots__ = ("_mask", "bits")

    def __init__(self, bits: bytes | bytearray) -> None:
        self.bits = bits
        self._mask = len(bits) * 8 - 1

    def _probes(self, norm: str) -> tuple[int, int]:
        data = norm.encode()
        return crc32(data) & self._mask, crc32(data, 0x9E3779B9) & self._mask

    def add(self, norm: str) -> None:
        """Remember a name (the table must be a bytearray)."""
        assert isinstance(self.bits, bytearray)
        for probe in self._probes(norm):
            self.bits[probe >> 3] |= 1 << (probe & 7)

    def __contains__(self, norm: str) -> bool:
        one, two = self._probes(norm)
        bits = self.bits
        return bool(bits[one >> 3] >> (one & 7) & 1 and bits[two >> 3] >> (two & 7) & 1)
