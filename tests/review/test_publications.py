"""Publications: named, verified against the approved draft, watched."""

import asyncio
import hashlib
from datetime import timedelta
from typing import Any

import pytest

from services.review.publications.matching import Expected, differences
from services.review.publications.models import Publication, PublicationState
from services.review.publications.service import record
from shared.clock import clock
from shared.events.review import (
    PublicationId,
    PublicationMismatched,
    PublicationSubmitted,
    PublicationTakenDown,
    PublicationVerified,
)
from shared.platforms import PlatformPost
from tests.harness import is_problem
from tests.review.conftest import CAPTION, HASHTAGS, World

FILM = b"\x00\x00\x00\x18ftypmp42 a film"
DIGEST = hashlib.sha256(FILM).hexdigest()
URL = "https://sandbox.example/@ana/posts/1"


async def publish(world: World, url: str = URL, *, place: int = 0) -> Any:
    """Name a post."""
    return await world.creator.post("/publications", {"deliverable_id": world.deliverables[place], "url": url})


async def published(world: World, url: str = URL, **shown: Any) -> dict[str, Any]:
    """Approve a draft, post it, and let the post be looked at."""
    await world.draft(state="approved")
    world.platform.show(url, **{"media_sha256": [DIGEST], **shown})
    answer = await publish(world, url)
    assert answer.status_code == 201, answer.text
    await world.review.run_tasks()
    return await read(world, answer.json())


async def read(world: World, publication: dict[str, Any]) -> dict[str, Any]:
    """Read a publication as the brand does."""
    return (await world.brand.get(f"/publications/{publication['id']}")).json()


async def look_again(world: World) -> None:
    """Let due timers ask, and the platform answer."""
    await world.review.run_timers()
    await world.review.run_tasks()


async def test_a_post_is_verified_and_watched_until_its_retention_is_over(world: World, clock: Any) -> None:
    world = await world.of_another_order().begin(terms={"retention_days": 5})
    await world.draft(state="approved")
    world.platform.show(URL, handle="@Ana", media_sha256=[DIGEST])
    answer = await publish(world)
    body = answer.json()
    assert (answer.status_code, answer.headers["etag"]) == (201, '"v1"')
    assert (body["object"], body["state"], body["reasons"], body["verified_at"]) == ("publication", "submitted", [], None)
    assert (body["creator"]["handle"], body["platform"], body["url"], body["actions"]) == ("ana", "sandbox", URL, [])

    await world.review.run_tasks()
    body = await read(world, body)
    assert (body["state"], body["reasons"], body["is_final"]) == ("verified", [], False)
    assert world.platform.asked == 1

    for day in range(1, 6):
        clock.advance(days=1)
        await look_again(world)
        assert world.platform.asked == 1 + day
    clock.advance(days=30)
    await look_again(world)
    assert world.platform.asked == 6, "after its retention nobody looks"
    assert await world.review.scalar("select count(*) from timers where name = 'watch_post'") == 0
    said = [event for event in await world.review.said() if hasattr(event, "publication_id")]
    assert [type(event) for event in said] == [PublicationSubmitted, PublicationVerified]
    assert said[1].deliverable_id == world.deliverables[0]


async def test_a_post_that_goes_and_comes_back_is_told_both_times(world: World, clock: Any) -> None:
    publication = await published(world)
    world.platform.show(URL, media_sha256=[DIGEST], is_available=False)
    clock.advance(days=1)
    await look_again(world)
    down = await read(world, publication)
    assert (down["state"], down["reasons"][0]["code"]) == ("taken_down", "post_unavailable")
    assert down["taken_down_at"]
    clock.advance(days=1)
    await look_again(world)
    assert (await read(world, publication))["checked_at"] > down["checked_at"], "checked again, still gone"

    world.platform.show(URL, media_sha256=["0" * 64])
    clock.advance(days=1)
    await look_again(world)
    assert (await read(world, publication))["reasons"][0]["code"] == "media_mismatch", "an edit is no cure"
    world.platform.show(URL, media_sha256=[DIGEST])
    clock.advance(days=1)
    await look_again(world)

    body = await read(world, publication)
    assert (body["state"], body["reasons"], body["taken_down_at"]) == ("verified", [], None)
    assert body["verified_at"] == publication["verified_at"], "retention counts from the first time"
    assert len(await world.review.said(PublicationTakenDown)) == 1
    assert len(await world.review.said(PublicationVerified)) == 2
    assert is_problem(await publish(world, URL + "2"), 409, "publication_exists")


