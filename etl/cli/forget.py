"""`khabar forget`: an article is removed completely, and does not come back."""

from typing import Annotated
from uuid import UUID

import typer

from etl.cli.console import harmless, stderr, stdout
from etl.cli.engines import prepared_engine
from etl.errors import ConfigError
from etl.postgres import server
from etl.postgres.roles import LoginRole
from etl.settings import load_settings
from etl.stages.forget import Demand, demand, forget

app = typer.Typer(add_completion=False)


@app.command()
def command(
    article: Annotated[int | None, typer.Option(help="article_id in news.articles")] = None,
    uid: Annotated[UUID | None, typer.Option(help="uid in news.articles")] = None,
    url: Annotated[str | None, typer.Option(help="one of the URLs of the article")] = None,
    rewrite: Annotated[
        bool,
        typer.Option(
            "--rewrite",
            help="also rewrite the tables, so that none of its bytes stay in them; each is locked meanwhile",
        ),
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", help="remove it; without this option, only show what would be removed")
    ] = False,
) -> None:
    """Remove an article completely and keep it from coming back in any file. This cannot be undone."""
    if sum(given is not None for given in (article, uid, url)) != 1:
        raise ConfigError("give exactly one of --article, --uid and --url")
    settings = load_settings()
    server.require_made(settings)
    engine = prepared_engine(settings, LoginRole.OWNER)  # only the owner may vacuum
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
        stdout.print(f"article {other.article_id} has the same content: {harmless(other.title or 'without a title')}")
    units, revisions = len(wanted.removal.units), len(wanted.removal.revision_ids)
    stdout.print(f"{units} units and {revisions} revisions, with texts, URLs, dates, issues and search rows")
    for path in wanted.files:
        stdout.print(f"{harmless(str(path))} still contains the text: remove it there yourself")
    for path in wanted.unread:
        stdout.print(f"{harmless(str(path))} is gone or has changed, and was not searched")
