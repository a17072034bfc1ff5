"""What came in: files, members of archives, and one record for every unit with its outcome."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from etl.database.tables.base import Base


class Source(Base):
    """An outlet. Operators may enter country, languages and zone, or merge two outlets through their aliases."""

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("name"),)

    source_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the outlet")
    name: Mapped[str] = mapped_column(
        comment="host without www; if there is no address, the name or wire code in the documents"
    )
    country: Mapped[str | None] = mapped_column(comment="ISO 3166 code, entered by operators")
    languages: Mapped[list[str] | None] = mapped_column(
        ARRAY(TEXT), comment="usual languages (BCP 47), entered by operators"
    )
    time_zone: Mapped[str | None] = mapped_column(
        comment="usual time zone (IANA), entered by operators; news.date_guesses uses it for dates without a zone"
    )


class SourceAlias(Base):
    """A host, site name or wire code, and the outlet it stands for."""

    __tablename__ = "source_alias"

    alias: Mapped[str] = mapped_column(primary_key=True, comment="host without www, site name or wire code")
    source_id: Mapped[int] = mapped_column(ForeignKey("corpus.source.source_id"), comment="the outlet")


class InputFile(Base):
    """One file with certain contents; if the file is overwritten, the new contents are a second row."""

    __tablename__ = "input_file"
    __table_args__ = (
        Index(
            "input_file_root_uri_sha256_key",
            "root",
            text("md5(uri)"),
            "sha256",
            unique=True,
            postgresql_nulls_not_distinct=True,
        ),
    )

    file_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the file")
    root: Mapped[str] = mapped_column(comment="name of the input root")
    uri: Mapped[str] = mapped_column(comment="path below the root; bytes that are not UTF-8 are percent-encoded")
    sha256: Mapped[bytes | None] = mapped_column(
        comment="SHA-256 of the stored bytes; NULL if the file could not be opened"
    )
    size_bytes: Mapped[int] = mapped_column(comment="size of the stored bytes")


class InputMember(Base):
    """A member of an archive."""

    __tablename__ = "input_member"

    file_id: Mapped[int] = mapped_column(
        ForeignKey("corpus.input_file.file_id"), primary_key=True, comment="the archive"
    )
    member_no: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="number of the member in the archive; the first is 1"
    )
    name: Mapped[str] = mapped_column(comment="name as stored; bytes that are not UTF-8 are percent-encoded")


class InputRecord(Base):
    """One unit of input that could be an article, with its outcome."""

    __tablename__ = "input_record"
    __table_args__ = (
        CheckConstraint("outcome in ('loaded', 'revised', 'unchanged', 'rejected', 'skipped')", name="outcome"),
        CheckConstraint("(reason is null) = (outcome in ('loaded', 'revised', 'unchanged'))", name="reason"),
        CheckConstraint("(revision_id is null) = (outcome in ('rejected', 'skipped'))", name="revision"),
        Index("input_record_revision_id_fetched_at_index", "revision_id", "fetched_at"),
        Index("input_record_run_id_index", "run_id"),
    )

    file_id: Mapped[int] = mapped_column(ForeignKey("corpus.input_file.file_id"), primary_key=True, comment="the file")
    member_no: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="number of the member in the archive; 0 is the file itself"
    )
    position: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="position in the file or member; 0 is the first"
    )
    byte_offset: Mapped[int | None] = mapped_column(
        comment="position of its first byte in the decompressed stream; in a .warc.gz, that of its gzip member in the "
        "stored file; NULL if it has no bytes of its own"
    )
    byte_length: Mapped[int | None] = mapped_column(comment="number of bytes from byte_offset on")
    sha256: Mapped[bytes | None] = mapped_column(comment="SHA-256 of the bytes of the document as parsed")
    target_url: Mapped[str | None] = mapped_column(comment="where the document was fetched from")
    fetched_at: Mapped[datetime | None] = mapped_column(comment="when the document was fetched")
    encoding_declared: Mapped[str | None] = mapped_column(
        comment="encoding that the document, or the container or HTTP header around it, declares"
    )
    encoding: Mapped[str | None] = mapped_column(comment="encoding with which it was decoded")
    replaced_count: Mapped[int] = mapped_column(
        server_default="0",
        comment="number of characters that could not be decoded or stored; each was replaced by U+FFFD",
    )
    outcome: Mapped[str] = mapped_column(comment="loaded, revised, unchanged, rejected or skipped")
    reason: Mapped[str | None] = mapped_column(comment="why it was rejected or skipped; see docs/formats.md")
    revision_id: Mapped[int | None] = mapped_column(comment="the revision that it contains")
    run_id: Mapped[int] = mapped_column(comment="the run that set its outcome")


class Rejection(Base):
    """A rejected unit: what was wrong, and whether it is tried again."""

    __tablename__ = "rejection"
    __table_args__ = (
        CheckConstraint("state in ('open', 'waiting', 'quarantined', 'resolved')", name="state"),
        CheckConstraint("resolved_run_id is null or state = 'resolved'", name="resolved_run"),
        Index("rejection_waiting_index", "file_id", postgresql_where=text("state = 'waiting'")),
    )

    file_id: Mapped[int] = mapped_column(ForeignKey("corpus.input_file.file_id"), primary_key=True, comment="the file")
    member_no: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="number of the member in the archive; 0 is the file itself"
    )
    position: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="position in the file or member; 0 is the first"
    )
    stage: Mapped[str] = mapped_column(comment="ingest, parse or load")
    reason: Mapped[str] = mapped_column(comment="the reason, as in docs/formats.md")
    detail: Mapped[str] = mapped_column(comment="what exactly was found")
    head: Mapped[bytes] = mapped_column(comment="first 200 bytes of the unit")
    format: Mapped[str | None] = mapped_column(
        comment="the format that recognised it, or the container that was broken; NULL if nothing recognised it"
    )
    source: Mapped[str | None] = mapped_column(comment="host from which it was fetched, without www")
    attempts: Mapped[int] = mapped_column(server_default="1", comment="how often it was tried")
    first_run_id: Mapped[int] = mapped_column(comment="the run that first rejected it")
    last_run_id: Mapped[int] = mapped_column(comment="the run that last tried it")
    state: Mapped[str] = mapped_column(
        server_default="open",
        comment=(
            "open: tried again only by hand; waiting: the next run tries it; quarantined: tried three times, from now "
            "on by hand only; resolved: a later try succeeded, or the path holds something else by now"
        ),
    )
    retry_run_id: Mapped[int | None] = mapped_column(comment="the last run that was to try it again")
    resolved_run_id: Mapped[int | None] = mapped_column(
        comment="the run that resolved it; NULL if it is not resolved, or was resolved by an early version"
    )
