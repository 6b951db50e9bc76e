"""Where secrets are after the main job: in every column of every table, on the bus, in logs, figures and traces."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
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

    async with httpx.AsyncClient(base_url=mine.address, timeout=60, trust_env=False, event_hooks={"response": [harvest]}) as http:
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


@pytest.mark.parametrize(
    "bus", [pytest.param("local", marks=pytest.mark.security), pytest.param("kafka", marks=pytest.mark.kafka)]
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
        } <= mine.canaries.by_kind.keys()
        assert {"log", "traces", "metrics"} <= {cell.place for cell in cells}

        # Planted where it does not belong, each is found.
        async with connected(mine.server_url, "campaigns") as database:
            await database.execute("update campaigns set name = $1", TAX_ID.replace("-", ""))
        with mine.log.open("a") as log:
            log.write(f'{{"event": "x", "token": "{min(mine.canaries.by_kind["access token"])}"}}\n')
        planted = astray(found_in(await mine.said(), finder), ALLOWED)
        assert planted == {("campaigns.campaigns.name", "tax id"), ("log", "access token")}
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
