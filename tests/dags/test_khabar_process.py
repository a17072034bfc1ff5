"""A command that a task starts: its answer, its failures, and that it never outlives the task."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import khabar_process
import pytest

DEADLINE_SECONDS = 20

# A command with a child of its own; both write their process ids into the folder and then wait.
COMMAND_WITH_A_CHILD = """
import os, pathlib, signal, subprocess, sys, time
folder = pathlib.Path(sys.argv[1])
if "stubborn" in sys.argv:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
(folder / "writing").write_text(f"{os.getpid()} {child.pid}")
(folder / "writing").rename(folder / "pids")
if "alarming" in sys.argv:
    os.kill(int(sys.argv[-1]), signal.SIGALRM)
time.sleep(0 if "quick" in sys.argv else 600)
print("{}")
"""

# A process as Airflow starts it: it has a handler of its own for SIGTERM, which only sets a mark.
TASK = """
import signal, sys
sys.path.insert(0, sys.argv[1])
import khabar_process
signal.signal(signal.SIGTERM, lambda *_: print("the handler before"))
try:
    khabar_process.run_command(sys.argv[2:], grace_seconds=0.5)
except khabar_process.TaskTerminated:
    signal.raise_signal(signal.SIGTERM)
    print("terminated")
"""


def test_the_last_line_on_stdout_is_the_answer() -> None:
    command = _python("print('loading'); print('{\"loaded\": 3}')")

    assert khabar_process.run_command(command) == {"loaded": 3}


def test_stderr_goes_to_the_log_of_the_caller(capfd: pytest.CaptureFixture[str]) -> None:
    khabar_process.run_command(_python("import sys; print('slow disk', file=sys.stderr); print('[]')"))

    assert capfd.readouterr() == ("", "slow disk\n")


def test_another_exit_code_than_0_is_named() -> None:
    with pytest.raises(khabar_process.CommandFailed, match="ended with code 3"):
        khabar_process.run_command(_python("print('{}'); raise SystemExit(3)"))


def test_a_command_killed_by_a_signal_names_the_signal() -> None:
    with pytest.raises(khabar_process.CommandFailed, match="ended by signal 9"):
        khabar_process.run_command(_python("import os, signal; os.kill(os.getpid(), signal.SIGKILL)"))


def test_a_command_that_says_nothing_has_failed() -> None:
    with pytest.raises(khabar_process.CommandFailed, match="0 lines on stdout"):
        khabar_process.run_command(_python("pass"))


def test_a_process_left_behind_by_the_command_is_killed(tmp_path: Path) -> None:
    khabar_process.run_command(_with_child(tmp_path, "quick"))

    _assert_all_end(_pids(tmp_path))


def test_the_command_runs_in_a_session_of_its_own() -> None:
    session = khabar_process.run_command(_python("import os; print(os.getsid(0))"))

    assert session != os.getsid(0)


@pytest.mark.parametrize("mood", ["obedient", "stubborn"])
def test_sigterm_to_the_task_ends_the_whole_group(tmp_path: Path, mood: str) -> None:
    with _task(tmp_path, mood) as task:
        pids = _pids(tmp_path)
        task.send_signal(signal.SIGTERM)
        said, _ = task.communicate(timeout=DEADLINE_SECONDS)

    _assert_all_end(pids)
    assert said.split("\n") == ["the handler before", "terminated", ""]


def test_a_killed_task_takes_the_whole_group_with_it(tmp_path: Path) -> None:
    with _task(tmp_path, "stubborn") as task:
        pids = _pids(tmp_path)
        task.kill()

    _assert_all_end(pids)


def test_an_exception_in_the_task_ends_the_whole_group(tmp_path: Path) -> None:
    def time_is_up(signal_number: int, frame: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGALRM, time_is_up)
    try:
        with pytest.raises(TimeoutError):
            khabar_process.run_command(_with_child(tmp_path, "alarming", str(os.getpid())))
    finally:
        signal.signal(signal.SIGALRM, previous)

    _assert_all_end(_pids(tmp_path))


def _python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def _with_child(folder: Path, *words: str) -> list[str]:
    return [*_python(COMMAND_WITH_A_CHILD), str(folder), *words]


def _task(folder: Path, mood: str) -> subprocess.Popen[str]:
    module_folder = str(Path(khabar_process.__file__).parent)
    command = [*_python(TASK), module_folder, *_with_child(folder, mood)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _pids(folder: Path) -> list[int]:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not (folder / "pids").exists():
        assert time.monotonic() < deadline, "the command did not start"
        time.sleep(0.02)
    return [int(pid) for pid in (folder / "pids").read_text().split()]


def _assert_all_end(pids: list[int]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while living := [pid for pid in pids if _lives(pid)]:
        assert time.monotonic() < deadline, f"still running: {living}"
        time.sleep(0.02)


def _lives(pid: int) -> bool:
    """Whether the process runs; a zombie that no one waits for does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # it has just gone, or the system has no /proc
        return not Path("/proc/self").exists()
    return state != "Z"
