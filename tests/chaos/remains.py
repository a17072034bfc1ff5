"""What a trial has left behind that it should not have."""

from chaos.nth import COUNTER_FILE
from chaos.processes_of_trials import session_of, until
from chaos.trials import Trial
from sqlalchemy import text

GRACE_SECONDS = 5  # for a server process to notice that its client has gone
SESSIONS = text("""
    select count(*) from pg_stat_activity
    where datname = current_database() and application_name like 'khabar%'""")
LOCKS = text("""
    select count(*) from pg_locks as l join pg_database as d on d.oid = l.database
    where d.datname = current_database() and l.locktype = 'advisory'""")
OPEN_RUNS = text("select count(*) from corpus.run where state in ('planning', 'running')")


def remains(trial: Trial) -> list[str]:
    """Processes, database sessions, locks, open runs and temporary files that are left."""
    with trial.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        until(lambda: connection.execute(SESSIONS).scalar_one() == 0, GRACE_SECONDS)
        numbers = {
            "processes": sum(len(session_of(pid)) for pid in trial.sessions),
            "database sessions": connection.execute(SESSIONS).scalar_one(),
            "advisory locks": connection.execute(LOCKS).scalar_one(),
            "open runs": connection.execute(OPEN_RUNS).scalar_one(),
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
