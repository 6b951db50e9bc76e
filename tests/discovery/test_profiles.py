"""Profiles: what identity tells, what creators say of themselves, and who sees what."""

import asyncio
from itertools import permutations

import pytest
from sqlalchemy import text

from services.discovery.handlers import handlers
from services.discovery.profiles.models import Availability, Membership
from shared.events import catalogue
from shared.events.discovery import CreatorUpdated
from shared.events.identity import CreatorApproved, CreatorId, OrganizationId
from tests.discovery.creators import HIDES, approved, measured, old_id, rate, reinstated, statistics, suspended
from tests.harness import ServiceUnderTest, is_problem

SECRETS = ("minimum_offer", "blocked_categories", "98765", "gambling", "soc_private")
ROW_15 = {
    "id", "object", "platform", "handle", "name", "bio", "country", "languages", "categories", "formats", "follower_count",
    "engagement_rate", "average_views", "median_views", "audience", "rates", "badges", "industries", "availability", "accounts",
    "statistics_updated_at", "created_at", "updated_at", "version", "response_time_seconds", "answer_count", "past_results",
    "content_examples", "authenticity_score", "completeness", "is_search_only",
}  # fmt: skip


async def test_an_approved_creator_is_read_with_statistics_and_their_source(discovery: ServiceUnderTest) -> None:
    event = approved(
        accounts=[statistics("other", platform="mirror", follower_count=900_000), statistics("ana.cooks", minutes=5)]
    )
    await discovery.hear(event)

    answer = await discovery.brand().get(f"/creators/{event.creator_id}")

    body = answer.json()
    assert answer.status_code == 200
    assert body.keys() >= ROW_15
    assert (body["object"], body["handle"], body["availability"], body["badges"]) == ("creator", "ana.cooks", "available", [])
    assert (body["follower_count"], body["median_views"]) == (25_000, 7_500)
    assert body["audience"]["countries"] == {"US": 0.61, "CA": 0.1}
    assert body["rates"] == [{"deliverable_type": "video", "price": {"value": 60_000, "currency": "USD"}, "negotiable": True}]
    assert [(account["platform"], account["recorded_at"]) for account in body["accounts"]] == [
        ("mirror", "2026-03-01T00:00:00.000000Z"),
        ("sandbox", "2026-03-01T00:05:00.000000Z"),
    ]
    assert body["statistics_updated_at"] == "2026-03-01T00:05:00.000000Z"
    assert answer.headers["etag"] == f'"v{body["version"]}"'
    unchanged = await discovery.brand().get(f"/creators/{event.creator_id}", headers={"If-None-Match": answer.headers["etag"]})
    assert unchanged.status_code == 304


@pytest.mark.usefixtures("brief_wait")
async def test_whom_others_may_read(discovery: ServiceUnderTest) -> None:
    away, gone = approved(creator_id=old_id(1)), approved(creator_id=old_id(2))
    await discovery.hear(away, gone, suspended(gone))
    await discovery.creator(organization_id=away.organization_id).patch("/creators/me", {"availability": "on_vacation"})
    brand = discovery.brand()

    paths = [gone.creator_id, CreatorId.new(), old_id(3), "crt_nonsense", away.organization_id]
    on_vacation, *refused = await asyncio.gather(*(brand.get(f"/creators/{path}") for path in [away.creator_id, *paths]))
    found = await brand.get("/creators")

    assert on_vacation.json()["availability"] == "on_vacation"
    expected = [(404, "not_found"), (409, "not_yet_known"), (404, "not_found"), (404, "not_found"), (404, "not_found")]
    assert all(is_problem(answer, *problem) for answer, problem in zip(refused, expected, strict=True))
    assert refused[1].headers["retry-after"] == "1"
    assert found.json()["data"] == []
    assert is_problem(await discovery.nobody().get("/creators"), 401, "unauthenticated")
    assert is_problem(await discovery.brand(scopes="campaigns:read").get("/creators"), 403, "missing_scope")


async def test_a_reader_waits_for_an_approval_that_is_under_way(discovery: ServiceUnderTest) -> None:
    event = approved()
    asked = [
        asyncio.create_task(discovery.brand().get(f"/creators/{event.creator_id}")),
        asyncio.create_task(discovery.creator(organization_id=event.organization_id).get("/creators/me")),
    ]
    await asyncio.sleep(0.3)
    await discovery.hear(event)

    assert [answer.status_code for answer in await asyncio.gather(*asked)] == [200, 200]


