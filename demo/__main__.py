"""Performs the main job and prints each step: python -m demo [--address http://127.0.0.1:8080]."""

import argparse
import asyncio
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
from rich.console import Console
from rich.table import Table

from demo import people, work
from demo.client import Client

console = Console(highlight=False)
START_SECONDS = 120
STAFF = "demo-staff@example.com"
T = TypeVar("T")


class Teller:
    """Prints each step with the time it took."""

    def __init__(self) -> None:
        self._number = 0

    async def tell(self, title: str, step: Callable[[], Awaitable[T]], says: Callable[[T], str] = lambda _value: "") -> T:
        """Take a step and print what came of it."""
        self._number += 1
        started = time.perf_counter()
        value = await step()
        milliseconds = (time.perf_counter() - started) * 1000
        console.print(f"{self._number:3}. {title:<58} {milliseconds:7.0f} ms  [dim]{says(value)}[/dim]")
        return value


def money(amount: dict[str, Any]) -> str:
    """Write an amount for people: minor units, as the API has them."""
    return f"{amount['value']:,} {amount['currency']} (minor units)"


async def perform(address: str, *, currency: str = "USD") -> None:
    """Perform the main job once against a running suite."""
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as http:
        visitor = Client(http, sandbox_token=os.environ.get("GREENLIGHT_SANDBOX_TOKEN"))
        staff = await sign_staff_in(visitor)
        teller = Teller()
        tell = teller.tell

        brand = await tell("A brand signs up and is verified", lambda: people.verified_brand(visitor, staff, currency=currency))
        creator = await tell(
            "A creator applies and is approved", lambda: people.approved_creator(visitor, staff, currency=currency)
        )
        found = await tell(
            "The brand searches: food, 20 to 80 thousand followers",
            lambda: work.soon(
                lambda: brand.client.get(
                    "/creators", category="food", follower_count_min=20_000, follower_count_max=80_000, facet="country", limit=100
                ),
                lambda page: creator.creator_id in {one["id"] for one in page["data"]} or page["total_count"] > 100,
            ),
            lambda page: f"{page['total_count']} found",
        )
        assert found["facets"]["country"]["values"], found
        campaign = await tell(
            "The brand publishes a campaign", lambda: work.published_campaign(brand, visitor, currency=currency)
        )
        await tell("It invites the creator, who accepts", lambda: work.engaged(brand, creator, campaign))
        order = await tell(
            "Offer, counter-offer, agreement: the terms freeze",
            lambda: work.agreed(brand, creator, campaign, price=50_000, counter=60_000),
            lambda one: f"{money(one['price'])}, contract {one['contract']['sha256'][:12]}…",
        )
        await tell("The brand funds the order", lambda: work.funded(brand, order), lambda funding: funding["state"])
        deliverable = order["deliverables"][0]
        draft = await tell(
            "The creator uploads a draft and hands it in", lambda: work.submitted_draft(creator, order, deliverable)
        )
        await tell(
            "Automatic review, one round of changes, approval",
            lambda: work.reviewed(brand, creator, draft, rounds=1),
            lambda approved: approved["state"],
        )
        payable = await tell(
            "The money is released to the creator",
            lambda: work.payable_of(creator, deliverable),
            lambda one: f"{money(one['amount'])}, waits for {', '.join(reason['code'] for reason in one['reasons'])}",
        )
        await tell("The creator names an account and hands in a tax form", lambda: work.can_be_paid(creator, currency=currency))
        payout = await tell(
            "The creator asks for a payout",
            lambda: work.paid_out(creator, currency=currency),
            lambda one: f"{one['state']}: {money(one['amount'])}",
        )
        await tell(
            "The creator posts, and the post is verified",
            lambda: work.posted(visitor, creator, deliverable, version=2),
            lambda publication: publication["state"],
        )
        await tell(
            "Retention ends: the clock moves 31 days",
            lambda: visitor.post("/sandbox/clock/advance", {"duration": "P31D"}),
            lambda clock: f"{clock['fired']} timers fired",
        )
        await show_ledger(brand, creator, order, payout)
        assert payout["amount"] == payable["amount"], (payout, payable)


