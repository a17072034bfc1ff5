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
    dag_run_id: Mapped[str] = mapped_column(comment="Airflow's id of the run; a random one for the command line")
    code_version: Mapped[str] = mapped_column(comment="version of Khabar")
    settings: Mapped[dict[str, Any]] = mapped_column(JSONB, comment="the settings of the run, with secrets masked")
    inputs: Mapped[dict[str, Any]] = mapped_column(JSONB, comment="input roots of the run: name -> folder")
    state: Mapped[str] = mapped_column(server_default="running", comment="planning, running, done or failed")
    end_reason: Mapped[str | None] = mapped_column(
        comment="why it failed: killed, interrupted by a signal, the error, the failed checks, or too many rejects"
    )
    started_at: Mapped[datetime] = mapped_column(server_default=func.now(), comment="when the run began")
    finished_at: Mapped[datetime | None] = mapped_column(comment="when the run was published or failed")
    files_known: Mapped[int] = mapped_column(
        server_default="0", comment="files that were not opened, because an earlier run loaded them"
    )
    files_waiting: Mapped[int] = mapped_column(
        server_default="0", comment="files left to the next run, because they were modified too recently"
    )
    units_again: Mapped[int] = mapped_column(
        server_default="0", comment="units that earlier runs rejected and that this run was to try again"
    )
    files_skipped: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default="{}", comment="entries of the input folders that were not opened: reason -> number"
    )


class RunFile(Base):
    """One file in one run: its shard, and the outcomes of its units. The counts must balance."""

    __tablename__ = "run_file"
    __table_args__ = (
        CheckConstraint("state in ('planned', 'running', 'done', 'changed')", name="state"),
        Index("run_file_known_index", text("md5(uri)"), "root", postgresql_where=text("state = 'done'")),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("corpus.run.run_id"), primary_key=True, comment="the run")
    file_no: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, comment="number of the file in the plan of the run"
    )
    root: Mapped[str] = mapped_column(comment="name of the input root")
    uri: Mapped[str] = mapped_column(comment="path below the root; bytes that are not UTF-8 are percent-encoded")
    size_bytes: Mapped[int] = mapped_column(comment="size when the file was read; before that, when it was planned")
    mtime_ns: Mapped[int] = mapped_column(
        comment="modification time in nanoseconds since 1970, when the file was read; before that, when it was planned"
    )
    shard: Mapped[int] = mapped_column(comment="number of the shard that loads the file")
    state: Mapped[str] = mapped_column(
        server_default="planned",
        comment="planned, running, done, or changed: the file changed while it was read, the next run reads the rest",
    )
    file_id: Mapped[int | None] = mapped_column(
        comment="the row of input_file for its contents; NULL until the file is read"
    )
    units: Mapped[int] = mapped_column(server_default="0", comment="units found in the file")
    known: Mapped[int] = mapped_column(server_default="0", comment="units that were already in the tables")
    loaded: Mapped[int] = mapped_column(server_default="0", comment="units that became a new article")
    revised: Mapped[int] = mapped_column(server_default="0", comment="units that became a new revision")
    unchanged: Mapped[int] = mapped_column(
        server_default="0", comment="units that contain a revision that is already known"
    )
    rejected: Mapped[int] = mapped_column(server_default="0", comment="units rejected, each with a reason")
    skipped: Mapped[int] = mapped_column(server_default="0", comment="units skipped, each with a reason")
    structural: Mapped[dict[str, Any]] = mapped_column(
        JSONB, server_default="{}", comment="parts of the file that can never be an article: kind -> number"
    )
    finished_at: Mapped[datetime | None] = mapped_column(comment="when its last unit got its outcome")
