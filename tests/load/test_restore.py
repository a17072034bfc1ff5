"""A backup that is put back gives the very database that was backed up."""

import subprocess
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from checkout import SEEDS
from fixture_types import MakeSettings
from processes import PATIENCE_SECONDS, khabar_environment, run_khabar, start_khabar, wait_until
from runs import run
from sqlalchemy import Engine, make_url, text

from etl.database import tables
from etl.database.connect import make_engine
from etl.database.schema_version import newest_migration
from etl.database.upgrade import upgrade_schema
from etl.errors import ConfigError, DatabaseError
from etl.load import remove_forgotten
from etl.load.backup_file import read_backup
from etl.load.restore import Restored, _Rows, restore
from etl.load.tombstones import Tombstone, article_mark
from etl.postgres import server
from etl.postgres.programs import ClientCommand, _command, backup
from etl.postgres.roles import LoginRole
from etl.settings import Settings

A_COMMENT = f"COMMENT ON TABLE corpus.article IS '{tables.Article.__doc__}';".encode()
MADE_BY_OTHERS = """
create trigger slow before update on corpus.source
for each row execute function suppress_redundant_updates_trigger();
create rule quiet as on delete to corpus.author do instead nothing;
alter table corpus.source enable row level security;
create policy hidden on corpus.source using (false);
create type corpus.mood as enum ('good');
create view corpus.mine as select 1 as one;
"""
OF_THIS_DUMP = ("\\restrict ", "\\unrestrict ", "-- ")


