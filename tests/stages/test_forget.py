"""Forgetting: nothing is left of the article, it does not come back, and nothing else changes."""

import json
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fixture_types import MakeSettings
from pydantic import SecretStr
from runs import finish, run
from snapshot import snapshot
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from etl.ask.search import search
from etl.cli.app import app
from etl.database.connect import make_engine
from etl.database.locks import hold_loading
from etl.errors import ConfigError, DatabaseError, NotThere
from etl.load import tombstones
from etl.load.remove_forgotten import Removal, is_complete, reapply
from etl.load.retries import RejectedChoice
from etl.postgres.roles import LoginRole
from etl.settings import Settings
from etl.stages.check import check
from etl.stages.forget import Demand, demand, forget
from etl.stages.retry import plan_retry

BODY = "The vermilion heron of Castle Street was seen by nobody but the clockmaker. " * 6
URL = "https://news.example/2026/heron-of-castle-street"
AUTHOR = "Ermintrude Quillfeather"
SECRETS = ("vermilion", "heron-of-castle-street", "quillfeather", "clockmaker")
REST = "The council of {0} met on Monday and spoke of bridges, water and the price of bread in {0}. "

TEXT_COLUMNS = text("""
    select table_schema, table_name, column_name, data_type
    from information_schema.columns
    where table_schema in ('corpus', 'public') and data_type in ('text', 'bytea', 'jsonb', 'ARRAY', 'tsvector')""")


def line(**fields: object) -> str:
    return json.dumps(
        {"url": URL, "title": "A heron", "maintext": BODY, "authors": [AUTHOR], "language": "en"} | fields
    )


def other(number: int) -> str:
    return line(
        url=f"https://news.example/2026/{number}",
        title=f"Report {number}",
        maintext=REST.format(number) * 6,
        authors=["Ann Lee"],
    )


@pytest.fixture
def loading(settings: MakeSettings, fresh_database_url: str) -> Settings:
    return settings(database_url=fresh_database_url, workers=1, settle_seconds=0)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An article in two files, two revisions and an archive, beside others."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    later = line(maintext=BODY + "It has flown since.", date_publish="2026-11-02 08:00:00")
    (folder / "a.jsonl").write_text("\n".join([other(1), line(), other(2)]) + "\n")
    (folder / "b.jsonl").write_text("\n".join([later, other(3), '{"title": "cut']) + "\n")
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("heron-of-castle-street.txt", f"A heron\n\nBy {AUTHOR}\n\n{BODY}\n")
        archive.writestr("bread.txt", f"Bread\n\n{REST.format('town') * 6}\n")
    return folder


def forget_one(engine: Engine, settings: Settings, **which: Any) -> Removal:
    return forget(engine, settings, demand(engine, settings, **which))


def places_of(engine: Engine, *words: str) -> list[str]:
    """Every column of every table in which one of these words stands."""
    found = []
    with engine.connect() as connection:
        for schema, table, column, kind in connection.execute(TEXT_COLUMNS).all():
            shown = f"encode(t.{column}, 'escape')" if kind == "bytea" else f"cast(t.{column} as text)"
            values = connection.execute(text(f"select {shown} from {schema}.{table} as t")).scalars().all()
            found += [f"{table}.{column}" for value in values if any(word in (value or "").lower() for word in words)]
    return sorted(set(found))


@pytest.fixture
def copy_of(server_settings: Settings) -> Iterator[Callable[[Engine], Engine]]:
    """Make a copy of a database: a backup that was put back."""
    copies: list[Engine] = []
    bootstrap = make_engine(server_settings, role=LoginRole.BOOTSTRAP).execution_options(isolation_level="AUTOCOMMIT")

    def copy(engine: Engine) -> Engine:
        name = f"{engine.url.database}_copy"
        engine.dispose()
        with bootstrap.connect() as connection:
            connection.execute(text(f"create database {name} template {engine.url.database}"))
        copies.append(make_engine(server_settings, name))
        return copies[-1]

    yield copy
    for engine in copies:
        engine.dispose()
        with bootstrap.connect() as connection:
            connection.execute(text(f"drop database {engine.url.database} with (force)"))
    bootstrap.dispose()


def forget_both(engine: Engine, settings: Settings) -> None:
    """Forget the article with the address, and the text in the archive that has none."""
    forget_one(engine, settings, url=URL)
    forget_one(engine, settings, article_id=search(engine, "vermilion").rows[0][0])


