"""The languages of blocks"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("caption", "fact", "paragraph", "section", "summary")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(
            table,
            sa.Column(
                "language",
                sa.Text(),
                nullable=True,
                comment="BCP 47, with the script where it is not the usual one; NULL where the text is too short to tell",
            ),
            schema="corpus",
        )
        op.add_column(
            table,
            sa.Column(
                "language_confidence",
                sa.REAL(),
                nullable=True,
                comment="probability of the language; that of the article where the text reads like it",
            ),
            schema="corpus",
        )
