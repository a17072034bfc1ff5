"""Data folders made when khabar was the bootstrap role: brought to roles of their own in place, whenever killed."""

import os
import signal
import sys
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from etl.database.connect import make_engine
from etl.database.upgrade import reset_roles, upgrade_schema
from etl.postgres import server
from etl.postgres.postmaster import find_postmaster
from etl.postgres.roles import DATABASES, LoginRole
from etl.postgres.start import CTYPES, INITDB_OPTIONS, launch
from etl.postgres.user import choose_runner
from etl.settings import Settings

EVERY = 9  # each ninth statement is one of those before which the upgrade is killed


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Settings]:
    """A running server as earlier versions made it, with rows of Khabar and of Airflow."""
    settings = Settings(data_dir=tmp_path / "khabar")
    folder = settings.data_dir
    folder.mkdir(mode=0o700)
    (folder / "pgpass").write_text("127.0.0.1:*:*:khabar:geheim\n")
    runner = choose_runner(folder)
    runner.home.mkdir(mode=0o700, exist_ok=True)
    data, password = runner.home / "data", runner.home / "password"
    password.write_text("geheim")
    runner.give(password)
    options = [option.replace(LoginRole.BOOTSTRAP, LoginRole.OWNER) for option in INITDB_OPTIONS]
    places = (f"--pgdata={data}", f"--pwfile={password}", f"--lc-ctype={CTYPES[0]}", "--no-sync")
    assert runner.run("initdb", *options, *places).returncode == 0
    password.unlink()
    runner.run("postgres", "--single", "-D", str(data), "template1", text="create database khabar\n")
    launch(folder, runner, None)
    _fill(_port(data))
    yield settings
    server.remove(settings)


def test_an_old_folder_keeps_its_rows_and_gets_its_roles(old: Settings) -> None:
    before = _rows(_old_engine(_port(old.data_dir / "database" / "data")))

    server.start(old)

    engines = {role: make_engine(old, DATABASES.get(role), role=role) for role in LoginRole}
    assert _rows(engines[LoginRole.OWNER]) == before
    assert len(before) > 10
    with engines[LoginRole.OWNER].connect() as connection:
        assert connection.scalar(text("select count(*) from corpus.source")) == 2
    assert _superusers(engines[LoginRole.BOOTSTRAP]) == ["khabar_bootstrap"]
    assert _owned_by_bootstrap(engines[LoginRole.BOOTSTRAP]) == []
    with engines[LoginRole.AIRFLOW].begin() as connection:
        assert connection.scalar(text("select sum(n) from public.dag")) == 6
        connection.execute(text("alter table public.dag add column more int"))
    reset_roles(engines[LoginRole.OWNER])
    with engines[LoginRole.LOADER].connect() as connection:
        assert connection.execute(text("select article_id from news.articles")).all() == []
    for engine in engines.values():
        engine.dispose()


@pytest.mark.slow
def test_an_upgrade_that_is_killed_anywhere_goes_on_at_the_next_start(old: Settings) -> None:
    before = _rows(_old_engine(_port(old.data_dir / "database" / "data")))
    kills = 0
    while _start_and_die(old, at_statement=1 + kills * EVERY):
        kills += 1

    owner = make_engine(old, role=LoginRole.OWNER)
    bootstrap = make_engine(old, role=LoginRole.BOOTSTRAP)
    assert kills > 3
    assert _rows(owner) == before
    assert _superusers(bootstrap) == ["khabar_bootstrap"]
    assert _owned_by_bootstrap(bootstrap) == []
    owner.dispose()
    bootstrap.dispose()


def _start_and_die(settings: Settings, at_statement: int) -> bool:
    """Start in a process that kills itself before this statement; whether there were so many."""

    def act() -> None:
        count = 0

        def look(_frame: object, event: str, function: object) -> None:
            nonlocal count
            if event == "c_call" and getattr(function, "__name__", "") == "execute":
                count += 1
                if count == at_statement:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(look)
        server.start(settings)
        os._exit(0)

    process = get_context("fork").Process(target=act)
    process.start()
    process.join()
    assert process.exitcode in (0, -signal.SIGKILL)
    return process.exitcode != 0


def _port(data: Path) -> int:
    postmaster = find_postmaster(data)
    assert postmaster is not None
    return postmaster.port


def _old_engine(port: int, database: str = "khabar") -> Engine:
    return create_engine(f"postgresql+psycopg2://khabar:geheim@127.0.0.1:{port}/{database}")


def _fill(port: int) -> None:
    engine = _old_engine(port)
    upgrade_schema(engine)
    with engine.begin() as connection:
        connection.execute(text("insert into corpus.source (name) values ('harbour.example'), ('tide.example')"))
        connection.execute(text("create table public.notes (id serial, kind text)"))
        connection.execute(text("create type public.kind as enum ('a', 'b')"))
        for signature in connection.scalars(text("select oid::regprocedure::text from pg_proc where prosecdef")).all():
            connection.execute(text(f"alter function {signature} owner to khabar"))
        connection.execute(text("drop owned by khabar_loader, news_definer, news_reader"))
        connection.execute(text("drop role khabar_loader, news_definer, news_reader"))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("create database airflow"))
    engine.dispose()
    airflow = _old_engine(port, "airflow")
    with airflow.begin() as connection:
        connection.execute(text("create table dag as select n from generate_series(1, 3) as n"))
    airflow.dispose()


def _rows(engine: Engine) -> list[tuple[str, list[str]]]:
    """The rows of each table of corpus, as text."""
    query = text("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = 'corpus'")
    with engine.connect() as connection:
        tables = connection.scalars(query).all()
        rows = [
            (table, sorted(connection.scalars(text(f"select t::text from {table} as t")).all()))
            for table in sorted(tables)
        ]
    engine.dispose()
    return rows


def _superusers(engine: Engine) -> list[str]:
    with engine.connect() as connection:
        return list(connection.scalars(text("select rolname from pg_roles where rolsuper")))


def _owned_by_bootstrap(engine: Engine) -> list[str]:
    """What the bootstrap role owns in the schemas of Khabar and of people, tables and functions alike."""
    query = text("""
        select c.relname from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
        where c.relowner = 10 and n.nspname in ('corpus', 'news', 'public')
        union all
        select p.proname from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace
        where p.proowner = 10 and n.nspname in ('corpus', 'news', 'public')
        union all
        select nspname from pg_namespace where nspowner = 10 and nspname in ('corpus', 'news')
        union all
        select datname from pg_database where datdba = 10 and datname in ('khabar', 'airflow')""")
    with engine.connect() as connection:
        return list(connection.scalars(query))
