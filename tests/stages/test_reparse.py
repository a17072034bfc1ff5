"""Reading again: whatever code wrote the tables, afterwards they are those of a fresh run of today's code."""

import json
import random
import secrets
import shutil
import sys
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from checkout import SEEDS
from corpus import make_corpus
from fixture_types import MakeSettings
from made import make_article, with_fields
from pydantic import SecretStr
from runs import finish, run
from snapshot import snapshot
from sqlalchemy import Engine, text

from etl.articles import Article, Block, Role, Section, Topic
from etl.ask.search import search
from etl.database.connect import make_engine
from etl.documents import Document, Origin, Refusal, StructuralSkip
from etl.ingest import read_input
from etl.ingest.inputs.opened_file import OpenedFile
from etl.ingest.read_file import Unit
from etl.load.reparse_changes import Change
from etl.load.resave import delete_unused_names
from etl.settings import Settings
from etl.sql_files import SQL_FOLDER
from etl.stages import save_chunk
from etl.stages.convert import convert, refuse
from etl.stages.forget import demand, forget
from etl.stages.index import index_text
from etl.stages.plan import inputs_of, plan
from etl.stages.process import process
from etl.stages.reparse import Choice, count_changes, plan_reparse

LoadOlder = Callable[..., None]

CSV = "name;price;town\n" + "".join(f"bread no. {n};{n},20;Baker Street\n" for n in range(40))
STYLE = "".join(f".walk-by-the-sea-{n} {{\n  margin: {n}px;\n  color: #336699;\n}}\n" for n in range(9))
URL = "https://old.example/{}"
NAMES = {
    "author": "select name from corpus.author",
    "topic": "select scheme || code from corpus.topic",
    "source": "select alias from corpus.source_alias union all select name from corpus.source",
}


@pytest.fixture
def loading(settings: MakeSettings, fresh_database_url: str, corpus: Path) -> Settings:
    values = {"workers": 2, "settle_seconds": 0, "chunk_records": 16, "input_roots": {"corpus": corpus}}
    return settings(database_url=fresh_database_url, **values)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, an invented corpus with revisions and copies, and what was never an article."""
    folder = tmp_path_factory.mktemp("reparse") / "corpus"
    make_corpus(folder, texts=2, lines=24)
    shutil.copytree(SEEDS, folder / "seeds")
    (folder / "prices.csv").write_text(CSV)
    (folder / "walk.css").write_text(STYLE)
    return folder


@pytest.fixture(scope="module")
def fresh(
    corpus: Path, server_settings: Settings, database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """The tables after a fresh run of today's code."""
    settings = server_settings.model_copy(
        update={
            "database_url": SecretStr(database_url),
            "workers": 2,
            "settle_seconds": 0,
            "input_roots": {"corpus": corpus},
        }
    )
    engine = make_engine(server_settings, database_url.rpartition("/")[2])
    run(engine, settings, corpus)
    state = contents(engine)
    engine.dispose()
    return state


def contents(engine: Engine) -> dict[str, list[str]]:
    """All tables and names, without rejections that are over."""
    with engine.connect() as connection:
        names = {name: sorted(connection.execute(text(query)).scalars()) for name, query in NAMES.items()}
    return snapshot(engine) | names


def failed_checks(engine: Engine) -> list[str]:
    """The checks that find something, but for those of a run that is over."""
    failed = []
    with engine.connect() as connection:
        for path in sorted((SQL_FOLDER / "checks").glob("*.sql")):
            if connection.execute(text(path.read_text(encoding="utf-8")), {"run_id": -1}).first():
                failed.append(path.stem)
    return failed


class Stopped(Exception):
    """The run was stopped."""


