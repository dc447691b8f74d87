"""Names of ships: "the aircraft carrier Liaoning", "the frigates Psara and Alexandria", "USS Cole" are no places."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.recognize.words import Sentence

_CLASSES = frozenset(
    "ship vessel tanker carrier frigate destroyer corvette cruiser submarine freighter trawler cutter warship gunboat "
    "minesweeper minehunter battleship battlecruiser icebreaker yacht ferry steamer steamship liner containership "
    "cargo-ship tugboat tug dhow schooner barge lighter ketch flagship icebreaker u-boat flattop".split()
)
_PREFIXES = frozenset(
    "uss usns usgs usgc uscgc hms hmas hmcs hmnzs hmy rfa mv m/v mt m/t ms mts ss rms msc ins brp roks js jds rfs fgs "
    "tcg kri cns plans ara bap arc hnlms hdms hswms hnoms lé ict its fs rss knm krs pns slns iris irins ens orp rov "
    "cosco maersk".split()
)
_FARTHEST = 7  # words from the last of some ships back to the word "ships"


def is_vessel(sentence: Sentence, first: int) -> bool:
    """Whether what stands at token ``first`` is the name of a ship."""
    if not sentence.tokens[first].text[0].isupper():
        return False
    at = first - 1
    while at >= 0 and first - at <= _FARTHEST:
        low, text = sentence.low(at), sentence.tokens[at].text
        if low in _PREFIXES and text.isupper():
            return True
        if low in _CLASSES or (low.endswith("s") and low[:-1] in _CLASSES):
            return not text[0].isupper() or at > 0  # "Ship Cove" begins a sentence
        listed = low in ("and", ",") and sentence.tokens[at - 1].text[0].isupper()
        if not (listed or low in _QUOTES or text[0].isupper()):
            return False
        at -= 1
    return False


_QUOTES = frozenset({'"', "\u201c", "'", "\u2018"})
