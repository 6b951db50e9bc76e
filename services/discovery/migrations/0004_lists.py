"""lists and saved searches."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    op.create_table('lists',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('description', sa.String(), nullable=False),
    sa.Column('is_favourites', sa.Boolean(), nullable=False),
    sa.Column('item_count', sa.Integer(), nullable=False),
    sa.Column('renumberings', sa.Integer(), nullable=False),
    sa.Column('metadata', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('external_reference', sa.String(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('lists_key')),
    sa.UniqueConstraint('organization_id', 'external_reference', name='one_list_by_reference')
    )
    op.create_index(op.f('lists_organization_id'), 'lists', ['organization_id'], unique=False)
    op.create_index('one_list_of_favourites', 'lists', ['organization_id'], unique=True, postgresql_where=sa.text('is_favourites'))
    op.create_table('list_approvals',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('list_id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(), nullable=False),
    sa.Column('client_name', sa.String(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('shows_notes', sa.Boolean(), nullable=False),
    sa.Column('shows_rates', sa.Boolean(), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['list_id'], ['lists.id'], name=op.f('list_approvals_list_id_reference'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('list_approvals_key')),
    sa.UniqueConstraint('token_hash', name=op.f('list_approvals_token_hash_unique'))
    )
    op.create_index(op.f('list_approvals_list_id'), 'list_approvals', ['list_id'], unique=False)
    op.create_index(op.f('list_approvals_organization_id'), 'list_approvals', ['organization_id'], unique=False)
    op.create_table('list_decisions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('list_approval_id', sa.Uuid(), nullable=False),
    sa.Column('creator_id', sa.Uuid(), nullable=False),
    sa.Column('decision', sa.String(length=40), nullable=False),
    sa.Column('comment', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['creator_id'], ['creators.id'], name=op.f('list_decisions_creator_id_reference')),
    sa.ForeignKeyConstraint(['list_approval_id'], ['list_approvals.id'], name=op.f('list_decisions_list_approval_id_reference'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('list_decisions_key')),
    sa.UniqueConstraint('list_approval_id', 'creator_id', name='one_decision_a_creator')
    )
    op.create_table('list_items',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('list_id', sa.Uuid(), nullable=False),
    sa.Column('creator_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.BigInteger(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('tags', postgresql.ARRAY(sa.TEXT()), nullable=False),
    sa.Column('decision_id', sa.Uuid(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['creator_id'], ['creators.id'], name=op.f('list_items_creator_id_reference')),
    sa.ForeignKeyConstraint(['decision_id'], ['list_decisions.id'], name=op.f('list_items_decision_id_reference'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['list_id'], ['lists.id'], name=op.f('list_items_list_id_reference'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('list_items_key')),
    sa.UniqueConstraint('list_id', 'creator_id', name='one_item_a_creator')
    )
    op.create_index('list_items_by_change', 'list_items', ['list_id', 'updated_at', 'id'], unique=False)
    op.create_index(op.f('list_items_creator_id'), 'list_items', ['creator_id'], unique=False)
    op.create_index(op.f('list_items_decision_id'), 'list_items', ['decision_id'], unique=False)
    op.create_index('list_items_in_order', 'list_items', ['list_id', 'position', 'id'], unique=False)
    op.create_table('saved_searches',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('organization_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('search', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=False),
    sa.Column('alerts', sa.String(length=40), nullable=False),
    sa.Column('keys', postgresql.ARRAY(sa.TEXT()), nullable=False),
    sa.Column('alerted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('alert_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('saved_searches_key'))
    )
    op.create_index('saved_searches_by_key', 'saved_searches', ['keys'], unique=False, postgresql_using='gin')
    op.create_index(op.f('saved_searches_organization_id'), 'saved_searches', ['organization_id'], unique=False)
    op.create_table('saved_search_matches',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('saved_search_id', sa.Uuid(), nullable=False),
    sa.Column('creator_id', sa.Uuid(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['creator_id'], ['creators.id'], name=op.f('saved_search_matches_creator_id_reference')),
    sa.ForeignKeyConstraint(['saved_search_id'], ['saved_searches.id'], name=op.f('saved_search_matches_saved_search_id_reference'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('saved_search_matches_key')),
    sa.UniqueConstraint('saved_search_id', 'creator_id', name='one_match_a_creator')
    )
    op.create_index(op.f('saved_search_matches_creator_id'), 'saved_search_matches', ['creator_id'], unique=False)
    op.create_index('saved_search_matches_untold', 'saved_search_matches', ['saved_search_id', 'id'], unique=False, postgresql_where=sa.text('told_at is null'))
    op.create_table('creator_changes',
    sa.Column('sequence', sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column('creator_id', sa.Uuid(), nullable=False),
    sa.Column('before', postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
    sa.PrimaryKeyConstraint('sequence', name=op.f('creator_changes_key'))
    )
    op.create_index(op.f('creator_changes_creator_id'), 'creator_changes', ['creator_id'], unique=False)
    op.execute(
        """
        create function note_for_saved_searches() returns trigger language plpgsql as $$
        begin
            if exists (select from saved_searches) then
                insert into creator_changes (creator_id, before)
                values (new.id, case when tg_op = 'UPDATE' then to_jsonb(old) - array['accounts', 'bio', 'content_examples', 'search_vector'] end);
            end if;
            return null;
        end $$
        """
    )
    # Creators who were made for trying searches change for nobody; a row-level condition costs a bulk load nothing.
    op.execute(
        """
        create trigger note_for_saved_searches after insert or update on creators
        for each row when (not new.is_search_only) execute function note_for_saved_searches()
        """
    )