async def test_a_creator_changes_what_they_say_of_themselves(discovery: ServiceUnderTest) -> None:
    event = approved(categories=["food", "gambling"])
    await discovery.hear(event)
    me = discovery.creator(organization_id=event.organization_id)
    before = (await me.get("/creators/me")).json()
    assert (before["object"], before["minimum_offer"], before["blocked_categories"]) == ("own_creator", None, [])
    changes = {
        "bio": "Zürich brunch",
        "rates": [{"deliverable_type": "story", "price": {"value": 200, "currency": "JPY"}, "negotiable": False}],
        "minimum_offer": {"value": 98765, "currency": "USD"},
        "blocked_categories": ["gambling"],
    }

    answer = await me.patch("/creators/me", changes)

    assert answer.status_code == 200
    body = answer.json()
    assert {name: body[name] for name in changes} == changes
    assert body["categories"] == ["food", "gambling"]
    assert body["version"] == before["version"] + 1
    assert answer.headers["etag"] == f'"v{body["version"]}"'
    [told] = await discovery.said(CreatorUpdated)
    assert (told.creator_id, told.organization_id, told.version) == (event.creator_id, event.organization_id, body["version"])
    assert (told.bio, told.rates, told.availability) == (
        "Zürich brunch",
        [rate("story", 200, "JPY").model_copy(update={"negotiable": False})],
        "available",
    )
    assert (told.minimum_offer.value, told.blocked_categories, told.categories) == (98765, ["gambling"], ["food", "gambling"])

    same = await me.patch("/creators/me", {"bio": "Zürich brunch", "minimum_offer": changes["minimum_offer"]})
    assert same.json() == body
    assert len(await discovery.said()) == 1
    cleared = await me.patch("/creators/me", {"minimum_offer": None})
    assert cleared.json()["minimum_offer"] is None
    assert (await discovery.said())[-1].minimum_offer is None

    # Nobody else sees what the creator keeps to themselves.
    await me.patch("/creators/me", {"minimum_offer": changes["minimum_offer"]})
    facets = "&".join(f"facet={name}" for name in ("category", "country", "deliverable_type"))
    for actor in (discovery.brand(), discovery.brand(organization_type="agency"), discovery.staff()):
        for path in (f"/creators/{event.creator_id}", f"/creators?{facets}", "/creators?campaign_category=food"):
            text = (await actor.get(path)).text
            assert "Zürich brunch" in text
            assert not [secret for secret in SECRETS if secret in text]


async def test_if_match_is_honoured_where_it_is_sent(discovery: ServiceUnderTest) -> None:
    event = approved()
    await discovery.hear(event)
    me = discovery.creator(organization_id=event.organization_id)
    seen = (await me.get("/creators/me")).headers["etag"]
    await discovery.hear(measured(event))

    stale = await me.patch("/creators/me", {"bio": "new"}, headers={"If-Match": seen})
    assert is_problem(stale, 412, "precondition_failed")
    assert (await me.patch("/creators/me", {"bio": "new"}, headers={"If-Match": stale.headers["etag"]})).status_code == 200

    races = [me.patch("/creators/me", {"bio": f"bio {number}"}) for number in range(5)]
    versions = [answer.json()["version"] for answer in await asyncio.gather(*races)]
    assert len(set(versions)) == 5
    assert [told.version for told in await discovery.said()] == sorted([*versions, min(versions) - 1])


@pytest.mark.usefixtures("brief_wait")
async def test_only_a_creators_own_organization_has_a_creator(discovery: ServiceUnderTest) -> None:
    assert is_problem(await discovery.brand().get("/creators/me"), 403, "forbidden")
    assert is_problem(await discovery.creator(scopes="creators:read").patch("/creators/me", {}), 403, "missing_scope")
    event = approved()
    await discovery.hear(suspended(event))
    alone = discovery.creator(organization_id=event.organization_id)
    early, stranger = await asyncio.gather(alone.get("/creators/me"), discovery.creator().patch("/creators/me", {"bio": "x"}))
    assert is_problem(early, 404, "creator_not_approved")
    assert is_problem(stranger, 404, "creator_not_approved")

    await discovery.hear(event)

    own = (await alone.get("/creators/me")).json()
    assert (own["membership"], own["bio"]) == ("suspended", "Weeknight recipes.")


