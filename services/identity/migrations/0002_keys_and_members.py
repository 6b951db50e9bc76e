"""API keys, invitations of members, and versions of memberships."""

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
    op.create_table('api_keys',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('created_by', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('scopes', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('networks', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('prefix', sa.String(), nullable=False),
    sa.Column('last_four', sa.String(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['created_by'], ['users.id'], name=op.f('api_keys_created_by_reference')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('api_keys_organization_id_reference')),
    sa.PrimaryKeyConstraint('id', name=op.f('api_keys_key'))
    )
    op.create_index(op.f('api_keys_organization_id'), 'api_keys', ['organization_id'], unique=False)
    op.create_table('member_invitations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('invited_by', sa.Uuid(), nullable=False),
    sa.Column('accepted_by', sa.Uuid(), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['accepted_by'], ['users.id'], name=op.f('member_invitations_accepted_by_reference')),
    sa.ForeignKeyConstraint(['invited_by'], ['users.id'], name=op.f('member_invitations_invited_by_reference')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('member_invitations_organization_id_reference')),
    sa.PrimaryKeyConstraint('id', name=op.f('member_invitations_key')),
    sa.UniqueConstraint('token_hash', name=op.f('member_invitations_token_hash_unique'))
    )
    op.create_index(op.f('member_invitations_organization_id'), 'member_invitations', ['organization_id'], unique=False)
    op.create_index('one_open_member_invitation', 'member_invitations', ['organization_id', 'email'], unique=True, postgresql_where=sa.text("state = 'sent'"))
    op.create_table('api_key_secrets',
    sa.Column('secret_hash', sa.LargeBinary(), nullable=False),
    sa.Column('api_key_id', sa.Uuid(), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['api_key_id'], ['api_keys.id'], name=op.f('api_key_secrets_api_key_id_reference')),
    sa.PrimaryKeyConstraint('secret_hash', name=op.f('api_key_secrets_key'))
    )
    op.create_index(op.f('api_key_secrets_api_key_id'), 'api_key_secrets', ['api_key_id'], unique=False)
    op.add_column('memberships', sa.Column('version', sa.Integer(), server_default=sa.text('1'), nullable=False))


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
