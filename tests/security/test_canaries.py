"""Where secrets are after the main job: in every column of every table, on the bus, in logs, figures and traces."""

import asyncio
import json
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
import structlog

from demo import people, work
from demo.client import Client, Refused, fresh_key
from services import REGISTER
from shared.embedded_postgres import temporary
from shared.events.campaigns import OrderId
from shared.front import Front
from shared.http import client_of_app
from tests.e2e.conftest import environment_of, free_port, running, wait_until_ready
from tests.gateway.doubles import raw_server, read_request
from tests.security.canaries import ALLOWED, Canaries, Finder, astray
from tests.security.conftest import Counted
from tests.security.stored import Cell, connected, every_cell, remember_what_passes

PASSWORD, SHORT_PASSWORD, WRONG_PASSWORD = "canary sings in the mine 7", "canary-shrt", "canary of somebody else 9"
TAX_ID, REFUSED_TAX_ID = "987-65-4320", "912-34-5678"
HOLDER, STREET = "Canary Holder Twelve", "77 Canary Gallery"


@dataclass
class Mine:
    """A suite at work, and everything that it says."""

    address: str
    server_url: str
    environment: dict[str, str]
    log: Path
    canaries: Canaries
    spans: list[bytes] = field(default_factory=list)

    async def said(self) -> list[Cell]:
        """Everything: stored, logged, counted, traced, and sent over Kafka."""
        cells = await every_cell(self.server_url)
        cells += [Cell("log", line) for line in self.log.read_text().splitlines()]
        cells += [Cell("traces", span.decode("utf-8", "replace")) for span in self.spans]
        ports = {name: self.environment.get(f"GREENLIGHT_{name.upper()}_PORT") for name in REGISTER}
        addresses = [self.address, *(f"http://127.0.0.1:{port}" for port in ports.values() if port)]
        async with httpx.AsyncClient(trust_env=False) as http:
            for address in addresses:
                figures = await http.get(f"{address}/metrics")
                assert figures.status_code == 200
                cells += [Cell("metrics", line) for line in figures.text.splitlines()]
        if servers := self.environment.get("GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"):
            cells += await _every_record(servers)
        return cells


async def _every_record(servers: str) -> list[Cell]:
    from aiokafka import AIOKafkaConsumer

    cells = []
    async with AIOKafkaConsumer(bootstrap_servers=servers) as asking:
        topics = [name for name in await asking.topics() if not name.startswith("__")]
    async with AIOKafkaConsumer(*topics, bootstrap_servers=servers, auto_offset_reset="earliest") as consumer:
        parts = list(consumer.assignment())
        ends = await consumer.end_offsets(parts)
        for part in parts:
            while await consumer.position(part) < ends[part]:
                for records in (await consumer.getmany(part, timeout_ms=1000)).values():
                    for record in records:
                        content = [str(record.key), (record.value or b"").decode("utf-8", "replace"), str(record.headers)]
                        cells.append(Cell(f"kafka.{part.topic}", " ".join(content)))
    assert cells
    return cells


@asynccontextmanager
async def a_mine(directory: Path, *, on_kafka: bool) -> AsyncIterator[Mine]:
    """Run the suite as its commands do, with logs of every level and somebody who collects traces."""
    spans: list[bytes] = []

    async def collect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            _, body = await read_request(reader)
            spans.append(body)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/x-protobuf\r\nContent-Length: 0\r\n\r\n")

    async with AsyncExitStack() as stack:
        server = stack.enter_context(temporary())
        collector = await stack.enter_async_context(raw_server(collect))
        environment = environment_of(server.url, directory / "data") | {
            "GREENLIGHT_LOG_LEVEL": "debug",
            "OTEL_EXPORTER_OTLP_ENDPOINT": collector,
            "OTEL_BSP_SCHEDULE_DELAY": "200",
            "PYTHONASYNCIODEBUG": "0",
        }
        command = ["services", "run"]
        if on_kafka:
            from deploy.kafka.broker import Broker

            broker = stack.enter_context(Broker.start(data_directory=directory / "kafka"))
            environment["GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"] = broker.bootstrap_servers
            for name in REGISTER:
                port = str(free_port())
                environment[f"GREENLIGHT_{name.upper()}_PORT"] = port
                environment[f"GREENLIGHT_{name.upper()}_URLS"] = f"http://127.0.0.1:{port}"
            command = ["deploy.processes"]
        log = directory / "suite.log"
        process = stack.enter_context(running(environment, command=command, log=log))
        address = f"http://127.0.0.1:{environment['GREENLIGHT_GATEWAY_PORT']}"
        await asyncio.to_thread(wait_until_ready, address, process, log)
        await remember_what_passes(server.url)
        yield Mine(address, server.url, environment, log, Canaries(), spans)