@pytest.mark.parametrize(
    ("change", "pointer", "code"),
    [
        ({"bio": None}, "/bio", "string_type"),
        ({"bio": "x" * 5001}, "/bio", "too_long"),
        ({"bio": "a\u0007b"}, "/bio", "control_characters"),
        ({"categories": ["Food!"]}, "/categories/0", "string_pattern_mismatch"),
        ({"categories": ["food", "food"]}, "/categories", "repeated_value"),
        ({"categories": [f"c{number}" for number in range(21)]}, "/categories", "too_long"),
        ({"blocked_categories": "food"}, "/blocked_categories", "list_type"),
        ({"rates": [{"deliverable_type": "video"}]}, "/rates/0/price", "missing"),
        (
            {"rates": [{"deliverable_type": "video", "price": {"value": 0, "currency": "USD"}}]},
            "/rates/0/price",
            "amount_too_small",
        ),
        (
            {"rates": [{"deliverable_type": "video", "price": {"value": "5", "currency": "USD"}}]},
            "/rates/0/price/value",
            "int_type",
        ),
        ({"rates": [{"deliverable_type": "video", "price": {"value": 5, "currency": "USD"}}] * 2}, "/rates", "repeated_rate"),
        ({"minimum_offer": {"value": -1, "currency": "USD"}}, "/minimum_offer", "amount_too_small"),
        ({"minimum_offer": {"value": 2**53, "currency": "USD"}}, "/minimum_offer/value", "less_than_equal"),
        ({"minimum_offer": {"value": 5, "currency": "XYZ"}}, "/minimum_offer/currency", "currency_unknown"),
        ({"availability": "asleep"}, "/availability", "unknown_value"),
        ({"languages": ["English"]}, "/languages/0", "string_pattern_mismatch"),
        ({"formats": ["video", "video"]}, "/formats", "repeated_value"),
        ({"content_examples": [{"title": " ", "url": "https://example.com"}]}, "/content_examples/0/title", "too_short"),
        ({"content_examples": [{"title": "A", "url": "javascript:x"}]}, "/content_examples/0/url", "web_address"),
        ({"content_examples": [{"title": "A", "url": "https://[::1"}]}, "/content_examples/0/url", "web_address"),
        ({"content_examples": [{"title": "A", "url": "https://e.example"}] * 13}, "/content_examples", "too_long"),
        ({"completeness": 100}, "/completeness", "unknown_field"),
        ({"handle": "other"}, "/handle", "unknown_field"),
        ({"minimum_offer_value": 5}, "/minimum_offer_value", "unknown_field"),
    ],
)
async def test_bad_changes_are_named(
    shared_creator: tuple[ServiceUnderTest, CreatorApproved], change: dict, pointer: str, code: str
) -> None:
    discovery, event = shared_creator
    me = discovery.creator(organization_id=event.organization_id)

    answer = await me.patch("/creators/me", change)

    assert is_problem(answer, 422, "validation_failed")
    error = answer.json()["errors"][0]
    assert (error["pointer"], error["code"]) == (pointer, code)
    assert (await me.get("/creators/me")).json()["version"] == 1
    assert await discovery.said() == []


# --- what identity tells, in whatever order ---------------------------------------------------------------------------

SHOWN = "select jsonb_build_array(membership, profile_version, identity_version, statistics_version, name, bio, median_views, is_shown) from creators where id = :id"


async def test_identitys_events_end_alike_in_every_order_and_twice(discovery: ServiceUnderTest) -> None:
    """Each order of four events of each kind, then each of them again."""
    ends = []
    for number, order in enumerate(permutations(range(4))):
        first = approved(creator_id=old_id(number), organization_id=OrganizationId.new())
        history = [
            first,
            suspended(first, 2, name="Ana again"),
            measured(first, 3, median_views=8_000, minutes=9),
            reinstated(first, 4, name="Ana at last"),
        ]
        for place in order:
            await discovery.hear(history[place])
        ends.append(await discovery.scalar(SHOWN, id=first.creator_id.uuid))
        version = await discovery.scalar("select version from creators where id = :id", id=first.creator_id.uuid)
        await discovery.hear(*history)
        assert await discovery.scalar("select version from creators where id = :id", id=first.creator_id.uuid) == version

    assert ends == [["active", 1, 4, 3, "Ana at last", "Weeknight recipes.", 8_000, True]] * 24
    assert await discovery.scalar("select count(*) from parked_events") == 0


