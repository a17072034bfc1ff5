"""Parse and enrich one Document into one Article; the only place that catches every exception."""

import traceback
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

from etl.articles import Article
from etl.documents import Document, Origin, Outcome, Refusal
from etl.enrich import enrich
from etl.errors import MailAsText, RejectedDocument
from etl.parse import format_of, parse_document
from etl.parse.mail import article as mail
from etl.parse.text import format as text
from etl.settings import Settings

SENTENCE = "The ferry left at noon with forty people on board, and the wind rose soon after."
TEXT = Document(
    origin=Origin(uri="sample.txt"),
    name="sample.txt",
    data=f"Ferry turns back\nBy Ann Lee\n3 May 2026\n\n{SENTENCE}\n\nStorm\n\n{SENTENCE}".encode(),
)
PAGE = Document(
    origin=Origin(uri="sample.html"),
    name="sample.html",
    data=f"<html><h1>Ferry turns back</h1><p>By Ann Lee, 3 May 2026</p><p>{SENTENCE}</p></html>".encode(),
)
# Our scores find no main text in it, so trafilatura is called (and loaded).
PAGE_WITHOUT_TEXT = Document(
    origin=Origin(uri="title.html"), name="title.html", data=b"<html><p>Ferry turns back</p></html>"
)
SAMPLES = (TEXT, PAGE, PAGE_WITHOUT_TEXT)
HEAD_BYTES = 200
HASH_DIGITS = 12

Made = TypeVar("Made")


def prepare(settings: Settings, units: Iterable[Document | Refusal]) -> None:
    """Load the models and word lists in the parent process: a forked worker would need a second for that.

    `units` are the first of a run. If all their documents are plain text, what only pages need is not loaded; if
    there is no document among them, nothing is.
    """
    formats = {format_of(unit) for unit in units if isinstance(unit, Document)}
    if formats:
        for sample in (TEXT,) if formats == {text.FORMAT.name} else SAMPLES:
            convert(sample, settings)


def convert(document: Document, settings: Settings) -> Article | Refusal:
    """The article of a document, or the refusal that says why there is none."""
    return or_refusal(document, lambda: enrich(parse_document(document, settings), document))


def or_refusal(document: Document, make: Callable[[], Made]) -> Made | Refusal:
    """The result of `make`, or the refusal of the document if `make` raises.

    RejectedDocument brings its own reason. Any other exception becomes the reason `parser_error`, with a hash of the
    traceback: documents with the same hash meet the same fault. Only MemoryError is raised: it ends the worker, and
    the pool decides what happens to the document.
    """
    try:
        return make()
    except RejectedDocument as error:
        return refuse(document, error.reason, str(error), is_private=isinstance(error, MailAsText))
    except MemoryError:
        raise  # earlier documents may have used up the memory: this one is tried again in a new worker
    except Exception as error:  # noqa: BLE001  # the one boundary: a fault in a parser may cost one document only
        return refuse(document, "parser_error", f"{type(error).__name__}: {error} [{_traceback_hash(error)}]")


def refuse(document: Document, reason: str, detail: str, *, is_private: bool = False) -> Refusal:
    """The rejection of a document for this reason; for mail without its first bytes, which contain addresses."""
    name = format_of(document)
    return Refusal(
        origin=document.origin,
        outcome=Outcome.REJECTED,
        reason=reason,
        detail=detail,
        head=b"" if is_private or name == mail.FORMAT.name else document.data[:HEAD_BYTES],
        sha256=sha256(document.data).digest(),
        format=name,
    )


def _traceback_hash(error: Exception) -> str:
    """A hash of the functions and line numbers of a traceback, without values, which differ between documents."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(f"{frame.name}:{frame.lineno}" for frame in frames)
    return sha256(f"{type(error).__name__}\n{places}".encode()).hexdigest()[:HASH_DIGITS]
