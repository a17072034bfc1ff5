"""Find the new files of an input root that nobody is still writing."""

import time
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection

from etl.ingest.inputs.find_files import FoundFile, SkippedFile
from etl.load import runs
from etl.settings import Settings

NANOSECONDS = 1_000_000_000


def new_files(
    connection: Connection,
    root: str,
    of_root: Sequence[FoundFile | SkippedFile],
    settings: Settings,
    counts: Counter[str],
) -> list[FoundFile]:
    """The files of an input that no run has finished and that are old enough; `counts` gets the numbers of the rest."""
    found = [file for file in of_root if isinstance(file, FoundFile)]
    known = runs.find_known(connection, root, [file.uri for file in found])
    now, settling = time.time_ns(), settings.settle_seconds * NANOSECONDS
    new = [file for file in found if (file.uri, file.size, file.mtime_ns) not in known]
    # The clock of a file server may be a little ahead of ours. A time far in the future must not make a file wait.
    settled = [file for file in new if abs(now - file.mtime_ns) >= settling]
    counts["known"] += len(found) - len(new)
    counts["waiting"] += len(new) - len(settled)
    return settled
