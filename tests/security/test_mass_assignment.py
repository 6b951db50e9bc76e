"""S2: a write takes the fields that it declares, and no other one changes anything."""

import time
from collections.abc import AsyncIterator, Iterator
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from services.campaigns.orders.models import Order
from services.discovery.authenticity import service as authenticity
from shared.auth import PUBLIC
from shared.errors import NotFound
from shared.events.campaigns import OrderId
from shared.routing import Router, Session
from shared.schemas import View
from tests.security.conftest import Counted
from tests.security.market import Running, Tenant, a_tenant, whole_suite
from tests.security.matrix import RIGHT_BODIES, Asker, Declared, People, body_of, declared_in
from tests.security.stored import fingerprints

pytestmark = pytest.mark.security

NOT_THE_CALLERS = {
    "id": "ord_01k4s3m7v8e9tb2h6jq0xyzwpn", "object": "staff", "version": 99, "state": "approved", "organization_id": "org_01k4s3m7v8e9tb2h6jq0xyzwpn",
    "owner_id": "usr_01k4s3m7v8e9tb2h6jq0xyzwpn", "user_id": "usr_01k4s3m7v8e9tb2h6jq0xyzwpn", "created_by": "usr_01k4s3m7v8e9tb2h6jq0xyzwpn",
    "created_at": "2020-01-01T00:00:00Z", "updated_at": "2020-01-01T00:00:00Z", "verified_at": "2020-01-01T00:00:00Z", "deleted_at": None,
    "role": "owner", "roles": ["owner"], "scope": "staff:finance", "scopes": ["staff:finance"], "is_staff": True, "is_admin": True, "email_verified": True, "verified": True,
    "fee": {"value": 0, "currency": "USD"}, "platform_fee": {"value": 0, "currency": "USD"}, "fee_basis_points": 0, "amounts": {"creator_net": 1}, "balance": 10**9,
    "available": {"value": 10**9, "currency": "USD"}, "policy_version": "none", "actions": ["approve"], "is_final": True, "request_key": "x", "password_hash": "x",
    "__proto__": {"state": "approved"}, "_state": "approved", "metadata_": {}, "organizationId": "org_01k4s3m7v8e9tb2h6jq0xyzwpn",
}  # fmt: skip
"""Fields that only the suite writes, and names under which somebody may have left them open."""

_FORM = "takes a form as OAuth has it, refuses JSON, and what it does not know changes nothing (RFC 6749, 3.2)"
NOT_JSON = {
    "send_upload_content": "takes the bytes of a file, and compares their number and type with what was declared",
    "create_creator_import": "takes a file, of which two columns are read: the platform and the handle of who is on a list afterwards",
    "issue_oauth_token": _FORM,
    "introspect_oauth_token": _FORM,
    "revoke_oauth_token": _FORM,
}
"""Writes without a JSON body, each with its reason."""

UNKNOWN = frozenset({"unknown_field"})
"""How a field that nobody knows is refused: of a body, and of an amount of money."""

planted = Router(tags=["orders"])


@planted.post("/orders/{order_id}/planted-notes", scope="campaigns:write")
async def note_carelessly(order_id: OrderId, body: dict[str, Any], session: Session) -> View:
    """Write whatever somebody sends into an order."""
    order = await session.get(Order, order_id)
    if order is None:
        raise NotFound
    for name in body.keys() & {"version", "policy_version"}:
        setattr(order, name, body[name])
    return View()


@pytest.fixture(scope="module")
async def running() -> AsyncIterator[Running]:
    """The suite, with a careless write planted. Peers are not measured at the end of some five minutes: that is a change, too."""
    at_night = replace(authenticity.AUTHENTICITY, first_measuring=timedelta(days=1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(authenticity, "AUTHENTICITY", at_night)
        async with whole_suite({"campaigns": [planted]}, limits="off") as running:
            yield running


def places_in(body: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object within a body, and where it is."""
    if isinstance(body, dict):
        yield at, body
        for name, value in body.items():
            yield from places_in(value, f"{at}/{name}")
    elif isinstance(body, list):
        for number, value in enumerate(body):
            yield from places_in(value, f"{at}/{number}")


FREE = ("/metadata",)
"""Objects that are the caller's own, whatever they hold."""


def assignments(body: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each body with one field more, and where that is."""
    for at, there in places_in(body):
        if at.endswith(FREE):
            continue
        for name, value in NOT_THE_CALLERS.items():
            if name not in there:
                changed = deepcopy(body)
                place: Any = changed
                for part in at.split("/")[1:]:
                    place = place[int(part)] if isinstance(place, list) else place[part]
                place[name] = value
                yield f"{at}/{name}", changed


async def test_no_write_takes_what_is_not_the_callers(running: Running, counted: Counted) -> None:
    began = time.monotonic()
    staff = await running.staff()
    tenant: Tenant = await a_tenant(running.visitor, staff)
    people = People(
        right={
            "brand": str(tenant.brand.client.token),
            "creator": str(tenant.creator.client.token),
            "platform": str(staff.token),
        },
        others={},
        organizations={},
        other_organizations={},
    )
    await running.quiet()
    before = await fingerprints(running.server_url)
    asker, wrong, asked, writes = Asker(running), [], 0, 0

    async def is_refused(operation: Declared, values: dict[str, str | None], at: str, body: dict[str, Any]) -> bool:
        answer = None
        for token in [None] if operation.scope == PUBLIC else [people.right[type_] for type_ in people.who_may(operation)]:
            answer = await asker.ask(operation, values, token, body=body)
            if answer.status_code not in {403, 404}:
                break
        assert answer is not None, operation
        if answer.status_code != 422:
            wrong.append(f"{operation.method} {operation.path} {at}: {answer.status_code} {answer.text[:160]}")
            return False
        pointers = {(error["code"], error["pointer"]) for error in answer.json()["errors"]}
        named = at.rpartition("/")[2]
        if any(code == "unexpected_body" or (code in UNKNOWN and p.rpartition("/")[2] == named) for code, p in pointers):
            return True
        wrong.append(f"{operation.method} {operation.path} {at}: {pointers}")
        return False

    operations = [one for one in declared_in(running.contract) if one.method != "GET" and one.id not in NOT_JSON]
    for operation in operations:
        writes += 1
        values = {name: tenant.value_of(operation.path, name) for name in operation.parameters}
        body, _ = body_of(operation, tenant)
        body = {**body, **RIGHT_BODIES.get(operation.id, {})}
        if operation.method == "DELETE":
            continue
        for at, changed in assignments(body):
            asked += 1
            await is_refused(replace(operation, has_body=True), values, at, changed)

    after = await fingerprints(running.server_url)
    changed = {name for name in before if before[name] != after[name]}
    planted_at = "POST /v1/orders/{order_id}/planted-notes"
    others = [one for one in wrong if not one.startswith(planted_at)]
    assert not others, f"{len(others)} of {asked}\n" + "\n".join(others[:60])
    assert any(one.startswith(f"{planted_at} /version: 200") for one in wrong), "the planted write is found"
    assert changed == {"campaigns.orders", "campaigns.idempotency_keys"}, (
        "and it alone has changed anything, and kept its answers"
    )
    assert asked >= 1_000
    counted("mass assignment, writes", writes)
    counted("mass assignment, bodies", f"{asked:,}")
    counted("mass assignment, seconds", round(time.monotonic() - began))
