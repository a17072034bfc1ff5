"""The standfirst of an article: the subtitle that its page shows between the title and the text."""

import re
from collections.abc import Iterable
from itertools import islice

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.titles import is_one_title
from etl.parse.html.line_kinds import is_meta_line
from etl.parse.html.parts.standfirst_candidates import (
    MAX_PLACED_CHARS,
    MIN_PLACED_CHARS,
    MIN_STANDFIRST_CHARS,
    TitleSurroundings,
    may_be_standfirst,
    title_surroundings,
)
from etl.parse.html.sections import QUOTES
from etl.parse.html.state import PageState, part_of_blocks, part_that_looks
from etl.parse.html.tree import name_words, with_ancestors
from etl.words.characters import (
    ANY_SENTENCE_END,
    QUESTION_MARKS,
    STATEMENT_ENDS,
    ends_sentence,
    ends_with,
    letter_count,
)
from etl.words.element_names import NameKind, words_of
from etl.words.folding import squashed

MIN_BOLD_STANDFIRST_CHARS = 40  # a shorter bold line may be a heading
MIN_TAGGED_CHARS = 60  # of a sentence in the tag of a heading that is no heading
MAX_LINES_BELOW = 4  # blocks below a standfirst, one of which is the byline or date
MIN_TEXT_BLOCKS = 2  # of the text below them
DATELINE = re.compile(r"[^.!?]{2,60}?(?:--|\)\s*[-–—])")  # at the start of the first paragraph
MIN_SAME_STYLE = 3  # paragraphs that share a style that the standfirst does not have
BLOCKS_BEFORE_TITLE, BLOCKS_BELOW_TITLE = 3, 60
MAX_COMPARED = 50  # paragraphs of the text
MAX_DECK_LINES = 5


def find_subtitle(state: PageState) -> tuple[int, ...]:
    """The positions of the visible subtitle: named as such, set off from the text, or the same as the description.

    It is near the title and not after the first paragraph of the text, which may be the subtitle itself.
    """
    area = title_surroundings(state)
    if area is None:
        return ()
    last = min(area.first, area.title + BLOCKS_BELOW_TITLE)
    around = range(max(0, area.title - BLOCKS_BEFORE_TITLE), last + 1)
    places = [p for p in around if p != area.title and may_be_standfirst(p, area)]
    if lines := _deck(area):
        return lines
    opening = next(p for p in area.main if p > area.title)
    for position in places:
        is_named = _is_named_standfirst(position, area) and (position > area.title or _is_placed(position, area))
        if is_named or _is_marked(position, area):
            return (position,)
        if position <= opening and _is_described(position, area):
            return (position,)
    below = [p for p in places if p > area.title]
    rules = (_is_above_lines, _is_set_apart, _looks_apart)
    return next(((p,) for p in below if any(rule(p, area) for rule in rules)), ())


def find_standfirst(state: PageState) -> tuple[int, ...]:
    """The subtitle, unless it is the label of a box of facts."""
    return tuple(state.free(state[SUBTITLE]))


def _is_named_standfirst(position: int, area: TitleSurroundings) -> bool:
    """Whether a block is named a standfirst: by its own name, or that of an ancestor that contains nothing else."""
    block = area.blocks[position]
    if any(NameKind.STANDFIRST in area.state.names.of(element) for element in block.inline[:1]):
        return True
    for element in with_ancestors(block.element):
        if area.state.extents[element] != (position, position):
            return False
        if NameKind.STANDFIRST in area.state.names.of(element):
            return True
    return False


def _is_marked(position: int, area: TitleSurroundings) -> bool:
    """Whether a block is in the article's header element, a heading just below the title, or a long bold line."""
    block, parent = area.blocks[position], area.blocks[position].element.getparent()
    if parent is not None and parent.tag == "header" and position > area.title and parent.find(".//nav") is None:
        return True
    if block.role is Role.HEADING and position > area.title and _is_long_sentence(block.text):
        return True
    if block.role is Role.HEADING:
        is_parted = _stands_alone(position, area.blocks) or position + 1 in area.lines
        return _is_next_shown(position, area) and is_parted
    return block.is_bold and len(block.text) >= MIN_BOLD_STANDFIRST_CHARS


def _is_long_sentence(text: str) -> bool:
    """Whether the text is a long sentence, but no question, which may be the heading of a section."""
    is_long = letter_count(text) >= MIN_TAGGED_CHARS
    return is_long and ends_with(text, STATEMENT_ENDS)


def _is_next_shown(position: int, area: TitleSurroundings) -> bool:
    """Whether only short lines and lines of authors, dates and links are between the title and the block."""
    between = range(area.title + 1, position)
    return position > area.title and all(_is_passed_over(p, area) for p in between)


def _is_passed_over(position: int, area: TitleSurroundings) -> bool:
    block = area.blocks[position]
    is_short = len(block.text) < MIN_STANDFIRST_CHARS and block.role is not Role.HEADING
    return is_short or position in area.lines or block.link_share > 0.5 or is_meta_line(block)


def _is_described(position: int, area: TitleSurroundings) -> bool:
    """Whether the block matches the page's description, and is not one of several paragraphs of the text."""
    block = area.blocks[position]
    says_the_same = bool(area.description) and is_one_title(squashed(block.text), area.description)
    return says_the_same and (_stands_alone(position, area.blocks) or block.is_bold)


