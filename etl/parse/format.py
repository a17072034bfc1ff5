"""What an input format is: a name, how its documents are recognised, and how they are read."""

from collections.abc import Callable
from dataclasses import dataclass

from etl.documents import Document
from etl.parse.reading import Reading
from etl.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One entry of FORMATS.

    `recognises` looks at bytes and media type first and at the name last, costs little and never raises.
    `read` gives the article with its source and reasons, or raises a RejectedDocument.
    """

    name: str
    recognises: Callable[[Document], bool]
    read: Callable[[Document, Settings], Reading]