async def refused(asking: Any) -> None:
    """See that a request is refused: what is refused leaves traces too."""
    with pytest.raises(Refused):
        await asking


async def the_client_of_a_server(visitor: Client, brand: people.Side) -> None:
    """Use an OAuth client from its making to its end, and say what it holds in the wrong places."""

    async def said(client: dict[str, Any], what: str, **form: str) -> httpx.Response:
        shown = {"client_id": client["id"], "client_secret": client["client_secret"]}
        return await visitor.http.post(f"/v1/oauth/{what}", data={**shown, **form})

    first = await brand.client.post("/oauth-clients", {"name": "Import", "scopes": ["campaigns:read"]})
    token = (await said(first, "token", grant_type="client_credentials")).json()["access_token"]
    await visitor.signed_in(token).get("/campaigns")
    assert (await said(first, "introspect", token=token)).json()["active"] is True
    client = await brand.client.post(f"/oauth-clients/{first['id']}/roll", {"overlap_seconds": 0}, etag="*")
    assert (await said(first, "token", grant_type="client_credentials")).status_code == 401
    assert (await said(client, "token", grant_type=client["client_secret"])).status_code == 400
    by_basic = await visitor.http.post(
        "/v1/oauth/token", data={"grant_type": "client_credentials"}, auth=(client["id"], client["client_secret"])
    )
    again = by_basic.json()["access_token"]
    await refused(visitor.get("/campaigns", access_token=again))
    await refused(visitor.get(f"/campaigns/{again}"))
    await refused(visitor.get(f"/oauth-clients/{client['client_secret']}"))
    await refused(visitor.signed_in(client["client_secret"]).get("/campaigns"))
    await refused(brand.client.post("/oauth-clients", {"name": [client["client_secret"]], "scopes": []}))
    assert (await said(client, "revoke", token=again)).status_code == 200
    await refused(visitor.signed_in(again).get("/campaigns"))


async def the_list_that_a_client_sees(visitor: Client, brand: people.Side, creator: people.Side) -> None:
    """Use a link to a list as who has it does, and say its token in the wrong places."""
    favourites = await brand.client.get("/lists/favourites")
    await brand.client.post(f"/lists/{favourites['id']}/items", {"creator_id": creator.creator_id})
    approval = await brand.client.post(f"/lists/{favourites['id']}/approvals", {"client_name": "Lumen"})
    shown = {"Greenlight-Approval-Token": approval["token"]}
    decision = {"creator_id": creator.creator_id, "decision": "approve"}
    assert (await visitor.http.get("/v1/list-approvals/current", headers=shown)).status_code == 200
    decided = await visitor.http.post("/v1/list-approvals/current/decisions", json=decision, headers=shown)
    assert decided.status_code == 200, decided.text
    # One who is signed in may open the link too, and then a key counts.
    by_member = {**shown, "Authorization": f"Bearer {brand.client.token}"}
    assert (await visitor.http.post("/v1/list-approvals/current/decisions", json=decision, headers=by_member)).is_success
    await refused(visitor.get(f"/list-approvals/{approval['token']}"))
    await refused(visitor.get("/list-approvals/current", token=approval["token"]))
    await refused(visitor.signed_in(approval["token"]).get("/list-approvals"))


