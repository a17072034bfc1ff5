"""The sign of a paywall that a page shows."""

from etl.parse.html.parts.chosen_text import CHOSEN_TEXT, last_of_text
from etl.parse.html.state import PageState
from etl.words.element_names import NameKind
from etl.words.page_notes import PhraseKind, opens_with

BLOCKS_BELOW_TEXT = 3


def paywall_shown(state: PageState) -> str | None:
    """The evidence of a paywall in or just below the last block of the text: "name" or "words"; None without one."""
    if not state[CHOSEN_TEXT]:
        return None
    last = last_of_text(state)
    for position in range(last, min(last + 1 + BLOCKS_BELOW_TEXT, len(state.blocks))):
        if NameKind.PAYWALL in state.names.around(position):
            return "name"
        if opens_with(state.blocks[position].text, PhraseKind.PAYWALL):
            return "words"
    return None
