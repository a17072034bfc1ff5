"""`khabar raw`: the original bytes of an article."""

from typing import Annotated

import typer

from etl.ask.raw import raw
from etl.cli.console import data_output
from etl.cli.engines import current_engine
from etl.settings import load_settings

app = typer.Typer(add_completion=False)


@app.command()
def command(article_id: Annotated[int, typer.Argument(metavar="ID", help="article_id of news.articles")]) -> None:
    """Print the original bytes from which the current revision of an article was made."""
    settings = load_settings()
    output = data_output()
    output.write(raw(current_engine(settings), settings, article_id))
    output.flush()
