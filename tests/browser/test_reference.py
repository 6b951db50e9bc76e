"""The reference as a reader uses it: in a real browser, against a suite that runs."""

import json
import os
from pathlib import Path
from typing import Any

import httpx
import pytest

from gateway.reference import CONTRACT
from tests.browser.chromium import Tab

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DOCUMENT = json.loads(CONTRACT.read_text())
PHONE, DESK = (390, 844), (1280, 900)
EXPLANATIONS = ("/docs", "/docs/problems", "/docs/scopes", "/docs/limits", "/docs/event-types", "/docs/objects")


def form_of(operation: str) -> str:
    """Select the form of an operation."""
    return f"#{operation} .try"


async def opened(tab: Tab, address: str, page: str) -> None:
    await tab.go(address + page)
    await tab.until("document.querySelector('.find') && !document.querySelector('.find').hidden")


async def made_organization(tab: Tab, type: str) -> None:
    await tab.click(f"[data-new={type}]")
    await tab.until(f"document.querySelector('#identity').selectedOptions[0].text.startsWith('{type}: ')")


async def sent(tab: Tab, operation: str) -> dict[str, Any]:
    """Open an operation's form as it fills itself in, send it, and read the answer that is shown."""
    form = form_of(operation)
    if not await tab.run(f"document.querySelector('{form}').open"):
        await tab.click(f"{form} > summary")
    await tab.until(f"document.querySelector('{form}').open")
    # It fills itself in and grows: what is pressed must have come to rest.
    await tab.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))")
    await tab.click(f"{form} [type=submit]")
    await tab.until(f"document.querySelector('{form} .answer .status') && !document.querySelector('{form} form[aria-busy]')")
    shown = await tab.run(f"document.querySelector('{form} .answer > pre')?.textContent")
    return {"status": int((await tab.text(f"{form} .status")).split()[0]), "body": json.loads(shown or "null")}


async def overflowing(tab: Tab) -> int:
    return await tab.run("document.documentElement.scrollWidth - innerWidth")


async def test_every_page_is_clean_and_fits_a_phone_and_a_desk(tab: Tab, address: str) -> None:
    groups = await _groups(tab, address)
    kept = Path(os.environ["SCREENSHOTS"]) if "SCREENSHOTS" in os.environ else None

    for page in (*EXPLANATIONS, *groups, "/docs/problems/validation_failed"):
        await opened(tab, address, page)
        for width, height in (PHONE, DESK):
            await tab.size(width, height)
            assert await overflowing(tab) <= 0, (page, width)
            if kept:
                await tab.screenshot(kept / f"{page.replace('/', '_')}-{width}.png")
    assert len(groups) == len({operation["tags"][0] for item in DOCUMENT["paths"].values() for operation in item.values()})


async def _groups(tab: Tab, address: str) -> list[str]:
    await opened(tab, address, "/docs")
    return await tab.run("[...document.querySelectorAll('.groups h3 a')].map((link) => link.getAttribute('href'))")


async def test_an_operation_is_found_by_typing_and_by_the_keyboard_alone(tab: Tab, address: str) -> None:
    await opened(tab, address, "/docs")

    await tab.press("/")
    await tab.type("accept offer")
    await tab.until("Boolean(document.querySelector('#found a'))")
    assert (await tab.text("#found a")).startswith("Accept offer")
    await tab.press("ArrowDown")
    await tab.press("Enter")

    await tab.until("location.pathname === '/docs/offers' && location.hash === '#accept_offer'")
    await tab.until("document.readyState === 'complete'")
    top = await tab.run("document.querySelector('#accept_offer').getBoundingClientRect().top")
    bar = await tab.run("document.querySelector('.acting').getBoundingClientRect().bottom")
    assert 0 <= top <= 300
    assert await tab.run("document.querySelector('#accept_offer h2').getBoundingClientRect().top") >= bar


async def test_nothing_is_found_for_nonsense_and_codes_and_events_are(tab: Tab, address: str) -> None:
    await opened(tab, address, "/docs")

    for typed, shown in (
        ("zzyzx", "Nothing has all of these words."),
        ("not_your_turn", "not_your_turn"),
        ("offer.sent", "offer.sent"),
    ):
        await tab.press("/")
        await tab.type(typed)
        await tab.until(f"document.querySelector('#found').innerText.includes({json.dumps(shown)})")
        await tab.press("Escape")
        assert await tab.run("document.querySelector('#found').hidden")
        await tab.run("document.activeElement.blur()")


async def test_a_newcomer_makes_a_campaign_and_lists_it(tab: Tab, address: str) -> None:
    await opened(tab, address, "/docs/campaigns")
    await made_organization(tab, "brand")

    before = await sent(tab, "list_campaigns")
    made = await sent(tab, "create_campaign")
    after = await sent(tab, "list_campaigns")

    assert (before["status"], before["body"]["data"]) == (200, [])
    assert made["status"] == 201
    assert [one["id"] for one in after["body"]["data"]] == [made["body"]["id"]]
    headers = await tab.run("document.querySelector('#create_campaign .answer details pre').textContent")
    assert "request-id: req_" in headers
    assert 'etag: "v1"' in headers.replace("W/", "")
    curl = await tab.run("document.querySelectorAll('#create_campaign .answer details pre')[1].textContent")
    assert curl.startswith(f"curl -i -X POST '{address}/v1/campaigns'")
    assert 'Bearer $TOKEN"' in curl
    # The page has seen the campaign: its id is there wherever one is asked for, and so is the tag that a change needs.
    published = await sent(tab, "publish_campaign")
    assert (published["status"], published["body"]["state"], published["body"]["id"]) == (200, "published", made["body"]["id"])


