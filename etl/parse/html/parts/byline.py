"""Who wrote an article, and for which part of the outlet, as its page shows it."""

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.credits.authors import is_signature, opens_as_byline, split_authors
from etl.parse.dates.lines import read_byline_dates, split_label
from etl.parse.html.blocks import PageBlock
from etl.parse.html.element_names import NameKind, Names
from etl.parse.html.tree import text_of
from etl.words.characters import ends_sentence

MAX_BYLINE_CHARS = 200
MAX_SECTION_CHARS = 40
BLOCKS_ABOVE_TITLE = 3


def is_byline(position: int, blocks: list[PageBlock], names: Names) -> bool:
    """By the names of the elements around a short text (author, byline, address), or by a "by" before names."""
    block = blocks[position]
    if len(block.text) > MAX_BYLINE_CHARS or block.role is Role.HEADING:
        return False
    if NameKind.BYLINE in names.around(position) or any(map(_is_one_author, (block.element, *block.inline))):
        return True
    return block.element.tag == "address" or _parent_tag(block) == "address" or is_signature(block.text)


def is_dated_line(block: PageBlock, languages: tuple[str, ...]) -> bool:
    """A line under the title that begins with "by" or the label of a date, and holds a date as bylines do."""
    if len(block.text) > MAX_BYLINE_CHARS or block.role is not Role.PARAGRAPH or ends_sentence(block.text):
        return False
    if not opens_as_byline(block.text) and split_label(block.text)[0] is None:
        return False
    return bool(read_byline_dates(block.text, languages, "byline"))


def visible_authors(bylines: list[PageBlock]) -> tuple[str, ...]:
    """The names in the bylines: those of elements marked as one author's, else those the text is split into."""
    marked = marked_authors(bylines)
    found = [name for block in bylines for name in split_authors(block.text)] if not marked else []
    return marked or tuple(dict.fromkeys(found))


def marked_authors(bylines: list[PageBlock]) -> tuple[str, ...]:
    """The names in the bylines that stand in elements marked as one author's."""
    marked = [text_of(e) for block in bylines for e in block.inline if _is_one_author(e)]
    return tuple(dict.fromkeys(name for text in marked for name in split_authors(text)))


def visible_section(blocks: list[PageBlock], names: Names, title: int | None) -> str | None:
    """The last part of the breadcrumb before the article, else the kicker right above the title."""
    for element in names.elements(NameKind.BREADCRUMB, range(title + 1 if title is not None else len(blocks))):
        links = [text for link in element.iter("a") if (text := text_of(link))]
        if len(links) > 1:
            return links[-1][:MAX_SECTION_CHARS]
    above = range(max(0, (title or 0) - BLOCKS_ABOVE_TITLE), title or 0)
    for block in (blocks[position] for position in reversed(above)):
        named = any(NameKind.SECTION in names.of(element) for element in (*block.inline, block.element))
        if named and len(block.text) <= MAX_SECTION_CHARS:
            return block.text
    return None


def _parent_tag(block: PageBlock) -> str:
    parent = block.element.getparent()
    return str(parent.tag) if parent is not None else ""


def _is_one_author(element: HtmlElement) -> bool:
    return element.get("rel") == "author" or element.get("itemprop") in ("author", "name")
