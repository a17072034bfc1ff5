"""Run the commands, write the log, and turn errors into messages."""

import logging
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress

from rich.logging import RichHandler
from rich.text import Text

from etl.cli.app import app
from etl.cli.console import HarmlessFormatter, harmless, printable, stderr
from etl.cli.exit_codes import FAILED, WRONG_USAGE
from etl.errors import AirflowError, ConfigError, KhabarError, NotThere, with_notes


def run() -> None:
    """Run a command; an expected error becomes one sentence on stderr, without a traceback."""
    handler = RichHandler(console=stderr, show_path=False, show_time=False, markup=False)
    handler.setFormatter(HarmlessFormatter("%(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    _refuse_other_encodings(sys.argv[1:])
    try:
        app()
    except (ConfigError, NotThere) as error:
        _fail(str(error), WRONG_USAGE)
    except AirflowError as error:
        _fail(str(error), FAILED, printable)  # it quotes lines of Airflow's log
    except KhabarError as error:
        _fail(str(error), FAILED)
    except MemoryError as error:
        _fail(with_notes("there is not enough memory", error), FAILED)
    except BrokenPipeError:
        sys.stderr.close()  # the reader of the output has ended, so no message can be shown
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # for what is still to be written
        sys.exit(FAILED)
    except OSError as error:
        _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error), FAILED)
    except Exception as error:  # it is raised again, unless it is the database's
        from etl.postgres.error_messages import refusal  # imported here, because the import takes half a second

        sentence = refusal(error)
        if sentence is None:
            raise
        _fail(sentence, FAILED)


def _refuse_other_encodings(words: Sequence[str]) -> None:
    """End the program if a word of the command line is not UTF-8; no setting, URL or name in the tables can be so."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError:
            _fail(f"{word} is not UTF-8; to read a file with such a name, give its folder", WRONG_USAGE)


def _fail(message: str, code: int, shown: Callable[[str], str] = harmless) -> None:
    with suppress(OSError):  # the terminal may be closed
        stderr.print(Text.assemble(("error:", "red"), " ", shown(message)), soft_wrap=True)
    sys.exit(code)
