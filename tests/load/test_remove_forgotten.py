"""Articles are removed from the tables by their marks, and nothing else is."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from fixture_types import MakeSettings
from saving import URL, article, identified, moved, record, save_all, start_run
from snapshot import snapshot
from sqlalchemy import Engine, make_url, text

from etl.articles import Block, Role, Topic
from etl.database.connect import make_engine
from etl.database.locks import end_loading, hold_loading
from etl.documents import Outcome
from etl.errors import DatabaseError
from etl.load.input_record import Record, Refused
from etl.load.remove_forgotten import forget, is_complete, preview, reapply, rewrite, vacuum
from etl.load.tombstones import Mark, Tombstone, article_mark, read_file, tombstones, url_mark
from etl.postgres.roles import LoginRole
from etl.settings import Settings

FETCHED = "https://alnoor.example/fetched"
SHARED = "https://alnoor.example/"
AT = datetime(2026, 11, 2, tzinfo=UTC)


@dataclass
class Corpus:
    """An article with two revisions in two files, one of them in an archive, and a second article."""

    engine: Engine
    settings: Settings
    first: Record
    later: Record
    other: Record
    refused: Record

    def stone(self, *marks: Mark) -> Tombstone:
        return Tombstone(uid=identified(self.first).uid, forgotten_at=AT, marks=marks)

    def forget(self, *marks: Mark) -> list[tuple[int, int]]:
        """Forget what bears these marks; the places of the units, by file and position."""
        return [(unit.file_id, unit.position) for unit in forget(self.engine, self.settings, self.stone(*marks)).units]

    def all(self, query: str) -> list[Any]:
        with self.engine.connect() as connection:
            return list(connection.execute(text(query)).scalars())


@pytest.fixture
def database(server_settings: Settings, fresh_database_url: str) -> Iterator[Engine]:
    """A database of the test's own, as the role that owns it: nobody else may vacuum."""
    engine = make_engine(server_settings, make_url(fresh_database_url).database, role=LoginRole.OWNER)
    yield engine
    engine.dispose()


def also_known(each: Record) -> Record:
    """The record of a page that names one more address: that of the front page."""
    return replace(each, result=replace(identified(each), urls=(*identified(each).urls, ("alternate", SHARED))))


@pytest.fixture
def corpus(database: Engine, settings: MakeSettings) -> Corpus:
    run_id, files = start_run(database)
    told = {"authors": ("Ann Lee",), "topics": (Topic(scheme="keyword", code="heron"),)}
    first = replace(record(files[0], 0, article("A heron.", **told)), sha256=sha256(b"1").digest())
    first = moved(first, target_url=FETCHED)
    later = moved(record(files[1], 0, article("A heron flew.", **told), day=9), member="heron.txt", member_no=1)
    other = replace(record(files[1], 1, article("Bread.", canonical_url=f"{URL}/2", authors=("Bo Ray",))))
    why = Refused(stage="parse", outcome=Outcome.REJECTED, reason="no_text", detail="heron", head=b"heron")
    refused = replace(record(files[0], 5, article("x")), result=why, sha256=sha256(b"2").digest())
    records = [*map(also_known, (first, later, other)), refused]
    save_all(database, run_id, [records])
    return Corpus(database, settings(), *records)


def keys(*records: Record) -> list[tuple[int, int]]:
    return sorted((each.file.file_id, each.origin.position) for each in records)


def test_a_mark_of_the_article_or_of_its_address_removes_all_of_it(corpus: Corpus) -> None:
    uid = identified(corpus.first).uid
    for marks in ([article_mark(uid)], [url_mark(URL)]):
        would = preview(corpus.engine, corpus.stone(*marks))
        assert [(unit.file_id, unit.position) for unit in would.units] == keys(corpus.first, corpus.later)
        assert (len(would.article_ids), len(would.revision_ids)) == (1, 2)
    assert corpus.all("select count(*) from corpus.article") == [2]
    assert corpus.all("select count(*) from corpus.forgotten") == [0]

    assert corpus.forget(url_mark(URL)) == keys(corpus.first, corpus.later)

    assert corpus.all("select text from corpus.paragraph") == ["Bread."]
    assert corpus.all("select uid from corpus.article") == [identified(corpus.other).uid]
    assert corpus.all("select name from corpus.author") == ["Bo Ray"]
    assert corpus.all("select code from corpus.topic") == []
    assert corpus.all("select distinct url from corpus.article_url where kind = 'canonical'") == [f"{URL}/2"]


