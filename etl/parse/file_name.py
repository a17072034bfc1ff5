"""Read the date and the outlet in the name of a file with the pattern of the setting file_name_pattern."""

from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath

import regex

from etl.articles import Article, DateCandidate, DateKind
from etl.documents import Document, Origin
from etl.parse.dates.iso import date_from_iso
from etl.settings import Settings

EVIDENCE = "file-name"
PART = regex.compile(r"(\{date\}|\{source\}|\*)")
# Only dates that begin with the year, because the order of day and month is not known.
MEANING = {
    "{date}": r"(?P<date>(?:19|20)\d\d(?P<sign>[-_.]?)(?:0[1-9]|1[0-2])(?P=sign)(?:0[1-9]|[12]\d|3[01]))",
    "{source}": r"(?P<source>[^/]*?[^\W_][^/]*?)",
    "*": "[^/]*",
}


def add_file_name(article: Article, document: Document, settings: Settings) -> Article:
    """The article with the values in its file name: a candidate for the date of publication, and a missing outlet.

    The pattern is compared with the name without its extension and, if it has slashes, with as many folders above it.
    Without a pattern, or if the name does not match it, the article is unchanged.
    """
    if settings.file_name_pattern is None:
        return article
    found = _pattern(settings.file_name_pattern).fullmatch(_name(document.origin, settings.file_name_pattern))
    if found is None:
        return article
    said = found.groupdict()
    dates = article.dates
    if said.get("date"):
        moment = date_from_iso(regex.sub("[_.]", "-", said["date"]))
        dates += (DateCandidate(kind=DateKind.PUBLISHED, evidence=EVIDENCE, text=said["date"], moment=moment),)
    return replace(article, dates=dates, source=article.source or said.get("source"))


def _name(origin: Origin, pattern: str) -> str:
    """The end of the path of the document, with as many folders as the pattern, without the extension."""
    path = PurePosixPath(origin.member or origin.uri)
    parts = path.parts[-1 - pattern.count("/") :]
    return "/".join((*parts[:-1], PurePosixPath(parts[-1]).stem))


@cache
def _pattern(pattern: str) -> regex.Pattern[str]:
    return regex.compile("".join(MEANING.get(part, regex.escape(part)) for part in PART.split(pattern)))
