"""The machine of a run vanishes without a word: its connections stay open at PostgreSQL, with their locks."""

import signal

from chaos.fault import Fault
from chaos.moments import is_between, moments, wait_for
from chaos.proxy import proxied
from chaos.sentences import failed_with_a_sentence
from chaos.trials import Trial

PATIENCE_SECONDS = 90  # the next run must not wait for ever, and not in silence


def strike(trial: Trial) -> int:
    """Kill a run behind a proxy that has gone silent; the next run gets through, or says who holds what."""
    _, units = trial.arena.undisturbed(trial.corpus)
    with proxied(trial.url) as proxy:
        process = trial.start(url=proxy.url)
        if not wait_for(trial, process, moments(trial.choose, units, 1)[0]):
            return 0
        proxy.go_silent()
        process.kill()
        assert process.wait(20) == -signal.SIGKILL
        struck = is_between(trial, units)
        following = trial.start(**FAST)
        code = following.wait(PATIENCE_SECONDS)
        assert code == 0 or failed_with_a_sentence(following), following.complaint()
    return struck


FAST: dict[str, str] = {}  # settings that shorten what the next run waits
FAULT = Fault(name="half-open connections", wanted=5, strike=strike)
