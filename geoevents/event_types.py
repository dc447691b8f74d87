"""The event types: what they are, how prose says them, how they look. The table is ``event_types.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from reprlib import repr as short
from typing import Any, TypeVar, get_args

from geoevents.errors import EventTypeError
from geoevents.inflection import conjugated, surfaces
from geoevents.model import Role, Style

_T = TypeVar("_T")
_TABLE = Path(__file__).with_name("event_types.toml")
_ROLES = frozenset(get_args(Role)) | {""}  # "": a place behind this word has no part in the event
_SHARED, _SAID = ("items", "classes", "forms"), ("phrases", "anaphors", "named", "unless")
_FORMS = 4  # of a verb: sends, sent, sent, sending
_SPECIAL_OBJECTS = frozenset("place line actor any title group end abroad water joint ground".split())  # noqa: SIM905
_SPECIAL_SUBJECTS = frozenset({"party", "state", "group", "unnamed", "place"})
_HUES = ("vermilion", "amber", "violet", "blue", "green", "rose", "sky", "slate")
_SYMBOLS = (
    "triangle", "circle", "triangleDown", "diamond", "star", "square", "pentagon", "hourglass", "cross", "arrow",
)  # fmt: skip

# Key -> (its type, whether it must be there).
_TYPE_KEYS: dict[str, tuple[type, bool]] = {
    "label": (str, True), "group": (str, True), "hue": (str, True), "symbol": (str, True), "flow": (bool, False),
    "phrases": (list, False), "anaphors": (list, False), "named": (list, False), "unless": (list, False),
    "elsewhere": (list, False), "roles": (dict, False), "agent_role": (str, False), "parties": (str, False),
    "no_place": (str, False), "frames": (list, False), "crosswalk": (dict, False), "yes": (list, True),
    "no": (list, True),
}  # fmt: skip
_FRAME_KEYS: dict[str, tuple[type, bool]] = {
    "name": (str, True), "verbs": (list, False), "nouns": (list, False), "objects": (list, True),
    "subjects": (list, False), "object_role": (str, False), "agent_role": (str, False), "recipient_role": (str, False),
    "roles": (dict, False), "with": (bool, False), "needs_place": (bool, False), "refers": (bool, False),
    "company": (bool, False), "means": (list, False), "beside": (list, False), "links": (list, False),
    "cues": (list, False), "without": (list, False), "counted": (bool, False),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say an event: verbs or nouns, what must stand around them, and which place has which role."""

    kind: str
    name: str
    objects: frozenset[str]
    subjects: frozenset[str]
    roles: Mapping[str, str]
    object_role: str
    agent_role: str
    recipient_role: str
    with_object: bool
    needs_place: bool
    refers: bool
    company: bool = False
    means: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset({"of"})
    cues: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    counted: bool = False


@dataclass(frozen=True, slots=True)
class EventType:
    """One kind of event. ``style`` is how its layer looks; ``crosswalk`` maps standards to their own type names."""

    kind: str
    style: Style
    phrases: tuple[str, ...]
    anaphors: tuple[str, ...]
    named: tuple[str, ...]
    unless: tuple[str, ...]
    elsewhere: frozenset[str]
    frames: tuple[Frame, ...]
    roles: Mapping[str, str]
    agent_role: str
    participants: bool
    no_place: str
    crosswalk: Mapping[str, str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True)
