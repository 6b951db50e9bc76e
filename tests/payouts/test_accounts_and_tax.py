"""Where creators are paid, and what they declare."""

import asyncio
from typing import Any

import pytest

from services.payouts.tax.tax_ids import decrypt
from tests.harness import ServiceUnderTest, is_problem
from tests.payouts.money import W9, Money, with_key


async def test_the_first_account_of_a_currency_is_the_default_until_another_is_made_so(
    payouts: ServiceUnderTest, money: Money
) -> None:
    creator = await money.creator()
    first = (await money.add_account(creator, key="a")).json()
    second = (await money.add_account(creator, outcome="failed")).json()
    euro = (await money.add_account(creator, currency="EUR")).json()
    assert [account["default"] for account in (first, second, euro)] == [True, False, True]
    assert second["sandbox"] == {"outcome": "failed"}

    made = await creator.post(f"/payout-accounts/{second['id']}/make-default")

    assert (made.status_code, made.json()["default"]) == (200, True)
    assert (await creator.get(f"/payout-accounts/{first['id']}")).json()["default"] is False
    changed = {"sort": "updated_at", "updated_at_min": euro["updated_at"], "currency": "USD"}
    synced = (await creator.get("/payout-accounts", params=changed)).json()["data"]
    assert {account["id"] for account in synced} == {first["id"], second["id"]}
    listed = (await creator.get("/payout-accounts", params={"currency": "USD"})).json()["data"]
    assert [(account["id"], account["default"]) for account in listed] == [(second["id"], True), (first["id"], False)]
    assert (await money.add_account(creator, key="a")).headers["idempotent-replayed"] == "true"
    colleague = payouts.creator(organization_id=creator.organization_id)
    assert (await money.add_account(colleague, key="a")).json()["id"] == first["id"]
    assert is_problem(
        await money.add_account(payouts.creator(organization_id=creator.organization_id), currency="EUR", key="a"),
        422,
        "idempotency_key_reused",
    )
    stranger = payouts.creator()
    assert is_problem(await stranger.get(f"/payout-accounts/{first['id']}"), 404, "not_found")
    assert is_problem(await stranger.post(f"/payout-accounts/{first['id']}/make-default"), 404, "not_found")


async def test_an_account_has_a_version_that_counts_when_it_becomes_the_default_and_when_no_more(
    payouts: ServiceUnderTest, money: Money
) -> None:
    creator = await money.creator()
    first, second = [(await money.add_account(creator)).json() for _ in range(2)]
    path = f"/payout-accounts/{second['id']}"
    assert (first["version"], second["version"]) == (1, 1)
    assert (await creator.get(path)).headers["etag"] == '"v1"'
    assert (await creator.get(path, headers={"If-None-Match": '"v1"'})).status_code == 304
    stale = await creator.post(f"{path}/make-default", headers={"If-Match": '"v7"'})
    assert is_problem(stale, 412, "precondition_failed")
    assert stale.json()["version"] == 1
    assert (await creator.get(path)).json()["default"] is False

    waiting = asyncio.create_task(creator.get(path, headers={"If-None-Match": '"v1"', "Prefer": "wait=20"}))
    await asyncio.sleep(0.1)
    made = await creator.post(f"{path}/make-default", headers={"If-Match": '"v1"'})
    again = await creator.post(f"{path}/make-default", headers={"If-Match": '"v2"'})
    before = await creator.get(f"/payout-accounts/{first['id']}")

    assert (made.status_code, made.headers["etag"], made.json()["version"]) == (200, '"v2"', 2)
    assert again.json() == made.json()
    assert (before.json()["default"], before.headers["etag"]) == (False, '"v2"')
    told = await waiting
    assert (told.status_code, told.json()["default"], told.headers["preference-applied"]) == (200, True, "wait=20")


async def test_of_two_accounts_made_the_default_at_once_one_is(payouts: ServiceUnderTest, money: Money) -> None:
    creator = await money.creator()
    made = [(await money.add_account(creator)).json()["id"] for _ in range(3)]

    answers = await asyncio.gather(*(creator.post(f"/payout-accounts/{id}/make-default") for id in made[1:] * 3))

    assert {answer.status_code for answer in answers} == {200}
    listed = (await creator.get("/payout-accounts")).json()["data"]
    assert sorted(account["default"] for account in listed) == [False, False, True]


@pytest.mark.parametrize(
    "change",
    [
        {"currency": "ZZZ"},
        {"holder_name": ""},
        {"holder_name": "a\u0000b"},
        {"type": "iban"},
        {"sandbox": {"outcome": "x"}},
        {"iban": "DE"},
    ],
)
async def test_bad_accounts_are_named(bystander: Money, change: dict[str, Any]) -> None:
    body = {"type": "sandbox", "currency": "USD", "holder_name": "Ana Cook", **change}

    assert is_problem(
        await bystander.payouts.creator().post("/payout-accounts", body, headers=with_key()), 422, "validation_failed"
    )


