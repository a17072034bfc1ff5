"""Connections to the database, checked before they are used."""

from psycopg2.errors import DuplicateDatabase
from sqlalchemy import URL, Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, ProgrammingError

from etl.errors import ConfigError, DatabaseError
from etl.postgres.error_messages import advice, said
from etl.postgres.roles import DATABASES, LoginRole
from etl.postgres.server import airflow_url, url
from etl.settings import Settings

OLDEST_VERSION = 15
# Parameters of libpq; those in the URL have precedence. A server that vanished is noticed after 90 seconds.
CONNECTION = {
    "client_encoding": "utf8",
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "6",
    "tcp_user_timeout": "90000",
}
# Settings of the session in the server; those in the options of the URL have precedence. They end a session, and so
# release its locks, if its client has vanished (after 90 seconds) or hangs in a transaction. Waits for locks are
# limited, too.
SESSION = {
    "timezone": "UTC",
    "datestyle": "ISO",
    "intervalstyle": "postgres",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "6",
    "tcp_user_timeout": "90s",
    "client_connection_check_interval": "10s",
    "idle_in_transaction_session_timeout": "5min",
    "lock_timeout": "15min",
}
TRIGRAM_SAMPLES = {"Arabic": "خبر", "Japanese": "ニュース"}


def make_engine(
    settings: Settings, database: str | None = None, *, role: LoginRole = LoginRole.LOADER, purpose: str = ""
) -> Engine:
    """A connection pool (SQLAlchemy engine) for the database of the settings, or for another one on its server.

    role: the role to log in as on the embedded server; only an upgrade uses the owner. A URL in the settings names
    its own role. The embedded server is started if necessary, and one connection is tested. Every session uses UTC
    and ISO dates and has the purpose in its name.
    Raises ConfigError if the URL is not valid, DatabaseError if no connection can be made or the server is too old.
    """
    address = _address(settings, database, role)
    engine = create_engine(address, connect_args=_connection(address, purpose), pool_pre_ping=True)
    try:
        with engine.connect() as connection:
            _check_version(connection)
    except OperationalError as error:
        remedy = advice(error) or "correct KHABAR_DATABASE_URL, or leave it out to use the embedded server"
        raise DatabaseError(f"cannot connect to {masked(address)}: {said(error)}; {remedy}") from error
    return engine


def masked(address: URL) -> str:
    """The URL for messages: without the password, and without parameters, which may contain one too."""
    return address.set(drivername="postgresql", query={}).render_as_string(hide_password=True)


def make_airflow_database(settings: Settings) -> str:
    """Create the database of a local Airflow unless it exists, and return its URL with the password.

    On the embedded server it belongs to a role of its own, otherwise to the role of the URL in the settings.
    Raises DatabaseError if that role may not create databases.
    """
    if settings.database_url is None:
        return airflow_url(settings)
    return create_database(settings, DATABASES[LoginRole.AIRFLOW])


def create_database(settings: Settings, name: str) -> str:
    """Create another database on the server unless it exists, and return its URL with the password.

    Raises DatabaseError if the role may not create databases.
    """
    engine = make_engine(settings)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            known = connection.scalar(text("select 1 from pg_database where datname = :name"), {"name": name})
            if known is None:
                connection.execute(text(f"create database {engine.dialect.identifier_preparer.quote(name)}"))
    except ProgrammingError as error:
        if not isinstance(error.orig, DuplicateDatabase):  # another process was faster
            raise DatabaseError(f"cannot create the database {name}: {said(error)}") from error
    finally:
        engine.dispose()
    return _address(settings, name).set(drivername="postgresql").render_as_string(hide_password=False)


def check_capabilities(connection: Connection) -> None:
    """Raise DatabaseError unless the database can store and search text of every script.

    pg_trgm is tested with Arabic and Japanese: with LC_CTYPE=C it finds no trigrams in them, and every search would
    return nothing. If the extension is not installed yet, it is created for this test and dropped again.
    """
    _check_version(connection)
    encoding = connection.scalar(text("show server_encoding"))
    if encoding != "UTF8":
        raise DatabaseError(f"the database has encoding {encoding}: create one with encoding 'UTF8' from template0")
    for language, sample in TRIGRAM_SAMPLES.items():
        if not _trigram_count(connection, sample):
            raise DatabaseError(
                f"pg_trgm finds no trigram of {language} in this database: create one with lc_ctype 'C.UTF-8' "
                "from template0"
            )


def _address(settings: Settings, database: str | None, role: LoginRole = LoginRole.LOADER) -> URL:
    try:
        address = make_url(url(settings, role))
    except (ArgumentError, ValueError):
        # Without its cause, which may quote the password.
        raise ConfigError("KHABAR_DATABASE_URL is not a URL: write postgresql://user:password@host:port/name") from None
    if not address.drivername.startswith("postgres"):
        raise ConfigError(f"KHABAR_DATABASE_URL names {address.drivername}: Khabar needs PostgreSQL")
    return address.set(drivername="postgresql+psycopg2", database=database or address.database)


def _connection(address: URL, purpose: str) -> dict[str, str]:
    """The arguments for libpq in addition to the URL."""
    given = {name: value if isinstance(value, str) else " ".join(value) for name, value in address.query.items()}
    ours = " ".join(f"-c {name}={value}" for name, value in SESSION.items())
    return {name: value for name, value in CONNECTION.items() if name not in given} | {
        "application_name": f"{given.get('application_name', 'khabar')} {purpose}".strip(),
        "options": f"{ours} {given.get('options', '')}".strip(),
    }


def _check_version(connection: Connection) -> None:
    number = int(connection.scalar(text("show server_version_num")))
    if number < OLDEST_VERSION * 10_000:
        raise DatabaseError(f"the server is PostgreSQL {number // 10_000}: Khabar needs {OLDEST_VERSION} or newer")


def _trigram_count(connection: Connection, sample: str) -> int:
    attempt = connection.begin_nested()
    try:
        connection.execute(text("create extension if not exists pg_trgm"))
        schema = connection.scalar(
            text("select extnamespace::regnamespace from pg_extension where extname = 'pg_trgm'")
        )
        return int(connection.scalar(text(f"select cardinality({schema}.show_trgm(:sample))"), {"sample": sample}))
    except DBAPIError as error:
        raise DatabaseError(f"the extension pg_trgm cannot be used: {said(error)}") from error
    finally:
        attempt.rollback()
