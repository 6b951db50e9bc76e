"""words of handles with a typing error."""

from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    # Trusted: whoever owns the database may. It comes with PostgreSQL's contrib modules.
    op.execute("create extension if not exists fuzzystrmatch")
