"""Which date of a sentence is that of an event, and which that of the statement about it."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.recognize.words import BE, HAVE, SUBORDINATORS

if TYPE_CHECKING:
    from geoevents.model import When
    from geoevents.recognize.clause import Clause
    from geoevents.recognize.frames import Found
    from geoevents.recognize.places import PlaceAt

Dated = tuple[int, int, "When"]
_LEADS = frozenset({"after", "before", "following"})  # a date that ends with these is of what stands behind it


def dated(
    clause: Clause, found: Found, zone: tuple[int, int], zones: list[tuple[int, int]]
) -> tuple[When | None, When | None]:
    """The date of the event, and the date of the statement about it."""
    for entry in clause.dates:
        if _leads_to(clause, entry, found):
            return entry[2], None
    dates = [entry for entry in clause.dates if not _leads(clause, entry)]
    said = [entry for entry in dates if clause.spoken[entry[0]] or _follows_speech(clause, entry[0])]
    free = [entry for entry in dates if entry not in said and clause.low(entry[0] - 1) not in ("until", "till")]
    free = [e for e in free if not _is_of_plan(clause, found, e)]
    inside = [e for e in free if zone[0] <= e[0] < zone[1]]
    inside = [e for e in inside if not _is_of_verb_before(clause, found, e)] or inside
    inside = [e for e in inside if not _is_aside(clause, found, e)] or inside
    outside = [e for e in free if not any(a <= e[0] < b for a, b in zones) and not _is_apart(clause, found, e)]
    counted = found.subject is not None and found.subject.partitive  # "22 of which crossed" tells of the same time
    relative = clause.low(zone[0] - 1) in ("which", "who", "that") and not clause.spoken[max(0, zone[0] - 2)]
    if relative and not counted:  # a relative clause may tell of another time, and ends at a comma
        close = next((k for k in range(found.last, zone[1]) if clause.low(k) == ","), zone[1])
        inside = [e for e in inside if e[0] < close or clause.low(zone[0] - 2) != ","]
        if len(outside) > 1 or _is_perfect(clause, zone[0]):
            return (inside[0][2] if inside else None), (said[0][2] if said else None)
    pool = inside or outside or _shared(clause, found, free, over=zone[0] - 1 if relative else -1)
    pool = pool or _through(clause, found, free)
    own = min(pool, key=lambda e: min(abs(e[0] - found.last), abs(found.first - e[1]))) if pool else None
    return (own[2] if own else None), (said[0][2] if said else None)


def _leads_to(clause: Clause, entry: Dated, found: Found) -> bool:
    """As in "a day after rebels shelled the town": the day of the shelling."""
    _, last, _ = entry
    own = _leads(clause, entry) and last <= found.first
    return own and not any(clause.breaks(k) or clause.low(k) == "," for k in range(last, found.first))


def _is_of_verb_before(clause: Clause, found: Found, entry: Dated) -> bool:
    """As in "left on Friday and arrived on Tuesday": what stands before "and" is of the verb before."""
    if entry[1] > found.first or clause.low(clause.skip_left(found.first - 1)) != "and":
        return False
    return any(not other.anaphor and other is not found and other.last <= entry[0] for other in clause.triggers)


def _is_aside(clause: Clause, found: Found, entry: Dated) -> bool:
    """As in "In Novi Sad, where a roof fell in on 1 November, students marched": the day of what is said beside."""
    commas = [k for k in range(clause.size) if clause.low(k) == ","]
    opened = max((k for k in commas if k < entry[0]), default=-1)
    closed = any(entry[1] <= k < found.first for k in commas)
    return closed and clause.low(opened + 1) in _ASIDES


_ASIDES = frozenset({"where", "which", "who", "whose", "whom"})


def _is_of_plan(clause: Clause, found: Found, entry: Dated) -> bool:
    """As in "Farmers block a port, vow to march on Monday": the day of what is to come."""
    between = [clause.low(k) for k in range(found.last, entry[0])]
    return any(word in _TO_COME and "to" in between[at : at + 3] for at, word in enumerate(between))


_TO_COME = frozenset(
    "vow vows vowed vowing plan plans planned planning threaten threatens threatened threatening pledge pledges "
    "pledged promise promises promised due set expected scheduled agreed agree agrees".split()
)


def distributed(
    clause: Clause, zone: tuple[int, int], placed: list[tuple[str, PlaceAt]]
) -> list[tuple[When | None, list[tuple[str, PlaceAt]]]]:
    """Places with a day each: "fell on A on Friday and on B on Saturday" tells of two events. Else nothing."""
    days = [e for e in clause.dates if zone[0] <= e[0] < zone[1] and e[2].precision in ("day", "time")]
    days = [e for e in days if not clause.spoken[e[0]] and not _leads(clause, e)]
    if len(days) < 2 or len(placed) < len(days):
        return []
    ordered = sorted(placed, key=lambda entry: entry[1].first)
    behind = ordered[0][1].first < days[0][0]  # the day stands behind its places
    groups: list[tuple[When | None, list[tuple[str, PlaceAt]]]] = []
    for at, day in enumerate(days):
        start = (days[at - 1][1] if at else 0) if behind else day[1]
        end = day[0] if behind else days[at + 1][0] if at + 1 < len(days) else clause.size
        groups.append((day[2], [entry for entry in ordered if start <= entry[1].first < end]))
    whole = all(own for _, own in groups) and sum(len(own) for _, own in groups) == len(placed)
    return groups if whole else []


def _leads(clause: Clause, entry: Dated) -> bool:
    return clause.low(entry[1] - 1) in _LEADS and clause.low(entry[1])[:1].isalnum()


def _is_apart(clause: Clause, found: Found, entry: Dated) -> bool:
    """The date stands behind a semicolon or a dash, in a clause that tells of something else."""
    between = range(entry[1], found.first) if entry[1] <= found.first else range(found.last, entry[0])
    return any(clause.low(k) in (";", "\u2014", "\u2013") for k in between)


def _is_perfect(clause: Clause, at: int) -> bool:
    """As in "which had been tested": a time before that of the sentence."""
    return clause.low(at) == "had" or (clause.low(at) in HAVE and clause.low(at + 1) in BE)


def _shared(clause: Clause, found: Found, free: list[Dated], over: int = -1) -> list[Dated]:
    """The one date of a sentence holds for all that its coordinated clauses tell, and its relative one at ``over``."""
    if len(free) != 1:
        return []
    first, last, _ = free[0]
    between = range(last, found.first) if last <= found.first else range(found.last, first)
    own = range(found.subject.first, found.subject.last) if found.subject and found.subject.partitive else range(0)
    apart = any(
        k not in own and k != over and (clause.low(k) in _APART or (clause.low(k) == "as" and clause.breaks(k)))
        for k in between
    )
    return [] if apart or clause.low(first - 1) in ("after", "before", "since") else free


def _through(clause: Clause, found: Found, free: list[Dated]) -> list[Dated]:
    """As in "sank after being hit by a missile on Feb. 18": the one day that is named is about that of the end, too."""
    if len(free) != 1 or free[0][0] < found.last:
        return []
    first, last, when = free[0]
    lead = next((k for k in range(found.last, first) if clause.low(k) == "after"), first)
    if clause.low(lead + 1) not in ("being", "having") or any(clause.breaks(k) for k in range(lead + 1, first)):
        return []
    if when.precision == "day" and not when.approximate:
        when = replace(when, approximate=True, edtf=f"{when.edtf}~")
    return [(first, last, when)]


_APART = SUBORDINATORS | {";", "\u2014", "which", "who", "that"}


def _follows_speech(clause: Clause, at: int) -> bool:
    return any(
        said.last <= at <= said.last + 1 and (at == said.last or clause.low(at - 1) == "on") for said in clause.speeches
    )
