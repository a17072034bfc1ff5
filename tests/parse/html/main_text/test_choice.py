"""The choice of main text: scores of blocks, and trafilatura's vote where they are unsure."""

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from etl.parse.html.blocks import page_blocks
from etl.parse.html.main_text.choice import Choice, choose_blocks
from etl.parse.html.main_text.features import block_features, text_weights
from etl.parse.html.main_text.scores import block_scores, load_trees
from etl.parse.html.main_text.title_guess import title_place

SENTENCE = "The ferry left the harbour at noon with forty people on board, and the wind rose soon after."
ARTICLE = "".join(f"<p>{SENTENCE} {number}</p>" for number in range(6))
COMMENTS = "".join(
    f"<div><b>reader{number}</b><p>I was there and saw nothing of it, to be honest.</p></div>" for number in range(4)
)
PAGE = f"""
<html><head><title>Ferry turns back - The Quay</title></head><body>
<ul class="menu"><li><a href="/a">Home</a></li><li><a href="/b">Harbour</a></li><li><a href="/c">Sport</a></li></ul>
<h1>Ferry turns back</h1><div class="story">{ARTICLE}</div>
<div class="related"><h3>More</h3><a href="/d">Harbour wall to be raised</a> <a href="/e">Pilot retires</a></div>
<div class="comments">{COMMENTS}</div>
<p>© The Quay. All rights reserved.</p></body></html>
"""
MARKUP = [
    "<p>",
    "</p>",
    "<ul><li>",
    "<table><tr><td>",
    "<article>",
    "<h1>",
    "</h1>",
    "<br>",
    "<div>",
    "</div>",
    "<b>",
    "</b>",
]
PIECES = st.sampled_from([*MARKUP, "A word. ", "نص", "文章。", "<a href='#'>link</a>", "\x85", " "])


def chosen(source: str) -> list[str]:
    tree = html.document_fromstring(source)
    blocks = page_blocks(tree)
    return [blocks[position].text for position in choose_blocks(tree, blocks, None).positions]


def test_paragraphs_of_the_story_are_chosen_and_nothing_around_it() -> None:
    found = chosen(PAGE)

    assert [text for text in found if text.startswith(SENTENCE)] == [f"{SENTENCE} {number}" for number in range(6)]
    assert set(found) <= {"Ferry turns back", *(f"{SENTENCE} {number}" for number in range(6))}


@pytest.mark.parametrize("source", [ARTICLE, f"<h1>Ferry</h1>{ARTICLE}", f"<table><tr><td>{ARTICLE}</td></tr></table>"])
def test_a_page_of_nothing_but_text_is_chosen_whole(source: str) -> None:
    assert [text for text in chosen(source) if text != "Ferry"] == [f"{SENTENCE} {number}" for number in range(6)]


@pytest.mark.parametrize("cells", [100, 500, 3000])
def test_a_table_of_numbers_does_not_drown_a_short_text(cells: int) -> None:
    found = chosen(f"<h1>Ferry turns back</h1><table><tr>{'<td>1' * cells}</table><p>{SENTENCE}</p>")

    assert SENTENCE in found
    assert not any(text.startswith("1 | 1") for text in found)


def test_a_page_without_text_has_no_main_text() -> None:
    tree = html.document_fromstring("<html><body><img src='a.png'></body></html>")

    assert choose_blocks(tree, page_blocks(tree), None) == Choice(positions=(), chosen_by="score")


def test_agreement_is_known_only_where_trafilatura_was_asked() -> None:
    tree = html.document_fromstring(PAGE)
    sure = choose_blocks(tree, page_blocks(tree), None)
    menu = html.document_fromstring("<ul>" + "<li>Fish and chips, 7</li>" * 8 + "</ul>")
    unsure = choose_blocks(menu, page_blocks(menu), None)

    assert (sure.chosen_by, sure.agreement) == ("score", None)
    assert unsure.chosen_by != "score"
    assert unsure.agreement is not None


def test_scores_are_those_of_a_plain_walk_through_the_trees() -> None:
    tree = html.document_fromstring(PAGE)
    blocks = page_blocks(tree)
    features, trees = block_features(blocks, title_place(tree, blocks), text_weights(blocks)), load_trees()

    def plain(block: int) -> float:
        logit = trees.bias
        for asked, borders, leaves in zip(trees.asked, trees.borders, trees.leaves, strict=True):
            answers = [features[trees.features[f]][block] > border for f, border in zip(asked, borders, strict=True)]
            logit += leaves[sum(answer << bit for bit, answer in enumerate(map(int, answers)))]
        return float(1 / (1 + numpy.exp(-logit)))

    assert block_scores(features, trees) == pytest.approx([plain(block) for block in range(len(blocks))])


@settings(deadline=None, max_examples=75)
@given(st.lists(PIECES, max_size=30))
def test_every_block_has_a_score_whatever_the_markup(pieces: list[str]) -> None:
    tree = html.document_fromstring("<html><body>" + "".join(pieces) + "</body></html>")
    blocks = page_blocks(tree)

    found = choose_blocks(tree, blocks, None)

    assert len(found.scores) == len(blocks)
    assert all(0 <= score <= 1 for score in found.scores)
    assert list(found.positions) == sorted(set(found.positions))


def test_the_title_is_where_the_declared_one_is_shown_else_the_first_h1() -> None:
    def place(source: str) -> int | None:
        tree = html.document_fromstring(source)
        return title_place(tree, page_blocks(tree))

    assert place("<title>Ferry turns back | The Quay</title><h1>The Quay</h1><h2>Ferry turns back</h2>") == 1
    assert place("<title>News</title><p>Today</p><h1>Ferry turns back</h1>") == 1
    assert place("<title>Ferry turns back today</title><div>Ferry turns back today</div><p>Text</p>") == 0
    assert place("<p>Text</p>") is None
