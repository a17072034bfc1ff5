"""The lines that belong to pictures, by reference, by a box that holds nothing else, or by their place and look."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.credits.authors import is_signature
from etl.parse.credits.pictures import reads_as_credit
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.titles import declared_wordings
from etl.parse.html.line_kinds import is_meta_line
from etl.parse.html.looks import Look
from etl.parse.html.parts.chosen_text import CHOSEN_TEXT, last_of_text
from etl.parse.html.parts.title import title_position
from etl.parse.html.sections import QUOTES
from etl.parse.html.state import PageState, part_that_looks
from etl.parse.html.tree import with_ancestors
from etl.words.characters import ends_sentence, letter_count
from etl.words.folding import squashed

MIN_CHARS, MAX_CHARS = 16, 350  # letter_count of a caption; a shorter line beside a picture may be a name
MAX_CREDIT_CHARS = 40  # of a second line in a box
MAX_PLAIN_CHARS = 150  # of a caption that looks like the running text
MIN_TOLD_CHARS = 40  # of a standfirst or paragraph
MAX_BOX_BLOCKS = 3  # in a box with a picture: caption, credit, and a link to a gallery
MAX_BOX_SHARE = 0.3  # of the main text in boxes with pictures; with more, they are the slides of the article
MAX_LINK_SHARE = 0.5
MIN_ICON_PIXELS = 80  # a smaller picture is an icon
BLOCKS_ABOVE_TITLE = 4
MAX_LINK_LEVELS = 3  # from a picture to the link around it
PICTURE_FILE = re.compile(r"^(?:#|javascript:|$)|\.(?:jpe?g|png|gif|webp|avif|svg)\b", re.IGNORECASE)
MAX_ID_LEVELS = 2  # from a block to the element that a picture refers to
REFERENCES = ("aria-describedby", "aria-labelledby")
SMALL = frozenset(("i", "em", "small", "center", "figcaption", "cite"))
IN_TEXT = frozenset(("body", "main", "article", "blockquote", "li"))  # hold more than a picture and its lines

Boxes = dict[int, HtmlElement]


def find_picture_lines(state: PageState) -> Boxes:
    """The position of each line that belongs to a picture, from above the title to the end of the text -> its box."""
    title = title_position(state)
    places = range(max(0, (title or 0) - BLOCKS_ABOVE_TITLE), last_of_text(state) + 1)
    boxed: Boxes = {}
    below: Boxes = {}
    for position in places:
        for picture in filter(_is_picture, state.blocks[position].pictures):
            box = next((around for around in picture.iterancestors() if around in state.extents), None)
            if box is not None and not state.is_boilerplate(position):
                boxed.update((p, box) for p in _in_box(state, box) if p in places)
                below[position] = box
    lines = {p: box for p, box in boxed.items() if _is_line(state, p)} if not are_much_of_text(state, boxed) else {}
    alike = _alike(state, [p for p in below if state.blocks[p].element not in below[p].iterancestors()], places)
    lines |= {p: box for p, box in below.items() if _is_line(state, p) and (p in alike or _is_marked(state, p))}
    wordings = declared_wordings(state.page) if lines else frozenset[str]()
    lines = {p: box for p, box in lines.items() if squashed(state.blocks[p].text) not in wordings}
    lines = {p: box for p, box in lines.items() if p > (title or 0) or _is_sentence(state.blocks[p].text)}
    return ({} if are_much_of_text(state, lines) else lines) | dict(_referred(state.blocks, places))


def are_much_of_text(state: PageState, lines: Iterable[int]) -> bool:
    """Whether these lines are so much of the main text that they are its slides or paragraphs, and no captions."""
    main = frozenset(state[CHOSEN_TEXT])
    chars = sum(len(state.blocks[p].text) for p in main)
    return sum(len(state.blocks[p].text) for p in lines if p in main) > MAX_BOX_SHARE * chars


def _is_sentence(text: str) -> bool:
    """Whether a text is a sentence or ends with a credit; above the title, other lines are the logo's."""
    return ends_sentence(text) or reads_as_credit(text)


def _in_box(state: PageState, box: HtmlElement) -> range | tuple[()]:
    """The positions in a box that holds a picture and little text; () for another box."""
    first, last = state.extents[box]
    places = range(first, last + 1)
    if len(places) > MAX_BOX_BLOCKS or box.tag in IN_TEXT or any(_is_of_card(state.blocks[p]) for p in places):
        return ()
    if box is state.blocks[first].element and not _is_apart(state, first):
        return ()
    if sum(letter_count(state.blocks[p].text) > MAX_CREDIT_CHARS for p in places) > 1:
        return ()
    return places


