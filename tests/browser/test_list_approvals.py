"""The client's page as a client uses it: in a real browser, against a suite that runs."""

import os
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.browser.chromium import Tab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TRICKY = "<img src=x onerror=alert(1)> & \u202ewords</script>"


class Agency:
    """A brand with a list, and its way to the API."""

    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self._http, self._headers = http, {"Authorization": f"Bearer {token}"}

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = await self._http.post(f"/v1{path}", json=body, headers=self._headers)
        assert answer.is_success, answer.text
        return answer.json()

    async def get(self, path: str) -> dict[str, Any]:
        return (await self._http.get(f"/v1{path}", headers=self._headers)).json()


async def made(http: httpx.AsyncClient, type: str, **how: Any) -> dict[str, Any]:
    answer = await http.post("/v1/sandbox/organizations", json={"type": type, **how})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_a_client_decides_in_a_browser(tab: Tab, address: str) -> None:
    async with httpx.AsyncClient(base_url=address, timeout=30, trust_env=False) as http:
        agency = Agency(http, (await made(http, "brand"))["session"]["access_token"])
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