async def test_an_account_needs_a_key_and_a_creator(bystander: Money) -> None:
    body = {"type": "sandbox", "currency": "USD", "holder_name": "Ana Cook"}

    assert is_problem(await bystander.payouts.creator().post("/payout-accounts", body), 400, "idempotency_key_required")
    assert is_problem(await bystander.add_account(bystander.payouts.brand()), 403, "forbidden")


async def test_a_tax_id_is_nowhere_in_clear(payouts: ServiceUnderTest, money: Money) -> None:
    creator = await money.creator()

    first = await creator.post("/tax-forms", W9, headers=with_key("t"))
    second = await creator.post("/tax-forms", {**W9, "tax_id": "12-3456780"})

    assert first.json()["address"] == {**W9["address"], "line2": None}
    assert "123-45-6789" not in first.text + second.text
    assert (await creator.get(f"/tax-forms/{first.json()['id']}")).json()["state"] == "expired"
    listed = (await creator.get("/tax-forms", params={"state": "accepted"})).json()["data"]
    assert [(form["id"], form["tax_id_last4"]) for form in listed] == [(second.json()["id"], "6780")]
    assert await payouts.scalar("select count(*) from tax_forms where tax_forms::text like '%12345678%'") == 0
    assert await payouts.scalar("select count(*) from idempotency_keys where convert_from(body, 'utf8') like '%45-678%'") == 0
    kept = await payouts.scalar("select tax_id_encrypted from tax_forms order by id limit 1")
    assert decrypt(payouts.instance.settings, kept) == "123456789"
    assert is_problem(await payouts.creator().get(f"/tax-forms/{first.json()['id']}"), 404, "not_found")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"tax_id": "000-12-3456"}, "/tax_id"),
        ({"tax_id": "666-12-3456"}, "/tax_id"),
        ({"tax_id": "123-00-4567"}, "/tax_id"),
        ({"tax_id": "123-45-0000"}, "/tax_id"),
        ({"tax_id": "07-1234567"}, "/tax_id"),
        ({"tax_id": "1234567"}, "/tax_id"),
        ({"tax_id": "123-45-678\uff19"}, "/tax_id"),
        ({"tax_id": 123456789}, "/tax_id"),
        ({"signed_at": "2999-01-01T00:00:00Z"}, "/signed_at"),
        ({"signed_at": "2025-01-01T00:00:00"}, "/signed_at"),
        ({"type": "w8ben"}, "/type"),
        ({"type": "w2"}, "/type"),
        ({"name": ""}, "/name"),
        ({"address": {"line1": "1 Main St"}}, "/address/city"),
        ({"address": {**W9["address"], "postal_code": " "}}, "/address/postal_code"),
        ({"address": {**W9["address"], "postal_code": "7\u00018"}}, "/address/postal_code"),
        ({"address": {**W9["address"], "postal_code": "7" * 21}}, "/address/postal_code"),
        ({"ssn": "1"}, "/ssn"),
    ],
)
async def test_bad_forms_are_named(bystander: Money, change: dict[str, Any], pointer: str) -> None:
    creator = await bystander.creator()

    answer = await creator.post("/tax-forms", {**W9, **change})

    assert is_problem(answer, 422, "validation_failed")
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert await bystander.payouts.scalar("select count(*) from tax_forms") == 0


async def test_creators_elsewhere_hand_in_another_form(payouts: ServiceUnderTest, money: Money) -> None:
    creator = await money.creator(country="DE")
    address = {"line1": "Hauptstr. 1", "city": "Berlin", "postal_code": "10115", "country": "DE"}

    answer = await creator.post("/tax-forms", {**W9, "type": "w8ben", "tax_id": "12 345 678 901", "address": address})

    assert (answer.status_code, answer.json()["tax_id_last4"]) == (201, "8901")


@pytest.mark.usefixtures("brief_wait")
async def test_a_form_of_somebody_unheard_of_waits(payouts: ServiceUnderTest) -> None:
    assert is_problem(await payouts.creator().post("/tax-forms", W9), 409, "not_yet_known")


async def test_what_a_policy_withholds_is_an_entry_of_its_own(
    payouts: ServiceUnderTest, money: Money, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.payouts import policy

    withholding = policy.TaxPolicy("tax-test", policy.TAX[0].effective_on, "US", {"w9": 2400})
    monkeypatch.setattr(policy, "TAX", [withholding])
    brand, creator = await money.brand(), await money.payee()
    await money.fund(brand, 1005)
    order = await money.order(brand, creator, 1005, fee=0)

    await payouts.hear(order.approved())

    assert await money.balance(creator) == (764, 0, 0)
    assert ("withholding", {"pending": -241, "withholding": 241}) in await money.entries(creator)
    assert "withholding" not in [type for type, _ in await money.entries(brand)]
    assert (await money.pay_out(creator)).json()["amount"]["value"] == 764
    await payouts.run_tasks()
    (payable,) = await money.payables(creator)
    assert (payable["state"], payable["withheld"]["value"], payable["paid"]["value"]) == ("paid", 241, 764)
