"""States of rejections: what is tried again, by which run, and what resolved it"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MAYBE_THE_MACHINE = "('timeout', 'worker_died', 'memory', 'unreadable')"
COLUMNS = {
    "format": "what recognised it, as docs/formats.md lists them: a format, or the container it was found broken in",
    "source": "host of the address it was fetched from, without www",
}
STATE = (
    "open: tried again only by hand; waiting: the next run tries it; quarantined: tried three times, from now "
    "on by hand only; resolved: a later try succeeded, or the path holds something else by now"
)
# One unit had a row for each stage that rejected it: the last one tells what became of it, and keeps the tries of all.
# A try that resolved several of them had been counted in each, and counts once.
COUNT_ALL_TRIES = """
    update corpus.rejection as r
    set attempts = n.attempts, first_run_id = n.first_run_id
    from (
        select
            j.file_id,
            j.member_no,
            j.position,
            sum(j.attempts) - count(*) filter (where j.last_run_id = j.latest_run_id) + 1 as attempts,
            min(j.first_run_id) as first_run_id
        from (
            select
                *,
                max(last_run_id) over (partition by file_id, member_no, position) as latest_run_id
            from corpus.rejection
        ) as j
        group by j.file_id, j.member_no, j.position
        having count(*) > 1
    ) as n
    where (r.file_id, r.member_no, r.position) = (n.file_id, n.member_no, n.position)"""
KEEP_THE_LAST = """
    delete from corpus.rejection as r
    using corpus.rejection as later
    where
        (r.file_id, r.member_no, r.position) = (later.file_id, later.member_no, later.position)
        and (r.last_run_id, not r.resolved, r.stage) < (later.last_run_id, not later.resolved, later.stage)"""
SET_STATES = f"""
    update corpus.rejection
    set state = case
        when resolved then 'resolved'
        when reason in {MAYBE_THE_MACHINE} and attempts < 3 then 'waiting'
        when reason in {MAYBE_THE_MACHINE} then 'quarantined'
        else 'open'
    end"""


def upgrade() -> None:
    op.execute(COUNT_ALL_TRIES)
    op.execute(KEEP_THE_LAST)
    op.drop_constraint(op.f("rejection_pkey"), "rejection", schema="corpus")
    op.create_primary_key(op.f("rejection_pkey"), "rejection", ["file_id", "member_no", "position"], schema="corpus")
    for name, comment in COLUMNS.items():
        op.add_column("rejection", sa.Column(name, sa.Text(), comment=comment), schema="corpus")
    op.add_column(
        "rejection",
        sa.Column("state", sa.Text(), server_default="open", nullable=False, comment=STATE),
        schema="corpus",
    )
    _add_number("retry_run_id", "the last run that was to try it again")
    _add_number("resolved_run_id", "the run that resolved it; NULL if that was before it was noted")
    op.execute(SET_STATES)
    op.drop_column("rejection", "resolved", schema="corpus")
    states = "state in ('open', 'waiting', 'quarantined', 'resolved')"
    op.create_check_constraint(op.f("rejection_state_check"), "rejection", states, schema="corpus")
    resolved = "resolved_run_id is null or state = 'resolved'"
    op.create_check_constraint(op.f("rejection_resolved_run_check"), "rejection", resolved, schema="corpus")
    waiting = sa.text("state = 'waiting'")
    op.create_index("rejection_waiting_index", "rejection", ["file_id"], postgresql_where=waiting, schema="corpus")
    op.create_table_comment("rejection", "A rejected unit: what was wrong, and what comes of it.", schema="corpus")
    again = "units that earlier runs rejected and this one was to try again"
    op.add_column(
        "run",
        sa.Column("units_again", sa.BigInteger(), server_default="0", nullable=False, comment=again),
        schema="corpus",
    )


def downgrade() -> None:
    op.drop_column("run", "units_again", schema="corpus")
    comment = "whether a later try succeeded, or the path holds something else by now"
    column: sa.Column[bool] = sa.Column(
        "resolved", sa.Boolean(), server_default="false", nullable=False, comment=comment
    )
    op.add_column("rejection", column, schema="corpus")
    op.execute("update corpus.rejection set resolved = state = 'resolved'")
    op.drop_index("rejection_waiting_index", "rejection", schema="corpus")
    op.drop_constraint(op.f("rejection_resolved_run_check"), "rejection", schema="corpus")
    op.drop_constraint(op.f("rejection_state_check"), "rejection", schema="corpus")
    for name in ("resolved_run_id", "retry_run_id", "state", *COLUMNS):
        op.drop_column("rejection", name, schema="corpus")
    op.drop_constraint(op.f("rejection_pkey"), "rejection", schema="corpus")
    key = ["file_id", "member_no", "position", "stage"]
    op.create_primary_key(op.f("rejection_pkey"), "rejection", key, schema="corpus")
    op.create_table_comment(
        "rejection", "A rejected unit: what was wrong, and whether a later try succeeded.", schema="corpus"
    )


def _add_number(name: str, comment: str) -> None:
    op.add_column("rejection", sa.Column(name, sa.BigInteger(), comment=comment), schema="corpus")
