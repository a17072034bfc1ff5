"""CPU time of the loader, compared with psql's \\copy and SQLAlchemy inserts of the same rows into the same schema.

    python -m bench.speed.loader [ARTICLES]

Prints CPU seconds of client and server, and the ratio of their sum to that of psql. Everything is measured in one run,
with one connection and chunks as in production; the server is an embedded one in a temporary folder.
"""

import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import Engine, insert, text
from sqlalchemy.orm import Session

from bench.speed.cpu import measure
from etl.articles import Article, ArticleUrl, Block, Body, DateCandidate, DateKind, Moment, Precision, Role
from etl.articles import Section as ArticleSection
from etl.database import tables
from etl.database.connect import create_database, make_engine
from etl.database.upgrade import upgrade_schema
from etl.documents import Document, Origin
from etl.load import run_files, runs
from etl.load.dimensions import Dimensions
from etl.load.input_record import FileKey, Record
from etl.load.rows import REVISION_TABLES
from etl.load.runs import PlannedFile
from etl.load.save import save
from etl.postgres import programs, roles, server
from etl.settings import Settings, load_settings
from etl.stages.make_input_record import article_record

ARTICLES = 4096
CHUNK = load_settings().chunk_records
WORDS = [f"w{number}ord" for number in range(5000)]
ChunkRows = list[tuple[type[tables.Base], list[dict[str, object]]]]
COPIED: tuple[type[tables.Base], ...] = (tables.Article, *REVISION_TABLES, tables.ArticleUrl, tables.InputRecord)


