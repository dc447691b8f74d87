from __future__ import annotations

from datetime import date

import pytest

from geoevents import event_types
from geoevents.errors import EventTypeError
from geoevents.gazetteer import Gazetteer
from tests.recognize.gold import events_of

TYPES = event_types.load()
SAID = [
    pytest.param(kind, sentence, id=f"{kind}: {sentence}") for kind, entry in TYPES.items() for sentence in entry.yes
]
UNSAID = [
    pytest.param(kind, sentence, id=f"{kind}: {sentence}") for kind, entry in TYPES.items() for sentence in entry.no
]


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.open()


def kinds(sentence, gazetteer, types=TYPES) -> list[str]:
    return [event.kind for event in events_of({"text": sentence, "published": date(2022, 11, 2)}, gazetteer, types)]


@pytest.mark.parametrize(("kind", "sentence"), SAID)
def test_yes_sentence_reports_an_event_of_its_type(kind, sentence, gazetteer) -> None:
    assert kind in kinds(sentence, gazetteer)


@pytest.mark.parametrize(("kind", "sentence"), UNSAID)
def test_no_sentence_reports_none_of_its_type(kind, sentence, gazetteer) -> None:
    assert kind not in kinds(sentence, gazetteer)


@pytest.mark.parametrize("kind", TYPES)
def test_each_type_has_enough_sentences_a_style_of_its_own_and_a_crosswalk(kind) -> None:
    entry = TYPES[kind]
    assert len(entry.yes) >= 6
    assert len(entry.no) >= 4
    assert [
        k for k in TYPES if (TYPES[k].style.hue, TYPES[k].style.symbol) == (entry.style.hue, entry.style.symbol)
    ] == [kind]
    assert set(entry.crosswalk) == {"plover", "cameo", "acled", "ucdp"}


BARE = "[mine]\nlabel = 'x'\ngroup = 'x'\nhue = 'rose'\nsymbol = 'circle'\nyes = []\nno = []\n"
WRONG = [
    (BARE + "phrases = [1]", "mine.toml: mine: 'phrases' must hold words, not 1"),
    (BARE + "phrases = ['']", "mine: 'phrases' must hold words, not ''"),
    (BARE + "unless = ['=']", "mine: 'unless' must hold words, not '='"),
    (BARE + "frames = [1]", "mine: frame 1: must be a table"),
    (BARE + "frames = [{name = 'a', objects = ['any'], verbs = ['']}]", "mine: frame 1: 'verbs' must hold words"),
    (BARE + "frames = [{name = 'a', objects = [[1]]}]", "mine: frame 1: 'objects' must hold words"),
    (BARE + "crosswalk = {acled = 1}", "mine: 'crosswalk' must map standards to text"),
    ("items = 1", "mine.toml: items: must be a table, not int"),
    ("[items]\ncable = 1", "items: 'cable' must be list"),
    ("[classes]\nmine = [1]", "mine.toml: classes: 'mine' must hold words, not 1"),
    ("[forms]\nsend = ['sends']", "forms: 'send' must be 4 words"),
    ("a = " + "[" * 5000, "nested too deep"),
    (BARE + "roles." + ".".join("a" * 5000) + " = 1", "mine.toml: mine: "),  # the depth is an error up to Python 3.11
    ("[mine]\ngroup = 'x'", "mine: missing 'label'"),
    ("[mine]\nlabel = 'x'\ngroup = 'x'\nhue = 'pink'\nsymbol = 'circle'\nyes = []\nno = []", "mine: 'hue' is 'pink'"),
    (
        "[mine]\nlabel = 'x'\ngroup = 'x'\nhue = 'rose'\nsymbol = 'circle'\nyes = []\nno = []\ncolor = 'x'",
        "unknown key 'color'",
    ),
    ("[mine]\nlabel = 3\ngroup = 'x'\nhue = 'rose'\nsymbol = 'circle'\nyes = []\nno = []", "'label' must be str"),
    (
        "[mine]\nlabel = 'x'\ngroup = 'x'\nhue = 'rose'\nsymbol = 'circle'\nyes = []\nno = []\nroles = {in = 'spot'}",
        "'roles.in' is 'spot'",
    ),
    (
        (
            "[mine]\nlabel = 'x'\ngroup = 'x'\nhue = 'rose'\nsymbol = 'circle'\nyes = "
            "[]\nno = []\nframes = [{name = 'a', objects = ['unicorn']}]"
        ),
        "frame 1: 'objects' names 'unicorn'",
    ),
    ("mine = 3", "mine: must be a table"),
    ("[mine", "not a TOML table"),
]


@pytest.mark.parametrize(("toml", "words"), WRONG)
def test_wrong_table_is_an_error_that_names_type_and_key(toml, words, tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(toml, encoding="utf-8")
    with pytest.raises(EventTypeError, match=words.replace("(", r"\(")):
        event_types.load(extra=path)


def test_a_verb_of_one_letter_and_a_table_that_is_a_folder(tmp_path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(BARE + "frames = [{name = 'a', objects = ['any'], verbs = ['y']}]", encoding="utf-8")
    assert "y" in event_types.load(extra=path).verbs
    with pytest.raises(EventTypeError, match="cannot be read"):
        event_types.load(extra=tmp_path)


def test_missing_table_is_an_error(tmp_path) -> None:
    with pytest.raises(EventTypeError, match="no such file"):
        event_types.load(extra=tmp_path / "none.toml")


def test_a_user_adds_a_type_with_words_of_her_own(tmp_path, gazetteer) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        """
[items]
cable = ["cable", "undersea cable"]
[cable_cut]
label = "Cable cut"
group = "At sea"
hue = "sky"
symbol = "cross"
roles = {in = "site", near = "site"}
frames = [{name = "cut", verbs = ["sever", "damage"], objects = ["cable"]}]
yes = []
no = []
""",
        encoding="utf-8",
    )
    types = event_types.load(extra=path)
    assert kinds("An undersea cable was severed near Svalbard on Friday.", gazetteer, types) == ["cable_cut"]
    assert types["cable_cut"].style.label == "Cable cut"


@pytest.mark.parametrize("words", [
    "Officials reported a mass evacuation in Kherson.", "People were evacuated in Kherson on Monday.",
    "A huge evacuation of people took place in Kherson.", "The army carried out a mass evacuation in Kherson.",
])  # fmt: skip
def test_own_types_come_before_the_bundled_ones(words, tmp_path, gazetteer) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(
        """
[evacuation]
label = "Evacuation"
group = "People"
hue = "green"
symbol = "circle"
phrases = ["mass evacuation"]
roles = {in = "site"}
frames = [{name = "leave", verbs = ["evacuate"], nouns = ["evacuation"], objects = ["people", "place"]}]
yes = []
no = []
""",
        encoding="utf-8",
    )
    assert kinds(words, gazetteer) == ["displacement"]
    assert kinds(words, gazetteer, event_types.load(extra=path)) == ["evacuation"]
