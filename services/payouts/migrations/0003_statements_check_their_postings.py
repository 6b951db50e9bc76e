"""statements check their postings."""

from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

CHANGES = (
    # What is whole and sums to zero at its commit stays so, if nothing is added to it: one look at the commit for each entry, and
    # one for each statement that writes postings.
    "drop trigger entry_balances on postings",
    "drop function posting_is_checked()",
    """
    create or replace function check_entry(checked uuid) returns void language plpgsql as $$
    declare
        posted bigint;
        is_balanced boolean;
    begin
        select coalesce(sum(of_a_currency.posted), 0), coalesce(bool_and(of_a_currency.value = 0), true)
        into posted, is_balanced
        from (
            select count(*) as posted, sum(amount_value) as value from postings where entry_id = checked group by amount_currency
        ) of_a_currency;
        if not is_balanced then
            raise exception 'entry % does not sum to zero', checked
            using errcode = 'check_violation', constraint = 'entry_sums_to_zero', table = 'postings';
        end if;
        if posted <> (select posting_count from journal_entries where id = checked) then
            raise exception 'entry % has other postings than it was written with', checked
            using errcode = 'check_violation', constraint = 'entry_is_whole', table = 'postings';
        end if;
    end $$
    """,
    """
    create function postings_are_checked() returns trigger language plpgsql as $$
    declare
        too_long uuid;
    begin
        select entry.id into too_long
        from journal_entries entry
        where entry.id in (select entry_id from added)
          and entry.posting_count < (select count(*) from postings where entry_id = entry.id)
        limit 1;
        if too_long is not null then
            raise exception 'entry % has other postings than it was written with', too_long
            using errcode = 'check_violation', constraint = 'entry_is_whole', table = 'postings';
        end if;
        return null;
    end $$
    """,
    """
    create trigger nothing_is_added after insert on postings
    referencing new table as added for each statement execute function postings_are_checked()
    """,
    # A balance is written once for all that a statement posts to it.
    "drop trigger keep_balance on postings",
    """
    create or replace function keep_balance() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
    begin
        update ledger_accounts account set balance = account.balance + posted.value
        from (
            select account_id, sum(amount_value) as value from added group by account_id having sum(amount_value) <> 0
        ) posted
        where account.id = posted.account_id and account.balance is not null;
        return null;
    end $$
    """,
    """
    create trigger keep_balance after insert on postings
    referencing new table as added for each statement execute function keep_balance()
    """,
)
"""What alone keeps money right, whatever the code above it does: written by hand."""

compatible_since = '0001'
"""The oldest revision whose code may still use the database after this one."""


def upgrade() -> None:
    """Apply the change."""
    for statement in CHANGES:
        op.execute(statement)
