"""Recognise index pages, which are not articles: front pages, lists of a section or a day, search results."""

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from etl.articles import Role
from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.urls import usable_url
from etl.parse.html.links import MIN_HEADLINE_BYTES, leads_elsewhere
from etl.parse.html.parts.body import BODY
from etl.parse.html.parts.comments import alike_teasers
from etl.parse.html.parts.facts import box_of
from etl.parse.html.parts.live import LIVE
from etl.parse.html.parts.standfirst import STANDFIRST
from etl.parse.html.sections import is_heading
from etl.parse.html.state import PageState
from etl.parse.html.tree import text_of, with_ancestors
from etl.words.characters import ends_sentence
from etl.words.fact_labels import LabelKind

MIN_LINKS = 3  # headlines that are links, on an index page
MIN_LINK_SHARE = 0.9  # of a headline; the rest may be a time
MIN_LIST_LINK_SHARE = 0.5  # of the text of a page that only lists links, and of each of its lines that is a link
MIN_TEASED_SHARE = 0.75  # of the text of a page with teasers; the rest is a note above or below them
MAX_TEASER_BLOCKS = 3  # under one headline: a teaser, its time, its author
MIN_PROSE_CHARS = 80  # of a line without a stop that counts as prose


def index_page(state: PageState) -> str | None:
    """The kind of index page, for the detail of the rejection; None if the page may be an article.

    A list of links has no sentence outside of them. Nearly all text of a page of teasers is below headlines that link
    to other pages of the same site. A page with key points or with live updates is not an index page. A page with a
    field for a password and no sentence is a login page, which is no article either.
    """
    box = box_of(state, LabelKind.FACTS)
    points = box.items if box is not None else ()
    has_points = any(state.blocks[position].link_share < MIN_LIST_LINK_SHARE for position in points)
    text = sorted({*state[BODY], *state[STANDFIRST], *points})
    if state[LIVE] or has_points or not text:
        return None
    is_prose = any(_is_prose(state.blocks[position]) for position in text)
    if not is_prose and state.page.tree.find(".//input[@type='password']") is not None:
        return "a login page"
    if not is_prose and _lists_links(state, text):
        return "an index page: its text is a list of links"
    if _lists_teasers(state, text) or _lists_alike(state, text):
        return "an index page: its text is teasers under links to other pages"
    return None


def _lists_links(state: PageState, text: Sequence[int]) -> bool:
    blocks = [state.blocks[position] for position in text]
    link_chars = sum(block.link_chars for block in blocks)
    if link_chars < MIN_LIST_LINK_SHARE * sum(len(block.text) for block in blocks):
        return False
    outside = (block for place, block in enumerate(state.blocks) if not state.is_boilerplate(place))
    return sum(map(_link_count, outside)) >= MIN_LINKS


def _is_prose(block: PageBlock) -> bool:
    is_sentence = ends_sentence(block.text) or len(block.text) >= MIN_PROSE_CHARS
    return (is_sentence and block.link_share < MIN_LIST_LINK_SHARE) or _is_row_of_data(block)


def _is_row_of_data(block: PageBlock) -> bool:
    """Whether the block is a row of a table with names that are links: of a match, an election, a timetable."""
    links = [text_of(element) for element in block.inline if element.tag == "a"]
    is_row = block.role is Role.TABLE_ROW and block.link_chars < len(block.text)
    return is_row and all(len(link.encode()) < MIN_HEADLINE_BYTES for link in links)


def _link_count(block: PageBlock) -> int:
    return max(1, sum(element.tag == "a" for element in block.inline)) if block.link_chars else 0


def _lists_teasers(state: PageState, text: Sequence[int]) -> bool:
    headlines = [p for p in range(len(state.blocks)) if _is_headline(state, p)]
    if len(headlines) < MIN_LINKS or not _is_one_site(state, headlines):
        return False
    teasers = [[headline, *below] for headline in headlines if (below := _teaser(state, headline))]
    places = {position for teaser in teasers for position in teaser}
    chars = sum(len(state.blocks[p].text) for p in text)
    teased = sum(len(state.blocks[p].text) for p in text if p in places)
    return len(teasers) >= MIN_LINKS and teased >= MIN_TEASED_SHARE * chars


def _lists_alike(state: PageState, text: Sequence[int]) -> bool:
    """Whether nearly all text, from its start on, is in items alike that end with the same link: "Read more"."""
    items = alike_teasers(state, range(text[0], text[-1] + 1))
    places = {position for item in items for position in item.places}
    told = [p for p in text if not is_heading(state.blocks[p])]
    if len(items) < MIN_LINKS or not told or told[0] not in places:
        return False
    teased = sum(len(state.blocks[p].text) for p in text if p in places)
    return teased >= MIN_TEASED_SHARE * sum(len(state.blocks[p].text) for p in text)


def _is_headline(state: PageState, position: int) -> bool:
    """Whether the block is a link with the words of a headline that leads to another page."""
    block = state.blocks[position]
    if block.link_share < MIN_LINK_SHARE or len(block.text.encode()) < MIN_HEADLINE_BYTES:
        return False
    link = _link_of(block) if not state.is_boilerplate(position) else None
    return link is not None and leads_elsewhere(link, state.page)


def _link_of(block: PageBlock) -> HtmlElement | None:
    around: Iterable[HtmlElement] = (*block.inline, *with_ancestors(block.element))
    return next((element for element in around if element.tag == "a" and element.get("href")), None)


def _is_one_site(state: PageState, headlines: Sequence[int]) -> bool:
    """Whether the headlines lead to pages of this site or, if its URL is not known, all to one host."""
    links = [_link_of(state.blocks[position]) for position in headlines]
    hosts = {urlsplit(usable_url(link.get("href")) or "").hostname for link in links if link is not None} - {None}
    own = {urlsplit(url).hostname for url in (state.page.url, state.page.canonical_url) if url}
    return hosts <= own if own else len(hosts) <= 1


def _teaser(state: PageState, headline: int) -> list[int]:
    """The positions of the text that belongs to a headline, after it.

    Under a heading this is the text up to the next heading or headline. Under another link it is the rest of the
    element that both are in, if no other headline is in it.
    """
    blocks = state.blocks
    last = len(blocks) - 1 if _heads(blocks[headline]) else _last_of_item(state, headline)
    teaser: list[int] = []
    for position in range(headline + 1, min(last, headline + MAX_TEASER_BLOCKS) + 1):
        if is_heading(blocks[position]) or _is_headline(state, position):
            break
        teaser.append(position)
    return teaser


def _heads(block: PageBlock) -> bool:
    return block.role is Role.HEADING or block.element.tag == "dt"


def _last_of_item(state: PageState, headline: int) -> int:
    """The last block of the outermost element that begins with the headline and has no other headline."""
    found = headline
    for element in with_ancestors(state.blocks[headline].element):
        first, last = state.extents[element]
        if first < headline or any(_is_headline(state, p) for p in range(found + 1, last + 1)):
            break
        found = last
    return found