async def the_link_that_somebody_follows(visitor: Client, brand: people.Side, creator: people.Side) -> None:
    """Follow a link to a campaign as who has it does, and say its token in the wrong places."""
    campaign = await work.published_campaign(brand, visitor, currency="USD")
    link = await brand.client.post(f"/campaigns/{campaign['id']}/invite-links", {"maximum_acceptances": 2})
    shown = {"Greenlight-Invite-Token": link["token"]}
    assert (await visitor.http.get("/v1/invite-links/current", headers=shown)).status_code == 200
    await creator.client.post("/invite-link-acceptances", {"token": link["token"]})
    await refused(creator.client.post("/invite-link-acceptances", {"token": link["token"]}))
    await refused(creator.client.post("/invite-link-acceptances", {"token": [link["token"]]}))
    await refused(visitor.get(f"/invite-links/{link['token']}"))
    await refused(visitor.get("/invite-links/current", token=link["token"]))
    await refused(visitor.signed_in(link["token"]).get("/invite-links"))


async def the_file_at_its_addresses(visitor: Client, creator: people.Side) -> None:
    """Ask twice for an upload with one key, and use its addresses as they were given and otherwise."""
    content = work.film_of("canary")
    new = {"filename": "canary.mp4", "content_type": "video/mp4", "size_bytes": len(content)}
    key = fresh_key()
    upload, again = [await creator.client.post("/uploads", new, key=key) for _ in range(2)]
    assert again["id"] == upload["id"]
    assert (await visitor.http.put(f"{again['url']}0", content=content, headers=again["headers"])).status_code == 403
    assert (await visitor.http.put(again["url"], content=content, headers=again["headers"])).status_code == 204
    complete = await creator.client.post(f"/uploads/{upload['id']}/complete", {"sha256": sha256(content).hexdigest()}, key=key)
    assert (await visitor.http.get(complete["download_url"])).content == content
    await refused(visitor.get(f"/uploads/{httpx.URL(complete['download_url']).params['signature']}"))


