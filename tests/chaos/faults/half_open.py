"""The machine of a run vanishes without a word: its connections stay open at PostgreSQL, with their locks."""

import signal

from chaos.fault import Fault
from chaos.moments import is_between, moments, wait_for
from chaos.processes_of_trials import Process, until
from chaos.proxy import proxied
from chaos.remains import are_sessions_over
from chaos.trials import Trial

# Of the server's sessions; by themselves 30 s, 10 s, 6 times: the same, only sooner.
SOONER = "?options=-c tcp_keepalives_idle%3D2 -c tcp_keepalives_interval%3D1 -c tcp_keepalives_count%3D2"
PATIENCE_SECONDS = 60


def strike(trial: Trial) -> int:
    """Kill a run whose connections nobody closes; the next run waits until the server notices, and gets through.

    In every second trial the proxy between stands still, but its system answers for the dead client, so that the server
    cannot notice: the next run must say who holds what, and goes on when those connections are ended by hand.
    """
    _, units = trial.arena.undisturbed(trial.corpus)
    with proxied(trial.url) as proxy:
        process = trial.start(url=proxy.url + SOONER)
        if not wait_for(trial, process, moments(trial.choose, units, 1)[0]):
            return 0
        proxy.go_silent()
        process.kill()
        assert process.wait(20) == -signal.SIGKILL
        struck = is_between(trial, units)
        if trial.turn % 2 == 0:
            proxy.vanish()
        following = trial.start(KHABAR_WAIT_NOTICE_SECONDS="1")
        if trial.turn % 2:
            wait_for_notice(following)
            proxy.cut(slice(None))
        assert following.wait(PATIENCE_SECONDS) == 0, following.complaint()
        # The killed run is open until a run starts after the server has noticed its end: see runs.close_dead_runs.
        assert are_sessions_over(trial, PATIENCE_SECONDS)
    return struck


def wait_for_notice(process: Process) -> None:
    """Wait until it has said which session it waits for."""
    told = until(lambda: "files" in process.said() or process.poll() is not None, PATIENCE_SECONDS)
    assert told, process.complaint()
    assert process.poll() is None, f"it did not have to wait: {process.complaint()}"


FAULT = Fault(name="half-open connections", wanted=5, strike=strike)