async def test_a_post_that_is_gone_at_the_end_of_its_retention_is_watched_until_it_is_back_and_stood_it_anew(
    world: World, clock: Any
) -> None:
    world = await world.of_another_order().begin(terms={"retention_days": 2})
    publication = await published(world)
    clock.advance(days=1)
    await look_again(world)
    world.platform.show(URL, media_sha256=[DIGEST], is_available=False)
    clock.advance(days=1)
    await look_again(world)
    assert (await read(world, publication))["state"] == "taken_down"
    clock.advance(days=1)
    await look_again(world)
    assert world.platform.asked == 4, "it may still come back"

    world.platform.show(URL, media_sha256=[DIGEST])
    clock.advance(days=1)
    await look_again(world)
    body = await read(world, publication)
    assert (body["state"], body["verified_at"]) == ("verified", publication["verified_at"])
    assert body["watched_until"] > publication["watched_until"], "its retention begins anew"
    assert world.platform.asked == 5

    for _ in range(4):
        clock.advance(days=1)
        await look_again(world)
    assert world.platform.asked == 8, "on two more days and at the very end, and then nobody looks"


async def test_an_answer_that_is_older_than_the_last_one_changes_nothing(world: World) -> None:
    publication = await published(world)
    id, wrong = PublicationId(publication["id"]), [{"code": "post_not_found", "detail": "gone"}]
    async with world.review.session() as session:
        row = await session.get(Publication, id)
        assert row is not None
        assert row.checked_at is not None
        earlier, later = row.checked_at - timedelta(seconds=1), row.checked_at + timedelta(seconds=1)

    for now in (later, earlier):
        async with world.review.session() as session:
            await record(session, id=id, post_url=URL, reasons=wrong if now is later else [], now=now)

    assert (await read(world, publication))["state"] == "taken_down"
    assert len(await world.review.said(PublicationVerified)) == 1


async def test_a_post_bears_the_hashtags_that_stood_in_the_approved_caption(world: World) -> None:
    await world.draft(state="approved", caption=f"{CAPTION} #LumenPan #pasta", hashtags=[])
    for number, (caption, state) in enumerate(
        ((CAPTION, "mismatch"), (f"{CAPTION} #lumenpan", "mismatch"), ("#PASTA #LumenPan #ad", "verified"))
    ):
        world.platform.show(f"{URL}{number}", caption=caption, hashtags=[], media_sha256=[DIGEST])
        publication = (await publish(world, f"{URL}{number}")).json()
        await world.review.run_tasks()

        body = await read(world, publication)
        assert body["state"] == state
        assert [reason["code"] for reason in body["reasons"]] == (["hashtags_missing"] if state == "mismatch" else [])