async def the_main_job(mine: Mine) -> None:
    """Do the main job once, with a canary for each secret, and say some of them in the wrong places."""
    canaries = mine.canaries
    canaries.add("password", PASSWORD, SHORT_PASSWORD, WRONG_PASSWORD)
    canaries.add("tax id", TAX_ID, REFUSED_TAX_ID)
    canaries.add("account holder", HOLDER)
    canaries.add("postal address", STREET)

    async def harvest(answer: httpx.Response) -> None:
        await answer.aread()
        if answer.content and "json" in answer.headers.get("content-type", ""):
            canaries.harvest(answer.json())

    async def keyed(request: httpx.Request) -> None:
        """Whatever takes a key has one: its answer is kept."""
        if request.method == "POST" and "Authorization" in request.headers:
            request.headers.setdefault("Idempotency-Key", fresh_key())

    hooks = {"request": [keyed], "response": [harvest]}
    async with httpx.AsyncClient(base_url=mine.address, timeout=60, trust_env=False, event_hooks=hooks) as http:
        visitor = Client(http, patience=10)
        email = people.an_address("staff")
        made = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "services", "create-staff", "--email", email, "--password-stdin", "--role", "admin",
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, env=mine.environment,
        )  # fmt: skip
        await made.communicate(PASSWORD.encode())
        assert made.returncode == 0
        staff = visitor.signed_in((await visitor.post("/sessions", {"email": email, "password": PASSWORD}))["access_token"])

        brand = await people.verified_brand(visitor, staff, currency="USD")
        creator = await people.approved_creator(visitor, staff, currency="USD")
        campaign = await work.published_campaign(brand, visitor, currency="USD")
        await work.engaged(brand, creator, campaign)
        order = await work.agreed(brand, creator, campaign, price=60_000)
        await work.funded(brand, order)
        deliverable = order["deliverables"][0]
        draft = await work.submitted_draft(creator, order, deliverable)
        await work.reviewed(brand, creator, draft, rounds=1)
        payable = await work.payable_of(creator, deliverable)
        await creator.client.post(
            "/payout-accounts",
            {"type": "sandbox", "currency": "USD", "holder_name": HOLDER, "sandbox": {"outcome": "success"}},
            key=fresh_key(),
        )
        address = {"line1": STREET, "city": "Springfield", "region": "IL", "postal_code": "62701", "country": "US"}
        form = {"type": "w9", "name": "Ana Cooks", "address": address, "signed_at": "2026-01-15T12:00:00Z"}
        await creator.client.post("/tax-forms", {**form, "tax_id": TAX_ID}, key=fresh_key())
        await refused(creator.client.post("/tax-forms", {**form, "tax_id": REFUSED_TAX_ID, "type": "none"}))
        await refused(creator.client.post("/tax-forms", {**form, "tax_id": {"number": REFUSED_TAX_ID}}))
        await work.in_state(creator, f"/payables/{payable['id']}", "ready")
        await work.paid_out(creator, currency="USD")
        await work.posted(visitor, creator, deliverable, version=2)

        # Credentials that come and go, and such as are said where they do not belong.
        key = await brand.client.post("/api-keys", {"name": "Reports", "scopes": ["campaigns:read"]})
        secret = next(
            value for value in key.values() if isinstance(value, str) and value.startswith("gl_test_") and len(value) > 30
        )
        await visitor.signed_in(secret).get("/campaigns")
        rolled = await brand.client.post(f"/api-keys/{key['id']}/roll", {"overlap_seconds": 60}, etag="*")
        await visitor.signed_in(rolled["secret"]).get("/campaigns")
        await the_client_of_a_server(visitor, brand)
        await the_list_that_a_client_sees(visitor, brand, creator)
        await the_link_that_somebody_follows(visitor, brand, creator)
        await the_file_at_its_addresses(visitor, creator)
        await brand.client.post("/member-invitations", {"email": people.an_address("colleague"), "role": "viewer"})
        new = {"email": people.an_address("short"), "name": "S", "country": "US", "password": SHORT_PASSWORD}
        await refused(visitor.post("/users", new))
        await refused(visitor.post("/users", {**new, "password": [PASSWORD]}))
        person, address_of_person = await people.person(visitor, "leaver", country="US")
        await refused(visitor.post("/sessions", {"email": address_of_person, "password": WRONG_PASSWORD}))
        session = await visitor.post("/sessions", {"email": address_of_person, "password": PASSWORD})
        again = await visitor.post("/sessions/refresh", {"refresh_token": session["refresh_token"]})
        await visitor.post("/sessions/refresh", {"refresh_token": session["refresh_token"]})
        await refused(visitor.get("/campaigns", access_token=again["access_token"]))
        await refused(visitor.get(f"/campaigns/{again['access_token']}"))
        await refused(visitor.signed_in(again["refresh_token"]).get("/me"))
        await person.call("DELETE", "/sessions/current")
        await refused(person.get("/me"))
    await asyncio.sleep(1.5)  # the last spans


def found_in(cells: list[Cell], finder: Finder) -> dict[tuple[str, str], str]:
    """Where each kind of secret was found, with an example."""
    return {(cell.place, kind): cell.text[:160] for cell in cells for kind in finder.kinds_in(cell.text)}


