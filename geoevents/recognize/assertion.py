"""Whether a clause says that something happened, or denies it, warns of it, plans it, supposes it.

Cue words and their scope decide; no parse is needed.
"""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.recognize.words import BE, DETERMINERS, HARD, PREPOSITIONS, SUBORDINATORS

if TYPE_CHECKING:
    from geoevents.model import Assertion
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found

_NOT = frozenset("not n't never nor neither without cannot".split())
_FAILED = frozenset(
    "failed refused refuses declined declines refrained stopped halted prevented averted cancelled canceled postponed "
    "foiled thwarted ruled barred banned forbade forbidden opposed opposes".split()
)
# "paused a shipment": what stands behind these as a noun did not take place.
_HALTED = frozenset(
    "paused pauses suspended suspends halted halts cancelled canceled cancels blocked postponed postpones delayed "
    "delays scrapped scraps shelved froze averted prevented foiled thwarted vetoed".split()
)
_DENY = frozenset("denied denies deny denying denial refuted rejected dismissed rejects dismisses".split())
_WARN = frozenset("warned warns warn warning warnings fears feared".split())
_CLAIM = frozenset(
    "claimed claims claim claiming alleged allegedly alleges purportedly purported accused accuses accusing "
    "accusation unconfirmed".split()
)
_SUPPOSE = frozenset(
    "if whether could might may would unless possible potential possibly hypothetical supposing should".split()
)
_THREAT = frozenset(
    "threat threats threatened threatens threatening risk chance prospect simulated simulate simulating mock "
    "capable ability".split()
)
_PLAN = frozenset(
    "will 'll plan plans planned planning intends intended intend intention scheduled prepare prepares "
    "prepared preparing "
    "agreed agree agrees vowed vows promised pledged pledges expected upcoming ready wants wanted seeks hopes "
    "considering consider considers weigh weighs weighing discuss discussed discusses debate debated debates approve "
    "approves authorize authorized authorise authorised demanded demands requested "
    "mulls ordered offered set due about shall going aims poised approved urged urges called calls proposed".split()
)
# "continued to supply", "appeared to be buying": what follows these did happen, or is said to.
_REAL = frozenset(
    "continue continued continues began begin begins started starts managed helped helps forced seen believed "
    "reported said "
    "appeared appears seems seemed known thought found went used proceeded suspected alleged happened "
    "attempting trying tried tries attempted attempts sought".split()
)
_PRETENSE = re.compile(
    r"\b(?:(?:appear|appears|appearing|appeared|look|looks|seem) (?:as if|as though|like|that)|"
    r"pretend(?:ing|ed|s)?|disguis(?:ed|ing)|"
    r"under the (?:guise|cover|pretext)|ostensibly|purportedly|mislabel(?:ed|led|ing|ling)|falsely|"
    r"fake (?:destination|paperwork|documents)|"
    r"declared (?:destination|as)|paperwork (?:said|listed|showed|gave)|claiming (?:they|it) (?:were|was))\b",
    re.IGNORECASE,
)
_FORCED = frozenset("forced forcing forces made led drove allowed enabled compelled prompted obliged caused".split())
_REACH = 9
_INTENT = 5  # words between "plan" and the event that it means
_INTENDS = frozenset("plan plans planning prepare prepares preparing schedule schedules".split())


def assess(clause: Clause, found: Found, begin: int) -> Assertion:
    """Assertion of a trigger whose clause begins at token ``begin``: the first of the tests that holds."""
    first = min([found.first, *(item.start for item in found.items if found.passive)])
    # "26 May" supposes nothing
    local = [clause.low(k) for k in range(max(begin, found.first - _REACH), found.first) if clause.mark[k] != "date"]
    governing = set(_governing(clause, first))
    nothing = any(item.negated for item in found.items) or bool(found.subject and found.subject.negated)
    tests: tuple[tuple[Assertion, bool], ...] = (
        ("negated", nothing),
        ("denied", bool(_DENY & governing) and not _blames(_governing(clause, first))),
        ("negated", _negated(clause, found, local)),
        ("warned", bool(_WARN & governing)),
        ("planned", _announced(clause, found, local, begin) or (found.noun and _is_to_come(clause, found))),
        ("hypothetical", _supposed(clause, local, begin)),
        ("planned", _planned(clause, found, local)),
        ("claimed", bool(_CLAIM & governing) and "responsibility" not in governing),
    )
    return next((assertion for assertion, holds in tests if holds), "reported")


