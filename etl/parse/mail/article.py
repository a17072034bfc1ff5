"""The format mail: an article from a mail (RFC 5322) or a newsgroup article (RFC 5536)."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from etl.article_blocks import AnyBlock, map_blocks, walk
from etl.articles import (
    Article,
    Block,
    Body,
    QualityIssue,
    QualityRule,
    Role,
    Section,
    Severity,
)
from etl.documents import Document, Origin
from etl.errors import EmptyArticle, UnknownFormat
from etl.parse.format import Format
from etl.parse.html.article import parse_html, parse_html_body
from etl.parse.mail.addresses import addresses_in, article_without_addresses, without_addresses, without_any_address
from etl.parse.mail.footers import without_newsletter_footer
from etl.parse.mail.message import Mail, Text, read_message
from etl.parse.mail.metadata import described
from etl.parse.mail.quotations_in_html import heading_above, own_html
from etl.parse.mail.quotations_in_text import own_text
from etl.parse.mail.recognise_mail import is_mail, is_mailbox
from etl.parse.mail.subject import is_forwarded, title_of_subject
from etl.parse.records.field_limits import FieldLimits
from etl.parse.records.fragment import with_title
from etl.parse.records.record_reading import RecordReading
from etl.parse.text.article import read_text
from etl.parse.text.metadata import authors_of
from etl.settings import Settings
from etl.words.folding import squashed
from etl.words.function_words import prose_language

PARSER = "mail/2"
TITLE = "mail:subject"
MAIL_LEFT_OUT = QualityRule("mail_left_out", Severity.INFO)
MAIL_CUT = QualityRule("mail_cut", Severity.WARNING)
MAIL_FORWARDED = QualityRule("mail_forwarded", Severity.WARNING)
MIN_SHARE_OF_PLAIN = 0.5  # letters in the article from the HTML, divided by those in the article from the plain text
LANGUAGE_CHARS = 2000
_TAG = re.compile(r"<[^<>]*>")
_NOWHERE = Origin(uri="")  # the HTML of a mail has no URL
_ANSWER_FIELDS = ("in-reply-to", "references")
_LIST_FIELDS = ("list-id", "list-post", "x-mailing-list", "mailing-list", "x-loop")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """The article from a text of a mail."""

    article: Article
    source: str  # the text or HTML that was read
    left: Counter[str]
    is_forwarded: bool


def read_mail(document: Document, settings: Settings) -> RecordReading:
    """Read the HTML of a mail or, without HTML, its plain text.

    The title is the Subject. The source is the name of the sender, and the date is that in the field Date, unless the
    mail only forwards another one. Left out are quotations, signatures, the mail that it answers, attachments and,
    in all texts, the addresses from its fields.

    Raises UnknownFormat for a mailbox, EmptyArticle for a mail without text, and the same errors as read_message and
    decode.
    """
    if is_mailbox(document):
        raise UnknownFormat("a mailbox (mbox) inside other data; save it as a file of its own")
    mail = read_message(document.data)
    is_answer = any(mail.value(name) for name in _ANSWER_FIELDS)
    language = _language(mail)
    title = _title(mail, is_answer=is_answer, language=language)
    forwarded = is_forwarded(mail.value("subject"), is_answer=is_answer, language=language)
    read = _read_texts(mail, title, settings, is_forwarded=forwarded)
    own, read.left["footer of a newsletter"] = without_newsletter_footer(read.article.body)
    read = replace(read, article=replace(read.article, body=own))
    limits = FieldLimits()
    body = _with_subject(read.article.body, title, settings)
    article = replace(
        described(replace(read.article, body=body), mail, limits, is_forwarded=read.is_forwarded),
        source_text="\n".join((title, mail.value("date"), read.source)),
    )
    addresses = addresses_in(mail.fields)
    read.left["addresses"] = sum(
        without_addresses(block.text, addresses) != block.text for _, block in walk(article.body)
    )
    issues = read.article.quality_issues + _issues(mail, read) + limits.issues
    article = article_without_addresses(replace(article, quality_issues=issues), addresses)
    return RecordReading(made=article, fields=lambda: _shown(mail, title, read.source))


def _title(mail: Mail, *, is_answer: bool, language: str | None) -> str:
    list_names = " ".join(mail.values(*_LIST_FIELDS))
    subject = mail.value("subject")
    return without_any_address(title_of_subject(subject, is_answer=is_answer, language=language, list_names=list_names))


def _language(mail: Mail) -> str | None:
    """The language of the first text, by its function words."""
    text = next((text.plain or text.html for text in mail.texts), None)
    return prose_language(_TAG.sub(" ", text.text)[:LANGUAGE_CHARS]) if text is not None else None


def _read_texts(mail: Mail, title: str, settings: Settings, *, is_forwarded: bool) -> _Read:
    """The article of the first text, or of all plain texts if that is one. Other texts count as attachments."""
    if not mail.texts:
        if "message/rfc822" in mail.attachments:
            raise UnknownFormat("a mail that only carries another one; if you save that as .eml, it is read")
        attached = ", ".join(f"{count} {kind}" for kind, count in sorted(Counter(mail.attachments).items()))
        raise EmptyArticle(f"a mail without text of its own; attached: {attached or 'nothing'}")
    first = mail.texts[0]
    if first.html is None and first.plain is not None:
        plain = [text.plain for text in mail.texts if text.html is None and text.plain is not None]
        mail.attachments += ["text/html"] * (len(mail.texts) - len(plain))
        joined = replace(first.plain, text="\n\n".join(each.text for each in plain))
        return _read_plain(Text(plain=joined), title, settings, is_forwarded=is_forwarded)
    mail.attachments += ["text/plain"] * (len(mail.texts) - 1)
    return _read_html(first, title, settings, is_forwarded=is_forwarded)


def _read_html(text: Text, title: str, settings: Settings, *, is_forwarded: bool) -> _Read:
    """The article of the HTML, read as a page or, if that finds no article, completely.

    It is that of the plain text if the HTML has much less text.
    """
    assert text.html is not None
    own = own_html(text.html.text, settings, is_forwarded=is_forwarded)
    page = Document(
        origin=_NOWHERE, name="mail.html", data=own.source.encode(), media_type="text/html", charset="utf-8"
    )
    try:
        article = parse_html(page, settings)
    except EmptyArticle:
        body, issues = parse_html_body(own.source, settings)
        article = Article(format="mail", parser=PARSER, body=body, quality_issues=issues)
    plain = None
    if text.plain is not None:
        plain = _try_plain(text, title, settings, is_forwarded=is_forwarded)
    if plain is not None and _letters(article.body) < MIN_SHARE_OF_PLAIN * _letters(plain.article.body):
        return plain
    if not _letters(article.body):
        raise EmptyArticle("a mail whose HTML has no text")
    decoded = text.html
    article = replace(
        article,
        format="mail",
        parser=PARSER,
        body=_with_heading_above(article.body, own.source, title, settings),
        encoding=decoded.encoding,
        encoding_declared=decoded.declared,
        replaced_count=decoded.replaced_count,
        quality_issues=own.issues + article.quality_issues,
    )
    return _Read(article=article, source=own.source, left=own.left, is_forwarded=own.is_forwarded)


def _try_plain(text: Text, title: str, settings: Settings, *, is_forwarded: bool) -> _Read | None:
    try:
        return _read_plain(text, title, settings, is_forwarded=is_forwarded)
    except EmptyArticle:
        return None


def _read_plain(text: Text, title: str, settings: Settings, *, is_forwarded: bool) -> _Read:
    assert text.plain is not None
    own = own_text(text.plain.text, subject=title, is_forwarded=is_forwarded)
    if not own.text.strip():
        raise EmptyArticle("a mail without text of its own: only quotations, signatures or encoded files")
    body = _read_below_title(own.text, title, settings)
    article = Article(
        format="mail",
        parser=PARSER,
        encoding=text.plain.encoding,
        encoding_declared=text.plain.declared,
        replaced_count=text.plain.replaced_count,
        body=map_blocks(body, _without_offsets),
        byline=next((block.text for block in body.extra if block.role is Role.BYLINE), None),
        authors=authors_of(body.extra, own.text),
    )
    return _Read(article=article, source=own.text, left=own.left, is_forwarded=own.is_forwarded)


def _read_below_title(text: str, title: str, settings: Settings) -> Body:
    """The body of the text, read with its title above it, because a byline is recognised only below a title."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    is_shown = squashed(first) == squashed(title)
    whole = text if not title or is_shown or len(title) > settings.max_title_chars else f"{title}\n\n{text}"
    return read_text(whole, known_title=title or None, max_title_chars=settings.max_title_chars).body