async def test_after_a_mismatch_a_new_one_may_follow(world: World) -> None:
    first = await published(world, handle="mallory", hashtags=[], caption="no label", media_sha256=["0" * 64])
    assert (first["state"], first["is_final"]) == ("mismatch", True)
    assert [reason["code"] for reason in first["reasons"]] == [
        "author_mismatch",
        "media_mismatch",
        "hashtags_missing",
        "disclosure_missing",
    ]
    assert len(await world.review.said(PublicationMismatched)) == 1

    nothing = (await publish(world, URL + "nowhere")).json()
    await world.review.run_tasks()
    assert [reason["code"] for reason in (await read(world, nothing))["reasons"]] == ["post_not_found"]
    world.platform.show(URL, media_sha256=[DIGEST])
    answers = await asyncio.gather(publish(world), publish(world), publish(world, URL + "2"))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    assert all(answer.json()["code"] == "publication_exists" for answer in answers if answer.status_code == 409)

    listed = (await world.creator.get(f"/publications?order_id={world.order_id}&deliverable_id={world.deliverables[0]}")).json()[
        "data"
    ]
    assert len(listed) == 3
    assert [one["id"] for one in (await world.brand.get("/publications?state=mismatch")).json()["data"]] == [
        nothing["id"],
        first["id"],
    ]


async def test_while_the_platform_is_away_the_question_is_asked_again(world: World) -> None:
    await world.draft(state="approved")
    world.platform.show(URL, media_sha256=[DIGEST])
    world.platform.is_away = True
    publication = (await publish(world)).json()
    await world.review.run_tasks()
    assert (await read(world, publication))["state"] == "submitted"

    world.platform.is_away = False
    while await world.review.scalar("select count(*) from tasks"):
        await world.review.run_tasks()
        await asyncio.sleep(0.02)

    assert (await read(world, publication))["state"] == "verified"


@pytest.mark.usefixtures("brief_wait")
async def test_only_an_approved_draft_of_ones_own_may_be_published(world: World) -> None:
    assert is_problem(await publish(world), 409, "draft_not_approved")
    await world.draft()
    refused = await publish(world)
    assert is_problem(refused, 409, "draft_not_approved")
    assert refused.json()["draft_state"] == "brand_review"
    stranger = world.review.creator()
    body = {"deliverable_id": world.deliverables[0], "url": URL}
    answers = await asyncio.gather(
        stranger.post("/publications", body),
        stranger.post("/publications", {**body, "deliverable_id": "dlv_01h455vb4pex5vsknk084sn02q"}),
    )
    assert is_problem(answers[0], 409, "not_yet_known")
    assert is_problem(answers[1], 404, "not_found")
    assert is_problem(await world.brand.post("/publications", body), 403, "forbidden")

    approved = await world.draft(state="approved", place=1)
    assert approved["state"] == "approved"
    publication = (await publish(world, place=1)).json()
    for reader in (world.creator, world.brand, world.review.staff()):
        assert (await reader.get(f"/publications/{publication['id']}")).status_code == 200
    for other in (stranger, world.review.brand()):
        assert is_problem(await other.get(f"/publications/{publication['id']}"), 404, "not_found")
        assert (await other.get("/publications")).json()["data"] == []
    assert is_problem(await world.brand.get(f"/publications/{PublicationId.new()}"), 404, "not_found")

    for change in (
        {"url": "ftp://sandbox.example/1"},
        {"url": "sandbox.example/1"},
        {"url": "https:///1"},
        {"url": "https://ana:secret@sandbox.example/1"},
        {"url": "https://sandbox.example/ 1"},
        {"url": "https://sandbox.example:99999/1"},
        {"url": "https://[x/1"},
        {"url": "javascript:alert(1)"},
        {"url": "https://sandbox.example/" + "a" * 2000},
        {"url": "https://sandbox.example/" + "".join(chr(0x4E00 + place) for place in range(1900))},
        {"url": ""},
        {"url": 5},
        {"deliverable_id": "x"},
        {"deliverable_id": None},
        {"state": "verified"},
    ):
        bad = await world.creator.post("/publications", {**body, **change})
        assert is_problem(bad, 422, "validation_failed"), change
        assert bad.json()["errors"][0]["pointer"] == f"/{next(iter(change))}"
    assert await world.review.scalar("select count(*) from publications") == 1


