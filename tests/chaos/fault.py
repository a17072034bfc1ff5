"""What a fault is."""

from collections.abc import Callable
from dataclasses import dataclass

from chaos.trials import Arena, Trial


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One entry of FAULTS.

    `strike` disturbs khabar in a trial and returns how many times it did; a moment that came too late counts 0. What
    khabar itself must do then (end with a sentence, wait, go on) it asserts. It leaves the trial's database and files
    as they are: the harness reruns and compares.
    """

    name: str  # as the table of docs/reliability.md has it
    wanted: int | Callable[[Arena], int]  # times that `make chaos` goes for
    strike: Callable[[Trial], int]
    hindrance: Callable[[Arena], str | None] = lambda _: None  # why it cannot be tried on this machine
    expected: Callable[[Trial], str] = Trial.undisturbed  # the fingerprint that the tables must have in the end
    size: int = 12  # of the corpus, see make_many_kinds()
