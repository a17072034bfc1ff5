"""Nobody becomes another role by what he puts under the names that Khabar's functions use."""

import contextlib
from collections.abc import Iterator

import psycopg2
import pytest
from fixture_types import AddArticle, ConnectAs
from psycopg2.extensions import connection as Connection
from sql.search_index import index
from sql.shadows import KINDS, calls, make_shadows, sprung, types_named_by
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

# The paths that an attacker would set: his own schemas first, whatever the server puts in front by itself.
PATHS = ("pg_temp, public, pg_catalog", "public, pg_catalog, pg_temp", '"$user", public')
ROLES = ("news_reader", "khabar_loader")


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose work stays: the attacker has a connection of his own."""
    with Session(engine) as session:
        yield session


@pytest.fixture
def attacker(
    role: str,
    bootstrap_engine: Engine,
    session: Session,
    add_article: AddArticle,
    connect_as: ConnectAs,
) -> Iterator[Connection]:
    """A session of the role, in a database where it may make whatever a careless installation lets it make."""
    add_article("A boat in the harbour of the old town.", title="The boat", language="en", facts=("One boat.",))
    index(session)
    session.commit()
    with bootstrap_engine.begin() as connection:
        database = connection.scalar(text("select current_database()"))
        connection.execute(text(f"grant temporary on database {database} to {role}"))
        connection.execute(text(f"grant usage, create on schema public to {role}"))
    attacker = connect_as(role)
    with attacker.cursor() as cursor:
        cursor.execute("set statement_timeout = 0")
        cursor.execute("set default_transaction_read_only = off")
    yield attacker
    attacker.close()
    with bootstrap_engine.begin() as connection:
        connection.execute(text("set local client_min_messages = error"))
        connection.execute(text("drop schema public cascade"))
        connection.execute(text("create schema public"))


def test_every_function_looks_into_pg_catalog_first_and_at_what_is_temporary_last(engine: Engine) -> None:
    """Types are searched in pg_temp before all else unless it is named. A body that is bound when made is safe."""
    query = text("""
        select p.oid::regprocedure::text
        from pg_proc as p
        where
            p.pronamespace in (to_regnamespace('news'), to_regnamespace('corpus'))
            and p.prokind <> 'a'
            and p.prosqlbody is null
            and not coalesce('search_path=pg_catalog, pg_temp' = any(p.proconfig), false)""")
    with engine.connect() as connection:
        assert connection.scalars(query).all() == []


@pytest.mark.parametrize("role", ["news_reader"])
def test_a_type_of_the_readers_own_does_not_run_as_the_owner(attacker: Connection) -> None:
    """A domain named as a type that a function casts to runs its check wherever the cast is made."""
    with attacker.cursor() as cursor:
        cursor.execute("""
            create function pg_temp.spring(anyelement) returns boolean language plpgsql as
            $$ begin raise warning 'trap ran as %', current_user; return true; end; $$""")
        for name in ("tsquery", "text", "tsvector", "regdictionary"):
            cursor.execute(f"create domain pg_temp.{name} as pg_catalog.{name} check (pg_temp.spring(value))")
        with contextlib.suppress(psycopg2.Error):
            cursor.execute("select * from news.search('boat')")

    assert sprung(attacker) == set()


@pytest.mark.parametrize("role", ROLES)
def test_no_type_alone_that_a_function_names_runs_as_another_role(attacker: Connection, role: str) -> None:
    """Alone, as what breaks a function early on would hide the rest of it."""
    attempts = calls(attacker, ("news", "corpus"))
    names = types_named_by(attacker, ("news", "corpus"))
    before = [_try(attacker, PATHS[0], attempt) for attempt in attempts]
    for name in names:
        with attacker.cursor() as cursor:
            cursor.execute("set search_path = pg_catalog, pg_temp")
            cursor.execute("discard temp")
        make_shadows(attacker, "pg_temp", "types", only=name)
        assert [_try(attacker, PATHS[0], attempt) for attempt in attempts] == before
        assert sprung(attacker) <= {role}, name

    assert {"tsquery", "text", "tsvector", "regdictionary"} <= set(names)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("schema", ["pg_temp", "public"])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_under_a_name_of_the_catalog_runs_as_another_role(
    attacker: Connection, role: str, schema: str, kind: str
) -> None:
    attempts = calls(attacker, ("news", "corpus"))
    made = make_shadows(attacker, schema, kind)
    for attempt in attempts:
        for path in PATHS:
            _try(attacker, path, attempt)
        assert sprung(attacker) <= {role}, attempt

    assert made > 0
    assert attempts


@pytest.mark.parametrize("role", ["news_reader"])
def test_the_trap_springs_where_it_is_called(attacker: Connection) -> None:
    make_shadows(attacker, "pg_temp", "types")
    with attacker.cursor() as cursor:
        cursor.execute("select 'boat'::pg_temp.tsquery")

    assert sprung(attacker) == {"news_reader"}


def _try(attacker: Connection, path: str, attempt: str) -> bool:
    with attacker.cursor() as cursor:
        cursor.execute(f"set search_path = {path}")
        try:
            cursor.execute(attempt)
        except psycopg2.Error:
            return False  # what the attacker breaks for himself
    return True
