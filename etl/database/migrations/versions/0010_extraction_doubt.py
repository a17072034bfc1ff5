"""The doubt about the main text of every page, in place of the agreement of two methods on few"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

DOUBT = "of a web page: probability that the F1 of its main text is below .8"
AGREEMENT = "agreement of two methods on the main text of the page, 0 to 1; NULL if one method was certain"


def upgrade() -> None:
    _replace("extraction_agreement", "extraction_doubt", DOUBT)


def downgrade() -> None:
    _replace("extraction_doubt", "extraction_agreement", AGREEMENT)


def _replace(old: str, new: str, comment: str) -> None:
    """Add an empty column, because the old values say something else; a reparse fills it."""
    op.add_column("revision", sa.Column(new, sa.REAL(), nullable=True, comment=comment), schema="corpus")
    op.drop_column("revision", old, schema="corpus")
