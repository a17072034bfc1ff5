"""What a fault is tried on: a corpus, a database of its own, and `khabar` processes on it."""

import os
import random
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chaos.many_kinds import make_many_kinds
from chaos.processes_of_trials import Process, Zygote
from snapshot import fingerprint
from sqlalchemy import Engine, create_engine, make_url, text

from etl.settings import Settings

ROOT_NAME = "corpus"


@dataclass(slots=True)
class Arena:
    """What all trials share: the server, and how databases and processes are made."""

    folder: Path
    server_settings: Settings
    make_database: Callable[[], AbstractContextManager[str]]
    zygote: Zygote
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
        return self.facts[corpus]


@dataclass(slots=True)
class Trial:
    """One database, one work folder, and the processes that were started on them."""

    arena: Arena
    corpus: Path
    choose: random.Random
    turn: int
    folder: Path
    url: str = ""
    engine: Engine = field(init=False)
    sessions: list[int] = field(default_factory=list)  # of the processes that were started
    notes: list[str] = field(default_factory=list)  # what the fault wants to be shown
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> "Trial":
        (self.folder / "tmp").mkdir(parents=True)
        self.url = self._stack.enter_context(self.arena.make_database())
        self.engine = create_engine(
            make_url(self.url).set(drivername="postgresql+psycopg2"),
            pool_pre_ping=True,
            connect_args={"application_name": "chaos"},
        )
        self._stack.callback(self.engine.dispose)
        return self

    def __exit__(self, *raised: object) -> None:
        self._stack.close()

    def start(
        self,
        *arguments: str,
        url: str | None = None,
        hook: str | None = None,
        hook_arguments: dict[str, Any] | None = None,
        **settings: str,
    ) -> Process:
        """Start khabar: by default `run` on the corpus with two workers and small chunks."""
        output = self.folder / f"out-{len(self.sessions)}"
        arguments = arguments or ("run", str(self.corpus), "--json", "--workers=2")
        files = {"stdout": f"{output}.stdout", "stderr": f"{output}.stderr"}
        environment = self.environment(url or self.url) | settings
        pid = self.arena.zygote.ask(
            {
                "arguments": arguments,
                "environment": environment,
                "folder": str(self.folder),
                "hook": hook,
                "hook_arguments": hook_arguments or {},
            }
            | files
        )
        self.sessions.append(pid)
        return Process(self.arena.zygote, pid, Path(files["stdout"]), Path(files["stderr"]))

    def run(self) -> None:
        """An undisturbed run over the corpus, to its end."""
        process = self.start()
        assert process.wait() == 0, process.complaint()

    def expected(self) -> str:
        """The fingerprint that the tables must have in the end."""
        return self.arena.undisturbed(self.corpus)[0]

    def environment(self, url: str) -> dict[str, str]:
        """The environment of a khabar process: every one of a trial sees the corpus under the same root."""
        return os.environ | {
            "KHABAR_DATABASE_URL": url,
            "KHABAR_INPUT_ROOTS": f'{{"{ROOT_NAME}": "{self.corpus}"}}',
            "KHABAR_CHUNK_RECORDS": "8",
            "TMPDIR": str(self.folder / "tmp"),
            "COLUMNS": "200",
        }

    def number(self, query: str) -> int:
        """The one number that a query gives."""
        with self.engine.connect() as connection:
            return connection.execute(text(query)).scalar_one()

    def recorded(self) -> int:
        """Units that have their outcome."""
        return self.number("select count(*) from corpus.input_record")

    def recorded_by_last_run(self) -> int:
        """Units that the latest run gave their outcome."""
        return self.number(
            "select count(*) from corpus.input_record where run_id = (select max(run_id) from corpus.run)"
        )
