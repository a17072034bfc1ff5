"""From an Article to the rows of one revision."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime, time

from etl.articles import Article, Block, Body, DateCandidate, DateKind, Moment
from etl.database import tables
from etl.database.copy import Row, in_column_order
from etl.load.dimensions import Dimensions
from etl.load.input_record import Identified, Record

Rows = dict[type[tables.Base], list[Row]]

# The columns of revision that hold a field of the article as it is.
SAME_NAME = tuple(field.name for field in fields(Article) if field.name in tables.Revision.__table__.columns)

# The tables that hold a revision, in the order in which they are written.
REVISION_TABLES: tuple[type[tables.Base], ...] = (
    tables.Revision,
    tables.Fact,
    tables.Summary,
    tables.Section,
    tables.Paragraph,
    tables.Extra,
    tables.Caption,
    tables.LiveUpdate,
    tables.RevisionAuthor,
    tables.RevisionTopic,
    tables.RevisionDate,
    tables.QualityIssue,
)


def revision_rows(revision_id: int, article_id: int, record: Record, found: Identified, dimensions: Dimensions) -> Rows:
    """All rows of one revision, by table; the values of each are in the order of the table's columns."""
    article = found.article
    rows: dict[type[tables.Base], list[dict[str, object]]] = {
        tables.Revision: [_revision(article_id, record, found, dimensions)],
        tables.Fact: _texts(article.body.facts),
        tables.Summary: _texts(article.body.summary),
        tables.Section: _sections(article.body),
        tables.Paragraph: _paragraphs(article.body),
        tables.Extra: _texts(article.body.extra),
        tables.Caption: _captions(article.body),
        tables.LiveUpdate: [{"time": u.time, "heading": u.heading, "text": u.text} for u in article.live_updates],
        tables.RevisionAuthor: [{"author_id": dimensions.author(name)} for name in article.authors],
        tables.RevisionTopic: [
            {"topic_id": dimensions.topic(t.scheme, t.code), "name": t.name} for t in article.topics
        ],
        tables.RevisionDate: _dates(article),
        tables.QualityIssue: [
            {
                "rule": issue.rule,
                "severity": issue.severity,
                "place": issue.place,
                "start_offset": issue.start,
                "end_offset": issue.end,
                "evidence": issue.evidence,
            }
            for issue in article.quality_issues
        ],
    }
    return {table: _in_order(table, revision_id, of_table) for table, of_table in rows.items()}


def _in_order(table: type[tables.Base], revision_id: int, rows: list[dict[str, object]]) -> list[Row]:
    """Rows as tuples in the order of the table's columns, with revision_id and position; other keys are ignored."""
    for position, row in enumerate(rows):
        row["revision_id"] = revision_id
        row.setdefault("position", position)
    return [in_column_order(table)(row) for row in rows]


def _texts(blocks: Iterable[Block]) -> list[dict[str, object]]:
    return [
        {
            "text": block.text,
            "role": block.role,
            "detected_by": block.detected_by,
            "source_start": block.start,
            "source_end": block.end,
            "language": block.language,
            "language_confidence": block.language_confidence,
        }
        for block in blocks
    ]


def _captions(body: Body) -> list[dict[str, object]]:
    return [row | {"credit": caption.credit} for caption in body.captions for row in _texts([caption])]


def _sections(body: Body) -> list[dict[str, object]]:
    return [
        {
            "heading": section.heading.text if section.heading else None,
            "level": section.level,
            "detected_by": section.heading.detected_by if section.heading else None,
            "source_start": section.heading.start if section.heading else None,
            "source_end": section.heading.end if section.heading else None,
            "language": section.heading.language if section.heading else None,
            "language_confidence": section.heading.language_confidence if section.heading else None,
        }
        for section in body.sections
    ]


def _paragraphs(body: Body) -> list[dict[str, object]]:
    return [
        row | {"section_position": number}
        for number, section in enumerate(body.sections)
        for row in _texts(section.paragraphs)
    ]


def _dates(article: Article) -> list[dict[str, object]]:
    counts: dict[tuple[str, str], int] = {}
    rows: list[dict[str, object]] = []
    for date in article.dates:
        position = counts.get((date.kind, date.evidence), 0)
        counts[date.kind, date.evidence] = position + 1
        row: dict[str, object] = {"kind": date.kind, "evidence": date.evidence, "position": position}
        row |= {"text": date.text, "chosen": date.chosen}
        row |= {"zone": date.moment.zone, "precision": date.moment.precision} if date.moment else {}
        rows.append({"zone": None, "precision": None} | row | _moment("found", date.moment))
    return rows


def _moment(prefix: str, moment: Moment | None) -> dict[str, object]:
    return {
        f"{prefix}_on": moment.on if moment else None,
        f"{prefix}_local": moment.local if moment else None,
        f"{prefix}_at": moment.at if moment else None,
    }


def _chosen(prefix: str, date: DateCandidate | None) -> dict[str, object]:
    return _moment(prefix, date.moment if date else None) | {
        f"{prefix}_precision": date.moment.precision if date and date.moment else None,
        f"{prefix}_evidence": date.evidence if date else None,
    }


def stated_at(article: Article) -> datetime | None:
    """The later of published and modified, for ordering only; missing zones count as UTC, missing times as midnight."""
    return max(
        (
            moment.at or (moment.local or datetime.combine(moment.on, time())).replace(tzinfo=UTC)
            for date in article.dates
            if date.chosen and (moment := date.moment) and moment.on
        ),
        default=None,
    )


def _revision(article_id: int, record: Record, found: Identified, dimensions: Dimensions) -> dict[str, object]:
    article, body = found.article, found.article.body
    return (
        {
            "article_id": article_id,
            "content_hash": found.content_hash,
            "origin_file_id": record.file.file_id,
            "origin_member_no": record.origin.member_no,
            "origin_position": record.origin.position,
            "source_id": dimensions.source(found.source) if found.source else None,
            "source_name": article.source,
            "title": body.title.text if body.title else None,
            "title_origin": body.title_origin,
            "standfirst": body.standfirst,
            "stated_at": stated_at(article),
            "quality_issue_count": len(article.quality_issues),
            "facts_label": body.facts_label.text if body.facts_label else None,
            "summary_label": body.summary_label.text if body.summary_label else None,
        }
        | {name: getattr(article, name) for name in SAME_NAME}
        | _chosen("published", article.date(DateKind.PUBLISHED))
        | _chosen("modified", article.date(DateKind.MODIFIED))
        | _counts(body)
    )


def _counts(body: Body) -> dict[str, object]:
    headings = [section.heading for section in body.sections]
    blocks = [body.title, *body.facts, *body.summary, *headings, *body.paragraphs]
    return {
        "fact_count": len(body.facts),
        "summary_count": len(body.summary),
        "section_count": len(body.sections),
        "paragraph_count": len(body.paragraphs),
        "character_count": sum(len(block.text) for block in blocks if block),
    }
