"""Lines that belong to pictures, in markup without names."""

import pytest

from etl.articles import Article
from etl.documents import Document, Origin
from etl.parse.html.article import parse_html
from etl.settings import Settings

STORY = (
    "The mill by the river opens as a library in spring, after two years of work on its roof and its floor.",
    "The council pays a third of the cost, and the rest comes from the county and from gifts of its readers.",
    "Opponents say that the money would be better spent on flood walls in the lower town, where houses were damaged.",
)
PICTURE = "<img src='/roof.jpg' width='800' height='533'>"
LINE = "Two masons on the new roof of the mill."


def _parse(markup: str, *, above: bool) -> Article:
    paragraphs = [f"<p>{text}</p>" for text in STORY]
    paragraphs.insert(0 if above else 1, markup.format(picture=PICTURE, line=LINE))
    data = (
        f"<html><title>The mill</title><body><h1>The mill</h1><div>{''.join(paragraphs)}</div></body></html>".encode()
    )
    return parse_html(Document(origin=Origin(uri="a"), name="a.html", data=data), Settings())


@pytest.mark.parametrize("above", [True, False], ids=["above the text", "in the text"])
@pytest.mark.parametrize(
    "markup",
    [
        "<div class='ph'>{picture} {line}</div>",
        "<figure>{picture} {line}</figure>",
        "<div>{picture}{line}</div>",
        "<p>{picture}</p><p class='k'>{line} (fot. Jan Nowak)</p>",
    ],
)
def test_a_line_in_the_box_of_a_picture_or_with_its_credit_is_the_caption(markup: str, *, above: bool) -> None:
    body = _parse(markup, above=above).body

    assert [caption.text for caption in body.captions] == [LINE]
    assert [block.text for block in body.paragraphs] == list(STORY)


def test_a_paragraph_below_a_picture_is_text() -> None:
    body = _parse("<div class='p'>{picture}</div><p>Then winter came, and nobody could work.</p>", above=False).body

    assert body.captions == ()
    assert len(body.paragraphs) == len(STORY) + 1
