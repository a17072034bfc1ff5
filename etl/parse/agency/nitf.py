"""The format nitf: one story of a news agency or newspaper archive in NITF 3 (IPTC)."""

import re
from collections.abc import Iterator
from dataclasses import replace

from etl.articles import Article, Block, Body, DateCandidate, DateKind, QualityIssue, Role, Topic
from etl.decoding.decode import decode
from etl.decoding.xml_text import clean_xml, declared_encoding
from etl.documents import Document
from etl.errors import EmptyArticle
from etl.parse.agency.nitf_tree import Named, Story, text_of
from etl.parse.credits.agencies import credit_among
from etl.parse.credits.authors import names_of_field, split_authors
from etl.parse.credits.inverted_names import authors_of_field
from etl.parse.dates.date_lines import stated_date
from etl.parse.format import Format
from etl.parse.html.article import parse_html_body
from etl.parse.records import field_limits as limit
from etl.parse.records.field_limits import FieldLimits
from etl.parse.records.fragment import stands_in, with_title
from etl.parse.records.record_reading import RecordReading
from etl.settings import Settings

PARSER = "nitf/1"
WINDOW_BYTES = 4096
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_START = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?>\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>)*+"
    rb"<(?:[\w.-]+:)?nitf[\s/>]",
    re.DOTALL,
)
# Where NITF 3.6 has dates of publication, the most exact first.
DATES = (
    ("docdata/date.release", "norm"), ("docdata/date.issue", "norm"), ("pubdata", "date.publication"),
    ("dateline/story.date", "norm"),
)  # fmt: skip
_NO_TIME = re.compile(r"T0{4,6}$")  # of a day, without a zone: what archives write that know only the day
EXTRA = (
    ("body.head/dateline", Role.DATELINE), ("body.head/distributor", Role.SOURCE), ("body.head/rights", Role.COPYRIGHT),
    ("body.head/note", Role.OTHER), ("body.head/series", Role.OTHER), ("body.end/*", Role.OTHER),
)  # fmt: skip
# Classes in the archive of The New York Times: "Doe, Jane" beside "By Jane Doe", and the headline of the website.
NORMALIZED, ONLINE = "normalized_byline", "online_headline"
NOT_NAMES = ("byttl", "virtloc", "location")  # in a byline: titles, addresses, places


def _recognises(document: Document) -> bool:
    return _START.match(document.data[:WINDOW_BYTES].replace(b"\0", b"")) is not None


def read_nitf(document: Document, settings: Settings) -> RecordReading:
    """Read one story: headline, abstract, text and end, with byline, dates, subjects and source.

    The title is `hl1` of `hedline`, else `title` in the head. `hl2` of `hedline` and `abstract` are the summary. No
    entity is resolved, and the document type is not fetched.

    Raises the errors of decode, ForbiddenEntities, MalformedDocument, LimitExceeded, or EmptyArticle without text.
    """
    decoded = decode(document.data, document.charset or declared_encoding(document.data))
    story = Story(clean_xml(decoded.text.encode()))
    limits = FieldLimits()
    body, issues = _read_body(story, settings)
    if not (body.sections or body.facts or body.summary):
        raise EmptyArticle("a story without text")
    language = _language(story) or document.language
    credit = credit_among([name for _, name in story.texts("body.head/distributor")])
    article = Article(
        format="nitf",
        parser=PARSER,
        source_text=decoded.text,
        encoding_declared=decoded.declared,
        encoding=decoded.encoding,
        replaced_count=decoded.replaced_count,
        external_id=_fitting(limits, "doc-id", story.attributes("doc-id", "id-string"), limit.MAX_ID_CHARS),
        source=_fitting(limits, "source", _sources(story), limit.MAX_SOURCE_CHARS),
        language_declared=_fitting(limits, "language", [language] if language else [], limit.MAX_LANGUAGE_CHARS),
        body=body,
        byline=_fitting(limits, "byline", _bylines(story), limit.MAX_BYLINE_CHARS),
        authors=_authors(story, language, limits),
        section=_fitting(limits, "section", story.attributes("pubdata", "position.section"), limit.MAX_NAME_CHARS),
        topics=tuple(dict.fromkeys(_topics(story, limits))),
        dates=tuple(_dates(story, limits)),
        wire_credit=credit.text if credit else None,
        wire_agency=credit.agency if credit else None,
        wire_evidence="declared" if credit else None,
    )
    return RecordReading(made=replace(article, quality_issues=issues + limits.issues), fields=story.fields)


