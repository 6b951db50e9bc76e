"""The verification of brands: link, review, verdict, and what takes it back."""

import asyncio
from typing import Any

import pytest

from services.identity.jobs import commands
from services.identity.organizations.roles import Role
from services.identity.organizations.service import add_member
from services.identity.staff import StaffRole
from services.identity.verifications.models import Verification, VerificationState
from services.identity.verifications.service import ExpireVerificationLink
from shared.events.identity import (
    OrganizationId,
    OrganizationUpdated,
    OrganizationVerificationLapsed,
    OrganizationVerified,
    UserId,
)
from shared.states import Side
from tests.harness import Actor, ServiceUnderTest, TestClock, is_problem
from tests.identity.people import Outside, brand, creator, done, sign_up, staff, under_review

EMAIL = "press@lumen.example"


@pytest.fixture
async def owner(identity: ServiceUnderTest) -> Actor:
    return await brand(identity)


def path_of(owner: Actor, command: str = "") -> str:
    return f"/organizations/{owner.organization_id}/verification{command}"


async def submitted(owner: Actor, email: str = EMAIL) -> Any:
    return await owner.post(path_of(owner), {"business_email": email})


async def token_of(identity: ServiceUnderTest, outside: Outside) -> str:
    await identity.run_tasks()
    return outside.token_to(EMAIL, "brand_verification")


async def confirm(identity: ServiceUnderTest, token: str) -> Any:
    return await identity.nobody().post("/verifications/confirm", {"token": token})


async def state_of(owner: Actor) -> str:
    return (await done(owner.get(f"/organizations/{owner.organization_id}")))["verification"]["state"]


