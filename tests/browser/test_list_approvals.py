"""The client's page as a client uses it: in a real browser, against a suite that runs."""

import json
import os
import re
from collections.abc import AsyncIterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from shared.money import CURRENCIES, LARGEST
from tests.browser.chromium import Tab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TRICKY = "<img src=x onerror=alert(1)> & \u202ewords</script>"


class Caller:
    """An organization and its way to the API."""

    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self._http, self._headers = http, {"Authorization": f"Bearer {token}"}

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await self._http.post(f"/v1{path}", json=body, headers=self._headers)
        assert answer.is_success, answer.text
        return answer.json()

    async def get(self, path: str) -> dict[str, Any]:
        return (await self._http.get(f"/v1{path}", headers=self._headers)).json()

    async def patch(self, path: str, body: dict[str, Any]) -> None:
        answer = await self._http.patch(f"/v1{path}", json=body, headers=self._headers)
        assert answer.is_success, answer.text

    async def delete(self, path: str) -> None:
        assert (await self._http.delete(f"/v1{path}", headers=self._headers)).status_code == 204


async def made(http: httpx.AsyncClient, type: str, **how: Any) -> dict[str, Any]:
    answer = await http.post("/v1/sandbox/organizations", json={"type": type, **how})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_client_decides_in_a_browser(tab: Tab, address: str) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=30, trust_env=False) as http:
        agency = Caller(http, (await made(http, "brand"))["session"]["access_token"])
        creators = [
            (await made(http, "creator", social_account={"name": name, "country": "US"}))["creator_id"]
            for name in ("Ana", TRICKY)
        ]
        id = (await agency.post("/lists", {"name": f"Spring {TRICKY}"}))["id"]
        for creator_id in creators:
            await agency.post(f"/lists/{id}/items", {"creator_id": creator_id, "note": TRICKY})
        asked = await agency.post(
            f"/lists/{id}/approvals", {"client_name": "Lumen", "message": TRICKY, "shows_notes": True, "shows_rates": True}
        )
        assert asked["url"].startswith(f"{address}/v1/list-approvals/page#")

        await tab.go(asked["url"])
        await tab.until("document.querySelectorAll('article').length === 2")
        assert TRICKY in await tab.text("h1")
        assert await tab.run("document.querySelectorAll('main img, main script').length") == 0
        for width, height in ((390, 844), (1280, 900)):
            await tab.size(width, height)
            assert await tab.run("document.documentElement.scrollWidth - innerWidth") <= 0
        if kept := os.environ.get("SCREENSHOTS"):
            await tab.screenshot(Path(kept) / "shortlist.png")

        await tab.click("article textarea")
        await tab.type("Exactly our kitchen.")
        await tab.click("article button.approve")
        await tab.until("document.querySelector('article [role=status]').textContent === 'Saved.'")
        await tab.until("document.querySelector('#standing').textContent.includes('1 approved, 0 declined of 2')")
        seen = (await agency.get(f"/lists/{id}/items"))["data"][0]["decision"]
        assert (seen["decision"], seen["comment"]) == ("approve", "Exactly our kitchen.")

        await tab.go(asked["url"])
        await tab.until("document.querySelector('article button.approve[aria-pressed=true]') !== null")
        await agency.post(f"/list-approvals/{asked['id']}/close", {})
        await tab.go(asked["url"])
        await tab.until("document.querySelector('article button.approve')?.disabled === true")
        assert "no more decisions" in await tab.text("#standing")
        assert all(asked["token"] not in request for request in tab.requested if "#" not in request)


ADDRESS = "This address is not complete, or it was taken back: ask whoever sent it to you."
LATER = "The list cannot be reached at the moment: see whether you are online, and try again."
STANDING, SAID = "#standing", "article [role=status]"


@pytest.fixture
async def http(address: str) -> AsyncIterator[httpx.AsyncClient]:
    """A way to the API beside the page's."""
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as client:
        yield client