class OlderCode:
    """What an older version made of documents: something else, chosen by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def convert(self, document: Document, settings: Settings) -> Article | Refusal:
        choose = random.Random(f"{self._seed} {document.origin.uri} {document.origin.place}")
        result = convert(document, settings)
        if isinstance(result, Refusal):
            return self._junk(document) if choose.random() < 0.7 else replace(result, reason="unknown_format")
        return choose.choice(self.WAYS)(self, document, result, choose)

    def read(self, source: OpenedFile, uri: str, settings: Settings) -> Iterator[Unit]:
        """Units of an older reader: some were not seen, and one is none any more."""
        for unit in self.read_input(source, uri, settings):
            if isinstance(unit, StructuralSkip) or not self._overlooks(unit):
                yield unit
        yield Document(
            origin=Origin(uri=uri, position=10_000), data=b"A unit that is none today. " * 30, name="old.txt"
        )

    read_input = staticmethod(read_input)

    def _overlooks(self, unit: Document | Refusal) -> bool:
        return random.Random(f"{self._seed} {unit.origin.uri} {unit.origin.position}").random() < 0.1

    def _junk(self, document: Document) -> Article:
        words = document.data.decode("utf-8", "replace")
        return make_article(words[:500] or "nothing", parser="text/0", authors=("Old Junk",))

    def _same(self, document: Document, article: Article, choose: random.Random) -> Article:
        return article

    def _rejected(self, document: Document, article: Article, choose: random.Random) -> Refusal:
        return refuse(document, choose.choice(("parser_error", "timeout")), "older code")

    def _other_title(self, document: Document, article: Article, choose: random.Random) -> Article:
        return with_fields(article, title=Block(role=Role.TITLE, text="An old title", detected_by="old"))

    def _other_address(self, document: Document, article: Article, choose: random.Random) -> Article:
        return replace(article, canonical_url=URL.format(choose.random()))

    def _one_address_for_many(self, document: Document, article: Article, choose: random.Random) -> Article:
        return replace(article, canonical_url=URL.format(choose.randrange(3)), external_id=None)

    def _no_facts(self, document: Document, article: Article, choose: random.Random) -> Article:
        return with_fields(article, facts=(), facts_label=None, authors=(), topics=())

    def _other_names(self, document: Document, article: Article, choose: random.Random) -> Article:
        topics = (Topic(scheme="keyword", code=f"old {choose.randrange(9)}"),)
        return replace(article, authors=(f"Old Author {choose.randrange(9)}",), topics=topics, source="old.example")

    def _first_words_only(self, document: Document, article: Article, choose: random.Random) -> Article:
        body = Block(role=Role.PARAGRAPH, text="Read more on our page.", detected_by="old")
        return with_fields(article, title=None, facts=(), summary=(), sections=(Section(paragraphs=(body,)),), dates=())

    def _other_parser(self, document: Document, article: Article, choose: random.Random) -> Article:
        return replace(article, parser="old/0", quality_issues=())

    WAYS: ClassVar[tuple[Callable[..., Article | Refusal], ...]] = (
        *(_same, _rejected, _other_title, _other_address, _one_address_for_many, _no_facts, _other_names),
        *(_first_words_only, _other_parser),
    )


@pytest.fixture
def run_older(monkeypatch: pytest.MonkeyPatch) -> LoadOlder:
    """Load with older code: workers are forked, and have it too."""

    def run_it(seed: int, engine: Engine, settings: Settings, *paths: Path) -> None:
        older = OlderCode(seed)
        with monkeypatch.context() as patch:
            patch.setattr(save_chunk, "convert", older.convert)
            patch.setattr(sys.modules["etl.stages.process"], "read_input", older.read)
            run(engine, settings, *paths)

    return run_it


def reparse(engine: Engine, settings: Settings, **choice: Any) -> dict[str, int]:
    names = {"dag_id": "khabar reparse", "dag_run_id": secrets.token_hex(8)}
    planned = plan_reparse(engine, settings, Choice(**choice), **names)
    assert planned is not None
    plan, chosen = planned
    return finish(engine, settings, plan.run_id, chosen=chosen)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 12))])
def test_afterwards_the_tables_are_those_of_a_fresh_run(
    database: Engine,
    loading: Settings,
    corpus: Path,
    fresh: dict[str, list[str]],
    run_older: LoadOlder,
    seed: int,
) -> None:
    run_older(seed, database, loading, corpus)
    assert contents(database) != fresh

    reparse(database, loading)

    assert_same(contents(database), fresh)


def assert_same(state: dict[str, list[str]], expected: dict[str, list[str]]) -> None:
    for table, rows in expected.items():
        assert state[table] == rows, table


@pytest.mark.slow
def test_stopped_anywhere_the_tables_are_whole_and_the_next_try_ends_at_the_same(
    database: Engine,
    loading: Settings,
    corpus: Path,
    fresh: dict[str, list[str]],
    run_older: LoadOlder,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one_by_one = loading.model_copy(update={"workers": 1, "chunk_records": 6})
    run_older(12, database, loading, corpus)
    module = sys.modules["etl.stages.process"]
    plain = module.map_chunks

    stop: int | None

    def stopping(*arguments: Any) -> Iterator[object]:
        for number, result in enumerate(plain(*arguments)):
            yield result
            assert failed_checks(database) == []
            if number == stop:
                raise Stopped

    monkeypatch.setattr(module, "map_chunks", stopping)
    for stop in (0, 3, 7):  # noqa: B007  # `stopping` looks at it
        with pytest.raises(Stopped):
            reparse(database, one_by_one)
    stop = None

    reparse(database, one_by_one)

    assert_same(contents(database), fresh)


PAGE = "https://news.example/2026/{}"
WORDS = "The council of {} met on Monday and spoke of water and bread. "


def line(name: str, **fields: object) -> str:
    page = {"url": PAGE.format(name), "title": f"Of {name}", "maintext": WORDS.format(name) * 9, "language": "en"}
    return json.dumps(page | fields)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """One article in two files, others in one, and a style sheet, which is no article."""
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "a.jsonl").write_text("\n".join([line("x"), line("y", date_publish="2026-01-02")]))
    (folder / "b.jsonl").write_text("\n".join([line("x"), line("z")]))
    (folder / "c.css").write_text(STYLE)
    return folder


@pytest.fixture
def older(monkeypatch: pytest.MonkeyPatch) -> LoadOlder:
    """Load with code that makes something else of articles."""

    def run_it(
        change: Callable[[Article], Article], engine: Engine, settings: Settings, *paths: Path, junk: bool = False
    ) -> None:
        def convert_older(document: Document, settings: Settings) -> Article | Refusal:
            result = convert(document, settings)
            if isinstance(result, Refusal):
                return OlderCode(0)._junk(document) if junk else result
            return change(result)

        with monkeypatch.context() as patch:
            patch.setattr(save_chunk, "convert", convert_older)
            run(engine, settings, *paths)

    return run_it


def numbers(engine: Engine) -> dict[str, tuple[int, int]]:
    """Titles of current revisions with the article's number and how many revisions it has."""
    query = """
        select r.title, a.article_id, (select count(*) from corpus.revision as n where n.article_id = a.article_id)
        from corpus.article as a join corpus.revision as r on r.revision_id = a.current_revision_id"""
    with engine.connect() as connection:
        return {title: (article_id, count) for title, article_id, count in connection.execute(text(query))}