async def show_ledger(brand: people.Side, creator: people.Side, order: dict[str, Any], payout: dict[str, Any]) -> None:
    """Print every entry of the order and the payout; each sums to zero, and so does the whole."""
    entries = [
        *(await creator.client.get("/ledger/entries", order_id=order["id"], limit=100))["data"],
        *(await creator.client.get("/ledger/entries", payout_id=payout["id"], limit=100))["data"],
        *(await brand.client.get("/ledger/entries", order_id=order["id"], limit=100))["data"],
    ]
    unique = sorted({entry["id"]: entry for entry in entries}.values(), key=lambda entry: entry["created_at"])
    table = Table(title="The journal", title_justify="left")
    for column in ("entry", "account", "amount", "sum"):
        table.add_column(column, justify="right" if column in {"amount", "sum"} else "left")
    total = 0
    for entry in unique:
        entry_sum = sum(posting["amount"]["value"] for posting in entry["postings"])
        total += entry_sum
        for index, posting in enumerate(entry["postings"]):
            last = index == len(entry["postings"]) - 1
            account = posting["account"]
            table.add_row(
                entry["type"] if index == 0 else "",
                f"{account['purpose']} {account['owner_id'] or ''}",
                f"{posting['amount']['value']:,}",
                f"{entry_sum:,}" if last else "",
            )
            if entry_sum != 0:
                message = f"{entry['id']} does not sum to zero"
                raise SystemExit(message)
    console.print(table)
    console.print(f"The ledger sums to {total}.")


async def sign_staff_in(visitor: Client) -> Client:
    """Make a staff account by the command and sign in with it."""
    password = secrets.token_urlsafe(24)
    # An address of its own each time: the password is not kept.
    email = STAFF.replace("@", f"-{secrets.token_hex(4)}@")
    made = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "services", "create-staff", "--email", email, "--password-stdin", "--role", "admin",
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    await made.communicate(password.encode())
    if made.returncode:
        raise SystemExit(made.returncode)
    session = await visitor.post("/sessions", {"email": email, "password": password})
    return visitor.signed_in(session["access_token"])


@contextmanager
def suite(log: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Run the suite meanwhile, and stop it by the signal that an operator sends."""
    environment = dict(os.environ)
    address = environment.get("GREENLIGHT_PUBLIC_URL") or f"http://127.0.0.1:{environment.get('GREENLIGHT_GATEWAY_PORT', '8080')}"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "services", "run"], stderr=output, env=environment, start_new_session=True
        )
        try:
            yield process, address
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=60)


async def ready(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until every service is ready."""
    deadline = time.monotonic() + START_SECONDS
    async with httpx.AsyncClient(base_url=address, trust_env=False) as http:
        while time.monotonic() < deadline:
            if process.poll() is not None:
                console.print(f"the suite did not start; the end of {log}:", style="red")
                console.print("\n".join(log.read_text(encoding="utf-8").splitlines()[-5:]), markup=False)  # noqa: ASYNC240
                raise SystemExit(1)
            try:
                if (await http.get("/readyz")).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            await asyncio.sleep(0.1)
    message = f"the suite was not ready after {START_SECONDS} s; see {log}"
    raise SystemExit(message)


def main() -> None:
    """Run the demo; KEEP=1 leaves the suite running until Ctrl-C."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--address", help="a suite that runs already")
    arguments.add_argument("--currency", default="USD")
    chosen = arguments.parse_args()
    if chosen.address:
        asyncio.run(perform(chosen.address, currency=chosen.currency))
        return
    data = Path(os.environ.get("GREENLIGHT_DATA_DIR", ".data"))
    data.mkdir(parents=True, exist_ok=True)
    log = data / "suite.log"
    with suite(log) as (process, address):
        started = time.perf_counter()
        asyncio.run(ready(address, process, log))
        console.print(f"The suite runs at {address} (started in {time.perf_counter() - started:.1f} s, log in {log}).")
        asyncio.run(perform(address, currency=chosen.currency))
        console.print(f"Look next: {address}/docs is the reference; `make run` keeps the suite running.")
        console.print(
            "What happened: GET /v1/events lists it, GET /v1/events/stream tells it, `python -m services listen` forwards it."
        )
        if os.environ.get("KEEP"):
            console.print("The suite keeps running; Ctrl-C ends it.")
            with until_interrupted():
                process.wait()


@contextmanager
def until_interrupted() -> Iterator[None]:
    """Let Ctrl-C end the wait, and nothing else."""
    try:
        yield
    except KeyboardInterrupt:
        console.print("stopping")


if __name__ == "__main__":
    main()