def _read_body(story: Story, settings: Settings) -> tuple[Body, tuple[QualityIssue, ...]]:
    body, issues = parse_html_body(story.html(), settings)
    titles = story.texts("body.head/hedline/hl1") or story.texts("head/title")
    for name, title in titles[:1]:
        body = with_title(body, title, f"nitf:{name}", settings)
    subtitles = _subtitles(story)
    abstract = story.texts("body.head/abstract/p") or story.texts("body.head/abstract")
    said = [*subtitles, *(("abstract", text) for _, text in abstract)]
    summary = tuple(_block(Role.SUMMARY, named) for named in dict.fromkeys(said) if not stands_in(named[1], body))
    extra = (_block(role, named) for place, role in EXTRA for named in story.texts(place))
    others = (_block(Role.OTHER, named) for named in titles[1:])
    return replace(
        body,
        standfirst=" ".join(text for _, text in subtitles) or body.standfirst,
        summary=(*summary, *body.summary),
        extra=(*others, *body.extra, *extra),
    ), issues


def _subtitles(story: Story) -> list[Named]:
    elements = [each for each in story.elements("body.head/hedline/hl2") if each.get("class") != ONLINE]
    return [(str(each.tag), text) for each in elements if (text := text_of(each))]


def _block(role: Role, named: Named) -> Block:
    name, text = named
    return Block(role=role, text=text, detected_by=f"nitf:{name}")


def _language(story: Story) -> str | None:
    found = [*story.attributes("body", XML_LANGUAGE), *story.attributes("", XML_LANGUAGE)]
    return next(iter([*found, *story.attributes("", "baselang")]), None)


def _sources(story: Story) -> list[str]:
    return [*story.attributes("pubdata", "name"), *story.attributes("doc-id", "regsrc")]


def _bylines(story: Story) -> list[str]:
    """The printed bylines as one line."""
    printed = [text_of(each) for each in story.elements("body.head/byline") if each.get("class") != NORMALIZED]
    return [line] if (line := " ".join(filter(None, printed))) else []


def _authors(story: Story, language: str | None, limits: FieldLimits) -> tuple[str, ...]:
    """The persons that are marked in the bylines, else the names in the bylines as printed, else in another form."""
    names = [name for _, text in story.texts("body.head/byline//person") for name in names_of_field(text, language)]
    bylines = [(each.get("class"), text_of(each, NOT_NAMES)) for each in story.elements("body.head/byline")]
    for kind, line in [] if names else bylines:
        if kind != NORMALIZED and limits.fits("byline", line, limit.MAX_BYLINE_CHARS):
            names += split_authors(line, language)
    for kind, line in [] if names else bylines:
        if kind == NORMALIZED and limits.fits("byline", line, limit.MAX_BYLINE_CHARS):
            names += authors_of_field(line, language)
    return tuple(dict.fromkeys(name for name in names if limits.fits("author", name, limit.MAX_NAME_CHARS)))


def _topics(story: Story, limits: FieldLimits) -> Iterator[Topic]:
    """The subjects with their codes of the IPTC, the terms of the archive, and the keywords."""
    found: list[Topic] = []
    for subject in story.elements("tobject/tobject.subject"):
        names = (subject.get(f"tobject.subject.{level}") for level in ("detail", "matter", "type"))
        name = next(filter(None, names), None)
        code = subject.get("tobject.subject.refnum") or name
        found += [Topic(scheme="iptc", code=code, name=name)] if code else []
    for term in story.elements("identified-content/classifier"):
        name = text_of(term) or term.get("value")
        found += [Topic(scheme=term.get("type") or "classifier", code=name, name=name)] if name else []
    found += [Topic(scheme="keyword", code=key, name=key) for key in story.attributes("key-list/keyword", "key")]
    for topic in found:
        values = (topic.scheme, topic.code, topic.name or "")
        if all([limits.fits("topic", value, limit.MAX_SCHEME_CHARS) for value in values]):
            yield topic


def _dates(story: Story, limits: FieldLimits) -> Iterator[DateCandidate]:
    for place, attribute in DATES:
        for text in story.attributes(place, attribute)[:1]:
            if limits.fits(attribute, text, limit.MAX_DATE_CHARS):
                evidence = f"xml:{place.rpartition('/')[2]}"
                moment = stated_date(_NO_TIME.sub("", text))
                yield DateCandidate(kind=DateKind.PUBLISHED, evidence=evidence, text=text, moment=moment)


def _fitting(limits: FieldLimits, field: str, texts: list[str], length: int) -> str | None:
    """The first of the texts, None if there is none or if it is too long."""
    return next((text for text in texts[:1] if limits.fits(field, text, length)), None)


FORMAT = Format(
    name="nitf",
    what="NITF 3, an XML format of news agencies and newspaper archives",
    recognised_by="its first element, `nitf`",
    becomes="its story, with headlines, byline, abstract, dates, subjects and captions",
    recognises=_recognises,
    read=read_nitf,
)
