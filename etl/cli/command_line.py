"""Every command, its log, and what its errors are for people."""

import logging
import sys
from collections.abc import Callable
from contextlib import suppress

from psycopg2.errors import InsufficientPrivilege
from rich.logging import RichHandler
from rich.text import Text
from sqlalchemy.exc import DBAPIError

from etl.cli.app import app
from etl.cli.console import HarmlessFormatter, harmless, printable, stderr
from etl.errors import ConfigError, KhabarError, NotThere
from etl.local_airflow.processes import AirflowError
from etl.postgres.said import said

FAILED = 1
WRONG_USAGE = 2


def run() -> None:
    """Run a command; an expected error is one sentence on stderr, without a traceback."""
    handler = RichHandler(console=stderr, show_path=False, show_time=False, markup=False)
    handler.setFormatter(HarmlessFormatter("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    try:
        app()
    except (ConfigError, NotThere) as error:
        _fail(str(error), WRONG_USAGE)
    except AirflowError as error:
        _fail(str(error), FAILED, printable)  # it quotes lines of Airflow's log
    except KhabarError as error:
        _fail(str(error), FAILED)
    except DBAPIError as error:
        is_right = isinstance(error.orig, InsufficientPrivilege)
        _fail(f"the database refused: {said(error)}{'; ask the owner of the tables' if is_right else ''}", FAILED)
    except MemoryError:
        _fail("there is not enough memory; what was saved stays, and the next run goes on from there", FAILED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has gone: nothing is left to say
        sys.exit(FAILED)
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error), FAILED)


def _fail(message: str, code: int, shown: Callable[[str], str] = harmless) -> None:
    with suppress(OSError):  # the terminal may be what has gone
        stderr.print(Text.assemble(("error:", "red"), " ", shown(message)), soft_wrap=True)
    sys.exit(code)
