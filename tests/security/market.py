"""The whole suite in this process behind its gateway, and two tenants of it: one whose things are asked for, one who asks."""

import asyncio
import dataclasses
import socket
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from demo import people, work
from demo.client import Client
from demo.people import Side
from gateway.app import create_gateway
from gateway.contract import join
from services import REGISTER
from services.__main__ import service_named
from services.identity import staff as staff_accounts
from shared.clock import clock
from shared.embedded_postgres import temporary
from shared.errors import codes
from shared.http import client_of_app
from shared.process import Plan, Suite, _server_of, assemble
from shared.routing import Router
from shared.settings import Settings


@dataclass
class Running:
    """A suite at work, and its contract with whatever was planted."""

    suite: Suite
    contract: dict[str, Any]
    http: httpx.AsyncClient
    direct: httpx.AsyncClient
    """Calls the gateway without a socket between: for thousands of calls."""
    server_url: str
    _numbers: Iterator[int] = field(default_factory=count)

    def number(self) -> int:
        """A number that was not given before."""
        return next(self._numbers)

    async def quiet(self) -> None:
        """Wait until everything that has happened has had its effects."""
        async with asyncio.timeout(30):
            while not all([(await instance.status()).is_quiet for instance in self.suite.instances.values()]):
                await asyncio.sleep(0.01)

    async def token_of(self, email: str) -> str:
        """Sign somebody in once more."""
        return (await self.visitor.post("/sessions", {"email": email, "password": people.PASSWORD}))["access_token"]

    @property
    def visitor(self) -> Client:
        """Somebody who is not signed in."""
        return Client(self.http)

    async def staff(self, role: str = "admin") -> Client:
        """A member of staff, made as the command makes one."""
        email = people.an_address("staff")
        async with self.suite.instances["identity"].context.step() as session:
            await staff_accounts.create_staff(
                session, email=email, password=people.PASSWORD, role=staff_accounts.StaffRole(role), now=clock.now()
            )
        return self.visitor.signed_in(await self.token_of(email))


@asynccontextmanager
async def whole_suite(planted: Mapping[str, Sequence[Router]] | None = None, **how: Any) -> AsyncIterator[Running]:
    """Run every service and the gateway on databases of their own; `planted` adds routes to services, `how` are settings."""
    async with AsyncExitStack() as stack:
        server = stack.enter_context(temporary())
        bound = stack.enter_context(socket.socket())
        bound.bind(("127.0.0.1", 0))
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        settings = Settings(data_dir=directory, gateway_port=bound.getsockname()[1], **how)
        services = [
            dataclasses.replace(service, routers=[*service.routers, *(planted or {}).get(service.name, ())])
            for service in map(service_named, REGISTER)
        ]
        ports = {name: registered.port for name, registered in REGISTER.items()}
        plan = Plan(services=services, ports=ports, gateway=create_gateway, settings=settings)
        suite = await stack.enter_async_context(assemble(plan, server_url=server.url))
        assert suite.gateway is not None
        http_server = _server_of(suite.gateway.app, settings)
        tasks = [asyncio.create_task(suite.run()), asyncio.create_task(http_server.serve(sockets=[bound]))]
        address = f"http://127.0.0.1:{settings.gateway_port}"
        http = await stack.enter_async_context(httpx.AsyncClient(base_url=address, timeout=30, trust_env=False))
        direct = await stack.enter_async_context(client_of_app(suite.gateway.app, name="gateway"))
        try:
            await _until_ready(http, tasks)
            documents = {service.name: service.contract(service.create_app()) for service in services}
            yield Running(suite, join(documents, codes), http, direct, server.url)
        finally:
            http_server.should_exit = True
            await asyncio.wait(tasks[1:])
            tasks[0].cancel()
            with suppress(asyncio.CancelledError):
                await tasks[0]


async def _until_ready(http: httpx.AsyncClient, tasks: Sequence[asyncio.Task[None]]) -> None:
    async with asyncio.timeout(30):
        while True:
            for task in tasks:
                assert not task.done(), task
            with suppress(httpx.TransportError):
                if (await http.get("/readyz")).status_code == 200:
                    return
            await asyncio.sleep(0.02)


@dataclass
class Tenant:
    """A brand and a creator who have done the main job together, and every object that came of it."""

    brand: Side
    creator: Side
    objects: dict[str, str] = field(default_factory=dict)
    """By the path parameter that takes it; where two nouns share one, by `first segment/parameter`."""

    def value_of(self, path: str, parameter: str) -> str | None:
        """Give the id that stands for a parameter of a path."""
        return self.objects.get(f"{path.split('/')[2]}/{parameter}") or self.objects.get(parameter)

    @property
    def private(self) -> set[str]:
        """The ids that nobody outside may be told: whoever takes part in the open market is named there."""
        public = {"creator_id", "organization_id", "open_campaign_id", "version_number", "handle", "post_id"}
        return {value for name, value in self.objects.items() if name not in public}