async def asked(http: httpx.AsyncClient, creators: Sequence[str], **how: Any) -> tuple[Caller, dict[str, Any]]:
    """Let a brand ask a client about creators."""
    brand = Caller(http, (await made(http, "brand"))["session"]["access_token"])
    for creator_id in creators:
        await brand.post("/lists/favourites/items", {"creator_id": creator_id})
    return brand, await brand.post("/lists/favourites/approvals", {"client_name": "Lumen", **how})


async def a_creator(http: httpx.AsyncClient) -> str:
    return (await made(http, "creator", social_account={"name": "Ana", "country": "US"}))["creator_id"]


async def is_pressed(tab: Tab) -> list[str]:
    """Tell which decision is shown as taken."""
    return await tab.run("[...document.querySelectorAll('[aria-pressed=true]')].map((one) => one.className)")


async def test_a_client_comments_in_a_browser_and_the_decision_stands(tab: Tab, http: httpx.AsyncClient) -> None:
    brand, approval = await asked(http, [await a_creator(http)])
    await tab.go(approval["url"])
    await tab.click("article button.comment")
    await tab.reads(SAID, "Write a comment first.")

    await tab.click("article textarea")
    await tab.type("Who is this?")
    await tab.click("article button.comment")
    await tab.reads(SAID, "Saved.")
    assert await is_pressed(tab) == []
    word = (await brand.get("/lists/favourites/items"))["data"][0]["decision"]
    assert (word["decision"], word["comment"]) == (None, "Who is this?")

    await tab.click("article button.approve")
    await tab.until("document.querySelector('#standing').textContent.includes('1 approved')")
    await tab.click("article textarea")
    await tab.run("document.querySelector('article [role=status]').textContent = ''")
    await tab.type("!")
    await tab.click("article button.comment")
    await tab.reads(SAID, "Saved.")
    assert await is_pressed(tab) == ["approve"]
    word = (await brand.get("/lists/favourites/items"))["data"][0]["decision"]
    assert word["decision"] == "approve"
    assert "!" in word["comment"]
    assert await tab.run("document.querySelector('#standing').textContent.includes('1 approved')")


async def test_prices_stand_on_the_page_as_the_suite_counts_them(tab: Tab, http: httpx.AsyncClient) -> None:
    """In every currency: a browser's decimals are those of CLDR, which are others for forints, rupiahs, dinars and more."""
    currencies, creators, prices = sorted(CURRENCIES), [], [(LARGEST, "USD")]
    prices += [(1_234_567, currency) for currency in currencies if currency != "USD"]
    for first in range(0, len(prices), 50):  # so many rates a creator may have
        person = await made(http, "creator", social_account={"name": "Ana", "country": "US"})
        rates = [
            {"deliverable_type": "video", "price": {"value": value, "currency": currency}}
            for value, currency in prices[first : first + 50]
        ]
        await Caller(http, person["session"]["access_token"]).patch("/creators/me", {"rates": rates})
        creators.append(person["creator_id"])
    _, approval = await asked(http, creators, shows_rates=True)

    await tab.go(approval["url"])
    await tab.until(f"document.querySelectorAll('article').length === {len(creators)}")

    shown = await tab.run("[...document.querySelectorAll('article p.rate')].map((one) => one.textContent)")
    assert len(shown) == len(prices) == len(CURRENCIES)
    for text, (value, currency) in zip(shown, prices, strict=True):
        (amount,) = re.findall(r"[0-9][0-9.,]*", text.removeprefix("video: "))
        assert amount.replace(",", "") == str(Decimal(value).scaleb(-CURRENCIES[currency])), (currency, text)


async def test_an_address_that_opens_nothing_is_said_in_the_pages_words(tab: Tab, http: httpx.AsyncClient) -> None:
    brand, approval = await asked(http, [await a_creator(http)])
    page, token = approval["url"].split("#")
    for cut in ("", "#", f"#{token[:-5]}", f"#{token}{'x' * 200}", "#gll_ü", f"#{token} and more"):
        await tab.go(page + cut)
        await tab.reads(STANDING, ADDRESS)

    await tab.go(approval["url"])
    await tab.until("document.querySelectorAll('article').length === 1")
    await brand.post(f"/list-approvals/{approval['id']}/revoke", {})
    await tab.click("article button.approve")
    await tab.reads(SAID, ADDRESS)
    await tab.go(approval["url"])
    await tab.reads(STANDING, ADDRESS)
    tab.forgive_refusals()


