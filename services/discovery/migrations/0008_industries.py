"""industries that creators have worked in."""

from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change. Cut short, it goes on where it was."""
    op.execute("alter table creators add column if not exists industries text[] not null default '{}'")
    # The code of before goes on writing results while both run: the column follows them, whoever writes.
    op.execute(
        """
        create or replace function keep_industries() returns trigger language plpgsql as $$
        begin
            new.industries := array(select result->>'category' from jsonb_array_elements(new.past_results->'categories') result);
            return new;
        end $$
        """
    )
    op.execute(
        """
        create or replace trigger keep_industries before insert or update of past_results on creators
        for each row execute function keep_industries()
        """
    )
    # A million rows take minutes, and nobody may search while the new column's lock is held: it ends here, and those who have
    # results get their industries some at a time.
    with op.get_context().autocommit_block():
        op.execute(
            """
            do $$
            declare
                last uuid := '00000000-0000-0000-0000-000000000000';
            begin
                loop
                    with batch as materialized (select id from creators where id > last order by id limit 1000),
                    locked as materialized (
                        select creators.id from creators join batch using (id)
                        where industries = '{}' and past_results->'categories' <> '[]' order by creators.id for update of creators
                    ),
                    written as (update creators set past_results = creators.past_results from locked where creators.id = locked.id)
                    select id into last from batch order by id desc limit 1;
                    exit when not found;
                    commit;
                end loop;
            end $$
            """
        )
    op.create_index('creators_by_industries', 'creators', ['industries'], unique=False, postgresql_using='gin', if_not_exists=True)


def downgrade() -> None:
    """Refuse: a change is undone by a new one."""
    raise NotImplementedError
