"""Read the metadata that a page declares about its article: meta elements, JSON-LD, links."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from etl.articles import Article, ArticleUrl, Topic
from etl.parse.html.declared.json_ld import JsonObject, article_object, read_json_ld, texts, with_references
from etl.parse.html.declared.urls import all_urls, find_canonical
from etl.parse.html.tree import text_of
from etl.words.folding import squashed, unescaped

META_SECTIONS = ("article:section", "parsely-section", "section", "sailthru.section")
META_TOPICS = ("article:tag", "news_keywords", "parsely-tags", "keywords")
META_SOURCES = ("og:site_name", "application-name", "dc.publisher")
LANGUAGE_ATTRIBUTES = ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang")  # of the root element
META_LANGUAGES = ("content-language", "og:locale", "dc.language")
MAX_TOPIC_CHARS = 100
TITLES_COMPARED = 5  # h1 and title elements, with which headlines of JSON-LD objects are compared
META_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")
META_ACCESS = ("article:content_tier", "access", "isaccessibleforfree")
FALSE_WORDS = ("false", "no", "0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page's tree, and the metadata that it declares about its article."""

    tree: HtmlElement
    elements: tuple[HtmlElement, ...]  # all of the tree: keeping them saves lxml from making new proxies
    url: str | None  # from which the page was fetched
    canonical_url: str | None = None  # absolute
    meta: dict[str, tuple[str, ...]]  # by lower-case property, name or http-equiv
    json_ld: JsonObject  # of the article; {} without one
    breadcrumb: tuple[str, ...]  # as JSON-LD lists it


def read_page(tree: HtmlElement, url: str | None) -> Page:
    """The page with its metadata, including the JSON-LD object about its own article."""
    elements = tuple(tree.iter())
    meta = _meta(tree)
    objects = read_json_ld(tree)
    canonical_url = find_canonical(tree, url)
    urls = tuple(value for value in (url, canonical_url, *meta.get("og:url", ())) if value)
    titles = [text_of(element) for element in islice(tree.iter("h1", "title"), TITLES_COMPARED)]
    titles += meta.get("og:title", ())
    return Page(
        tree=tree,
        elements=elements,
        url=url,
        canonical_url=canonical_url,
        meta=meta,
        json_ld=with_references(article_object(objects, urls, tuple(title for title in titles if title)), objects),
        breadcrumb=_breadcrumb(objects),
    )


def add_declared(article: Article, page: Page) -> Article:
    """The article with metadata that its page only declares; its visible section is kept if none is declared."""
    return replace(
        article,
        canonical_url=page.canonical_url,
        urls=page_urls(page),
        source=source_name(page),
        description=description(page),
        section=declared_section(page) or article.section,
        topics=declared_topics(page),
    )


def page_urls(page: Page) -> tuple[ArticleUrl, ...]:
    """Every URL of the article that the page or its fetch gives; see all_urls."""
    return all_urls(page.tree, page.url, page.canonical_url, page.meta, page.json_ld, declared_language(page))


def source_name(page: Page) -> str | None:
    """The outlet's name, else the host of the page's URL."""
    names = [
        *_first_meta(page, META_SOURCES[:1]),
        *texts(page.json_ld.get("publisher")),
        *_first_meta(page, META_SOURCES),
    ]
    if names:
        return names[0]
    host = urlsplit(page.url or "").hostname
    return host.removeprefix("www.") if host else None


def declared_language(page: Page) -> str | None:
    """The language tag that the page declares, by html lang, JSON-LD or meta elements, in this order."""
    found = next((tag.strip() for tag in _language_tags(page) if tag and tag.strip()), None)
    return found.replace("_", "-").split(",")[0] if found else None


def _language_tags(page: Page) -> Iterator[str | None]:
    yield from map(page.tree.get, LANGUAGE_ATTRIBUTES)
    yield from texts(page.json_ld.get("inLanguage"))
    yield from _first_meta(page, META_LANGUAGES)


def declared_section(page: Page) -> str | None:
    """The section of the outlet, by JSON-LD, meta elements or breadcrumb, in this order."""
    names = texts(page.json_ld.get("articleSection")) + _first_meta(page, META_SECTIONS) + list(page.breadcrumb[-1:])
    return next((name for name in names if not name.startswith(("http://", "https://"))), None)


def declared_topics(page: Page) -> tuple[Topic, ...]:
    """The keywords, from the first of JSON-LD, meta elements and tag links that has any."""
    places = [_split(texts(page.json_ld.get("keywords")))]
    places += [_split(list(page.meta.get(name, ()))) for name in META_TOPICS]
    places.append([text_of(link) for link in page.tree.iter("a") if link.get("rel") == "tag"])
    names = next((names for names in places if names), [])
    kept = dict.fromkeys(name for name in names if 0 < len(name) <= MAX_TOPIC_CHARS)
    return tuple(Topic(scheme="keyword", code=name, name=name) for name in kept)


def outlet_names(page: Page) -> frozenset[str]:
    """The squashed names of the outlet, from the page and from the labels of its host."""
    names = [*texts(page.json_ld.get("publisher")), *_first_meta(page, META_SOURCES)]
    labels = (urlsplit(page.url or "").hostname or "").removeprefix("www.").split(".")
    return frozenset(filter(None, map(squashed, [*names, *labels[:-1]])))


def description(page: Page) -> str | None:
    """The description of the article in the page's metadata, whether or not readers see it."""
    return next(iter(texts(page.json_ld.get("description")) + _first_meta(page, META_DESCRIPTIONS)), None)


def declared_access(page: Page) -> tuple[bool | None, str | None]:
    """Whether the page declares a paywall, and where; None and None if it declares nothing."""
    evidence = "json-ld:isAccessibleForFree"
    values = [(evidence, page.json_ld.get("isAccessibleForFree"))]
    values += [(f"meta:{name}", value) for name in META_ACCESS for value in _first_meta(page, (name,))[:1]]
    for place, value in values:
        if isinstance(value, bool):
            return not value, place
        if isinstance(value, str) and value.strip():
            word = value.strip().casefold().removeprefix("http://schema.org/").removeprefix("https://schema.org/")
            return word in (*FALSE_WORDS, "locked", "metered", "paid", "premium"), place
    return None, None


def _meta(tree: HtmlElement) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("http-equiv") or ""
        content = unescaped(element.get("content") or "")
        if name.strip() and content:
            name = name.strip().lower()
            found[name] = (*found.get(name, ()), content)
    return found


def _breadcrumb(objects: list[JsonObject]) -> tuple[str, ...]:
    """The names of a BreadcrumbList without the front page and, if it has three or more, without the article itself."""
    for found in objects:
        items = found.get("itemListElement")
        if found.get("@type") == "BreadcrumbList" and isinstance(items, list):
            names = [
                name for item in items if isinstance(item, dict) for name in texts(item.get("item")) or texts(item)
            ]
            return tuple(names[1:-1] if len(names) > 2 else names[1:2])
    return ()


def _first_meta(page: Page, names: tuple[str, ...]) -> list[str]:
    return [value for name in names for value in page.meta.get(name, ())]


def _split(values: list[str]) -> list[str]:
    """The keywords one by one: a single string is split at commas and semicolons, a list is returned unchanged."""
    if len(values) != 1:
        return values
    return [part.strip() for part in values[0].replace("،", ",").replace("、", ",").replace(";", ",").split(",")]
