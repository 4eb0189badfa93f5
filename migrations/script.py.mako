"""${message}."""
<% made = "\n".join(line for line in (upgrades or "").splitlines() if "###" not in line).strip() %>
import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    ${made or "pass"}
