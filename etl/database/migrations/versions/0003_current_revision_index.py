"""Find the article of a current revision by an index"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("article_current_revision_id_key", "article", ["current_revision_id"], unique=True, schema="corpus")


def downgrade() -> None:
    op.drop_index("article_current_revision_id_key", "article", schema="corpus")
