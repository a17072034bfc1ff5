"""Mails, and digests of several, that a program saved or copied as text."""

from functools import cache

import regex

from etl.parse.not_prose.sample import Sample
from etl.words.characters import INVISIBLE_EDGES
from etl.words.mail_phrases import mail_phrases

MAIL = "a mail saved as text (if you save it as .eml, its subject, sender and date are read)"
DIGEST = "a digest of a mailing list, which contains several mails (if you save each as .eml, they are read)"
MAX_FIELDS = 12
MAX_MASTHEAD_LINES = 20  # of a digest
KINDS = ("sender", "sender_or_author", "recipient", "sent", "subject")
_FIELD = regex.compile(r"(\p{L}[\p{L}\p{M} .\u200c-]{0,30}?)[\s*_]*[:：]")
_DIVIDER = regex.compile(r"[-_=*]{3,}.*")
# In the masthead of Mailman: the address of a list alone on a line, and that of the program that manages it.
_ADDRESS = regex.compile(r"([^\s@<>]+?)(-request)?@([^\s@<>]+\.[^\s@<>]+)$")
_EDGES = " *_>|" + INVISIBLE_EDGES


def mail(sample: Sample) -> str | None:
    """The kind of a mail saved as text: its first lines name sender and subject.

    "From" and its Hebrew word may also name an author, so they need a recipient, a time of sending or an address.
    """
    lines = [line.strip(_EDGES) for line in sample.lines[: MAX_FIELDS + 1]]
    if lines and _DIVIDER.fullmatch(sample.lines[0]):
        lines = lines[1:]
    fields = _fields(lines)
    found = {kind for line in fields for kind in _kinds(line)}
    is_sent = bool(found & {"sender", "recipient", "sent"}) or any("@" in line for line in fields)
    has_sender = bool(found & {"sender", "sender_or_author"})
    return MAIL if has_sender and "subject" in found and is_sent else None


def digest(sample: Sample) -> str | None:
    """The kind of a digest of a mailing list (Mailman): it begins with the addresses of the list, in any language."""
    addresses = [found.groups() for line in sample.lines[:MAX_MASTHEAD_LINES] if (found := _ADDRESS.match(line))]
    lists = {(name, host) for name, request, host in addresses if request is None}
    return DIGEST if any(request and (name, host) in lists for name, request, host in addresses) else None


def _fields(lines: list[str]) -> list[str]:
    """The first lines, up to one that is no field; the first must have the name of a field of a mail."""
    end = next((number for number, line in enumerate(lines) if not _FIELD.match(line) and "@" not in line), len(lines))
    return lines[:end] if lines and _kinds(lines[0]) else []


def _kinds(line: str) -> frozenset[str]:
    match = _FIELD.match(line)
    return _names().get(match[1].lower(), frozenset()) if match else frozenset()


@cache
def _names() -> dict[str, frozenset[str]]:
    """Name of a field, in lower case -> its meanings: "de" is only the sender, "tema" only the subject."""
    names = {name for kind in KINDS for name in mail_phrases(kind)}
    return {name: frozenset(kind for kind in KINDS if name in mail_phrases(kind)) for name in names}
