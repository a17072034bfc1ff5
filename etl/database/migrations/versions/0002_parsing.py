"""Languages of blocks, credits, zones of dates, and what more is known of pages"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT_TABLES = ("caption", "fact", "paragraph", "section", "summary")
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
        _add("revision", name, sa.Text(), comment)
    _add(
        "revision",
        "extraction_agreement",
        sa.REAL(),
        "how far two engines chose the same main text of the page, 0 to 1; NULL where one was sure",
    )
    _add("caption", "credit", sa.Text(), "whom the picture is credited to; NULL where nobody is")
    _add(
        "revision_date",
        "zone",
        sa.Text(),
        "the zone as given: +02:00, CEST; a name with several meanings leaves found_at NULL",
    )
    for table in TEXT_TABLES:
        _add(
            table,
            "language",
            sa.Text(),
            "BCP 47, with the script where it is not the usual one; NULL where the text is too short to tell",
        )
        _add(
            table,
            "language_confidence",
            sa.REAL(),
            "probability of the language; that of the article where the text reads like it",
        )
    op.alter_column("revision", "wire_credit", comment="agency credited beside the text, as printed", schema="corpus")
    op.alter_column("article_url", "kind", comment=URL_KINDS, schema="corpus")


def downgrade() -> None:
    for table in TEXT_TABLES:
        op.drop_column(table, "language_confidence", schema="corpus")
        op.drop_column(table, "language", schema="corpus")
    op.drop_column("revision_date", "zone", schema="corpus")
    op.drop_column("caption", "credit", schema="corpus")
    for name in ("extraction_agreement", *REVISION_COLUMNS):
        op.drop_column("revision", name, schema="corpus")
    op.alter_column("revision", "wire_credit", comment="agency the text is credited to", schema="corpus")
    op.alter_column("article_url", "kind", comment="canonical, amp, feed, fetched or alternate", schema="corpus")


def _add(table: str, name: str, kind: sa.types.TypeEngine[str] | sa.types.TypeEngine[float], comment: str) -> None:
    op.add_column(table, sa.Column(name, kind, nullable=True, comment=comment), schema="corpus")
