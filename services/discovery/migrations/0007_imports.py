"""imports and exports."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    op.create_table('creator_imports',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('list_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('row_count', sa.Integer(), nullable=False),
    sa.Column('matched_count', sa.Integer(), nullable=False),
    sa.Column('added_count', sa.Integer(), nullable=False),
    sa.Column('failed_count', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('creator_imports_key'))
    )
    op.create_index(op.f('creator_imports_organization_id'), 'creator_imports', ['organization_id'], unique=False)
    op.create_table('creator_import_rows',
    sa.Column('creator_import_id', sa.Uuid(), nullable=False),
    sa.Column('row', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('platform', sa.String(), nullable=False),
    sa.Column('handle', sa.String(), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=True),
    sa.Column('creator_id', sa.Uuid(), nullable=True),
    sa.Column('problem', sa.String(length=40), nullable=True),
    sa.ForeignKeyConstraint(['creator_import_id'], ['creator_imports.id'], name=op.f('creator_import_rows_creator_import_id_reference'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('creator_import_id', 'row', name=op.f('creator_import_rows_key'))
    )
    op.create_table('creator_exports',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('list_id', sa.Uuid(), nullable=True),
    sa.Column('search', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
    sa.Column('format', sa.String(length=40), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('total_count', sa.Integer(), nullable=False),
    sa.Column('row_count', sa.Integer(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['list_id'], ['lists.id'], name=op.f('creator_exports_list_id_reference'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('creator_exports_key'))
    )
    op.create_index(op.f('creator_exports_organization_id'), 'creator_exports', ['organization_id'], unique=False)
    op.create_index(op.f('creator_exports_list_id'), 'creator_exports', ['list_id'], unique=False)
    op.create_index('creators_by_handle', 'creators', [sa.literal_column("split_part(search_text, chr(10), 1)")], unique=False, postgresql_using='hash', postgresql_where=sa.text('is_shown'))
