"""Reports in text, Markdown and HTML: what they say of themselves, and where the text begins."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from time import process_time

import pytest

from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers import Options, Source, read_source


def read_one(name: str, data: bytes | str, **options: object) -> tuple[Document, list[Problem]]:
    content = data.encode() if isinstance(data, str) else data
    found = list(read_source(Source(name, content), Options(**options)))
    documents = [entry for entry in found if isinstance(entry, Document)]
    assert len(documents) == 1
    return documents[0], [entry for entry in found if isinstance(entry, Problem)]


FRONT = "---\ndate: 2022-11-02\ntitle: 'Shots at sea'\nsource: The Paper\nurl: https://example.org/a\nmood: grim\n---\n"


def test_front_matter_is_knowledge_not_text() -> None:
    document, problems = read_one("a.md", FRONT + "Shots were heard.\n")
    assert document.published == datetime(2022, 11, 2, tzinfo=UTC)
    assert (document.title, document.publisher, document.url) == (
        "Shots at sea", "The Paper", "https://example.org/a")  # fmt: skip
    assert document.fields == {"title": "Shots at sea", "text": "Shots were heard.\n"}
    assert problems == []


def test_a_wrong_date_is_told_with_its_value_and_the_options_fill_in() -> None:
    published = datetime(2020, 1, 1, tzinfo=UTC)
    document, problems = read_one("a.txt", "---\ndate: 2022-02-30\n---\nx", published=published)
    assert document.published == published
    assert [(problem.field, problem.value, problem.severity) for problem in problems] == [
        ("date", "2022-02-30", "warning")
    ]


def test_a_line_of_dashes_without_an_end_is_text() -> None:
    document, _ = read_one("a.txt", "---\nNo front matter here.\n")
    assert document.fields["text"].startswith("---")


def test_the_same_bytes_are_the_same_document_under_any_name() -> None:
    assert read_one("a.txt", "Shots.")[0].id == read_one("b.txt", "Shots.")[0].id
    assert read_one("a.txt", "Shots.")[0].id != read_one("a.txt", "Shots!")[0].id


def test_markdown_is_read_as_it_is_seen() -> None:
    text = "# Raid near *Goma*\n\n> Two **boats** left [Bukavu](http://x) <!-- {{7*7}} -->\n\n- at `dawn`\n"
    document, _ = read_one("a.md", text)
    assert document.title == "Raid near *Goma*"
    assert "Two boats left Bukavu" in document.fields["text"]
    assert "at dawn" in document.fields["text"]
    assert not set("*[]`#<>") & set(document.fields["text"])


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>Hello<br>world</p>", "Hello\n\nworld"),
        ("<nav>menu</nav><p>Shots &amp; fire</p><script>let x = 1</script>", "Shots & fire"),
        ("<header>Site</header><div>One</div><div>Two</div><footer>c</footer>", "One\n\nTwo"),
    ],
)
def test_html_gives_the_text_without_furniture(html: str, expected: str) -> None:
    assert read_one("a.html", html)[0].fields["text"] == expected


def test_html_prefers_the_article() -> None:
    article = "<article>" + "<p>Shells fell on the town.</p>" * 10 + "</article>"
    document, _ = read_one("a.html", f"<div>Most read: other news</div>{article}<div>Subscribe</div>")
    assert "Subscribe" not in document.fields["text"]
    assert document.fields["text"].count("Shells") == 10


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:published_time" content="2022-11-02T10:00:00Z">',
        '<meta name="date" content="2022-11-02">',
        '<script type="application/ld+json">{"datePublished": "2022-11-02T10:00:00+01:00"}</script>',
    ],
)
def test_html_says_when_it_was_published(head: str) -> None:
    document, _ = read_one("a.html", f"<head><title>A  title</title>{head}</head><p>Shots.</p>")
    assert document.published is not None
    assert document.published.date().isoformat() == "2022-11-02"
    assert document.title == "A title"


PROSE = "<p>" + "Shells fell on the town for hours, and people fled to the hills behind it. " * 3 + "</p>"
LINKS = "".join(f'<li><a href="/{n}">Missiles hit a port far away</a></li>' for n in range(9))


def test_teasers_of_other_reports_are_no_part_of_a_page() -> None:
    teaser = (
        "<div><a href='/x'>Air strike</a><p>An air strike killed nine people in a far away town on Monday.</p></div>"
    )
    page = f"<ul>{LINKS}</ul><h2>{PROSE * 4}</h2><p>Two died.</p><ul>{LINKS}</ul>{teaser}<ul>{LINKS}</ul>"
    text = read_one("a.html", page)[0].fields["text"]
    assert text.count("Shells fell") == 12
    assert text.endswith("Two died.")
    assert "Air strike" not in text
    assert "Missiles" not in text


def test_tables_lists_and_links_inside_of_a_report_are_kept() -> None:
    table = "<table>" + "<tr><td>Goma</td><td>3 dead</td></tr>" * 4 + "</table>"
    items = "<ul>" + "<li>a truck</li>" * 4 + "</ul>"
    linked = "<p>The army of <a href='/x'>South Korea</a> said that it had answered with its own guns at noon.</p>"
    text = read_one("a.html", f"<ul>{LINKS}</ul>{PROSE}{table}{items}{linked}{PROSE}")[0].fields["text"]
    for part in ("Goma 3 dead", "a truck", "South Korea", "Shells fell"):
        assert part in text


@pytest.mark.parametrize("page", ["<p>Shots.</p><p>More</p>", LINKS, "<p>No stop here</p><a href='/'>Goma</a>"])
def test_a_page_without_prose_or_without_links_is_kept_whole(page: str) -> None:
    text = read_one("a.html", page)[0].fields["text"]
    assert len("".join(text.split())) == len("".join(re.sub("<[^>]*>", "", page).split()))


def test_html_with_deep_nesting_and_broken_tags_is_read() -> None:
    document, _ = read_one("a.html", "<div>" * 50_000 + "Shots." + "</span>" * 1000)
    assert document.fields["text"] == "Shots."


@pytest.mark.parametrize("html", ["<script>x</script>", "<html></html>"])
def test_html_without_text_is_an_error(html: str) -> None:
    with pytest.raises(InputError, match="no text found"):
        read_one("a.html", html)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_marks_without_width_are_no_part_of_words(name: str) -> None:
    marks = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
    assert (
        read_one(name, f"Three mis{marks}siles hit Kher\u00adson.")[0].fields["text"] == "Three missiles hit Kherson."
    )
    with pytest.raises(InputError, match="no text found"):
        read_one(name, f"<p>{marks}</p>" if name == "a.html" else f"\n{marks}\n")


def test_titles_lose_marks_without_width_and_cells_keep_them() -> None:
    assert read_one("a.html", "<title>Kher\u00adson</title><p>x</p>")[0].title == "Kherson"
    assert read_one("a.csv", "date,place\n2022,Kher\u00adson\n")[0].fields["place"] == "Kher\u00adson"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<a " * 100_000),
        ("a.html", '<a b="' * 99_999),
        ("a.html", '<a b="' * 99_999 + ">"),
        ("a.html", "</a " * 100_000),
        ("a.html", "<!--" * 100_000),
        ("a.html", "<!--a>" * 100_000),
        ("a.html", "<![CDATA[]>" * 100_000),
        ("a.html", "<![if x>" * 100_000),
        ("a.html", "<svg>" * 100_000 + "</math>" * 100_000 + "</svg>" * 100_000),
        ("a.md", "<!--" * 100_000),
    ],
    ids=lambda text: text[:9],
)
def test_what_is_opened_without_end_takes_no_longer_than_what_is_closed(name: str, text: str) -> None:
    start = process_time()
    assert read_one(name, "Shots." + text)[0].fields["text"].startswith("Shots.")
    assert process_time() - start < 20, "some 0.3 s if the time grows with the length, minutes if with its square"


def test_comments_end_at_their_first_end_and_one_without_end_is_text() -> None:
    text = f"Shots <!-- a <!-- b --> in <!----> Goma <!--{'x' * 30_000}-->.\n\n5 <!-- 6"
    assert read_one("a.md", text)[0].fields["text"] == "Shots  in  Goma .\n\n5 <!-- 6"
    assert read_one("a.html", text)[0].fields["text"].startswith("Shots in Goma .")


def test_a_page_with_a_section_that_html_does_not_know_is_read() -> None:
    assert (
        "Shots" in read_one("a.html", "<p>Shots <![a> and <![1]> at 5 < 6 & <![if-x]> <![endif]> a<b")[0].fields["text"]
    )


# Encodings -------------------------------------------------------------------------------------------

KOREAN = "원산에서 미사일"


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (KOREAN.encode("utf-8"), {}),
        (KOREAN.encode("utf-8-sig"), {}),
        (KOREAN.encode("utf-16"), {}),
        (KOREAN.encode("utf-32"), {}),
        (KOREAN.encode("cp949"), {"encoding": "cp949"}),
        (KOREAN.encode("utf-16-le"), {"encoding": "utf-16-le"}),
    ],
)
def test_text_comes_out_as_it_was_written(data: bytes, options: dict[str, str]) -> None:
    document, problems = read_one("a.txt", data, **options)
    assert document.fields["text"] == KOREAN
    assert problems == []


def test_a_page_says_its_own_encoding() -> None:
    data = f'<meta charset="euc-kr"><p>{KOREAN}</p>'.encode("euc-kr")
    assert read_one("a.html", data)[0].fields["text"] == KOREAN


def test_a_page_that_names_no_encoding_of_text_is_read_with_a_warning() -> None:
    document, problems = read_one("a.html", b'<meta charset="base64"><p>caf\xe9</p>')
    assert document.fields["text"] == "caf\u00e9"
    assert "--encoding" in problems[0].message


def test_windows_1252_is_read_with_a_warning_that_names_the_byte() -> None:
    document, problems = read_one("a.txt", "one\ntwo caf\u00e9".encode("cp1252"))
    assert document.fields["text"].endswith("caf\u00e9")
    assert len(problems) == 1
    assert problems[0].severity == "warning"
    for part in ("0xe9", "offset 11", "line 2", "--encoding"):
        assert part in problems[0].message


@pytest.mark.parametrize(
    ("data", "options", "words"),
    [
        (b"", {}, "is empty"),
        (b" \n\t\xef\xbb\xbf", {}, "is empty"),
        (b"abc\0def", {}, "NUL"),
        ("원산 A".encode("utf-16-le"), {}, "--encoding"),
        (b"%PDF-1.7 x", {}, "content is a PDF, name says .txt"),
        (b"\x89PNG\r\n", {}, "content is a PNG picture"),
        (b"<!DOCTYPE html><p>x", {}, "content is HTML, name says .txt"),
        (b"abc", {"encoding": "klingon"}, "unknown encoding 'klingon'"),
        *((b"abc", {"encoding": name}, "unknown encoding") for name in ("hex", "base64", "rot13", "a\0b", "a\ud83d")),
        (b"\xff\xfeabc", {"encoding": "ascii"}, "is not utf-16"),
        (b"caf\xe9", {"encoding": "utf-8"}, "offset 3"),
        (b"\x81\x8d caf", {}, "--encoding"),
        (b"+2AA- shots", {"encoding": "utf-7"}, "is not utf-7 .half a character"),
    ],
)
def test_what_is_no_text_is_refused_in_words(data: bytes, options: dict[str, str], words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_one("a.txt", data, **options)


@pytest.mark.parametrize("start", ["Rar! shouted", "fgb is", "BZh9 is", "GIF89a is", "PAR1 is", "MZ is", "II* is"])
def test_a_report_may_begin_with_the_letters_of_a_binary_format(start: str) -> None:
    assert read_one("a.txt", f"{start} a word. Shots.")[0].fields["text"].startswith(start)


@pytest.mark.parametrize(
    ("text", "codecs"),
    [
        ("북한이 수요일 동해와 서해로 단거리 탄도미사일 23발을 발사했다고 합동참모본부가 밝혔다.", ("euc_kr", "cp949")),
        ("北朝鮮は水曜日、日本海に向けて短距離弾道ミサイルを発射したと韓国軍が発表した。", ("shift_jis", "euc_jp")),
        ("韩国联合参谋本部表示朝鲜周三向东部和西部海域发射了二十三枚短程弹道导弹。", ("gb18030", "gbk")),
        ("韓國聯合參謀本部表示北韓週三向東部和西部海域發射了二十三枚短程彈道飛彈。", ("big5",)),
        ("Российские войска в среду нанесли удар по Харькову двумя ракетами.", ("koi8-r", "cp1251")),
        ("قالت السلطات إن الحوثيين أطلقوا صاروخين على سفينة شحن في البحر الأحمر.", ("cp1256",)),
    ],
    ids=("korean", "japanese", "chinese", "taiwanese", "russian", "arabic"),
)
def test_prose_in_another_script_is_read_in_the_encoding_that_it_has_and_that_is_said(
    text: str, codecs: tuple[str, ...]
) -> None:
    for codec in codecs:
        document, (problem,) = read_one("a.txt", text.encode(codec))
        assert document.fields["text"] == text
        for start in ("x", "xy"):  # wherever what is looked at is cut off
            long = start + f"{text} " * 3000
            assert read_one("a.txt", long.encode(codec))[0].fields["text"] == long
        assert "which it looks like" in problem.message


@pytest.mark.parametrize(
    "text", ["L'ARMÉE À GOMA, ÉTAT D'URGENCE DÉCRÉTÉ", "“Raketen” nahe München \u2013 später", "São Tomé"]
)
def test_western_text_is_never_taken_for_another_script(text: str) -> None:
    assert read_one("a.txt", text.encode("cp1252"))[0].fields["text"] == text


def test_one_wrong_byte_does_not_spoil_a_text_in_utf8() -> None:
    document, (problem,) = read_one(
        "a.txt", "“Shots” near Łódź, São Tomé, Kherson\u2019s port \u2013 déjà vu".encode() + b"\xe2\x80"
    )
    assert document.fields["text"].startswith("“Shots” near Łódź, São Tomé")
    assert "damaged UTF-8" in problem.message


def test_pages_that_declare_latin_1_mean_windows_1252() -> None:
    data = '<meta charset="iso-8859-1"><p>Kherson\u2019s port</p>'.encode("cp1252")
    assert read_one("a.html", data)[0].fields["text"] == "Kherson\u2019s port"


def test_millions_of_empty_lines_are_no_part_of_a_text() -> None:
    document, _ = read_one("a.txt", "Shots.\n" + " \n" * 20_000 + "\n" * 1_000_000 + "More.")
    assert document.fields["text"] == "Shots.\n\n\nMore."


def test_an_unknown_suffix_names_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"unknown suffix '\.xyz'; known are \.txt.*\.csv"):
        list(read_source(Source("a.xyz", b"x")))
