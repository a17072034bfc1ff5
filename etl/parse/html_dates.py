"""Every date that a page gives for its own article, with the evidence for it."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from lxml.html import HtmlElement

from etl.documents import DateCandidate, DateKind, Role
from etl.parse.date_meta import named_dates
from etl.parse.datelines import date_languages, read_byline_dates, read_dateline, split_label, stated_date, whole_parts
from etl.parse.dates import parse_date, parse_epoch
from etl.parse.html_blocks import PageBlock
from etl.parse.html_layout import Layout
from etl.parse.html_links import MIN_HEADLINE_BYTES, is_of_other_article
from etl.parse.html_page import Page
from etl.parse.html_regions import Regions
from etl.parse.html_tree import name_words, text_of, with_ancestors
from etl.parse.json_ld import texts

JSON_LD_KEYS = {"datePublished": DateKind.PUBLISHED, "dateModified": DateKind.MODIFIED}
ITEMPROPS = {"datepublished": DateKind.PUBLISHED, "datemodified": DateKind.MODIFIED}
MODIFIED_WORDS = frozenset(("modified", "modify", "updated", "update", "upd", "updatetime", "lastmod", "changed"))
PUBLISHED_WORDS = frozenset(("published", "publish", "pub", "pubdate", "publication", "created", "posted", "timestamp"))
# Names of elements that hold dates and bylines.
LINE_WORDS = frozenset((
    "article-meta", "author", "authors", "autor", "byline", "bylines", "created", "credits", "data", "date", "dateline",
    "dates", "datetime", "datum", "fecha", "info", "infos", "meta", "metadata", "posted", "pubdate", "publication",
    "published", "publish", "submitted", "tarih", "time", "timestamp", "updated", "writer",
)) | MODIFIED_WORDS  # fmt: skip
URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[1-9](?=[/-]))[/-]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]))(?=[/_.-]|$)"
)
DATA_NAME = re.compile(r"data-(.*(?:publish|updat|modif|time|date).*)")
DATA_DATE = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?\b.*|\d{9,13}")
MAX_VALUE_CHARS = 80
MAX_LINE_CHARS = 200
BLOCKS_ABOVE_TITLE = 4  # farther up stands the day of the visit
BLOCKS_BELOW_TITLE = 3
BLOCKS_ABOVE_TEXT = 6  # on a page without a title
MIN_LINK_SHARE = 0.9  # of a block that is a link
MIN_OWN_SHARE = 0.5  # of the main text
MAX_HEAD_ELEMENTS = 5000


def date_candidates(
    page: Page, blocks: list[PageBlock], layout: Layout, languages: tuple[str, ...]
) -> tuple[DateCandidate, ...]:
    """Candidates in JSON-LD, meta elements, the head of the article as the tree and the reader see it, and the URL.

    Dates of related articles, comments and footers stand outside the head; dates in sentences are not looked at.
    """
    found = list(_declared(page, languages))
    for element in _head_elements(page, blocks, layout):
        found += _in_element(element, page, languages)
    found += _of_one_article(_in_lines(page, blocks, layout, languages), layout)
    found += _in_url(page)
    return tuple(dict.fromkeys(found))


def _declared(page: Page, languages: tuple[str, ...]) -> Iterator[DateCandidate]:
    for key, kind in JSON_LD_KEYS.items():
        value = page.json_ld.get(key)
        for text in [str(value)] if isinstance(value, int) and not isinstance(value, bool) else texts(value):
            yield _candidate(kind, "json-ld", text, languages)
    for name, kind in named_dates(page.meta):
        for text in page.meta[name]:
            yield _candidate(kind, f"meta:{name}", text, languages)
    yield from _of_page(page, languages)


def _of_page(page: Page, languages: tuple[str, ...]) -> Iterator[DateCandidate]:
    """The meta elements with itemprop that lie in no item of the page but the page itself."""
    for element in page.tree.iter("meta"):
        kind = ITEMPROPS.get((element.get("itemprop") or "").lower())
        text = (element.get("content") or "").strip()
        items = (around for around in element.iterancestors() if around.get("itemscope") is not None)
        if kind is not None and text and all(item.tag in ("html", "body") for item in items):
            yield _candidate(kind, "itemprop", text, languages)


def _candidate(kind: DateKind, evidence: str, text: str, languages: tuple[str, ...]) -> DateCandidate:
    moment = parse_epoch(text) or parse_date(text, languages if text.isascii() else date_languages(None, text))
    return DateCandidate(kind=kind, evidence=evidence, text=text[:MAX_VALUE_CHARS], moment=moment)


def _head_elements(page: Page, blocks: list[PageBlock], layout: Layout) -> list[HtmlElement]:
    """The elements with dates from a little above the title to the first paragraph that are not furniture."""
    if not layout.head:
        return []
    end = _end_of_head(page, blocks, layout)
    last = blocks[end].element if end < len(blocks) else None
    title = blocks[layout.title.position].element if layout.title and layout.title.position is not None else None
    until_last = takewhile(lambda element: element is not last, _in_order(blocks[layout.head.start].element))
    return [
        element
        for element in islice(until_last, MAX_HEAD_ELEMENTS)
        if _has_date(element)
        and not layout.regions.is_furniture(element)
        and not _is_in_entry(element, title, layout.regions)
    ]


def _in_order(first: HtmlElement) -> Iterator[HtmlElement]:
    """The element and all that come after it on the page."""
    yield from first.iter("*")
    for around in with_ancestors(first):
        for sibling in around.itersiblings("*"):
            yield from sibling.iter("*")


def _has_date(element: HtmlElement) -> bool:
    if element.tag == "time":
        return True
    names = [str(name) for name in element.attrib]
    return any(name == "itemprop" or (name.startswith("data-") and DATA_NAME.fullmatch(name)) for name in names)


def _is_in_entry(element: HtmlElement, title: HtmlElement | None, regions: Regions) -> bool:
    """Whether an article element around it is not the page's own: an entry of a live blog, a teaser."""
    article = next((around for around in element.iterancestors("article")), None)
    if article is None or title is None or regions.main_share(article) >= MIN_OWN_SHARE:
        return False
    return all(around is not article for around in title.iterancestors("article"))


