"""Read a line of the output of `khabar parse` back into the article from which it was written."""

from collections.abc import Iterator

from etl.articles import (
    Article,
    ArticleUrl,
    Block,
    Body,
    Caption,
    Completeness,
    DateCandidate,
    DateKind,
    LiveUpdate,
    Role,
    Section,
    Topic,
)
from etl.parse.dates.date_lines import stated_date
from etl.parse.records.read_json import JsonObject

# From docs/parse-output.schema.json; no other known record has all of these keys.
KEYS = ("uri", "outcome", "title_origin", "labels", "sections", "parser")


def is_own_output(record: JsonObject) -> bool:
    """Whether a record is a line of `khabar parse` for a document that was parsed."""
    return all(key in record for key in KEYS) and record["outcome"] == "parsed"


def own_article(record: JsonObject, *, format_name: str, parser: str) -> Article:
    """The article of a line of `khabar parse`. Values that do not match its schema are left out."""
    return Article(
        format=format_name,
        parser=parser,
        body=_body(record),
        external_id=_text(record.get("external_id")),
        language_declared=_text(record.get("language")),
        source=_text(record.get("source")),
        canonical_url=_text(record.get("canonical_url")),
        urls=tuple(ArticleUrl(kind=kind, url=url) for kind, url in _pairs(record.get("urls"), "kind", "url")),
        authors=tuple(_texts(record.get("authors"))),
        dates=tuple(_dates(record)),
        section=_text(record.get("section")),
        topics=tuple(Topic(scheme="keyword", code=name, name=name) for name in _texts(record.get("topics"))),
        completeness=next((each for each in Completeness if each == record.get("completeness")), Completeness.FULL),
        description=_text(record.get("description")),
        wire_credit=_text(record.get("wire_credit")),
        wire_agency=_text(record.get("wire_agency")),
        wire_evidence=_text(record.get("wire_evidence")),
        ai_disclosure=_text(record.get("ai_disclosure")),
        paywalled=paywalled if isinstance(paywalled := record.get("paywalled"), bool) else None,
        access_evidence=_text(record.get("access_evidence")),
        corrections=tuple(_texts(record.get("corrections"))),
        live_updates=tuple(_live_updates(record.get("live_updates"))),
    )


def _body(record: JsonObject) -> Body:
    labels = record["labels"] if isinstance(record["labels"], dict) else {}
    titles = _blocks([record.get("title")], Role.TITLE, "title")
    facts_label = _blocks([labels.get("facts")], Role.LABEL, "labels.facts")
    summary_label = _blocks([labels.get("summary")], Role.LABEL, "labels.summary")
    return Body(
        title=next(iter(titles), None),
        title_origin=_text(record.get("title_origin")),
        facts_label=next(iter(facts_label), None),
        facts=_blocks(record.get("facts"), Role.FACT, "facts"),
        summary_label=next(iter(summary_label), None),
        summary=_blocks(record.get("summary"), Role.SUMMARY, "summary"),
        sections=tuple(_section(each) for each in _objects(record["sections"])),
        extra=tuple(_extra(record.get("extra"))),
        captions=tuple(_captions(record)),
        standfirst=_text(record.get("standfirst")),
    )


def _section(value: JsonObject) -> Section:
    level = value.get("level")
    headings = _blocks([value.get("heading")], Role.HEADING, "sections")
    return Section(
        heading=next(iter(headings), None),
        level=level if isinstance(level, int) and 1 <= level <= 6 else None,
        paragraphs=_blocks(value.get("paragraphs"), Role.PARAGRAPH, "sections"),
    )


def _extra(value: object) -> Iterator[Block]:
    for role, text in _pairs(value, "role", "text"):
        yield Block(role=Role(role) if role in list(Role) else Role.OTHER, text=text, detected_by="json:extra")


def _captions(record: JsonObject) -> Iterator[Caption]:
    credits = record.get("caption_credits")
    given = credits if isinstance(credits, list) else []
    for number, text in enumerate(_texts(record.get("captions"))):
        credit = _text(given[number]) if number < len(given) else None
        yield Caption(role=Role.CAPTION, text=text, detected_by="json:captions", credit=credit)


def _dates(record: JsonObject) -> Iterator[DateCandidate]:
    for kind, keys in (
        (DateKind.PUBLISHED, ("published_at", "published_on")),
        (DateKind.MODIFIED, ("modified_at",)),
    ):
        found = next(((key, text) for key in keys if (text := _text(record.get(key)))), None)
        if found is not None:
            moment = stated_date(found[1], None)
            yield DateCandidate(kind=kind, evidence=f"json:{found[0]}", text=found[1], moment=moment)


def _live_updates(value: object) -> Iterator[LiveUpdate]:
    for each in _objects(value):
        if text := _text(each.get("text")):
            yield LiveUpdate(time=_text(each.get("time")), heading=_text(each.get("heading")), text=text)


def _blocks(value: object, role: Role, key: str) -> tuple[Block, ...]:
    return tuple(Block(role=role, text=text, detected_by=f"json:{key}") for text in _texts(value))


def _pairs(value: object, first: str, second: str) -> Iterator[tuple[str, str]]:
    for each in _objects(value):
        one, two = _text(each.get(first)), _text(each.get(second))
        if one and two:
            yield one, two


def _objects(value: object) -> list[JsonObject]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _texts(value: object) -> list[str]:
    return [text for each in value if (text := _text(each))] if isinstance(value, list) else []


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
