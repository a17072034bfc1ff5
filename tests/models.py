"""Whether the models say what the migrations make."""

from alembic import command
from sqlalchemy import Engine

from etl.database import schema


def check_models(engine: Engine) -> None:
    """Raise alembic's CommandError, with the difference, if the models and the migrated database differ."""
    with engine.begin() as connection:
        command.check(schema._config(connection))
