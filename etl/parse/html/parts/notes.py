"""Notes on a page beside its article: corrections, what was made by machine, and the bar of a paywall."""

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.element_names import NameKind, Names
from etl.words.characters import ends_sentence
from etl.words.phrases import PhraseKind, holds_phrase, is_phrase, label_chars, opens_with

MAX_NOTE_CHARS = 1000
MAX_AI_NOTE_CHARS = 400
MAX_LINK_SHARE = 0.5
BLOCKS_BELOW_TEXT = 3


def is_correction(position: int, blocks: list[PageBlock], names: Names) -> bool:
    """By the names of the elements around it, by a label and a colon at its head, or by the words it opens with."""
    text = blocks[position].text
    is_note = len(text) <= MAX_NOTE_CHARS and blocks[position].role is not Role.HEADING
    if not is_note or blocks[position].link_share > MAX_LINK_SHARE:
        return False
    if label_chars(text, PhraseKind.CORRECTION_LABEL) or opens_with(text, PhraseKind.CORRECTION_OPENING):
        return True
    is_named = NameKind.CORRECTION in names.around(position)
    return is_named and ends_sentence(text) and not is_phrase(text, PhraseKind.CORRECTION_LABEL)


def is_ai_note(position: int, blocks: list[PageBlock], names: Names, *, is_apart: bool) -> bool:
    """Whether a short text says that a machine made or helped to make the text, points or translation.

    Named so, with the words of one of these things; or set apart from the running text, with all three: what made,
    how, and what.
    """
    text = blocks[position].text
    is_named = NameKind.AI in names.around(position)
    if len(text) > MAX_AI_NOTE_CHARS or not (is_named or is_apart):
        return False
    if blocks[position].role in (Role.HEADING, Role.CAPTION) or not holds_phrase(text, PhraseKind.AI_MODEL):
        return False
    return is_named or (holds_phrase(text, PhraseKind.AI_MAKING) and holds_phrase(text, PhraseKind.AI_OBJECT))


def without_label(text: str) -> str:
    """The text of a correction without its label."""
    return text[label_chars(text, PhraseKind.CORRECTION_LABEL) :].strip() or text


def corrects_by_title(title: str) -> bool:
    """Whether the title's label says that the whole article is a correction."""
    return label_chars(title, PhraseKind.CORRECTION_LABEL) > 0


def paywall_shown(blocks: list[PageBlock], names: Names, last: int) -> str | None:
    """What shows a paywall at block `last` of the text or right below it: a name, or words; None without one."""
    for position in range(last, min(last + 1 + BLOCKS_BELOW_TEXT, len(blocks))):
        if NameKind.PAYWALL in names.around(position):
            return "name"
        if opens_with(blocks[position].text, PhraseKind.PAYWALL):
            return "words"
    return None
