"""Connections to PostgreSQL are reset in the middle of a run: one of them, or all."""

from chaos.fault import Fault
from chaos.moments import is_between, moments, wait_for
from chaos.proxy import proxied
from chaos.sentences import failed_with_a_sentence
from chaos.trials import Trial


def strike(trial: Trial) -> int:
    """Cut one connection in one trial, all in the next; the run goes on or ends with a sentence."""
    _, units = trial.arena.undisturbed(trial.corpus)
    with proxied(trial.url) as proxy:
        process = trial.start(url=proxy.url)
        if not wait_for(trial, process, moments(trial.choose, units, 1)[0]):
            return 0
        number = trial.choose.randrange(proxy.count())
        cut = proxy.cut(slice(number, number + 1) if trial.turn % 2 else slice(None))
        code = process.wait(60)
    assert code == 0 or failed_with_a_sentence(process), process.complaint()
    return bool(cut) and (code == 0 or is_between(trial, units))


FAULT = Fault(name="connection to PostgreSQL cut", wanted=10, strike=strike)
