"""Whatever a parser has found of an article stands in the tables, in the column that is named for it."""

from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import pytest
from saving import URL, article, record, save_all, start_run
from sqlalchemy import Engine, text

from etl.articles import (
    Article,
    Block,
    Caption,
    Completeness,
    DateCandidate,
    DateKind,
    LiveUpdate,
    Moment,
    Precision,
    QualityIssue,
    Role,
    Section,
    Severity,
    Topic,
)
from etl.database import tables

AT = datetime(2026, 11, 2, 6, 30, tzinfo=UTC)
LOCAL = datetime.fromisoformat("2026-11-02T08:30")
ZONED = Moment(on=LOCAL.date(), local=LOCAL, at=AT, precision=Precision.MINUTE, zone="+02:00")
SAME_NAME = {
    "external_id": "urn:heron:1",
    "canonical_url": URL,
    "title_origin": "h1",
    "language": "en",
    "language_declared": "en-GB",
    "language_confidence": 0.5,
    "section": "Nature",
    "standfirst": "It came at dawn.",
    "description": "A heron came.",
    "byline": "By Ann Lee and Bo Ray",
    "wire_credit": "Agency reporting",
    "wire_agency": "The Agency",
    "wire_evidence": "line",
    "ai_disclosure": "Translated by machine",
    "paywalled": True,
    "access_evidence": "words",
    "extraction_doubt": 0.75,
    "corrections": ["It was not a stork."],
}

RowsOf = Callable[[Article, str], list[dict[str, Any]]]


def block(words: str, role: Role = Role.PARAGRAPH, **fields: Any) -> Block:
    return Block(role=role, text=words, detected_by="test", **fields)


# Fields that fill other tables, or columns of other names.
ELSEWHERE = {"body", "authors", "dates", "topics", "urls", "live_updates", "quality_issues", "source"}
OF_THE_RECORD = {"encoding_declared", "encoding", "replaced_count"}
NOT_STORED = {"source_text"}


def test_every_field_of_an_article_has_its_place_in_the_tables() -> None:
    elsewhere = ELSEWHERE | OF_THE_RECORD | NOT_STORED
    lacking = {field.name for field in fields(Article)} - {*tables.Revision.__table__.columns.keys()} - elsewhere

    assert lacking == set(), "Revision, in etl/database/tables/articles.py, has no column of that name"


@pytest.fixture
def rows_of(database: Engine) -> RowsOf:
    """Save an article; the rows of a table, in the order of their position, without keys of this database."""

    def rows(parsed: Article, table: str) -> list[dict[str, Any]]:
        run_id, files = start_run(database, files=1)
        save_all(database, run_id, [[record(files[0], 0, parsed)]])
        with database.connect() as connection:
            found = connection.scalars(text(f"select to_jsonb(t) - 'revision_id' from corpus.{table} as t")).all()
        return sorted(found, key=lambda row: row.get("position", 0))

    return rows


@pytest.mark.parametrize(
    ("field", "table", "role"),
    [("facts", "fact", Role.FACT), ("summary", "summary", Role.SUMMARY), ("extra", "extra", Role.BYLINE)],
)
def test_texts_keep_their_order_place_and_language(rows_of: RowsOf, field: str, table: str, role: Role) -> None:
    found = block("It came.", role, start=3, end=11, language="en", language_confidence=0.5)

    rows = rows_of(article("A heron.", **{field: (found, block("It left.", role))}), table)

    both = [(row["position"], row["text"], row["source_start"], row["source_end"]) for row in rows]
    assert both == [(0, "It came.", 3, 11), (1, "It left.", None, None)]
    assert {(row.get("role", role), row["detected_by"]) for row in rows} == {(role, "test")}
    languages = [(row.get("language"), row.get("language_confidence")) for row in rows]
    assert languages == ([(None, None)] * 2 if table == "extra" else [("en", 0.5), (None, None)])


def test_paragraphs_say_which_section_they_stand_in(rows_of: RowsOf) -> None:
    heading = block("At dawn", Role.HEADING, start=9, end=16, language="en", language_confidence=0.5)
    first = Section(paragraphs=(block("One."), block("Two.", Role.QUOTE)))
    second = Section(heading=heading, level=3, paragraphs=(block("Three."),))
    parsed = article("", sections=(first, second))

    paragraphs = [(p["position"], p["section_position"], p["role"], p["text"]) for p in rows_of(parsed, "paragraph")]

    assert paragraphs == [(0, 0, "paragraph", "One."), (1, 0, "quote", "Two."), (2, 1, "paragraph", "Three.")]
    unnamed = ("heading", "level", "detected_by", "source_start", "source_end", "language", "language_confidence")
    assert rows_of(parsed, "section") == [
        {"position": 0, **dict.fromkeys(unnamed)},
        {
            **{"position": 1, "heading": "At dawn", "level": 3, "detected_by": "test"},
            **{"source_start": 9, "source_end": 16, "language": "en", "language_confidence": 0.5},
        },
    ]


