"""Runs of the pipeline, and the files each of them looked into."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from etl.database.tables.base import Base


class Run(Base):
    """One run of the pipeline, by Airflow or the command line."""

    __tablename__ = "run"
    __table_args__ = (
        UniqueConstraint("dag_id", "dag_run_id"),
        CheckConstraint("state in ('planning', 'running', 'done', 'failed')", name="state"),
    )

    run_id: Mapped[int] = mapped_column(primary_key=True, comment="number of the run")
    dag_id: Mapped[str] = mapped_column(comment="the DAG; 'khabar run' for the command line")
    dag_run_id: Mapped[str] = mapped_column(comment="Airflow's name of the run; a random one for the command line")
    code_version: Mapped[str] = mapped_column(comment="version of Khabar")
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, comment="the settings in force, secrets masked")
    inputs: Mapped[dict[str, Any]] = mapped_column(JSONB, comment="input roots of the run: name -> folder")
    state: Mapped[str] = mapped_column(server_default="running", comment="planning, running, done or failed")
    end_reason: Mapped[str | None] = mapped_column(
        comment="why it failed: killed, interrupted by a signal, the error, the failed checks, too many rejects"
    )
    started_at: Mapped[datetime] = mapped_column(server_default=func.now(), comment="when the run began")
    finished_at: Mapped[datetime | None] = mapped_column(comment="when the run was published or failed")
    files_known: Mapped[int] = mapped_column(server_default="0", comment="files not opened: loaded by an earlier run")
    files_waiting: Mapped[int] = mapped_column(server_default="0", comment="files left out as too young")
    units_again: Mapped[int] = mapped_column(
        server_default="0", comment="units that earlier runs rejected and this one was to try again"
    )
    files_skipped: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default="{}", comment="entries of the folders that are no regular files: reason -> number"
    )


class RunFile(Base):
    """One file in one run: its shard, and how its units ended. Counts must balance."""

    __tablename__ = "run_file"
    __table_args__ = (
        CheckConstraint("state in ('planned', 'running', 'done', 'changed')", name="state"),
        Index("run_file_known_index", text("md5(uri)"), "root", postgresql_where=text("state = 'done'")),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("corpus.run.run_id"), primary_key=True, comment="the run")
    file_no: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="place in the run's plan")
    root: Mapped[str] = mapped_column(comment="name of the input root")
    uri: Mapped[str] = mapped_column(comment="path below the root, undecodable bytes percent-encoded")
    size_bytes: Mapped[int] = mapped_column(comment="size when read; until then, when planned")
    mtime_ns: Mapped[int] = mapped_column(
        comment="modification time when read; until then, when planned; nanoseconds since 1970"
    )
    shard: Mapped[int] = mapped_column(comment="number of the shard that takes the file")
    state: Mapped[str] = mapped_column(
        server_default="planned",
        comment="planned, running, done, or changed: it changed while it was read, the next run reads the rest",
    )
    file_id: Mapped[int | None] = mapped_column(comment="the file's contents, once read")
    units: Mapped[int] = mapped_column(server_default="0", comment="units found in the file")
    known: Mapped[int] = mapped_column(server_default="0", comment="units that were in the tables before")
    loaded: Mapped[int] = mapped_column(server_default="0", comment="units that became a new article")
    revised: Mapped[int] = mapped_column(server_default="0", comment="units that became a new revision")
    unchanged: Mapped[int] = mapped_column(server_default="0", comment="units that show a known revision")
    rejected: Mapped[int] = mapped_column(server_default="0", comment="units rejected, each with a reason")
    skipped: Mapped[int] = mapped_column(server_default="0", comment="units left out, each with a reason")
    structural: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default="{}", comment="parts of the file that can never be an article: reason -> number"
    )
    finished_at: Mapped[datetime | None] = mapped_column(comment="when the last unit had its outcome")