@pytest.fixture(scope="module")
def dump(engine: Engine, database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of the seeds."""
    settings = Settings(database_url=database_url, data_dir=tmp_path_factory.mktemp("dump"), workers=2)
    run(engine, settings, SEEDS)
    target = settings.data_dir / "night.dump"
    backup(settings, target)
    return target


@pytest.fixture
def target(settings: MakeSettings, server_settings: Settings, fresh_database_url: str) -> Settings:
    """The settings of a database with the schema and without rows, as the role that may make tables."""
    owner = make_url(server.url(server_settings, LoginRole.OWNER)).set(database=make_url(fresh_database_url).database)
    return settings(database_url=owner.render_as_string(hide_password=False), workers=2, settle_seconds=0)


@pytest.fixture
def database(target: Settings) -> Iterator[Engine]:
    engine = make_engine(target)
    yield engine
    engine.dispose()


def environment_of(settings: Settings) -> dict[str, str]:
    assert settings.database_url is not None
    return khabar_environment(settings.database_url.get_secret_value())


def is_superuser(database: Engine) -> bool:
    with database.connect() as connection:
        return bool(connection.scalar(text("select usesuper from pg_user where usename = current_user")))


def contents(settings: Settings) -> list[str]:
    """All of a database as pg_dump writes it: tables, rows, views, functions, grants and comments, in no order."""
    command: ClientCommand = _command(settings, "pg_dump", LoginRole.OWNER)
    dumped = subprocess.run(command.arguments, env=command.environment, check=True, capture_output=True, text=True)
    lines = [line for line in dumped.stdout.splitlines() if line and not line.startswith(OF_THIS_DUMP)]
    return sorted(line for line in lines if "pg_attver=" not in line)  # a mark that some servers set by themselves


def put_back(settings: Settings, dump: Path, *, replace: bool = False) -> Restored:
    engine = make_engine(settings)
    try:
        return restore(engine, settings, read_backup(settings, dump), replace=replace)
    finally:
        engine.dispose()


def load_text(engine: Engine, settings: Settings, folder: Path) -> None:
    folder.mkdir()
    (folder / "later.txt").write_text("The later article\n\nIt was not there when the backup was made.\n")
    run(engine, settings, folder)


def test_all_is_back_in_an_empty_database(
    settings: MakeSettings, target: Settings, database_url: str, dump: Path
) -> None:
    done = put_back(target, dump)

    assert done.articles > 0
    assert contents(target) == contents(settings(database_url=database_url))


def test_all_is_back_in_a_database_without_schema(
    settings: MakeSettings, target: Settings, database: Engine, database_url: str, dump: Path
) -> None:
    with database.begin() as connection:
        connection.execute(text("drop schema news cascade; drop schema corpus cascade"))

    put_back(target, dump)

    assert contents(target) == contents(settings(database_url=database_url))


def test_a_used_database_is_replaced_only_if_told_to(
    settings: MakeSettings, target: Settings, database: Engine, database_url: str, dump: Path, tmp_path: Path
) -> None:
    load_text(database, target, tmp_path / "later")
    database.dispose()
    before = contents(target)

    with pytest.raises(DatabaseError, match=r"contains 1 articles.*--replace"):
        put_back(target, dump)
    assert contents(target) == before

    put_back(target, dump, replace=True)
    assert contents(target) == contents(settings(database_url=database_url))


def test_the_next_run_goes_on_from_a_restored_database(
    target: Settings, database: Engine, dump: Path, tmp_path: Path
) -> None:
    put_back(target, dump)

    run(database, target, SEEDS)
    load_text(database, target, tmp_path / "later")

    with database.connect() as connection:
        newest = connection.execute(text("select files, loaded, rejected from news.runs order by run_id")).all()
    assert [tuple(row) for row in newest[1:]] == [(0, 0, 0), (1, 1, 0)]


def test_a_schema_that_was_changed_by_hand_is_that_of_the_code_again(
    target: Settings, database: Engine, dump: Path
) -> None:
    with database.begin() as connection:
        connection.execute(text("drop view news.facts"))
        connection.execute(text("comment on schema news is 'Version 0001-0000000000000000'"))

    put_back(target, dump)

    with database.connect() as connection:
        assert connection.execute(text("select count(*) from news.facts")).scalar_one() > 0
    assert upgrade_schema(database) is False


def test_a_large_object_of_another_role_stops_no_backup(
    target: Settings, server_settings: Settings, database: Engine
) -> None:
    loader = make_engine(server_settings, database.url.database)
    with loader.begin() as connection:
        connection.execute(text("select lo_from_bytea(0, 'mine')"))
    loader.dispose()

    backup(target, target.data_dir.parent / "night.dump")

    assert put_back(target, target.data_dir.parent / "night.dump").articles == 0


@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_a_backup_that_is_cut_short_changes_nothing(
    target: Settings, database: Engine, dump: Path, tmp_path: Path, share: float
) -> None:
    load_text(database, target, tmp_path / "later")
    database.dispose()
    before = contents(target)
    cut = tmp_path / "cut.dump"
    cut.write_bytes(dump.read_bytes()[: int(dump.stat().st_size * share)])

    with pytest.raises(DatabaseError, match=r"cut\.dump cannot be read completely and may be truncated: pg_restore: "):
        put_back(target, cut, replace=True)

    assert contents(target) == before


def test_a_restore_that_is_killed_changes_nothing(
    monkeypatch: pytest.MonkeyPatch, target: Settings, engine: Engine, database: Engine, dump: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(_Rows, "read", lambda rows, size: time.sleep(PATIENCE_SECONDS))  # a disk that gives nothing
    load_text(database, target, tmp_path / "later")
    database.dispose()
    before = contents(target)
    environment = environment_of(target)
    busy = text("""
        select count(*) from pg_stat_activity
        where datname = :name and pid <> pg_backend_pid() and state <> 'idle' and query ilike 'copy corpus.%'""")

    process = start_khabar("db", "restore", "--replace", str(dump), environment=environment, folder=tmp_path)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        copies = wait_until(lambda: connection.execute(busy, {"name": database.url.database}).scalar_one() > 0)
    process.kill()
    process.communicate(timeout=PATIENCE_SECONDS)

    assert copies
    assert wait_until(lambda: not sessions(engine, database.url.database))
    assert contents(target) == before


def sessions(engine: Engine, name: str | None) -> int:
    with engine.connect() as connection:
        query = text("select count(*) from pg_stat_activity where datname = :name")
        return int(connection.execute(query, {"name": name}).scalar_one())


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (b"commit; drop schema news cascade;", "COMMIT|transaction"),
        (b"rollback; begin; create table public.theirs (id int);", "ROLLBACK|transaction"),
        (b"copy (select 1) to program 'true';", "permission denied"),
        (b"copy corpus.run from stdin;", "cannot COPY"),
    ],
)
def test_a_crafted_file_changes_nothing(
    target: Settings, database: Engine, dump: Path, tmp_path: Path, statement: bytes, message: str
) -> None:
    if b" program " in statement and is_superuser(database):
        pytest.skip("the role of this server may start programs")
    load_text(database, target, tmp_path / "later")
    database.dispose()
    before = contents(target)
    crafted = tmp_path / "crafted.dump"
    assert dump.read_bytes().count(A_COMMENT) == 1
    crafted.write_bytes(dump.read_bytes().replace(A_COMMENT, statement.ljust(len(A_COMMENT)), 1))

    with pytest.raises(DatabaseError, match=rf"crafted\.dump cannot be restored: .*({message})"):
        put_back(target, crafted, replace=True)

    assert contents(target) == before


def test_what_others_made_in_our_schema_is_named_and_left_out(
    target: Settings, database: Engine, database_url: str, settings: MakeSettings, tmp_path: Path
) -> None:
    with database.begin() as connection:
        connection.execute(text(MADE_BY_OTHERS))
        connection.execute(text("insert into corpus.source (name) values ('news.example')"))
    backup(target, tmp_path / "theirs.dump")
    with database.begin() as connection:
        connection.execute(text("drop schema news cascade; drop schema corpus cascade"))

    left_out = put_back(target, tmp_path / "theirs.dump").left_out
    put_back(target, tmp_path / "theirs.dump")  # nothing is left that keeps the schema from being made anew

    assert set(left_out) == {
        "trigger corpus.source slow",
        "rule corpus.author quiet",
        "policy corpus.source hidden",
        "row security corpus.source",
        "type corpus.mood",
        "view corpus.mine",
    }
    with database.connect() as connection:
        assert connection.scalar(text("select name from corpus.source")) == "news.example"


def test_a_comment_may_begin_a_line_with_a_backslash(target: Settings, database: Engine, tmp_path: Path) -> None:
    with database.begin() as connection:
        connection.execute(text(r"comment on table corpus.source is E'Hosts.\n\\note it'"))
    backup(target, tmp_path / "night.dump")

    put_back(target, tmp_path / "night.dump")

    with database.connect() as connection:
        comment = connection.scalar(text("select obj_description('corpus.source'::regclass)"))
    assert comment == "Hosts.\n\\note it"


@pytest.mark.parametrize(
    ("contents_of_file", "message"),
    [
        (None, r"no such file: .*night\.dump"),
        (b"# A page\n", r"night\.dump is not a backup: .*reads only"),
        (b"", r"night\.dump is not a backup: .*reads only"),
    ],
)
def test_a_file_that_is_no_backup_is_named(
    target: Settings, tmp_path: Path, contents_of_file: bytes | None, message: str
) -> None:
    path = tmp_path / "night.dump"
    if contents_of_file is not None:
        path.write_bytes(contents_of_file)

    with pytest.raises((ConfigError, DatabaseError), match=message):
        read_backup(target, path)


def test_a_backup_that_needs_what_is_not_there_changes_nothing(
    target: Settings, database: Engine, tmp_path: Path
) -> None:
    with database.begin() as connection:
        connection.execute(text("create type public.mood as enum ('glad')"))
        connection.execute(text("alter table corpus.source add column mood public.mood"))
    backup(target, tmp_path / "moody.dump")
    with database.begin() as connection:
        connection.execute(text("alter table corpus.source drop column mood; drop type public.mood"))
    database.dispose()
    before = contents(target)

    with pytest.raises(
        DatabaseError, match=r'moody\.dump cannot be restored: type "public\.mood" does not exist'
    ) as caught:
        put_back(target, tmp_path / "moody.dump")

    assert "\n" not in str(caught.value)
    assert contents(target) == before


def test_tables_of_others_are_named_and_left_out(target: Settings, database: Engine, tmp_path: Path) -> None:
    with database.begin() as connection:
        connection.execute(
            text("create schema notes; create table notes.mine (n int); create view notes.v as select 1")
        )
    backup(target, tmp_path / "more.dump")
    found = read_backup(target, tmp_path / "more.dump")
    with database.begin() as connection:
        connection.execute(text("drop schema notes cascade"))

    done = put_back(target, tmp_path / "more.dump")

    assert found.left_out == done.left_out == ("notes.mine",)
    assert (found.version, done.version) == (newest_migration(), newest_migration())
    with database.connect() as connection:
        assert connection.scalar(text("select to_regnamespace('notes')")) is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (
            "drop schema news cascade; drop schema corpus cascade; create table other (id int)",
            r"other\.dump is not a backup of Khabar",
        ),
        (
            """create table public.alembic_version as table corpus.alembic_version;
            drop schema news cascade; drop schema corpus cascade""",
            r"other\.dump is not a backup of Khabar",
        ),
        (
            "insert into corpus.alembic_version values ('0001')",
            r"other\.dump is not a backup of Khabar: it has no version",
        ),
        ("update corpus.alembic_version set version_num = '9999'", "9999.*update Khabar"),
    ],
    ids=["no tables", "migrations of others", "two versions", "a newer version"],
)
def test_a_backup_that_is_not_of_this_schema_is_refused_by_name(
    target: Settings, database: Engine, tmp_path: Path, change: str, says: str
) -> None:
    with database.begin() as connection:
        connection.execute(text(change))
    backup(target, tmp_path / "other.dump")

    with pytest.raises(DatabaseError, match=says):
        read_backup(target, tmp_path / "other.dump")


@pytest.mark.parametrize(
    ("change", "lacks"),
    [
        ("drop table corpus.fact cascade", r"corpus\.fact"),
        ("alter table corpus.run drop column started_at cascade", "started_at"),
        ("alter table corpus.article drop constraint article_pkey cascade", r"article\.article_pkey"),
    ],
)
def test_a_backup_that_lacks_a_part_of_our_tables_changes_nothing(
    target: Settings, database: Engine, tmp_path: Path, change: str, lacks: str
) -> None:
    with database.begin() as connection:
        connection.execute(text(change))
    backup(target, tmp_path / "part.dump")
    before = contents(target)

    with pytest.raises(DatabaseError, match=rf"part\.dump does not contain all of Khabar's tables: .*{lacks}"):
        put_back(target, tmp_path / "part.dump")

    assert contents(target) == before


def test_nothing_is_restored_while_others_work(target: Settings, database: Engine, dump: Path) -> None:
    with database.begin() as connection:
        connection.execute(text("select count(*) from news.articles"))
        with pytest.raises(DatabaseError, match=r"other sessions use the database: khabar of \w+ \(process \d+\)"):
            put_back(target, dump)

    put_back(target, dump)


def test_nothing_is_restored_while_a_run_is_at_work(target: Settings, database: Engine, dump: Path) -> None:
    with database.connect() as connection:
        connection.execute(text("select pg_advisory_lock_shared(hashtextextended('khabar loading', 0))"))
        connection.commit()
        with pytest.raises(DatabaseError, match="nothing can be restored while a run is active"):
            put_back(target, dump)


def test_what_hangs_on_the_schema_is_named_and_kept(target: Settings, database: Engine, dump: Path) -> None:
    with database.begin() as connection:
        connection.execute(text("create view public.ours as select article_id from corpus.article"))

    with pytest.raises(DatabaseError, match=r"view ours depends on table corpus\.article"):
        put_back(target, dump)

    with database.connect() as connection:
        assert connection.execute(text("select count(*) from public.ours")).scalar_one() == 0


def test_what_was_forgotten_since_does_not_come_back(target: Settings, database: Engine, dump: Path) -> None:
    put_back(target, dump)
    with database.connect() as connection:
        uid = connection.execute(text("select uid from corpus.article limit 1")).scalar_one()
    stone = Tombstone(uid=uid, forgotten_at=tables_now(database), marks=(article_mark(uid),))
    remove_forgotten.forget(database, target, stone)
    (target.data_dir / "forgotten.jsonl").unlink()  # the tables alone know it

    done = put_back(target, dump, replace=True)

    assert done.forgotten_units == 1
    with database.connect() as connection:
        found = connection.execute(text("select uid from corpus.article where uid = :uid"), {"uid": uid}).all()
        assert found == []
        assert connection.execute(text("select count(*) from corpus.forgotten")).scalar_one() == 1
    assert remove_forgotten.is_complete(database, target)


def tables_now(engine: Engine) -> datetime:
    with engine.connect() as connection:
        now: datetime = connection.execute(text("select now()")).scalar_one()
        return now


def test_the_command_says_what_came_back(target: Settings, dump: Path, tmp_path: Path) -> None:
    environment = environment_of(target)

    first = run_khabar("db", "restore", str(dump), environment=environment, folder=tmp_path)
    second = run_khabar("db", "restore", str(dump), environment=environment, folder=tmp_path)
    missing = run_khabar("db", "restore", "no.dump", environment=environment, folder=tmp_path)

    assert (first.returncode, second.returncode, missing.returncode) == (0, 1, 2)
    assert "restored 19 articles" in first.stdout
    assert "--replace" in second.stderr
    assert "no such file: " in missing.stderr
