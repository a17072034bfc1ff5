"""Promise 2: whatever is killed, and whenever, a further run ends at the same tables."""

import os
import random
import signal

import pytest
from corpus import make_corpus
from processes import children_of, khabar_environment, run_for_counts, start_khabar, units_of, wait_until
from snapshot import snapshot
from sqlalchemy import Engine, text

from etl.load.database import make_engine

KILLS = 10


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kill") / "corpus"
    return folder, make_corpus(folder)


@pytest.fixture(scope="module")
def undisturbed(server_settings, database_url, corpus):
    folder, units = corpus
    counts = run_for_counts(folder, environment=khabar_environment(database_url))
    assert units_of(counts) == units
    engine = make_engine(server_settings, database_url.rpartition("/")[2])
    yield snapshot(engine)
    engine.dispose()


@pytest.fixture
def database(server_settings, fresh_database_url):
    engine = make_engine(server_settings, fresh_database_url.rpartition("/")[2])
    yield engine
    engine.dispose()


def recorded(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(text("select count(*) from corpus.input_record")).scalar_one()


def moments(units: int) -> list[int]:
    """Numbers of saved units at which something is killed, in order."""
    return sorted(random.sample(range(units), KILLS))


def test_a_run_killed_at_ten_moments_and_repeated_gives_the_same_tables(
    database, fresh_database_url, corpus, undisturbed
):
    folder, units = corpus
    environment = khabar_environment(fresh_database_url, KHABAR_CHUNK_RECORDS="8")
    killed = 0
    for moment in moments(units):
        process = start_khabar("run", str(folder), "--workers=2", environment=environment, folder=folder.parent)
        wait_until(lambda moment=moment, process=process: recorded(database) > moment or process.poll() is not None)
        killed += process.poll() is None
        process.kill()
        process.communicate()

    run_for_counts(folder, environment=environment)

    assert killed >= KILLS // 2
    assert snapshot(database) == undisturbed


def test_workers_killed_at_ten_moments_cost_nothing(database, fresh_database_url, corpus, undisturbed):
    folder, units = corpus
    environment = khabar_environment(fresh_database_url, KHABAR_CHUNK_RECORDS="8")
    process = start_khabar("run", str(folder), "--workers=2", environment=environment, folder=folder.parent)
    killed = 0
    for moment in moments(units):
        wait_until(lambda moment=moment: recorded(database) > moment or process.poll() is not None)
        workers = children_of(process.pid) if process.poll() is None else []
        if workers:
            os.kill(random.choice(workers), signal.SIGKILL)
            killed += 1
            # Three deaths over the same document give it up, as they should: let the run go on in between.
            saved = recorded(database)
            wait_until(lambda saved=saved: recorded(database) > saved or process.poll() is not None)
    _, errors = process.communicate(timeout=120)

    assert process.returncode == 0, errors
    assert killed >= KILLS // 2
    assert snapshot(database) == undisturbed


def test_the_workers_of_a_killed_run_die_with_it(fresh_database_url, corpus):
    folder, _ = corpus
    environment = khabar_environment(fresh_database_url)
    process = start_khabar("run", str(folder), "--workers=2", environment=environment, folder=folder.parent)
    assert wait_until(lambda: len(children_of(process.pid)) >= 2 or process.poll() is not None)
    workers = children_of(process.pid)
    assert workers

    process.kill()
    process.communicate()

    assert wait_until(lambda: not any(is_alive(worker) for worker in workers), 10)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_two_runs_at_once_give_the_tables_of_one(database, fresh_database_url, corpus, undisturbed):
    folder, _ = corpus
    environment = khabar_environment(fresh_database_url)
    both = [
        start_khabar("run", str(folder), "--workers=2", environment=environment, folder=folder.parent) for _ in range(2)
    ]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors

    assert snapshot(database) == undisturbed
