"""What each role may do, and what it may not."""

import contextlib
from collections.abc import Iterator

import psycopg2
import pytest
from fixture_types import AddArticle, ConnectAs
from psycopg2.extensions import connection as Connection
from sql.search_index import index
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from etl.database.upgrade import reset_roles
from etl.settings import Settings

SUPERUSER_SESSIONS = """
select pg_terminate_backend(a.pid)
from pg_stat_activity as a
join pg_roles as r on r.rolname = a.usename
where r.rolsuper"""

BECOME_OWNER = """
do $$
begin
    execute format('set role %I', (select pg_get_userbyid(datdba) from pg_database where datname = current_database()));
end;
$$"""

# As news_reader or as the loader: what would reach the machine, other roles, the disk or the locks of a run.
FORBIDDEN = {
    "read a file": "select pg_read_file('/etc/passwd')",
    "list a folder": "select pg_ls_dir('/')",
    "run a program": "copy (select 1) to program 'true'",
    "write a file": "copy (select 1) to '/tmp/khabar_test'",
    "read passwords": "select rolpassword from pg_authid",
    "make a role": "create role khabar_test_role",
    "become superuser": "alter role current_user superuser",
    "become the owner": BECOME_OWNER,
    "become the definer": "set role news_definer",
    "switch triggers off": "set session_replication_role = replica",
    "lift the limit of temporary files": "set temp_file_limit = -1",
    "make an extension": "create extension dblink",
    "use a language without limits": "create function pg_temp.f() returns int language c as 'x', 'y'",
    "make a table": "create table public.khabar_test_table ()",
    "make a schema": "create schema khabar_test_schema",
    "make a database": "create database khabar_test_database",
    "change a function": "create or replace function news.search_version() returns bigint return 2",
    "change a view": "create or replace view news.facts as select 1 as one",
    "drop a table": "drop table corpus.article",
    "empty a table": "truncate corpus.article",
    "add a trigger": "create trigger t before update on corpus.article execute function tsvector_update_trigger()",
    "end the sessions of superusers": SUPERUSER_SESSIONS,
    "write what version the tables have": "update corpus.alembic_version set version_num = 'x'",
}
# Khabar's own runs need these; whoever reads does not.
OF_THE_LOADER = {
    "wait for a lock of the runs": "select pg_advisory_lock(1)",
    "take a lock of the runs": "select pg_try_advisory_xact_lock(1)",
    "free a lock of the runs": "select pg_advisory_unlock_all()",
    "fill the disk with temporary tables": "create temporary table t as select 1",
    "fill the disk with large objects": "select lo_create(0)",
    "write into large objects": "select lowrite(lo_open(lo_create(0), 131072), '')",
    "fill the disk with the write-ahead log": "select pg_logical_emit_message(false, '', '')",
    "read a base table": "select 1 from corpus.article limit 1",
    "delete articles": "delete from corpus.article where false",
}


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session whose work stays: the roles have connections of their own."""
    with Session(engine) as session:
        yield session


def attempt(connection: Connection, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set default_transaction_read_only = off")
        cursor.execute(statement)


@pytest.mark.parametrize("what", FORBIDDEN)
@pytest.mark.parametrize("role", ["news_reader", "khabar_loader"])
def test_neither_reader_nor_loader_may(role: str, what: str, connect_as: ConnectAs, bootstrap_engine: Engine) -> None:
    bootstrap_engine.connect().close()  # a session that is there to be ended
    with pytest.raises(psycopg2.Error, match=r"permission denied|must be (owner|a? ?superuser)|cannot drop|denied"):
        attempt(connect_as(role), FORBIDDEN[what])


@pytest.mark.parametrize("what", OF_THE_LOADER)
def test_only_the_loader_may(what: str, connect_as: ConnectAs) -> None:
    attempt(connect_as("khabar_loader"), OF_THE_LOADER[what])

    with pytest.raises(psycopg2.errors.InsufficientPrivilege):
        attempt(connect_as("news_reader"), OF_THE_LOADER[what])


def test_a_reader_reads_news_and_nothing_else(session: Session, add_article: AddArticle, connect_as: ConnectAs) -> None:
    article = add_article("A boat.", language="en")
    index(session)
    session.commit()
    with connect_as("news_reader").cursor() as cursor:
        for query in ("select article_id from news.search('boat')", "select article_id from news.articles"):
            cursor.execute(query)
            assert cursor.fetchall() == [(article,)]
        cursor.execute("select news.article_text(%s)", (article,))
        assert cursor.fetchone() == ("A boat.",)


def test_the_functions_of_readers_belong_to_a_role_that_only_reads(owner_engine: Engine) -> None:
    with owner_engine.connect() as connection:
        owners = connection.scalars(text("select distinct proowner::regrole::text from pg_proc where prosecdef")).all()
        rights = connection.execute(
            text("""
                select distinct privilege_type from information_schema.role_table_grants
                where grantee = 'news_definer' and table_schema not in ('pg_catalog', 'information_schema')""")
        ).all()
        role = connection.execute(
            text("""
                select rolsuper, rolcanlogin, rolcreaterole, has_schema_privilege(oid, 'news', 'create')
                from pg_roles where rolname = 'news_definer'""")
        ).one()

    assert owners == ["news_definer"]
    assert rights == [("SELECT",)]
    assert tuple(role) == (False, False, False, False)


def test_what_a_reader_has_set_for_itself_is_put_back(
    bootstrap_engine: Engine, connect_as: ConnectAs, database_url: str
) -> None:
    database = database_url.rpartition("/")[2]
    attempt(connect_as("news_reader"), "alter role news_reader set statement_timeout = 0")
    attempt(connect_as("news_reader"), f"alter role news_reader in database {database} set work_mem = '1GB'")
    attempt(connect_as("news_reader"), "alter role news_reader set search_path = public")

    reset_roles(bootstrap_engine)

    with bootstrap_engine.connect() as connection:
        found = connection.execute(
            text("""
                select s.setdatabase, array(select unnest(s.setconfig) order by 1), r.rolconnlimit
                from pg_db_role_setting as s
                join pg_roles as r on r.oid = s.setrole
                where r.rolname = 'news_reader'""")
        ).all()
    limits = [
        "default_transaction_read_only=on",
        "idle_in_transaction_session_timeout=5min",
        "statement_timeout=5min",
    ]
    assert [tuple(row) for row in found] == [(0, limits, 20)]


def test_who_reads_fills_neither_the_log_nor_the_disk_and_cannot_lift_that(
    bootstrap_engine: Engine, connect_as: ConnectAs
) -> None:
    reset_roles(bootstrap_engine)
    with bootstrap_engine.begin() as connection:
        connection.execute(text("create role khabar_test_member login in role news_reader"))
    limits = {}
    try:
        for role in ("news_reader", "khabar_test_member", "khabar_loader"):
            session = connect_as(role)
            with session.cursor() as cursor:
                cursor.execute("select current_setting('log_min_messages'), current_setting('temp_file_limit')")
                limits[role] = cursor.fetchone()
            for setting in ("log_min_messages = log", "temp_file_limit = -1"):
                with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                    attempt(session, f"set {setting}")
    finally:
        with bootstrap_engine.begin() as connection:
            connection.execute(text("drop role khabar_test_member"))

    reader = ("panic", "4GB")
    assert limits == {"news_reader": reader, "khabar_test_member": reader, "khabar_loader": ("warning", "-1")}


def test_only_the_queries_of_ones_own_role_are_shown(connect_as: ConnectAs, engine: Engine) -> None:
    with engine.connect() as connection, connect_as("news_reader").cursor() as cursor:
        connection.execute(text("select 'a secret'"))
        cursor.execute("select distinct query from pg_stat_activity where usename <> current_user")
        assert {query for (query,) in cursor.fetchall()} <= {"<insufficient privilege>", "", None}


def test_airflows_role_does_not_reach_the_corpus(connect_as: ConnectAs, server_settings: Settings) -> None:
    if server_settings.database_url is not None:
        pytest.skip("only a server of Khabar's own has a role of Airflow's")
    for database in ("khabar", "postgres", "template1"):
        with pytest.raises(psycopg2.OperationalError, match="permission denied for database"):
            connect_as("airflow", database)


def test_no_role_that_logs_in_is_a_superuser_but_the_bootstrap_role(engine: Engine, server_settings: Settings) -> None:
    if server_settings.database_url is not None:
        pytest.skip("the roles of that server are not Khabar's")
    with engine.connect() as connection:
        query = text("select rolname from pg_roles where rolsuper or rolcreaterole or rolbypassrls or rolreplication")
        assert connection.scalars(query).all() == ["khabar_bootstrap"]


def test_a_reader_has_twenty_connections_at_most(connect_as: ConnectAs) -> None:
    with contextlib.ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(contextlib.closing(connect_as("news_reader")))
        with pytest.raises(psycopg2.OperationalError, match="too many connections"):
            connect_as("news_reader")
