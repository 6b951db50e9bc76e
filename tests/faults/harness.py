"""Kills the suite at a point of the money path, starts it again, and looks at every invariant, also across the databases."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine

from demo import people, work
from demo.client import Client, Refused, fresh_key
from services.payouts.ledger.verify import verify
from shared.databases import server_url_of

LONGEST_STUCK_SECONDS = 30
SERVICES = ("identity", "discovery", "campaigns", "review", "payouts")


@dataclass
class Case:
    """One order whose draft waits for the brand's word."""

    brand: people.Side
    creator: people.Side
    order: dict[str, Any]
    draft: dict[str, Any]


@dataclass
class Harness:
    """The suite as a victim, on a server that survives it."""

    environment: dict[str, str]
    server_url: str
    directory: Path
    planted: str = ""
    process: subprocess.Popen[bytes] | None = None
    cases: list[Case] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.environment['GREENLIGHT_GATEWAY_PORT']}"

    @property
    def plan(self) -> Path:
        return self.directory / "plan.json"

    async def start(self) -> None:
        environment = {**self.environment, "FAULT_PLAN": str(self.plan), "PLANTED": self.planted}
        log = (self.directory / "suite.log").open("ab")
        with log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.victim"], env=environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + 90
        async with httpx.AsyncClient(trust_env=False) as http:
            while True:
                assert self.process.poll() is None, (self.directory / "suite.log").read_text()[-3000:]
                assert time.monotonic() < deadline, "the suite did not become ready"
                try:
                    if (await http.get(f"{self.address}/readyz")).status_code == 200:
                        return
                except httpx.TransportError:
                    pass
                await asyncio.sleep(0.05)

    async def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            await asyncio.to_thread(self.process.wait, 60)

    async def arm(self, **plan: Any) -> None:
        """Hand the plan over, and wait until it is read."""
        assert self.process is not None
        read = self.plan.with_suffix(".read")
        read.unlink(missing_ok=True)
        self.plan.write_text(json.dumps(plan))
        self.process.send_signal(signal.SIGUSR1)
        while not read.exists():
            await asyncio.sleep(0.01)

    @asynccontextmanager
    async def visitor(self) -> AsyncIterator[Client]:
        async with httpx.AsyncClient(base_url=self.address, timeout=60, trust_env=False) as http:
            yield Client(http)

    async def prepare(self, count: int) -> None:
        """Bring so many orders to the point where only the brand's word is missing. One brand, so that holds share an account."""
        async with self.visitor() as visitor:
            brand = await people.short_cut(visitor, "brand")
            creator = await people.short_cut(visitor, "creator")
            for _ in range(count):
                campaign = await work.published_campaign(brand, visitor, currency="USD", terms={"exclusivity": None})
                await work.engaged(brand, creator, campaign)
                order = await work.agreed(brand, creator, campaign, price=60_000)
                await work.funded(brand, order)
                await work.in_state(brand, f"/orders/{order['id']}", "active")
                draft = await work.submitted_draft(creator, order, order["deliverables"][0])
                await work.in_state(brand, f"/drafts/{draft['id']}", "brand_review")
                self.cases.append(Case(brand, creator, order, draft))
            await work.can_be_paid(creator, currency="USD")

    async def approve(self, case: Case, key: str) -> dict[str, Any] | None:
        """Approve; None where the suite died before it answered."""
        async with httpx.AsyncClient(base_url=self.address, timeout=60, trust_env=False) as http:
            client = Client(http, token=case.brand.client.token)
            try:
                return await client.post(f"/drafts/{case.draft['id']}/approve", {"version_number": 1}, key=key)
            except httpx.TransportError:
                return None

    async def died(self, *, seconds: float) -> bool:
        """Say whether the victim met its point."""
        assert self.process is not None
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                assert self.process.returncode == -signal.SIGKILL, self.process.returncode
                return True
            await asyncio.sleep(0.02)
        return False

    async def points(self, case: Case) -> list[str]:
        """Record the points that one approval passes, until its money is ready."""
        await self.arm(record=True)
        await self.approve(case, fresh_key())
        assert await self.violations_after([case]) == []
        await self.arm()
        return self.plan.with_suffix(".points").read_text().splitlines()

    async def strike(self, case: Case, number: int) -> list[str]:
        """Kill at a point, start again, repeat the request as a client would, and give what is wrong after at most 30 s."""
        key = fresh_key()
        await self.arm(number=number)
        answer = await self.approve(case, key)
        struck = await self.died(seconds=3)
        if struck:
            await self.start()
            again = await self._repeat(case, key)
            if again not in {"approved"}:
                return [f"the repeated request says {again}"]
        else:
            await self.arm()
            assert answer is not None
        return await self.violations_after([case])

    async def _repeat(self, case: Case, key: str) -> str:
        try:
            answer = await self.approve(case, key)
        except Refused as refused:
            return f"{refused.status} {refused.code}"
        return str(answer and answer["state"])

    async def violations_after(self, cases: Sequence[Case]) -> list[str]:
        """Wait until nothing is wrong, for 30 s at most, and give what is."""
        deadline = time.monotonic() + LONGEST_STUCK_SECONDS
        while True:
            wrong = [problem for case in cases for problem in await self._wrong_with(case)] + await self._wrong_everywhere()
            if not wrong or time.monotonic() > deadline:
                return wrong
            await asyncio.sleep(0.1)

    async def _wrong_with(self, case: Case) -> list[str]:
        order, deliverable = case.order["id"], case.order["deliverables"][0]["id"]
        async with httpx.AsyncClient(base_url=self.address, timeout=60, trust_env=False) as http:
            creator = Client(http, token=case.creator.client.token)
            brand = Client(http, token=case.brand.client.token)
            draft = await brand.get(f"/drafts/{case.draft['id']}")
            seen = await brand.get(f"/orders/{order}")
            payables = [
                one for one in (await creator.get("/payables", limit=100))["data"] if one["deliverable_id"] == deliverable
            ]
            entries = (await brand.get("/ledger/entries", order_id=order, limit=100))["data"]
        releases = [entry for entry in entries if entry["type"] == "release"]
        wrong = []
        if draft["state"] != "approved":
            wrong.append(f"draft {draft['state']}")
        if len(payables) != 1 or payables[0]["state"] != "ready" or payables[0]["amount"]["value"] != 54_000:
            wrong.append(f"payables {[(one['state'], one['amount']['value']) for one in payables]}")
        if len(releases) != 1:
            wrong.append(f"{len(releases)} releases")
        if seen["deliverables"][0]["state"] != "approved" or seen["amounts"]["released"]["value"] != 60_000:
            wrong.append(f"order says {seen['deliverables'][0]['state']}, released {seen['amounts']['released']['value']}")
        return wrong

    async def _wrong_everywhere(self) -> list[str]:
        wrong: list[str] = []
        for service in SERVICES:
            engine = create_async_engine(server_url_of(self.server_url, service))
            try:
                async with AsyncSession(engine) as session:
                    for table in ("outbox", "parked_events"):
                        count = await session.scalar(text(f"select count(*) from {table}"))
                        if count:
                            wrong.append(f"{count} rows in {service}.{table}")
                    if service == "payouts":
                        wrong += [str(violation) for violation in await verify(session)]
            finally:
                await engine.dispose()
        return wrong


def environment_with(server_url: str, data: Path, port: int) -> dict[str, str]:
    """What the victim is told."""
    data.mkdir(exist_ok=True)
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("GREENLIGHT_")},
        "GREENLIGHT_ENVIRONMENT": "sandbox",
        "GREENLIGHT_DATABASE_URL": server_url,
        "GREENLIGHT_DATA_DIR": str(data),
        "GREENLIGHT_GATEWAY_PORT": str(port),
    }
