"""Why a run failed, and the state of a run that is still being planned"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

END_REASON = "why it failed: killed, interrupted by a signal, the error, the failed checks, too many rejects"


def upgrade() -> None:
    op.add_column("run", sa.Column("end_reason", sa.Text(), nullable=True, comment=END_REASON), schema="corpus")
    _change("'planning', 'running', 'done', 'failed'", "planning, running, done or failed", "when the run began")


def downgrade() -> None:
    op.drop_column("run", "end_reason", schema="corpus")
    op.execute("update corpus.run set state = 'failed' where state = 'planning'")
    _change("'running', 'done', 'failed'", "running, done or failed", "when the files were planned")


def _change(states: str, state_comment: str, started_comment: str) -> None:
    op.drop_constraint(op.f("run_state_check"), "run", schema="corpus")
    op.create_check_constraint(op.f("run_state_check"), "run", f"state in ({states})", schema="corpus")
    op.alter_column("run", "state", comment=state_comment, schema="corpus")
    op.alter_column("run", "started_at", comment=started_comment, schema="corpus")
