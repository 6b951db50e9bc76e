"""OAuth clients, their tokens, and what is remembered of attempts to sign in."""

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
    op.create_table('sign_in_records',
    sa.Column('key_hash', sa.LargeBinary(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('failed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('free_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('signed_in_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('forget_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key_hash', name=op.f('sign_in_records_key'))
    )
    op.create_index(op.f('sign_in_records_forget_at'), 'sign_in_records', ['forget_at'], unique=False)
    op.create_table('oauth_clients',
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
    sa.ForeignKeyConstraint(['created_by'], ['users.id'], name=op.f('oauth_clients_created_by_reference')),
    sa.ForeignKeyConstraint(['organization_id'], ['organizations.id'], name=op.f('oauth_clients_organization_id_reference')),
    sa.PrimaryKeyConstraint('id', name=op.f('oauth_clients_key'))
    )
    op.create_index(op.f('oauth_clients_organization_id'), 'oauth_clients', ['organization_id'], unique=False)
    op.create_table('oauth_client_secrets',
    sa.Column('oauth_client_id', sa.Uuid(), nullable=False),
    sa.Column('secret_hash', sa.LargeBinary(), nullable=False),
    sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['oauth_client_id'], ['oauth_clients.id'], name=op.f('oauth_client_secrets_oauth_client_id_reference')),
    sa.PrimaryKeyConstraint('secret_hash', name=op.f('oauth_client_secrets_key'))
    )
    op.create_index(op.f('oauth_client_secrets_oauth_client_id'), 'oauth_client_secrets', ['oauth_client_id'], unique=False)
    op.create_table('oauth_tokens',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('secret_hash', sa.LargeBinary(), nullable=False),
    sa.Column('scopes', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('issued_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['secret_hash'], ['oauth_client_secrets.secret_hash'], name=op.f('oauth_tokens_secret_hash_reference'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('oauth_tokens_key')),
    sa.UniqueConstraint('token_hash', name=op.f('oauth_tokens_token_hash_unique'))
    )
    op.create_index(op.f('oauth_tokens_secret_hash'), 'oauth_tokens', ['secret_hash'], unique=False)


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
