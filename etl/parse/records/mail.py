"""Mail, mailboxes and saved pages (MHTML), which no format reads: rejected by name, instead of being stored as text."""

import re
from typing import NoReturn

from etl.documents import Document
from etl.errors import UnknownFormat
from etl.parse.format import Format
from etl.settings import Settings

WINDOW_BYTES = 64 * 1024
MEDIA_TYPES = ("message/", "multipart/")
NAMES = (".eml", ".mbox", ".mbx", ".mht", ".mhtml")
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


def _recognises(document: Document) -> bool:
    if (document.media_type or "").lower().startswith(MEDIA_TYPES):
        return True
    head = _head(document)
    if _MBOX.match(head):
        return True
    fields = _fields(head)
    return bool(fields) and (document.name.lower().endswith(NAMES) or _is_header(fields))


def _head(document: Document) -> bytes:
    head = document.data[:WINDOW_BYTES]
    start = _START.match(head)
    return head[start.end() :] if start else head


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


def refuse_mail(document: Document, settings: Settings) -> NoReturn:
    """Raise UnknownFormat with the kind of the document."""
    head = _head(document)
    if _MBOX.match(head):
        raise UnknownFormat("a mailbox (mbox)")
    kind = _fields(head).get(b"content-type", b"").partition(b";")[0].strip().lower()
    if kind == b"multipart/related" or document.name.lower().endswith((".mht", ".mhtml")):
        raise UnknownFormat("a saved page (MHTML)")
    raise UnknownFormat("mail (RFC 5322)")


FORMAT = Format(name="mail", recognises=_recognises, read=refuse_mail)