def _in_element(element: HtmlElement, page: Page, languages: tuple[str, ...]) -> Iterator[DateCandidate]:
    if is_of_other_article(element, page):
        return
    itemprop = (element.get("itemprop") or "").lower()
    value = (element.get("content") or element.get("datetime") or "").strip()
    if itemprop in ITEMPROPS:
        if text := value or text_of(element):
            yield _candidate(ITEMPROPS[itemprop], "itemprop", text, languages)
    elif element.tag == "time" and value:
        yield _candidate(_kind(element), "time", value, languages)
    elif element.tag == "time" and (found := read_dateline(text_of(element), languages, "time")):
        yield DateCandidate(kind=_kind(element), evidence="time", text=found.text, moment=found.moment)
    yield from _in_data(element)


def _in_data(element: HtmlElement) -> Iterator[DateCandidate]:
    """Dates in data attributes, where they are ISO dates or epochs."""
    for name, value in element.attrib.items():
        if DATA_NAME.fullmatch(str(name)) and len(value) < MAX_VALUE_CHARS and DATA_DATE.fullmatch(value.strip()):
            moment = stated_date(value)
            if moment is not None and moment.on is not None:
                is_modified = "updat" in name or "modif" in name
                kind = DateKind.MODIFIED if is_modified else DateKind.PUBLISHED
                yield DateCandidate(kind=kind, evidence="data", text=value, moment=moment)


def _kind(element: HtmlElement) -> DateKind:
    """By the element's own name, then by the label in it or right before it."""
    words = name_words(element)
    if not MODIFIED_WORDS.isdisjoint(words):
        return DateKind.MODIFIED
    if element.get("pubdate") is not None or not PUBLISHED_WORDS.isdisjoint(words):
        return DateKind.PUBLISHED
    previous = element.getprevious()
    parent = element.getparent()
    before = previous.tail or text_of(previous) if previous is not None else (parent.text if parent is not None else "")
    for text in (text_of(element), f"{before or ''} {text_of(element)}".strip()):
        kind, _ = split_label(text)
        if kind is not None:
            return kind
    around = name_words(parent) if parent is not None else frozenset()
    return DateKind.MODIFIED if not MODIFIED_WORDS.isdisjoint(around) else DateKind.PUBLISHED


