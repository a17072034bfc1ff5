"""The main text of this article, among the blocks that were chosen as main text."""

from etl.parse.html.parts.comments import leave_out_alike
from etl.parse.html.parts.title import title_position
from etl.parse.html.state import PageState, part_that_looks

LIVE_TYPE = "LiveBlogPosting"
MAX_SHARE_BEFORE_TITLE = 0.3  # of the main text; with more text before it, a title is ignored


def find_chosen_text(state: PageState) -> list[int]:
    """The chosen blocks without boilerplate, comments, other articles on the page, and text before the title."""
    title = title_position(state)
    if title is not None:
        state.regions.spare(state.blocks[title].element)
    others = _other_articles(state, title)
    main = [position for position in state.chosen if not state.is_boilerplate(position) and not others[position]]
    if LIVE_TYPE not in str(state.page.json_ld.get("@type")):
        leave_out_alike(state, main)
        main = [position for position in main if position not in state.left_out]
    after = [position for position in main if position > (title if title is not None else -1)]
    enough = (1 - MAX_SHARE_BEFORE_TITLE) * _chars(state, main)
    return after if _chars(state, after) >= enough else main


def last_of_text(state: PageState) -> int:
    """The position of the last block of the main text; -1 without one."""
    return state[CHOSEN_TEXT][-1] if state[CHOSEN_TEXT] else -1


def _other_articles(state: PageState, title: int | None) -> bytearray:
    """A byte per block of the page: 1 if the block belongs to another article, else 0."""
    others = bytearray(len(state.blocks))
    for position, block in enumerate(state.blocks):
        article = next(block.element.iterancestors("article"), None) if block.element.tag == "h1" else None
        if article is not None and position != title:
            first, last = state.extents[article]
            is_small = state.regions.main_share(article) < MAX_SHARE_BEFORE_TITLE
            if is_small and not first <= (title or -1) <= last:
                others[first : last + 1] = b"\x01" * (last + 1 - first)
    return others


def _chars(state: PageState, positions: list[int]) -> int:
    return sum(len(state.blocks[position].text) for position in positions)


CHOSEN_TEXT = part_that_looks("chosen text", find_chosen_text)
