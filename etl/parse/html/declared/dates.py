"""The names of the meta elements that give an article's dates."""

import re
from collections.abc import Iterable

from etl.articles import DateKind

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


def named_dates(names: Iterable[str]) -> list[tuple[str, DateKind]]:
    """Those of the names that give dates, with their kinds, most trusted first."""
    known = [(RANK[folded], name) for name in names if (folded := folded_name(name)) in RANK]
    return [(name, META_KINDS[folded_name(name)]) for _, name in sorted(known)]
