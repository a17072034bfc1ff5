"""Files that changed while they were read"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

COMMENTS = {
    "state": (
        "planned, running, done, or changed: it changed while it was read, the next run reads the rest",
        "planned, running or done",
    ),
    "size_bytes": ("size when read; until then, when planned", "size when planned"),
    "mtime_ns": (
        "modification time when read; until then, when planned; nanoseconds since 1970",
        "modification time when planned, nanoseconds since 1970",
    ),
}


def upgrade() -> None:
    _set_states("'planned', 'running', 'done', 'changed'")
    for column, (new, old) in COMMENTS.items():
        op.alter_column("run_file", column, comment=new, existing_comment=old, schema="corpus")


def downgrade() -> None:
    op.execute("update corpus.run_file set state = 'running' where state = 'changed'")
    _set_states("'planned', 'running', 'done'")
    for column, (new, old) in COMMENTS.items():
        op.alter_column("run_file", column, comment=old, existing_comment=new, schema="corpus")


def _set_states(states: str) -> None:
    op.drop_constraint(op.f("run_file_state_check"), "run_file", schema="corpus")
    op.create_check_constraint(op.f("run_file_state_check"), "run_file", f"state in ({states})", schema="corpus")
