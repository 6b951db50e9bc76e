"""Organizations: making, reading and changing them, and who may."""

import asyncio
from typing import Any

import pytest

from services.identity.organizations.roles import READS, RULES, WRITES
from services.identity.staff import StaffRole
from shared.events.identity import (
    MemberAdded,
    OrganizationCreated,
    OrganizationId,
    OrganizationUpdated,
    OrganizationVerificationLapsed,
)
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.identity.people import BRAND, CREATOR, Outside, brand, creator, done, founder, sign_up, staff, under_review


async def test_a_brand_begins_unverified_and_its_founder_owns_it(identity: ServiceUnderTest) -> None:
    ana = await sign_up(identity)
    answer = await ana.post("/organizations", BRAND)

    body = answer.json()
    assert (answer.status_code, answer.headers["etag"], body["object"]) == (201, '"v1"', "organization")
    assert {name: body[name] for name in BRAND} == BRAND
    assert (body["verification"]["state"], body["verified_at"]) == ("not_submitted", None)
    [created] = await identity.said(OrganizationCreated)
    assert (created.organization_id, created.type, created.name, created.is_verified) == (body["id"], "brand", "Lumen", False)
    [added] = await identity.said(MemberAdded)
    assert (added.organization_id, added.user_id, added.role) == (body["id"], ana.user_id, "owner")


async def test_a_creators_organization_needs_a_name_a_country_and_a_currency(identity: ServiceUnderTest) -> None:
    body = await done((await sign_up(identity)).post("/organizations", CREATOR))

    assert {name: body[name] for name in CREATOR} == CREATOR
    assert (body["verification"], body["website"], body["industry"], body["description"]) == (None, None, None, None)
    assert body["collaboration_goals"] == []


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"type": "platform"}, "/type"),
        ({"type": "shop"}, "/type"),
        ({"name": ""}, "/name"),
        ({"country": "usa"}, "/country"),
        ({"currency": "XXY"}, "/currency"),
        ({"website": None}, "/website"),
        ({"website": "javascript:alert(1)"}, "/website"),
        ({"website": "https://"}, "/website"),
        ({"website": "https://a b.example"}, "/website"),
        ({"website": "http://[::1"}, "/website"),
        ({"industry": None}, "/industry"),
        ({"description": None}, "/description"),
        ({"collaboration_goals": None}, "/collaboration_goals"),
        ({"collaboration_goals": ["a"] * 21}, "/collaboration_goals"),
        ({"verified_at": "2026-01-01T00:00:00Z"}, "/verified_at"),
    ],
)
async def test_bad_details_are_named_and_change_nothing(
    shared_identity: ServiceUnderTest, person: Actor, change: dict[str, Any], pointer: str
) -> None:
    before = await shared_identity.scalar("select count(*) from organizations")
    answer = await person.post("/organizations", {**BRAND, **change})

    assert is_problem(answer, 422, "validation_failed")
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert await shared_identity.scalar("select count(*) from organizations") == before


async def test_a_repeated_request_makes_one_organization(identity: ServiceUnderTest) -> None:
    ana = await sign_up(identity)
    headers = {"Idempotency-Key": "found-lumen"}
    answers = await asyncio.gather(*(ana.post("/organizations", BRAND, headers=headers) for _ in range(4)))

    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert await identity.scalar("select count(*) from organizations") == 1
    assert len(await identity.said(MemberAdded)) == 1


async def test_you_see_the_organizations_you_belong_to_and_staff_who_review_see_all(
    identity: ServiceUnderTest, outside: Outside
) -> None:
    ana = await sign_up(identity)
    lumen, lena = await founder(identity, BRAND, person=ana), await founder(identity, CREATOR, person=ana)
    other = await brand(identity, name="Other")
    await under_review(identity, outside, other)
    reviewer, financier = await staff(identity), await staff(identity, StaffRole.FINANCE)
    financier.scopes = "staff:finance organizations:read"

    async def seen_by(actor: Actor, query: str = "") -> set[str]:
        listed = await done(actor.get(f"/organizations?limit=100{query}"))
        return {one["id"] for one in listed["data"]}

    async def reads(actor: Actor, organization_id: object) -> int:
        return (await actor.get(f"/organizations/{organization_id}")).status_code

    own = {str(lumen.organization_id), str(lena.organization_id)}
    assert await seen_by(ana) == await seen_by(lumen) == own
    assert [await reads(ana, one.organization_id) for one in (lumen, lena, other)] == [200, 200, 404]
    assert await reads(ana, OrganizationId.new()) == 404
    assert await reads(ana, "org_1") == 404
    assert own | {str(other.organization_id)} < await seen_by(reviewer)  # and the platform itself
    assert await seen_by(reviewer, "&verification_state=under_review") == {str(other.organization_id)}
    both = await seen_by(reviewer, "&verification_state=under_review&verification_state=not_submitted")
    assert both == {str(other.organization_id), str(lumen.organization_id)}
    assert await seen_by(ana, "&verification_state=under_review") == set()
    assert await reads(reviewer, other.organization_id) == 200
    assert await reads(financier, other.organization_id) == 404
    assert is_problem(await reviewer.get("/organizations?verification_state=lost"), 422, "validation_failed")


