"""`khabar parse`: files to JSON lines, without a database."""

from pathlib import Path
from typing import Annotated

import msgspec
import typer

from etl.cli.console import json_output
from etl.cli.options import Workers
from etl.errors import ConfigError
from etl.settings import load_settings
from etl.stages.parse_files import parse_paths

app = typer.Typer(add_completion=False)


@app.command()
def command(
    paths: Annotated[list[Path], typer.Argument(help="files or folders")],
    workers: Workers = None,
) -> None:
    """Parse files and print one JSON object per input unit; nothing is stored."""
    settings = load_settings(workers=workers)
    for path in paths:
        if not path.exists():
            raise ConfigError(f"no such file or folder: {path}")
    encode = msgspec.json.Encoder().encode
    output = json_output()
    for parsed in parse_paths(paths, settings):
        output.write(encode(parsed) + b"\n")
    output.flush()
