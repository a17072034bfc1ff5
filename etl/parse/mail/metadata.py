"""Read metadata of an article from the fields of its mail."""

import re
from dataclasses import replace
from hashlib import sha256

from etl.articles import Article, DateCandidate, DateKind, Topic
from etl.parse.dates.date_lines import stated_date
from etl.parse.mail.message import Mail
from etl.parse.records.field_limits import (
    MAX_DATE_CHARS,
    MAX_LANGUAGE_CHARS,
    MAX_NAME_CHARS,
    MAX_SOURCE_CHARS,
    FieldLimits,
)
from etl.words.folding import tidied

ID_DIGITS = 32
MAX_TOPICS = 20
# RFC 5322, 3.3, and years of two or three digits, which older programs write (4.3).
_DATE = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[ -](\d{2,4}) (\d{1,2}:\d{2}(?::\d{2})?)(?: ?([+-]\d{4}|[A-Z]{2,4}))?")
# "Ann Lee <ann@news.example>", "ann@news.example (Ann Lee)", and the form in archives of Mailman: "ann at ...".
_NAME = re.compile(
    r"[\"']?([^<>]*?)[\"']?\s*<[^<>]*>|\S+(?:@| at )\S+\s*\(([^()]+)\)|(?!\S+ at \S+\.\S+$)[\"']?([^@<>]+?)[\"']?"
)


def described(article: Article, mail: Mail, limits: FieldLimits, *, is_forwarded: bool) -> Article:
    """The article with the metadata from the fields of its mail.

    The sender and date of a forwarded mail are ignored: they are those of the forwarding, not of the article.
    """
    language = mail.value("content-language").partition(",")[0].strip()
    message_id = mail.value("message-id")
    sender = None if is_forwarded else _sender(mail, limits)
    return replace(
        article,
        external_id=f"mail:{sha256(message_id.encode()).hexdigest()[:ID_DIGITS]}" if message_id else None,
        source=sender or (article.source if not is_forwarded else None),
        language_declared=language
        if language and limits.fits("language", language, MAX_LANGUAGE_CHARS)
        else article.language_declared,
        topics=_topics(mail, limits) or article.topics,
        dates=(*(() if is_forwarded else _dates(mail, limits)), *article.dates),
    )


def _sender(mail: Mail, limits: FieldLimits) -> str | None:
    """The name of the sender; None if the field has only an address."""
    match = _NAME.fullmatch(mail.value("from").strip())
    name = tidied((match[1] or match[2] or match[3] or "") if match else "").strip(" \"'")
    if not any(map(str.isalpha, name)) or "@" in name:
        return None
    return name if limits.fits("from", name, MAX_SOURCE_CHARS) else None


def _topics(mail: Mail, limits: FieldLimits) -> tuple[Topic, ...]:
    """The newsgroups and keywords, at most MAX_TOPICS."""
    found = [(scheme, name.strip()) for scheme in ("newsgroups", "keywords") for name in mail.value(scheme).split(",")]
    kept = [(scheme, name) for scheme, name in found[:MAX_TOPICS] if name and limits.fits(scheme, name, MAX_NAME_CHARS)]
    return tuple(Topic(scheme=scheme, code=name, name=name) for scheme, name in dict.fromkeys(kept))


def _dates(mail: Mail, limits: FieldLimits) -> tuple[DateCandidate, ...]:
    text = mail.value("date")
    if not text or not limits.fits("date", text, MAX_DATE_CHARS):
        return ()
    match = _DATE.search(text)
    moment = stated_date(
        f"{match[1]} {match[2]} {_year(match[3])} {match[4]} {match[5] or ''}".strip() if match else text
    )
    return (DateCandidate(kind=DateKind.PUBLISHED, evidence="mail:date", text=text, moment=moment),)


def _year(digits: str) -> int:
    """The year that two, three or four digits stand for (RFC 5322, 4.3)."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (2000 if len(digits) == 2 and year < 50 else 1900)
