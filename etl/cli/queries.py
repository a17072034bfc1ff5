"""`khabar queries`: the example queries with their results."""

import typer

from etl.ask.report import ready_queries
from etl.cli.console import stdout
from etl.cli.engines import current_engine
from etl.cli.show_results import show_answer
from etl.settings import load_settings

app = typer.Typer(add_completion=False)

NEXT = """
[bold]What next[/bold]
  .venv/bin/khabar db psql          query with SQL: select * from news.articles;
  .venv/bin/khabar search QUERY     search all texts
  .venv/bin/khabar run FOLDER       load your own files
  make airflow                      run it every night, and watch it in Airflow
  make stop                         stop the database; the data stays"""


@app.command()
def queries() -> None:
    """Run the example queries of sql/queries and show their results, and what to do next."""
    for answer in ready_queries(current_engine(load_settings())):
        show_answer(answer)
    stdout.print(NEXT, markup=True)