async def plant(mine: Mine, one: dict[str, str]) -> None:
    """Put a secret of each of some kinds where it does not belong: in a table, a topic, a kept answer, a public event, the log."""
    async with connected(mine.server_url, "campaigns") as database:
        await database.execute("update campaigns set name = $1", TAX_ID.replace("-", ""))
        # An event once more, with a member that nobody reads: every consumer has had it, and drops it.
        names = "event_id, name, topic, key, occurred_at, data"
        told = f"select {names} from remembered, jsonb_populate_record(null::outbox, content) where place = 'outbox' limit 1"
        event = dict(await database.fetchrow(told))
        event["data"] = json.dumps({**json.loads(event["data"]), "planted": one["OAuth token"]}).encode()
        await database.execute(f"insert into outbox ({names}) values ($1, $2, $3, $4, $5, $6)", *event.values())
        async with asyncio.timeout(20):
            while await database.fetchval("select count(*) from outbox"):
                await asyncio.sleep(0.1)
    for service, secret in (("review", one["signed address"]), ("identity", one["client secret"])):
        async with connected(mine.server_url, service) as database:
            await database.execute("update idempotency_keys set body = $1", f'{{"member": "{secret}"}}'.encode())
    async with connected(mine.server_url, "notifications") as database:
        await database.execute("update feed_entries set data = data || $1::jsonb", json.dumps({"url": one["approval link"]}))
    with mine.log.open("a") as log:
        log.write(f'{{"event": "x", "token": "{one["access token"]}"}}\n')


@pytest.mark.parametrize(
    "bus",
    [
        pytest.param("local", marks=pytest.mark.security),
        pytest.param("kafka", marks=[pytest.mark.kafka, pytest.mark.xdist_group("security on Kafka")]),
    ],
)
async def test_secrets_are_only_where_they_belong(
    bus: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counted: Counted
) -> None:
    monkeypatch.setattr(people, "PASSWORD", PASSWORD)
    async with a_mine(tmp_path, on_kafka=bus == "kafka") as mine:

        def an_address(word: str) -> str:
            text = f"{word}-canary-{uuid4().hex[:10]}@example.com"
            mine.canaries.add("e-mail", text)
            return text

        monkeypatch.setattr(people, "an_address", an_address)
        await the_main_job(mine)
        finder, cells = mine.canaries.finder(), await mine.said()
        found = found_in(cells, finder)

        wrong = astray(found, ALLOWED)
        assert not wrong, "\n".join(f"{kind} in {place}: {found[place, kind]}" for place, kind in sorted(wrong))
        idle = [belongs for belongs in ALLOWED if not any(belongs.covers(*one) for one in found)]
        assert not idle or bus == "kafka", "what nothing needs is not allowed"
        assert {
            "password",
            "tax id",
            "e-mail",
            "access token",
            "refresh token",
            "API key",
            "mailed token",
            "OAuth token",
            "client secret",
            "approval link",
            "signed address",
        } <= mine.canaries.by_kind.keys()
        assert {"log", "traces", "metrics"} <= {cell.place for cell in cells}

        # Planted where it does not belong, each is found.
        one = {kind: min(texts) for kind, texts in mine.canaries.by_kind.items()}
        await plant(mine, one)
        planted = astray(found_in(await mine.said(), finder), ALLOWED)
        on_topic = {("kafka.campaigns", "OAuth token")} if bus == "kafka" else set()
        assert planted == on_topic | {
            ("campaigns.campaigns.name", "tax id"),
            ("campaigns.outbox.data", "OAuth token"),
            ("review.idempotency_keys.body", "signed address"),
            ("identity.idempotency_keys.body", "client secret"),
            ("notifications.feed_entries.data", "approval link"),
            ("log", "access token"),
        }
        counted(f"canaries ({bus})", f"{sum(map(len, mine.canaries.by_kind.values()))} secrets, {len(cells):,} values looked at")


async def test_a_secret_in_the_wrong_place_is_not_logged() -> None:
    secret, order = f"gls_{'s' * 43}", OrderId.new()

    async def app(_scope: Any, _receive: Any, _send: Any) -> None:
        raise RuntimeError

    front = Front(app, service="toy", allowed_methods=lambda _: [])
    async with client_of_app(front, name="toy") as client:
        with structlog.testing.capture_logs() as entries:
            assert (await client.get(f"/v1/orders/{order}/{secret}")).status_code == 500
    assert [entry["path"] for entry in entries] == [f"/v1/orders/{order}/…"] * len(entries)
    assert entries
