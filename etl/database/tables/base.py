"""What all base tables share: schema `corpus`, names of constraints, column types."""

from datetime import datetime
from typing import Annotated

from sqlalchemy import BigInteger, DateTime, ForeignKey, LargeBinary, MetaData, Text
from sqlalchemy.dialects.postgresql import REAL
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

SCHEMA = "corpus"
NAMES = {
    "pk": "%(table_name)s_pkey",
    "uq": "%(table_name)s_%(column_0_N_name)s_key",
    "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
    "ck": "%(table_name)s_%(constraint_name)s_check",
    "ix": "%(table_name)s_%(column_0_N_name)s_index",
}

RevisionKey = Annotated[int, mapped_column(BigInteger, ForeignKey("corpus.revision.revision_id"), primary_key=True)]
Position = Annotated[int, mapped_column(primary_key=True, autoincrement=False)]


class Base(DeclarativeBase):
    """The docstring of a model is the COMMENT of its table; every column has its own."""

    metadata = MetaData(schema=SCHEMA, naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012  # SQLAlchemy's own way of declaring it
        int: BigInteger,
        str: Text,
        bytes: LargeBinary,
        datetime: DateTime(timezone=True),
    }


class TextRow:
    """The columns of a row that holds one piece of a revision's text."""

    revision_id: Mapped[RevisionKey] = mapped_column(comment="the revision to which it belongs")
    position: Mapped[Position] = mapped_column(
        comment="position in reading order among the revision's rows in this table; 0 is the first"
    )
    text: Mapped[str] = mapped_column(comment="the text in NFC, without bullets and other marks")
    detected_by: Mapped[str] = mapped_column(comment="how the parser recognised it: label, mark, html:h2 ...")
    source_start: Mapped[int | None] = mapped_column(
        comment="where it starts in the decoded source, in code points; NULL if the source is not plain text"
    )
    source_end: Mapped[int | None] = mapped_column(comment="where it ends in the decoded source (exclusive)")


class LanguageOfText:
    """The columns that say in which language the text of a row is."""

    language: Mapped[str | None] = mapped_column(
        comment="BCP 47, with the script if it is not the usual one; NULL if the text is too short to tell"
    )
    language_confidence: Mapped[float | None] = mapped_column(
        REAL,
        comment="probability that the language is right, 0 to 1; the article's if the text seems to be in its language",
    )
