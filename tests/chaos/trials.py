"""What a fault is tried on: a corpus, a database of its own, and `khabar` processes on it."""

import os
import random
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from chaos.many_kinds import make_many_kinds
from chaos.nth import Nth
from chaos.processes_of_trials import PATIENCE_SECONDS, Process, Zygote
from fixture_types import MakeDatabase
from snapshot import fingerprint
from sqlalchemy import Engine, create_engine, make_url, text

from etl.postgres import server
from etl.postgres.roles import LoginRole
from etl.settings import Settings

ROLES = (LoginRole.LOADER, LoginRole.OWNER, LoginRole.BOOTSTRAP)
ROOT_NAME = "corpus"


@dataclass(slots=True)
class Arena:
    """What all trials share: the server, and how databases and processes are made."""

    folder: Path
    server_settings: Settings
    make_database: MakeDatabase
    zygote: Zygote
    stack: ExitStack  # what is to be ended with it
    seed: int = 0  # what all that is chosen follows from
    facts: dict[object, Any] = field(default_factory=dict)  # what was found out once, for all trials
    _trials: int = 0

    def trial(self, corpus: Path, choose: random.Random | None = None, turn: int = 0) -> "Trial":
        """A trial on this corpus, in a with block; the how manyth of its fault it is."""
        self._trials += 1
        return Trial(self, corpus, choose or random.Random(0), turn, self.folder / f"trial-{self._trials}")

    def corpus(self, size: int) -> Path:
        """The folder of a corpus of every kind of file, of this size."""
        folder = self.folder / f"input-{size}"
        if not folder.exists():
            make_many_kinds(folder, size)
        return folder

    def undisturbed(self, corpus: Path) -> tuple[str, int]:
        """The fingerprint of an undisturbed run over a corpus, and the number of its units."""
        if corpus not in self.facts:
            with self.trial(corpus) as trial:
                trial.run()
                self.facts[corpus] = fingerprint(trial.engine), trial.recorded()
        found: tuple[str, int] = self.facts[corpus]
        return found


@dataclass(slots=True)
class Trial:
    """One database, one work folder, and the processes that were started on them."""

    arena: Arena
    corpus: Path
    choose: random.Random
    turn: int
    folder: Path
    url: str = ""  # of the role that loads
    owner_url: str = ""  # of the role that upgrades
    engine: Engine = field(init=False)
    sessions: list[int] = field(default_factory=list)  # of the processes that were started
    notes: list[str] = field(default_factory=list)  # what the fault wants to be shown
    stack: ExitStack = field(default_factory=ExitStack)  # what is to be ended with it
    _data_dir: Path | None = None  # of an embedded server of its own

    def __enter__(self) -> "Trial":
        (self.folder / "tmp").mkdir(parents=True)
        url = self.stack.enter_context(self.arena.make_database())
        self.connect(self.arena.server_settings, make_url(url).database)
        return self

    def __exit__(self, *raised: object) -> None:
        self.stack.close()

    def connect(self, settings: Settings, database: str | None = None) -> None:
        """Load into this database from now on, and look into it as a superuser, who sees all sessions."""
        loader, owner, superuser = (make_url(server.url(settings, role)) for role in ROLES)
        if database:
            loader, owner, superuser = (url.set(database=database) for url in (loader, owner, superuser))
        self.url, self.owner_url = (url.render_as_string(hide_password=False) for url in (loader, owner))
        address = superuser.set(drivername="postgresql+psycopg2")
        self.engine = create_engine(address, pool_pre_ping=True, connect_args={"application_name": "chaos"})
        self.stack.callback(self.engine.dispose)

    def use_copy_of(self, database: str) -> None:
        """Load into a copy of this database from now on; nobody may be connected to it."""
        url = self.stack.enter_context(self.arena.make_database(database))
        self.connect(self.arena.server_settings, make_url(url).database)

    def use_server_of(self, data_dir: Path) -> None:
        """Let khabar use an embedded server of its own from now on."""
        self._data_dir = data_dir

    def start(
        self,
        *arguments: str,
        url: str | None = None,
        nth: Nth | None = None,
        zygote: Zygote | None = None,
        **settings: str,
    ) -> Process:
        """Start khabar: by default `run` on the corpus with two workers and small chunks."""
        output = self.folder / f"out-{len(self.sessions)}"
        files = {"stdout": f"{output}.stdout", "stderr": f"{output}.stderr"}
        request = {
            "arguments": arguments or ("run", str(self.corpus), "--json", "--workers=2"),
            "environment": self._environment(url or self.url) | settings,
            "folder": str(self.folder),
            "nth": nth and asdict(nth),
        }
        origin = zygote or self.arena.zygote
        self.sessions.append(origin.ask(request | files))
        return Process(origin, self.sessions[-1], Path(files["stdout"]), Path(files["stderr"]))

    def run(self, seconds: float = PATIENCE_SECONDS, **settings: str) -> None:
        """An undisturbed run over the corpus, to its end."""
        process = self.start(nth=None, zygote=None, **settings)
        assert process.wait(seconds) == 0, process.complaint()

    def undisturbed(self) -> str:
        """The fingerprint of an undisturbed run over the corpus."""
        return self.arena.undisturbed(self.corpus)[0]

    def chosen(self, total: int) -> int:
        """Another number from 1 to `total` for each trial of a fault, in a random order, until all were taken."""
        order = random.Random(self.arena.seed).sample(range(1, total + 1), total)
        return order[self.turn % total]

    def _environment(self, url: str) -> dict[str, str]:
        """Every khabar process of a trial sees the corpus under the same root."""
        server = {"KHABAR_DATABASE_URL": url}
        if self._data_dir:
            server = {"KHABAR_DATA_DIR": str(self._data_dir), "KHABAR_MINIMUM_FREE_BYTES": "0"}
        own = {
            "KHABAR_INPUT_ROOTS": f'{{"{ROOT_NAME}": "{self.corpus}"}}',
            "KHABAR_CHUNK_RECORDS": "8",
            "KHABAR_REJECT_LIMIT_PERCENT": "100",  # some faults change good files into bad ones
            "TMPDIR": str(self.folder / "tmp"),
            "COLUMNS": "200",
        }
        return os.environ | server | own

    def number(self, query: str) -> int:
        """The one number that a query gives."""
        with self.engine.connect() as connection:
            return int(connection.execute(text(query)).scalar_one())

    def recorded(self) -> int:
        """Units that have their outcome."""
        return self.number("select count(*) from corpus.input_record")

    def recorded_by_last_run(self) -> int:
        """Units that the latest run gave their outcome."""
        return self.number(
            "select count(*) from corpus.input_record where run_id = (select max(run_id) from corpus.run)"
        )
