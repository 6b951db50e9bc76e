"""imports and exports."""

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    # The tables of these nouns come with them.
