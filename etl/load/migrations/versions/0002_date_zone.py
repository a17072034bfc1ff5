"""The zone of a date as given"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "revision_date",
        sa.Column(
            "zone",
            sa.Text(),
            nullable=True,
            comment="the zone as given: +02:00, CEST; a name with several meanings leaves found_at NULL",
        ),
        schema="corpus",
    )