def _of_one_article(lines: Iterator[DateCandidate], layout: Layout) -> list[DateCandidate]:
    """The lines' dates; none where, on a page without a title to stand near, they differ: a list of other articles."""
    found = list(lines)
    has_title = layout.title is not None and layout.title.position is not None
    days = {(candidate.kind, candidate.moment.on) for candidate in found if candidate.moment}
    return found if has_title or len(days) == len({kind for kind, _ in days}) else []


def _in_lines(
    page: Page, blocks: list[PageBlock], layout: Layout, languages: tuple[str, ...]
) -> Iterator[DateCandidate]:
    """Lines that are a date alone, those whose element is named for a byline or a date, and parts of those below the
    title."""
    title = layout.title.position if layout.title else None
    yield from _in_first_line(blocks, layout, languages)
    taken = {title, layout.standfirst}
    end = _end_of_head(page, blocks, layout)
    start = max(layout.head.start, end - BLOCKS_ABOVE_TEXT if title is None else title - BLOCKS_ABOVE_TITLE)
    for position in range(start, end):
        block = blocks[position]
        if position in layout.datelines:
            found = read_dateline(block.text, languages, "byline")
            if found and (title is not None or _has_clock(found) or _is_named_line(block)):
                yield found
        elif position not in taken and len(block.text) <= MAX_LINE_CHARS and any(map(str.isdigit, block.text)):
            if layout.regions.is_furniture(block.element) or is_of_other_article(block.element, page):
                continue
            if _is_named_line(block):
                yield from _in_named_line(page, block, languages)
            elif title is not None and 0 < position - title <= BLOCKS_BELOW_TITLE:
                yield from whole_parts(block.text, languages, "byline")


def _in_first_line(blocks: list[PageBlock], layout: Layout, languages: tuple[str, ...]) -> list[DateCandidate]:
    """A line of dates that was taken for the first paragraph, for its length."""
    first = layout.head.stop
    if first >= len(blocks) or first not in layout.body or not _is_named_line(blocks[first]):
        return []
    return whole_parts(blocks[first].text, languages, "byline")


def _has_clock(candidate: DateCandidate) -> bool:
    return candidate.moment is not None and candidate.moment.local is not None


def _end_of_head(page: Page, blocks: list[PageBlock], layout: Layout) -> int:
    """The first block of the text, or the headline of another article before it."""
    title = layout.title.position if layout.title and layout.title.position is not None else layout.head.start
    for position in range(max(title + 1, layout.head.start), layout.head.stop):
        block = blocks[position]
        is_link = block.link_share >= MIN_LINK_SHARE and len(block.text.encode()) >= MIN_HEADLINE_BYTES
        if is_link and block.role is Role.HEADING and any(is_of_other_article(e, page) for e in block.inline):
            return position
    return layout.head.stop


def _in_named_line(page: Page, block: PageBlock, languages: tuple[str, ...]) -> list[DateCandidate]:
    """The inline elements of a line that hold a date alone, and its parts for a kind of date that none of them is."""
    found = []
    for element in block.inline:
        if element.tag != "time" and (candidate := read_dateline(text_of(element), languages, "byline")):
            found += [] if is_of_other_article(element, page) else [candidate]
    kinds = {candidate.kind for candidate in found}
    return found + [c for c in read_byline_dates(block.text, languages, "byline") if c.kind not in kinds]


def _is_named_line(block: PageBlock) -> bool:
    """By the names of the elements in it and of the one that holds it."""
    return any(not LINE_WORDS.isdisjoint(name_words(element)) for element in (*block.inline, block.element))


def _in_url(page: Page) -> Iterator[DateCandidate]:
    for url in dict.fromkeys(url for url in (page.url, *page.meta.get("og:url", ())) if url):
        if found := URL_DAY.search(url):
            text = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
            yield DateCandidate(kind=DateKind.PUBLISHED, evidence="url", text=text, moment=parse_date(text))