def _is_apart(state: PageState, position: int) -> bool:
    """Whether a block with a picture in its own element is no paragraph that begins with one."""
    if state.looks.is_wrapped(position):
        return True
    block = state.blocks[position]
    is_short = state.looks.is_set_off(position) and letter_count(block.text) <= MAX_PLAIN_CHARS
    return block.element.tag == "figure" or (is_short and block.element.tag != "p")


def _is_of_card(block: PageBlock) -> bool:
    """Whether a block is a heading or mostly a link, as on a card that leads to another page."""
    return block.role is Role.HEADING or (block.link_share > MAX_LINK_SHARE and not reads_as_credit(block.text))


def _alike(state: PageState, below: list[int], places: range) -> set[int]:
    """Those lines just below pictures whose look no other line has: at least two, or one below other sentences."""
    looks: dict[Look, list[int]] = {}
    for position in below:
        if state.looks.is_set_off(position) and letter_count(state.blocks[position].text) <= MAX_PLAIN_CHARS:
            looks.setdefault(state.looks.of(position), []).append(position)
    if not looks:
        return set()
    of_page = Counter(state.looks.of(p) for p in places)
    title = title_position(state)
    start = places.start if title is None else title + 1
    told = next((p for p in places if p >= start and _is_told(state.blocks[p])), len(state.blocks))
    return {
        p for look, found in looks.items() if of_page[look] == len(found) for p in found if len(found) > 1 or p > told
    }


def _is_told(block: PageBlock) -> bool:
    """Whether a block may be the standfirst or a paragraph, so that a later line below a picture is neither."""
    return letter_count(block.text) >= MIN_TOLD_CHARS and not is_meta_line(block) and not is_signature(block.text)


def _is_marked(state: PageState, position: int) -> bool:
    """Whether a line is in small or italic type, has a credit, repeats the picture's alt text or is below its break."""
    block = state.blocks[position]
    if not SMALL.isdisjoint(state.looks.of(position)) or reads_as_credit(block.text):
        return True
    picture = block.pictures[-1]
    if squashed(block.text) == squashed(picture.get("alt") or ""):
        return True
    broken = picture.getnext()
    return broken is not None and broken.tag == "br" and bool((broken.tail or "").strip())


def _is_line(state: PageState, position: int) -> bool:
    """Whether a block is as short as captions are, and is no heading, link, name or date."""
    block = state.blocks[position]
    most = MAX_CHARS if state.looks.is_set_off(position) else MAX_PLAIN_CHARS
    if block.role in (Role.HEADING, Role.QUOTE) or block.link_share > MAX_LINK_SHARE or block.text[0] in QUOTES:
        return False
    if not MIN_CHARS <= letter_count(block.text) <= most and not reads_as_credit(block.text):
        return False
    return not is_meta_line(block) and not is_signature(block.text)


def _is_picture(element: HtmlElement) -> bool:
    """Whether an element shows a picture that is no icon, and no link to another page."""
    sizes = [element.get(name, "") for name in ("width", "height")]
    if any(size.isdecimal() and int(size[:6]) < MIN_ICON_PIXELS for size in sizes):
        return False
    if any(around.tag == "figure" for around in islice(element.iterancestors(), MAX_LINK_LEVELS)):
        return True
    links = (
        around.get("href") or "" for around in islice(element.iterancestors(), MAX_LINK_LEVELS) if around.tag == "a"
    )
    return all(PICTURE_FILE.search(link) is not None for link in links)


def _referred(blocks: list[PageBlock], places: range) -> Iterator[tuple[int, HtmlElement]]:
    """Yield the blocks to which pictures refer as their description, each with the picture."""
    named = {
        name: picture
        for position in places
        for picture in blocks[position].pictures
        for attribute in REFERENCES
        for name in (picture.get(attribute) or "").split()
    }
    for position in places if named else ():
        for element in islice(with_ancestors(blocks[position].element), MAX_ID_LEVELS):
            if (picture := named.get(element.get("id") or "")) is not None:
                yield position, picture


PICTURE_LINES = part_that_looks("lines of pictures", find_picture_lines)
