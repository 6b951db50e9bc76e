"""when questions to creators ran out unanswered."""

from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change. Cut short, it goes on where it was."""
    op.execute('alter table answers add column if not exists expired_at timestamp with time zone')


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
