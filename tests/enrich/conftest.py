"""Articles made of plain texts."""

from collections.abc import Callable

import made
import pytest

from etl.articles import Article, Block
from etl.documents import Document


@pytest.fixture
def block() -> Callable[[str], Block]:
    """Makes a paragraph."""
    return made.make_block


@pytest.fixture
def make_article() -> Callable[..., Article]:
    """Makes an article with these paragraphs under no heading; fields as in Article and Body."""
    return made.make_article


@pytest.fixture
def make_document() -> Callable[..., Document]:
    """Makes a document without bytes; fields as in Document and Origin."""
    return made.make_document
