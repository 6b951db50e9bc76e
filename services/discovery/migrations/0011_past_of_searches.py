"""what came before a search was saved."""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

compatible_since = "0001"
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    # To searches of before, and to what the code of before saves, every change that is noted counts as one of theirs.
    op.execute("alter table saved_searches add column if not exists past int8multirange not null default '{}'")
    # Whoever notes nothing, because nobody searches, holds a lock to the end; who saves a search waits for it, and is waited for.
    op.execute(
        """
        create or replace function note_for_saved_searches() returns trigger language plpgsql as $$
        begin
            if not exists (select from saved_searches) then
                perform pg_advisory_xact_lock_shared(hashtextextended('changes of creators that nobody notes', 0));
                if not exists (select from saved_searches) then
                    return null;
                end if;
            end if;
            insert into creator_changes (creator_id, before)
            values (new.id, case when tg_op = 'UPDATE' then to_jsonb(old) - array['accounts', 'bio', 'content_examples', 'search_vector'] end);
            return null;
        end $$
        """
    )


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
