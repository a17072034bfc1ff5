"""One Document -> one Article: parse and enrich, behind the one boundary that catches everything."""

import traceback
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import TypeVar

from etl.articles import Article
from etl.documents import Document, Origin, Outcome, Refusal
from etl.enrich import enrich
from etl.errors import RejectedDocument
from etl.parse import format_of, parse_document
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
# Our own scores find no main text in it, so that trafilatura is asked.
PAGE_WITHOUT_TEXT = Document(
    origin=Origin(uri="title.html"), name="title.html", data=b"<html><p>Ferry turns back</p></html>"
)
SAMPLES = (TEXT, PAGE, PAGE_WITHOUT_TEXT)
HEAD_BYTES = 200
HASH_DIGITS = 12

Made = TypeVar("Made")


def prepare(settings: Settings, units: Iterable[Document | Refusal]) -> None:
    """Load the models and word lists that workers share, before they are forked: each would need a second for it.

    `units` are the first of a run. If all of them are texts, what only pages need is left to the workers; if none is
    a document, everything is.
    """
    formats = {format_of(unit) for unit in units if isinstance(unit, Document)}
    if formats:
        for sample in (TEXT,) if formats == {text.FORMAT.name} else SAMPLES:
            convert(sample, settings)


def convert(document: Document, settings: Settings) -> Article | Refusal:
    """The article of a document, or why there is none."""
    return or_refusal(document, lambda: enrich(parse_document(document, settings), document))


def or_refusal(document: Document, make: Callable[[], Made]) -> Made | Refusal:
    """What is made of a document, or why it cannot be. Never raises for a fault of the document or the parser.

    Only MemoryError is raised: a worker that has it ends, and the pool says what becomes of the document.

    An error that no parser foresaw is the reason `parser_error`, with the hash of its traceback: the same
    hash is the same fault.
    """
    try:
        return make()
    except RejectedDocument as error:
        return refuse(document, error.reason, str(error))
    except MemoryError:
        raise  # what the worker did before may have used it up: the document gets a worker of its own
    except Exception as error:  # noqa: BLE001  # the one boundary: a fault in a parser may cost one document only
        return refuse(document, "parser_error", f"{type(error).__name__}: {error} [{_traceback_hash(error)}]")


def refuse(document: Document, reason: str, detail: str) -> Refusal:
    """A document as a rejected unit."""
    return Refusal(
        origin=document.origin,
        outcome=Outcome.REJECTED,
        reason=reason,
        detail=detail,
        head=document.data[:HEAD_BYTES],
        sha256=sha256(document.data).digest(),
        format=format_of(document),
    )


def _traceback_hash(error: Exception) -> str:
    """Of the functions and lines it went through, without values: the same for every document with this fault."""
    frames = traceback.extract_tb(error.__traceback__)
    places = "\n".join(f"{frame.name}:{frame.lineno}" for frame in frames)
    return sha256(f"{type(error).__name__}\n{places}".encode()).hexdigest()[:HASH_DIGITS]
