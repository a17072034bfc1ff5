"""What an input format is: a name, how its documents are recognised, and how they are parsed."""

from collections.abc import Callable
from dataclasses import dataclass

from etl.articles import Article
from etl.documents import Document
from etl.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One entry of FORMATS.

    `recognises` looks at bytes and media type first and at the name last, costs little and never raises.
    `parse` returns the article, or raises a RejectedDocument.
    """

    name: str
    recognises: Callable[[Document], bool]
    parse: Callable[[Document, Settings], Article]
