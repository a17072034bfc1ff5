"""The views and functions of schema news: what analysts read."""

from datetime import UTC, date, datetime

import pytest
from fixture_types import AddArticle, AddRevision
from sqlalchemy import text
from sqlalchemy.orm import Session

from etl.database import tables


def rows(session: Session, query: str, **values: object) -> list[dict[str, object]]:
    return [dict(row) for row in session.execute(text(query), values).mappings()]


def test_an_article_is_one_flat_row(session: Session, add_revision: AddRevision) -> None:
    source = tables.Source(name="harbour.example")
    session.add(source)
    session.flush()
    revision = add_revision(
        "A boat.",
        title="The boat",
        language="en",
        source_id=source.source_id,
        published_on=date(2026, 3, 1),
        facts=("One.", "Two."),
    )
    key = {"revision_id": revision.revision_id}
    for place, name in enumerate(("Zoe", "Adam")):
        author = tables.Author(name=name)
        session.add(author)
        session.flush()
        session.add(tables.RevisionAuthor(position=place, author_id=author.author_id, **key))
    topic = tables.Topic(scheme="keyword", code="sea")
    session.add(topic)
    session.flush()
    session.add(tables.RevisionTopic(position=0, topic_id=topic.topic_id, **key))
    for kind in ("amp", "fetched"):
        session.add(
            tables.ArticleUrl(
                url_hash=kind.encode(), article_id=revision.article_id, kind=kind, url=f"https://harbour.example/{kind}"
            )
        )
    session.flush()
    [article] = rows(session, "select * from news.articles")
    assert article["source"] == "harbour.example"
    assert article["authors"] == ["Zoe", "Adam"]
    assert article["topics"] == ["sea"]
    assert article["url"] == "https://harbour.example/fetched"
    assert article["published_on"] == date(2026, 3, 1)
    assert article["published_at"] is None
    assert article["fact_count"] == 2


def test_an_article_without_source_or_authors_is_a_row_too(session: Session, add_article: AddArticle) -> None:
    add_article("A boat.")
    [article] = rows(session, "select source, authors, topics, url from news.articles")
    assert article == {"source": None, "authors": [], "topics": [], "url": None}


def test_the_views_show_the_current_revision_only(session: Session, add_revision: AddRevision) -> None:
    old = add_revision("Old.", facts=("Old fact.",), summary=("Old summary.",))
    article = session.get(tables.Article, old.article_id)
    new = add_revision("New.", article=article, facts=("New fact.",), summary=("New summary.",), heading="Harbour")
    assert rows(session, "select revision_id, text from news.facts") == [
        {"revision_id": new.revision_id, "text": "New fact."}
    ]
    assert rows(session, "select text from news.summaries") == [{"text": "New summary."}]
    assert rows(session, "select heading, text from news.paragraphs") == [{"heading": "Harbour", "text": "New."}]
    assert rows(session, "select heading, paragraph_count from news.sections") == [
        {"heading": "Harbour", "paragraph_count": 1}
    ]


def test_revisions_are_numbered_as_they_were_first_seen(session: Session, add_revision: AddRevision) -> None:
    late = add_revision("Late.")
    article = session.get(tables.Article, late.article_id)
    early = add_revision("Early.", article=article)
    late.stated_at = datetime(2026, 3, 2, tzinfo=UTC)
    early.stated_at = datetime(2026, 3, 1, tzinfo=UTC)
    session.flush()
    found = rows(session, "select revision_no, revision_id, is_current from news.revisions order by revision_no")
    assert found == [
        {"revision_no": 1, "revision_id": early.revision_id, "is_current": True},
        {"revision_no": 2, "revision_id": late.revision_id, "is_current": False},
    ]


