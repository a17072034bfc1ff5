"""The commands, one file each: stdout is data, stderr is log and progress.

Exit codes: 0 success, 1 failed, 2 wrong usage, 3 loaded, but with more rejects than the settings allow; 128 plus the
number of the signal that ended it: 130 for Ctrl-C, 143 for SIGTERM, 129 for a closed terminal.
"""

import gc
import os
import sys
from contextlib import suppress

from etl.cli.signals import end_in_order
from etl.errors import Interrupted, with_notes

STDERR = 2  # the consoles may not be loaded yet
BY_SIGNAL = 128  # and its number, as shells have it
# New objects between two searches for garbage. Loading makes hundreds of thousands of objects that stay. With Python's
# own 700, a fifth of the start was spent on looking at them again and again.
GARBAGE_THRESHOLD = 50_000


def main() -> None:
    """Run the command line. It is imported here, so that Ctrl-C during the import ends it in order too."""
    end_in_order()
    gc.set_threshold(GARBAGE_THRESHOLD)
    try:
        from etl.cli.run_command import run

        run()
    except Interrupted as end:
        with suppress(OSError):  # the terminal may be what has gone
            os.write(STDERR, f"error: {with_notes(str(end), end)}\n".encode())
        sys.exit(BY_SIGNAL + end.signal_number)
