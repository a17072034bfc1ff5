"""The parts of a page: each has its own name, and no block goes to two that take blocks of the text."""

from pathlib import Path

import pytest
from checkout import GOLDEN

from etl.documents import Document, Origin
from etl.parse.html.layout import PARTS
from etl.parse.html.parts.body import BODY
from etl.parse.html.parts.live import LIVE
from etl.parse.html.read_page import read_html
from etl.settings import Settings

PAGES = sorted((GOLDEN / "html").glob("*.html"))


def test_what_a_part_found_is_asked_for_by_a_name_that_no_other_has() -> None:
    assert len({part.name for part in PARTS}) == len(PARTS)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_block_of_the_text_belongs_to_another_part_too(path: Path) -> None:
    state = read_html(Document(origin=Origin(uri="a"), name="a.html", data=path.read_bytes()), Settings()).state
    taken = {position for part in PARTS if part is not BODY for position, _ in part.takes(state)}

    body, updates = state[BODY], state[LIVE]
    assert body or updates
    assert taken.isdisjoint(body)