def _stands_alone(position: int, blocks: list[PageBlock]) -> bool:
    if position + 1 == len(blocks):
        return False
    element, following = blocks[position].element, blocks[position + 1].element
    return following is not element and following.getparent() is not element.getparent()


def _deck(area: TitleSurroundings) -> tuple[int, ...]:
    """The positions of two to five consecutive headings of one style below the title, before any paragraph."""
    places = range(area.title + 1, min(area.first, area.title + BLOCKS_BELOW_TITLE))
    after = [p for p in places if not _is_passed_over(p, area)]
    lines: list[int] = []
    for position in after:
        block = area.blocks[position]
        if block.role is not Role.HEADING or (lines and block.style != area.blocks[lines[0]].style):
            break
        lines.append(position)
    return tuple(lines) if 1 < len(lines) <= MAX_DECK_LINES and lines[-1] - lines[0] == len(lines) - 1 else ()


def _is_above_lines(position: int, area: TitleSurroundings) -> bool:
    """Whether a sentence is the only one between the title and a byline or date, with paragraphs of text below that."""
    if not _is_placed(position, area) or not _is_next_shown(position, area):
        return False
    line = next((p for p in range(position + 1, position + 1 + MAX_LINES_BELOW) if p in area.lines), None)
    if line is None or not all(_is_passed_over(p, area) for p in range(position + 1, line)):
        return False
    return sum(p > line and area.blocks[p].role is not Role.HEADING for p in area.main) >= MIN_TEXT_BLOCKS


def _looks_apart(position: int, area: TitleSurroundings) -> bool:
    """Whether a sentence above all paragraphs has a look that no other block of the text has, and they share one."""
    if not _is_placed(position, area) or position > area.first or not area.state.looks.is_set_off(position):
        return False
    look = area.state.looks.of(position)
    text = [p for p in area.main if p > position][:MAX_COMPARED]
    plain = sum(not area.state.looks.is_set_off(p) for p in text)
    is_dropped = not words_of(NameKind.DROP_CAP).isdisjoint(name_words(area.blocks[position].element))
    return plain >= MIN_SAME_STYLE and not is_dropped and all(area.state.looks.of(p) != look for p in text)


def _is_placed(position: int, area: TitleSurroundings) -> bool:
    """Whether a block that is recognised only by its place has the length and the form of a standfirst."""
    block = area.blocks[position]
    is_long = MIN_PLACED_CHARS <= letter_count(block.text) <= MAX_PLACED_CHARS
    is_heading = block.role is Role.HEADING and letter_count(block.text) < MIN_TAGGED_CHARS
    is_spoken = block.role is Role.QUOTE and block.text[0] in QUOTES
    is_question = ends_with(block.text, QUESTION_MARKS) and ANY_SENTENCE_END.search(block.text[:-1]) is None
    is_other = is_heading or is_spoken or is_question or DATELINE.match(block.text) is not None
    return is_long and not is_other and _is_sentence(block.text)


def _is_set_apart(position: int, area: TitleSurroundings) -> bool:
    """Whether a sentence between title and text has another parent or style than the paragraphs of the text."""
    block = area.blocks[position]
    if block.role is not Role.PARAGRAPH or not _is_placed(position, area):
        return False
    following = (p for p in area.main if p >= area.first and p != position and area.blocks[p].role is block.role)
    text = [area.blocks[p] for p in islice(following, MAX_COMPARED)]
    if not text or _is_among(block, text):
        return _is_styled_apart(block, text)
    return _stands_alone(position, area.blocks) and (position not in area.main or _share_a_box(text))


def _is_among(block: PageBlock, text: Iterable[PageBlock]) -> bool:
    parent = block.element.getparent()
    return any(other.element.getparent() is parent or other.element is parent for other in text)


def _share_a_box(text: list[PageBlock]) -> bool:
    """Whether most paragraphs have the same parent; if each has its own, the first one is not set apart by it."""
    parents = [block.element.getparent() for block in text]
    return max(map(parents.count, parents[:MIN_SAME_STYLE])) > len(parents) / 2


def _is_styled_apart(block: PageBlock, text: list[PageBlock]) -> bool:
    """Whether the block has its own class, while its sibling paragraphs all share one style."""
    parent = block.element.getparent()
    beside = [other.style for other in text if other.element.getparent() is parent]
    words = frozenset((block.element.get("class") or "").lower().replace("-", " ").replace("_", " ").split())
    if not words.isdisjoint(words_of(NameKind.DROP_CAP)) or words <= words_of(NameKind.DROP_CAP_FILLER):
        return False
    return len(beside) >= MIN_SAME_STYLE and len(set(beside)) == 1 and block.style != beside[0]


def _is_sentence(text: str) -> bool:
    is_without_spaces = letter_count(text) > 1.5 * len(text)
    return ends_sentence(text) or is_without_spaces or len(text.split()) > 6


SUBTITLE = part_that_looks("subtitle", find_subtitle)
STANDFIRST = part_of_blocks(
    "standfirst",
    find_standfirst,
    "the subtitle: named as such, set off below the title, or the same as the page's description",
)