async def a_tenant(visitor: Client, staff: Client) -> Tenant:
    """Make one object of each noun by the main job."""
    brand = await people.verified_brand(visitor, staff, currency="USD")
    saved_search = await brand.client.post("/saved-searches", {"name": "Anybody", "search": {"currency": "USD"}})
    creator = await people.approved_creator(visitor, staff, currency="USD")
    campaign = await work.published_campaign(brand, visitor, currency="USD", applications_open=False)
    invitation = await work.engaged(brand, creator, campaign)
    order = await work.agreed(brand, creator, campaign, price=60_000)
    funding = await work.funded(brand, order)
    deliverable = order["deliverables"][0]
    draft = await work.submitted_draft(creator, order, deliverable)
    await work.reviewed(brand, creator, draft)
    payable = await work.payable_of(creator, deliverable)
    await work.can_be_paid(creator, currency="USD")
    await work.in_state(creator, f"/payables/{payable['id']}", "ready")
    payout = await work.paid_out(creator, currency="USD")
    publication = await work.posted(visitor, creator, deliverable)
    posts = await visitor.get(f"/sandbox/social-accounts/{creator.handle}/posts")

    open_campaign = await work.published_campaign(brand, visitor, currency="USD")
    application = await creator.client.post(
        f"/campaigns/{open_campaign['id']}/applications",
        {"pitch": "I cook.", "price": {"value": 61_000, "currency": "USD"}, "answers": [{"question_id": "q1", "text": "Yes."}]},
    )
    second_offer = await brand.client.post(
        "/offers",
        {"campaign_id": open_campaign["id"], "creator_id": creator.creator_id, "price": {"value": 61_000, "currency": "USD"}},
    )

    link = await brand.client.post(f"/campaigns/{open_campaign['id']}/invite-links", {"maximum_acceptances": 2})
    acceptance = await creator.client.post("/invite-link-acceptances", {"token": link["token"]})

    api_key = await brand.client.post("/api-keys", {"name": "Reports", "scopes": ["campaigns:read"]})
    oauth_client = await brand.client.post("/oauth-clients", {"name": "Import", "scopes": ["campaigns:read"]})
    invited = await brand.client.post("/member-invitations", {"email": people.an_address("colleague"), "role": "viewer"})

    favourites = await brand.client.get("/lists/favourites")
    item = await brand.client.post(f"/lists/{favourites['id']}/items", {"creator_id": creator.creator_id, "note": "Cooks."})
    approval = await brand.client.post(f"/lists/{favourites['id']}/approvals", {"client_name": "Lumen"})
    decided = await visitor.http.post(
        "/v1/list-approvals/current/decisions",
        json={"creator_id": creator.creator_id, "decision": "approve"},
        headers={"Greenlight-Approval-Token": approval["token"]},
    )
    assert decided.status_code == 200, decided.text
    export = await brand.client.post("/creator-exports", {"list_id": favourites["id"]})
    brought = await visitor.http.post(
        "/v1/creator-imports",
        content=f"platform,handle\nsandbox,{creator.handle}\n",
        params={"list_id": favourites["id"]},
        headers={"Authorization": f"Bearer {brand.client.token}", "Content-Type": "text/csv"},
    )
    assert brought.status_code == 202, brought.text

    async def first(side: Side, path: str) -> str:
        return (await side.client.get(path))["data"][0]["id"]

    async def first_soon(side: Side, path: str) -> str:
        async with asyncio.timeout(20):
            while not (found := (await side.client.get(path))["data"]):
                await asyncio.sleep(0.1)
        return found[0]["id"]

    return Tenant(
        brand,
        creator,
        {
            "user_id": (await brand.client.get("/me"))["user"]["id"],
            "session_id": await first(brand, "/sessions"),
            "organization_id": brand.organization["id"],
            "verification_id": await first(brand, "/verifications"),
            "social_account_id": await first(creator, "/social-accounts"),
            "creator-applications/application_id": await first(creator, "/creator-applications"),
            "creator_id": str(creator.creator_id),
            "campaign_id": campaign["id"],
            "open_campaign_id": open_campaign["id"],
            "opportunities/campaign_id": open_campaign["id"],
            "invitation_id": invitation["id"],
            "invite_link_id": link["id"],
            "invite_link_acceptance_id": acceptance["id"],
            "application_id": application["id"],
            "offer_id": second_offer["id"],
            "order_id": order["id"],
            "deliverable_id": deliverable["id"],
            "upload_id": await first(creator, "/uploads"),
            "draft_id": draft["id"],
            "version_number": "1",
            "publication_id": publication["id"],
            "funding_id": funding["id"],
            "hold_id": await first(brand, "/holds"),
            "payable_id": payable["id"],
            "payout_account_id": await first(creator, "/payout-accounts"),
            "tax_form_id": await first(creator, "/tax-forms"),
            "payout_id": payout["id"],
            "entry_id": await first(brand, "/ledger/entries"),
            "api_key_id": api_key["id"],
            "oauth_client_id": oauth_client["id"],
            "member_invitation_id": invited["id"],
            "event_id": await first(brand, "/events"),
            "list_id": favourites["id"],
            "list_item_id": item["id"],
            "list_approval_id": approval["id"],
            "list_decision_id": await first(brand, f"/list-approvals/{approval['id']}/decisions"),
            "creator_export_id": export["id"],
            "creator_import_id": brought.json()["id"],
            "saved_search_id": saved_search["id"],
            "saved_search_match_id": await first_soon(brand, f"/saved-searches/{saved_search['id']}/matches"),
            "handle": str(creator.handle),
            "post_id": posts["data"][0]["id"],
        },
    )
