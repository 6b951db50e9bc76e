"""The journal, as the database keeps it and as its owners read it."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import bindparam, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from shared.db import constraint_of, make_engine, sqlstate_of
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.payouts.money import W9, Money

APPEND_ONLY, PRIVILEGE, CHECK = "23001", "42501", "23514"


@pytest.fixture
async def runtime(payouts: ServiceUnderTest) -> AsyncIterator[AsyncEngine]:
    """The database as the running service sees it."""
    engine = make_engine(payouts.url, role="payouts", name="test")
    yield engine
    await engine.dispose()


@pytest.fixture
async def owner(payouts: ServiceUnderTest) -> AsyncIterator[AsyncEngine]:
    """The database as its owner sees it."""
    engine = make_engine(payouts.url, role="payouts_owner", name="test")
    yield engine
    await engine.dispose()


async def refused(engine: AsyncEngine, *statements: str, **parameters: Any) -> tuple[str | None, str | None]:
    """Run statements in one transaction that must fail, at its commit at the latest; say how."""
    with pytest.raises(DBAPIError) as caught:
        async with engine.begin() as connection:
            await _run(connection, statements, parameters)
    return sqlstate_of(caught.value), constraint_of(caught.value)


async def _run(connection: AsyncConnection, statements: tuple[str, ...], parameters: dict[str, Any]) -> None:
    for statement in statements:
        await connection.execute(text(statement), parameters)
    try:
        await connection.commit()
    except DBAPIError:
        await connection.rollback()
        raise


async def test_the_database_lets_nobody_change_the_journal(
    payouts: ServiceUnderTest, money: Money, runtime: AsyncEngine, owner: AsyncEngine
) -> None:
    await money.fund(await money.brand(), 100)

    for table in ("journal_entries", "postings"):
        for statement in (f"update {table} set entry_id = entry_id", f"delete from {table}", f"truncate {table} cascade"):
            statement = statement.replace("entry_id = entry_id", "id = id") if table == "journal_entries" else statement
            assert await refused(runtime, statement) == (PRIVILEGE, None), statement
            assert (await refused(owner, statement))[0] == APPEND_ONLY, statement
    assert await refused(runtime, "update ledger_accounts set balance = 1000000") == (PRIVILEGE, None)


ENTRY = (
    "insert into journal_entries (id, type, business_key, posting_count, created_at, updated_at)"
    " values (gen_random_uuid(), 'funding', '{key}', {count}, now(), now())"
)
POSTING = (
    "insert into postings (entry_id, number, account_id, amount_value, amount_currency)"
    " select entry.id, {number}, account.id, {amount}, '{currency}' from journal_entries entry, ledger_accounts account"
    " where entry.business_key = '{key}' and account.purpose = '{purpose}'"
)


def entry(key: str, count: int = 2) -> str:
    """An entry of so many postings."""
    return ENTRY.format(key=key, count=count)


def posting(key: str, number: int, amount: int, *, purpose: str = "available", currency: str = "USD") -> str:
    """One posting of an entry."""
    return POSTING.format(key=key, number=number, amount=amount, purpose=purpose, currency=currency)


async def test_the_database_takes_whole_and_balanced_entries_only(
    payouts: ServiceUnderTest, money: Money, runtime: AsyncEngine
) -> None:
    brand = await money.brand()
    funding = (await money.fund(brand, 100)).json()["id"]
    rail = {"purpose": "rail:sandbox"}

    unbalanced = entry("a"), posting("a", 0, 5), posting("a", 1, -4, **rail)
    assert await refused(runtime, *unbalanced) == (CHECK, "entry_sums_to_zero")
    assert await refused(runtime, entry("a")) == (CHECK, "entry_is_whole")
    assert await refused(runtime, entry("a", count=1), posting("a", 0, 5)) == (CHECK, "journal_entries_two_postings")
    assert await refused(runtime, entry("a"), posting("a", 0, 0)) == (CHECK, "postings_something")
    other_currency = entry("a"), posting("a", 0, 5), posting("a", 1, -5, currency="EUR", **rail)
    assert (await refused(runtime, *other_currency))[1] == "postings_account_reference"
    added_later = posting(funding, 2, 5), posting(funding, 3, -5, **rail)
    assert await refused(runtime, *added_later) == (CHECK, "entry_is_whole")
    below_zero = entry("a"), posting("a", 0, -101), posting("a", 1, 101, **rail)
    assert await refused(runtime, *below_zero) == (CHECK, "ledger_accounts_never_negative")
    assert (await refused(runtime, entry(funding), posting(funding, 0, 1), posting(funding, 1, -1)))[1] == "one_entry"
    assert await money.balance(brand) == (100, 0, 0)


async def test_entries_are_shown_to_those_whose_money_it_is(payouts: ServiceUnderTest, money: Money) -> None:
    brand, creator, stranger = await money.brand(), await money.payee(), await money.brand()
    order = await money.order(brand, creator, 1000)
    funding = (await money.fund(brand, 1500)).json()["id"]
    await payouts.hear(order.approved())
    payout = (await money.pay_out(creator)).json()["id"]

    assert [type for type, _ in await money.entries(brand)] == ["funding", "hold", "release"]
    assert [type for type, _ in await money.entries(creator)] == ["hold", "release", "payable_ready", "payout"]
    assert await money.entries(stranger) == []
    assert [type for type, _ in await money.entries(brand, funding_id=funding)] == ["funding"]
    assert await money.entries(brand, payout_id=payout) == []
    assert [type for type, _ in await money.entries(creator, payout_id=payout)] == ["payout"]
    hold = await money.hold(order)
    assert [type for type, _ in await money.entries(brand, hold_id=hold["id"])] == ["hold", "release"]

    (release,) = (await creator.get("/ledger/entries", params={"limit": 1, "order_id": order.id, "hold_id": hold["id"]})).json()[
        "data"
    ][:1]
    one = await creator.get(f"/ledger/entries/{release['id']}")
    assert one.json() == release
    assert {
        "object",
        "id",
        "type",
        "order_id",
        "deliverable_id",
        "hold_id",
        "payable_id",
        "payout_id",
        "funding_id",
    } <= release.keys()
    assert is_problem(await brand.get(f"/ledger/entries/{release['id']}"), 404, "not_found")

    moment = release["created_at"]
    later = [type for type, _ in await money.entries(creator, created_at_min=moment)]
    earlier = [type for type, _ in await money.entries(creator, created_at_max=moment)]
    assert (later, earlier) == (["payout"], ["hold", "release", "payable_ready", "payout"])


async def test_each_side_finds_its_own_references_on_the_entries_and_never_the_others(
    payouts: ServiceUnderTest, money: Money
) -> None:
    brand, creator = await money.brand(), await money.payee()
    order = await money.order(brand, creator, 1000, metadata={"brand": "cost centre 7"}, external_reference="PO-1042")
    await money.fund(brand, 1000, order_id=order.id, metadata={"brand": "invoice"}, external_reference="INV-77")
    await payouts.hear(order.approved())
    await money.pay_out(creator, metadata={"creator": "june"}, external_reference="C-1")
    await payouts.run_tasks()

    async def read(actor: Actor) -> dict[str, tuple[dict[str, str], str | None]]:
        listed = (await actor.get("/ledger/entries", params={"order_id": order.id, "limit": 100})).json()["data"]
        for entry in listed:
            assert (await actor.get(f"/ledger/entries/{entry['id']}")).json() == entry
        return {entry["type"]: (entry["metadata"], entry["external_reference"]) for entry in listed}

    of_order, of_payout, nothing = ({"brand": "cost centre 7"}, "PO-1042"), ({"creator": "june"}, "C-1"), ({}, None)
    assert await read(brand) == {"funding": ({"brand": "invoice"}, "INV-77"), "hold": of_order, "release": of_order}
    assert await read(creator) == {
        "hold": nothing,
        "release": nothing,
        "payable_ready": nothing,
        "payout": of_payout,
        "payout_paid": of_payout,
    }
    for path in ("/ledger/entries", "/holds", "/payables"):
        assert "PO-1042" not in (await creator.get(path)).text
        assert "C-1" not in (await brand.get(path)).text


async def test_verify_names_what_is_wrong(payouts: ServiceUnderTest, money: Money) -> None:
    brand = await money.brand()
    await money.fund(brand, 100)
    assert await money.violations() == []

    async with payouts.session() as session:
        await session.execute(text("update lots set unused_value = 99"))
    assert {violation.rule for violation in await money.violations()} == {
        "a brand's unused lots are its available balance",
        "a lot's unused part and its draws are its amount",
    }
    async with payouts.session() as session:
        await session.execute(text("update lots set unused_value = 100"))


@pytest.mark.parametrize("reasons", ["[]", '[{"code": "tax_form_missing"}]', '[{"code": "publication_missing"}]'])
async def test_verify_names_money_that_waits_for_nothing(payouts: ServiceUnderTest, money: Money, reasons: str) -> None:
    brand, creator = await money.brand(), await money.creator()
    await creator.post("/tax-forms", W9)
    await money.fund(brand, 100)
    await payouts.hear((await money.order(brand, creator, 100)).approved())
    assert await money.violations() == []

    change = text(
        "with old as (select waiting_for from payables) update payables set waiting_for = :reasons returning (table old)"
    )
    async with payouts.session() as session:
        before = await session.scalar(change.bindparams(bindparam("reasons", json.loads(reasons), JSONB)))
    assert {violation.rule for violation in await money.violations()} == {"money waits for a reason that stands"}
    async with payouts.session() as session:
        await session.execute(change.bindparams(bindparam("reasons", before, JSONB)))