async def passed(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> Actor:
    """Verify a brand; gives the member of staff."""
    await under_review(identity, outside, owner)
    reviewer = await staff(identity)
    await done(reviewer.post(path_of(owner, "/pass")))
    return reviewer


async def test_a_brand_is_verified_by_a_link_and_a_review(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    answer = await submitted(owner)
    sent = answer.json()
    assert (answer.status_code, sent["object"], sent["state"], sent["business_email"]) == (
        201,
        "verification",
        "link_sent",
        EMAIL,
    )
    assert (sent["id"][:4], sent["link_expires_at"][-1], sent["organization_id"]) == ("ver_", "Z", owner.organization_id)

    token = await token_of(identity, outside)
    assert token not in answer.text
    letter = outside.emails[-1]
    assert letter["links"] == [f"http://127.0.0.1:8080/verify-brand?token={token}"]
    confirmed = await confirm(identity, token)
    assert (confirmed.status_code, confirmed.json()["state"]) == (200, "under_review")
    assert confirmed.json()["organization_id"] == owner.organization_id

    reviewer = await staff(identity)
    [waiting] = (await done(reviewer.get("/verifications?state=under_review")))["data"]
    assert (waiting["id"], waiting["actions"]) == (sent["id"], ["pass", "fail"])
    assert await identity.said(OrganizationVerified) == []
    verified = await reviewer.post(path_of(owner, "/pass"))
    assert (verified.status_code, verified.json()["state"]) == (200, "passed")

    [event] = await identity.said(OrganizationVerified)
    assert (event.organization_id, event.is_verified) == (owner.organization_id, True)
    seen = await owner.get(f"/organizations/{owner.organization_id}")
    assert (seen.json()["verification"]["state"], seen.json()["version"]) == ("passed", event.version)
    assert seen.json()["verified_at"] is not None
    log = await identity.scalar("select string_agg(command, ' ' order by sequence) from audit_log where noun = 'Verification'")
    assert log == "submit confirm pass"


async def test_the_organizations_etag_counts_its_verifications_changes(
    identity: ServiceUnderTest, outside: Outside, owner: Actor
) -> None:
    path = f"/organizations/{owner.organization_id}"
    etag = (await owner.get(path)).headers["etag"]
    await submitted(owner)
    answer = await owner.get(path, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.json()["verification"]["state"]) == (200, "link_sent")
    etag = answer.headers["etag"]
    assert (await owner.get(path, headers={"If-None-Match": etag})).status_code == 304
    await confirm(identity, await token_of(identity, outside))
    assert (await owner.get(path, headers={"If-None-Match": etag})).status_code == 200


async def test_a_link_works_once(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    await submitted(owner)
    token = await token_of(identity, outside)

    answers = await asyncio.gather(*(confirm(identity, token) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert is_problem(await confirm(identity, token), 409, "token_used")
    assert is_problem(await confirm(identity, "glv_unknown"), 404, "not_found")
    assert is_problem(await confirm(identity, ""), 422, "validation_failed")


async def test_a_newer_link_ends_the_older_one(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    await submitted(owner)
    older = await token_of(identity, outside)
    await submitted(owner)
    newer = await token_of(identity, outside)

    assert is_problem(await confirm(identity, older), 410, "token_expired")
    assert (await confirm(identity, newer)).status_code == 200
    assert is_problem(await confirm(identity, older), 410, "token_expired")


async def test_a_link_ends_after_a_day_of_the_business_clock(
    identity: ServiceUnderTest, outside: Outside, owner: Actor, clock: TestClock
) -> None:
    await submitted(owner)
    token = await token_of(identity, outside)
    clock.advance(hours=23, minutes=59)
    await identity.run_timers()
    assert await state_of(owner) == "link_sent"

    clock.advance(minutes=2)
    assert is_problem(await confirm(identity, token), 410, "token_expired")  # before its timer has run, too
    await identity.run_timers()
    assert await state_of(owner) == "expired"
    assert is_problem(await confirm(identity, token), 410, "token_expired")

    await submitted(owner)
    assert (await confirm(identity, await token_of(identity, outside))).status_code == 200


async def test_an_older_links_timer_does_not_end_the_newer_one(
    identity: ServiceUnderTest, outside: Outside, owner: Actor, clock: TestClock
) -> None:
    await submitted(owner)
    clock.advance(hours=12)
    await submitted(owner)
    clock.advance(hours=13)
    await identity.run_timers()

    assert await identity.scalar("select count(*) from timers") == 1
    assert await state_of(owner) == "link_sent"
    assert (await confirm(identity, await token_of(identity, outside))).status_code == 200


async def test_a_brand_that_was_not_passed_reads_why_and_submits_again(
    identity: ServiceUnderTest, outside: Outside, owner: Actor
) -> None:
    await under_review(identity, outside, owner)
    reviewer = await staff(identity)
    assert is_problem(await reviewer.post(path_of(owner, "/fail"), {"reasons": []}), 422, "validation_failed")
    failed = await done(reviewer.post(path_of(owner, "/fail"), {"reasons": ["The website is somebody else's."]}))
    assert (failed["state"], failed["reasons"]) == ("not_passed", ["The website is somebody else's."])
    assert failed["decided_at"] is not None

    again = (await submitted(owner)).json()
    assert (again["id"], again["state"], again["reasons"], again["decided_at"]) == (failed["id"], "link_sent", [], None)
    assert await identity.said(OrganizationVerified) == []


@pytest.mark.parametrize("change", [{"name": "Other"}, {"country": "DE"}, {"website": "https://other.example"}])
async def test_a_verified_brand_that_changes_what_was_reviewed_is_reviewed_again(
    identity: ServiceUnderTest, outside: Outside, owner: Actor, change: dict[str, str]
) -> None:
    reviewer = await passed(identity, outside, owner)
    path = f"/organizations/{owner.organization_id}"
    etag = (await owner.get(path)).headers["etag"]

    harmless = await owner.patch(path, {"description": "Pans."}, headers={"If-Match": etag})
    assert harmless.json()["verification"]["state"] == "passed"
    changed = await owner.patch(path, change, headers={"If-Match": harmless.headers["etag"]})

    assert (changed.json()["verification"]["state"], changed.json()["verified_at"]) == ("under_review", None)
    [again] = (await done(owner.get("/verifications")))["data"]
    assert (again["state"], again["decided_at"]) == ("under_review", None)
    first, second = await identity.said(OrganizationUpdated)
    [lapsed] = await identity.said(OrganizationVerificationLapsed)
    assert (first.is_verified, second.is_verified, lapsed.is_verified) == (True, False, False)
    assert second.version == lapsed.version == changed.json()["version"]
    assert (await done(reviewer.post(path_of(owner, "/pass"))))["state"] == "passed"
    assert len(await identity.said(OrganizationVerified)) == 2


async def test_staff_take_a_verification_back(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    reviewer = await passed(identity, outside, owner)
    lapsed = await done(reviewer.post(path_of(owner, "/lapse"), {"reasons": ["The business was closed."]}))

    assert (lapsed["state"], lapsed["reasons"]) == ("expired", ["The business was closed."])
    [event] = await identity.said(OrganizationVerificationLapsed)
    assert event.is_verified is False
    assert (await submitted(owner)).status_code == 201


async def test_who_may_not_verify(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    await under_review(identity, outside, owner)
    other, lena = await brand(identity), await creator(identity)
    reviewer, arbiter = await staff(identity), await staff(identity, StaffRole.ARBITER)
    arbiter.scopes = "staff:disputes"

    for who in (owner, other, lena, arbiter):
        assert is_problem(await who.post(path_of(owner, "/pass")), 403, "missing_scope")
    assert is_problem(await identity.nobody().post(path_of(owner, "/pass")), 401, "unauthenticated")
    assert is_problem(await reviewer.post(f"/organizations/{OrganizationId.new()}/verification/pass"), 404, "not_found")
    assert is_problem(await reviewer.post(path_of(lena, "/pass")), 403, "forbidden")  # only brands are verified
    assert is_problem(await lena.post(path_of(lena), {"business_email": EMAIL}), 403, "forbidden")
    assert is_problem(await other.post(path_of(owner), {"business_email": EMAIL}), 404, "not_found")
    assert is_problem(await lena.post(path_of(owner), {"business_email": EMAIL}), 404, "not_found")
    assert is_problem(await owner.post(path_of(owner), {"business_email": "nobody"}), 422, "validation_failed")
    assert await state_of(owner) == "under_review"


async def test_nobody_decides_about_their_own(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    await under_review(identity, outside, owner)
    reviewer = await staff(identity)
    async with identity.session() as session:
        from services.identity.organizations.queries import organization

        own = await organization(session, owner.organization_id)
        await add_member(session, organization=own, user=UserId(reviewer.user_id), role=Role.VIEWER)

    for command, body in (("/pass", None), ("/fail", {"reasons": ["x"]}), ("/lapse", {"reasons": ["x"]})):
        assert is_problem(await reviewer.post(path_of(owner, command), body), 403, "forbidden")
    assert (await (await staff(identity)).post(path_of(owner, "/pass"))).status_code == 200


async def test_verifications_are_seen_by_their_owner_and_by_staff_who_review(identity: ServiceUnderTest, owner: Actor) -> None:
    id = (await submitted(owner)).json()["id"]
    other, reviewer = await brand(identity), await staff(identity)

    assert [one["id"] for one in (await done(owner.get("/verifications")))["data"]] == [id]
    assert (await done(owner.get(f"/verifications/{id}")))["actions"] == ["submit", "confirm"]
    assert is_problem(await other.get(f"/verifications/{id}"), 404, "not_found")
    assert [one["id"] for one in (await done(reviewer.get("/verifications?state=link_sent")))["data"]] == [id]
    assert len((await done(reviewer.get("/verifications")))["data"]) == 2
    assert (await done(reviewer.get(f"/verifications/{id}")))["id"] == id
    nowhere = await sign_up(identity)
    assert is_problem(await nowhere.get("/verifications"), 403, "forbidden")


async def test_what_is_for_staff_never_goes_into_the_open_mailbox(
    identity: ServiceUnderTest, outside: Outside, owner: Actor
) -> None:
    reviewer = await staff(identity)
    address = (await done(reviewer.get(f"/users/{reviewer.user_id}")))["email"]
    await submitted(owner, address.upper())
    await identity.run_tasks()
    assert [letter for letter in outside.emails if letter["type"] == "brand_verification"] == []
    assert await identity.scalar("select count(*) from tasks") == 0


async def test_each_command_in_each_state_moves_or_is_refused(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    reviewer = await staff(identity)
    await submitted(owner)
    token = await token_of(identity, outside)
    calls = {
        "submit": lambda: submitted(owner),
        "pass": lambda: reviewer.post(path_of(owner, "/pass")),
        "fail": lambda: reviewer.post(path_of(owner, "/fail"), {"reasons": ["x"]}),
        "lapse": lambda: reviewer.post(path_of(owner, "/lapse"), {"reasons": ["x"]}),
    }
    for state in VerificationState:
        for command, call in calls.items():
            await identity.scalar("update verifications set state = :state returning 1", state=state)
            answer = await call()
            move = Verification.moves[command]
            if state in move.source:
                assert answer.json()["state"] == move.target, (state, command)
            else:
                assert is_problem(answer, 409, "invalid_state"), (state, command)
                side = Side.OWNER if command == "submit" else Side.STAFF
                assert answer.json()["state"] == state
                assert answer.json()["actions"] == Verification(state=state).actions_for(side)
    # The timer is total: whatever the state, it acts or ends silently.
    verification = await identity.scalar("select id from verifications")
    timer = ExpireVerificationLink(verification_id=Verification.__table__.c.id.type.id_class.of(verification))
    due_at = await identity.scalar("select link_expires_at from verifications")
    for state in VerificationState:
        await identity.scalar("update verifications set state = :state returning 1", state=state)
        async with identity.session() as session:
            await commands.of_timer[timer.name][1](session, timer, due_at)
        after = await identity.scalar("select state from verifications")
        assert after == ("expired" if state == "link_sent" else state)
    assert is_problem(await confirm(identity, token), 410, "token_expired")
