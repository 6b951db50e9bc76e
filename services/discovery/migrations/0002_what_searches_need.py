"""what searches need of creators."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    op.add_column('creators', sa.Column('authenticity_score', sa.SmallInteger(), nullable=True))
    op.add_column('creators', sa.Column('completeness', sa.SmallInteger(), nullable=False, server_default='0'))
    op.add_column('creators', sa.Column('quality', sa.SmallInteger(), nullable=False, server_default='0'))
    op.add_column('creators', sa.Column('completed_orders', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('creators', sa.Column('exclusive_categories', postgresql.ARRAY(sa.TEXT()), nullable=False, server_default='{}'))
    op.add_column('creators', sa.Column('is_search_only', sa.Boolean(), nullable=False, server_default='false'))
    op.add_column('creators', sa.Column('search_text', sa.String(), nullable=False, server_default=''))
    op.add_column('creators', sa.Column('changed_in', sa.BigInteger(), server_default=sa.text('0'), nullable=False))
    op.create_index('creators_by_change', 'creators', ['changed_in'], unique=False)
    op.execute(
        """
        create function note_change() returns trigger language plpgsql as $$
        begin
            new.changed_in := pg_current_xact_id()::text::bigint;
            return new;
        end $$
        """
    )
    op.execute(
        "create trigger note_change before insert or update on creators for each row execute function note_change()"
    )
    op.execute(
        """
        create function tell_change() returns trigger language plpgsql as $$
        begin
            perform pg_notify('creators_changed', '');
            return null;
        end $$
        """
    )
    op.execute(
        "create trigger tell_change after insert or update on creators for each statement execute function tell_change()"
    )
