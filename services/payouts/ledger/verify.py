"""Is the money right? Every invariant, asked of the database as it stands; in a quiet and in a busy one."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


@dataclass(frozen=True)
class Violation:
    """One thing that is not as it must be."""

    rule: str
    subject: str
    detail: str


RULES: Mapping[str, str] = {
    "every entry sums to zero, per currency": """
        select entry_id as subject, sum(amount_value) || ' ' || amount_currency as detail
        from postings group by entry_id, amount_currency having sum(amount_value) <> 0
    """,
    "every entry has the postings that it was written with, two at least": """
        select entry.id as subject, count(posting.number) || ' of ' || entry.posting_count as detail
        from journal_entries entry left join postings posting on posting.entry_id = entry.id
        group by entry.id having count(posting.number) <> entry.posting_count or count(posting.number) < 2
    """,
    "every entry is unique by type and business key": """
        select business_key as subject, type || ' ' || count(*) as detail
        from journal_entries group by type, business_key having count(*) > 1
    """,
    "a kept balance is the sum of its postings, and never negative": """
        select account.id as subject,
               account.balance || ' kept, ' || coalesce(sum(posting.amount_value), 0) || ' posted' as detail
        from ledger_accounts account left join postings posting on posting.account_id = account.id
        where account.balance is not null
        group by account.id having account.balance <> coalesce(sum(posting.amount_value), 0) or account.balance < 0
    """,
    "what owners have is what the rails have": """
        select amount_currency as subject, sum(amount_value)::text as detail
        from postings group by amount_currency having sum(amount_value) <> 0
    """,
    "the rails have what came in less what was paid out": """
        with moved as (
            select amount_currency as currency, amount_value as value from fundings where state = 'succeeded'
            union all
            select amount_currency, -amount_value from payouts where state = 'paid'
            union all
            select posting.amount_currency, posting.amount_value
            from postings posting join ledger_accounts account on account.id = posting.account_id
            where account.purpose like 'rail:%'
        )
        select currency as subject, sum(value)::text as detail from moved group by currency having sum(value) <> 0
    """,
    "of each hold: funded = released + refunded + remaining, and the journal holds what remains": """
        select hold.id as subject,
               hold.state || ': ' || hold.amount_value || ' - ' || hold.released_value || ' - ' || hold.refunded_value
               || ', the journal has ' || coalesce(posted.value, 0) as detail
        from holds hold left join lateral (
            select sum(posting.amount_value) as value
            from journal_entries entry
            join postings posting on posting.entry_id = entry.id
            join ledger_accounts account on account.id = posting.account_id
            where entry.hold_id = hold.id and account.purpose = 'held'
        ) posted on true
        where coalesce(posted.value, 0) <>
              case when hold.funded_at is null then 0 else hold.amount_value - hold.released_value - hold.refunded_value end
           or coalesce(posted.value, 0) < 0
           or (hold.funded_at is null) <> (hold.state in ('requested', 'failed'))
           or (hold.state in ('released', 'refunded', 'settled')) and coalesce(posted.value, 0) <> 0
    """,
    "a hold's sums are its shares'": """
        select hold.id as subject, 'shares and hold differ' as detail
        from holds hold join shares share on share.hold_id = hold.id
        group by hold.id
        having sum(share.amount_value) <> hold.amount_value
            or coalesce(sum(share.amount_value) filter (where share.state = 'released'), 0) <> hold.released_value
            or coalesce(sum(share.fee_value) filter (where share.state = 'released'), 0) <> hold.fee_value
            or coalesce(sum(share.amount_value) filter (where share.state = 'refunded'), 0) <> hold.refunded_value
            or bool_and(share.state in ('released', 'refunded')) <> (hold.state in ('released', 'refunded', 'settled'))
    """,
    "released = net + fee, share by share": """
        select share.id as subject, share.amount_value || ' <> ' || payable.amount_value || ' + ' || share.fee_value as detail
        from shares share left join payables payable on payable.deliverable_id = share.id
        where share.state = 'released' and share.amount_value is distinct from payable.amount_value + share.fee_value
    """,
    "an approved share is released, due, or its refusal is on record": """
        select id as subject, state || ' ' || coalesce(refusal, '') as detail from shares
        where approved_at is not null and refusal is null and state not in ('released', 'due')
          and not exists (select from payables payable where payable.deliverable_id = shares.id and payable.state = 'reversed')
    """,
    "a brand's unused lots are its available balance": """
        select coalesce(lot.owner, kept.owner) as subject, coalesce(lot.value, 0) || ' <> ' || coalesce(kept.value, 0) as detail
        from (
            select organization_id as owner, amount_currency as currency, sum(unused_value) as value from lots group by 1, 2
        ) lot full join (
            select owner_id as owner, currency, balance as value from ledger_accounts
            where purpose = 'available' and owner_id in (select organization_id from lots)
        ) kept on kept.owner = lot.owner and kept.currency = lot.currency
        where coalesce(lot.value, 0) <> coalesce(kept.value, 0)
    """,
    "what a hold drew is what it was funded with, less its refunds": """
        select hold.id as subject, coalesce(sum(draw.amount_value), 0) || ' drawn' as detail
        from holds hold left join draws draw on draw.hold_id = hold.id
        group by hold.id
        having coalesce(sum(draw.amount_value), 0) <>
               case when hold.funded_at is null then 0 else hold.amount_value - hold.refunded_value end
    """,
    "a lot's unused part and its draws are its amount": """
        select lot.funding_id as subject, lot.unused_value || ' unused' as detail
        from lots lot left join draws draw on draw.funding_id = lot.funding_id
        group by lot.funding_id having lot.unused_value + coalesce(sum(draw.amount_value), 0) <> lot.amount_value
    """,
    "a creator's balances are its payables": """
        with owed as (
            select creator_organization_id as owner, amount_currency as currency, 'pending' as purpose, amount_value as value
            from payables where state = 'waiting'
            union all
            select creator_organization_id, amount_currency, 'available',
                   amount_value - withheld_value - in_payout_value - paid_value
            from payables where state in ('ready', 'in_payout', 'paid')
            union all
            select creator_organization_id, amount_currency, 'in_payout', in_payout_value from payables
        ), summed as (select owner, currency, purpose, sum(value) as value from owed group by 1, 2, 3),
        kept as (
            select owner_id as owner, currency, purpose, balance as value from ledger_accounts
            where owner_id in (select creator_organization_id from payables) and balance is not null
        )
        select coalesce(summed.owner, kept.owner) as subject,
               coalesce(summed.purpose, kept.purpose) || ' ' || coalesce(summed.value, 0)
               || ' <> ' || coalesce(kept.value, 0) as detail
        from summed full join kept
          on kept.owner = summed.owner and kept.currency = summed.currency and kept.purpose = summed.purpose
        where coalesce(summed.value, 0) <> coalesce(kept.value, 0)
    """,
    "a payout is what it took": """
        select payout.id as subject, payout.amount_value || ' <> ' || coalesce(sum(allocation.amount_value), 0) as detail
        from payouts payout left join allocations allocation on allocation.payout_id = payout.id
        group by payout.id having payout.amount_value <> coalesce(sum(allocation.amount_value), 0)
    """,
    "a payable is in payouts what payouts took of it": """
        select payable.id as subject, payable.in_payout_value || ' in payout, ' || payable.paid_value || ' paid' as detail
        from payables payable
        left join allocations allocation on allocation.payable_id = payable.id
        left join payouts payout on payout.id = allocation.payout_id
        group by payable.id
        having payable.in_payout_value <>
               coalesce(sum(allocation.amount_value) filter (where payout.state in ('created', 'submitted', 'processing')), 0)
            or payable.paid_value <> coalesce(sum(allocation.amount_value) filter (where payout.state = 'paid'), 0)
    """,
    "money waits for a reason that stands": """
        select payable.id as subject, coalesce(reason ->> 'code', 'no reason') as detail
        from payables payable left join jsonb_array_elements(payable.waiting_for) reason on true
        where payable.state = 'waiting' and case reason ->> 'code'
            when 'account_missing' then exists (
                select from default_accounts account
                where account.organization_id = payable.creator_organization_id and account.currency = payable.amount_currency
            )
            when 'tax_form_missing' then exists (
                select from wallets wallet
                where wallet.organization_id = payable.creator_organization_id and wallet.tax_form_accepted_at is not null
            )
            when 'funding_unsettled' then not exists (
                select from draws draw join lots lot on lot.funding_id = draw.funding_id
                where draw.hold_id = payable.hold_id and draw.amount_value > 0 and lot.settled_at is null
            )
            when 'publication_missing' then not payable.awaits_publication
            else reason is null
        end
    """,
    "a hold that waits has its timer": """
        select hold.id as subject, 'no timer' as detail from holds hold
        where hold.state = 'requested'
          and not exists (select from timers timer where timer.name = 'fail_hold' and timer.due_at = hold.expires_at)
    """,
    "money that waits for a post has its timer": """
        select payable.id as subject, 'no timer' as detail
        from payables payable join shares share on share.id = payable.deliverable_id
        where payable.state = 'waiting' and payable.awaits_publication
          and not exists (select from timers timer where timer.name = 'reverse_unposted' and timer.due_at = share.publish_by_at)
    """,
}
"""Each rule and the rows that break it."""


async def verify(session: AsyncSession) -> list[Violation]:
    """Check every invariant of the ledger and of what stands on it; an empty list says that the money is right."""
    found = []
    for rule, query in RULES.items():
        rows = await session.execute(text(query))
        found += [Violation(rule, str(row.subject), str(row.detail)) for row in rows]
    return found
