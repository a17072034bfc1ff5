"""The doubt about a choice of main text: what raises it, and that every page with text has one."""

import numpy
from lxml import html

from etl.parse.html.blocks import page_blocks
from etl.parse.html.main_text.choice import choose_blocks
from etl.parse.html.main_text.doubt import doubt

LETTERS = numpy.array([100.0] * 6)
SCORES = numpy.array([0.02, 0.98, 0.98, 0.03, 0.98, 0.02])
CHOSEN = numpy.array([False, True, True, False, True, False])
ALL_BETWEEN = numpy.array([False, True, True, True, True, False])


def test_text_that_is_hardly_main_text_raises_the_doubt() -> None:
    unsure = numpy.where(CHOSEN, 0.6, SCORES)

    assert 0 < doubt(SCORES, LETTERS, CHOSEN) < doubt(unsure, LETTERS, CHOSEN) < 1


def test_text_left_out_in_the_middle_raises_the_doubt() -> None:
    even = numpy.where(ALL_BETWEEN, 0.98, 0.02)

    assert doubt(even, LETTERS, ALL_BETWEEN) < doubt(even, LETTERS, CHOSEN)


def test_nothing_chosen_is_certainly_wrong() -> None:
    assert doubt(SCORES, LETTERS, numpy.zeros(6, dtype=bool)) == 1.0


def test_a_plain_article_has_less_doubt_than_a_menu() -> None:
    story = "".join(f"<p>The ferry left the harbour at noon with {n} people, and came back.</p>" for n in "12345")
    article = html.document_fromstring(f"<h1>Ferry turns back</h1><div>{story}</div>")
    menu = html.document_fromstring("<ul>" + "<li>Fish and chips, 7</li>" * 8 + "</ul>")
    doubts = [choose_blocks(tree, page_blocks(tree), None).doubt or 0.0 for tree in (article, menu)]

    assert 0 < doubts[0] < doubts[1]
