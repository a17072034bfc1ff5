"""Connections: what is said where one cannot be made."""

from pathlib import Path

import pytest
from fixture_types import MakeSettings
from sqlalchemy import Engine, make_url, text
from sqlalchemy.orm import Session

from etl.database import connect as database
from etl.database.connect import check_capabilities, create_database, make_airflow_database, make_engine, masked
from etl.errors import ConfigError, DatabaseError
from etl.postgres import server
from etl.postgres.roles import LoginRole
from etl.settings import Settings


def test_every_session_has_utc_and_says_who_it_is(engine: Engine) -> None:
    with engine.connect() as connection:
        names = ("timezone", "datestyle", "application_name", "client_encoding")
        found = [connection.scalar(text(f"show {name}")) for name in names]

    assert found == ["UTC", "ISO, MDY", "khabar", "UTF8"]


def test_what_the_url_sets_wins(settings: MakeSettings, database_url: str) -> None:
    engine = make_engine(settings(database_url=f"{database_url}?application_name=mine"))

    with engine.connect() as connection:
        assert connection.scalar(text("show application_name")) == "mine"
    engine.dispose()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_the_usual_spellings_of_the_scheme_are_read(settings: MakeSettings, database_url: str, scheme: str) -> None:
    engine = make_engine(settings(database_url=database_url.replace("postgresql", scheme, 1)))

    with engine.connect() as connection:
        assert connection.scalar(text("select 1")) == 1
    engine.dispose()


def test_a_server_that_does_not_answer_is_named(settings: MakeSettings) -> None:
    with pytest.raises(DatabaseError, match=r"127\.0\.0\.1:1/news.*KHABAR_DATABASE_URL"):
        make_engine(settings(database_url="postgresql://ann:geheim@127.0.0.1:1/news"))


def test_a_wrong_password_is_said_and_not_shown(settings: MakeSettings, database_url: str) -> None:
    wrong = make_url(database_url).set(password="geheim").render_as_string(hide_password=False)

    with pytest.raises(DatabaseError, match="password authentication failed") as caught:
        make_engine(settings(database_url=wrong))

    assert "geheim" not in str(caught.value)


def test_a_database_that_does_not_exist_is_named(settings: MakeSettings, database_url: str) -> None:
    absent = make_url(database_url).set(database="absent").render_as_string(hide_password=False)

    with pytest.raises(DatabaseError, match='"absent" does not exist'):
        make_engine(settings(database_url=absent))


@pytest.mark.parametrize("url", ["my database", "mysql://ann:geheim@host/news", "postgresql://ann:geheim@host:port/x"])
def test_a_url_that_is_none_is_refused_without_showing_it(settings: MakeSettings, url: str) -> None:
    with pytest.raises(ConfigError, match="KHABAR_DATABASE_URL") as caught:
        make_engine(settings(database_url=url))

    assert "geheim" not in str(caught.value)


def test_no_password_is_left_in_a_masked_url() -> None:
    address = make_url("postgresql+psycopg2://ann:geheim@host:5433/news?password=geheim&sslmode=require")

    assert masked(address) == "postgresql://ann:***@host:5433/news"


def test_a_server_that_is_too_old_is_refused_by_its_version(
    monkeypatch: pytest.MonkeyPatch, settings: MakeSettings, database_url: str
) -> None:
    monkeypatch.setattr(database, "OLDEST_VERSION", 99)

    with pytest.raises(DatabaseError, match=r"the server is PostgreSQL \d\d: Khabar needs 99 or newer"):
        make_engine(settings(database_url=database_url))


def test_the_oldest_server_is_the_one_that_the_readme_promises() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")

    assert f"PostgreSQL ({database.OLDEST_VERSION} or newer" in readme


def test_what_the_server_says_is_told_on_one_line(settings: MakeSettings, database_url: str) -> None:
    absent = make_url(database_url).set(host="127.0.0.1,127.0.0.1", port=1).render_as_string(hide_password=False)

    with pytest.raises(
        DatabaseError, match=r"^cannot connect to postgresql://.*; correct KHABAR_DATABASE_URL"
    ) as caught:
        make_engine(settings(database_url=absent))

    assert str(caught.value).count("connection to server") == 2
    assert "\n" not in str(caught.value)


def test_a_role_that_may_make_no_database_is_told(settings: MakeSettings, engine: Engine, database_url: str) -> None:
    with engine.connect() as connection:
        if connection.scalar(text("select rolcreatedb or rolsuper from pg_roles where rolname = current_user")):
            pytest.skip("the role of this server may make databases")
    with pytest.raises(
        DatabaseError, match=r"cannot create the database airflow: permission denied to create database"
    ):
        make_airflow_database(settings(database_url=database_url))


def test_making_a_database_twice_changes_nothing(settings: MakeSettings, server_settings: Settings) -> None:
    may_make = settings(database_url=server.url(server_settings, LoginRole.BOOTSTRAP))
    urls = {create_database(may_make, 'Khabar "test"') for _ in range(2)}

    (url,) = urls
    engine = make_engine(may_make, make_url(url).database)
    with engine.connect() as connection:
        assert connection.scalar(text("select current_database()")) == 'Khabar "test"'
    engine.dispose()
    owner = make_engine(server_settings, role=LoginRole.BOOTSTRAP)
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text('drop database "Khabar ""test"""'))
    owner.dispose()


def test_the_database_can_search_every_script(owner_session: Session) -> None:
    check_capabilities(owner_session.connection())


def test_a_role_that_may_make_no_extension_is_told_that_it_is_missing(bootstrap_engine: Engine) -> None:
    with bootstrap_engine.connect() as connection, connection.begin() as transaction:
        connection.execute(text("drop extension if exists pg_trgm cascade"))
        connection.execute(text("set local role khabar_loader"))

        with pytest.raises(DatabaseError, match="the extension pg_trgm cannot be used: permission denied"):
            check_capabilities(connection)

        connection.execute(text("select 1"))  # what came before in the transaction is not lost
        transaction.rollback()


def test_a_check_of_the_capabilities_leaves_no_trace(owner_session: Session) -> None:
    connection = owner_session.connection()
    connection.execute(text("drop extension if exists pg_trgm cascade"))

    check_capabilities(connection)

    assert connection.scalar(text("select count(*) from pg_extension where extname = 'pg_trgm'")) == 0


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("encoding 'UTF8' locale_provider libc lc_collate 'C' lc_ctype 'C'", "no trigram of Arabic"),
        ("encoding 'SQL_ASCII' locale_provider libc lc_collate 'C' lc_ctype 'C'", "encoding SQL_ASCII"),
    ],
)
def test_a_database_that_cannot_search_every_script_is_refused(
    server_settings: Settings, options: str, message: str
) -> None:
    owner = make_engine(server_settings, role=LoginRole.BOOTSTRAP)
    with owner.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("drop database if exists khabar_test_lame"))
        connection.execute(text(f"create database khabar_test_lame template template0 {options}"))
        lame = make_engine(server_settings, "khabar_test_lame", role=LoginRole.BOOTSTRAP)
        with lame.connect() as lame_connection, pytest.raises(DatabaseError, match=message):
            check_capabilities(lame_connection)
        lame.dispose()
        connection.execute(text("drop database khabar_test_lame"))
    owner.dispose()
