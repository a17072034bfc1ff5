"""Recognise elements in an article's title area that belong to a link to another article."""

import re
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from etl.parse.html.blocks import PageBlock
from etl.parse.html.declared.metadata import Page
from etl.parse.html.tree import with_ancestors

MIN_HEADLINE_BYTES = 25  # of UTF-8, so a Chinese character counts three
MAX_ITEM_LEVELS = 8
ABSOLUTE = ("http://", "https://")
# A link to the articles of a year, month or day: /2024/05/, ?m=202405
DAY_ARCHIVE = re.compile(r"(?:19|20)\d\d(?:[/-]?\d\d){0,2}/?$")
HEAD_TAGS = ("article", "main", "body", "header")


def is_of_other_article(element: HtmlElement, page: Page) -> bool:
    """Whether the element is inside a link to another page, or inside a list item with such a link."""
    for around, _ in zip(with_ancestors(element), range(MAX_ITEM_LEVELS), strict=False):
        if around.tag in HEAD_TAGS:
            return False
        if around.tag == "a" and around.get("href") and leads_elsewhere(around, page):
            return True
        if around.tag == "li":
            return any(link.get("href") and leads_elsewhere(link, page) for link in around.iter("a"))
    return False


def leads_elsewhere(link: HtmlElement, page: Page) -> bool:
    """Whether a link leads neither to the page itself, nor to a place on it, nor to the archive of a day."""
    href = (link.get("href") or "").strip()
    if href.startswith("#") or DAY_ARCHIVE.search(href):
        return False
    own = [url for url in (page.url, page.canonical_url) if url]
    try:
        return all(_place(href if href.startswith(ABSOLUTE) else urljoin(url, href)) != _place(url) for url in own)
    except ValueError:  # a bracket that is no IPv6 address
        return True


def links_of(block: PageBlock) -> list[HtmlElement]:
    """The links that begin in a block, or the one that it is in."""
    inside = [element for element in block.inline if element.tag == "a"]
    return inside or [element for element in with_ancestors(block.element) if element.tag == "a"][:1]


def is_on_site(page: Page, link: HtmlElement) -> bool:
    """Whether a link leads to a page of the same site."""
    href = link.get("href") or ""
    try:
        hosts = {urlsplit(urljoin(url, href)).hostname for url in (page.url, page.canonical_url) if url}
        own = {urlsplit(url).hostname for url in (page.url, page.canonical_url) if url}
        return hosts == own if own else urlsplit(href).hostname is None
    except ValueError:  # a bracket that is no IPv6 address
        return False


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.path.rstrip("/"), parts.query if parts.path in ("", "/") else ""
