"""The authors at the end of a text: a line of names, "— Ann Lee", "(Ann Lee)", or a biography."""

import regex

from etl.articles import Role
from etl.parse.credits.byline_line import Named, read_byline
from etl.parse.credits.byline_names import is_full_name
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.metadata import declared_language
from etl.parse.html.parts.author_evidence import is_biography
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT
from etl.parse.html.parts.credit_lines import credited, is_elsewhere, may_be_author, names_in_biography
from etl.parse.html.parts.mentions import is_running
from etl.parse.html.state import PageState
from etl.parse.html.tree import with_ancestors
from etl.words.bylines import find_byline, is_byline_phrase
from etl.words.characters import CLOSERS, SENTENCE_ENDS
from etl.words.page_notes import PhraseKind, is_phrase

BLOCKS_AT_END = 8  # blocks from the last paragraph on, in which a byline may be
BLOCKS_BESIDE_TEXT = 2  # of these, in which a line without a biography may be
MAX_LINE_CHARS = 100
DASHES = ("-", "–", "—", "―")
# Behind the last sentence of a text: a dash or bracket, and a name.
TAIL = regex.compile(
    rf"(?<=[{regex.escape(SENTENCE_ENDS)}])\s*(?:[—–―-]\s*(?P<name>[^{regex.escape(SENTENCE_ENDS + CLOSERS)}]{{3,60}})"
    r"|[(\[（【［](?P<inside>[^()\[\]（）【】［］]{2,60})[)\]）】］])$"
)


def signature(state: PageState) -> list[int]:
    """The positions of the byline at the end of the text; [] without one.

    It is a line of names, a name after a dash or "by", or a name above or at the head of a biography.
    """
    first, last = last_paragraphs(state)
    for position in state.free(range(first, min(last + BLOCKS_AT_END, len(state.blocks)))):
        block = state.blocks[position]
        if is_of_picture(state, position) or is_elsewhere(state, block.element) or _is_item(block):
            continue
        is_near = position <= last + BLOCKS_BESIDE_TEXT and not state.is_boilerplate(position)
        if is_near and (_is_mere_end(state, position) or _is_signed(state, position)):
            return [position]
        if _is_above_biography(state, position):
            return [position]
        if position > last and block.role is Role.HEADING and not is_byline_phrase(block.text):
            return []
    return []


def names_at_end(state: PageState) -> tuple[Named, ...]:
    """The names behind the last sentence of the text, "... on Monday. — Ann Lee", else that of a biography below it."""
    first, last = last_paragraphs(state)
    places = range(first, min(last + 1 + BLOCKS_BESIDE_TEXT, len(state.blocks)))
    for found in filter(None, (TAIL.search(state.blocks[p].text) for p in places if p in (first, last))):
        read = read_byline([found["name"] or found["inside"]], declared_language(state.page))
        if read.names and not read.unknown and all(may_be_author(state, named.name) for named in read.names):
            return read.names
    below = (names_in_biography(state, p) for p in places if not state.is_boilerplate(p))
    return next((names for names in below if names), ())


def last_paragraphs(state: PageState) -> tuple[int, int]:
    """The positions of the last two paragraphs of the text; the last one may be a note or biography below it."""
    running = [p for p in state[CHOSEN_TEXT] if is_running(state.blocks[p])][-2:] or [len(state.blocks)]
    return running[0], running[-1]


def is_of_picture(state: PageState, position: int) -> bool:
    """Whether the block before is the label of a picture's credit, or the block is part of a picture."""
    block = state.blocks[position]
    before = state.blocks[position - 1].text if position else ""
    is_in_figure = any(element.tag in ("figure", "picture") for element in with_ancestors(block.element))
    return is_in_figure or (is_phrase(before, PhraseKind.PICTURE_CREDIT) and find_byline(before) is None)


def _is_item(block: PageBlock) -> bool:
    return any(element.tag == "li" for element in with_ancestors(block.element))


def _is_mere_end(state: PageState, position: int) -> bool:
    """Whether a line of mere names, without links, is beside the paragraphs of the text, not in a box below them."""
    if state.blocks[position].link_chars or state.blocks[position].role is Role.HEADING:
        return False
    parent = state.blocks[position].element.getparent()
    last = [state.blocks[p].element for p in last_paragraphs(state) if p < len(state.blocks)]
    is_beside = any(around is parent for element in last for around in with_ancestors(element))
    return (position in state.chosen or is_beside) and bool(credited(state, position))


def _is_signed(state: PageState, position: int) -> bool:
    """Whether a short line has a full name after "by", after a dash, or in brackets."""
    block = state.blocks[position]
    names = read_byline(block.pieces, declared_language(state.page)).names if len(block.text) <= MAX_LINE_CHARS else ()
    is_marked = block.text.startswith((*DASHES, *"(（[【［"))
    is_below_label = position > 0 and is_byline_phrase(state.blocks[position - 1].text)
    return any(is_full_name(named.name) and (named.is_labelled or is_marked or is_below_label) for named in names)


def _is_above_biography(state: PageState, position: int) -> bool:
    """Whether a block is a full name with which the next block begins: "Ann Lee", "Ann Lee writes about ..."."""
    text = state.blocks[position].text
    if len(text) > MAX_LINE_CHARS or position + 1 >= len(state.blocks):
        return False
    names = read_byline([text], declared_language(state.page)).names
    return [named.name for named in names] == [text] and is_full_name(text) and is_biography(state, position + 1, text)
