"""People in running text: which names are surnames there, and so not the villages of that name."""

# ruff: noqa: SIM905  lists of words are easier to read and to extend as text

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.gazetteer.scanning import Words

# Verbs of people: a village says, tells and adds nothing. (Capitals do; whoever asks looks at the size of the town.)
SPEAKS = frozenset(
    "said says told tells added adds asked wrote writes tweeted explained argued testified insisted recalled admitted"
    " replied joked laughed noted conceded acknowledged thinks thought believes believed wants wanted knows knew hopes"
    " hoped loves loved himself herself who whose".split()
)
_SAYS_BEFORE = frozenset("said says added adds asked explained wrote tweeted".split())
TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady dame president premier senator sen rep gov governor judge justice"
    " sgt sergeant lt col colonel capt captain maj major gen general cpl pvt officer detective inspector constable"
    " det insp coach sheikh imam pope saint rev reverend father sister uncle aunt mayor minister chancellor secretary"
    " spokesman spokeswoman spokesperson ambassador commissioner superintendent councillor councilman attorney"
    " chief chairman chairwoman director".split()
)
_INITIAL = 1


class People:
    """Who is named in a text.

    Parameters
    ----------
    given
        Common given names, normalized.
    """

    __slots__ = ("_given", "_words", "surnames")

    def __init__(self, words: Words, given: frozenset[str]) -> None:
        self._words, self._given = words, given
        self.surnames = frozenset(
            words.bare[at][0] for at in range(1, len(words.starts)) if self._capital(at) and self.follows_given(at)
        )

    def _capital(self, at: int) -> bool:
        words = self._words
        return 0 <= at < len(words.starts) and words.text[words.starts[at]].isupper()

    def _tied(self, at: int) -> bool:
        """The word hangs on to the one before by a blank: "Ann Smith", not "Ann. Smith"."""
        words = self._words
        if not 0 < at < len(words.starts) or not words.ties[at]:
            return False
        return words.text[words.ends[at - 1] : words.starts[at]].strip(" \u00a0.") == ""

    def follows_given(self, at: int) -> bool:
        """Behind a given name, with an initial or a second given name between at most: "John F. Kennedy"."""
        for back in (1, 2):
            before = at - back
            if before < 0 or not self._tied(before + 1) or not self._capital(before):
                return False
            name = self._words.bare[before][0]
            if self._words.ends[before] - self._words.starts[before] > len(self._words.bare[before][0]) + 1:
                return False  # a possessive: "Ann's Boston"
            if name in self._given:
                return True
            if len(name) > _INITIAL and back == 1:
                return False
        return False

    def is_given(self, at: int, last: int) -> bool:
        """A given name with a surname behind it."""
        return at == last and self._words.full[at] in self._given and self._capital(last + 1) and self._tied(last + 1)

    def speaks(self, at: int, last: int) -> bool:
        """What stands beside the name is said of people: "Walsh said", "said Walsh", "Mr. Walsh", "Walsh, 62,"."""
        words = self._words
        after = words.full[last + 1] if last + 1 < len(words.starts) else ""
        before = words.full[at - 1] if at else ""
        gap = words.text[words.ends[last] : words.ends[last] + 5]
        if gap[:1] == " " and after in SPEAKS:
            return True
        if before in _SAYS_BEFORE and words.text[words.ends[at - 1] : words.starts[at]] == " ":
            return True
        if before in TITLES and self._capital(at - 1) and self._tied(at):
            return True
        return gap[:2] == ", " and gap[2:4].isdecimal() and gap[4:5] in {",", "."}