async def test_one_post_is_one_publication(world: World) -> None:
    await published(world)
    await world.draft(state="approved", place=1)

    assert is_problem(await publish(world, place=1), 409, "post_taken")
    disguised = (await publish(world, URL + "?utm=1", place=1)).json()
    world.platform.posts[URL + "?utm=1"] = world.platform.posts[URL]
    await world.review.run_tasks()
    body = await read(world, disguised)
    assert (body["state"], [reason["code"] for reason in body["reasons"]]) == ("mismatch", ["post_taken"])


@pytest.mark.usefixtures("brief_wait")
async def test_an_ended_order_is_published_and_watched_no_more(world: World, clock: Any) -> None:
    publication = await published(world)
    await world.draft(state="approved", place=1)
    await world.review.hear(world.completed())

    world.platform.posts.clear()
    clock.advance(days=2)
    await look_again(world)

    assert (await read(world, publication))["state"] == "verified"
    assert is_problem(await publish(world, URL + "2", place=1), 409, "order_not_active")


async def test_what_the_platform_shows_is_recorded_in_each_state_and_none_raises(world: World) -> None:
    publication = await published(world)
    id = PublicationId(publication["id"])
    wrong = [{"code": "post_not_found", "detail": "gone"}]
    expected = {
        (PublicationState.SUBMITTED, False): "mismatch",
        (PublicationState.SUBMITTED, True): "verified",
        (PublicationState.VERIFIED, False): "taken_down",
        (PublicationState.VERIFIED, True): "verified",
        (PublicationState.TAKEN_DOWN, False): "taken_down",
        (PublicationState.TAKEN_DOWN, True): "verified",
        (PublicationState.MISMATCH, False): "mismatch",
        (PublicationState.MISMATCH, True): "mismatch",
    }
    assert {state for state, _ in expected} == set(PublicationState)
    assert {move.target for move in Publication.moves.values()} <= set(PublicationState)

    for (state, agrees), after in expected.items():
        async with world.review.session() as session:
            row = await session.get(Publication, id)
            assert row is not None
            row.state = state
        async with world.review.session() as session:
            await record(session, id=id, post_url=URL, reasons=[] if agrees else wrong, now=clock.now())
        assert (await read(world, publication))["state"] == after, (state, agrees)
    async with world.review.session() as session:
        await record(session, id=PublicationId.new(), post_url=URL, reasons=[], now=clock.now())


APPROVED = Expected("ana", frozenset({"a", "b"}), frozenset({"lumenpan"}), ("#ad", "Anzeige"))
SHOWN = PlatformPost(
    platform="sandbox",
    handle="ana",
    url=URL,
    caption=CAPTION,
    hashtags=HASHTAGS,
    media_sha256=["a", "b"],
    posted_at=clock.now(),
    is_available=True,
)


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"handle": "@ANA"}, []),
        ({"caption": "Anzeige #LumenPan", "hashtags": []}, []),
        ({"media_sha256": ["a"]}, ["media_mismatch"]),
        ({"media_sha256": ["a", "b", "c"]}, ["media_mismatch"]),
        ({"media_sha256": []}, ["media_mismatch"]),
        ({"handle": "anna"}, ["author_mismatch"]),
        ({"hashtags": ["#lumen"]}, ["hashtags_missing"]),
        ({"caption": "Pasta"}, ["disclosure_missing"]),
        ({"is_available": False, "handle": "x"}, ["post_unavailable"]),
    ],
)
def test_a_post_is_compared_in_all_that_was_approved(change: dict[str, Any], codes: list[str]) -> None:
    post = SHOWN.model_copy(update=change)

    assert [reason["code"] for reason in differences(APPROVED, post)] == codes
    assert [reason["code"] for reason in differences(APPROVED, None)] == ["post_not_found"]


def test_where_nothing_was_approved_nothing_is_compared() -> None:
    assert (
        differences(Expected("ana", frozenset(), frozenset(), ()), SHOWN.model_copy(update={"caption": "", "hashtags": []})) == []
    )
