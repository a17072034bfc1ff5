"""The type of input formats: a name, and the functions that recognise and read documents."""

from collections.abc import Callable
from dataclasses import dataclass

from etl.documents import Document
from etl.parse.reading import Reading
from etl.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One entry of FORMATS.

    `recognises` checks bytes and media type first and the name last; it costs little and never raises. `read` returns
    the article with its source and reasons, or raises a RejectedDocument.
    """

    name: str
    what: str  # the documents, in words, as in docs/formats.md
    recognised_by: str
    becomes: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document, Settings], Reading]