def test_captions_have_the_credit_of_their_picture(rows_of: RowsOf) -> None:
    captions = [
        Caption(role=Role.CAPTION, text=f"Picture {n}", detected_by="test", credit=credit)
        for n, credit in enumerate(("Ann Lee", None))
    ]

    rows = rows_of(article("A heron.", captions=tuple(captions)), "caption")

    assert [(row["text"], row["credit"]) for row in rows] == [("Picture 0", "Ann Lee"), ("Picture 1", None)]


def test_updates_of_a_live_blog_and_doubts_are_kept_as_they_were_found(rows_of: RowsOf) -> None:
    updates = (LiveUpdate(time="08:30", heading="Dawn", text="It came."),)
    issue = QualityIssue(
        rule="odd", severity=Severity.WARNING, place="facts[0]", start=1, end=2, evidence="a sign that is none"
    )
    parsed = article("A heron.", live_updates=updates, quality_issues=(issue,))

    assert rows_of(parsed, "live_update") == [{"position": 0, "time": "08:30", "heading": "Dawn", "text": "It came."}]
    assert rows_of(parsed, "quality_issue") == [
        {
            **{"position": 0, "rule": "odd", "severity": "warning", "place": "facts[0]"},
            **{"start_offset": 1, "end_offset": 2, "evidence": "a sign that is none"},
        }
    ]


def test_authors_and_topics_keep_the_order_of_the_document(rows_of: RowsOf, database: Engine) -> None:
    topics = (Topic(scheme="medtop", code="20000001", name="nature"), Topic(scheme="keyword", code="heron"))

    rows_of(article("A heron.", authors=("Bo Ray", "Ann Lee"), topics=topics), "revision")

    authors = "select name from corpus.revision_author join corpus.author using (author_id) order by position"
    told = """
        select scheme, code, r.name
        from corpus.revision_topic as r join corpus.topic using (topic_id)
        order by position"""
    with database.connect() as connection:
        assert connection.scalars(text(authors)).all() == ["Bo Ray", "Ann Lee"]
        found = [tuple(row) for row in connection.execute(text(told))]
    assert found == [("medtop", "20000001", "nature"), ("keyword", "heron", None)]


def test_every_date_that_was_found_is_kept_and_one_of_a_kind_chosen(rows_of: RowsOf) -> None:
    day = Moment(on=date(2026, 11, 1), precision=Precision.DAY)
    dates = (
        DateCandidate(kind=DateKind.PUBLISHED, evidence="time", text="1 November", moment=day),
        DateCandidate(kind=DateKind.PUBLISHED, evidence="time", text="8:30 +02:00", moment=ZONED, chosen=True),
        DateCandidate(kind=DateKind.PUBLISHED, evidence="byline", text="soon", moment=None),
        DateCandidate(kind=DateKind.MODIFIED, evidence="time", text="1 November", moment=day),
    )

    rows = rows_of(article("A heron.", dates=dates), "revision_date")

    unknown = dict.fromkeys(("found_on", "found_local", "found_at", "zone", "precision"))
    on_a_day = unknown | {"found_on": "2026-11-01", "precision": "day"}
    first, second, third, fourth = (
        {"kind": each.kind, "evidence": each.evidence, "text": each.text, "chosen": each.chosen} for each in dates
    )
    exact = {"found_on": "2026-11-02", "found_local": "2026-11-02T08:30:00", "found_at": "2026-11-02T06:30:00+00:00"}
    assert {(row["kind"], row["evidence"], row["position"]): row for row in rows} == {
        ("published", "time", 0): first | on_a_day | {"position": 0},
        ("published", "time", 1): second | exact | {"zone": "+02:00", "precision": "minute", "position": 1},
        ("published", "byline", 0): third | unknown | {"position": 0},
        ("modified", "time", 0): fourth | on_a_day | {"position": 0},
    }
    assert len(rows) == 4