def test_nothing_of_a_forgotten_article_is_in_any_column(database: Engine, loading: Settings, corpus: Path) -> None:
    run(database, loading, corpus)
    with database.begin() as connection:  # what an earlier version rejected, and a later try resolved
        connection.execute(
            text("""
                insert into corpus.rejection
                    (file_id, member_no, position, stage, reason, detail, head, attempts, first_run_id, last_run_id,
                    state)
                select
                    file_id, member_no, position, 'parse', 'timeout', '', convert_to(:head, 'UTF8'), 2, 1, 1, 'resolved'
                from corpus.input_record join corpus.input_file using (file_id)
                where uri = 'a.jsonl' and position = 1"""),
            {"head": BODY[:200]},
        )
    assert set(places_of(database, *SECRETS)) >= {
        *("article_url.url", "author.name", "input_member.name", "paragraph.text", "article_search.vector"),
        *("revision.canonical_url", "revision.byline", "rejection.head"),
    }

    forget_both(database, loading)

    assert places_of(database, *SECRETS) == []
    assert search(database, "vermilion").rows == []
    assert check(database, 1) == []


def test_the_other_rows_are_those_of_a_run_that_never_saw_the_article(
    database: Engine, loading: Settings, corpus: Path, copy_of: Callable[[Engine], Engine]
) -> None:
    empty = copy_of(database)
    run(database, loading, corpus)
    forget_both(database, loading)

    address = empty.url.render_as_string(hide_password=False)
    into_empty = loading.model_copy(update={"database_url": SecretStr(address)})
    reapply(empty, into_empty)  # the tombstones are there before the files are read
    counts = run(empty, into_empty, corpus)

    assert counts["skipped"] == 3
    assert counts["loaded"] == 4
    assert snapshot(database) == snapshot(empty)
    assert names_of(database) == names_of(empty)
    assert units_with_reason(database, "forgotten") == 3


