"""All text that is chosen as main text belongs to a part of the article, on every page of the benchmarks."""

from pathlib import Path

import pytest
from checkout import GOLDEN, SHARED

from etl.documents import Document, Origin
from etl.parse.html.layout import PARTS
from etl.parse.html.parts.title import TITLE, title_position
from etl.parse.html.read_page import read_html
from etl.parse.html.sections import is_heading
from etl.parse.html.state import PageState
from etl.settings import Settings
from etl.words.folding import squashed

FOLDERS = (GOLDEN / "html", SHARED / "bench/pages/pages", SHARED / "bench/trials/pages")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: "/".join(folder.parts[-2:]))
def test_each_block_that_was_chosen_belongs_to_a_part(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name} of the benchmarks is not here")
    lost = {path.name: texts for path in sorted(folder.glob("*.html")) if (texts := _lost(path))}

    assert lost == {}


def _lost(path: Path) -> list[str]:
    """The chosen texts that no part has; headings, links, comments and repeated titles may be left out."""
    read = read_html(Document(origin=Origin(uri="a"), name="a.html", data=path.read_bytes()), Settings())
    state = read.state
    kept = {position for part in PARTS for position, _ in part.takes(state)}
    lost = (p for p in read.choice.positions if not (p in kept or _may_be_left_out(state, p)))
    return [state.blocks[position].text for position in lost]


def _may_be_left_out(state: PageState, position: int) -> bool:
    block, title = state.blocks[position], state[TITLE]
    is_title = title is not None and squashed(block.text) == squashed(title.block.text)
    is_above = position < (title_position(state) or 0)
    return is_title or is_above or is_heading(block) or state.is_boilerplate(position) or block.link_share > 0.3