def test_a_revision_has_all_that_is_said_of_the_article_as_a_whole(rows_of: RowsOf, database: Engine) -> None:
    published = DateCandidate(kind=DateKind.PUBLISHED, evidence="time", text="8:30", moment=ZONED, chosen=True)
    of_day = Moment(on=date(2026, 11, 3), precision=Precision.DAY)
    modified = DateCandidate(kind=DateKind.MODIFIED, evidence="url", text="3", moment=of_day, chosen=True)
    parsed = article(
        "",
        **SAME_NAME,
        source="The Heron Post",
        completeness=Completeness.PAYWALLED,
        title=block("A heron", Role.TITLE),
        facts_label=block("Facts", Role.LABEL),
        facts=(block("F" * 10, Role.FACT),),
        summary_label=block("In short", Role.LABEL),
        summary=(block("S" * 20, Role.SUMMARY), block("T" * 20, Role.SUMMARY)),
        sections=(Section(heading=block("H" * 100, Role.HEADING), paragraphs=(block("P" * 1000), block("Q" * 1000))),),
        dates=(published, modified),
        quality_issues=(QualityIssue(rule="odd", severity=Severity.INFO, place="article"),),
    )

    (row,) = rows_of(parsed, "revision")

    assert row.items() >= (SAME_NAME | {"format": "test", "parser": "test/1", "completeness": "paywalled"}).items()
    assert (row["title"], row["facts_label"], row["summary_label"]) == ("A heron", "Facts", "In short")
    names = ("on", "local", "at", "precision", "evidence")
    assert [row[f"published_{name}"] for name in names] == [
        *("2026-11-02", "2026-11-02T08:30:00", "2026-11-02T06:30:00+00:00", "minute", "time")
    ]
    assert [row[f"modified_{name}"] for name in names] == ["2026-11-03", None, None, "day", "url"]
    counts = ("fact", "summary", "section", "paragraph", "quality_issue")
    assert [row[f"{name}_count"] for name in counts] == [1, 2, 1, 2, 1]
    assert row["character_count"] == len("A heron") + 10 + 40 + 100 + 2000
    assert row["source_name"] == "The Heron Post"
    with database.connect() as connection:
        assert connection.scalar(text("select name from corpus.source")) == "alnoor.example"


def test_what_an_article_has_not_is_null_and_never_an_empty_text(rows_of: RowsOf) -> None:
    (row,) = rows_of(Article(format="test", parser="test/1", canonical_url=URL), "revision")

    filled = {name for name, value in row.items() if value is not None}
    assert [name for name in filled if row[name] == ""] == []
    assert {name: row[name] for name in filled if name.endswith("_count")} == dict.fromkeys(
        ("fact_count", "summary_count", "section_count", "paragraph_count", "character_count", "quality_issue_count"), 0
    )
    assert {name for name in filled if not name.endswith("_count")} == {
        *("article_id", "content_hash", "origin_file_id", "origin_member_no", "origin_position", "source_id"),
        *("format", "parser", "canonical_url", "completeness", "corrections"),
    }


def of(kind: DateKind, *, chosen: bool = True, **moment: Any) -> DateCandidate:
    found = Moment(precision=Precision.DAY, **moment) if moment else None
    return DateCandidate(kind=kind, evidence="test", text="?", moment=found, chosen=chosen)


DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ([], None),
        ([of(DateKind.PUBLISHED)], None),  # its text is no date
        ([of(DateKind.PUBLISHED, on=None)], None),  # a month or a year
        ([of(DateKind.PUBLISHED, on=DAY, chosen=False)], None),
        ([of(DateKind.PUBLISHED, on=DAY)], "2026-11-02T00:00:00+00:00"),
        ([of(DateKind.PUBLISHED, on=DAY, local=LOCAL)], "2026-11-02T08:30:00+00:00"),
        ([of(DateKind.PUBLISHED, on=DAY, local=LOCAL, at=AT)], "2026-11-02T06:30:00+00:00"),
        ([of(DateKind.PUBLISHED, on=DAY), of(DateKind.MODIFIED, on=date(2026, 11, 5))], "2026-11-05T00:00:00+00:00"),
        ([of(DateKind.PUBLISHED, on=DAY), of(DateKind.MODIFIED, on=date(2026, 11, 1))], "2026-11-02T00:00:00+00:00"),
    ],
)
def test_revisions_are_ordered_by_the_later_of_their_chosen_dates(
    rows_of: RowsOf, dates: list[DateCandidate], expected: str | None
) -> None:
    (row,) = rows_of(article("A heron.", dates=tuple(dates)), "revision")

    assert row["stated_at"] == expected
