"""`khabar db`: start, stop, upgrade, query and back up the database."""

import os
from pathlib import Path
from typing import Annotated

import typer

from etl.cli.console import stderr, stdout
from etl.cli.engines import unchecked_engine
from etl.database import connect, schema_version
from etl.database.upgrade import reset_roles, upgrade_schema
from etl.errors import DatabaseError
from etl.load import restore as backups
from etl.load.backup_file import read_backup
from etl.postgres import programs as client
from etl.postgres import server
from etl.postgres.roles import LoginRole, bootstrap_url, make_airflow_database, make_roles
from etl.settings import load_settings

app = typer.Typer(
    add_completion=False, no_args_is_help=True, help="Start, stop, upgrade, query and back up the database."
)


@app.command()
def up() -> None:
    """Start the embedded server and upgrade the schema to this version."""
    settings = load_settings()
    info = server.start(settings) if settings.database_url is None else None
    engine = unchecked_engine(settings, LoginRole.OWNER)
    upgrade_schema(engine)
    stdout.print(f"PostgreSQL answers at {connect.masked(engine.url)}")
    if info and info.remark:
        stdout.print(info.remark)


@app.command()
def down() -> None:
    """Stop the embedded server; the data stays."""
    settings = load_settings()
    if settings.database_url is not None:
        stdout.print("nothing to stop: KHABAR_DATABASE_URL is set, and Khabar stops only its embedded server")
    else:
        stdout.print("PostgreSQL stopped" if server.stop(settings) else "PostgreSQL was not running")


@app.command()
def status() -> None:
    """Say whether the database answers and its schema is up to date."""
    settings = load_settings()
    if settings.database_url is None and server.status(settings) is None:
        stdout.print("PostgreSQL is not running: start it with `khabar db up`")
        raise typer.Exit(1)
    engine = unchecked_engine(settings)
    with engine.connect() as connection:
        is_current = schema_version.is_current(connection)
    stdout.print(f"PostgreSQL answers at {connect.masked(engine.url)}")
    stdout.print("the schema is up to date" if is_current else "the schema is out of date: run `khabar db upgrade`")
    if not is_current:
        raise typer.Exit(1)


@app.command()
def roles(
    server_address: Annotated[str, typer.Argument(metavar="HOST:PORT", help="a PostgreSQL that only Khabar uses")],
    bootstrap_password: Annotated[str, typer.Option(envvar="BOOTSTRAP_PASSWORD", help="password of khabar_bootstrap")],
    owner_password: Annotated[str, typer.Option(envvar="OWNER_PASSWORD", help="password of khabar")],
    loader_password: Annotated[str, typer.Option(envvar="LOADER_PASSWORD", help="password of khabar_loader")],
    airflow_password: Annotated[str, typer.Option(envvar="AIRFLOW_DATABASE_PASSWORD", help="password of airflow")],
) -> None:
    """Create the roles and Airflow's database on a server that only Khabar uses, as docker-compose.yml does.

    Pass the passwords in environment variables: other users of the machine can see the arguments of a command.
    """
    passwords = {
        LoginRole.BOOTSTRAP: bootstrap_password,
        LoginRole.OWNER: owner_password,
        LoginRole.LOADER: loader_password,
        LoginRole.AIRFLOW: airflow_password,
    }
    bootstrap = bootstrap_url(server_address, bootstrap_password)
    make_roles(bootstrap, passwords)
    make_airflow_database(bootstrap)
    stdout.print("created the roles")


@app.command()
def upgrade() -> None:
    """Upgrade the schema to this version, in one transaction, and reset the rights and settings of the roles."""
    settings = load_settings()
    if settings.database_url is None:
        server.reset_roles(settings)
    engine = unchecked_engine(settings, LoginRole.OWNER)
    done = upgrade_schema(engine)
    if not done:
        reset_roles(engine)
    stdout.print("upgraded the schema" if done else "the schema is up to date")


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def psql(
    context: typer.Context,
    role: Annotated[
        LoginRole, typer.Option("--as", help="role to log in as, on the embedded server")
    ] = LoginRole.LOADER,
) -> None:
    """Open psql on the database; further arguments are passed to psql."""
    settings = load_settings()
    server.require_made(settings)
    command = client.psql_command(settings, role)
    try:
        os.execvpe(command.arguments[0], [*command.arguments, *context.args], command.environment)
    except FileNotFoundError as error:
        raise DatabaseError("psql is not installed: install PostgreSQL's client programs") from error


@app.command()
def backup(target: Annotated[Path, typer.Argument(help="file to write; `khabar db restore` reads it")]) -> None:
    """Write the whole database into one file."""
    settings = load_settings()
    server.require_made(settings)
    client.backup(settings, target)
    stdout.print(f"wrote {target}; restore it with `khabar db restore {target}`")


@app.command()
def restore(
    source: Annotated[Path, typer.Argument(help="file that `khabar db backup` wrote")],
    replace: Annotated[
        bool, typer.Option("--replace", help="needed if the database contains articles: they are replaced")
    ] = False,
) -> None:
    """Replace the contents of the database by a backup, in one transaction: all or nothing."""
    settings = load_settings()
    found = read_backup(settings, source)
    for name in found.left_out:
        stderr.print(f"{name} is not part of Khabar and is left out: restore it with pg_restore", markup=False)
    done = backups.restore(unchecked_engine(settings, LoginRole.OWNER), settings, found, replace=replace)
    stdout.print(f"restored {done.articles} articles from a backup of schema version {done.version}")
    if done.forgotten_units:
        stdout.print(f"removed again {done.forgotten_units} units of the backup that had been forgotten")
