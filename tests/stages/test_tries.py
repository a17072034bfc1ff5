"""What may be the machine's fault is tried again by the next runs: unit by unit, three times, then by hand only."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from fixture_types import MakeSettings
from sqlalchemy import Engine, text

from etl.ask.report import report
from etl.cli.show_results import show_report
from etl.stages.check import check, too_many_rejects
from etl.stages.index import index_text
from etl.stages.plan import Plan, inputs_of, plan
from etl.stages.process import process
from etl.stages.publish import publish

Night = Callable[..., Plan]

TEXT = "A heading of {0}\n" + "Words that say something of {0}. " * 9 + "\n"
NANOSECONDS = 1_000_000_000


@pytest.fixture
def night(database: Engine, fresh_database_url: str, settings: MakeSettings, tmp_path: Path) -> Night:
    """Run a night over the folder `corpus`; what vanishes meanwhile cannot be read, as on a disk that fails."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    nights = iter(range(100))

    def run(vanishing: str | None = None, *, repeats: int = 1, seconds: float = 30) -> Plan:
        given = settings(database_url=fresh_database_url, settle_seconds=0, workers=1)
        given = given.model_copy(update={"document_seconds": seconds})
        inputs = inputs_of([folder], given)
        planned = plan(database, given, inputs, dag_id="nightly", dag_run_id=str(next(nights)))
        hidden = tmp_path / "hidden"
        if vanishing:
            (folder / vanishing).rename(hidden)
        for _ in range(repeats):
            with database.begin() as connection:  # as after kill -9: what was saved stays, the file is not done
                connection.execute(
                    text("update corpus.run_file set state = 'running' where run_id = :run"), {"run": planned.run_id}
                )
            for shard in planned.shards:
                process(database, given, planned.run_id, shard.shard)
        if vanishing:
            hidden.rename(folder / vanishing)
        index_text(database)
        assert check(database, planned.run_id) == []
        publish(database, planned.run_id)
        return planned

    return run


def rejections(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        query = text("""
            select uri, position, reason, state, attempts, first_run_id, last_run_id, resolved_run_id
            from news.rejections order by uri, position""")
        return [tuple(row) for row in connection.execute(query)]


def counts(engine: Engine, run_id: int) -> dict[str, int]:
    with engine.connect() as connection:
        query = text("select units, known, loaded, rejected from news.runs where run_id = :run_id")
        return dict(connection.execute(query, {"run_id": run_id}).mappings().one())


def write(folder: Path, name: str) -> None:
    (folder / name).write_text(TEXT.format(name), encoding="utf-8")


def test_a_file_that_cannot_be_read_is_tried_by_three_nights_and_then_quarantined(
    database: Engine, night: Night, tmp_path: Path
) -> None:
    write(tmp_path / "corpus", "a.txt")
    write(tmp_path / "corpus", "b.txt")

    first, second, third = night("a.txt"), night("a.txt"), night("a.txt")
    fourth = night()

    assert [each.units_again for each in (first, second, third, fourth)] == [0, 1, 1, 0]
    assert [(each.files, each.known) for each in (first, second, third, fourth)] == [(2, 0), (1, 1), (1, 1), (0, 2)]
    assert rejections(database) == [("a.txt", 0, "unreadable", "quarantined", 3, first.run_id, third.run_id, None)]


def test_a_night_that_is_repeated_counts_one_try(database: Engine, night: Night, tmp_path: Path) -> None:
    write(tmp_path / "corpus", "a.txt")

    night("a.txt", repeats=3)
    second = night("a.txt", repeats=3)

    assert rejections(database) == [("a.txt", 0, "unreadable", "waiting", 2, second.run_id - 1, second.run_id, None)]
    assert counts(database, second.run_id) == {"units": 1, "known": 0, "loaded": 0, "rejected": 1}


def test_a_file_that_can_be_read_again_is_loaded_and_its_rejection_resolved(
    database: Engine, night: Night, tmp_path: Path
) -> None:
    write(tmp_path / "corpus", "a.txt")

    first, second = night("a.txt"), night()

    assert counts(database, second.run_id)["loaded"] == 1
    assert rejections(database) == [
        ("a.txt", 0, "unreadable", "resolved", 1, first.run_id, first.run_id, second.run_id)
    ]
    assert night().known == 1


def make_waiting(engine: Engine, position: int, reason: str = "timeout") -> None:
    """Let a rejected unit look as if its time had been up, as on a machine that was too busy."""
    with engine.begin() as connection:
        values = {"position": position, "reason": reason}
        for statement in (
            "update corpus.rejection set reason = :reason, state = 'waiting' where position = :position",
            "update corpus.input_record set reason = :reason where position = :position",
        ):
            connection.execute(text(statement), values)


def test_only_the_units_that_wait_are_tried_again(database: Engine, night: Night, tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"Report {n}", "text": TEXT.format(n)}) for n in range(5)]
    lines[1] = lines[3] = '{"title": "cut'
    (tmp_path / "corpus" / "dump.jsonl").write_text("\n".join(lines), encoding="utf-8")
    first = night()
    make_waiting(database, 3)

    second = night()

    assert (second.files, second.units_again) == (1, 1)
    assert counts(database, second.run_id) == {"units": 5, "known": 4, "loaded": 0, "rejected": 1}
    assert [(row[1], row[2], row[3], row[4]) for row in rejections(database)] == [
        (1, "malformed", "open", 1),
        (3, "malformed", "open", 2),
    ]
    assert night().units_again == 0
    assert counts(database, first.run_id)["rejected"] == 2