def _with_subject(body: Body, title: str, settings: Settings) -> Body:
    """The body with the Subject as its title; a different title in the text becomes the first heading."""
    shown = body.title
    titled = with_title(body, title, TITLE, settings)
    if shown is None or shown is titled.title or body.title_origin == "html:title":
        return titled
    if squashed(shown.text) == squashed(title) or squashed(title).endswith(squashed(shown.text)):
        return titled
    return _with_first_heading(titled, replace(shown, role=Role.HEADING))


def _with_heading_above(body: Body, source: str, title: str, settings: Settings) -> Body:
    """The body with the heading above its first paragraph, if that was not taken for text and is not the title."""
    first = next((block.text for section in body.sections[:1] for block in section.paragraphs[:1]), "")
    if body.title is not None or not first or body.sections[0].heading is not None:
        return body
    text = heading_above(source, first, settings)
    if text is None or squashed(text) in (squashed(title), ""):
        return body
    return _with_first_heading(body, Block(role=Role.HEADING, text=text, detected_by="html:place"))


def _with_first_heading(body: Body, heading: Block) -> Body:
    """The body with a heading above all of its text."""
    first = body.sections[0] if body.sections else Section()
    if first.heading is not None:
        return replace(body, sections=(Section(heading=heading, level=2), *body.sections))
    return replace(body, sections=(replace(first, heading=heading, level=2), *body.sections[1:]))


