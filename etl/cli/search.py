"""`khabar search`: search all texts, best match first."""

import re
from typing import Annotated

import typer

from etl.ask.search import search, why_nothing
from etl.cli.console import print_json_line, say_nothing
from etl.cli.engines import current_engine
from etl.cli.options import MOST_ROWS, Since, Until
from etl.cli.show_results import show_answer
from etl.errors import ConfigError
from etl.settings import load_settings

app = typer.Typer(add_completion=False)

OPTION = re.compile(r"--[a-z][a-z-]*(=.*)?", re.DOTALL)


# An excluded word begins with "-", like an option. With -h as an option, click would find it in "-nothing".
@app.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
def command(
    words: Annotated[
        list[str],
        typer.Argument(metavar="QUERY", help='words to find: all of them, "a phrase", -excluded, one OR other'),
    ],
    language: Annotated[str | None, typer.Option(help="language of the query and the articles: ar, en ...")] = None,
    source: Annotated[str | None, typer.Option(help="outlet, as in news.articles")] = None,
    since: Since = None,
    until: Until = None,
    max_rows: Annotated[int, typer.Option(min=1, max=MOST_ROWS, help="maximum number of articles")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="print one JSON object per article and line")] = False,
) -> None:
    """Search all texts; the best match comes first."""
    misspelt = next((word for word in words if OPTION.fullmatch(word)), None)
    if misspelt:
        raise ConfigError(f"there is no option {misspelt}: see `khabar search --help`")
    query = " ".join(words)
    engine = current_engine(load_settings())
    answer = search(
        engine,
        query,
        language=language,
        source=source,
        since=since.date() if since else None,
        until=until.date() if until else None,
        max_rows=max_rows,
    )
    if as_json:
        for row in answer.rows:
            print_json_line(dict(zip(answer.columns, row, strict=True)))
    elif answer.rows:
        show_answer(answer)
    if not answer.rows:
        say_nothing(f"nothing found{why_nothing(engine, query, language, source)}", as_json=as_json)
