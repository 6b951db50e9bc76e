"""Pages of creators from what a replica has written down: never another form, never out of date, never more than it may keep."""

import json
from typing import Any

import pytest

from services.discovery.search import written
from services.discovery.search.written import Written
from tests.discovery.creators import approved, measured, reinstated, suspended
from tests.harness import Actor, ServiceUnderTest


@pytest.fixture
def writings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whom the replica wrote down, in order."""
    noted: list[str] = []
    write = Written.of

    def note(creator: Any, changed_in: int) -> Written:
        noted.append(creator.handle)
        return write(creator, changed_in)

    monkeypatch.setattr(Written, "of", note)
    return noted


async def page(actor: Actor, query: str = "") -> list[Any]:
    answer = await actor.get(f"/creators?sort=-follower_count{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    return answer.json()["data"]


async def test_a_creator_in_a_page_is_the_creator_by_id(discovery: ServiceUnderTest, writings: list[str]) -> None:
    event = approved(handle="ana", name='Ana "Ñandú" \\ 料理')
    await discovery.hear(event)
    brand = discovery.brand()
    alone = (await brand.get(f"/creators/{event.creator_id}")).text

    pages = [(await brand.get("/creators")).text for _ in range(2)]

    assert pages[0] == pages[1]
    assert f'"data":[{alone}]' in pages[0]
    by_body = (await brand.post("/creators/search", {})).text
    assert by_body == pages[0]
    some = (await brand.get("/creators?fields=name,handle&fields=accounts")).json()["data"]
    whole = json.loads(alone)
    assert some == [{name: whole[name] for name in ("id", "object", "name", "handle", "accounts")}]
    assert list(some[0]) == ["id", "object", "name", "handle", "accounts"]
    assert writings == ["ana"], "it was written once, and shown four times"


async def test_every_change_is_shown_at_once_and_who_is_hidden_is_not(discovery: ServiceUnderTest, writings: list[str]) -> None:
    events = [approved(handle=f"ana.{number}") for number in range(3)]
    await discovery.hear(*events)
    brand, own = discovery.brand(), discovery.creator(organization_id=events[1].organization_id)
    assert len(await page(brand)) == 3

    await own.patch("/creators/me", {"bio": "Otherwise"})
    assert {one["handle"]: one["bio"] for one in await page(brand)}["ana.1"] == "Otherwise"
    assert sorted(writings) == ["ana.0", "ana.1", "ana.1", "ana.2"], "only the one who changed is written again"

    await discovery.hear(measured(events[1], version=3, follower_count=77_777))
    assert (await page(brand))[0]["follower_count"] == 77_777
    # What no event and no request does: a nightly job, which counts no version.
    await discovery.scalar(
        "with changed as (update creators set authenticity_score = 41 where handle = 'ana.2' returning 1) select count(*) from changed"
    )
    assert {one["handle"]: one["authenticity_score"] for one in await page(brand)}["ana.2"] == 41

    await discovery.hear(suspended(events[1], version=4))
    assert {one["handle"] for one in await page(brand)} == {"ana.0", "ana.2"}
    await discovery.hear(reinstated(events[1], version=5))
    assert len(await page(brand)) == 3
    await own.patch("/creators/me", {"availability": "on_vacation"})
    assert {one["handle"] for one in await page(brand)} == {"ana.0", "ana.2"}


async def test_no_more_are_kept_than_may_be(
    discovery: ServiceUnderTest, writings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written, "MOST_KEPT", 2)
    await discovery.hear(*(approved(handle=f"ana.{number}") for number in range(3)))
    brand = discovery.brand()

    for number in (0, 1, 0, 2):
        assert len(await page(brand, f"&q=ana.{number}")) == 1
    assert len(discovery.instance.context.ports.written_creators._kept) == 2
    await page(brand, "&q=ana.0")
    assert writings == ["ana.0", "ana.1", "ana.2"], "those who were asked for last are kept"
    await page(brand, "&q=ana.1")
    assert writings[3:] == ["ana.1"]
    assert len(await page(brand)) == 3, "a page larger than what is kept is whole"
