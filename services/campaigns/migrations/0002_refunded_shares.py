"""Deliverables keep whether their share went back to the brand."""

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
    op.add_column('deliverables', sa.Column('is_refunded', sa.Boolean(), server_default=sa.text('false'), nullable=False))


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
