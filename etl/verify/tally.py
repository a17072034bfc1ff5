"""The result of one check of `khabar verify`."""

from dataclasses import dataclass, field

SHOWN = 3  # of what each check finds


@dataclass(slots=True)
class Tally:
    """One check: how much it checked, how much is wrong, and how much it only notes."""

    check: str
    checked: int = 0
    wrong: int = 0
    noted: int = 0  # no fault of the tables: files that are gone, units that a later version reads otherwise
    first: list[str] = field(default_factory=list)  # the first faults in words; notes if there is no fault

    def fault(self, words: str) -> None:
        """Count something that is wrong."""
        self.wrong += 1
        if self.wrong == 1:
            self.first.clear()
        if len(self.first) < SHOWN:
            self.first.append(words)

    def note(self, words: str) -> None:
        """Count something that is not wrong but worth knowing."""
        self.noted += 1
        if not self.wrong and len(self.first) < SHOWN:
            self.first.append(words)
