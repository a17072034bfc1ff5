"""Marks of forgotten articles, and the run that found an address"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forgotten",
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="what the hash is of: article (its uid), url, bytes, content or text",
        ),
        sa.Column(
            "hash",
            sa.LargeBinary(),
            nullable=False,
            comment="sha256 of that; of an article the 16 bytes of its uid",
        ),
        sa.Column("uid", sa.Uuid(), nullable=False, comment="uid of the article that was to be forgotten"),
        sa.Column(
            "forgotten_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="when it was forgotten",
        ),
        sa.CheckConstraint("kind in ('article', 'url', 'bytes', 'content', 'text')", name=op.f("forgotten_kind_check")),
        sa.PrimaryKeyConstraint("kind", "hash", name=op.f("forgotten_pkey")),
        schema="corpus",
        comment=(
            "A mark of a forgotten article: a unit that bears it is skipped. Nothing that can be read; no row is removed."
        ),
    )
    op.add_column(
        "article_url",
        sa.Column(
            "run_id",
            sa.BigInteger(),
            nullable=True,
            comment="the run that added it, or the last `khabar reparse` that found it; NULL: an early version added it",
        ),
        schema="corpus",
    )


def downgrade() -> None:
    op.drop_column("article_url", "run_id", schema="corpus")
    op.drop_table("forgotten", schema="corpus")
