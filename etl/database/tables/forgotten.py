"""What must not come back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from etl.database.tables.base import Base


class Forgotten(Base):
    """A tombstone of a forgotten article: a unit that matches it is skipped. It has no readable text and stays."""

    __tablename__ = "forgotten"
    __table_args__ = (CheckConstraint("kind in ('article', 'url', 'bytes', 'content', 'text')", name="kind"),)

    kind: Mapped[str] = mapped_column(
        primary_key=True, comment="what was hashed: article (its uid), url, bytes, content or text"
    )
    hash: Mapped[bytes] = mapped_column(
        primary_key=True, comment="SHA-256 of it; for an article, the 16 bytes of its uid"
    )
    uid: Mapped[UUID] = mapped_column(comment="uid of the forgotten article")
    forgotten_at: Mapped[datetime] = mapped_column(server_default=func.now(), comment="when it was forgotten")
