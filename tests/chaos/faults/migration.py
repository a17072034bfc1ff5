"""An upgrade is killed at every statement of it, over a database with rows; old code meets a newer schema."""

import signal

from alembic import command
from chaos.fault import Fault
from chaos.nth import Nth
from chaos.sentences import failed_with_a_sentence
from chaos.trials import Arena, Trial
from snapshot import fingerprint
from sqlalchemy import create_engine, make_url, text

from etl.database.schema_version import VIEW_SCHEMA
from etl.database.upgrade import alembic_config, drop_schema

FIRST = "0001"
NEWER = "9999"
REFUSING = (
    ["run", "."],
    ["step", "plan", "--dag-id=a", "--run-id=b"],
    ["step", "shard", "1", "0"],
    ["step", "index", "1"],
    ["step", "check", "1"],
    ["step", "publish", "1"],
    ["search", "harbour"],
    ["export"],
    ["rejected", "list"],
    ["db", "upgrade"],
)


def strike_upgrade(trial: Trial) -> int:
    """Take the schema back to its first version, and kill the upgrade at one of its statements."""
    number = trial.chosen(_statements(trial.arena))
    _use_old(trial)
    upgrade = trial.start("db", "upgrade", nth=Nth("statement", number, "kill"))
    assert upgrade.wait() == -signal.SIGKILL, upgrade.complaint()
    return 1


def _statements(arena: Arena) -> int:
    """How many statements an upgrade has."""
    if "upgrade" not in arena.facts:
        with arena.trial(arena.corpus(2)) as trial:
            _use_old(trial)
            nth = Nth("statement", 0, "kill")
            assert trial.start("db", "upgrade", nth=nth).wait() == 0
            arena.facts["upgrade"] = nth.count(trial.folder)
    count: int = arena.facts["upgrade"]
    return count


def _use_old(trial: Trial) -> None:
    """Work on a loaded database of the first version: a copy of one that is made once."""
    arena = trial.arena
    if "old" not in arena.facts:
        other = arena.stack.enter_context(arena.trial(trial.corpus))
        other.run()
        _downgrade(other)
        other.engine.dispose()
        arena.facts["old"] = other.engine.url.database
    trial.use_copy_of(arena.facts["old"])
    trial.url = trial.owner_url  # a URL that is set names one role for all


def _downgrade(trial: Trial) -> None:
    owner = create_engine(make_url(trial.owner_url).set(drivername="postgresql+psycopg2"))
    with owner.begin() as connection:
        drop_schema(connection, VIEW_SCHEMA)
        connection.exec_driver_sql(f"create schema {VIEW_SCHEMA}")
        command.downgrade(alembic_config(connection), FIRST)
    owner.dispose()


def expected(trial: Trial) -> str:
    """The fingerprint after an upgrade that was left in peace."""
    if "upgraded" not in trial.arena.facts:
        with trial.arena.trial(trial.corpus) as other:
            _use_old(other)
            other.run()
            trial.arena.facts["upgraded"] = fingerprint(other.engine)
    found: str = trial.arena.facts["upgraded"]
    return found


def strike_newer(trial: Trial) -> int:
    """Let every command meet a schema that it does not know: each refuses by name and changes nothing."""
    trial.run()
    before = fingerprint(trial.engine)
    version = _set_version(trial, NEWER)
    for arguments in REFUSING:
        process = trial.start(*arguments)
        process.wait()
        assert failed_with_a_sentence(process), f"{arguments}: {process.complaint()}"
        assert NEWER in process.said(), f"{arguments}: {process.complaint()}"
    assert fingerprint(trial.engine) == before
    _set_version(trial, version)
    return len(REFUSING)


def _set_version(trial: Trial, version: str) -> str:
    with trial.engine.begin() as connection:
        old: str = connection.execute(text("select version_num from corpus.alembic_version")).scalar_one()
        connection.execute(text("update corpus.alembic_version set version_num = :new"), {"new": version})
        views = "select obj_description(to_regnamespace('news'), 'pg_namespace')"
        comment = str(connection.execute(text(views)).scalar_one()).replace(f"Version {old}-", f"Version {version}-")
        connection.exec_driver_sql(f"comment on schema news is '{comment}'")
    return old


FAULTS = (
    Fault(
        name="kill -9 of an upgrade, at its n-th statement",
        wanted=_statements,
        strike=strike_upgrade,
        expected=expected,
        size=2,
    ),
    Fault(name="old code on a newer schema", wanted=len(REFUSING), strike=strike_newer, size=2),
)
