"""what profiles are worth: recorded statistics, peers, answers, orders."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    json = postgresql.JSONB(none_as_null=True, astext_type=sa.Text())
    op.add_column('creators', sa.Column('content_examples', json, server_default=sa.text("'[]'"), nullable=False))
    op.add_column('creators', sa.Column('likes_last_28_days', sa.BigInteger(), server_default=sa.text('0'), nullable=False))
    op.add_column('creators', sa.Column('posts_last_30_days', sa.Integer(), server_default=sa.text('0'), nullable=False))
    op.add_column('creators', sa.Column('largest_daily_growth', sa.Double(), nullable=True))
    op.add_column('creators', sa.Column('answer_count', sa.Integer(), server_default=sa.text('0'), nullable=False))
    op.add_column('creators', sa.Column('past_results', json, server_default=sa.text("'{}'"), nullable=False))
    op.create_table('recorded_statistics',
    sa.Column('creator_id', sa.Uuid(), nullable=False),
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('handle', sa.String(), nullable=False),
    sa.Column('recorded_on', sa.Date(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('follower_count', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('creator_id', 'platform', 'handle', 'recorded_on', name=op.f('recorded_statistics_key'))
    )
    op.create_table('peer_ranges',
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('followers_from', sa.BigInteger(), nullable=False),
    sa.Column('signal', sa.String(), nullable=False),
    sa.Column('low', sa.Double(), nullable=False),
    sa.Column('high', sa.Double(), nullable=False),
    sa.Column('creator_count', sa.Integer(), nullable=False),
    sa.Column('measured_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('platform', 'followers_from', 'signal', name=op.f('peer_ranges_key'))
    )
    op.create_table('answers',
    sa.Column('subject_id', sa.String(), nullable=False),
    sa.Column('terms_version', sa.Integer(), nullable=False),
    sa.Column('creator_id', sa.Uuid(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('subject_id', 'terms_version', name=op.f('answers_key'))
    )
    op.create_index('answers_of_a_creator', 'answers', ['creator_id', 'answered_at'], unique=False)
    op.create_table('order_copies',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('creator_id', sa.Uuid(), nullable=True),
    sa.Column('brand_organization_id', sa.Uuid(), nullable=True),
    sa.Column('category', sa.String(), nullable=True),
    sa.Column('deliverable_count', sa.Integer(), nullable=False),
    sa.Column('overdue_deliverable_ids', postgresql.ARRAY(sa.TEXT()), nullable=False),
    sa.Column('exclusive_category', sa.String(), nullable=True),
    sa.Column('exclusive_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('outcome', sa.String(length=40), nullable=True),
    sa.Column('outcome_version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('order_copies_key'))
    )
    op.create_index(op.f('order_copies_creator_id'), 'order_copies', ['creator_id'], unique=False)


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
