"""The page's content security policy: nothing from outside, no script but those that stand in the page."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_LINKED = re.compile(r"""<(?:script|link)\b[^>]*\b(?:src|href)=["'](https?://[^"']+)["']""", re.IGNORECASE)
_ORIGIN = re.compile(r"(https?)://([^/?#\s\"'<>;,]+)", re.IGNORECASE)
_DATA_TYPE = re.compile(r"\btype\s*=\s*[\"']?text/plain", re.IGNORECASE)


def origin(address: str) -> str | None:
    """Scheme and host of a remote address, ``{s}`` for subdomains as ``*``; None for anything else.

    >>> origin("https://{s}.tile.example.org/{z}/{x}/{y}.png")
    'https://*.tile.example.org'
    """
    match = _ORIGIN.match(address)
    if match is None:
        return None
    host = re.sub(r"^[^.]*\{[^}]*\}[^.]*", "*", match[2])
    return f"{match[1].lower()}://{host}" if re.fullmatch(r"(\*\.)?[\w.-]+(:\d+)?", host) else None


def _origins(addresses: Iterable[str]) -> list[str]:
    return sorted({found for address in addresses if (found := origin(address))})


def policy(page: str, addresses: Iterable[str] = (), pictures: Iterable[str] = ()) -> str:
    """The meta element for a page.

    Parameters
    ----------
    page
        The whole page; data in ``<script type="text/plain">`` may be missing from it.
    addresses
        Further remote addresses that the page's author has asked for.
    pictures
        Of these nothing but pictures may come: the addresses of tiles.

    Returns
    -------
    str
        The element, after a comment that names the remote hosts if there are any.
    """
    hashes = []
    for attributes, body in _SCRIPT.findall(page):
        if " src=" not in attributes and not _DATA_TYPE.search(attributes):
            digest = hashlib.sha256(body.replace("\r\n", "\n").encode("utf-8", "replace")).digest()
            hashes.append(f"'sha256-{base64.b64encode(digest).decode()}'")
    remote = _origins((*_LINKED.findall(page), *addresses))
    shown = _origins((*remote, *pictures))
    rules = {
        "default-src": ["'none'"],
        "script-src": [*dict.fromkeys(hashes), *remote],
        "style-src": ["'unsafe-inline'", *remote],
        "img-src": ["data:", *shown],
        "font-src": ["data:", *remote],
        "connect-src": remote or ["'none'"],
        "worker-src": ["blob:"],  # a thread that reads texts, made from the script of the page itself
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    text = "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())
    said = f"<!-- Layers that were added to this map ask for files from {' '.join(shown)} -->\n" if shown else ""
    return f'{said}<meta http-equiv="Content-Security-Policy" content="{html.escape(text)}">'
