"""Reports in other formats than text: PDF, Word, mail, feeds; and what goes wrong with them."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pypdf
import pytest

from geoevents import pipeline
from geoevents.errors import InputError
from geoevents.model import Document, Problem
from geoevents.readers import Options, Source, read_source
from geoevents.readers.pdf import paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def read(name: str, data: bytes, **options: object) -> tuple[list[Document], list[Problem]]:
    found = list(read_source(Source(name, data), Options(**options)))  # type: ignore[arg-type]
    return [d for d in found if isinstance(d, Document)], [p for p in found if isinstance(p, Problem)]


# PDF -------------------------------------------------------------------------------------------------


def pdf(pages: Sequence[Sequence[str]], **about: str) -> bytes:
    """A PDF with a line of text for each line of each page."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    numbers = []
    for lines in pages:
        shown = b"".join(b"(%s) Tj T* " % line.encode("latin-1") for line in lines)
        drawn = b"BT /F1 11 Tf 50 750 Td 14 TL " + shown + b"ET"
        parts.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn))
        parts.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
            % len(parts)
        )
        numbers.append(len(parts))
    parts[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(numbers), b" ".join(b"%d 0 R" % n for n in numbers))
    parts.append(b"<<%s>>" % b"".join(b"/%s(%s)" % (k.encode(), v.encode()) for k, v in about.items()))
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
        + b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (len(parts) + 1, len(parts), len(body))
    )


PAGES = (
    ("Daily report, page 1", "SHELLS TO RUSSIA", "North Korea launched 23 short-", "range missiles, the mili-"),
    ("Daily report, page 2", "tary said. One of them crossed the line.", "It was seen from the north-"),
    ("Daily report, page 3", "west. The end of it."),
)


def test_the_text_of_a_pdf_runs_on_over_lines_and_pages() -> None:
    (document,), _ = read("a.pdf", pdf(PAGES))
    assert document.fields["text"] == (
        "SHELLS TO RUSSIA\n\nNorth Korea launched 23 short-range missiles, the military said. One of them crossed the"
        " line. It was seen from the north-west. The end of it."
    )


def test_a_pdf_says_when_it_was_made_and_that_is_told_not_taken_for_its_day() -> None:
    data = pdf(PAGES, Title="Shells to Russia", CreationDate="D:20221102101500Z")
    (document,), (problem,) = read("a.pdf", data)
    assert document.published is None
    assert document.title == "Shells to Russia"
    assert "--published 2022-11-02" in problem.message
    (document,), _ = read("a.pdf", pdf(PAGES, Title="Microsoft Word - x7.doc"))
    assert document.title is None


def test_paragraphs_end_where_lines_are_short() -> None:
    long = "A line of prose as wide as the column of the page lets it be"
    page = [long, "and its end here.", "Another paragraph that begins below it and fills the column", "to its end"]
    assert paragraphs([page]).split("\n\n") == [f"{page[0]} {page[1]}", f"{page[2]} {page[3]}"]


def rewritten(data: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def test_a_pdf_that_anyone_may_open_is_read_though_it_is_encrypted() -> None:
    (document,), _ = read("a.pdf", rewritten(pdf(PAGES), ""))
    assert "23 short-range missiles" in document.fields["text"]


LOOP = pdf(PAGES).replace(b"/Kids[5 0 R", b"/Kids[2 0 R")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rewritten(pdf(PAGES), "secret"), "encrypted with a password"),
        (pdf([[]]), "1 pages without text.*OCR"),
        (b"%PDF-1.7\n" + b"x" * 100, "is damaged"),
        (pdf(PAGES)[:60], "is damaged"),
        (b"PK\x03\x04 word/", "content is a ZIP archive.*name says .pdf"),
        (b"Shots.", "content is no PDF, name says .pdf"),
    ],
    ids=["locked", "pictures", "noise", "cut", "zip", "text"],
)
def test_a_pdf_without_text_to_read_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read("a.pdf", data)


def test_a_pdf_whose_pages_lead_back_to_themselves_ends() -> None:
    try:
        (document,), _ = read("a.pdf", LOOP)
    except InputError:
        return
    assert "tary said" in document.fields["text"]


# Word ------------------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<p:coreProperties xmlns:p="p" xmlns:d="d"><d:title>{}</d:title><d:created>2022-11-02T10:00:00Z</d:created>'
    "</p:coreProperties>"
)


