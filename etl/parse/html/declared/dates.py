"""Read the dates that a page declares for its article: in JSON-LD, meta elements and itemprop."""

import re
from collections.abc import Iterable, Iterator

from etl.articles import DateCandidate, DateKind
from etl.parse.dates.date_lines import date_languages
from etl.parse.dates.parse_date import parse_date, parse_epoch
from etl.parse.html.declared.json_ld import texts
from etl.parse.html.declared.metadata import Page

JSON_LD_KEYS = {"datePublished": DateKind.PUBLISHED, "dateModified": DateKind.MODIFIED}
ITEMPROPS = {"datepublished": DateKind.PUBLISHED, "datemodified": DateKind.MODIFIED}
MAX_VALUE_CHARS = 80
SEPARATOR = re.compile(r"[\s:._-]")
PUBLISHED_NAMES = (
    "article:published_time", "article:published", "og:published_time", "og:article:published_time", "datePublished",
    "date", "pubdate", "publishdate", "published_at", "published_time", "published", "publication_date", "publish_time",
    "dc.date", "dc.date.issued", "dc.date.published", "dc.issued", "dcterms.date", "dcterms.issued",
    "dcterms.available", "parsely-pub-date", "sailthru.date", "cXenseParse:recs:publishtime", "bt:pubDate",
    "citation_publication_date", "citation_online_date", "citation_date", "prism.publicationDate",
    "rnews:datePublished", "article:original-date", "originalpublicationdate", "displaydate", "article_date_original",
    "shareaholic:article_published_time", "dc.date.created", "dcterms.created", "article:date",
)  # fmt: skip
MODIFIED_NAMES = (
    "article:modified_time", "article:modified", "article:updated_time", "article:updated", "og:updated_time",
    "og:modified_time", "og:article:modified_time", "dateModified", "date_modified", "dateUpdated", "dc.date.modified",
    "dc.modified", "dcterms.modified", "last-modified", "lastmod", "last_updated", "lastupdate", "updated_at",
    "updated_time", "modified_time", "revised", "bt:modDate", "rnews:dateModified",
    "shareaholic:article_modified_time", "eomportal-lastupdate", "prism.modificationDate",
)  # fmt: skip


def folded_name(name: str) -> str:
    """A name without case and separators, so that article:published:time equals article:published_time."""
    return SEPARATOR.sub("", name).lower()


# Folded name -> kind, most trusted first.
META_KINDS = {
    **{folded_name(name): DateKind.PUBLISHED for name in PUBLISHED_NAMES},
    **{folded_name(name): DateKind.MODIFIED for name in MODIFIED_NAMES},
}
RANK = {name: rank for rank, name in enumerate(META_KINDS)}


def _named_dates(names: Iterable[str]) -> list[tuple[str, DateKind]]:
    """Those of the names that give dates, with their kinds, most trusted first."""
    known = [(RANK[folded], name) for name in names if (folded := folded_name(name)) in RANK]
    return [(name, META_KINDS[folded_name(name)]) for _, name in sorted(known)]


def declared_dates(page: Page, languages: tuple[str, ...]) -> Iterator[DateCandidate]:
    """Yield the candidates in JSON-LD, in meta elements by their names, and in those with itemprop."""
    for key, kind in JSON_LD_KEYS.items():
        value = page.json_ld.get(key) or (page.json_ld.get("dateCreated") if kind is DateKind.PUBLISHED else None)
        for text in [str(value)] if isinstance(value, int) and not isinstance(value, bool) else texts(value):
            yield candidate_of(kind, "json-ld", text, languages)
    for name, kind in _named_dates(page.meta):
        for text in page.meta[name]:
            yield candidate_of(kind, f"meta:{name}", text, languages)
    yield from _of_page(page, languages)


def _of_page(page: Page, languages: tuple[str, ...]) -> Iterator[DateCandidate]:
    """Yield the dates of meta elements with itemprop that belong to the page itself, not to an item in it."""
    for element in page.tree.iter("meta"):
        kind = ITEMPROPS.get((element.get("itemprop") or "").lower())
        text = (element.get("content") or "").strip()
        items = (around for around in element.iterancestors() if around.get("itemscope") is not None)
        if kind is not None and text and all(item.tag in ("html", "body") for item in items):
            yield candidate_of(kind, "itemprop", text, languages)


def candidate_of(kind: DateKind, evidence: str, text: str, languages: tuple[str, ...]) -> DateCandidate:
    """The candidate of a value, whether it can be read as a date or not."""
    moment = parse_epoch(text) or parse_date(text, languages if text.isascii() else date_languages(None, text))
    return DateCandidate(kind=kind, evidence=evidence, text=text[:MAX_VALUE_CHARS], moment=moment)