def title_of(article: Article) -> str:
    assert article.body.title is not None
    return article.body.title.text


def old_title(article: Article) -> Article:
    return with_fields(article, title=Block(role=Role.TITLE, text=f"Old: {title_of(article)}", detected_by="old"))


def old_address(article: Article) -> Article:
    return replace(article, canonical_url=f"{article.canonical_url}/old")


def test_articles_keep_their_numbers_and_get_no_second_revision(
    database: Engine, loading: Settings, small: Path, older: LoadOlder
) -> None:
    older(old_title, database, loading, small)
    before = numbers(database)

    reparse(database, loading)

    assert numbers(database) == {title.removeprefix("Old: "): value for title, value in before.items()}
    assert {count for _, count in numbers(database).values()} == {1}


def test_what_was_never_an_article_is_withdrawn_and_found_no_more(
    database: Engine, loading: Settings, small: Path, older: LoadOlder
) -> None:
    older(lambda article: article, database, loading, small, junk=True)
    assert len(search(database, "walk by the sea").rows) == 1

    counts = reparse(database, loading)

    assert counts["rejected"] == 1
    assert [row[4] for row in search(database, "walk by the sea").rows] == []
    with database.connect() as connection:
        query = "select outcome, reason from corpus.input_record where revision_id is null"
        assert connection.execute(text(query)).all() == [("rejected", "no_text")]
        assert connection.execute(text("select name from corpus.author")).scalars().all() == []


