"""Where sentences begin and end, with exact offsets: the unit in which reports are read."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

import re

# Never the end of a sentence: a name or a number follows.
_TITLES = frozenset(
    "lt gen col maj capt sgt adm brig cmdr cdr mr mrs ms dr prof sen rep gov pres st ft mt rev hon pvt cpl messrs mme "
    "vs cf approx ca sq e.g i.e fr vice-adm insp supt amb mgr pfc spc hq".split()
)
# Not the end if a number or a bracket follows.
_NUMBERED = frozenset("no nos para paras art arts sec fig figs p pp vol ch c cl op res".split())
_MONTHS = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun".split()
)
# The end only if a word follows that begins sentences.
_MAYBE = frozenset(
    "km kms m mi nm nmi ft yd cm mm kg lb lbs hr hrs min a.m p.m inc ltd co corp jr sr etc al dept est govt "
    "u.s u.k u.n d.c e.u u.a.e u.s.a u.s.s.r d.p.r.k r.o.k calif fla va md tex wash ind mass pa conn ore ariz "
    "univ intl int bros mil gov'd n s e w".split()
)
_STARTERS = frozenset(
    "the a an in it its he she they we i you his her their our this that these those there on at for from by with as "
    "but and or however after before since when while although though if what who where how why no not one two three "
    "some many most both all any another earlier later meanwhile officials according also at still yet local "
    "residents police state reports more several since until under during between".split()
)
_END = re.compile(r"[.!?\u2026]{1,4}[\"'\u201d\u2019\u00bb)\]]{0,3}(?=\s)")
_ABBREVIATION = re.compile(r"(?:[A-Za-z]\.){1,5}[A-Za-z]\Z|[A-Za-z'-]{1,12}\Z")
_BULLET = re.compile(
    r"[ \t]{0,8}(?:[-*\u2022\u2023\u25aa\u25cf\u2013\u2014>#]{1,3}[ \t]|\(?\d{1,2}[.)][ \t]|\([a-z]\)[ \t])"
)
_OPENING = "\"'\u201c\u2018\u00ab([\u2022-"
_WRAPPED = 120  # Characters: nobody wraps prose wider than this; longer lines are whole paragraphs.


def split(text: str) -> tuple[tuple[int, int], ...]:
    """Half-open intervals of the sentences of ``text``, without white space at their ends, in order.

    A line break ends a sentence where the author meant it: at an empty line, before a bullet, or where the next word
    would still have fitted on the line (so a headline stands alone, and wrapped prose does not fall apart).

    >>> [text[a:b] for text in ["Lt. Gen. Kim spoke. He left."] for a, b in split(text)]
    ['Lt. Gen. Kim spoke.', 'He left.']
    """
    found: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        begin = start
        for match in _END.finditer(text, start, end):
            if _ends(text, match, end):
                _keep(found, text, begin, match.end())
                begin = match.end()
        _keep(found, text, begin, end)
    return tuple(found)


def _keep(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip()
    if bare:
        begin = start + len(piece) - len(piece.lstrip())
        found.append((begin, begin + len(bare)))


def _ends(text: str, match: re.Match[str], limit: int) -> bool:
    """Whether the full stop (or the like) at ``match`` ends a sentence."""
    after = text[match.end() : min(limit, match.end() + 40)].lstrip()
    if not after:
        return True
    first = after.lstrip(_OPENING)[:24]
    if first[:1].islower():
        return False
    mark = text[match.start() : match.end()]
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    before = _ABBREVIATION.search(text, max(0, match.start() - 14), match.start())
    return before is None or not _abbreviates(before.group(), mark, first)


def _abbreviates(word: str, mark: str, following: str) -> bool:
    low = word.casefold()
    digit = following[:1].isdigit()
    if low in _TITLES:
        return True
    if low in _NUMBERED and len(mark) == 1:
        return digit or following[:1] == "("
    if low in _MONTHS:
        return digit
    initial = len(word) == 1 and word.isupper()
    if initial or low in _MAYBE or "." in low:
        next_word = re.split(r"[^A-Za-z]", following, maxsplit=1)[0].casefold()
        return next_word not in _STARTERS and not (mark != "." and mark[-1:] in ('"', "\u201d", "\u00bb"))
    return False


def _blocks(text: str) -> list[tuple[int, int]]:
    """Stretches of text that no sentence crosses: paragraphs, bullets, headlines."""
    blocks: list[tuple[int, int]] = []
    lines = _lines(text)
    begin: int | None = None
    width = 0
    for at, (start, end) in enumerate(lines):
        if not text[start:end].strip():
            begin = None
            continue
        if begin is None:
            begin, width = start, _width(text, lines, at)
            blocks.append((start, end))
        elif _is_deliberate(text, lines[at - 1], (start, end), width):
            begin = start
            blocks.append((start, end))
        else:
            blocks[-1] = (begin, end)
    return blocks


def _lines(text: str) -> list[tuple[int, int]]:
    lines = []
    start = 0
    for line in text.splitlines(keepends=True):
        lines.append((start, start + len(line.rstrip("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"))))
        start += len(line)
    return lines


def _width(text: str, lines: list[tuple[int, int]], at: int) -> int:
    """Length of the longest line of the paragraph that begins at line ``at``."""
    longest = 0
    for start, end in lines[at : at + 200]:
        if not text[start:end].strip():
            break
        longest = max(longest, end - start)
    return longest


def _is_deliberate(text: str, above: tuple[int, int], line: tuple[int, int], width: int) -> bool:
    if width > _WRAPPED or _BULLET.match(text, *line):
        return True
    words = text[line[0] : line[0] + 60].split(None, 1)
    return (above[1] - above[0]) + 1 + len(words[0]) <= width - 8 if words else True
