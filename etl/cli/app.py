"""All commands in one place."""

import typer

from etl.cli import airflow, db, explain, forget, parse, reader, rejected, reparse, run, verify
from etl.cli import search as ask
from etl.cli import steps as night

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="News files of any format and language into clean PostgreSQL tables.",
)

app.command()(run.run)
app.command()(parse.parse)
app.command()(explain.explain)
app.command()(ask.report)
app.command()(ask.queries)
# A word that is not wanted begins with "-", as an option does.
app.command(context_settings={"ignore_unknown_options": True})(ask.search)
app.command()(ask.raw)
app.command()(ask.export)
app.command()(verify.verify)
app.command()(reparse.reparse)
app.command()(forget.forget)
app.add_typer(db.app, name="db")
app.add_typer(reader.app, name="reader")
app.add_typer(rejected.app, name="rejected")
app.add_typer(ask.config_app, name="config")
app.add_typer(airflow.app, name="airflow")
app.add_typer(night.app)
