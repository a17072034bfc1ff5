"""Rejected units: which of them a run tries again, and what becomes of those whose file is gone."""

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Connection, text

from etl.load import runs
from etl.load.retries import (
    RejectedChoice,
    again_counts,
    ask_for,
    ask_for_waiting,
    asked_positions,
    count_absence,
    find_absent,
    find_chosen,
)
from etl.load.run_files import finish_file, register_file
from etl.load.runs import PlannedFile

HERON = PlannedFile(file_no=0, root="archive", uri="heron.warc", size_bytes=10, mtime_ns=20, shard=0)
BRIDGE = PlannedFile(file_no=1, root="letters", uri="bridge.jsonl", size_bytes=11, mtime_ns=21, shard=0)


@dataclass
class Corpus:
    """Two files that a first run has read to their end."""

    connection: Connection
    first_run: int
    heron: int
    bridge: int

    def run(self, name: str, *files: PlannedFile) -> int:
        """A further run with these files in its plan."""
        values = {"code_version": "1", "settings": {}, "inputs": {}}
        run_id = runs.add_run(self.connection, dag_id="test", dag_run_id=name, **values)
        runs.add_run_files(self.connection, run_id, files)
        return run_id

    def reject(self, file_id: int, position: int, state: str = "open", **more: Any) -> None:
        """A rejection; of the first run unless it is said."""
        values = {"reason": "malformed", "format": None, "source": None, "attempts": 1, "retry_run_id": None}
        values |= {"first_run_id": self.first_run, "last_run_id": self.first_run} | more
        self.connection.execute(
            text("""
                insert into corpus.rejection
                    (file_id, member_no, position, stage, reason, detail, head, format, source, first_run_id,
                    last_run_id, retry_run_id, attempts, state)
                values (:file_id, 0, :position, 'parse', :reason, 'odd', '', :format, :source, :first_run_id,
                    :last_run_id, :retry_run_id, :attempts, :state)"""),
            values | {"file_id": file_id, "position": position, "state": state},
        )

    def chosen(self, **choice: Any) -> list[tuple[str, int]]:
        """(uri, position) of the rejections that a choice finds."""
        return [(row["uri"], row["position"]) for row in find_chosen(self.connection, RejectedChoice(**choice))]

    def column(self, name: str) -> list[Any]:
        """A column of the rejections, in the order of file and position."""
        query = f"select {name} from corpus.rejection order by file_id, position"
        return list(self.connection.scalars(text(query)))


@pytest.fixture
def corpus(connection: Connection) -> Corpus:
    made = Corpus(connection, 0, 0, 0)
    made.first_run = made.run("1", HERON, BRIDGE)
    made.heron, made.bridge = (
        register_file(connection, made.first_run, file, file.uri.encode()).file_id for file in (HERON, BRIDGE)
    )
    for file in (HERON, BRIDGE):
        finish_file(connection, made.first_run, file.file_no, units=9, known=0, is_changed=False, structural={})
    return made


def test_each_field_of_a_choice_narrows_it(corpus: Corpus) -> None:
    later = corpus.run("2")
    corpus.reject(corpus.heron, 0, reason="no_text", format="html", source="a.example")
    corpus.reject(corpus.heron, 1, "waiting", reason="timeout", last_run_id=later)
    corpus.reject(corpus.bridge, 0, "quarantined", format="json", first_run_id=later, last_run_id=later)
    corpus.reject(corpus.bridge, 1, "resolved")
    first, second, third = ("heron.warc", 0), ("heron.warc", 1), ("bridge.jsonl", 0)

    assert corpus.chosen() == [first, second, third]
    assert corpus.chosen(reason="timeout") == [second]
    assert corpus.chosen(format="json") == [third]
    assert corpus.chosen(source="a.example") == [first]
    assert corpus.chosen(source="letters") == [third]
    assert corpus.chosen(run_id=corpus.first_run) == [first, second]
    assert corpus.chosen(run_id=later) == [second, third]
    assert corpus.chosen(state="waiting") == [second]
    assert corpus.chosen(state="resolved") == []
    assert corpus.chosen(path="bridge%") == [third]
    assert corpus.chosen(unit=f"{corpus.heron}:0:1") == [second]
    assert corpus.chosen(reason="timeout", state="open") == []


def test_what_is_chosen_says_in_which_run_its_file_was_looked_at_last(corpus: Corpus) -> None:
    corpus.reject(corpus.heron, 0)
    later = corpus.run("2", HERON)
    register_file(corpus.connection, later, HERON, HERON.uri.encode())

    (row,) = find_chosen(corpus.connection, RejectedChoice())

    assert (row["root"], row["uri"], row["run_id"]) == ("archive", "heron.warc", later)
    assert (row["file_id"], row["member_no"], row["position"]) == (corpus.heron, 0, 0)


