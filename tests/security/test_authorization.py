"""S1: every operation of the contract against everybody who may or may not; and a route planted without its check is found."""

import time
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from demo import people as demo_people
from demo.client import Client
from services.campaigns.orders.models import Order
from services.identity.organizations.roles import Role
from services.identity.scopes import OF_KEYS
from shared import errors, routing
from shared.auth import PUBLIC
from shared.errors import NotFound
from shared.events.campaigns import OrderId
from shared.routing import Router, Session
from shared.schemas import View
from shared.secrets import digest
from tests.harness import inner_token
from tests.security.conftest import Counted
from tests.security.market import Running, a_tenant, whole_suite
from tests.security.matrix import (
    Matrix,
    People,
    Program,
    Understudy,
    declared_in,
    nobody_gets_in,
    other_tenants_see_nothing,
    programs_hold,
    roles_hold,
    the_right_ones_get_in,
)

# Thousands of requests to a whole suite: more than `make test` has time for.
pytestmark = pytest.mark.security

OPEN_TO_ALL = {
    # Who signs up, or in, has no credential yet.
    "create_user", "confirm_email", "create_session", "refresh_session",
    # The link in an e-mail is the credential.
    "confirm_verification",
    # A client shows its secret, by which it is known.
    "issue_oauth_token", "introspect_oauth_token", "revoke_oauth_token",
    # The signature in the address is the credential.
    "send_upload_content", "get_upload_content",
    # The token of a list's approval is the credential of the client; the page is the same for everybody.
    "get_list_approval_page", "get_client_list_approval", "list_client_list_items", "decide_about_creator",
    # So is the token of an invite link, for whoever has no account yet.
    "get_invite_link_page", "get_opened_invite_link",
}  # fmt: skip
"""Operations without a credential, beside the sandbox's, which production does not have."""


class Planted(View):
    """What a careless route shows."""

    id: OrderId


def found(order: Order | None) -> Order:
    """Refuse what is not there, and nothing else."""
    if order is None:
        raise NotFound
    return order


planted = Router(tags=["orders"])


@planted.get("/orders/{order_id}/planted", scope="campaigns:read")
async def look_at_any_order(order_id: OrderId, session: Session) -> Planted:
    """Show an order to whoever asks, because nobody checked whose it is."""
    return Planted.model_validate(found(await session.get(Order, order_id)))


@planted.get("/orders/{order_id}/planted-shut", scope="campaigns:read")
async def look_at_no_order(order_id: OrderId, session: Session) -> Planted:
    """Show an order to nobody, not even to its sides."""
    return Planted.model_validate(found(None))


@planted.post("/orders/{order_id}/planted-open", scope=PUBLIC, status_code=200)
async def touch_any_order(order_id: OrderId, session: Session) -> Planted:
    """Show an order to nobody in particular."""
    return Planted.model_validate(found(await session.get(Order, order_id)))


@pytest.fixture(scope="module")
async def running() -> AsyncIterator[Running]:
    """The suite, with careless routes planted."""
    async with whole_suite({"campaigns": [planted]}) as running:
        yield running


async def tokens_that_hold_no_more(running: Running, email: str) -> dict[str, str | None]:
    """A credential of each kind that must be refused."""
    expired, revoked = await running.token_of(email), await running.token_of(email)
    async with running.suite.instances["identity"].context.step() as session:
        await session.execute(
            text("update access_tokens set expires_at = now() - interval '1 second' where token_hash = :hash"),
            {"hash": digest(expired)},
        )
    ending = running.visitor.signed_in(revoked)
    await ending.get("/me")
    await ending.call("DELETE", "/sessions/current")
    forged = inner_token(user="usr_01k4s3m7v8e9tb2h6jq0xyzwpn", organization=None, organization_type="platform", scopes="")
    return {
        "anonymous": None,
        "expired": expired,
        "revoked": revoked,
        "forged": forged,
    }


