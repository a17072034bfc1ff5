"""Find every date that a page gives for its own article, with the evidence."""

import re
from collections.abc import Iterator
from itertools import islice, takewhile

from lxml.html import HtmlElement

from etl.articles import DateCandidate, DateKind
from etl.parse.dates.date_lines import read_dateline, stated_date
from etl.parse.dates.in_url import day_in_url
from etl.parse.dates.labels import split_label
from etl.parse.dates.other_labels import labels_other_date
from etl.parse.dates.parse_date import parse_date
from etl.parse.html.boilerplate import Regions
from etl.parse.html.declared.dates import ITEMPROPS, MAX_VALUE_CHARS, candidate_of, declared_dates
from etl.parse.html.declared.metadata import Page
from etl.parse.html.links import is_of_other_article
from etl.parse.html.parts.title import title_position
from etl.parse.html.parts.title_area import TITLE_AREA
from etl.parse.html.shown_dates import dated_lines, end_of_title_area
from etl.parse.html.state import PageState
from etl.parse.html.tree import NAME_WORDS, name_words, text_of, with_ancestors
from etl.words.element_names import NameKind, words_of

# Attributes with dates: data-published, datetime (which is also in <time>), title, utime; of <story-date>, any.
DATA_NAME = re.compile(r".*(?:publish|updat|modif|time|date|epoch|stamp|unix|utc).*|title|data-ts")
READ_APART = frozenset(("datetime", "content"))  # of <time>, and with itemprop
DATA_DATE = re.compile(r"\d{4}[-/.]\d\d?[-/.]\d\d?(?!\d).*|\d{9,13}")
ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d(?!\d).*")
MIN_OWN_SHARE = 0.5  # of the main text
MAX_HEAD_ELEMENTS = 5000


def date_candidates(state: PageState) -> tuple[DateCandidate, ...]:
    """The candidates from JSON-LD, meta elements, the elements and visible lines of the title area, and the URL.

    Dates of related articles, comments and footers are outside the title area. Dates in sentences are ignored.
    """
    found = list(declared_dates(state.page, state.languages))
    for element in _title_area_elements(state):
        found += _in_element(element, state.page, state.languages)
    found += dated_lines(state)
    found += _in_url(state.page)
    return tuple(dict.fromkeys(found))


def _title_area_elements(state: PageState) -> list[HtmlElement]:
    """The elements with dates between the start of the title area, and the first paragraph.

    Boilerplate and entries of other articles are left out.
    """
    if not state[TITLE_AREA]:
        return []
    end, title = end_of_title_area(state), title_position(state)
    last = state.blocks[end].element if end < len(state.blocks) else None
    title_element = state.blocks[title].element if title is not None else None
    until_last = takewhile(
        lambda element: element is not last, _in_order(state.blocks[state[TITLE_AREA].start].element)
    )
    return [
        element
        for element in islice(until_last, MAX_HEAD_ELEMENTS)
        if _has_date(element)
        and not state.regions.is_boilerplate(element)
        and not _is_in_entry(element, title_element, state.regions)
    ]


def _in_order(first: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the element and all elements after it on the page."""
    yield from first.iter("*")
    for around in with_ancestors(first):
        for sibling in around.itersiblings("*"):
            yield from sibling.iter("*")


def _has_date(element: HtmlElement) -> bool:
    if element.tag == "time" or (element.attrib and "-" in element.tag):
        return True
    return any(name == "itemprop" or DATA_NAME.fullmatch(str(name)) for name in element.attrib)


def _is_in_entry(element: HtmlElement, title: HtmlElement | None, regions: Regions) -> bool:
    """Whether the element is in an article element that is not the page's own: an entry of a live blog, a teaser."""
    article = next(element.iterancestors("article"), None)
    if article is None or title is None or regions.main_share(article) >= MIN_OWN_SHARE:
        return False
    return all(around is not article for around in title.iterancestors("article"))


def _in_element(element: HtmlElement, page: Page, languages: tuple[str, ...]) -> Iterator[DateCandidate]:
    if is_of_other_article(element, page) or _is_of_other_thing(element):
        return
    itemprop = (element.get("itemprop") or "").lower()
    value = (element.get("content") or element.get("datetime") or "").strip()
    if itemprop in ITEMPROPS:
        if text := value or text_of(element):
            yield candidate_of(ITEMPROPS[itemprop], "itemprop", text, languages)
    elif element.tag == "time" and value:
        yield candidate_of(_kind(element), "time", value, languages)
    elif element.tag == "abbr" and ISO_DATE.fullmatch(title := (element.get("title") or "").strip()):
        yield candidate_of(_kind(element), "time", title, languages)
    elif element.tag == "time" and (found := read_dateline(text_of(element), languages, "time")):
        yield DateCandidate(kind=_kind(element), evidence="time", text=found.text, moment=found.moment)
    yield from _in_data(element)


def _is_of_other_thing(element: HtmlElement) -> bool:
    """Whether names of the element or the one around it, or the text before it, are those of an event or offer."""
    around = [element, *(parent for parent in [element.getparent()] if parent is not None and parent.tag != "body")]
    if any(not words_of(NameKind.OTHER_DATE).isdisjoint(name_words(e)) for e in around):
        return True
    return labels_other_date(_text_before(element))


def _text_before(element: HtmlElement) -> str:
    """The text right before an element: behind the element before it, or in that one, or in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is None:
        return (parent.text or "") if parent is not None else ""
    return previous.tail if previous.tail and previous.tail.strip() else text_of(previous)


def _in_data(element: HtmlElement) -> Iterator[DateCandidate]:
    """Yield the dates in attributes that are ISO dates or seconds since 1970."""
    is_read = element.tag in ("time", "abbr") or element.get("itemprop") is not None
    for name, value in element.attrib.items():
        if len(value) >= MAX_VALUE_CHARS or (is_read and name in (*READ_APART, "title")):
            continue
        is_date = DATA_DATE if str(name).startswith("data-") else ISO_DATE
        if ("-" in element.tag or DATA_NAME.fullmatch(str(name))) and is_date.fullmatch(value.strip()):
            words = NAME_WORDS.findall(str(name))
            moment = stated_date(value.strip()) if words_of(NameKind.OTHER_DATE).isdisjoint(words) else None
            if moment is not None and moment.on is not None:
                is_modified = "updat" in name or "modif" in name
                kind = DateKind.MODIFIED if is_modified else _kind(element)
                yield DateCandidate(kind=kind, evidence="data", text=value, moment=moment)


def _kind(element: HtmlElement) -> DateKind:
    """The kind of date by the element's names, else by the label in or before it, else by its parent's names."""
    words = name_words(element)
    if not words_of(NameKind.MODIFIED).isdisjoint(words):
        return DateKind.MODIFIED
    if element.get("pubdate") is not None or not words_of(NameKind.PUBLISHED).isdisjoint(words):
        return DateKind.PUBLISHED
    parent = element.getparent()
    for text in (text_of(element), f"{_text_before(element)} {text_of(element)}".strip()):
        kind, _ = split_label(text)
        if kind is not None:
            return kind
    around = name_words(parent) if parent is not None else frozenset()
    return DateKind.MODIFIED if not words_of(NameKind.MODIFIED).isdisjoint(around) else DateKind.PUBLISHED


def _in_url(page: Page) -> Iterator[DateCandidate]:
    for url in dict.fromkeys(url for url in (page.url, page.canonical_url, *page.meta.get("og:url", ())) if url):
        if text := day_in_url(url):
            yield DateCandidate(kind=DateKind.PUBLISHED, evidence="url", text=text, moment=parse_date(text))
