"""Every date that a page gives for its own article, with the evidence for it."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from etl.documents import DateCandidate, DateKind
from etl.parse.datelines import date_languages, read_dateline, split_label
from etl.parse.dates import parse_date, parse_epoch
from etl.parse.html_blocks import PageBlock
from etl.parse.html_layout import Layout
from etl.parse.html_page import Page
from etl.parse.html_tree import name_words, text_of
from etl.parse.json_ld import texts

JSON_LD_KEYS = {"datePublished": DateKind.PUBLISHED, "dateModified": DateKind.MODIFIED}
META_KINDS = {
    **dict.fromkeys(
        (
            "article:published_time", "article:published", "og:published_time", "og:article:published_time",
            "datepublished", "date", "pubdate", "publishdate", "publish_date", "publish-date", "publication_date",
            "published_at", "published_time", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created",
            "dcterms.issued", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "bt:pubdate",
        ),
        DateKind.PUBLISHED,
    ),
    **dict.fromkeys(
        (
            "article:modified_time", "article:modified", "og:updated_time", "og:modified_time", "datemodified",
            "dc.date.modified", "dcterms.modified", "last-modified", "lastmod", "revised", "bt:moddate",
        ),
        DateKind.MODIFIED,
    ),
}  # fmt: skip
ITEMPROPS = {"datepublished": DateKind.PUBLISHED, "datemodified": DateKind.MODIFIED}
MODIFIED_WORDS = frozenset(("modified", "modify", "updated", "update", "upd", "updatetime", "lastmod", "changed"))
PUBLISHED_WORDS = frozenset(("published", "publish", "pub", "pubdate", "publication", "created", "posted", "timestamp"))
URL_DAY = re.compile(
    r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2]|[1-9](?=[/-]))[/-]?(0[1-9]|[12]\d|3[01]|[1-9](?=[/_-]))(?=[/_.-]|$)"
)
DATA_NAME = re.compile(r"data-(.*(?:publish|updat|modif|time|date).*)")
ABOVE_TITLE = 400  # elements: a dateline over the title stands near it


def date_candidates(
    page: Page, blocks: list[PageBlock], layout: Layout, languages: tuple[str, ...]
) -> tuple[DateCandidate, ...]:
    """Candidates in JSON-LD, meta elements, the head of the article as the tree and the reader see it, and the URL.

    Dates of related articles, comments and footers stand outside the head; dates in sentences are not looked at.
    """
    found = list(_declared(page))
    elements = _head_elements(page, blocks, layout)
    found += _in_elements(elements, languages)
    found += _in_lines(blocks, layout, languages)
    found += _in_url(page)
    return tuple(dict.fromkeys(found))


def _declared(page: Page) -> Iterator[DateCandidate]:
    for key, kind in JSON_LD_KEYS.items():
        for text in texts(page.json_ld.get(key)):
            yield _candidate(kind, "json-ld", text)
    for name, kind in META_KINDS.items():
        for text in page.meta.get(name, ()):
            yield _candidate(kind, f"meta:{name}", text)


def _candidate(kind: DateKind, evidence: str, text: str, languages: tuple[str, ...] = ()) -> DateCandidate:
    moment = parse_epoch(text) or parse_date(text, languages if text.isascii() else date_languages(None, text))
    return DateCandidate(kind=kind, evidence=evidence, text=text, moment=moment)


def _head_elements(page: Page, blocks: list[PageBlock], layout: Layout) -> list[HtmlElement]:
    """The elements between a little above the title and the first paragraph that are not furniture."""
    if not layout.head:
        return []
    order = {element: number for number, element in enumerate(page.tree.iter())}
    title = blocks[layout.title.position].element if layout.title and layout.title.position is not None else None
    first = order[blocks[layout.head.start].element]
    last = order[blocks[layout.head.stop].element] if layout.head.stop < len(blocks) else len(order)
    if title is not None:
        first = max(first, order[title] - ABOVE_TITLE)
    return [e for e, number in order.items() if first <= number < last and not layout.regions.is_furniture(e)]


def _in_elements(elements: list[HtmlElement], languages: tuple[str, ...]) -> Iterator[DateCandidate]:
    for element in elements:
        if any(around.tag in ("a", "li") for around in element.iterancestors()):
            continue
        itemprop = (element.get("itemprop") or "").lower()
        value = element.get("content") or element.get("datetime")
        if itemprop in ITEMPROPS:
            yield _candidate(ITEMPROPS[itemprop], "itemprop", value or text_of(element), languages)
        elif element.tag == "time" and value:
            yield _candidate(_kind(element), "time", value, languages)
        yield from _in_data(element)


def _in_data(element: HtmlElement) -> Iterator[DateCandidate]:
    """Dates in data attributes, where they are ISO dates or epochs."""
    for name, value in element.attrib.items():
        if DATA_NAME.fullmatch(str(name)) and len(value) < 40:
            moment = parse_epoch(value) or (parse_date(value) if value[:4].isdigit() else None)
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


def _in_lines(blocks: list[PageBlock], layout: Layout, languages: tuple[str, ...]) -> Iterator[DateCandidate]:
    for position in layout.datelines:
        block = blocks[position]
        if (found := read_dateline(block.text, languages, "byline")) is not None:
            yield found


def _in_url(page: Page) -> Iterator[DateCandidate]:
    for url in dict.fromkeys(url for url in (page.url, *page.meta.get("og:url", ())) if url):
        if found := URL_DAY.search(url):
            text = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
            yield DateCandidate(kind=DateKind.PUBLISHED, evidence="url", text=url, moment=parse_date(text))
