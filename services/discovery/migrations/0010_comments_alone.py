"""comments of clients who have not decided."""

from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    op.alter_column('list_decisions', 'decision', nullable=True)


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
