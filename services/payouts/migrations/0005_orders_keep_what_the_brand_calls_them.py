"""Orders keep what the brand calls them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    said = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
    op.add_column('order_copies', sa.Column('metadata', said, server_default=sa.text("'{}'"), nullable=False))
    op.add_column('order_copies', sa.Column('external_reference', sa.String(), nullable=True))


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