async def test_what_goes_wrong_is_said_in_the_pages_words(tab: Tab, http: httpx.AsyncClient) -> None:
    brand, approval = await asked(http, [await a_creator(http)])
    await tab.go(approval["url"])
    await tab.until("document.querySelectorAll('article').length === 1")

    conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    await tab.command("Network.emulateNetworkConditions", offline=True, **conditions)
    await tab.click("article button.approve")
    await tab.reads(SAID, LATER)
    await tab.command("Network.emulateNetworkConditions", offline=False, **conditions)
    await tab.click("article button.approve")
    await tab.reads(SAID, "Saved.")

    await tab.run("document.querySelector('textarea').value = 'a\\u0007'")
    await tab.click("article button.comment")
    await tab.reads(SAID, "This comment cannot be kept: it holds characters that are no text, or more than 5,000 of them.")
    await tab.run("document.querySelector('textarea').value = 'Yes.'")

    await brand.post(f"/list-approvals/{approval['id']}/close", {})
    await tab.click("article button.decline")
    await tab.reads(SAID, "No more decisions are taken.")
    await tab.until("document.querySelector('article button.decline').disabled")

    again = await brand.post("/lists/favourites/approvals", {"client_name": "Lumen"})
    await tab.go(again["url"])
    await tab.until("document.querySelectorAll('article').length === 1")
    item = (await brand.get("/lists/favourites/items"))["data"][0]
    await brand.delete(f"/lists/favourites/items/{item['id']}")
    await tab.click("article button.approve")
    await tab.reads(SAID, "This creator is not in the list any more.")
    tab.forgive_refusals()


ANSWERS: list[tuple[int, str, str]] = [
    (429, '{"code": "rate_limited", "detail": "Retry-After says"}', "Too much was asked at once: try again in a minute."),
    (429, "<p>Slow down", "Too much was asked at once: try again in a minute."),
    (503, '{"code": "overloaded", "detail": "More requests are under way"}', LATER),
    (502, "<h1>Bad gateway</h1>", LATER),
    (200, "<h1>Sign in to this network</h1>", LATER),
    (409, '{"code": "creator_unavailable", "detail": "so there is nothing"}', "This creator is not available any more."),
    (422, '{"code": "cursor_invalid", "detail": "cursor"}', "The list has changed meanwhile: load the page again."),
    (400, '{"code": "something_new", "detail": "String should match pattern"}', LATER),
]
"""Answers of others on the way, or that take too much to be had: given in the network's place."""


async def test_every_answer_is_said_in_the_pages_words(tab: Tab, http: httpx.AsyncClient) -> None:
    _, approval = await asked(http, [await a_creator(http)])
    await tab.go(approval["url"])
    await tab.until("document.querySelectorAll('article').length === 1")
    for status, body, sentence in ANSWERS:
        await tab.run(f"fetch = async () => new Response({json.dumps(body)}, {{status: {status}}}); 0")
        await tab.run("document.querySelector('article [role=status]').textContent = ''")
        await tab.click("article button.approve")
        await tab.reads(SAID, sentence)
        await tab.until("!document.querySelector('article button.approve').disabled")
        await tab.run("begin()")
        await tab.reads(STANDING, sentence)


async def test_the_end_of_a_clients_time_is_said_in_the_pages_words(tab: Tab, http: httpx.AsyncClient) -> None:
    _, approval = await asked(http, [await a_creator(http)], expires_in_days=1)
    await tab.go(approval["url"])
    await tab.until("document.querySelectorAll('article').length === 1")
    moved = await http.post("/v1/sandbox/clock/advance", json={"duration": "P1D"})
    assert moved.status_code == 200, moved.text

    ended = "The time to look at this list is over: ask whoever sent you the address for a new one."
    await tab.click("article button.approve")
    await tab.reads(SAID, ended)
    await tab.go(approval["url"])
    await tab.reads(STANDING, ended)
    tab.forgive_refusals()
