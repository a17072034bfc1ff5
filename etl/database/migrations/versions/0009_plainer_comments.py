"""Plainer comments on five columns and a table"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.alter_column(
        "article_search",
        "part",
        existing_type=sa.BIGINT(),
        comment="0 for an article that fits one row. A longer one has a row for each part (1, 2 ...) and, for every 16 parts, a row with their words without positions (0, -1 ...)",
        existing_comment="0 is a short article's only part; of a longer one 1, 2 ... are its parts, and 0, -1 ... hold the words of 16 parts each without their places",
        existing_nullable=False,
        schema="corpus",
    )
    op.alter_column(
        "input_record",
        "byte_offset",
        existing_type=sa.BIGINT(),
        comment="position of its first byte in the decompressed stream; in a .warc.gz, that of its gzip member in the stored file; NULL if it has no bytes of its own",
        existing_comment="position of its first byte in the decompressed stream; for WARC.gz, of its gzip member in the stored file; NULL if it has no bytes of its own",
        existing_nullable=True,
        schema="corpus",
    )
    op.create_table_comment(
        "quality_issue",
        "A quality issue of a revision: a sign of damage, or something that is missing. Texts are never changed.",
        existing_comment="A quality issue of a revision: a sign of damage, or a missing fact. Texts are never changed.",
        schema="corpus",
    )
    op.alter_column(
        "revision",
        "origin_file_id",
        existing_type=sa.BIGINT(),
        comment="file of the record that its rows were made from; of several records the first by SHA-256, root and path",
        existing_comment="file of the record that its rows were made from: the first by SHA-256, root and path",
        existing_nullable=False,
        schema="corpus",
    )
    op.alter_column(
        "revision",
        "stated_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        comment="for ordering only: the later of the dates of publication and change; a missing clock counts as midnight, a missing zone as UTC",
        existing_comment="for ordering only: the later of published and modified, with UTC and midnight for what is missing",
        existing_nullable=True,
        schema="corpus",
    )


def downgrade() -> None:
    op.alter_column(
        "revision",
        "stated_at",
        existing_type=postgresql.TIMESTAMP(timezone=True),
        comment="for ordering only: the later of published and modified, with UTC and midnight for what is missing",
        existing_comment="for ordering only: the later of the dates of publication and change; a missing clock counts as midnight, a missing zone as UTC",
        existing_nullable=True,
        schema="corpus",
    )
    op.alter_column(
        "revision",
        "origin_file_id",
        existing_type=sa.BIGINT(),
        comment="file of the record that its rows were made from: the first by SHA-256, root and path",
        existing_comment="file of the record that its rows were made from; of several records the first by SHA-256, root and path",
        existing_nullable=False,
        schema="corpus",
    )
    op.create_table_comment(
        "quality_issue",
        "A quality issue of a revision: a sign of damage, or a missing fact. Texts are never changed.",
        existing_comment="A quality issue of a revision: a sign of damage, or something that is missing. Texts are never changed.",
        schema="corpus",
    )
    op.alter_column(
        "input_record",
        "byte_offset",
        existing_type=sa.BIGINT(),
        comment="position of its first byte in the decompressed stream; for WARC.gz, of its gzip member in the stored file; NULL if it has no bytes of its own",
        existing_comment="position of its first byte in the decompressed stream; in a .warc.gz, that of its gzip member in the stored file; NULL if it has no bytes of its own",
        existing_nullable=True,
        schema="corpus",
    )
    op.alter_column(
        "article_search",
        "part",
        existing_type=sa.BIGINT(),
        comment="0 is a short article's only part; of a longer one 1, 2 ... are its parts, and 0, -1 ... hold the words of 16 parts each without their places",
        existing_comment="0 for an article that fits one row. A longer one has a row for each part (1, 2 ...) and, for every 16 parts, a row with their words without positions (0, -1 ...)",
        existing_nullable=False,
        schema="corpus",
    )