def docx(body: str, title: str = "", more: dict[str, bytes] | None = None) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as found:
        found.writestr(
            "word/document.xml", body if body.startswith("<?") else f"<w:d {W}><w:body>{body}</w:body></w:d>"
        )
        found.writestr("docProps/core.xml", CORE.format(title))
        for name, data in (more or {}).items():
            found.writestr(name, data)
    return file.getvalue()


def paragraph(text: str, style: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def test_paragraphs_and_rows_of_a_word_file_are_read_as_they_stand() -> None:
    row = f"<w:tr><w:tc>{paragraph('Goma')}</w:tc><w:tc>{paragraph('3')}{paragraph('dead')}</w:tc></w:tr>"
    changed = (
        "<w:p><w:r><w:t>Shots </w:t></w:r><w:ins><w:r><w:t>near Goma</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>near Sake</w:delText></w:r></w:del><w:r><w:br/><w:t>at dawn.</w:t></w:r></w:p>"
    )
    (document,), (problem,) = read("a.docx", docx(f"{paragraph('War', 'Title')}{changed}<w:tbl>{row}</w:tbl>"))
    assert document.title == "War"
    assert document.fields["text"] == "Shots near Goma\nat dawn.\n\nGoma,\t3 dead"
    assert document.published is None
    assert "--published 2022-11-02" in problem.message


def test_a_place_in_a_cell_ends_with_its_cell(tmp_path: Path) -> None:
    words = ("12 March", "off the coast of Eyl", "Pirates boarded a tanker")
    cells = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in words)
    (tmp_path / "a.docx").write_bytes(docx(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"))
    (event,) = pipeline.read(tmp_path / "a.docx", published="2024-03-14")
    assert event.placements[0].resolution.name == "Off the coast of Eyl"


def test_front_matter_works_in_a_word_file_too() -> None:
    lines = ("---", "date: 2022-11-02", "source: Example Press", "---", "Shots.")
    (document,), problems = read("a.docx", docx("".join(map(paragraph, lines))))
    assert (document.published.date().isoformat() if document.published else "") == "2022-11-02"
    assert document.publisher == "Example Press"
    assert document.fields["text"] == "Shots."
    assert problems == []


def test_deep_nesting_in_a_word_file_is_read() -> None:
    (document,), _ = read("a.docx", docx("<w:sdt>" * 50_000 + paragraph("Shots.") + "</w:sdt>" * 50_000))
    assert document.fields["text"] == "Shots."


LAUGHS = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Shots.", "content is no such document, name says .docx"),
        (docx("x")[:100], "broken ZIP archive"),
        (docx(LAUGHS), "defines entities"),
        (docx("<w:p>"), "XML is broken"),
        (docx(paragraph("")), "no text found"),
        (docx("x", more={"bomb": b"\0" * 50_000_000}), "would unpack to 50,0.*refused"),
    ],
    ids=["text", "cut", "laughs", "broken", "empty", "bomb"],
)
def test_a_word_file_that_cannot_be_read_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read("a.docx", data)


def test_a_workbook_under_the_name_of_a_word_file_is_told() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as found:
        found.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(InputError, match=r"ZIP archive without word/document\.xml"):
        read("a.docx", file.getvalue())


# Mail ------------------------------------------------------------------------------------------------

HEAD = (
    b"From: Example Press <news@example.org>\nSubject: Fwd: =?utf-8?q?Tirs_pr=C3=A8s_de_Goma?=\n"
    b"Date: Wed, 2 Nov 2022 14:00 EST\n"
)


def test_a_mail_has_its_subject_sender_and_day() -> None:
    (document,), problems = read("a.eml", HEAD + b"\nShots near Goma.\n> They were loud.\n-- \nA. Person\n")
    assert document.title == "Tirs près de Goma"
    assert document.publisher == "Example Press"
    assert document.published
    assert document.published.isoformat() == "2022-11-02T19:00:00+00:00"
    assert document.fields["text"] == "Shots near Goma.\nThey were loud.\n"
    assert problems == []


