"""Articles made of plain texts."""

import made
import pytest
from fixture_types import MakeArticle, MakeBlock, MakeDocument


@pytest.fixture
def block() -> MakeBlock:
    """Makes a paragraph."""
    return made.make_block


@pytest.fixture
def make_article() -> MakeArticle:
    """Makes an article with these paragraphs under no heading; fields as in Article and Body."""
    return made.make_article


@pytest.fixture
def make_document() -> MakeDocument:
    """Makes a document without bytes; fields as in Document and Origin."""
    return made.make_document