def main() -> None:
    """Print one line for each way of loading."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(data_dir=Path(folder) / "khabar")
        pid = server.start(settings).pid
        # This role creates the databases and may write to all tables in any order.
        url = SecretStr(server.url(settings, roles.LoginRole.BOOTSTRAP))
        try:
            _compare(settings.model_copy(update={"database_url": url}), pid, articles, Path(folder))
        finally:
            server.remove(settings)


def _compare(settings: Settings, pid: int, articles: int, folder: Path) -> None:
    ours = _database(settings, "ours")
    records = list(_records(ours, articles))
    chunks = [records[start : start + CHUNK] for start in range(0, articles, CHUNK)]
    figures = {"khabar, claim + COPY": measure(pid, lambda: _load(ours, chunks))}
    files = _dump(ours, len(chunks), folder)
    theirs = _database(settings, "theirs")
    command = programs.psql_command(settings, roles.LoginRole.BOOTSTRAP)
    figures["psql \\copy"] = measure(pid, lambda: _psql(command, files, "theirs"))
    rows = [_fetch(ours, chunk) for chunk in range(len(chunks))]
    for name, load in (("SQLAlchemy Core insert", _core), ("SQLAlchemy ORM", _orm)):
        engine = _database(settings, name.split()[1].lower())
        figures[name] = measure(pid, partial(load, engine, rows))
    _check_same(ours, theirs)
    base = sum(figures["psql \\copy"])
    print(f"{articles} articles, {CHUNK} a transaction, 1,000 words each; CPU seconds")
    print(f"{'':26}{'client':>8}{'server':>8}{'sum':>8}{'x psql':>8}")
    for name, (of_client, of_server) in figures.items():
        total = of_client + of_server
        print(f"{name:26}{of_client:8.2f}{of_server:8.2f}{total:8.2f}{total / base:8.2f}")


def _database(settings: Settings, name: str) -> Engine:
    create_database(settings, name)
    engine = make_engine(settings, name)
    upgrade_schema(engine)
    return engine


def _records(engine: Engine, count: int) -> Iterator[Record]:
    """Yield generated articles of about 1,000 words, as the records that workers pass to save()."""
    choose = random.Random(1)
    with engine.begin() as connection:
        run = {"dag_id": "bench", "dag_run_id": "1", "code_version": "", "settings": {}, "inputs": {}}
        run_id = runs.add_run(connection, **run)
        planned = PlannedFile(file_no=0, root="bench", uri="a.jsonl", size_bytes=1, mtime_ns=1, shard=0)
        runs.add_run_files(connection, run_id, [planned])
        file = run_files.register_file(connection, run_id, planned, sha256(b"").digest())
    for position in range(count):
        yield _record(file, position, choose)


def _record(file: FileKey, position: int, choose: random.Random) -> Record:
    def block(role: Role, words: int) -> Block:
        return Block(role=role, text=" ".join(choose.choices(WORDS, k=words)), detected_by="bench")

    at = datetime(2026, 1, 1, tzinfo=UTC)
    article = Article(
        format="text",
        parser="bench/1",
        canonical_url=f"https://news.example/{position}",
        urls=(ArticleUrl(kind="canonical", url=f"https://news.example/{position}"),),
        body=Body(
            title=block(Role.TITLE, 8),
            facts=tuple(block(Role.FACT, 15) for _ in range(4)),
            summary=tuple(block(Role.SUMMARY, 50) for _ in range(2)),
            sections=tuple(
                ArticleSection(
                    heading=block(Role.HEADING, 5), paragraphs=tuple(block(Role.PARAGRAPH, 80) for _ in range(2))
                )
                for _ in range(5)
            ),
            extra=(block(Role.BYLINE, 4),),
        ),
        authors=(f"Author {position % 50}",),
        language="en",
        dates=(
            DateCandidate(
                kind=DateKind.PUBLISHED,
                evidence="bench",
                text=at.isoformat(),
                moment=Moment(on=at.date(), local=at.replace(tzinfo=None), at=at, precision=Precision.SECOND),
                chosen=True,
            ),
        ),
    )
    document = Document(origin=Origin(uri=file.uri, position=position), data=b"", name=file.uri)
    return article_record(file, document, article)


def _load(engine: Engine, chunks: list[list[Record]]) -> None:
    dimensions = Dimensions(engine)
    for chunk in chunks:
        save(engine, dimensions, 1, chunk)


def _rows_of(chunk: int, table: type[tables.Base]) -> str:
    """The query for the rows of one chunk in a table."""
    own = f"select revision_id from corpus.revision where origin_position / {CHUNK} = {chunk}"
    of_article = f"select article_id from corpus.revision where origin_position / {CHUNK} = {chunk}"
    column, keys = ("revision_id", own) if "revision_id" in table.__table__.columns else ("article_id", of_article)
    return f"select * from corpus.{table.__tablename__} where {column} in ({keys})"


def _dump(engine: Engine, chunks: int, folder: Path) -> list[list[tuple[str, Path]]]:
    """Write the rows of every chunk to files for \\copy; return table and file, per chunk."""
    dumped = []
    with engine.connect() as connection, closing(connection.connection.cursor()) as cursor:
        for chunk in range(chunks):
            files = []
            for table in COPIED:
                path = folder / f"{chunk}-{table.__tablename__}"
                with path.open("w", encoding="utf-8") as file:
                    cursor.copy_expert(f"copy ({_rows_of(chunk, table)}) to stdout", file)
                if path.stat().st_size:
                    files.append((table.__tablename__, path))
            dumped.append(files)
    return dumped


def _psql(command: programs.ClientCommand, chunks: list[list[tuple[str, Path]]], database: str) -> None:
    script = "insert into corpus.input_file select 1, 'bench', 'a.jsonl', null, 1;\n"
    for files in chunks:
        copies = "".join(f"\\copy corpus.{table} from '{path}'\n" for table, path in files)
        script += f"begin;\n{copies}commit;\n"
    arguments = [*command.arguments, "--quiet", "--set=ON_ERROR_STOP=1", "--command", f"\\c {database}", "--file=-"]
    subprocess.run(arguments, env=command.environment, input=script, text=True, check=True, stdout=subprocess.DEVNULL)


def _fetch(source: Engine, chunk: int) -> ChunkRows:
    with source.connect() as connection:
        return [
            (table, [dict(row) for row in connection.execute(text(_rows_of(chunk, table))).mappings()])
            for table in COPIED
        ]


def _core(engine: Engine, chunks: list[ChunkRows]) -> None:
    _file_row(engine)
    for chunk in chunks:
        with engine.begin() as connection:
            for table, of_table in chunk:
                if of_table:
                    connection.execute(insert(table), of_table)


def _orm(engine: Engine, chunks: list[ChunkRows]) -> None:
    _file_row(engine)
    for chunk in chunks:
        with Session(engine) as session, session.begin():
            for table, of_table in chunk:
                session.add_all(table(**row) for row in of_table)
                session.flush()


def _file_row(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(tables.InputFile).values(file_id=1, root="bench", uri="a.jsonl", size_bytes=1))


def _check_same(ours: Engine, theirs: Engine) -> None:
    """Exit with an error unless both loads have written the same number of rows into every table."""
    for table in COPIED:
        count = text(f"select count(*) from corpus.{table.__tablename__}")
        with ours.connect() as a, theirs.connect() as b:
            if a.execute(count).scalar() != b.execute(count).scalar():
                sys.exit(f"{table.__tablename__}: the two loads differ, so the comparison is invalid")


if __name__ == "__main__":
    main()
