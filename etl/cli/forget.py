"""`khabar forget`: an article is removed wholly, and does not come back."""

from typing import Annotated
from uuid import UUID

import typer

from etl.cli.console import harmless, stderr, stdout
from etl.cli.engines import prepared_engine
from etl.errors import ConfigError
from etl.postgres import server
from etl.postgres.roles import Role
from etl.settings import load_settings
from etl.stages.forget import Demand, demand, forget

app = typer.Typer(add_completion=False)


@app.command()
def command(
    article: Annotated[int | None, typer.Option(help="its number, as news.articles has it")] = None,
    uid: Annotated[UUID | None, typer.Option(help="its uid")] = None,
    url: Annotated[str | None, typer.Option(help="one of its addresses")] = None,
    rewrite: Annotated[
        bool,
        typer.Option("--rewrite", help="write the tables anew: no byte stays; locks each meanwhile"),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="remove it; without this it is only shown")] = False,
) -> None:
    """Remove an article wholly and keep it from coming back, whatever file it comes in. It cannot be undone."""
    if sum(given is not None for given in (article, uid, url)) != 1:
        raise ConfigError("name one article: by --article, --uid or --url")
    settings = load_settings()
    server.require_made(settings)
    engine = prepared_engine(settings, Role.OWNER)  # only the owner may vacuum
    wanted = demand(engine, settings, article_id=article, uid=uid, url=url)
    _show(wanted)
    if not yes:
        stderr.print("nothing was removed: add --yes to remove it for good")
        raise typer.Exit(2)
    removal = forget(engine, settings, wanted, rewrite=rewrite)
    stdout.print(f"forgotten: {len(removal.units)} units, {len(removal.revision_ids)} revisions")


def _show(wanted: Demand) -> None:
    article = wanted.article
    stdout.print(f"article {article.article_id} ({article.uid}): {harmless(article.title or 'without a title')}")
    for other in wanted.others:
        stdout.print(f"with the same content, article {other.article_id}: {harmless(other.title or 'without a title')}")
    units, revisions = len(wanted.removal.units), len(wanted.removal.revision_ids)
    stdout.print(f"{units} units and {revisions} revisions, with texts, addresses, dates, issues and search rows")
    for path in wanted.files:
        stdout.print(f"the text stays in {harmless(str(path))}: remove it there yourself")
    for path in wanted.unread:
        stdout.print(f"gone or changed, not looked into: {harmless(str(path))}")