def test_a_mark_of_one_unit_removes_that_unit_and_what_only_it_shows(corpus: Corpus) -> None:
    marks = (
        Mark("bytes", sha256(b"1").digest()),
        url_mark(FETCHED),
        Mark("content", identified(corpus.first).content_hash),
    )
    for mark in marks:
        would = preview(corpus.engine, corpus.stone(mark))
        assert [(unit.file_id, unit.position) for unit in would.units] == keys(corpus.first)

    assert corpus.forget(marks[0]) == keys(corpus.first)

    assert sorted(corpus.all("select text from corpus.paragraph")) == ["A heron flew.", "Bread."]
    assert corpus.all("select count(*) from corpus.article") == [2]
    assert sorted(corpus.all("select name from corpus.author")) == ["Ann Lee", "Bo Ray"]


def test_an_address_that_many_articles_give_as_an_alternate_removes_none(corpus: Corpus) -> None:
    assert corpus.forget(url_mark(SHARED)) == []
    assert corpus.all("select count(*) from corpus.article") == [2]


def test_of_a_forgotten_unit_only_its_place_is_left(corpus: Corpus) -> None:
    corpus.forget(article_mark(identified(corpus.first).uid), Mark("bytes", sha256(b"2").digest()))

    query = text("""
        select to_jsonb(i) - array['file_id', 'member_no', 'position', 'run_id', 'outcome', 'reason', 'replaced_count']
        from corpus.input_record as i where reason = 'forgotten'""")
    with corpus.engine.connect() as connection:
        rows = connection.execute(query).scalars().all()
    assert len(rows) == 3
    assert [row for row in rows if any(value is not None for value in row.values())] == []
    assert corpus.all("select distinct outcome from corpus.input_record where reason = 'forgotten'") == ["skipped"]
    assert corpus.all("select count(*) from corpus.rejection") == [0]  # it quotes the unit's first bytes


@pytest.mark.parametrize(
    ("head", "detail", "is_kept"),
    [
        (f'<link rel=canonical href="{URL}">'.encode(), "no text", False),
        (json.dumps({"url": URL}).replace("/", "\\/").encode(), "no text", False),
        ("<title>О белой цапле на реке</title>".encode("cp1251"), "no text", False),
        (json.dumps("О белой цапле на реке").encode(), "no text", False),
        (b"", "no date: О белой цапле на реке", False),
        (f"<a href={SHARED}>".encode(), "no text", True),
        ("О белой вороне".encode(), "no text", True),
    ],
)
def test_what_rejections_show_of_it_is_emptied(corpus: Corpus, head: bytes, detail: str, is_kept: bool) -> None:
    run_id, files = start_run(corpus.engine)
    heading = Block(role=Role.TITLE, text="О белой цапле на реке", detected_by="test")
    copy = record(files[0], 7, article("Цапля прилетела.", title=heading))
    cut = Refused(stage="parse", outcome=Outcome.REJECTED, reason="truncated", detail=detail, head=head)
    save_all(corpus.engine, run_id, [[copy, replace(record(files[0], 8, article("x")), result=cut)]])

    corpus.forget(article_mark(identified(corpus.first).uid))

    query = "select head || convert_to(detail, 'UTF8') from corpus.rejection where reason = 'truncated'"
    assert list(map(bytes, corpus.all(query))) == [head + detail.encode() if is_kept else b"forgotten"]


def test_a_member_keeps_its_name_while_one_unit_of_it_stays(corpus: Corpus) -> None:
    run_id, _ = start_run(corpus.engine, files=1)
    beside = moved(
        record(corpus.later.file, 2, article("Water.", canonical_url=f"{URL}/3")), member="heron.txt", member_no=1
    )
    save_all(corpus.engine, run_id, [[beside]])

    corpus.forget(article_mark(identified(corpus.later).uid))
    assert corpus.all("select name from corpus.input_member") == ["heron.txt"]

    corpus.forget(article_mark(identified(beside).uid))
    assert corpus.all("select name from corpus.input_member") == ["forgotten"]


