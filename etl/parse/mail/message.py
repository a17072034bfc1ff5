"""Read the fields and the text parts of a mail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.parser import BytesParser

from etl.decoding.decode import Decoded, decode
from etl.decoding.detect_encoding import known_encoding
from etl.errors import EmptyArticle, LimitExceeded, MalformedDocument, UnknownFormat
from etl.parse.html.declared.charset import declared_charset
from etl.parse.mail.header_text import header_text
from etl.parse.mail.recognise_mail import without_start

MAX_HEADER_BYTES = 512 * 1024  # all fields of the mail; servers accept 100 KB at most
MAX_FIELD_BYTES = 32 * 1024  # one field Content-Type: the time to read its parameters grows with its length squared
MAX_PARTS = 1_000
MAX_MULTIPARTS = 100  # parts with parts: email's parser compares each line with the boundary of each open one
NOT_IN_ASCII = ("utf-7", "hz")  # charsets whose bytes are all ASCII, so that `decode` would ignore the declared charset
# Types of parts with parts of which only the first was written by the sender.
FIRST_ONLY = ("multipart/signed", "multipart/appledouble")
NO_ARTICLES = {
    "multipart/encrypted": "an encrypted mail",
    "application/pkcs7-mime": "an encrypted mail",
    "application/x-pkcs7-mime": "an encrypted mail",
    "multipart/report": "a report about the delivery of a mail",
}
_END_OF_HEADER = re.compile(rb"\r?\n\r?\n|\r\r")
_CONTENT_TYPE = re.compile(rb"(?:\A|[\r\n])content-type[ \t]*:[^\r\n]*(?:(?:\r\n|\r|\n)[ \t]+[^\r\n]*)*", re.IGNORECASE)
_HAS_PARTS = re.compile(rb":\s*(?:multipart|message)/", re.IGNORECASE)
_FLOWED = re.compile(r"(?<!^--) \r?\n", re.MULTILINE)  # RFC 3676: a line that continues; "-- " begins a signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of a mail, as plain text, HTML or both."""

    plain: Decoded | None = None
    html: Decoded | None = None


@dataclass(slots=True, kw_only=True)
class Mail:
    """The fields of a mail, in order, with their names in lower case, and its parts."""

    fields: list[tuple[str, str]]
    texts: list[Text] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)  # their media types
    is_cut: bool = False  # whether the end of the last part is missing

    def value(self, name: str) -> str:
        """The first value of a field; "" if the mail does not have the field."""
        return next(self.values(name), "")

    def values(self, *names: str) -> Iterator[str]:
        """The values of all fields with these names."""
        return (value for name, value in self.fields if name in names)


def read_message(data: bytes) -> Mail:
    """Read a mail.

    email's parser is used with the policy compat32, and header_text decodes the fields, because the policy "default"
    raises IndexError and AttributeError for damaged fields.

    Raises LimitExceeded, MalformedDocument for parts without their boundary, EmptyArticle for an encrypted mail or a
    delivery report, UnknownFormat for a digest, and the same errors as decode.
    """
    message = parse_message(data)
    charset = next((charset for part in message.walk() if (charset := part.get_content_charset())), None)
    mail = Mail(fields=[(name.lower(), header_text(str(raw), charset)) for name, raw in message.raw_items()])
    _read_part(message, mail)
    mail.is_cut = any(isinstance(defect, CloseBoundaryNotFoundDefect) for p in message.walk() for defect in p.defects)
    return mail


def parse_message(data: bytes) -> "Message[str, str]":
    """The tree of a mail's parts. Raises LimitExceeded for too many parts or too large fields."""
    data = without_start(data)
    end = _END_OF_HEADER.search(data)
    if (end.start() if end else len(data)) > MAX_HEADER_BYTES:
        raise LimitExceeded("header_too_large", f"a mail with fields of more than {MAX_HEADER_BYTES:,} bytes")
    types = [match[0] for match in _CONTENT_TYPE.finditer(data)]
    if any(len(each) > MAX_FIELD_BYTES for each in types):
        raise LimitExceeded("header_too_large", f"a field Content-Type of more than {MAX_FIELD_BYTES:,} bytes")
    if sum(_HAS_PARTS.search(each) is not None for each in types) > MAX_MULTIPARTS:
        raise LimitExceeded("too_many_parts", f"a mail with more than {MAX_MULTIPARTS} parts that contain others")
    message: Message[str, str] = BytesParser(policy=policy.compat32).parsebytes(data)
    if end is not None:
        _add_undeclared_parts(message, data[end.end() :])
    if sum(1 for _ in message.walk()) > MAX_PARTS:
        raise LimitExceeded("too_many_parts", f"a mail with more than {MAX_PARTS:,} parts")
    return message


