"""The folders of input roots."""

from pathlib import Path

from etl.settings import Settings


def folder_of(root: str, planned: str, settings: Settings) -> Path:
    """The folder of an input root: the one that a run was planned with, or that of the settings if it is gone."""
    folder = Path(planned)
    return folder if folder.exists() else settings.input_roots.get(root, folder)