def test_what_is_forgotten_is_noted_in_the_tables_and_in_the_data_folder(corpus: Corpus) -> None:
    assert is_complete(corpus.engine, corpus.settings)
    stone = corpus.stone(url_mark(URL), article_mark(identified(corpus.first).uid))

    forget(corpus.engine, corpus.settings, stone)

    (found,) = read_file(corpus.settings)
    assert (found.uid, set(found.marks)) == (stone.uid, set(stone.marks))
    with corpus.engine.connect() as connection:
        assert tombstones(connection) == [found]
    assert is_complete(corpus.engine, corpus.settings)


def test_what_a_restored_backup_brings_back_is_forgotten_again(corpus: Corpus) -> None:
    corpus.forget(article_mark(identified(corpus.first).uid))
    with corpus.engine.begin() as connection:  # as if restored from before that
        connection.execute(text("delete from corpus.forgotten; delete from corpus.input_record"))
    run_id, _ = start_run(corpus.engine)
    save_all(corpus.engine, run_id, [[corpus.first, corpus.later]])
    assert not is_complete(corpus.engine, corpus.settings)

    done = reapply(corpus.engine, corpus.settings)

    assert [(unit.file_id, unit.position) for unit in done.units] == keys(corpus.first, corpus.later)
    assert is_complete(corpus.engine, corpus.settings)
    assert corpus.all("select text from corpus.paragraph") == ["Bread."]
    before = snapshot(corpus.engine)
    assert reapply(corpus.engine, corpus.settings).units == []
    assert snapshot(corpus.engine) == before


def test_tombstones_of_the_tables_alone_come_into_the_data_folder(corpus: Corpus) -> None:
    corpus.forget(article_mark(identified(corpus.first).uid))
    (stone,) = read_file(corpus.settings)
    (corpus.settings.data_dir / "forgotten.jsonl").unlink()

    reapply(corpus.engine, corpus.settings)

    assert read_file(corpus.settings) == [stone]


def test_nothing_is_forgotten_while_somebody_loads(corpus: Corpus) -> None:
    with corpus.engine.connect() as loading:
        hold_loading(loading)

        with pytest.raises(DatabaseError, match="nothing can be forgotten while a run is active"):
            corpus.forget(url_mark(URL))
        assert corpus.all("select count(*) from corpus.article") == [2]
        assert read_file(corpus.settings) == []

        end_loading(loading)
        assert len(corpus.forget(url_mark(URL))) == 2


def quoted(corpus: Corpus, word: str) -> list[str]:
    """The columns whose statistics quote a value with this word."""
    return corpus.all(f"""
        select tablename || '.' || attname from pg_stats
        where schemaname = 'corpus' and concat(most_common_vals, histogram_bounds) like '%{word}%'
        order by 1""")


def test_the_statistics_of_tables_that_keep_rows_do_not_quote_what_was_forgotten(corpus: Corpus) -> None:
    vacuum(corpus.engine)
    assert "paragraph.text" in quoted(corpus, "heron")

    corpus.forget(article_mark(identified(corpus.first).uid))

    assert quoted(corpus, "heron") == []


def test_nor_do_those_of_tables_that_have_become_empty(corpus: Corpus) -> None:
    if int(corpus.all("show server_version_num")[0]) < 180000:
        pytest.skip("before version 18, PostgreSQL cannot clear the statistics of an empty table")
    vacuum(corpus.engine)
    assert "paragraph.text" in quoted(corpus, "Bread")

    corpus.forget(*(article_mark(identified(each).uid) for each in (corpus.first, corpus.other)))

    assert corpus.all("select count(*) from corpus.paragraph") == [0]
    assert quoted(corpus, "heron") == quoted(corpus, "Bread") == []


def test_tables_that_are_rewritten_have_new_files(corpus: Corpus) -> None:
    may_hold = ("paragraph", "article", "article_search", "author", "input_record", "input_member", "rejection")
    files = " union ".join(f"select pg_relation_filenode('corpus.{table}')" for table in may_hold)
    before = set(corpus.all(files))

    rewrite(corpus.engine)

    assert len(before) == len(may_hold)
    assert before.isdisjoint(corpus.all(files))
