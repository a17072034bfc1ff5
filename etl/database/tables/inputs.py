"""What came in: files, members of archives, and one record for every unit with its outcome."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.orm import Mapped, mapped_column

from etl.database.tables.base import Base


class Source(Base):
    """An outlet. Operators may fill in country, languages and zone, or join two by their aliases."""

    __tablename__ = "source"
    __table_args__ = (UniqueConstraint("name"),)

    source_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the outlet")
    name: Mapped[str] = mapped_column(comment="host without www, else the name or wire code the documents give")
    country: Mapped[str | None] = mapped_column(comment="ISO 3166 code, filled in by operators")
    languages: Mapped[list[str] | None] = mapped_column(ARRAY(TEXT), comment="usual languages, BCP 47")
    time_zone: Mapped[str | None] = mapped_column(comment="usual zone (IANA), for dates given without one")


class SourceAlias(Base):
    """A host, site name or wire code, and the outlet it stands for."""

    __tablename__ = "source_alias"

    alias: Mapped[str] = mapped_column(primary_key=True, comment="host without www, site name or wire code")
    source_id: Mapped[int] = mapped_column(ForeignKey("corpus.source.source_id"), comment="the outlet")


class InputFile(Base):
    """One file with one content; an overwritten file is a second row."""

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
    uri: Mapped[str] = mapped_column(comment="path below the root, undecodable bytes percent-encoded")
    sha256: Mapped[bytes | None] = mapped_column(comment="of the stored bytes; NULL for a file that cannot be opened")
    size_bytes: Mapped[int] = mapped_column(comment="size of the stored bytes")


class InputMember(Base):
    """A member of an archive."""

    __tablename__ = "input_member"

    file_id: Mapped[int] = mapped_column(
        ForeignKey("corpus.input_file.file_id"), primary_key=True, comment="the archive"
    )
    member_no: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="place in the archive; the first member is 1"
    )
    name: Mapped[str] = mapped_column(comment="name as stored, undecodable bytes percent-encoded")


class InputRecord(Base):
    """One input unit that could be an article, and how it ended."""

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
        primary_key=True, autoincrement=False, comment="the archive's member; 0 is the file itself"
    )
    position: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="place in the file or member; 0 is the first"
    )
    byte_offset: Mapped[int | None] = mapped_column(
        comment="of the gzip member in the stored file (WARC.gz), else in the decompressed stream; NULL: no own bytes"
    )
    byte_length: Mapped[int | None] = mapped_column(comment="bytes from byte_offset on")
    sha256: Mapped[bytes | None] = mapped_column(comment="of the document's bytes as parsed")
    target_url: Mapped[str | None] = mapped_column(comment="where the document was fetched from")
    fetched_at: Mapped[datetime | None] = mapped_column(comment="when the document was fetched")
    encoding_declared: Mapped[str | None] = mapped_column(comment="encoding the document or its carrier declares")
    encoding: Mapped[str | None] = mapped_column(comment="encoding it was read with")
    replaced_count: Mapped[int] = mapped_column(
        server_default="0", comment="characters that could not be read or stored, each now U+FFFD"
    )
    outcome: Mapped[str] = mapped_column(comment="loaded, revised, unchanged, rejected or skipped")
    reason: Mapped[str | None] = mapped_column(comment="why it was rejected or skipped")
    revision_id: Mapped[int | None] = mapped_column(comment="the revision it shows")
    run_id: Mapped[int] = mapped_column(comment="the run that gave it its outcome")


class Rejection(Base):
    """A rejected unit: what was wrong, and what comes of it."""

    __tablename__ = "rejection"
    __table_args__ = (
        CheckConstraint("state in ('open', 'waiting', 'quarantined', 'resolved')", name="state"),
        CheckConstraint("resolved_run_id is null or state = 'resolved'", name="resolved_run"),
        Index("rejection_waiting_index", "file_id", postgresql_where=text("state = 'waiting'")),
    )

    file_id: Mapped[int] = mapped_column(ForeignKey("corpus.input_file.file_id"), primary_key=True, comment="the file")
    member_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="the archive's member")
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="place in file or member")
    stage: Mapped[str] = mapped_column(comment="ingest, parse or load")
    reason: Mapped[str] = mapped_column(comment="one word, as docs/formats.md lists them")
    detail: Mapped[str] = mapped_column(comment="what exactly was found")
    head: Mapped[bytes] = mapped_column(comment="first 200 bytes of the unit")
    format: Mapped[str | None] = mapped_column(
        comment="what recognised it, as docs/formats.md lists them: a format, or the container it was found broken in"
    )
    source: Mapped[str | None] = mapped_column(comment="host of the address it was fetched from, without www")
    attempts: Mapped[int] = mapped_column(server_default="1", comment="how often it was tried")
    first_run_id: Mapped[int] = mapped_column(comment="the run that rejected it first")
    last_run_id: Mapped[int] = mapped_column(comment="the run that tried it last")
    state: Mapped[str] = mapped_column(
        server_default="open",
        comment=(
            "open: tried again only by hand; waiting: the next run tries it; quarantined: tried three times, from now "
            "on by hand only; resolved: a later try succeeded, or the path holds something else by now"
        ),
    )
    retry_run_id: Mapped[int | None] = mapped_column(comment="the last run that was to try it again")
    resolved_run_id: Mapped[int | None] = mapped_column(
        comment="the run that resolved it; NULL if that was before it was noted"
    )
