"""Write files that are either complete or do not exist."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.errors import ConfigError


@contextmanager
def draft_of(target: Path, mode: int = 0o666) -> Iterator[Path]:
    """A new file beside `target`, which takes its place once the block is through; after a fault it is removed.

    A device or pipe is given as it is. Raises ConfigError where nothing can be written there.
    """
    try:
        whole = target.resolve()
        if whole.is_dir():
            raise ConfigError(f"{target} is a folder: give the name of a file")
        if whole.exists() and not whole.is_file():
            yield whole
            return
        draft = whole.with_name(f"{whole.name}.part")
        draft.unlink(missing_ok=True)
        draft.touch(mode=mode)
    except OSError as error:
        raise ConfigError(f"cannot write {target}: {error.strerror}") from error
    try:
        yield draft
        draft.replace(whole)
    finally:
        draft.unlink(missing_ok=True)
