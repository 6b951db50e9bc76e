"""Entries of feeds know when their event happened, beside when it came."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    op.add_column(
        'feed_entries', sa.Column('occurred_at', sa.DateTime(timezone=True), server_default=sa.text('now()'), nullable=False)
    )
    op.execute('update feed_entries set occurred_at = told_at')


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
