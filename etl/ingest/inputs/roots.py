"""Where the files of an input root are."""

from pathlib import Path

from etl.settings import Settings


def folder_of(root: str, planned: str, settings: Settings) -> Path:
    """Where the files of an input root are: where they were when a run was planned, else where the settings say."""
    folder = Path(planned)
    return folder if folder.exists() else settings.input_roots.get(root, folder)