def _add_undeclared_parts(message: "Message[str, str]", content: bytes) -> None:
    """Take a mail whose type is not multipart, but which has a boundary and parts, for the multipart that it is."""
    boundary = str(message.get_boundary() or "").encode("ascii", "replace")
    if not boundary or message.is_multipart() or b"--" + boundary not in content.splitlines():
        return
    header = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n' % boundary
    whole: Message[str, str] = BytesParser(policy=policy.compat32).parsebytes(header + content)
    message.set_type("multipart/mixed")
    message.set_payload(whole.get_payload())


def bytes_of(part: "Message[str, str]") -> bytes:
    """The bytes of a part, without the transfer encoding; of a damaged part, those that can be decoded."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _read_part(part: "Message[str, str]", mail: Mail) -> None:
    kind = part.get_content_type()
    if kind in NO_ARTICLES and part.get_content_disposition() != "attachment":
        raise EmptyArticle(NO_ARTICLES[kind])
    if kind == "multipart/digest" and part.get_content_disposition() != "attachment":
        raise UnknownFormat("a digest, a mail that contains several others; if you save each as .eml, they are read")
    if kind == "multipart/alternative" and part.is_multipart():
        _read_alternatives(part, mail)
    elif kind.startswith("multipart/"):
        for inner in _inner_parts(part, kind, mail):
            _read_part(inner, mail)
    elif kind in ("text/plain", "text/html") and part.get_content_disposition() != "attachment":
        _add_text(part, kind, mail)
    else:
        mail.attachments.append(kind)


def _inner_parts(part: "Message[str, str]", kind: str, mail: Mail) -> "list[Message[str, str]]":
    """The parts to read. Raises MalformedDocument if their boundary is missing."""
    inner = parts_of(part)
    if not inner:
        raise MalformedDocument(f"a mail in several parts ({kind}) without the lines that separate them")
    if kind == "multipart/related":
        first = root_part(part, inner)
        mail.attachments += [each.get_content_type() for each in inner if each is not first]
        return [first]
    return inner[:1] if kind in FIRST_ONLY else inner


def parts_of(part: "Message[str, str]") -> "list[Message[str, str]]":
    """The parts inside a part; empty if their boundary is not declared or not found."""
    inner = part.get_payload()
    return [each for each in inner if isinstance(each, Message)] if isinstance(inner, list) else []


def root_part(part: "Message[str, str]", inner: "list[Message[str, str]]") -> "Message[str, str]":
    """The root part, which uses the others: the one that the parameter "start" names, or the first (RFC 2387)."""
    start = part.get_param("start")
    return next((each for each in inner if start and each.get("content-id") == start), inner[0])


def _read_alternatives(part: "Message[str, str]", mail: Mail) -> None:
    """Add one text to the mail, with the plain text and the HTML of the alternatives."""
    own = Mail(fields=[])
    for inner in _inner_parts(part, "multipart/alternative", mail):
        _read_part(inner, own)
    plain = next((text.plain for text in own.texts if text.plain is not None), None)
    html = next((text.html for text in own.texts if text.html is not None), None)
    mail.texts += [Text(plain=plain, html=html)] if plain or html else []
    mail.attachments += own.attachments


def _add_text(part: "Message[str, str]", kind: str, mail: Mail) -> None:
    data, charset = bytes_of(part), part.get_content_charset()
    if not data.strip():
        return
    encoding = known_encoding(charset)
    if encoding in NOT_IN_ASCII:
        data, charset = data.decode(encoding, "replace").encode("utf-8", "replace"), "utf-8"
    decoded = decode(data, charset or (declared_charset(data) if kind == "text/html" else None))
    if kind == "text/html":
        mail.texts.append(Text(html=decoded))
    else:
        mail.texts.append(Text(plain=_unflowed(decoded, part)))


def _unflowed(decoded: Decoded, part: "Message[str, str]") -> Decoded:
    if str(part.get_param("format", "")).lower() != "flowed":
        return decoded
    joint = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    text = _FLOWED.sub(joint, decoded.text)
    return Decoded(
        text=text, encoding=decoded.encoding, declared=decoded.declared, replaced_count=decoded.replaced_count
    )