def test_an_article_can_be_read_as_text(session: Session, add_article: AddArticle) -> None:
    article = add_article(
        "First paragraph.",
        "Second paragraph.",
        title="The title",
        facts=("One fact.", "Another."),
        summary=("In short.",),
        heading="A heading",
    )
    found = session.execute(text("select news.article_text(:id)"), {"id": article}).scalar_one()
    assert found == (
        "The title\n\n• One fact.\n• Another.\n\nIn short.\n\nA heading\n\nFirst paragraph.\n\nSecond paragraph."
    )
    assert session.execute(text("select news.article_text(-1)")).scalar_one() is None


def test_an_article_leads_back_to_its_bytes(session: Session, add_revision: AddRevision) -> None:
    revision = add_revision("A boat.")
    run = tables.Run(dag_id="nightly", dag_run_id="1", code_version="1", settings={}, inputs={})
    file = tables.InputFile(root="archive", uri="a.zip", sha256=b"\x01\xff", size_bytes=9)
    session.add_all([run, file])
    session.flush()
    session.add(tables.InputMember(file_id=file.file_id, member_no=2, name="b.txt"))
    session.add(
        tables.InputRecord(
            file_id=file.file_id,
            member_no=2,
            position=0,
            byte_offset=10,
            byte_length=20,
            outcome="loaded",
            revision_id=revision.revision_id,
            run_id=run.run_id,
        )
    )
    revision.origin_file_id, revision.origin_member_no = file.file_id, 2
    session.flush()
    [lineage] = rows(session, "select * from news.lineage")
    assert lineage["article_id"] == revision.article_id
    assert (lineage["dag_run_id"], lineage["parser"]) == ("1", "test/1")
    assert (lineage["root"], lineage["uri"], lineage["file_sha256"]) == ("archive", "a.zip", "01ff")
    assert (lineage["member"], lineage["byte_offset"], lineage["byte_length"]) == ("b.txt", 10, 20)
    assert lineage["is_origin"]
    assert lineage["is_current"]


def test_runs_add_up_their_files(session: Session) -> None:
    run = tables.Run(dag_id="nightly", dag_run_id="1", code_version="1", settings={}, inputs={})
    session.add(run)
    session.flush()
    for number, state in enumerate(("done", "running")):
        session.add(
            tables.RunFile(
                run_id=run.run_id,
                file_no=number,
                root="archive",
                uri=str(number),
                size_bytes=1,
                mtime_ns=1,
                shard=0,
                state=state,
                units=3,
                loaded=2,
                rejected=1,
            )
        )
    session.flush()
    [found] = rows(session, "select files, unfinished_files, units, loaded, rejected, skipped from news.runs")
    assert found == {"files": 2, "unfinished_files": 1, "units": 6, "loaded": 4, "rejected": 2, "skipped": 0}


def test_each_file_of_a_run_has_its_outcomes(session: Session) -> None:
    run = tables.Run(dag_id="nightly", dag_run_id="1", code_version="1", settings={}, inputs={})
    session.add(run)
    session.flush()
    counts = {"known": 1, "loaded": 2, "revised": 0, "unchanged": 0, "rejected": 3, "skipped": 4}
    session.add(
        tables.RunFile(
            run_id=run.run_id,
            file_no=0,
            root="archive",
            uri="crawl.warc",
            size_bytes=7,
            mtime_ns=1,
            shard=0,
            state="done",
            units=10,
            structural={"warc:request": 5},
            **counts,
        )
    )
    session.flush()

    [found] = rows(session, "select * from news.files")

    assert found.items() >= {"run_id": run.run_id, "root": "archive", "uri": "crawl.warc", "state": "done"}.items()
    assert found.items() >= counts.items()
    assert (found["units"], found["size_bytes"], found["structural"]) == (10, 7, {"warc:request": 5})