def _blames(governing: list[str]) -> bool:
    """As in "denied it and accused the army of bombing X": the nearer verb says how it is meant."""
    nearest = next((low for low in governing if low in _DENY or low.startswith("accus")), "")
    return nearest.startswith("accus")


def _announced(clause: Clause, found: Found, local: list[str], begin: int) -> bool:
    """As in "London said it would send a frigate": a plan, if somebody says so and no condition stands there."""
    if "would" not in local or found.noun or _SUPPOSE & (set(local) - {"would"}) or clause.low(begin - 1) == "if":
        return False
    if any(clause.low(k) == "if" for k in range(clause.size)):
        return False
    said = {"said", "announced", "promised", "pledged", "vowed", "confirmed", "told", "says"}
    return bool(said & {clause.low(k) for k in range(found.first)}) or bool(clause.speeches)


def _supposed(clause: Clause, local: list[str], begin: int) -> bool:
    as_if = "as" in local and bool({"if", "though"} & set(local))
    words = set(local) - ({"if"} if as_if else set())
    return bool((_SUPPOSE | _THREAT) & words) or clause.low(begin - 1) in ("if", "whether", "unless")


def _governing(clause: Clause, first: int) -> list[str]:
    """Words to the left that may govern the clause, up to a hard break or a "but"."""
    words: list[str] = []
    for at in range(first - 1, -1, -1):
        low = clause.low(at)
        if low in HARD or low in ("but", "while", "after", "although"):
            break
        words.append(low)
    words.extend(
        clause.low(said.verb)
        for said in clause.speeches
        if said.first > first and said.verb - said.first < 8 and said.low in _CLAIM
    )
    return words


def _negated(clause: Clause, found: Found, local: list[str]) -> bool:
    for k, low in enumerate(local):
        follows = local[k + 1] if k + 1 < len(local) else ""
        if low in _NOT and follows not in ("only", "just") and (len(local) - k <= 6):
            return True
    if "no" in local and "to" in local[-2:]:
        return True  # "no request to send troops"
    if found.noun and any(clause.low(found.first - k) == "no" for k in (1, 2, 3)):
        return True
    if "yet" in local and "to" in local[local.index("yet") :][:2]:
        return True  # "has yet to send troops"
    if found.noun and _HALTED & {clause.low(found.first - k) for k in (1, 2, 3)}:
        return True
    return bool(_FAILED & set(local[-4:])) and not found.noun


def _is_to_come(clause: Clause, found: Found) -> bool:
    """As in "A march is planned for Sunday", "plan a drill": what a noun names is still to come."""
    at = found.last
    while at < min(found.last + 12, clause.size) and clause.low(at) not in BE and clause.low(at) not in SUBORDINATORS:
        at += 1
    follows = (
        {clause.low(at + 1), clause.low(at + 2)} if clause.low(at) in ("is", "are", "was", "were", "be") else set()
    )
    if follows & {"planned", "scheduled", "expected", "due", "set"}:
        return True
    before = found.first - 1
    while before > 0 and (clause.low(before) in DETERMINERS or clause.mark[before] in ("", "name", "number", "item")):
        if clause.low(before) in _INTENDS and clause.low(before - 1) not in DETERMINERS:
            return True
        if (
            clause.low(before) in clause.types.verbs
            or found.first - before > _INTENT
            or clause.low(before) in PREPOSITIONS
        ):
            return False
        before -= 1
    return False


def _planned(clause: Clause, found: Found, local: list[str]) -> bool:
    near = local[-6:]
    if "to" in near[-3:]:
        at = len(near) - 1 - near[::-1].index("to")
        governor = near[at - 1] if at else ""
        following = near[at + 1 :]
        if not following or all(word in BE or word.endswith("ly") for word in following):
            if governor in _REAL or _FORCED & set(near[:at]):
                return False
            return not found.noun and governor not in DETERMINERS and bool(governor)
    if {"will", "'ll", "shall"} & set(near):
        return True
    if found.noun and {"planned", "upcoming", "scheduled"} & set(local[-3:]):
        return True
    if found.noun and "to" in local:
        at = len(local) - 1 - local[::-1].index("to")
        return bool(_PLAN & set(local[max(0, at - 2) : at])) and at + 4 >= len(local)
    return (
        bool(_PLAN & set(near[-3:]))
        and not found.noun
        and clause.low(found.first).endswith("ing")
        and "about" not in near[-3:]
    )


def is_pretense(clause: Clause, found: Found) -> bool:
    """Whether the clause tells what somebody wants others to believe ("to make it appear as if ...")."""
    end = clause.sentence.tokens[found.first].start
    return bool(_PRETENSE.search(clause.sentence.text, max(0, end - 160), end))