async def test_pages_of_organizations_follow_each_other(identity: ServiceUnderTest) -> None:
    ana = await sign_up(identity)
    made = [
        str((await founder(identity, {**CREATOR, "name": f"No {number}"}, person=ana)).organization_id) for number in range(3)
    ]

    first = await done(ana.get("/organizations?limit=2"))
    second = await done(ana.get(f"/organizations?limit=2&cursor={first['next_cursor']}"))
    assert [one["id"] for page in (first, second) for one in page["data"]] == made[::-1]
    assert (first["has_more"], second["has_more"], second["next_cursor"]) == (True, False, None)


async def test_an_owner_changes_details_by_a_merge_patch(identity: ServiceUnderTest) -> None:
    owner = await brand(identity)
    path = f"/organizations/{owner.organization_id}"

    assert is_problem(await owner.patch(path, {"name": "Lumina"}), 428, "precondition_required")
    answer = await owner.patch(path, {"name": "Lumina", "collaboration_goals": []}, headers={"If-Match": '"v1"'})
    assert (answer.status_code, answer.headers["etag"]) == (200, '"v2"')
    body = answer.json()
    assert (body["name"], body["collaboration_goals"], body["website"]) == ("Lumina", [], BRAND["website"])
    [updated] = await identity.said(OrganizationUpdated)
    assert (updated.name, updated.version) == ("Lumina", 2)
    assert await identity.said(OrganizationVerificationLapsed) == []

    stale = await owner.patch(path, {"name": "Old"}, headers={"If-Match": '"v1"'})
    assert is_problem(stale, 412, "precondition_failed")
    assert stale.json()["version"] == 2
    for bad in ({"website": None}, {"name": None}, {"collaboration_goals": None}, {"currency": "EUR"}, {"type": "agency"}):
        assert is_problem(await owner.patch(path, bad, headers={"If-Match": '"v2"'}), 422, "validation_failed")
    same = await owner.patch(path, {"name": "Lumina"}, headers={"If-Match": '"v2"'})
    assert (same.status_code, same.headers["etag"]) == (200, '"v2"')
    assert len(await identity.said(OrganizationUpdated)) == 1


async def test_only_who_acts_for_an_organization_with_the_scope_changes_it(identity: ServiceUnderTest) -> None:
    owner, other, creator_owner, reviewer = (
        await brand(identity),
        await brand(identity),
        await creator(identity),
        await staff(identity),
    )
    viewer = Actor(identity.app, "brand", owner.organization_id, user_id=owner.user_id, scopes=" ".join(READS))
    path, body, how = f"/organizations/{owner.organization_id}", {"name": "Mine"}, {"headers": {"If-Match": '"v1"'}}

    assert is_problem(await other.patch(path, body, **how), 404, "not_found")
    assert is_problem(await creator_owner.patch(path, body, **how), 404, "not_found")
    assert is_problem(await viewer.patch(path, body, **how), 403, "missing_scope")
    assert is_problem(await reviewer.patch(path, body, **how), 403, "missing_scope")
    assert is_problem(await identity.nobody().patch(path, body, **how), 401, "unauthenticated")
    assert (await done(owner.get(path)))["name"] == BRAND["name"]


async def test_me_tells_for_whom_one_may_act(identity: ServiceUnderTest) -> None:
    ana = await sign_up(identity)
    nowhere = await done(ana.get("/me"))
    assert (nowhere["object"], nowhere["user"]["id"], nowhere["organizations"], nowhere["organization_id"]) == (
        "me",
        ana.user_id,
        [],
        None,
    )

    lumen = await founder(identity, BRAND, person=ana)
    me = await done(lumen.get("/me"))
    [membership] = me["organizations"]
    assert me["organization_id"] == membership["organization_id"] == lumen.organization_id
    assert (membership["type"], membership["role"], membership["scopes"]) == ("brand", "owner", sorted(READS | WRITES | RULES))
    assert is_problem(await identity.nobody().get("/me"), 401, "unauthenticated")


async def test_staff_make_no_organizations(identity: ServiceUnderTest) -> None:
    reviewer = await staff(identity)
    assert is_problem(await reviewer.post("/organizations", BRAND), 403, "forbidden")
