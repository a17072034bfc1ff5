"""Credits of pictures, where an agency is credited, what says that an article is paid for"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REVISION_COLUMNS = {
    "description": "what the page tells others of the article; need not show",
    "wire_agency": "the credited agency by its best known name",
    "wire_evidence": (
        "where it is credited: line, dateline, closing, byline, declared; picture: only a caption credits it"
    ),
    "access_evidence": "what says whether it asks for payment",
}
URL_KINDS = "canonical, amp, og, json-ld, shortlink, twitter, redirect, feed, fetched or alternate"


def upgrade() -> None:
    for name, comment in REVISION_COLUMNS.items():
        op.add_column("revision", sa.Column(name, sa.Text(), nullable=True, comment=comment), schema="corpus")
    credit = sa.Column(
        "credit", sa.Text(), nullable=True, comment="whom the picture is credited to; NULL where nobody is"
    )
    op.add_column("caption", credit, schema="corpus")
    op.alter_column("revision", "wire_credit", comment="agency credited beside the text, as printed", schema="corpus")
    op.alter_column("article_url", "kind", comment=URL_KINDS, schema="corpus")


def downgrade() -> None:
    op.drop_column("caption", "credit", schema="corpus")
    for name in REVISION_COLUMNS:
        op.drop_column("revision", name, schema="corpus")
    op.alter_column("revision", "wire_credit", comment="agency the text is credited to", schema="corpus")
    op.alter_column("article_url", "kind", comment="canonical, amp, feed, fetched or alternate", schema="corpus")