class EventTypes(Mapping[str, EventType]):
    """All event types, in legend order, with the indexes that make reading fast.

    ``verbs`` maps words to (lemma, form: base, s, past, part, pastpart, ing), ``verb_frames`` lemmas to (frame, further
    words of the verb), the others the first word of a phrase to (all its words, meaning), longest first; ``proper``
    are first words of items that are names ("Scud"), ``own`` the entries of the user's own types.
    """

    types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[tuple[str, str], ...]]
    verb_frames: Mapping[str, tuple[tuple[Frame, tuple[str, ...]], ...]]
    nouns: Mapping[str, tuple[tuple[tuple[str, ...], Frame], ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    anaphors: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    named: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    unless: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    item_words: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    proper: frozenset[str]
    own: EventTypes | None = None

    def __getitem__(self, kind: str) -> EventType:
        return self.types[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self.types)

    def __len__(self) -> int:
        return len(self.types)

    @cached_property
    def gate(self) -> frozenset[str]:
        """Words of which a sentence must hold one to report an event: most sentences are passed over by this."""
        words = set(self.verbs) | set(self.nouns)
        for index in (self.phrases, self.anaphors, self.named):
            words.update(phrase[-1] for entries in index.values() for phrase, _ in entries)
        return frozenset(words)


def load(path: Path | None = None, extra: Path | None = None) -> EventTypes:
    """Read the table of event types.

    Parameters
    ----------
    path
        Another table instead of the built-in one.
    extra
        A further table; its types are added, or replace those of the same name.

    Raises
    ------
    EventTypeError
        A file is missing or no TOML, or an entry is wrong; the message names file, type and key.
    """
    table, more = _read(path or _TABLE), _read(extra) if extra else {}
    for shared in _SHARED:
        own = more.pop(shared, {})
        table[shared] = own | table.get(shared, {}) | own  # of two meanings of a word the first one holds
    table.update(more)
    items, classes, forms = (table.pop(key, {}) for key in _SHARED)
    types = {}
    for kind, entry in table.items():
        try:
            types[kind] = _type(kind, entry, items, classes)
        except (EventTypeError, RecursionError) as error:
            reason = error if isinstance(error, EventTypeError) else f"{kind}: nested too deep"
            raise EventTypeError(f"{extra if kind in more else path or _TABLE}: {reason}") from None
    index = _index(types, {kind: table[kind].get("frames", []) for kind in types}, items, forms)
    return replace(index, own=_only(index, frozenset(more))) if more else index


def _only(types: EventTypes, kinds: frozenset[str]) -> EventTypes:
    """Some types alone; what is a verb, and what is a thing, stays the same."""

    def kept(index: Mapping[str, tuple[Any, ...]], at: int) -> dict[str, tuple[Any, ...]]:
        return {w: tuple(e for e in found if getattr(e[at], "kind", e[at]) in kinds) for w, found in index.items()}

    said: dict[str, Any] = {key: kept(getattr(types, key), 1) for key in ("nouns", *_SAID)}
    return replace(types, verb_frames=kept(types.verb_frames, 0), **said)


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return _shared(tomllib.load(file))
    except EventTypeError as error:
        raise EventTypeError(f"{path}: {error}") from None
    except FileNotFoundError:
        raise EventTypeError(f"{path}: no such file of event types") from None
    except OSError as error:
        raise EventTypeError(f"{path}: cannot be read ({error.strerror or error})") from error
    except RecursionError as error:
        raise EventTypeError(f"{path}: nested too deep for a table of event types") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EventTypeError(f"{path}: not a TOML table of event types: {error}") from error


def _shared(table: dict[str, Any]) -> dict[str, Any]:
    """The table, with the words that its types share checked."""
    for shared in _SHARED:
        entries = table.get(shared, {})
        if not isinstance(entries, dict):
            raise EventTypeError(f"{shared}: must be a table, not {type(entries).__name__}")
        for name, words in entries.items():
            if not isinstance(words, list):
                raise EventTypeError(f"{shared}: {name!r} must be list, not {type(words).__name__}")
            _texts(shared, name, words)
            if shared == "forms" and len(words) != _FORMS:
                raise EventTypeError(f"{shared}: {name!r} must be {_FORMS} words, such as sends, sent, sent, sending")
    return table


def _texts(where: str, key: str, found: Iterable[object]) -> None:
    """All must be words."""
    for value in found:
        if not isinstance(value, str) or not value.removeprefix("=").strip():
            raise EventTypeError(f"{where}: {key!r} must hold words, not {short(value)}")


def _check(where: str, entry: object, keys: Mapping[str, tuple[type, bool]]) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise EventTypeError(f"{where}: must be a table, not {type(entry).__name__}")
    for key, value in entry.items():
        if key not in keys:
            raise EventTypeError(f"{where}: unknown key {key!r}; known are {', '.join(keys)}")
        if not isinstance(value, keys[key][0]):
            raise EventTypeError(f"{where}: {key!r} must be {keys[key][0].__name__}, not {type(value).__name__}")
        if isinstance(value, list) and key != "frames":
            _texts(where, key, value)
        if key == "crosswalk" and not all(isinstance(name, str) for name in value.values()):
            raise EventTypeError(f"{where}: 'crosswalk' must map standards to text, such as acled = \"Attack\"")
    if missing := [key for key, (_, needed) in keys.items() if needed and key not in entry]:
        raise EventTypeError(f"{where}: missing {', '.join(map(repr, missing))}")
    return entry


def _type(kind: str, raw: object, items: Mapping[str, object], classes: Mapping[str, list[str]]) -> EventType:
    entry = _check(kind, raw, _TYPE_KEYS)
    for key, allowed in (("hue", _HUES), ("symbol", _SYMBOLS)):
        if entry[key] not in allowed:
            raise EventTypeError(f"{kind}: {key!r} is {short(entry[key])}; choose one of {', '.join(allowed)}")
    roles = _roles(kind, entry.get("roles", {}))
    agent_role = _role(kind, "agent_role", entry.get("agent_role", ""))
    frames = []
    for number, frame in enumerate(entry.get("frames", []), 1):
        where = f"{kind}: frame {number}"
        frames.append(_frame(kind, where, _check(where, frame, _FRAME_KEYS), (roles, agent_role), (items, classes)))
    return EventType(
        kind,
        Style(entry["label"], entry["group"], entry["hue"], entry["symbol"], entry.get("flow", False)),
        phrases=tuple(entry.get("phrases", ())),
        anaphors=tuple(entry.get("anaphors", ())),
        named=tuple(entry.get("named", ())),
        unless=tuple(entry.get("unless", ())),
        elsewhere=frozenset(entry.get("elsewhere", ())),
        frames=tuple(frames),
        roles=roles,
        agent_role=agent_role,
        participants=entry.get("parties", "") == "participants",
        no_place=entry.get("no_place", "The report does not say where."),
        crosswalk=entry.get("crosswalk", {}),
        yes=tuple(entry["yes"]),
        no=tuple(entry["no"]),
    )


def _frame(
    kind: str,
    where: str,
    entry: Mapping[str, Any],
    inherited: tuple[Mapping[str, str], str],
    vocabulary: tuple[Mapping[str, object], Mapping[str, list[str]]],
) -> Frame:
    return Frame(
        kind,
        entry["name"],
        _things(where, "objects", entry["objects"], vocabulary, _SPECIAL_OBJECTS),
        _things(where, "subjects", entry.get("subjects", []), vocabulary, _SPECIAL_SUBJECTS),
        {**inherited[0], **_roles(where, entry.get("roles", {}))},
        _role(where, "object_role", entry.get("object_role", "")),
        _role(where, "agent_role", entry.get("agent_role", inherited[1])),
        _role(where, "recipient_role", entry.get("recipient_role", "")),
        entry.get("with", False),
        entry.get("needs_place", False),
        entry.get("refers", False),
        entry.get("company", False),
        _things(where, "means", entry.get("means", []), vocabulary, frozenset()),
        _things(where, "beside", entry.get("beside", []), vocabulary, frozenset({"casualties"})),
        frozenset(entry.get("links", ["of"])),
        frozenset(entry.get("cues", [])),
        frozenset(entry.get("without", [])),
        entry.get("counted", False),
    )


def _things(
    where: str,
    key: str,
    names: list[str],
    vocabulary: tuple[Mapping[str, object], Mapping[str, list[str]]],
    special: frozenset[str],
) -> frozenset[str]:
    items, classes = vocabulary
    found: set[str] = set()
    for name in names:
        if name not in items and name not in classes and name not in special:
            raise EventTypeError(f"{where}: {key!r} names {name!r}, which is neither an item nor a class")
        found.update(classes.get(name, [name]))
    return frozenset(found)


def _roles(where: str, roles: Mapping[str, Any]) -> dict[str, str]:
    return {word: _role(where, f"roles.{word}", role) for word, role in roles.items()}


def _role(where: str, key: str, role: object) -> str:
    if not isinstance(role, str) or role not in _ROLES:
        raise EventTypeError(f"{where}: {key!r} is {short(role)}; choose one of {', '.join(sorted(_ROLES - {''}))}")
    return role


def _index(
    types: Mapping[str, EventType], raw: Mapping[str, list[dict[str, Any]]], items: Mapping[str, list[str]],
    forms: Mapping[str, list[str]],
) -> EventTypes:  # fmt: skip
    verbs: dict[str, list[tuple[str, str]]] = {}
    verb_frames: dict[str, list[tuple[Frame, tuple[str, ...]]]] = {}
    nouns: list[tuple[str, Frame]] = []
    for kind, entries in raw.items():
        for entry, frame in zip(entries, types[kind].frames, strict=True):
            for verb in entry.get("verbs", []):
                lemma, *particles = verb.split()
                verb_frames.setdefault(lemma, []).append((frame, tuple(particles)))
            nouns.extend((noun, frame) for noun in entry.get("nouns", []))
    nouns.sort(key=lambda noun: not noun[1].beside)  # the more a frame asks for, the earlier it is asked
    for lemma in verb_frames:
        for word, form in conjugated(lemma, forms):
            verbs.setdefault(word, []).append((lemma, form))
    things = [(word, item) for item, words in items.items() for word in words]
    said: dict[str, Any] = {
        key: _by_first_word([(words, kind) for kind, one in types.items() for words in getattr(one, key)])
        for key in _SAID
    }
    return EventTypes(
        types,
        verbs={word: tuple(found) for word, found in verbs.items()},
        verb_frames={lemma: tuple(sorted(found, key=lambda f: -len(f[1]))) for lemma, found in verb_frames.items()},
        nouns=_by_first_word(nouns),
        item_words=_by_first_word(things),
        proper=frozenset(word.removeprefix("=").split()[0].casefold() for word, _ in things if word.lower() != word),
        **said,
    )


def _by_first_word(entries: list[tuple[str, _T]]) -> dict[str, tuple[tuple[tuple[str, ...], _T], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], _T]]] = {}
    for phrase, meaning in entries:
        for words in surfaces(phrase):
            index.setdefault(words[0], []).append((words, meaning))
    return {first: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for first, found in index.items()}
