"""Articles made of plain texts."""

from collections.abc import Callable

import pytest

from etl.articles import Article, Block, Role, Section
from etl.documents import Document


def _block(text: str) -> Block:
    return Block(role=Role.PARAGRAPH, text=text, detected_by="test")


def _article(*paragraphs: str, **fields: object) -> Article:
    sections = (Section(paragraphs=tuple(map(_block, paragraphs))),) if paragraphs else ()
    return Article(**{"format": "text", "parser": "text/1", "sections": sections, **fields})


def _document(**fields: object) -> Document:
    return Document(**{"uri": "a.txt", "name": "a.txt", "data": b"", **fields})


@pytest.fixture
def block() -> Callable[[str], Block]:
    """Makes a paragraph."""
    return _block


@pytest.fixture
def make_article() -> Callable[..., Article]:
    """Makes an article with these paragraphs under no heading; fields as in Article."""
    return _article


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """Makes a document without bytes; fields as in Document."""
    return _document
