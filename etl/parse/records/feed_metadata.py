"""Read the metadata of a feed entry."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin

from etl.articles import DateCandidate, DateKind, Topic
from etl.parse.credits.authors import names_of_field
from etl.parse.credits.inverted_names import authors_of_field
from etl.parse.dates.date_lines import stated_date
from etl.parse.records.feed_tree import XML_BASE, XML_LANGUAGE, Entry
from etl.parse.records.field_limits import (
    MAX_BYLINE_CHARS,
    MAX_DATE_CHARS,
    MAX_ID_CHARS,
    MAX_LANGUAGE_CHARS,
    MAX_NAME_CHARS,
    MAX_SCHEME_CHARS,
    MAX_SOURCE_CHARS,
    MAX_URL_CHARS,
    FieldLimits,
)
from etl.parse.records.fragment import plain_text

PUBLISHED = ("pubDate", "published", "issued", "dc:date", "dc:issued", "dc:created", "created", "atom:published")
MODIFIED = ("updated", "modified", "dc:modified", "atom:updated")
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\((.+)\)|(.+?)\s*<\S+@\S+>")  # RSS 2.0: author is an e-mail address
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)


def link(entry: Entry, limits: FieldLimits) -> str | None:
    """The URL of the article: the target of a counting link, else the link, else a guid that is a permalink."""
    candidates = entry.texts("feedburner:origLink")
    for element in entry.elements("link", "atom:link"):
        if element.get("rel", "alternate") == "alternate":
            candidates.append(element.get("href") or element.text or "")
    candidates += [
        element.text or "" for element in entry.elements("guid") if element.get("isPermaLink", "true") == "true"
    ]
    base = entry.nearest(XML_BASE) or entry.wrapper.get("link") or ""
    addresses = (
        _absolute(base, candidate.strip()) for candidate in candidates if _is_address(candidate.strip(), limits)
    )
    return next((address for address in addresses if address is not None), None)


def external_id(entry: Entry, limits: FieldLimits) -> str | None:
    """The entry's id, None without one."""
    ids = entry.texts("guid", "id", "atom:id", "dc:identifier")
    return next((plain_text(text) for text in ids if limits.fits("id", text, MAX_ID_CHARS)), None)


def source(entry: Entry, limits: FieldLimits) -> str | None:
    """The title of the feed, None without one."""
    title = entry.wrapper.get("title")
    return title if title and limits.fits("feed title", title, MAX_SOURCE_CHARS) else None


def language(entry: Entry, limits: FieldLimits) -> str | None:
    """The language declared for the entry, else for its feed."""
    own = entry.element.get(XML_LANGUAGE) or next(iter(entry.texts("dc:language", "language")), None)
    declared = own or entry.wrapper.get("language") or entry.wrapper.get(XML_LANGUAGE)
    return declared if declared and limits.fits("language", declared, MAX_LANGUAGE_CHARS) else None


def byline(entry: Entry, limits: FieldLimits) -> str | None:
    """The authors as one line, None without any."""
    lines = entry.texts("author", "dc:creator") if not _named_authors(entry) else _named_authors(entry)
    line = plain_text(", ".join(lines))
    return line if line and limits.fits("author", line, MAX_BYLINE_CHARS) else None


def authors(entry: Entry, limits: FieldLimits) -> tuple[str, ...]:
    """The names of the authors, each once."""
    declared = language(entry, limits)
    found = [name for text in _named_authors(entry) for name in names_of_field(plain_text(text), declared)]
    if not found:
        for text in entry.texts("dc:creator", "author", "itunes:author"):
            if not limits.fits("author", text, MAX_BYLINE_CHARS):
                continue
            match = _MAIL_AND_NAME.fullmatch(text)
            found += authors_of_field(plain_text((match[1] or match[2]) if match else text), declared)
    return tuple(dict.fromkeys(name for name in found if name and limits.fits("author", name, MAX_NAME_CHARS)))


def dates(entry: Entry, limits: FieldLimits) -> Iterator[DateCandidate]:
    """Yield every date of the entry."""
    declared = language(entry, limits)
    for kind, names in ((DateKind.PUBLISHED, PUBLISHED), (DateKind.MODIFIED, MODIFIED)):
        for name in names:
            for text in entry.texts(name):
                if not limits.fits(name, text, MAX_DATE_CHARS):
                    continue
                moment = stated_date(text, declared)
                yield DateCandidate(kind=kind, evidence=f"feed:{name}", text=text, moment=moment)


def topics(entry: Entry, limits: FieldLimits) -> tuple[Topic, ...]:
    """The entry's categories, each once."""
    found: dict[Topic, None] = {}
    for element in entry.elements("category", "dc:subject", "atom:category"):
        name = plain_text(element.get("label") or element.text or element.get("term") or "")
        code = plain_text(element.get("term") or name)
        scheme = element.get("domain") or element.get("scheme") or "category"
        is_short = limits.fits("category", name, MAX_NAME_CHARS) and limits.fits("category", code, MAX_NAME_CHARS)
        if code and is_short and limits.fits("category scheme", scheme, MAX_SCHEME_CHARS):
            found[Topic(scheme=scheme, code=code, name=name or None)] = None
    return tuple(found)


def _named_authors(entry: Entry) -> list[str]:
    return [name for element in entry.elements("author", "atom:author") for name in entry.children(element, "name")]


def _is_address(candidate: str, limits: FieldLimits) -> bool:
    return bool(candidate) and limits.fits("link", candidate, MAX_URL_CHARS)


def _absolute(base: str, address: str) -> str | None:
    try:
        absolute = urljoin(base, address)
    except ValueError:  # a bracket in the host
        return None
    return absolute if _WEB_ADDRESS.fullmatch(absolute) else None
