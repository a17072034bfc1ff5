"""The pytest plugin that runs all tests once, and then a few of them for each mutant in a process of its own."""

import ast
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from checkout import ROOT
from mutation.change import NotApplicableError, change, readers_of
from mutation.lines import Line, Lines
from mutation.mutants import Mutant

KILLED, SURVIVED, NOT_APPLICABLE = 1, 0, 3
PATIENCE_SECONDS = 30.0  # for a mutant, beside ten times what its tests took: a machine may be busy

MAX_PATIENCE_SECONDS = 300.0  # unless its tests take long by themselves: what survives them all is not killed by time


@dataclass(frozen=True, slots=True)
class Run:
    """One test, as it ran without a mutant."""

    item: pytest.Item
    seconds: float
    lines: set[Line]


@dataclass(slots=True)
class Child:
    """A process that runs the tests of one mutant."""

    mutant: Mutant
    pid: int
    ends_at: float
    items: Sequence[pytest.Item]
    failed: int  # where it writes the number of the item that failed


class MutationPlugin:
    """Takes the place of pytest's loop over the tests."""

    def __init__(self, area: str, mutants: Sequence[Mutant], files: Sequence[Path], jobs: int) -> None:
        self._area = area
        self._mutants = mutants
        self._jobs = jobs
        self._lines = Lines(files)
        self._trees = {str(path): ast.parse(path.read_text(encoding="utf-8")) for path in files}
        self._counts: Counter[str] = Counter()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Examples are the same each time; a failure is not made smaller and not kept."""
        import hypothesis  # not before pytest has prepared its plugins

        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        for item in items:
            function: Any = getattr(item, "obj", None)
            if getattr(function, "hypothesis", None) is not None:
                known = function._hypothesis_internal_use_settings
                function._hypothesis_internal_use_settings = hypothesis.settings(
                    known, database=None, derandomize=True, phases=phases
                )

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run every test once, then the mutants."""
        runs = [run for run in self._baseline(session.items) if run is not None]
        print(
            f"\n{self._area}: {len(runs)} tests, {sum(run.seconds for run in runs):.0f} s; {len(self._mutants)} mutants"
        )
        for mutant, outcome in self._outcomes(runs):
            self._counts[outcome] += 1
            if outcome != "killed":
                print(f"  {outcome}: {str(mutant).replace(f'{ROOT}/', '')}", flush=True)
        tried = sum(self._counts.values()) - self._counts["not applicable"]
        dead = self._counts["killed"] + self._counts["timeout"]
        print(
            f"{self._area}: {dead} of {tried} killed ({100 * dead / max(1, tried):.1f} %), {dict(self._counts)}",
            flush=True,
        )
        return True

    def _baseline(self, items: Sequence[pytest.Item]) -> Iterator[Run | None]:
        for item, following in zip(items, [*items[1:], _of_another_module(items[-1], items)], strict=True):
            started = time.monotonic()
            with self._lines.watched() as lines:
                reports = runtestprotocol(item, log=False, nextitem=following)
            if any(report.skipped for report in reports):
                continue
            if any(report.failed for report in reports):
                print(f"fails without a mutant, left out: {item.nodeid}", flush=True)
                print("\n".join(report.longreprtext[-600:] for report in reports if report.failed))
                continue
            yield Run(item, time.monotonic() - started, lines)

    def _outcomes(self, runs: Sequence[Run]) -> Iterator[tuple[Mutant, str]]:
        children: list[Child] = []
        for mutant in self._mutants:
            while len(children) >= self._jobs:
                yield from self._reap(children)
            chosen = sorted(self._tests_of(mutant, runs), key=lambda run: run.seconds)
            if not chosen:
                yield mutant, "no test"
                continue
            children.append(self._start(mutant, chosen))
        while children:
            yield from self._reap(children)

    def _tests_of(self, mutant: Mutant, runs: Sequence[Run]) -> list[Run]:
        wanted = {(str(mutant.path), mutant.line)}
        if mutant.is_constant:
            wanted = readers_of(mutant, self._trees)
        else:
            wanted |= {(str(mutant.path), mutant.line - 1)}  # of a statement over several lines
        return [run for run in runs if run.lines & wanted]

    def _start(self, mutant: Mutant, runs: Sequence[Run]) -> Child:
        sys.stdout.flush()
        items = [run.item for run in runs]
        failed, writer = os.pipe()
        os.set_blocking(failed, False)  # what the mutant has started may keep the other end open
        pid = os.fork()
        if pid == 0:
            _try(mutant, items, writer)
        os.close(writer)
        seconds = sum(run.seconds for run in runs)
        patience = max(min(PATIENCE_SECONDS + 10 * seconds, MAX_PATIENCE_SECONDS), 3 * seconds)
        return Child(mutant, pid, time.monotonic() + patience, items, failed)

    def _reap(self, children: list[Child]) -> Iterator[tuple[Mutant, str]]:
        time.sleep(0.02)
        for child in list(children):
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if not pid and time.monotonic() < child.ends_at:
                continue
            children.remove(child)
            if not pid:
                os.killpg(child.pid, signal.SIGKILL)
                os.waitpid(child.pid, 0)
                yield child.mutant, "timeout"
                continue
            _require_sound(child)
            code = os.waitstatus_to_exitcode(status)
            yield child.mutant, {SURVIVED: "survived", NOT_APPLICABLE: "not applicable"}.get(code, "killed")


def _try(mutant: Mutant | None, items: Sequence[pytest.Item], writer: int) -> None:
    """In the forked process: change the code, run the tests to the first failure, end."""
    os.setsid()
    code = KILLED
    try:
        if mutant is not None:
            change(mutant, _module_of(mutant))
        code = SURVIVED
        for number, (item, following) in enumerate(zip(items, [*items[1:], None], strict=True)):
            following = following or _of_another_module(item, item.session.items)
            if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
                code = KILLED
                os.write(writer, str(number).encode())
                item.session._setupstate.teardown_exact(_of_another_module(item, item.session.items))
                break
    except NotApplicableError:
        code = NOT_APPLICABLE
    finally:
        os._exit(code)


def _require_sound(child: Child) -> None:
    """End the session unless the test that killed a mutant passes without it: what all tests share is broken then."""
    number = b""
    with suppress(BlockingIOError):
        number = os.read(child.failed, 20)
    os.close(child.failed)
    if not number:
        return
    item = child.items[int(number)]
    pid = os.fork()
    if pid == 0:
        _try(None, [item], os.open(os.devnull, os.O_WRONLY))
    if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) != SURVIVED:
        pytest.exit(f"{item.nodeid} fails now without a mutant too; the last one was {child.mutant}", returncode=1)


def _module_of(mutant: Mutant) -> ModuleType:
    name = ".".join(mutant.path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    return sys.modules[name]


def _of_another_module(item: pytest.Item, items: Sequence[pytest.Item]) -> pytest.Item | None:
    """Tearing down towards it ends all that not every item shares, but not the fixtures of the session."""
    chain = item.listchain()

    def shared_count(other: pytest.Item) -> int:
        return sum(one is another for one, another in zip(chain, other.listchain(), strict=False))

    return min((other for other in items if other.path != item.path), key=shared_count, default=None)
