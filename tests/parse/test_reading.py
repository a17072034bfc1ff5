"""Reasons in words: how a block was found, by the name that the parser gives it."""

import pytest

from etl.articles import Block, Role
from etl.parse.reading import BlockReason, Share, detected_by_reasons, detected_by_words


def block(detected_by: str, score: float | None = None) -> Block:
    return Block(role=Role.PARAGRAPH, text="It ran.", detected_by=detected_by, score=score)


@pytest.mark.parametrize(
    ("detected_by", "words"),
    [
        ("score", "by its heading score"),
        ("html:title", "the title element of the page"),
        ("html:h2", "its tag is h2"),
        ("meta:og:title", "declared in the page's meta “og:title”"),
        ("json:headline", "the field “headline” of the record"),
        ("feed:title", "the element “title” of the entry"),
        ("new-format:hl1", "the element “hl1” of the document"),
        ("something new", "something new"),
    ],
)
def test_what_a_block_was_detected_by_is_told_in_words(detected_by: str, words: str) -> None:
    assert detected_by_words(detected_by) == words


@pytest.mark.parametrize(
    "detected_by",
    [
        *("mark", "label", "structure", "phrase", "score", "rule", "text", "json-ld"),
        *("html:title", "html:bold", "html:name", "html:style", "html:live", "html:place"),
    ],
)
def test_no_name_that_the_parsers_give_is_shown_as_it_is(detected_by: str) -> None:
    words = detected_by_words(detected_by)

    assert len(words.split()) > 2
    assert "html" not in words
    assert "its tag" not in words


def test_a_block_of_a_record_says_in_which_field_it_was() -> None:
    placed = [("title", block("json:headline", 0.5)), ("summary[0]", block("feed:description"))]

    assert detected_by_reasons(placed) == {
        "title": BlockReason(shares=(Share(words="the field “headline” of the record"),), score=0.5),
        "summary[0]": BlockReason(shares=(Share(words="the element “description” of the entry"),), score=None),
    }
