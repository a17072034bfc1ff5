"""The corrections of an article that its page shows."""

import re

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.line_kinds import is_correction_note
from etl.parse.html.parts.title_area import around_with_footer, is_beside_text
from etl.parse.html.state import PageState, part_of_blocks
from etl.parse.html.tree import with_ancestors
from etl.words.characters import ends_sentence
from etl.words.element_names import NameKind
from etl.words.page_notes import PhraseKind, find_phrase, is_phrase, label_chars, opens_with

MAX_NOTE_CHARS = 1000
MAX_LINK_SHARE = 0.5
BLOCKS_BELOW_TEXT = 12
MAX_LABELLED = 3  # paragraphs of a correction under its label
MAX_TAIL_CHARS = 60
_WORD = re.compile(r"[^,(（\[]{1,60}")
# After the word "Correction": a date, in brackets or not, and a colon or dash.
_TAIL = re.compile(r"\s*(?:[,(（\[]?[^:：–—()（）]*[0-9][^:：–—()（）]*[)）\]]?)?\s*(?:[:：]|[–—-](?=\s))")


def find_corrections(state: PageState) -> tuple[int, ...]:
    """The corrections from the title area to a little below the text."""
    around = around_with_footer(state, blocks_below=BLOCKS_BELOW_TEXT)
    labelled = _under_labels(state, around)
    return tuple(p for p in around if p in labelled or _is_correction(state, p))


def without_label(text: str) -> str:
    """The text of a correction without its label, and without the date that belongs to the label."""
    return text[_label_end(text) :].strip() or text


def corrects_by_title(title: str) -> bool:
    """Whether the title's label says that the whole article is a correction."""
    return label_chars(title, PhraseKind.CORRECTION_LABEL) > 0


def _is_correction(state: PageState, position: int) -> bool:
    """Whether a block is a correction, by its label, its first words, what it says, or the names of its elements."""
    block = state.blocks[position]
    if not _is_note(block):
        return False
    if label_chars(block.text, PhraseKind.CORRECTION_LABEL) or opens_with(block.text, PhraseKind.CORRECTION_OPENING):
        return True
    if is_beside_text(state, position) and (_label_end(block.text) or is_correction_note(state, position)):
        return True
    is_named = NameKind.CORRECTION in state.names.around(position)
    return is_named and ends_sentence(block.text) and not is_phrase(block.text, PhraseKind.CORRECTION_LABEL)


def _is_note(block: PageBlock) -> bool:
    is_short = len(block.text) <= MAX_NOTE_CHARS and block.role is not Role.HEADING
    return is_short and block.link_share <= MAX_LINK_SHARE


def _is_told(block: PageBlock) -> bool:
    return _is_note(block) and ends_sentence(block.text)


def _under_labels(state: PageState, around: list[int]) -> frozenset[int]:
    """The blocks in the same box as a label that stands alone, at most MAX_LABELLED of them."""
    found: set[int] = set()
    for label in around:
        block = state.blocks[label]
        if not _is_label(block.text):
            continue
        box = next((e for e in with_ancestors(block.element) if state.extents[e][1] > label), None)
        if box is not None and state.extents[box][0] == label and state.extents[box][1] <= label + MAX_LABELLED:
            found.update(p for p in range(label + 1, state.extents[box][1] + 1) if _is_told(state.blocks[p]))
        elif label + 1 < len(state.blocks) and is_beside_text(state, label) and _is_told(state.blocks[label + 1]):
            found.add(label + 1)
    return frozenset(found)


def _is_label(text: str) -> bool:
    """Whether a short text is only a label of corrections, which may have a date."""
    word = _word_end(text) if len(text) <= MAX_TAIL_CHARS else 0
    tail = text[word:]
    return word > 0 and (any(map(str.isdigit, tail)) or not any(map(str.isalpha, tail)))


def _label_end(text: str) -> int:
    """The length of a label at the start of the text, with a date after it and a colon or dash; 0 without one."""
    if found := label_chars(text, PhraseKind.CORRECTION_LABEL):
        return found
    word = _word_end(text)
    tail = _TAIL.match(text, word, word + MAX_TAIL_CHARS) if word else None
    return tail.end() if tail is not None else 0


def _word_end(text: str) -> int:
    """The length of the words of a label at the start of the text, also before a comma or bracket; 0 without one."""
    if (opening := find_phrase(text, PhraseKind.CORRECTION_LABEL)) is not None:
        return opening.end
    word = _WORD.match(text)
    return word.end() if word is not None and is_phrase(word[0], PhraseKind.CORRECTION_LABEL) else 0


CORRECTIONS = part_of_blocks("corrections", find_corrections, "a correction, by its label or the name of its element")