def test_what_is_asked_for_is_tried_once_by_that_run(corpus: Corpus) -> None:
    for position in (0, 1, 2):
        corpus.reject(corpus.heron, position)
    corpus.reject(corpus.bridge, 0)
    retry, other = corpus.run("2"), corpus.run("3")
    chosen = find_chosen(corpus.connection, RejectedChoice(path="heron%"))
    corpus.connection.execute(text("update corpus.rejection set state = 'resolved' where position = 2"))

    ask_for(corpus.connection, retry, chosen)

    assert runs.units_again(corpus.connection, retry) == 2  # one was resolved in the meantime
    assert asked_positions(corpus.connection, retry, corpus.heron) == {(0, 0), (0, 1)}
    assert asked_positions(corpus.connection, retry, corpus.bridge) == set()
    assert asked_positions(corpus.connection, other, corpus.heron) == set()
    assert again_counts(corpus.connection, retry) == (0, 0)

    tried = "update corpus.rejection set last_run_id = :run, state = :state where position = :position"
    for position, state in ((0, "resolved"), (1, "open")):
        values = {"run": retry, "state": state, "position": position}
        corpus.connection.execute(text(f"{tried} and retry_run_id = :run"), values)

    assert asked_positions(corpus.connection, retry, corpus.heron) == set()
    assert again_counts(corpus.connection, retry) == (2, 1)


def test_a_run_tries_again_what_waits_in_its_files(corpus: Corpus) -> None:
    corpus.reject(corpus.heron, 0, "waiting")
    corpus.reject(corpus.heron, 1, "open")
    corpus.reject(corpus.heron, 2, "quarantined")
    corpus.reject(corpus.bridge, 0, "waiting")
    next_run = corpus.run("2", HERON)

    ask_for_waiting(corpus.connection, next_run)

    assert corpus.column("retry_run_id") == [next_run, None, None, None]
    assert runs.units_again(corpus.connection, next_run) == 1


@pytest.mark.parametrize(
    "planned",
    [
        PlannedFile(file_no=0, root="letters", uri="heron.warc", size_bytes=10, mtime_ns=20, shard=0),
        PlannedFile(file_no=0, root="archive", uri="heron.warc", size_bytes=12, mtime_ns=20, shard=0),
        PlannedFile(file_no=0, root="archive", uri="heron.warc", size_bytes=10, mtime_ns=22, shard=0),
    ],
)
def test_what_waits_in_a_file_that_has_changed_is_not_tried_in_the_new_one(
    corpus: Corpus, planned: PlannedFile
) -> None:
    corpus.reject(corpus.heron, 0, "waiting")
    next_run = corpus.run("2", planned)

    ask_for_waiting(corpus.connection, next_run)

    assert asked_positions(corpus.connection, next_run, corpus.heron) == set()
    assert runs.units_again(corpus.connection, next_run) == 0


def test_files_that_are_gone_are_those_whose_units_wait_and_that_nobody_tries(corpus: Corpus) -> None:
    corpus.reject(corpus.heron, 0, "waiting")
    corpus.reject(corpus.heron, 1, "waiting")
    corpus.reject(corpus.bridge, 0, "open")
    both = ["archive", "letters"]
    next_run = corpus.run("2")

    (absent,) = find_absent(corpus.connection, next_run, both)

    assert (absent["file_id"], absent["root"], absent["uri"]) == (corpus.heron, "archive", "heron.warc")
    assert find_absent(corpus.connection, next_run, ["letters"]) == []
    ask_for(corpus.connection, next_run, find_chosen(corpus.connection, RejectedChoice()))
    assert find_absent(corpus.connection, next_run, both) == []


def test_the_third_try_of_a_unit_whose_file_is_gone_is_the_last(corpus: Corpus) -> None:
    corpus.reject(corpus.heron, 0, "waiting", attempts=1)
    corpus.reject(corpus.heron, 1, "waiting", attempts=2)
    corpus.reject(corpus.heron, 2, "open", attempts=2)
    corpus.reject(corpus.bridge, 0, "waiting", attempts=2)
    next_run = corpus.run("2")

    states = count_absence(corpus.connection, next_run, corpus.heron)

    assert sorted(states) == ["quarantined", "waiting"]
    assert corpus.column("state") == ["waiting", "quarantined", "open", "waiting"]
    assert corpus.column("attempts") == [2, 3, 2, 2]
    assert corpus.column("last_run_id") == [next_run, next_run, corpus.first_run, corpus.first_run]
    assert corpus.column("detail") == ["odd; then its file was gone"] * 2 + ["odd"] * 2
