"""`khabar reparse`: replace what older code read by what this version reads from the same bytes."""

import secrets
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.console import harmless, say_nothing, stderr, stdout
from etl.cli.engines import prepared_engine
from etl.cli.options import AsJson, Since, Until, Workers
from etl.cli.run_plan import finish
from etl.cli.show_results import counts_of, show_changes
from etl.load.reparse_changes import Changes
from etl.load.runs import REPARSE
from etl.postgres import server
from etl.settings import load_settings
from etl.stages.reparse import Choice, count_changes, plan_reparse

app = typer.Typer(add_completion=False)

NOTHING = "no unit matches"


@app.command()
def command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="files or folders; default: everything that was ever read")
    ] = None,
    source: Annotated[str | None, typer.Option(help="only articles of this outlet")] = None,
    since: Since = None,
    until: Until = None,
    format: Annotated[str | None, typer.Option(help="only documents of this format: text, html ...")] = None,
    parser: Annotated[
        str | None, typer.Option(help="only what this parser read; its name is in news.revisions")
    ] = None,
    run: Annotated[int | None, typer.Option(help="only units whose outcome this run set")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="count what would change; write nothing")] = False,
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Read files again with the installed version, and replace what is stored of them."""
    settings = load_settings(workers=workers)
    server.require_made(settings)
    engine = prepared_engine(settings)
    choice = Choice(
        source=source,
        since=since.date() if since else None,
        until=until.date() if until else None,
        format=format,
        parser=parser,
        run_id=run,
        paths=tuple(paths or ()),
    )
    if dry_run:
        _show(count_changes(engine, settings, choice), as_json)
        return
    found = plan_reparse(engine, settings, choice, dag_id=REPARSE, dag_run_id=secrets.token_hex(8))
    if found is None:
        say_nothing(NOTHING, as_json=as_json)
        return
    planned, chosen = found
    finish(engine, settings, planned, chosen=chosen, as_json=as_json)


def _show(changes: Changes, as_json: bool) -> None:
    if as_json:
        more = {"articles gone": changes.articles_gone, "files left alone": len(changes.files_left)}
        stdout.print_json(data=counts_of(changes.by_kind) | more)
    elif changes == Changes():
        stdout.print(NOTHING)
    else:
        show_changes(changes.by_kind)
        stdout.print(f"  {changes.articles_gone:>7,} articles gone  articles whose number would no longer exist")
    for path in changes.files_left:
        stderr.print(f"left alone, because it is gone or has changed: {harmless(str(path))}", soft_wrap=True)
