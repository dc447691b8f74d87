"""English forms of nouns and verbs, as far as the tables of event types need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def plural(word: str) -> str:
    """The plural of the last word of ``word``, by the regular rules.

    >>> plural("air strike"), plural("delivery"), plural("clash")
    ('air strikes', 'deliveries', 'clashes')
    """
    if word.endswith("y") and word[-2:-1] not in tuple("aeiou"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def conjugated(lemma: str, forms: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """All forms of a verb with what they are: base, s, past, part (or pastpart where these are alike) and ing."""
    if lemma in forms:
        third, past, participle, ing = forms[lemma]
    else:
        stem = lemma.removesuffix("e")
        third, ing = plural(lemma), stem + "ing"
        past = participle = (
            lemma[:-1] + "ied" if lemma.endswith("y") and lemma[-2:-1] not in tuple("aeiou") else stem + "ed"
        )
    pasts = [(past, "pastpart")] if past == participle else [(past, "past"), (participle, "part")]
    return [(lemma, "base"), (third, "s"), *pasts, (ing, "ing")]


def surfaces(phrase: str) -> list[tuple[str, ...]]:
    """A phrase as words, in the singular and the plural; only as written if it begins with "=".

    >>> surfaces("Air strike"), surfaces("=maneuvers")
    ([('air', 'strike'), ('air', 'strikes')], [('maneuvers',)])
    """
    if phrase.startswith("="):
        return [tuple(phrase[1:].casefold().split())]
    low = phrase.casefold()
    return [tuple(low.split()), tuple(plural(low).split())]