def _issues(mail: Mail, read: _Read) -> tuple[QualityIssue, ...]:
    left = [f"{kind}: {count}" for kind, count in sorted(read.left.items()) if count]
    left += [f"attachments: {len(mail.attachments)}"] if mail.attachments else []
    issues = [MAIL_LEFT_OUT.issue(evidence=", ".join(left))] if left else []
    issues += [MAIL_CUT.issue(evidence="the last part does not end")] if mail.is_cut else []
    issues += [MAIL_FORWARDED.issue(evidence="its date and source are not known")] if read.is_forwarded else []
    return tuple(issues)


def _shown(mail: Mail, title: str, source: str) -> list[tuple[str, str]]:
    """The fields that were read, for `khabar explain`, without addresses."""
    addresses = addresses_in(mail.fields)
    fields = [("Subject", title), ("Date", mail.value("date")), ("Content-Language", mail.value("content-language"))]
    return [(name, value) for name, value in fields if value] + [("text", without_addresses(source, addresses))]


def _without_offsets(_: str, block: AnyBlock) -> AnyBlock:
    """The block without offsets, because they count from the start of a part, not of the mail."""
    return replace(block, start=None, end=None)


def _letters(body: Body) -> int:
    return sum(character.isalpha() for _, block in walk(body) for character in block.text)


FORMAT = Format(
    name="mail",
    what="mail and articles of newsgroups",
    recognised_by="the header fields at its beginning",
    becomes="the text that the sender wrote, with subject and date",
    recognises=is_mail,
    read=read_mail,
)
