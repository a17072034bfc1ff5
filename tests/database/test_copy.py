"""Rows by COPY: every value comes back as it was, and a fault is told as by any other statement."""

from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import DBAPIError

from etl.articles import Completeness
from etl.database import tables
from etl.database.copy import Value, clean, copy_rows, in_column_order

TEXTS = ["", " ", "\\", "\\N", "\\.", "\t", "a\nb", "\r\n", '"', "{a,b}", "null", "NULL", "a,b", "خبر", "🜁", '\\"', "'"]
COUNTS = (
    "fact_count",
    "summary_count",
    "section_count",
    "paragraph_count",
    "character_count",
    "quality_issue_count",
)


def stored(connection: Connection, table: type[tables.Base], **values: Value) -> dict[str, object]:
    """A row with these values and NULL for the others, and what the table has of these then."""
    row = dict.fromkeys(table.__table__.columns.keys()) | values
    copy_rows(connection, table, [in_column_order(table)(row)])
    found = connection.execute(select(table.__table__)).mappings().one()
    return {name: found[name] for name in values}


@pytest.mark.parametrize("value", TEXTS)
def test_a_text_comes_back_as_it_was(connection: Connection, value: str) -> None:
    values: dict[str, Value] = {"source_id": 1, "name": value, "country": value}

    assert stored(connection, tables.Source, **values) == values


@pytest.mark.parametrize("items", [[], [""], ["a", "b"], TEXTS])
def test_a_list_of_texts_comes_back_as_it_was(connection: Connection, items: list[str]) -> None:
    values: dict[str, Value] = {"source_id": 1, "name": "The Heron Post", "languages": items}

    assert stored(connection, tables.Source, **values) == values


def test_values_of_all_kinds_come_back_as_they_were(connection: Connection) -> None:
    moment = datetime(2026, 11, 2, 6, 30, 1, 5, tzinfo=UTC)
    article: dict[str, Value] = {"article_id": 2**40, "uid": UUID(int=7), "identity": "url", "first_seen_at": moment}
    revision: dict[str, Value] = dict.fromkeys(COUNTS, 0)
    revision |= {"revision_id": 1, "article_id": 2**40, "content_hash": bytes(range(256))}
    revision |= {"origin_file_id": 1, "origin_member_no": 0, "origin_position": 0, "format": "test", "parser": "1"}
    revision |= {"language_confidence": 0.5, "extraction_doubt": None, "corrections": [], "paywalled": False}
    revision |= {"published_on": moment.date(), "published_local": moment.replace(tzinfo=None)}

    assert stored(connection, tables.Article, **article) == article
    assert stored(connection, tables.Revision, **revision, completeness=Completeness.TEASER) == {
        **revision,
        "completeness": "teaser",
    }


def test_a_value_of_a_kind_made_of_another_is_stored_as_that(connection: Connection) -> None:
    class Outlet(StrEnum):
        """A kind that nothing has been stored of yet."""

        HERON = "The Heron Post"

    class Codes(list[str]):
        """The same."""

    values: dict[str, Value] = {"source_id": 1, "name": Outlet.HERON, "languages": Codes(["en", "ar"])}

    assert stored(connection, tables.Source, **values) == {
        "source_id": 1,
        "name": "The Heron Post",
        "languages": ["en", "ar"],
    }


def test_each_row_is_one_row(connection: Connection) -> None:
    copy_rows(connection, tables.SourceAlias, [])
    names = ["a", "b", "c"]
    copy_rows(connection, tables.Source, [(n, name, None, None, None) for n, name in enumerate(names)])

    assert connection.scalars(select(tables.Source.name).order_by(tables.Source.source_id)).all() == names


def test_characters_that_cannot_be_stored_are_replaced_one_for_one() -> None:
    assert clean("a\x00b\ud800c\udfffd") == "a\ufffdb\ufffdc\ufffdd"
    assert clean("\ud7ff\ue000\t\x01") == "\ud7ff\ue000\t\x01"


def test_a_row_that_postgres_refuses_raises_what_every_statement_raises(connection: Connection) -> None:
    with pytest.raises(DBAPIError, match="no number") as caught:
        copy_rows(connection, tables.Source, [("no number", "The Heron Post", None, None, None)])

    assert "corpus.source" in str(caught.value)
