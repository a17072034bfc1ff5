"""Why a line became what it is: the reasons cover the text and add up to its score."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.articles import Role
from etl.errors import EmptyArticle
from etl.parse.text.article import units_of
from etl.parse.text.furniture import split_furniture
from etl.parse.text.headings import scores
from etl.parse.text.headings.scores import STYLE, heading_scores, score_shares
from etl.parse.text.outline import Outline
from etl.parse.text.reasons import NEAR_SCORE, explain_text
from etl.words.tables import read_rows

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


def test_units_come_in_reading_order_and_hold_the_whole_text() -> None:
    units = explain_text(TEXT)

    assert [unit.role for unit in units] == [
        Role.LABEL,
        Role.FACT,
        Role.FACT,
        Role.HEADING,
        Role.PARAGRAPH,
        Role.HEADING,
        Role.PARAGRAPH,
        Role.SOURCE,
    ]
    assert "".join(TEXT[unit.start : unit.end] for unit in units) == TEXT.replace("\n", "")


def test_a_heading_has_reasons_in_words_and_a_plain_paragraph_has_none() -> None:
    units = {unit.text: unit for unit in explain_text(TEXT)}

    heading = units["How it began"]
    assert heading.heading_score is not None
    assert heading.score == heading.heading_score > 0.5
    assert "the next line is longer +" in " ".join(map(str, heading.reasons))
    assert sum(reason.share for reason in heading.reasons) > 0
    assert [len(unit.reasons) for unit in units.values() if unit.role is Role.PARAGRAPH] == [0, 0]
    assert units["Source: The Valley Paper"].heading_score is None


def test_the_shares_of_a_score_add_up_to_it() -> None:
    shapes = Outline(split_furniture(units_of(TEXT)).content).shapes

    for score, shares in zip(heading_scores(shapes), score_shares(shapes), strict=True):
        assert 1 / (1 + math.exp(-sum(shares.values()))) == pytest.approx(score)


def test_every_feature_has_its_words() -> None:
    weights = json.loads((HERE / "heading_weights.json").read_text(encoding="utf-8"))
    words = {row["feature"] for row in read_rows("reason_words.tsv")}

    assert words == {*weights["line"], *(STYLE + name for name in weights["style"])} - {STYLE + "logit"}


@given(
    st.lists(st.sampled_from(["Key facts", "- a.", "", "Short", "It rained. It snowed.", "Was it so?"]), max_size=12)
)
def test_any_text_is_explained(lines: list[str]) -> None:
    try:
        units = explain_text("\n".join(lines))
    except EmptyArticle:
        return
    for unit in units:
        assert bool(unit.reasons) <= (unit.heading_score is not None)
        is_sure = unit.heading_score is None or unit.heading_score < NEAR_SCORE
        assert not (unit.role is Role.PARAGRAPH and is_sure and unit.reasons)