def test_a_member_that_is_not_found_any_more_goes_with_its_units_and_no_other(
    database: Engine, loading: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.zip", "b.zip"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("x.jsonl", line(f"x of {name}"))
            archive.writestr("y.jsonl", line(f"y of {name}"))

    def read_older(source: OpenedFile, uri: str, settings: Settings) -> Iterator[Unit]:
        yield from read_input(source, uri, settings)
        if uri == "a.zip":
            words = b"Words of old. " * 30
            yield Document(
                origin=Origin(uri=uri, member="y/old.txt", member_no=3, position=0), data=words, name="old.txt"
            )

    with monkeypatch.context() as patch:
        patch.setattr(sys.modules["etl.stages.process"], "read_input", read_older)
        run(database, loading, tmp_path)
    assert ("a.zip", 3, "y/old.txt") in members(database)
    told = count_changes(database, loading, Choice())

    reparse(database, loading)

    assert (told.by_kind, told.articles_gone) == ({Change.SAME: 4, Change.REMOVED: 1}, 1)

    assert members(database) == [(name, n, f"{'xy'[n - 1]}.jsonl") for name in ("a.zip", "b.zip") for n in (1, 2)]
    assert len(numbers(database)) == 4


def members(engine: Engine) -> list[tuple[str, int, str]]:
    query = "select uri, member_no, name from corpus.input_member join corpus.input_file using (file_id)"
    with engine.connect() as connection:
        return sorted(tuple(row) for row in connection.execute(text(query)))


def test_a_choice_takes_all_records_of_its_articles_and_nothing_else(
    database: Engine, loading: Settings, small: Path, older: LoadOlder
) -> None:
    older(old_title, database, loading, small)

    counts = reparse(database, loading, paths=(small / "a.jsonl",))

    assert sum(counts.values()) - counts["known"] == 3  # x and y of a.jsonl, x of b.jsonl
    assert {title: count for title, (_, count) in numbers(database).items()} == {"Of x": 1, "Of y": 1, "Old: Of z": 1}


def test_dates_parser_format_source_and_run_choose(
    database: Engine, loading: Settings, small: Path, older: LoadOlder
) -> None:
    older(lambda article: replace(article, parser="old/0"), database, loading, small)
    chosen = {
        "all": Choice(),
        "dates": Choice(since=date(2026, 1, 1), until=date(2026, 1, 31)),
        "parser": Choice(parser="old/0"),
        "new parser": Choice(parser="new/1"),
        "source": Choice(source="news.example"),
        "format": Choice(format="html"),
        "run": Choice(run_id=1),
    }

    units = {name: sum(count_changes(database, loading, choice).by_kind.values()) for name, choice in chosen.items()}

    assert units == {"all": 5, "dates": 1, "parser": 4, "new parser": 0, "source": 4, "format": 0, "run": 5}


def test_a_file_that_is_gone_or_changed_keeps_its_rows(
    database: Engine, loading: Settings, small: Path, older: LoadOlder
) -> None:
    older(old_title, database, loading, small)
    before = snapshot(database)
    (small / "a.jsonl").unlink()
    (small / "b.jsonl").write_text(line("new"))
    (small / "c.css").unlink()

    changes = count_changes(database, loading, Choice())
    reparse(database, loading)

    assert [path.name for path in changes.files_left] == ["a.jsonl", "b.jsonl", "c.css"]
    assert_same(snapshot(database), {table: rows for table, rows in before.items() if table != "rejection"})


def test_a_dry_run_counts_by_kind_and_writes_nothing(
    database: Engine, loading: Settings, small: Path, older: LoadOlder
) -> None:
    ways: dict[str, Callable[[Article], Article]] = {
        "x": old_title,
        "y": old_address,
        "z": lambda article: replace(article, authors=("Old Name",)),
    }
    older(lambda article: ways[title_of(article)[-1]](article), database, loading, small, junk=True)
    before = snapshot(database)

    changes = count_changes(database, loading, Choice())

    expected = {Change.TEXT: 2, Change.OTHER_ARTICLE: 1, Change.FIELDS: 1, Change.WITHDRAWN: 1}
    assert dict(changes.by_kind) == expected
    assert changes.articles_gone == 2
    assert snapshot(database) == before
    reparse(database, loading)
    assert dict(count_changes(database, loading, Choice()).by_kind) == {Change.SAME: 5}


def test_new_bytes_beside_an_older_parser_make_one_revision_once_read_again(
    database: Engine, loading: Settings, small: Path, older: LoadOlder
) -> None:
    older(old_title, database, loading, small)
    (small / "d.jsonl").write_text(line("x") + "\n")
    run(database, loading, small)
    assert sorted(count for _, count in numbers(database).values()) == [1, 1, 2]

    changes = count_changes(database, loading, Choice())
    reparse(database, loading)

    assert changes.by_kind[Change.MERGED] == 2
    assert numbers(database)["Of x"][1] == 1


def test_a_forgotten_article_is_not_read_again(
    database: Engine, loading: Settings, small: Path, older: LoadOlder
) -> None:
    older(old_address, database, loading, small)
    forget(database, loading, demand(database, loading, url=PAGE.format("x/old")))

    reparse(database, loading)

    assert sorted(numbers(database)) == ["Of y", "Of z"]


@pytest.mark.slow
def test_beside_a_run_over_the_same_articles_the_tables_end_the_same(
    database: Engine, loading: Settings, corpus: Path, fresh: dict[str, list[str]], run_older: LoadOlder
) -> None:
    files = sorted(path for path in corpus.rglob("*") if path.is_file())
    run_older(13, database, loading, *files[1::3], *files[2::3])
    inputs = inputs_of(files[::3], loading)
    loaded = plan(database, loading, inputs, dag_id="khabar run", dag_run_id="beside", max_shards=1)
    read_again = plan_reparse(database, loading, Choice(), dag_id="khabar reparse", dag_run_id="beside")
    assert read_again is not None
    planned, chosen = read_again

    with ThreadPoolExecutor(2) as pool:
        loads = pool.submit(process, database, loading, loaded.run_id, 0)
        reads = pool.submit(process, database, loading, planned.run_id, 0, chosen=chosen)
        loads.result(), reads.result()
    index_text(database)
    delete_unused_names(database)

    assert failed_checks(database) == []
    assert_same(contents(database), fresh)