def test_plain_text_wins_over_html_and_attachments_are_told() -> None:
    head = HEAD + b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n"
    plain = b"\n--B\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: 8bit\n\n%s"
    page = b"\n--B\nContent-Type: text/html\n\n<p>Shots <b>there</b>.</p><script>x</script>"
    picture = b"\n--B\nContent-Type: image/png\nContent-Disposition: attachment; filename=map.png\n\nAAAA"
    (document,), (problem,) = read("a.eml", head + plain % "Удар.".encode("koi8-r") + page + picture + b"\n--B--\n")
    assert document.fields["text"] == "Удар."
    assert "map.png" in problem.message
    (document,), _ = read("a.eml", head + page + b"\n--B--\n")
    assert document.fields["text"] == "Shots there."


def test_a_header_whose_coding_is_broken_is_read_as_it_is_written() -> None:
    (document,), _ = read("a.eml", b"From: A<news@\nSubject: =?utf-9?q?x?= B\nDate: =?x\n\nShots.")
    assert document.title == "=?utf-9?q?x?= B"
    assert document.fields["text"] == "Shots."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"Shots.", "it is no mail"),
        (HEAD + b"\n\n", "no text found"),
        (b"From: " + b"(" * 100_000 + b"\nSubject: " + b"=?utf-8?q?a?= " * 10_000 + b"\n\n", "no text found"),
        (HEAD + b"Content-Type: image/png\n\nAAAA", "no text found"),
    ],
)
def test_what_is_no_mail_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read("a.eml", data)


def test_a_mail_nested_without_end_ends() -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (number, number) for number in range(5000)
    )
    with pytest.raises(InputError, match=r"nested too deeply|no text found"):
        read("a.eml", HEAD + nested)


# Feeds -----------------------------------------------------------------------------------------------

RSS = """<?xml version="1.0" encoding="{}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Example Press</title>
<item><title>Tirs près de Goma</title><link>https://example.org/1</link><pubDate>Wed, 02 Nov 2022 14:00:00 GMT</pubDate>
<description>Shots&nbsp;&lt;b&gt;near&lt;/b&gt; Goma.</description>
<content:encoded><![CDATA[<p>Shots near <b>Goma</b>&nbsp;at dawn.</p><p>More.</p>]]></content:encoded></item>
<item><title>Only a headline</title><pubDate>soon</pubDate></item>
<item><link>https://example.org/3</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Press</title><entry>
<title type="html">A &amp;amp; B</title>
<link rel="self" href="https://example.org/self"/><link href="https://example.org/1"/>
<updated>2022-11-03T00:00:00Z</updated><published>2022-11-02T10:00:00+09:00</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Shots near <b>Goma</b>.</p><p>More.</p></div>
</content>
</entry></feed>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_each_entry_of_a_feed_is_a_report_of_its_own(encoding: str) -> None:
    (first, second), problems = read("feed.xml", RSS.format(encoding).encode(encoding))
    assert first.fields["text"] == "Shots near Goma at dawn.\n\nMore."
    assert first.title == "Tirs près de Goma"
    assert (first.publisher, first.url) == ("Example Press", "https://example.org/1")
    assert first.published
    assert first.published.isoformat() == "2022-11-02T14:00:00+00:00"
    assert (first.source, second.source) == ("feed.xml#1", "feed.xml#2")
    assert first.id != second.id
    assert first.sha256 == second.sha256
    assert (second.title, second.fields["text"], second.published) == (None, "Only a headline", None)
    assert [(problem.source, problem.severity) for problem in problems] == [
        ("feed.xml#2", "warning"), ("feed.xml#3", "error")]  # fmt: skip


def test_atom_is_read_with_its_own_day_and_link() -> None:
    ((document,), problems) = read("a.atom", ATOM.encode())
    assert document.fields == {"title": "A & B", "text": "Shots near Goma.\n\nMore."}
    assert document.url == "https://example.org/1"
    assert document.published
    assert document.published.isoformat() == "2022-11-02T01:00:00+00:00"
    assert problems == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<kml/>", "no feed: its outermost tag is 'kml'"),
        ("<rss><channel/></rss>", "a feed with 0 entries"),
        ("<rss><channel>", "XML is broken"),
        (LAUGHS, "defines entities"),
        ("<rss>" + "<a/>" * 2_000_001, "2,000,002 tags"),
        ('<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>', "no feed|refused"),
    ],
)
def test_what_is_no_feed_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read("a.rss", text.encode())
