"""Recognise mail, mailboxes and saved pages by the fields at their beginning."""

import re

from etl.documents import Document

WINDOW_BYTES = 64 * 1024
MEDIA_TYPES = ("message/", "multipart/")
NAMES = (".eml", ".mbox", ".mbx", ".mht", ".mhtml")
PAGE_NAMES = (".mht", ".mhtml")
# RFC 5322, 2.2: a name of printable characters, a colon, and a value in lines folded by white space.
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:([^\r\n]*(?:(?:\r\n|\r|\n)[ \t]+[^\r\n]+)*)(?:\r\n|\r|\n|\Z)")
# RFC 4155: the sender, then the time as written by asctime(3).
_MBOX = re.compile(
    rb">?From \S[^\r\n]{0,200}?\b(?:Sun|Mon|Tue|Wed|Thu|Fri|Sat),?[ ]+[^\r\n]{0,20}?\d{1,2}:\d{2}[^\r\n]{0,40}"
    rb"(?:\r\n|\r|\n)(?=[!-9;-~]+:)"
)
_START = re.compile(rb"(?:\xef\xbb\xbf)?[\r\n]*")
_ADDRESS = re.compile(rb"[^\s@<>,;:]@[^\s@<>,;:]|=\?[\w-]+\?[bBqQ]\?")  # or an encoded word (RFC 2047)
_TIME = re.compile(rb"\d{1,2} [A-Z][a-z]{2} \d{2,4} \d{1,2}:\d{2}")
_ADDRESSED = (b"from", b"to", b"cc", b"bcc", b"reply-to", b"sender", b"delivered-to", b"envelope-to")
# Fields that prove mail or Usenet news, if their values match.
_PROOFS = {
    b"message-id": re.compile(rb"<[^<>\s]+>"),
    b"received": re.compile(rb"\b(?:from|by)\b.*;", re.DOTALL),
    b"return-path": re.compile(rb"<[^<>]*>"),
    b"mime-version": re.compile(rb"\b\d\.\d\b"),
    b"content-transfer-encoding": re.compile(rb"(?i)\b(?:7bit|8bit|binary|base64|quoted-printable)\b"),
    b"content-type": re.compile(rb"(?i)(?:multipart/[\w-]+.*boundary\s*=|message/rfc822)", re.DOTALL),
    b"dkim-signature": re.compile(rb"\bb="),
    b"newsgroups": re.compile(rb"\w\.\w"),
}


def is_mail(document: Document) -> bool:
    """Whether a document is mail, a mailbox or a saved page: its media type says so, or its fields prove it."""
    if (document.media_type or "").lower().startswith(MEDIA_TYPES):
        return True
    head = _head(document)
    if _MBOX.match(head):
        return True
    fields = _fields(head)
    return bool(fields) and (document.name.lower().endswith(NAMES) or _is_header(fields))


def is_mailbox(document: Document) -> bool:
    """Whether a document begins like a mailbox (mbox)."""
    return _MBOX.match(_head(document)) is not None


def is_saved_page(document: Document) -> bool:
    """Whether a document is a page saved by a browser (MHTML, RFC 2557), which, unlike mail, has no recipient."""
    head = _head(document)
    if _MBOX.match(head):
        return False
    fields = _fields(head)
    if b"snapshot-content-location" in fields or fields.get(b"from", b"").lower().startswith(b"<saved by "):
        return True
    if not fields or not (document.name.lower().endswith(NAMES) or _is_header(fields)):
        return False
    if document.name.lower().endswith(PAGE_NAMES):
        return True
    is_page = fields.get(b"content-type", b"").lower().startswith((b"multipart/related", b"text/html"))
    is_sent = any(_ADDRESS.search(fields.get(name, b"")) for name in _ADDRESSED)
    return is_page and not is_sent and b"mime-version" in fields and b"message-id" not in fields


def without_start(data: bytes) -> bytes:
    """The bytes without a byte order mark and blank lines at the start."""
    start = _START.match(data)
    return data[start.end() :] if start else data


def _head(document: Document) -> bytes:
    return without_start(document.data[:WINDOW_BYTES])


def _fields(head: bytes) -> dict[bytes, bytes]:
    """The fields before the first line that is not a field; of a repeated name, the last."""
    fields: dict[bytes, bytes] = {}
    position = 0
    while field := _FIELD.match(head, position):
        fields[field[1].lower()] = field[2].strip()
        position = field.end()
    return fields


def _is_header(fields: dict[bytes, bytes]) -> bool:
    """Whether these fields prove mail; an article, too, may begin with "From: Ann Lee" or "Date: 3 May"."""
    if any(proof.search(fields.get(name, b"")) for name, proof in _PROOFS.items()):
        return True
    addressed = [name for name in _ADDRESSED if _ADDRESS.search(fields.get(name, b""))]
    is_sent = b"subject" in fields or len(addressed) > 1 or _TIME.search(fields.get(b"date", b"")) is not None
    return bool(addressed) and is_sent
