"""The table of faults in docs/reliability.md: one row a fault, rewritten by the harness."""

import subprocess
from dataclasses import astuple, dataclass
from datetime import UTC, datetime

from checkout import ROOT
from sqlalchemy import text

from etl.database.connect import make_engine
from etl.settings import Settings
from etl.version import RELEASE

PAGE = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- written by `make chaos` -->", "<!-- end of what `make chaos` writes -->"
NIGHTS_BEGIN, NIGHTS_END = "<!-- written by `make nights` -->", "<!-- end of what `make nights` writes -->"
NIGHT_HEADINGS = ("Night", "Units", "Seconds", "CPU seconds", "Loops", "Peak MB of a process", "New MB of the database")
HEADINGS = ("Fault", "Times", "Result", "Date", "Khabar", "PostgreSQL", "Command")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    fault: str
    times: str
    result: str
    date: str
    khabar: str
    postgresql: str
    command: str


def read_lines(page: str) -> list[Line]:
    """The lines of the table on a page. Raises ValueError if it is not as write_lines() makes it."""
    before, begin, rest = page.partition(BEGIN)
    table, end, _ = rest.partition(END)
    if not (before and begin and end):
        raise ValueError("the markers of the table are not there")
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.strip().splitlines()]
    if rows[:2] != [list(HEADINGS), ["---"] * len(HEADINGS)]:
        raise ValueError("the table has other headings")
    return [Line(*row) for row in rows[2:]]


def write_lines(page: str, lines: list[Line]) -> str:
    """The page with these lines as its table."""
    return _between(page, BEGIN, _table(HEADINGS, [astuple(line) for line in lines]), END)


def write_nights(rows: list[tuple[str, ...]], command: str) -> None:
    """Put a new table of nights into the page."""
    remark = f"`{command}`, {today()}, Khabar {khabar_version()}."
    table = f"{remark}\n\n{_table(NIGHT_HEADINGS, rows)}"
    PAGE.write_text(_between(PAGE.read_text(encoding="utf-8"), NIGHTS_BEGIN, table, NIGHTS_END), encoding="utf-8")


def note(new: list[Line], order: list[str]) -> None:
    """Put lines into the page in place of those of the same faults; a fault that is no more loses its line."""
    page = PAGE.read_text(encoding="utf-8")
    lines = {line.fault: line for line in read_lines(page)} | {line.fault: line for line in new}
    PAGE.write_text(write_lines(page, [lines[name] for name in order if name in lines]), encoding="utf-8")


def _table(headings: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (headings, ("---",) * len(headings), *rows))


def _between(page: str, begin: str, content: str, end: str) -> str:
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n{content}\n{end}{rest.partition(end)[2]}"


def today() -> str:
    """The day, in UTC."""
    return datetime.now(UTC).date().isoformat()


def khabar_version() -> str:
    """The version and commit that are tried; with a + if anything but this page is changed beside the commit."""
    commit = _git("rev-parse", "--short", "HEAD") or "no commit"
    changes = _git("status", "--porcelain", "--", ".", f":!{PAGE.relative_to(ROOT)}")
    return f"{RELEASE} ({commit}{'+' if changes else ''})"


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


def postgresql_version(settings: Settings) -> str:
    """The version of the server of the trials."""
    engine = make_engine(settings)
    with engine.connect() as connection:
        found: str = connection.execute(text("show server_version")).scalar_one()
    engine.dispose()
    return found.split()[0]