async def programs_of(owner: Client, organization_type: str) -> tuple[list[Program], dict[str, str | None]]:
    """Programs of an owner: with all that a key may hold, and with one scope; and those that were revoked."""
    programs = []
    for scopes in (OF_KEYS, frozenset({"members:read"})):
        key = await owner.post("/api-keys", {"name": "Matrix", "scopes": sorted(scopes)})
        programs.append(Program("key", key["secret"], organization_type, scopes))
        token = await token_of_client(owner, await owner.post("/oauth-clients", {"name": "Matrix", "scopes": sorted(scopes)}))
        programs.append(Program("client", token, organization_type, scopes))
    ended = await owner.post("/api-keys", {"name": "Ended", "scopes": sorted(OF_KEYS)})
    client = await owner.post("/oauth-clients", {"name": "Ended", "scopes": sorted(OF_KEYS)})
    token = await token_of_client(owner, client)
    await owner.call("DELETE", f"/api-keys/{ended['id']}")
    await owner.call("DELETE", f"/oauth-clients/{client['id']}")
    return programs, {"revoked key": ended["secret"], "revoked client": token}


async def token_of_client(owner: Client, client: dict[str, Any]) -> str:
    """Get an OAuth client a token."""
    form = {"grant_type": "client_credentials", "client_id": client["id"], "client_secret": client["client_secret"]}
    answer = await owner.http.post("/v1/oauth/token", data=form)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["access_token"])


async def organizations_of(visitor: Client, tokens: dict[str, str]) -> dict[str, str]:
    """Tell for whom each of them acts."""
    return {type_: (await visitor.signed_in(token).get("/me"))["organization_id"] for type_, token in tokens.items()}


async def test_every_operation_lets_in_exactly_whom_it_should(
    running: Running, monkeypatch: pytest.MonkeyPatch, counted: Counted
) -> None:
    began = time.monotonic()
    visitor, staff = running.visitor, await running.staff()
    tenant = await a_tenant(visitor, staff)
    other_brand = await demo_people.short_cut(visitor, "brand")
    other_creator = await demo_people.short_cut(visitor, "creator")
    me = await tenant.brand.client.get("/me")
    await running.quiet()
    monkeypatch.setattr(routing, "LATE_COPY_SECONDS", 0.0)
    monkeypatch.setattr(errors, "YOUNG", timedelta(0))

    tokens = {
        "brand": str(tenant.brand.client.token),
        "creator": str(tenant.creator.client.token),
        "platform": str(staff.token),
    }
    others = {"brand": str(other_brand.client.token), "creator": str(other_creator.client.token)}
    organizations, other_organizations = await organizations_of(visitor, tokens), await organizations_of(visitor, others)
    people = People(right=tokens, others=others, organizations=organizations, other_organizations=other_organizations)
    understudies = {}
    for type_, organization_id in organizations.items():
        newcomer, _ = await demo_people.person(visitor, "understudy", country="US")
        understudies[type_] = await Understudy.of(running, organization_id, str(newcomer.token))

    programs, ended = await programs_of(tenant.brand.client, "brand")
    programs += (await programs_of(tenant.creator.client, "creator"))[0]

    matrix = Matrix()
    no_more = await tokens_that_hold_no_more(running, me["user"]["email"])
    await nobody_gets_in(matrix, running, no_more | ended, tenant)
    await roles_hold(matrix, running, understudies, tuple(Role))
    await programs_hold(matrix, running, programs)
    await other_tenants_see_nothing(matrix, running, people, tenant)
    await the_right_ones_get_in(matrix, running, people, tenant)

    operations = declared_in(running.contract)
    open_to_all = {one.id for one in operations if one.scope == PUBLIC and not one.path.startswith("/v1/sandbox/")}
    assert open_to_all == OPEN_TO_ALL | {"touch_any_order"}, "what needs no credential is listed by name, with its reason"
    assert matrix.leaking() == {
        "GET /v1/orders/{order_id}/planted",  # lets in who should stay out
        "GET /v1/orders/{order_id}/planted-shut",  # keeps out who should be let in
    }, "\n".join(matrix.leaks)
    assert sum(matrix.cells.values()) >= 3_000, matrix.cells
    counted("authorization matrix, operations", len(operations))
    counted("authorization matrix, cells", f"{sum(matrix.cells.values()):,} {dict(matrix.cells)}")
    counted("authorization matrix, seconds", round(time.monotonic() - began))
