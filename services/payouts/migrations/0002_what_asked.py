"""Tasks and timers name the request and the trace that asked for them."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    for table in ('tasks', 'timers'):
        op.add_column(table, sa.Column('traceparent', sa.String(), nullable=True))
        op.add_column(table, sa.Column('request_id', sa.String(), nullable=True))


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
