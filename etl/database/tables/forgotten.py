"""What must not come back."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from etl.database.tables.base import Base


class Forgotten(Base):
    """A mark of a forgotten article: a unit that bears it is skipped. Nothing that can be read; no row is removed."""

    __tablename__ = "forgotten"
    __table_args__ = (CheckConstraint("kind in ('article', 'url', 'bytes', 'content', 'text')", name="kind"),)

    kind: Mapped[str] = mapped_column(
        primary_key=True, comment="what the hash is of: article (its uid), url, bytes, content or text"
    )
    hash: Mapped[bytes] = mapped_column(
        primary_key=True, comment="sha256 of that; of an article the 16 bytes of its uid"
    )
    uid: Mapped[UUID] = mapped_column(comment="uid of the article that was to be forgotten")
    forgotten_at: Mapped[datetime] = mapped_column(server_default=func.now(), comment="when it was forgotten")