async def test_two_sides_agree_on_an_offer(tab: Tab, address: str) -> None:
    await opened(tab, address, "/docs/campaigns")
    await made_organization(tab, "creator")
    await made_organization(tab, "brand")
    assert (await sent(tab, "create_campaign"))["status"] == 201
    assert (await sent(tab, "publish_campaign"))["status"] == 200
    assert (await sent(tab, "invite_creator"))["status"] == 201
    await _act_as(tab, 0)
    assert (await sent(tab, "accept_invitation"))["status"] == 200

    await _act_as(tab, 1)
    await opened(tab, address, "/docs/offers")
    offer = await sent(tab, "create_offer")
    assert offer["status"] == 201, offer
    await _act_as(tab, 0)
    accepted = await sent(tab, "accept_offer")

    assert (accepted["status"], accepted["body"]["state"]) == (200, "accepted")


async def _act_as(tab: Tab, number: int) -> None:
    await tab.run(
        f"document.querySelector('#identity').value = {number};"
        "document.querySelector('#identity').dispatchEvent(new Event('change'))"
    )


async def test_a_refusal_leads_to_what_it_means(tab: Tab, address: str) -> None:
    await opened(tab, address, "/docs/campaigns")

    refused = await sent(tab, "list_campaigns")

    assert (refused["status"], refused["body"]["code"]) == (401, "unauthenticated")
    await tab.click("#list_campaigns .advice a")
    await tab.until("location.pathname === '/docs/problems/unauthenticated'")
    await tab.until("document.readyState === 'complete'")
    assert await tab.text("h1") == "unauthenticated"
    # A refused request is a line in the browser's console; nothing else is.
    assert [complaint for complaint in tab.complaints if "401" not in complaint] == []
    tab.complaints.clear()


async def test_a_pasted_token_is_used_and_forgotten(tab: Tab, address: str) -> None:
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as http:
        made = (await http.post("/v1/sandbox/organizations", json={"type": "brand"})).json()
    await opened(tab, address, "/docs/organizations")

    await tab.click(".acting summary")
    await tab.click("#paste [name=token]")
    await tab.type(made["session"]["access_token"])
    await tab.press("Enter")
    await tab.until("document.querySelector('#identity').selectedOptions[0].text.startsWith('pasted: ')")
    me = await sent(tab, "get_me")
    assert (me["status"], me["body"]["organizations"][0]["organization_id"]) == (200, made["organization"]["id"])

    await tab.click(".acting summary")
    await tab.click("#forget")
    await tab.until("document.querySelector('#identity')?.selectedOptions[0]?.text === 'nobody'")
    assert made["session"]["access_token"] not in await tab.run("JSON.stringify(Object.entries(sessionStorage))")


async def test_the_stream_of_events_is_shown_as_it_comes_and_can_be_stopped(tab: Tab, address: str) -> None:
    await opened(tab, address, "/docs/events")
    await made_organization(tab, "brand")
    form = form_of("stream_events")
    await tab.click(f"{form} > summary")
    await tab.click(f"{form} [type=submit]")
    await tab.until(f"document.querySelector('{form} .status')?.innerText.startsWith('200')")

    await tab.click(f"{form} .stop")

    await tab.until(f"document.querySelector('{form} .answer').innerText.includes('Stopped.')")


async def test_every_error_code_has_its_page(address: str) -> None:
    async with httpx.AsyncClient(base_url=address, trust_env=False, timeout=30) as http:
        for code, problem in DOCUMENT["x-problems"].items():
            page = await http.get(f"/docs/problems/{code}")
            assert page.status_code == 200, code
            assert f"<h1><code>{code}</code></h1>" in page.text
            assert f"<dd>{problem['status']}</dd>" in page.text
            assert "What to do" in page.text
    assert len(DOCUMENT["x-problems"]) > 90


async def test_words_stand_out_from_their_paper(tab: Tab, address: str) -> None:
    """Every text has the contrast that WCAG 2.2 AA asks for, by day and by night."""
    for scheme in ("light", "dark"):
        await tab.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        for page in ("/docs", "/docs/offers", "/docs/problems/busy"):
            await opened(tab, address, page)
            assert await tab.run(CONTRASTS) == [], (scheme, page)


CONTRASTS = """(() => {
  const parts = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([red, green, blue]) => {
    const linear = [red, green, blue].map((part) => part / 255).map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const paper = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = parts(getComputedStyle(one).backgroundColor);
      if (colour.length === 3 || colour[3] > 0.99) return colour;
    }
    return [255, 255, 255];
  };
  const bad = new Set();
  for (const element of document.querySelectorAll("body *")) {
    const says = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!says || !element.checkVisibility()) continue;
    const [one, other] = [light(parts(getComputedStyle(element).color)), light(paper(element))].sort((a, b) => b - a);
    const contrast = (one + 0.05) / (other + 0.05);
    if (contrast < 4.5) bad.add(`${element.tagName}.${element.className} ${contrast.toFixed(2)}`);
  }
  return [...bad];
})()"""
