"""What a trial has left behind that it should not have."""

from chaos.nth import COUNTER_FILE
from chaos.processes_of_trials import session_of, until
from chaos.trials import Trial

GRACE_SECONDS = 5  # for a server process to notice that its client has gone
SESSIONS = """
    select count(*) from pg_stat_activity
    where datname = current_database() and application_name like 'khabar%'"""
LOCKS = """
    select count(*) from pg_locks as l join pg_database as d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory'"""
OPEN_RUNS = "select count(*) from corpus.run where state in ('planning', 'running')"


def are_sessions_over(trial: Trial, seconds: float) -> bool:
    """Whether the server has ended every session of khabar in time."""
    return until(lambda: trial.number(SESSIONS) == 0, seconds)


def remains(trial: Trial) -> list[str]:
    """Processes, database sessions, locks, open runs and temporary files that are left."""
    are_sessions_over(trial, GRACE_SECONDS)
    numbers = {
        "processes": sum(len(session_of(pid)) for pid in trial.sessions),
        "database sessions": trial.number(SESSIONS),
        "advisory locks": trial.number(LOCKS),
        "open runs": trial.number(OPEN_RUNS),
    }
    own = {
        "tmp",
        COUNTER_FILE,
        *(f"out-{number}.{kind}" for number in range(len(trial.sessions)) for kind in ("stdout", "stderr")),
    }
    files = [str(path) for path in (trial.folder / "tmp").rglob("*")]
    files += [path.name for path in trial.folder.iterdir() if path.name not in own]
    data = trial.arena.server_settings.data_dir
    files += [str(path) for path in data.rglob("*.new")] if data.exists() else []
    return [f"{number} {name}" for name, number in numbers.items() if number] + files
