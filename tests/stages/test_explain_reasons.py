"""Reasons in words: how a block was found, by the name that the parser gives it."""

import pytest

from etl.articles import Article, Block, Role
from etl.parse.html_reasons import PageReason
from etl.settings import Settings
from etl.stages.explain_reasons import detected_by_words, page_block_reasons, text_reasons
from etl.stages.reparse import Choice


def block(detected_by: str, score: float | None = None, role: Role = Role.PARAGRAPH) -> Block:
    return Block(role=role, text="It ran.", detected_by=detected_by, score=score)


@pytest.mark.parametrize(
    ("detected_by", "words"),
    [
        ("score", "by its heading score"),
        ("html:title", "the title element of the page"),
        ("html:h2", "its tag is h2"),
        ("meta:og:title", "declared in the page's meta “og:title”"),
        ("json:headline", "the field “headline” of the record"),
        ("feed:title", "the element “title” of the entry"),
        ("something new", "something new"),
    ],
)
def test_what_a_block_was_detected_by_is_told_in_words(detected_by: str, words: str):
    assert detected_by_words(detected_by) == words


def test_a_block_of_a_page_has_the_reason_and_the_score_of_the_page_where_it_has_none():
    page = [PageReason(text="It ran.", tag="p", place="sections[0]", kept=True, reason="main text", score=0.7)]
    placed = [("sections[0]", block("score")), ("sections[1]", block("mark")), ("title", block("text", 0.4))]
    reasons = page_block_reasons(page, placed)

    assert [reasons[place].shares[0].words for place, _ in placed] == [
        "main text",
        "by its mark",
        "the first line of the text",
    ]
    assert [reasons[place].score for place, _ in placed] == [0.7, None, 0.4]
    assert page_block_reasons(page, [("sections[0]", block("score", 0.2))])["sections[0]"].score == 0.2


@pytest.mark.parametrize(
    ("role", "detected_by", "words"),
    [
        (Role.PARAGRAPH, "score", "no heading by its score"),
        (Role.HEADING, "score", "by its heading score"),
        (Role.LABEL, "label", "the words of a known label"),
        (Role.FACT, "label", "under a known label"),
    ],
)
def test_a_block_of_a_text_says_what_decided(role: Role, detected_by: str, words: str):
    article = Article(format="text", parser="text/1")  # without its source nothing was weighed
    reasons = text_reasons(article, [("place", block(detected_by, role=role))], Settings())

    assert reasons["place"].shares[0].words == words


def test_a_choice_of_everything_is_all():
    assert Choice().is_all is True
    assert Choice(source="n.example").is_all is False
