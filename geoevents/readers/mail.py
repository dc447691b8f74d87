"""Saved e-mails (.eml): subject, sender, day and the text, by the standard library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.model import Problem
from geoevents.readers.content import check_bytes
from geoevents.readers.days import parse_day
from geoevents.readers.decoding import decode
from geoevents.readers.html import readable
from geoevents.readers.prose import document, stamp

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from geoevents.model import Document
    from geoevents.readers.source import Options, Source

MAX_MAIL = 50_000_000
# Of a header more is not looked at: the parser takes a step down for each bracket.
_HEADER = 300
_REPLY = re.compile(r"\A(?:(?:re|fwd?|aw|wg)\s?:\s{0,5}){1,9}", re.IGNORECASE)
_QUOTED = re.compile(r"^(?:>[ \t]?){1,20}", re.MULTILINE)
_SIGNATURE = re.compile(r"^-- \n.*\Z", re.MULTILINE | re.DOTALL)
_BODIES = ("text/plain", "text/html")


def read_mail(source: Source, options: Options) -> Iterator[Document | Problem]:
    """A mail: its plain text, or else its HTML; attachments are told and left out.

    Raises
    ------
    InputError
        It is no mail, is too large, nested too deeply, or has no text.
    """
    check_bytes(source.data, source.name, source.ending)
    if len(source.data) > MAX_MAIL:
        raise InputError(f"{source.name}: {len(source.data):,} bytes; a mail may have at most {MAX_MAIL:,}")
    from email import message_from_bytes  # noqa: PLC0415  only for mails

    try:
        mail = message_from_bytes(source.data)
        parts = [part for part in mail.walk() if not part.is_multipart()]
    except RecursionError:
        raise InputError(f"{source.name}: nested too deeply") from None
    if not (mail["From"] or mail["Date"] or mail["Subject"]):
        raise InputError(f"{source.name}: has no From, Date or Subject: it is no mail")
    attached = [
        part
        for part in parts
        if part.get_content_type() not in _BODIES or part.get_content_disposition() == "attachment"
    ]
    if attached:
        names = ", ".join(str(part.get_filename() or part.get_content_type()) for part in attached[:5])
        yield Problem(source.name, f"attachments are left out: {names}", severity="warning")
    known, wrong = _known(mail, source.name)
    yield from wrong
    texts: dict[str, list[str]] = {kind: [] for kind in _BODIES}
    for part in parts:
        if part not in attached:
            text, warning = _decoded(part, source.name, options.encoding)
            texts[part.get_content_type()].append(text)
            if warning:
                yield Problem(source.name, warning, severity="warning")
    plain = "\n\n".join(texts["text/plain"])
    body = _unquoted(plain) if plain.strip() else "\n\n".join(map(readable, texts["text/html"]))
    yield document(source, options, body, known)


def _decoded(part: Message, name: str, encoding: str | None) -> tuple[str, str | None]:
    data = part.get_payload(decode=True)
    stated = part.get_content_charset()
    data = data if isinstance(data, bytes) else b""
    text, warning = decode(data, name, encoding=encoding, declared=stated)
    return text.replace("\r\n", "\n").replace("\r", "\n"), warning


def _header(mail: Message, name: str) -> str:
    """A header in words; as it is written where its coding is broken."""
    from email.header import decode_header, make_header  # noqa: PLC0415  only for mails

    raw = str(mail[name] or "")[:_HEADER]
    try:
        return " ".join(str(make_header(decode_header(raw))).split())
    except Exception:  # noqa: BLE001  the parser of the standard library fails in many ways
        return " ".join(raw.split())


def _known(mail: Message, name: str) -> tuple[dict[str, str], list[Problem]]:
    from email.utils import parseaddr  # noqa: PLC0415  only for mails

    sender, address = parseaddr(_header(mail, "From"))
    subject = _REPLY.sub("", _header(mail, "Subject"))
    known = {"title": subject, "publisher": sender or address}
    stated = _header(mail, "Date")
    day = stamp(stated)
    if stated and not parse_day(day):
        return known, [Problem(name, "not a date like 2022-11-02", None, "Date", stated, "warning")]
    return known | ({"published": day} if stated else {}), []


def _unquoted(text: str) -> str:
    """A mail's text without the marks of quoting and without the signature."""
    return _QUOTED.sub("", _SIGNATURE.sub("", text))
