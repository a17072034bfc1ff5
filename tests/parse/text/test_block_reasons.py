"""Why a line became what it is: the reasons cover the text and add up to its score."""

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest
from checkout import SEEDS
from hypothesis import given
from hypothesis import strategies as st

from etl.article_blocks import walk
from etl.articles import Block, Body, Role, Section
from etl.errors import EmptyArticle
from etl.parse.reading import BlockReason, Share
from etl.parse.text.article import read_text, units_of
from etl.parse.text.block_reasons import NEAR_SCORE, text_reasons
from etl.parse.text.boilerplate import split_around
from etl.parse.text.headings import scores
from etl.parse.text.headings.scores import STYLE, heading_scores, score_shares
from etl.parse.text.outline import Outline
from etl.words.read_table import read_rows

HERE = Path(scores.__file__).parent
TEXT = """Key facts
- The mill turns again on Friday.
- Flour is sold at the gate.
How it began
The mill by the weir turned again on Monday after thirty years. Two hundred people came to watch.
What is left to do
The wheel was rebuilt by volunteers in a barn. They used oak from the same valley.
Source: The Valley Paper
"""


def explained(text: str) -> list[tuple[Block, BlockReason]]:
    """The blocks of a text, each with its reasons."""
    read = read_text(text)
    reasons = text_reasons(read)
    assert reasons.keys() == {place for place, _ in walk(read.body)}
    return [(block, reasons[place]) for place, block in walk(read.body)]


def weights(reason: BlockReason) -> list[float]:
    return [share.weight for share in reason.shares if share.weight is not None]


def test_a_heading_has_reasons_in_words_and_a_plain_paragraph_says_what_decided() -> None:
    found = {block.text: (block, reason) for block, reason in explained(TEXT)}

    heading, reason = found["How it began"]
    assert reason.heading_score is not None
    assert heading.score == reason.score == reason.heading_score > 0.5
    assert "the next line is longer" in [share.words for share in reason.shares]
    assert len(weights(reason)) == len(reason.shares) > 2
    assert sum(weights(reason)) > 0
    assert weights(reason) == sorted(weights(reason), key=abs, reverse=True)
    for block, reason in found.values():
        if block.role is Role.PARAGRAPH:
            assert reason.shares == (Share(words="not a heading by its score"),)
    assert found["Source: The Valley Paper"][1].heading_score is None
    assert found["Key facts"][1].shares[0] == Share(words="the words of a known label")


@pytest.mark.parametrize(
    ("role", "detected_by", "words"),
    [
        (Role.PARAGRAPH, "score", "not a heading by its score"),
        (Role.HEADING, "score", "by its heading score"),
        (Role.LABEL, "label", "the words of a known label"),
        (Role.FACT, "label", "under a known label"),
    ],
)
def test_a_block_of_which_no_line_was_weighed_says_what_decided(role: Role, detected_by: str, words: str) -> None:
    block = Block(role=role, text="It ran.", detected_by=detected_by, start=10**6)
    read = replace(read_text(TEXT), body=Body(sections=(Section(paragraphs=(block,)),)))

    assert text_reasons(read)["sections[0].paragraphs[0]"].shares == (Share(words=words),)


def test_every_block_of_a_real_text_has_the_score_of_its_decision() -> None:
    found = explained((SEEDS / "000_a78018c0d6ec8e35.txt").read_text(encoding="utf-8"))
    by_score = [reason for block, reason in found if block.detected_by == "score" and block.role is Role.HEADING]

    assert [reason.score for _, reason in found] == [block.score for block, _ in found]
    assert by_score
    assert all(reason.heading_score is not None and reason.heading_score > 0.5 for reason in by_score)
    assert all(len(weights(reason)) == len(reason.shares) > 2 for reason in by_score)


def test_the_first_line_of_a_text_is_told_why_it_is_a_heading_or_none() -> None:
    (block, reason), *_ = explained("The harbour bridge\n\nThe bridge was opened by the mayor.\n")

    assert block.start == 0
    assert reason.heading_score is not None


def test_the_shares_of_a_score_add_up_to_it() -> None:
    shapes = Outline(split_around(units_of(TEXT)).content).shapes

    for score, shares in zip(heading_scores(shapes), score_shares(shapes), strict=True):
        assert 1 / (1 + math.exp(-sum(shares.values()))) == pytest.approx(score)


def test_every_feature_has_its_words() -> None:
    weights = json.loads((HERE / "weights.json").read_text(encoding="utf-8"))
    words = {row["feature"] for row in read_rows("feature_words.tsv")}

    assert words == {*weights["line"], *(STYLE + name for name in weights["style"])} - {STYLE + "logit"}


@given(
    st.lists(st.sampled_from(["Key facts", "- a.", "", "Short", "It rained. It snowed.", "Was it so?"]), max_size=12)
)
def test_any_text_is_explained(lines: list[str]) -> None:
    try:
        found = explained("\n".join(lines))
    except EmptyArticle:
        return
    for block, reason in found:
        assert reason.shares
        assert bool(weights(reason)) <= (reason.heading_score is not None)
        is_sure = reason.heading_score is None or reason.heading_score < NEAR_SCORE
        assert not (block.role is Role.PARAGRAPH and is_sure and weights(reason))
