"""Why blocks of a page are kept or left out: every block has a reason, every paragraph of the article its block."""

from pathlib import Path

import pytest
from checkout import GOLDEN

from etl.article_blocks import walk
from etl.articles import Block, Role
from etl.documents import Document, Origin
from etl.parse.document_lines import Fragment, SourceLine, Verdict
from etl.parse.html.block_reasons import page_reasons
from etl.parse.html.format import HtmlReading
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


def read(data: bytes) -> HtmlReading:
    return HtmlReading(
        Document(origin=Origin(uri="a.html"), name="a.html", data=data, media_type="text/html"), Settings()
    )


def told(data: bytes) -> list[tuple[str | None, str, Verdict]]:
    """Of each block of a page its place in the article, its text, and why it was kept or left out."""
    found = [(fragment, line.verdict) for line in read(data).lines() for fragment in line.fragments]
    return [(fragment.place, fragment.text, verdict) for fragment, verdict in found if verdict is not None]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_block_of_a_page_has_a_reason_and_every_paragraph_its_block(path: Path) -> None:
    blocks = told(path.read_bytes())
    places = {place for place, _ in walk(read(path.read_bytes()).article().body)}
    found = [place for place, _, _ in blocks if place is not None]

    assert all(verdict.reason for _, _, verdict in blocks)
    assert all(verdict.kept for place, _, verdict in blocks if place is not None)
    assert len(found) == len(set(found))
    assert {place for place in places if place.startswith("sections[")} <= set(found)


def test_reasons_name_what_left_a_block_out() -> None:
    left_out = {text: verdict.reason for _, text, verdict in told(PAGE.encode()) if not verdict.kept}

    assert left_out["Home"] == "inside <nav>"
    assert left_out["A lighthouse for sale"] == "inside an element named “related”"
    assert left_out["All rights reserved."] == "inside <footer>"


def test_reasons_name_what_kept_a_block() -> None:
    kept = [(place, verdict.reason) for place, _, verdict in told(PAGE.encode()) if verdict.kept]

    assert kept[0] == ("title", "matches the declared title, or is the first h1")
    assert ("sections[1].heading", "main text, a heading: its tag is h2") in kept
    assert [place for place, reason in kept if reason.startswith("main text, chosen by")] == [
        "sections[0].paragraphs[0]",
        "sections[1].paragraphs[0]",
        "sections[1].paragraphs[1]",
    ]


def block(detected_by: str, score: float | None = None) -> Block:
    return Block(role=Role.PARAGRAPH, text="It ran.", detected_by=detected_by, score=score)


def test_a_block_of_a_page_has_the_reason_and_the_score_of_the_page_where_it_has_none() -> None:
    kept = Verdict(kept=True, reason="main text", score=0.7)
    page = [SourceLine(label="p", fragments=(Fragment(text="It ran.", place="sections[0]"),), verdict=kept)]
    placed = [("sections[0]", block("score")), ("sections[1]", block("mark")), ("title", block("text", 0.4))]
    reasons = page_reasons(page, placed)

    assert [reasons[place].shares[0].words for place, _ in placed] == [
        "main text",
        "by its mark",
        "the first line of the text",
    ]
    assert [reasons[place].score for place, _ in placed] == [0.7, None, 0.4]
    assert page_reasons(page, [("sections[0]", block("score", 0.2))])["sections[0]"].score == 0.2