def names_of(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        return {
            *connection.execute(text("select name from corpus.author")).scalars(),
            *connection.execute(text("select code from corpus.topic")).scalars(),
            *connection.execute(text("select alias from corpus.source_alias")).scalars(),
        }


def units_with_reason(engine: Engine, reason: str) -> int:
    with engine.connect() as connection:
        query = text("select count(*) from corpus.input_record where reason = :reason and outcome = 'skipped'")
        return int(connection.execute(query, {"reason": reason}).scalar_one())


def test_neither_the_same_files_nor_copies_bring_it_back(
    database: Engine, loading: Settings, corpus: Path, tmp_path: Path
) -> None:
    run(database, loading, corpus)
    forget_both(database, loading)
    before = snapshot(database)
    for path in corpus.iterdir():
        path.touch()
    again = run(database, loading, corpus)
    retry = plan_retry(database, loading, RejectedChoice(), dag_id="retry", dag_run_id="1")
    assert retry.plan is not None
    retried = finish(database, loading, retry.plan.run_id)
    unchanged = {table: rows for table, rows in snapshot(database).items() if table != "rejection"}
    copies = tmp_path / "copies"
    copies.mkdir()
    shutil.copy(corpus / "a.jsonl", copies / "the-same-bytes.jsonl")
    (copies / "another-text.jsonl").write_text(line(maintext=REST.format("another town") * 6))
    (copies / "another-spelling.jsonl").write_text(
        line(url=URL.replace("https", "http") + "?utm_source=x", maintext="New. " * 30)
    )
    (copies / "no-address.txt").write_text(f"A heron\n\nBy {AUTHOR}\n\n  {BODY}\n\n\n")

    copied = run(database, loading, copies)

    assert (again["known"], again["skipped"], retried["rejected"]) == (8, 0, 1)
    assert unchanged == {table: rows for table, rows in before.items() if table != "rejection"}
    assert (copied["skipped"], copied["unchanged"], copied["loaded"]) == (4, 2, 0)
    assert places_of(database, *SECRETS) == []


def test_a_restored_backup_is_forgotten_again(
    database: Engine, loading: Settings, corpus: Path, copy_of: Callable[[Engine], Engine]
) -> None:
    run(database, loading, corpus)
    backup = copy_of(database)
    forget_both(database, loading)
    assert not is_complete(backup, loading)

    removal, second = reapply(backup, loading), reapply(backup, loading)

    assert len(removal.units) == 3
    assert second.units == []
    assert is_complete(backup, loading)
    assert snapshot(backup) == snapshot(database)
    assert places_of(backup, *SECRETS) == []


def test_the_next_command_forgets_what_a_restore_by_hand_has_brought_back(
    database: Engine, loading: Settings, corpus: Path, copy_of: Callable[[Engine], Engine]
) -> None:
    run(database, loading, corpus)
    backup = copy_of(database)
    forget_one(database, loading, url=URL)

    environment = {
        "KHABAR_DATABASE_URL": backup.url.render_as_string(hide_password=False).replace("+psycopg2", ""),
        "KHABAR_DATA_DIR": str(loading.data_dir),
    }
    result = CliRunner().invoke(app, ["run", str(corpus)], env=environment)

    assert "removed again 2 units of a restored backup that had been forgotten" in result.stderr
    assert places_of(backup, URL) == []


def test_tombstones_hold_hashes_only_and_only_their_owner_reads_them(
    database: Engine, loading: Settings, corpus: Path
) -> None:
    run(database, loading, corpus)
    forget_both(database, loading)
    path = loading.data_dir / tombstones.FILE_NAME

    stones = path.read_text()

    assert path.stat().st_mode & 0o777 == 0o600
    assert len(stones.splitlines()) == 2
    assert not [word for word in SECRETS if word in stones.lower()]
    with database.connect() as connection:
        assert connection.execute(text("select articles from news.forgotten")).scalar() == 2
    path.write_text(stones + "{")
    with pytest.raises(ConfigError, match="line 3"):
        reapply(database, loading)


def test_nothing_is_forgotten_while_a_run_is_at_work(database: Engine, loading: Settings, corpus: Path) -> None:
    run(database, loading, corpus)
    before = snapshot(database)
    with database.connect() as working:
        hold_loading(working)

        with pytest.raises(DatabaseError, match="while a run is active"):
            forget_one(database, loading, url=URL)

    assert snapshot(database) == before
    assert not (loading.data_dir / tombstones.FILE_NAME).exists()


def test_an_address_that_two_articles_have_forgets_only_one(
    database: Engine, loading: Settings, tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    page = '<html><head><link rel="canonical" href="{url}"><link rel="shortlink" href="https://news.example/s/1">'
    page += '<link rel="amp" href="https://news.example/"></head><body><article><h1>{title}</h1><p>{body}</p></article>'
    for name, body in (("one", BODY), ("two", REST.format("two") * 6)):
        text_of = page.format(url=f"https://news.example/{name}", title=name, body=body)
        (tmp_path / "corpus" / f"{name}.html").write_text(text_of)
    run(database, loading, tmp_path / "corpus")

    wanted = demand(database, loading, url="https://news.example/one")
    forget(database, loading, wanted)

    assert wanted.others == ()
    assert [row[4] for row in search(database, "council").rows] == ["two"]
    assert search(database, "vermilion").rows == []


def test_an_article_with_the_same_text_is_named_and_goes_too(
    database: Engine, loading: Settings, tmp_path: Path
) -> None:
    (tmp_path / "corpus").mkdir()
    lines = [line(), line(url="https://copy.example/heron"), other(1)]
    (tmp_path / "corpus" / "a.jsonl").write_text("\n".join(lines))
    run(database, loading, tmp_path / "corpus")

    wanted = demand(database, loading, url=URL)
    forget(database, loading, wanted)

    assert [each.title for each in wanted.others] == ["A heron"]
    assert places_of(database, *SECRETS) == []


def kinds(wanted: Demand) -> Counter[str]:
    return Counter(mark.kind for mark in wanted.stone.marks)


def test_an_article_is_named_by_number_uid_or_any_of_its_addresses(
    database: Engine, loading: Settings, corpus: Path
) -> None:
    run(database, loading, corpus)
    wanted = demand(database, loading, url=URL)

    by_number = demand(database, loading, article_id=wanted.article.article_id)
    by_uid = demand(database, loading, uid=wanted.article.uid)
    by_spelling = demand(database, loading, url=URL.replace("https://", "HTTPS://www.") + "?utm_source=x#top")

    for other in (by_number, by_uid, by_spelling):
        assert (other.article, other.stone.marks) == (wanted.article, wanted.stone.marks)
    assert wanted.article.title == "A heron"
    assert wanted.stone.uid == wanted.article.uid
    assert [path.name for path in wanted.files] == ["a.jsonl", "b.jsonl"]
    assert (wanted.others, wanted.unread) == ((), ())
    assert (len(wanted.removal.units), len(wanted.removal.revision_ids)) == (2, 2)


def test_an_article_that_is_not_there_cannot_be_forgotten(database: Engine, loading: Settings, corpus: Path) -> None:
    run(database, loading, corpus)

    for which in ({"article_id": 99}, {"uid": uuid4()}, {"url": f"{URL}/2"}, {"url": "https://news.example/"}):
        with pytest.raises(NotThere, match="there is no article"):
            demand(database, loading, **which)


def test_an_address_of_two_articles_names_neither(database: Engine, loading: Settings, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    page = '<html><head><link rel="canonical" href="{0}"><link rel="shortlink" href="https://news.example/s/1"></head>'
    page += "<body><article><h1>{0}</h1><p>{1}</p></article></body></html>"
    for number in (1, 2):
        text_of = page.format(f"https://news.example/{number}", REST.format(number) * 6)
        (tmp_path / "corpus" / f"{number}.html").write_text(text_of)
    run(database, loading, tmp_path / "corpus")

    with pytest.raises(ConfigError, match="articles 1, 2 have this URL: choose one with --article"):
        demand(database, loading, url="https://news.example/s/1")


def test_each_revision_and_unit_of_an_article_gives_marks(database: Engine, loading: Settings, corpus: Path) -> None:
    run(database, loading, corpus)

    wanted = demand(database, loading, url=URL)

    # By its address, and by its text alone; one text and content in each of the two files.
    assert kinds(wanted) == {"article": 3, "bytes": 2, "content": 2, "text": 2, "url": 1}


@pytest.mark.parametrize("change", ["gone", "changed"])
def test_files_that_could_not_be_looked_into_are_named_and_what_the_tables_know_is_a_mark(
    database: Engine, loading: Settings, corpus: Path, change: str
) -> None:
    run(database, loading, corpus)
    if change == "gone":
        (corpus / "a.jsonl").unlink()
    else:
        (corpus / "a.jsonl").write_text("\n".join([other(1), line(url=f"{URL}/2"), other(2)]) + "\n")

    wanted = demand(database, loading, url=URL)

    assert [path.name for path in wanted.unread] == ["a.jsonl"]
    assert [path.name for path in wanted.files] == (["b.jsonl"] if change == "gone" else ["a.jsonl", "b.jsonl"])
    assert kinds(wanted) == {"article": 2, "bytes": 2, "content": 2, "text": 1, "url": 1}


def test_what_only_the_code_of_today_finds_in_the_bytes_is_a_mark_too(
    database: Engine, loading: Settings, corpus: Path
) -> None:
    """An older version knew the article by another address."""
    run(database, loading, corpus)
    number = demand(database, loading, url=URL).article.article_id
    with database.begin() as connection:
        statement = "update corpus.article_url set url = :old, url_hash = :hash where article_id = :article_id"
        old = tombstones.url_mark(f"{URL}/old")
        connection.execute(text(statement), {"old": f"{URL}/old", "hash": old.hash[:16], "article_id": number})

    wanted = demand(database, loading, article_id=number)

    assert {old, tombstones.url_mark(URL)} <= set(wanted.stone.marks)


def test_without_yes_it_is_only_shown(
    database: Engine, loading: Settings, corpus: Path, fresh_database_url: str
) -> None:
    run(database, loading, corpus)
    before = snapshot(database)
    environment = {"KHABAR_DATABASE_URL": fresh_database_url, "KHABAR_DATA_DIR": str(loading.data_dir)}

    shown = CliRunner().invoke(app, ["forget", "--url", URL], env=environment)

    assert shown.exit_code == 2
    assert "nothing was removed" in shown.stderr
    assert f"{corpus / 'b.jsonl'} still contains the text" in shown.stdout
    assert snapshot(database) == before


def test_rewritten_tables_hold_no_byte_of_it(
    database: Engine, server_settings: Settings, loading: Settings, corpus: Path
) -> None:
    superuser = make_engine(server_settings, database.url.database, role=LoginRole.BOOTSTRAP)
    with superuser.connect() as connection:
        home = Path(connection.exec_driver_sql("show data_directory").scalar_one())
    if not home.exists():
        pytest.skip("the server's files are not on this machine")
    run(database, loading, corpus)
    assert files_with(superuser, home, "vermilion") >= {"paragraph", "article_search"}

    forget(superuser, loading, demand(database, loading, url=URL), rewrite=True)
    last = search(database, "vermilion").rows[0][0]
    forget(superuser, loading, demand(database, loading, article_id=last), rewrite=True)

    assert [files_with(superuser, home, word) for word in ("vermilion", "Quillfeather", URL)] == [set(), set(), set()]
    superuser.dispose()


def files_with(engine: Engine, home: Path, word: str) -> set[str]:
    """The tables and indexes of corpus in whose files on the disk a word stands."""
    files = """
        select relname, pg_relation_filepath(oid) from pg_class
        where relnamespace in ('corpus'::regnamespace, 'pg_toast'::regnamespace) and relkind in ('r', 'i', 't')"""
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("checkpoint")
        return {
            name
            for name, path in connection.exec_driver_sql(files).all()
            if path and (home / path).exists() and word.encode() in (home / path).read_bytes()
        }
