"""Outlets, authors and topics: one number for one name, shared by all articles, deleted once nobody has it."""

from dataclasses import replace

import pytest
from saving import article, identified, record, save_all, start_run
from sqlalchemy import Connection, Engine, QueuePool, text

from etl.articles import Topic
from etl.load.dimensions import Dimensions
from etl.load.input_record import FileKey, Identified
from etl.load.unused_dimensions import delete_unused

FILE = FileKey(file_id=1, file_no=0, root="test", uri="a.jsonl", sha256=None)
HERON, BREAD = Topic(scheme="keyword", code="heron"), Topic(scheme="category", code="heron")


def found(source: str | None = None, authors: tuple[str, ...] = (), topics: tuple[Topic, ...] = ()) -> Identified:
    return replace(identified(record(FILE, 0, article("A heron.", authors=authors, topics=topics))), source=source)


def numbers(engine: Engine, table: str) -> dict[str, int]:
    """The number of each name."""
    query = {
        "source": "select name, source_id from corpus.source",
        "author": "select name, author_id from corpus.author",
        "topic": "select scheme || ' ' || code, topic_id from corpus.topic",
    }[table]
    with engine.connect() as connection:
        return {name: number for name, number in connection.execute(text(query))}


def test_every_name_has_the_number_that_the_tables_give_it(database: Engine) -> None:
    dimensions = Dimensions(database)

    dimensions.add([found("b.example", ("Bo Ray", "Ann Lee"), (HERON, BREAD)), found("a.example", ("Ann Lee",))])

    assert numbers(database, "source") == {name: dimensions.source(name) for name in ("a.example", "b.example")}
    assert numbers(database, "author") == {name: dimensions.author(name) for name in ("Ann Lee", "Bo Ray")}
    assert numbers(database, "topic") == {
        f"{topic.scheme} heron": dimensions.topic(topic.scheme, "heron") for topic in (HERON, BREAD)
    }


@pytest.mark.parametrize(
    "more",
    [found("b.example"), found(authors=("Bo Ray",)), found(topics=(BREAD,)), found("b.example", ("Bo Ray",), (BREAD,))],
)
def test_names_keep_their_numbers_whoever_adds_more(database: Engine, more: Identified) -> None:
    known = found("a.example", ("Ann Lee",), (HERON,))
    first, second = Dimensions(database), Dimensions(database)
    first.add([known])
    for dimensions in (first, second):
        dimensions.add([more, known])

    for dimensions in (first, second):
        assert numbers(database, "source")["a.example"] == dimensions.source("a.example")
        assert numbers(database, "author")["Ann Lee"] == dimensions.author("Ann Lee")
        assert numbers(database, "topic")["keyword heron"] == dimensions.topic("keyword", "heron")
    assert len(numbers(database, "source")) == 1 + (more.source is not None)
    assert len(numbers(database, "author")) == 1 + len(more.article.authors)
    assert len(numbers(database, "topic")) == 1 + len(more.article.topics)


def test_nothing_is_asked_of_the_database_for_names_that_are_known(database: Engine) -> None:
    dimensions = Dimensions(database)
    known = found("a.example", ("Ann Lee",), (HERON,))
    dimensions.add([known])
    database.dispose()

    dimensions.add([known, found()])

    assert isinstance(database.pool, QueuePool)
    assert database.pool.checkedin() == 0  # no connection was made


def test_a_name_that_cannot_be_stored_is_found_by_its_own_spelling(database: Engine) -> None:
    dimensions = Dimensions(database)
    odd = Topic(scheme="key\x00word", code="her\ud800on")

    dimensions.add([found("a\x00.example", ("Ann\x00Lee",), (odd,))])

    assert numbers(database, "source") == {"a\ufffd.example": dimensions.source("a\x00.example")}
    assert numbers(database, "author") == {"Ann\ufffdLee": dimensions.author("Ann\x00Lee")}
    assert numbers(database, "topic") == {"key\ufffdword her\ufffdon": dimensions.topic(odd.scheme, odd.code)}


def test_an_outlet_that_was_joined_to_another_is_that_one(database: Engine) -> None:
    Dimensions(database).add([found("alnoor.example"), found("alnoor-news.example")])
    with database.begin() as connection:
        connection.execute(
            text("""
                update corpus.source_alias set source_id = (
                    select source_id from corpus.source where name = 'alnoor.example')
                where alias = 'alnoor-news.example'""")
        )

    dimensions = Dimensions(database)
    dimensions.add([found("alnoor-news.example")])

    assert dimensions.source("alnoor-news.example") == numbers(database, "source")["alnoor.example"]


def test_names_without_an_article_are_deleted_and_no_others(database: Engine) -> None:
    run_id, files = start_run(database)
    kept = record(files[0], 0, article("A heron.", authors=("Ann Lee",), topics=(HERON,)))
    save_all(database, run_id, [[kept]])
    Dimensions(database).add([found("b.example", ("Bo Ray",), (BREAD,))])

    with database.begin() as connection:
        delete_unused(connection)
        delete_unused(connection)  # nothing is left to do

    assert set(numbers(database, "source")) == {"alnoor.example"}
    assert set(numbers(database, "author")) == {"Ann Lee"}
    assert set(numbers(database, "topic")) == {"keyword heron"}
    with database.connect() as connection:
        assert connection.scalars(text("select alias from corpus.source_alias")).all() == ["alnoor.example"]


@pytest.mark.parametrize("said", ["country = 'EG'", "languages = array['ar']", "time_zone = 'Africa/Cairo'"])
def test_an_outlet_that_an_operator_has_described_stays(connection: Connection, said: str) -> None:
    connection.execute(text("insert into corpus.source (name) values ('alnoor.example'), ('b.example')"))
    connection.execute(text(f"update corpus.source set {said} where name = 'alnoor.example'"))

    delete_unused(connection)

    assert connection.scalars(text("select name from corpus.source")).all() == ["alnoor.example"]


def test_an_outlet_that_an_operator_has_given_an_alias_stays(connection: Connection) -> None:
    connection.execute(text("insert into corpus.source (name) values ('alnoor.example'), ('b.example')"))
    connection.execute(
        text("""
            insert into corpus.source_alias (alias, source_id)
            select n.alias, source_id from corpus.source, (values ('alnoor.example'), ('Al Noor')) as n (alias)
            where name = 'alnoor.example'""")
    )

    delete_unused(connection)

    assert connection.scalars(text("select name from corpus.source")).all() == ["alnoor.example"]
    assert sorted(connection.scalars(text("select alias from corpus.source_alias"))) == ["Al Noor", "alnoor.example"]