def test_a_document_that_was_too_slow_is_loaded_by_a_night_that_gives_it_more_time(
    database: Engine, night: Night, tmp_path: Path
) -> None:
    words = "".join(f"Paragraph {n} of the long report says what was said on day {n}.\n\n" for n in range(3000))
    (tmp_path / "corpus" / "long.txt").write_text("A long report\n\n" + words, encoding="utf-8")

    first = night(seconds=0.1)
    found = rejections(database)
    second = night()

    assert [row[2:5] for row in found] == [("timeout", "waiting", 1)]
    assert counts(database, second.run_id)["loaded"] == 1
    assert rejections(database) == [
        ("long.txt", 0, "timeout", "resolved", 2, first.run_id, second.run_id, second.run_id)
    ]


def test_a_file_with_other_contents_by_now_resolves_what_waited(database: Engine, night: Night, tmp_path: Path) -> None:
    (tmp_path / "corpus" / "a.txt").touch()
    night()
    make_waiting(database, 0)
    write(tmp_path / "corpus", "a.txt")
    os.utime(tmp_path / "corpus" / "a.txt", ns=(0, NANOSECONDS))

    second = night()

    assert second.units_again == 0
    assert counts(database, second.run_id)["loaded"] == 1
    assert [row[3:] for row in rejections(database)] == [("resolved", 1, 1, 1, second.run_id)]


def test_a_report_says_how_many_units_were_tried_again(
    database: Engine, night: Night, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "corpus", "a.txt")
    night("a.txt")
    night()

    show_report(report(database))

    assert "1 again of these: units that an earlier run had rejected" in " ".join(capsys.readouterr().out.split())


def test_a_unit_whose_file_is_gone_waits_two_more_nights_and_is_then_quarantined(
    database: Engine, night: Night, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "corpus" / "a.txt").touch()
    night()
    make_waiting(database, 0)
    (tmp_path / "corpus" / "a.txt").unlink()

    _, third, _ = night(), night(), night()

    assert rejections(database) == [("a.txt", 0, "timeout", "quarantined", 3, 1, third.run_id, None)]
    said = [message.partition("/")[2] for message in caplog.messages if " is gone" in message]
    assert said == [
        "a.txt is gone, although units of it were to be tried again: 1 now waiting",
        "a.txt is gone, although units of it were to be tried again: 1 now quarantined",
    ]


def test_a_file_that_was_gone_for_a_night_is_tried_by_the_next(database: Engine, night: Night, tmp_path: Path) -> None:
    path = tmp_path / "corpus" / "a.txt"
    path.touch()
    night()
    make_waiting(database, 0)
    path.rename(tmp_path / "away")
    night()
    (tmp_path / "away").rename(path)

    assert night().units_again == 1
    assert [row[2:5] for row in rejections(database)] == [("empty", "open", 3)]


def test_units_tried_again_do_not_count_in_the_limit_of_the_night(
    database: Engine, night: Night, settings: MakeSettings, tmp_path: Path
) -> None:
    for number in range(12):
        (tmp_path / "corpus" / f"{number}.txt").touch()
    first = night()
    make_waiting(database, 0)

    second = night()

    assert second.units_again == 12
    assert counts(database, second.run_id)["rejected"] == 12
    assert too_many_rejects(database, first.run_id, settings()) == (
        "12 of 12 units were rejected, more than 25 %: look at them with `khabar rejected list --run 1`"
    )
    assert too_many_rejects(database, second.run_id, settings()) is None
