"""Why blocks of a page are kept or left out: every block has a reason, every paragraph of the article its block."""

import pytest
from checkout import GOLDEN

from etl.documents import Document, Origin
from etl.parse.html.article import parse_html
from etl.parse.html.reading import read_html
from etl.parse.html.reasons import PageReason, page_reasons
from etl.places import walk
from etl.settings import Settings

PAGES = sorted((GOLDEN / "html").glob("*.html"))
TEXT = "The last ferry left the harbour at nine, and nobody on the quay could say when it would be back again. "
PAGE = f"""<html><head><title>The last ferry</title></head><body>
<nav><a href="/">Home</a></nav>
<main><article><h1>The last ferry</h1>
<p>{TEXT * 2}</p><h2>What comes next</h2><p>{TEXT * 3}</p>
<aside class="related-stories"><h3>Read also</h3><ul><li><a href="/1">A lighthouse for sale</a></li></ul></aside>
<p>{TEXT}</p></article></main>
<footer><p>All rights reserved.</p></footer></body></html>"""


def reasons_of(data: bytes) -> tuple[list[PageReason], list[str]]:
    """The reasons for a page's blocks, and the places of the blocks of its article."""
    document = Document(origin=Origin(uri="a.html"), name="a.html", data=data, media_type="text/html")
    placed = list(walk(parse_html(document, Settings()).body))
    return page_reasons(read_html(document, Settings()), placed), [place for place, _ in placed]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_block_of_a_page_has_a_reason_and_every_paragraph_its_block(path):
    reasons, places = reasons_of(path.read_bytes())
    found = [reason.place for reason in reasons if reason.place is not None]

    assert all(reason.reason for reason in reasons)
    assert all(reason.kept for reason in reasons if reason.place is not None)
    assert len(found) == len(set(found))
    assert {place for place in places if place.startswith("sections[")} <= set(found)


def test_reasons_name_what_left_a_block_out():
    reasons, _ = reasons_of(PAGE.encode())
    told = {reason.text: reason.reason for reason in reasons if not reason.kept}

    assert told["Home"] == "inside <nav>"
    assert told["A lighthouse for sale"] == "inside an element named “related”"
    assert told["All rights reserved."] == "inside <footer>"


def test_reasons_name_what_kept_a_block():
    reasons, _ = reasons_of(PAGE.encode())
    kept = [(reason.place, reason.reason) for reason in reasons if reason.kept]

    assert kept[0] == ("title", "says what the page declares as its title, or is its first h1")
    assert ("sections[1].heading", "main text, a heading: its tag is h2") in kept
    assert [place for place, reason in kept if reason.startswith("main text, chosen by")] == [
        "sections[0].paragraphs[0]",
        "sections[1].paragraphs[0]",
        "sections[1].paragraphs[1]",
    ]
