"""Records as the load stage takes them, and a run that saves them."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from made import make_article
from sqlalchemy import Engine

from etl.articles import Article
from etl.documents import Document, Origin, Outcome
from etl.enrich.content_hash import content_hash
from etl.enrich.identity import article_key, article_uid
from etl.load import run_files, runs
from etl.load.dimensions import Dimensions
from etl.load.input_record import FileKey, Identified, Record
from etl.load.runs import PlannedFile
from etl.load.save import save

URL = "https://alnoor.example/2026/11/bridge"


def start_run(engine: Engine, files: int = 4) -> tuple[int, list[FileKey]]:
    with engine.begin() as connection:
        run_id = runs.add_run(
            connection, dag_id="test", dag_run_id=str(datetime.now(UTC)), code_version="0", settings={}, inputs={}
        )
        planned = [
            PlannedFile(file_no=n, root="test", uri=f"{n}.jsonl", size_bytes=1, mtime_ns=n, shard=0)
            for n in range(files)
        ]
        runs.add_run_files(connection, run_id, planned)
        keys = [
            run_files.register_file(connection, run_id, file, sha256(file.uri.encode()).digest()) for file in planned
        ]
    return run_id, keys


def article(body: str, **fields: Any) -> Article:
    return make_article(body, **({"format": "test", "parser": "test/1", "canonical_url": URL} | fields))


def record(file: FileKey, position: int, parsed: Article, day: int | None = None) -> Record:
    fetched = datetime(2026, 11, day, tzinfo=UTC) if day else None
    document = Document(origin=Origin(uri=file.uri, position=position, fetched_at=fetched), data=b"x", name=file.uri)
    key = article_key(document, parsed)
    assert parsed.canonical_url is not None
    return Record(
        origin=document.origin,
        file=file,
        sha256=None,
        result=Identified(
            article=parsed,
            uid=article_uid(key),
            identity=key.kind,
            content_hash=content_hash(parsed),
            source="alnoor.example",
            urls=(("canonical", parsed.canonical_url),),
        ),
    )


def identified(unit: Record) -> Identified:
    """The article of a record that is one."""
    assert isinstance(unit.result, Identified)
    return unit.result


def moved(unit: Record, **values: Any) -> Record:
    """The record of a unit with another origin; values as in Origin."""
    return replace(unit, origin=replace(unit.origin, **values))


def save_all(engine: Engine, run_id: int, batches: list[list[Record]]) -> Counter[Outcome]:
    counts: Counter[Outcome] = Counter()
    for batch in batches:
        counts += save(engine, Dimensions(engine), run_id, batch)
    return counts
