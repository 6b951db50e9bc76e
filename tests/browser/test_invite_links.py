"""The page behind an invite link as somebody sees it who was sent one: in a real browser, against a suite that runs."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from demo import people, work
from demo.client import Client
from tests.browser.chromium import Tab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TRICKY = "<img src=x onerror=alert(1)> & \u202ewords</script>"
ADDRESS = "This address is not complete, or it was taken back: ask whoever sent it to you."
USED_UP = (
    "As many as may have accepted this invitation. If you are one of them, there is nothing more to do here;"
    " else ask whoever sent you the address for a new one."
)


@pytest.fixture
async def visitor(address: str) -> AsyncIterator[Client]:
    """A way to the API beside the page's."""
    async with httpx.AsyncClient(base_url=address, timeout=60, trust_env=False) as http:
        yield Client(http, patience=30)


async def test_who_was_sent_a_link_reads_who_asks_for_what_and_how_to_join(tab: Tab, visitor: Client, address: str) -> None:
    brand = await people.short_cut(visitor, "brand")
    campaign = await work.published_campaign(brand, visitor, currency="USD", name=f"Spring {TRICKY}")
    link = await brand.client.post(f"/campaigns/{campaign['id']}/invite-links", {"message": TRICKY, "label": "Not for them"})
    assert link["url"] == f"{address}/v1/invite-links/page#{link['token']}"

    await tab.go(link["url"])
    await tab.reads("#message", TRICKY)
    assert await tab.text("h1") == f"Spring {TRICKY}"
    assert "asks you to join this campaign" in await tab.text("#from")
    assert await tab.text("#token") == link["token"]
    assert "food" in await tab.text("#about")
    assert await tab.run("document.querySelectorAll('main img, main script').length") == 0
    assert "Not for them" not in await tab.text("body")
    for width, height in ((390, 844), (1280, 900)):
        await tab.size(width, height)
        assert await tab.run("document.documentElement.scrollWidth - innerWidth") <= 0
    if kept := os.environ.get("SCREENSHOTS"):
        await tab.screenshot(Path(kept) / "invitation.png")
    assert all(link["token"] not in request for request in tab.requested if "#" not in request)


async def test_why_a_link_opens_nothing_is_said_in_the_pages_words(tab: Tab, visitor: Client, address: str) -> None:
    brand, creator = await people.short_cut(visitor, "brand"), await people.short_cut(visitor, "creator")
    campaign = await work.published_campaign(brand, visitor, currency="USD")
    link = await brand.client.post(f"/campaigns/{campaign['id']}/invite-links", {})
    await creator.client.post("/invite-link-acceptances", {"token": link["token"]})
    for end in ("#glj_unknown", "#", "#caf\u00e9"):
        await tab.go(link["url"])
        await tab.reads("#from", USED_UP)
        await tab.go(f"{address}/v1/invite-links/page{end}")
        await tab.reads("#from", ADDRESS)
    assert await tab.run("document.querySelector('main').hidden") is True
    tab.forgive_refusals()
