"""The command line: stdout is data, stderr is log and progress.

Exit codes: 0 good, 1 failed, 2 wrong usage, 3 loaded, but with more rejects than the settings allow; 128 and the number
of the signal that ended it: 130 for Ctrl-C, 143 for SIGTERM, 129 for a closed terminal.
"""

import logging
import sys
from contextlib import suppress

from rich.logging import RichHandler
from rich.text import Text
from sqlalchemy.exc import DBAPIError

from etl.cli.app import app
from etl.cli.console import HarmlessFormatter, harmless, stderr
from etl.cli.signals import end_in_order
from etl.errors import ConfigError, Interrupted, KhabarError, NotThere

FAILED = 1
WRONG_USAGE = 2
BY_SIGNAL = 128  # and its number, as shells have it


def main() -> None:
    """Run the command line; an expected error is one sentence on stderr, without a traceback."""
    handler = RichHandler(console=stderr, show_path=False, show_time=False, markup=False)
    handler.setFormatter(HarmlessFormatter("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    end_in_order()
    try:
        app()
    except (ConfigError, NotThere) as error:
        _fail(str(error), WRONG_USAGE)
    except KhabarError as error:
        _fail(str(error), FAILED)
    except DBAPIError as error:
        _fail(f"the database refused: {str(error.orig).strip()}", FAILED)
    except MemoryError:
        _fail("there is not enough memory; what was saved stays, and the next run goes on from there", FAILED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing is left to say
        sys.exit(FAILED)
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error), FAILED)
    except Interrupted as end:
        _fail(f"{end}; what was saved stays, and the next run goes on from there", BY_SIGNAL + end.signal_number)


def _fail(message: str, code: int) -> None:
    with suppress(OSError):  # the terminal may be what has gone
        stderr.print(Text.assemble(("error:", "red"), " ", harmless(message)), soft_wrap=True)
    sys.exit(code)
