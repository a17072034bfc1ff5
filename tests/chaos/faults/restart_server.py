"""PostgreSQL stops at once (pg_ctl stop -m immediate) in the middle of a run, and comes back."""

from chaos.fault import Fault
from chaos.moments import is_between, moments, wait_for
from chaos.sentences import failed_with_a_sentence
from chaos.trials import Arena, Trial

from etl.postgres import server
from etl.postgres.user import choose_runner


def strike(trial: Trial) -> int:
    """Stop the server under a run, start it again: the run ends with one sentence, or is through already."""
    _, units = trial.arena.undisturbed(trial.corpus)
    process = trial.start()
    is_running = wait_for(trial, process, moments(trial.choose, units, 1)[0])
    settings = trial.arena.server_settings
    runner = choose_runner(settings.data_dir.resolve())
    runner.run("pg_ctl", "stop", f"--pgdata={runner.home / 'data'}", "--mode=immediate")
    server.start(settings)
    code = process.wait(60)
    if not is_running or code == 0:
        return 0
    assert failed_with_a_sentence(process), process.complaint()
    return is_between(trial, units)


def hindrance(arena: Arena) -> str | None:
    """A server that is not ours is not stopped."""
    return "the server is not ours to stop" if arena.server_settings.database_url else None


FAULT = Fault(name="immediate restart of PostgreSQL", wanted=10, strike=strike, hindrance=hindrance)
