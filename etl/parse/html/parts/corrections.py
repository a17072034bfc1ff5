"""The corrections of an article that its page shows."""

from etl.articles import Role
from etl.parse.html.parts.title_area import around_article
from etl.parse.html.state import PageState, part_of_blocks
from etl.words.characters import ends_sentence
from etl.words.element_names import NameKind
from etl.words.page_notes import PhraseKind, is_phrase, label_chars, opens_with

MAX_NOTE_CHARS = 1000
MAX_LINK_SHARE = 0.5
BLOCKS_BELOW_TEXT = 12


def find_corrections(state: PageState) -> tuple[int, ...]:
    """The corrections from the title area to a little below the text."""
    around = around_article(state, blocks_below=BLOCKS_BELOW_TEXT)
    return tuple(position for position in around if _is_correction(state, position))


def without_label(text: str) -> str:
    """The text of a correction without its label."""
    return text[label_chars(text, PhraseKind.CORRECTION_LABEL) :].strip() or text


def corrects_by_title(title: str) -> bool:
    """Whether the title's label says that the whole article is a correction."""
    return label_chars(title, PhraseKind.CORRECTION_LABEL) > 0


def _is_correction(state: PageState, position: int) -> bool:
    """Whether a block is a correction, by a label with a colon, its first words, or the names of its elements."""
    block = state.blocks[position]
    is_note = len(block.text) <= MAX_NOTE_CHARS and block.role is not Role.HEADING
    if not is_note or block.link_share > MAX_LINK_SHARE:
        return False
    if label_chars(block.text, PhraseKind.CORRECTION_LABEL) or opens_with(block.text, PhraseKind.CORRECTION_OPENING):
        return True
    is_named = NameKind.CORRECTION in state.names.around(position)
    return is_named and ends_sentence(block.text) and not is_phrase(block.text, PhraseKind.CORRECTION_LABEL)


CORRECTIONS = part_of_blocks("corrections", find_corrections, "a correction, by its label or the name of its element")
