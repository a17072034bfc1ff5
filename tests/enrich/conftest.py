"""Articles made of plain texts."""

from collections.abc import Callable

import made_articles
import pytest

from etl.articles import Article, Block
from etl.documents import Document


def _document(**fields: object) -> Document:
    return Document(**{"uri": "a.txt", "name": "a.txt", "data": b"", **fields})


@pytest.fixture
def block() -> Callable[[str], Block]:
    """Makes a paragraph."""
    return made_articles.make_block


@pytest.fixture
def make_article() -> Callable[..., Article]:
    """Makes an article with these paragraphs under no heading; fields as in Article and Body."""
    return made_articles.make_article


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """Makes a document without bytes; fields as in Document."""
    return _document
