"""Who wrote an article, and for which part of the outlet, as its page shows it."""

from lxml.html import HtmlElement

from etl.documents import Role
from etl.parse.html_blocks import PageBlock, elements_around
from etl.parse.html_tree import name_words, text_of
from etl.parse.names import split_authors

MAX_BYLINE_CHARS = 200
MAX_SECTION_CHARS = 40
BYLINE_WORDS = frozenset((
    "author", "authors", "autor", "autores", "auteur", "byline", "bylines", "contributor", "journalist", "reporter",
    "redacteur", "writer",
))  # fmt: skip
BREADCRUMB_WORDS = frozenset(("breadcrumb", "breadcrumbs"))
SECTION_WORDS = frozenset(("kicker", "category", "section", "rubric", "rubrique", "eyebrow", "overline", "rubrik"))
BLOCKS_ABOVE_TITLE = 3


def is_byline(block: PageBlock, extents: dict[HtmlElement, tuple[int, int]]) -> bool:
    """By the names of the elements around a short text: author, byline, address."""
    if len(block.text) > MAX_BYLINE_CHARS or block.role is Role.HEADING:
        return False
    return any(_is_of_author(element) for element in elements_around(block, extents))


def visible_authors(bylines: list[PageBlock]) -> tuple[str, ...]:
    """The names in the bylines: those of elements marked as one author's, else those the text is split into."""
    marked = [text_of(e) for block in bylines for e in block.inline if _is_one_author(e)]
    found = [name for text in marked or [block.text for block in bylines] for name in split_authors(text)]
    return tuple(dict.fromkeys(found))


def visible_section(tree: HtmlElement, blocks: list[PageBlock], title: int | None) -> str | None:
    """The last part of the breadcrumb before the article, else the kicker right above the title."""
    for element in tree.iter("ol", "ul", "nav", "div"):
        label = (element.get("aria-label") or "").lower()
        if not BREADCRUMB_WORDS.isdisjoint(name_words(element)) or label in BREADCRUMB_WORDS:
            names = [text_of(link) for link in element.iter("a")]
            return names[-1][:MAX_SECTION_CHARS] if len(names) > 1 and names[-1] else None
    above = range(max(0, (title or 0) - BLOCKS_ABOVE_TITLE), title or 0)
    for block in (blocks[position] for position in reversed(above)):
        names_of = [name_words(element) for element in (*block.inline, block.element)]
        if len(block.text) <= MAX_SECTION_CHARS and any(not SECTION_WORDS.isdisjoint(words) for words in names_of):
            return block.text
    return None


def _is_of_author(element: HtmlElement) -> bool:
    is_named = not BYLINE_WORDS.isdisjoint(name_words(element))
    return element.tag == "address" or is_named or _is_one_author(element)


def _is_one_author(element: HtmlElement) -> bool:
    return element.get("rel") == "author" or element.get("itemprop") in ("author", "name")
