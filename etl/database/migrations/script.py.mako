"""${message}"""
<% lines = lambda code: "\n".join(line for line in (code or "pass").splitlines() if "# ###" not in line).strip() %>
import sqlalchemy as sa
from alembic import op
${imports or ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${lines(upgrades)}


def downgrade() -> None:
    ${lines(downgrades)}
