"""Starting, finding and ending the processes of a local Airflow, with a program that behaves as Airflow's do."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psutil
import pytest
from fixture_types import MakeSettings

from etl.errors import AirflowError
from etl.local_airflow import processes
from etl.local_airflow.environment import Home, home_of, prepare
from etl.local_airflow.processes import Running

DEADLINE_SECONDS = 20
# Each part starts a process in a group of its own, as Airflow's scheduler does for a task, and notes both.
PROGRAM = f"""#!{sys.executable}
import os, pathlib, signal, subprocess, sys, time
print("starting", *sys.argv[1:], flush=True)
if sys.argv[1] == os.environ.get("BROKEN"):
    sys.exit("no more memory")
if "STUBBORN" in os.environ:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
task = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"], process_group=0)
note = pathlib.Path(os.environ["NOTES"]) / sys.argv[1]
note.with_suffix(".new").write_text(f"{{os.getpid()}} {{task.pid}}")
note.with_suffix(".new").rename(note)
time.sleep(600)
"""
# `start` leaves running children behind, as it should; a process that goes on would have to wait for them.
STARTER = """
import os, pathlib, sys
from etl.local_airflow import environment, processes
program, home = map(pathlib.Path, sys.argv[1:])
processes.start(program, environment.Home(path=home), dict(os.environ), 1234)
"""


@pytest.fixture
def home(settings: MakeSettings) -> Iterator[Home]:
    """A folder whose processes are ended after the test."""
    home = home_of(settings())
    prepare(home)
    yield home
    processes.stop(home, patience_seconds=1)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    program = tmp_path / "program"
    program.write_text(PROGRAM)
    program.chmod(0o700)
    (tmp_path / "notes").mkdir()
    return program


def test_nothing_runs_before_the_start(home: Home) -> None:
    assert processes.find_running(home) is None
    assert processes.stop(home) is False


def test_what_was_started_is_found_again_with_its_port(home: Home, program: Path) -> None:
    started = _start(home, program)

    assert processes.find_running(home) == started
    assert started.port == 1234
    processes.require_all(home, started)


def test_stopping_ends_every_process_and_their_tasks(home: Home, program: Path) -> None:
    _start(home, program)
    pids = _pids(program)

    assert processes.stop(home) is True

    assert len(pids) == 2 * len(processes.COMPONENTS)
    assert [pid for pid in pids if _lives(pid)] == []
    assert processes.find_running(home) is None


def test_processes_that_do_not_listen_are_killed(home: Home, program: Path) -> None:
    _start(home, program, STUBBORN="1")
    pids = _pids(program)

    assert processes.stop(home, patience_seconds=0.5) is True

    assert [pid for pid in pids if _lives(pid)] == []


def test_what_a_dead_part_has_left_is_found_and_ended(home: Home, program: Path) -> None:
    _start(home, program)
    pids = _pids(program)
    for pid in pids[::2]:
        os.kill(pid, 9)

    assert processes.find_running(home) is not None
    assert processes.stop(home) is True

    assert [pid for pid in pids if _lives(pid)] == []


def test_a_process_that_has_got_an_old_number_is_left_alone(home: Home) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, start_new_session=True) as stranger:
        home.state.write_bytes(msgspec.json.encode(Running(pids=(stranger.pid,), port=1)))

        assert processes.find_running(home) is None
        assert processes.stop(home) is False

        assert stranger.poll() is None
        stranger.kill()


def test_a_part_that_has_ended_by_itself_is_named_with_the_end_of_its_log(home: Home, program: Path) -> None:
    started = _start(home, program, BROKEN="triggerer")
    _wait_until(lambda: not _lives(started.pids[-1]))

    with pytest.raises(AirflowError, match=r"triggerer has ended.*\n.*starting triggerer.*\nno more memory"):
        processes.require_all(home, started)


def test_a_failed_migration_is_told_with_the_end_of_its_log(home: Home, tmp_path: Path) -> None:
    failing = tmp_path / "failing"
    failing.write_text("#!/bin/sh\necho $1 $2 refused\nexit 1\n")
    failing.chmod(0o700)

    with pytest.raises(AirflowError, match="db migrate refused"):
        processes.migrate(failing, home, {})


def _start(home: Home, program: Path, **told: str) -> Running:
    environment = dict(os.environ) | {"NOTES": str(program.parent / "notes")} | told
    subprocess.run([sys.executable, "-c", STARTER, program, home.path], env=environment, check=True)
    return msgspec.json.decode(home.state.read_bytes(), type=Running)


def _pids(program: Path) -> list[int]:
    """Of each part, once all have started, its own number and that of its task."""
    notes = [program.parent / "notes" / name for name in processes.COMPONENTS]
    _wait_until(lambda: all(note.exists() for note in notes))
    return [int(pid) for note in notes for pid in note.read_text().split()]


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
