"""The schema: made and made anew, and what is said where it is not this code's."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from models import check_models
from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import OperationalError

from etl.database import schema_version, upgrade
from etl.database.connect import make_engine
from etl.database.schema_version import check_version, is_current, require_current
from etl.database.upgrade import drop_schema, lock_schema, reset_roles, upgrade_schema
from etl.errors import DatabaseError
from etl.postgres.roles import LoginRole
from etl.settings import Settings

OLD_COMMENT = "comment on schema news is 'Views. Version {}-0123456789abcdef'"


@pytest.fixture
def owner(server_settings: Settings, fresh_database_url: str) -> Iterator[Engine]:
    """A database with the schema, as the role that upgrades."""
    engine = make_engine(server_settings, make_url(fresh_database_url).database, role=LoginRole.OWNER)
    yield engine
    engine.dispose()


def execute(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def has(engine: Engine, relation: str) -> bool:
    with engine.connect() as connection:
        return connection.scalar(text("select to_regclass(:name)"), {"name": relation}) is not None


def test_a_database_of_this_code_is_current_and_needs_no_upgrade(owner: Engine) -> None:
    require_current(owner)
    with owner.connect() as connection:
        assert is_current(connection)

    assert upgrade_schema(owner) is False
    check_models(owner)


def test_a_database_without_schema_is_named_and_gets_it(owner: Engine) -> None:
    execute(owner, "drop schema news cascade", "drop schema corpus cascade")
    with pytest.raises(DatabaseError, match="has no Khabar schema: run `khabar db upgrade`"):
        require_current(owner)
    with owner.connect() as connection:
        assert not is_current(connection)

    assert upgrade_schema(owner) is True

    require_current(owner)
    check_models(owner)
    assert has(owner, "news.articles")


@pytest.mark.parametrize(
    "older",
    [OLD_COMMENT.format("0002"), "comment on schema news is null", "comment on schema news is 'Something else'"],
)
def test_views_of_older_code_are_named_and_made_anew(owner: Engine, older: str) -> None:
    execute(owner, "create view news.of_older_code as select 1 as one", older)
    with pytest.raises(DatabaseError, match="older version of Khabar: run `khabar db upgrade`"):
        require_current(owner)

    assert upgrade_schema(owner) is True

    require_current(owner)
    assert not has(owner, "news.of_older_code")
    assert has(owner, "news.articles")


def test_views_of_newer_code_are_named_by_their_version(owner: Engine) -> None:
    execute(owner, OLD_COMMENT.format("9999"))

    with pytest.raises(DatabaseError, match=r"schema version 9999, which this version.*update Khabar"):
        require_current(owner)


def test_tables_of_newer_code_are_left_alone(owner: Engine) -> None:
    execute(owner, "update corpus.alembic_version set version_num = '9999'")

    with owner.connect() as connection, pytest.raises(DatabaseError, match=r"schema version 9999.*update Khabar"):
        is_current(connection)
    with pytest.raises(DatabaseError, match=r"schema version 9999.*update Khabar"):
        upgrade_schema(owner)
    with pytest.raises(DatabaseError, match="9999"):
        check_version("9999")

    check_version("0002")


def test_tables_that_differ_from_the_code_are_told(owner: Engine) -> None:
    execute(owner, "alter table corpus.source add column more text")

    with pytest.raises(AssertionError, match=r"make migration.*more"):
        check_models(owner)


def test_one_upgrade_waits_for_another_however_long(owner: Engine) -> None:
    execute(owner, OLD_COMMENT.format("0002"))
    with owner.connect() as upgrading, owner.connect() as waiting:
        lock_schema(upgrading)
        waiting.execute(text("set statement_timeout = '300ms'"))
        waiting.commit()
        waiting.execute(text("set lock_timeout = '50ms'"))

        with pytest.raises(OperationalError, match="statement timeout"):  # and not the one of locks
            lock_schema(waiting)

        waiting.rollback()
        upgrading.commit()
        lock_schema(waiting)


def test_what_depends_on_a_view_is_named_and_nothing_dropped(owner: Engine) -> None:
    execute(
        owner, "create schema ours", "create view ours.facts as select text from news.facts", OLD_COMMENT.format("0")
    )

    with pytest.raises(DatabaseError, match=r"view ours\.facts depends on view news\.facts") as caught:
        upgrade_schema(owner)

    assert "CASCADE" not in str(caught.value)
    assert "\n" not in str(caught.value)
    assert has(owner, "ours.facts")
    execute(owner, "drop schema ours cascade")
    assert upgrade_schema(owner) is True


def test_views_tables_and_functions_of_a_schema_are_dropped_and_no_others(owner: Engine) -> None:
    made = ["create table {0}.t (n int)", "create view {0}.v as select n from {0}.t"]
    made += ["create function {0}.f() returns int return 1", "create procedure {0}.p() language sql as 'select 1'"]
    statements = [each.format(name) for name in ("ours", "theirs") for each in ["create schema {0}", *made]]
    with owner.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))

        drop_schema(connection, "ours")
        drop_schema(connection, "ours")  # it is not there any more

        assert schemas(connection, "ours", "theirs") == ["theirs"]
        assert connection.scalar(text("select count(*) from theirs.v")) == 0


def schemas(connection: Connection, *names: str) -> list[str]:
    return list(
        connection.scalars(text("select nspname from pg_namespace where nspname = any(:n)"), {"n": list(names)})
    )


def test_functions_of_others_in_public_are_never_taken_for_those_of_postgres(
    owner: Engine, server_settings: Settings
) -> None:
    bootstrap = make_engine(server_settings, owner.url.database, role=LoginRole.BOOTSTRAP)
    execute(
        bootstrap,
        "create function public.lower(citext text) returns text language plpgsql as $$ begin raise 'planted'; end $$",
        f"alter database {owner.url.database} set search_path = public, pg_catalog",
    )
    bootstrap.dispose()
    owner.dispose()
    execute(owner, OLD_COMMENT.format("0002"))

    assert upgrade_schema(owner) is True

    with owner.connect() as connection:
        assert connection.scalar(text("select count(*) from news.search('heron')")) == 0


def test_what_the_roles_could_not_be_given_is_told_once(
    owner: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    roles = tmp_path / "sql" / "roles"
    roles.mkdir(parents=True)
    notice = "do $$ begin raise notice 'role x is not made'; end $$;"
    (roles / "10.sql").write_text(f"{notice} {notice} drop table if exists no_such_table; set local timezone = 'UTC'")
    for module in (schema_version, upgrade):
        monkeypatch.setattr(module, "SQL_FOLDER", tmp_path / "sql")

    with caplog.at_level(logging.WARNING):
        reset_roles(owner)

    assert caplog.messages == ["role x is not made"]


def test_a_file_of_sql_that_fails_is_named(owner: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    roles = tmp_path / "sql" / "roles"
    roles.mkdir(parents=True)
    (roles / "10_first.sql").write_text("select 1; -- 100 % of it: خبر")
    (roles / "20_second.sql").write_text("select no_such_column")
    for module in (schema_version, upgrade):
        monkeypatch.setattr(module, "SQL_FOLDER", tmp_path / "sql")

    with pytest.raises(DatabaseError, match=r"^sql/roles/20_second\.sql: column \"no_such_column\" does not exist"):
        reset_roles(owner)