def test_a_rejection_says_what_its_reason_means_and_what_to_do(session: Session) -> None:
    run = tables.Run(dag_id="nightly", dag_run_id="1", code_version="1", settings={}, inputs={})
    file = tables.InputFile(root="archive", uri="a.zip", sha256=b"\x01", size_bytes=9)
    session.add_all([run, file])
    session.flush()
    numbers = {"first_run_id": run.run_id, "last_run_id": run.run_id, "file_id": file.file_id, "member_no": 0}
    for position, reason in enumerate(("encrypted", "of a later version")):
        rejection = tables.Rejection(position=position, stage="ingest", reason=reason, detail="a", head=b"", **numbers)
        session.add(rejection)
    session.flush()

    assert rows(session, "select meaning, advice from news.rejections order by position") == [
        {"meaning": "an archive member with a password", "advice": "unpack it with the password"},
        {"meaning": None, "advice": None},
    ]


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        ("جسر".encode(), "جسر"),
        (("a" + 120 * "ج").encode()[:200], "a" + 99 * "ج"),  # the last character is cut off
        (("a" + 120 * "桥").encode()[:200], "a" + 66 * "桥"),
        ("café".encode("latin-1"), r"caf\351"),
        (b"\x89PNG\x00", r"\211PNG\000"),
        (b"", ""),
    ],
)
def test_the_first_bytes_are_shown_as_text(session: Session, head: bytes, shown: str) -> None:
    assert session.scalar(text("select news.head_text(:head)"), {"head": head}) == shown


def dated(
    session: Session, add_revision: AddRevision, source_id: int, number: int, local: str, zone: str | None
) -> tables.Revision:
    revision = add_revision(f"A boat, {number}.", source_id=source_id)
    revision.published_local = datetime.fromisoformat(local)
    revision.published_at = datetime.fromisoformat(f"{local}{zone}") if zone else None
    session.flush()
    return revision


def test_a_missing_zone_is_guessed_from_what_the_source_states_in_that_month(
    session: Session, add_revision: AddRevision
) -> None:
    source = tables.Source(name="harbour.example")
    session.add(source)
    session.flush()
    for number, zone in enumerate(("+02:00", "+02:00", "+02:00", "+00:00")):
        dated(session, add_revision, source.source_id, number, f"2024-07-0{number + 1}T08:00", zone)
    summer = dated(session, add_revision, source.source_id, 10, "2025-07-20T12:30", None)
    dated(session, add_revision, source.source_id, 11, "2025-01-20T12:30", None)  # no January to go by
    query = "select article_id, guessed_from, like_dates, published_at_guess from news.date_guesses"

    assert rows(session, query) == [
        {
            "article_id": summer.article_id,
            "guessed_from": "dates",
            "like_dates": 3,
            "published_at_guess": datetime(2025, 7, 20, 10, 30, tzinfo=UTC),
        }
    ]
    assert summer.published_at is None


def test_no_zone_is_guessed_where_the_source_is_not_of_one_mind(session: Session, add_revision: AddRevision) -> None:
    source = tables.Source(name="harbour.example")
    session.add(source)
    session.flush()
    for number, zone in enumerate(("+02:00", "+02:00", "+02:00", "+01:00")):
        dated(session, add_revision, source.source_id, number, f"2024-10-2{number + 1}T08:00", zone)
    dated(session, add_revision, source.source_id, 10, "2025-10-28T12:30", None)

    assert rows(session, "select article_id from news.date_guesses") == []


def test_the_zone_that_operators_gave_comes_first_and_an_unknown_one_is_ignored(
    session: Session, add_revision: AddRevision
) -> None:
    for name, zone in (("known.example", "Asia/Tokyo"), ("unknown.example", "Asia/Nowhere")):
        source = tables.Source(name=name, time_zone=zone)
        session.add(source)
        session.flush()
        dated(session, add_revision, source.source_id, source.source_id, "2025-01-20T12:30", None)

    assert rows(session, "select source, published_at_guess from news.date_guesses") == [
        {"source": "known.example", "published_at_guess": datetime(2025, 1, 20, 3, 30, tzinfo=UTC)}
    ]