async def test_every_event_acts_or_is_passed_over_in_every_state(discovery: ServiceUnderTest) -> None:
    """The matrix: (unknown, each membership, on vacation) by each of identity's events, older and newer; none parks or raises."""
    makers = {
        "creator.approved": approved,
        **{f"creator.{name}": make for name, make in HIDES.items()},
        "creator.reinstated": reinstated,
        "creator.statistics_recorded": measured,
    }
    assert makers.keys() == {name for name in handlers.of_event if catalogue[name].topic == "identity"}
    ends = {}
    for state in ("unknown", *Membership, Availability.ON_VACATION):
        for name, make in makers.items():
            for version in (4, 7):
                first = approved(version=5)
                if state != "unknown":
                    await discovery.hear(first)
                if state in HIDES:
                    await discovery.hear(HIDES[state](first, 6))
                if state is Availability.ON_VACATION:
                    await discovery.creator(organization_id=first.organization_id).patch("/creators/me", {"availability": state})
                same = first.model_copy(update={"version": version})
                await discovery.hear(same if make is approved else make(first, version))
                row = await discovery.scalar(
                    "select jsonb_build_array(membership, is_shown) from creators where id = :id", id=first.creator_id.uuid
                )
                ends[state, name, version] = tuple(row)

    assert await discovery.scalar("select count(*) from parked_events") == 0
    for (state, name, version), end in ends.items():
        heard = state == "unknown" or version == 7
        was = state if isinstance(state, Membership) else Membership.ACTIVE
        changed = {
            "creator.approved": Membership.ACTIVE,
            "creator.reinstated": Membership.ACTIVE,
            **{f"creator.{name}": Membership(name) for name in HIDES},
        }
        membership = changed.get(name, was) if heard else was
        has_profile = state != "unknown" or name == "creator.approved"
        shown = membership is Membership.ACTIVE and has_profile and state is not Availability.ON_VACATION
        assert end == (membership, shown), (state, name, version)


async def test_a_later_approval_leaves_alone_what_the_creator_changed(discovery: ServiceUnderTest) -> None:
    event = approved()
    await discovery.hear(event)
    me = discovery.creator(organization_id=event.organization_id)
    await me.patch("/creators/me", {"bio": "My own words.", "minimum_offer": {"value": 5, "currency": "USD"}})

    await discovery.hear(
        event.model_copy(update={"version": 7, "bio": "From the form.", "formats": ["photo"], "categories": ["travel"]})
    )

    own = (await me.get("/creators/me")).json()
    assert (own["bio"], own["categories"], own["formats"]) == ("My own words.", ["travel"], ["photo"])
    assert own["minimum_offer"] == {"value": 5, "currency": "USD"}


async def test_statistics_of_the_same_version_follow_their_time(discovery: ServiceUnderTest) -> None:
    event = approved()
    await discovery.hear(event, measured(event, 1, minutes=5, median_views=111), measured(event, 1, minutes=3, median_views=222))

    assert (await discovery.brand().get(f"/creators/{event.creator_id}")).json()["median_views"] == 111


async def test_approvals_that_come_together_do_what_they_do_one_by_one(discovery: ServiceUnderTest) -> None:
    async def heard(prefix: str, *, together: bool) -> list[tuple[object, ...]]:
        def told(number: int, **how: object) -> CreatorApproved:
            handle = f"{prefix}.{number}"
            account = statistics(handle, follower_count=1_000 * number + 1_000)
            return approved(
                creator_id=CreatorId.new(), organization_id=OrganizationId.new(), handle=handle, accounts=[account], **how
            )

        approvals = [told(number, name=f"Ana {number}") for number in range(12)]
        await discovery.hear(suspended(approvals[3], version=5))
        await discovery.hear(measured(approvals[4], version=4, follower_count=77_000, minutes=60))
        await discovery.hear(approvals[5])
        await discovery.hear(approvals[6])
        approvals[6] = approvals[6].model_copy(update={"version": 2, "bio": "Another."})
        for some in [approvals] if together else [[one] for one in approvals]:
            await discovery.hear(*some)
        async with discovery.session() as session:
            rows = await session.execute(
                text(
                    """select creators.name, membership, identity_version, profile_version, statistics_version, bio, version,
                    creators.follower_count, authenticity_score, completeness, quality, count(recorded.*)
                    from creators join recorded_statistics recorded on recorded.creator_id = creators.id
                    where creators.handle like :handle group by creators.id order by creators.name"""
                ),
                {"handle": f"{prefix}.%"},
            )
            return [tuple(row) for row in rows]

    together, singly = await heard("together", together=True), await heard("singly", together=False)

    assert len(together) == 12
    assert together == singly
