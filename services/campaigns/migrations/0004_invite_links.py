"""Invite links, and who accepted them."""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    op.add_column('invitations', sa.Column('by_invite_link', sa.Boolean(), server_default=sa.text('false'), nullable=False))
    op.create_table('invite_links',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('campaign_id', sa.Uuid(), nullable=False),
    sa.Column('brand_organization_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('maximum_acceptances', sa.Integer(), nullable=False),
    sa.Column('acceptance_count', sa.Integer(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('acceptance_count between 0 and maximum_acceptances', name=op.f('invite_links_no_more_than_may')),
    sa.ForeignKeyConstraint(['brand_organization_id'], ['organization_copies.id'], name=op.f('invite_links_brand_organization_id_reference')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('invite_links_campaign_id_reference')),
    sa.PrimaryKeyConstraint('id', name=op.f('invite_links_key')),
    sa.UniqueConstraint('token_hash', name=op.f('invite_links_token_hash_unique'))
    )
    op.create_index(op.f('invite_links_brand_organization_id'), 'invite_links', ['brand_organization_id'], unique=False)
    op.create_index(op.f('invite_links_campaign_id'), 'invite_links', ['campaign_id'], unique=False)
    op.create_table('invite_link_acceptances',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('invite_link_id', sa.Uuid(), nullable=False),
    sa.Column('campaign_id', sa.Uuid(), nullable=False),
    sa.Column('brand_organization_id', sa.Uuid(), nullable=False),
    sa.Column('creator_organization_id', sa.Uuid(), nullable=False),
    sa.Column('creator_id', sa.Uuid(), nullable=True),
    sa.Column('invitation_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['brand_organization_id'], ['organization_copies.id'], name=op.f('invite_link_acceptances_brand_organization_id_reference')),
    sa.ForeignKeyConstraint(['campaign_id'], ['campaigns.id'], name=op.f('invite_link_acceptances_campaign_id_reference')),
    sa.ForeignKeyConstraint(['creator_id'], ['creator_copies.id'], name=op.f('invite_link_acceptances_creator_id_reference')),
    sa.ForeignKeyConstraint(['invitation_id'], ['invitations.id'], name=op.f('invite_link_acceptances_invitation_id_reference')),
    sa.ForeignKeyConstraint(['invite_link_id'], ['invite_links.id'], name=op.f('invite_link_acceptances_invite_link_id_reference')),
    sa.PrimaryKeyConstraint('id', name=op.f('invite_link_acceptances_key'))
    )
    op.create_index(op.f('invite_link_acceptances_brand_organization_id'), 'invite_link_acceptances', ['brand_organization_id'], unique=False)
    op.create_index(op.f('invite_link_acceptances_campaign_id'), 'invite_link_acceptances', ['campaign_id'], unique=False)
    op.create_index(op.f('invite_link_acceptances_creator_organization_id'), 'invite_link_acceptances', ['creator_organization_id'], unique=False)
    op.create_index(op.f('invite_link_acceptances_invite_link_id'), 'invite_link_acceptances', ['invite_link_id'], unique=False)
    op.create_index('one_wait_a_campaign', 'invite_link_acceptances', ['campaign_id', 'creator_organization_id'], unique=True, postgresql_where=sa.text("state = 'waiting'"))


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
