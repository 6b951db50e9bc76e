"""Applications to become a creator: from the draft to the membership, and every way beside."""

import asyncio
from typing import Any

import pytest

from services.identity.applications.models import CreatorApplication, CreatorApplicationState
from services.identity.organizations.roles import Role
from services.identity.organizations.service import add_member
from shared.events.identity import CreatorApproved, CreatorReinstated, CreatorStatisticsRecorded, CreatorSuspended, UserId
from shared.states import Side
from tests.harness import Actor, ServiceUnderTest, TestClock, is_problem
from tests.identity.people import PROFILE, Outside, brand, connected, creator, done, drafted, staff


@pytest.fixture
async def lena(identity: ServiceUnderTest) -> Actor:
    return await creator(identity)


@pytest.fixture
async def reviewer(identity: ServiceUnderTest) -> Actor:
    return await staff(identity)


async def call(actor: Actor, application: dict[str, Any], command: str, body: Any = None) -> Any:
    return await actor.post(f"/creator-applications/{application['id']}/{command}", body)


async def submitted(outside: Outside, owner: Actor, handle: str = "lena_cooks") -> dict[str, Any]:
    application = await drafted(owner, await connected(outside, owner, handle))
    return await done(call(owner, application, "submit"))


async def claimed(outside: Outside, owner: Actor, reviewer: Actor) -> dict[str, Any]:
    return await done(call(reviewer, await submitted(outside, owner), "claim"))


async def approved(outside: Outside, owner: Actor, reviewer: Actor) -> dict[str, Any]:
    return await done(call(reviewer, await claimed(outside, owner, reviewer), "approve"))


async def rejected(outside: Outside, owner: Actor, reviewer: Actor) -> dict[str, Any]:
    return await done(call(reviewer, await claimed(outside, owner, reviewer), "reject", {"reasons": ["content_not_original"]}))


async def test_a_creator_applies_and_is_approved(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor
) -> None:
    account = await connected(outside, lena, "lena_cooks")
    draft = await drafted(lena, account)
    assert (draft["object"], draft["id"][:4], draft["state"], draft["actions"]) == (
        "creator_application",
        "cra_",
        "draft",
        ["submit"],
    )
    assert {name: draft[name] for name in PROFILE} == PROFILE
    assert (draft["accounts"], draft["creator_id"], draft["membership_state"]) == ([], None, None)

    outside.account("lena_cooks", follower_count=25_000)
    handed_in = await done(call(lena, draft, "submit"))
    assert (handed_in["state"], handed_in["policy_version"]) == ("submitted", "creator-eligibility-2026-01")
    assert handed_in["accounts"][0]["follower_count"] == 25_000  # as the platform says at the submission

    [waiting] = (await done(reviewer.get("/creator-applications?state=submitted")))["data"]
    assert (waiting["id"], waiting["actions"]) == (draft["id"], ["claim"])
    claimed = await done(call(reviewer, draft, "claim"))
    assert (claimed["state"], claimed["claimed_by"], claimed["actions"]) == (
        "under_review",
        reviewer.user_id,
        ["request_info", "approve", "reject"],
    )
    outside.account("lena_cooks", follower_count=1)
    done_ = await done(call(reviewer, draft, "approve"))
    assert (done_["state"], done_["creator_id"][:4], done_["membership_state"]) == ("approved", "crt_", "active")
    assert (done_["is_final"], done_["actions"]) == (True, ["suspend"])

    [event] = await identity.said(CreatorApproved)
    assert (event.creator_id, event.organization_id) == (done_["creator_id"], lena.organization_id)
    assert (event.platform, event.handle, event.name, event.country, event.currency, event.version) == (
        "sandbox",
        "lena_cooks",
        "Lena Cooks",
        "US",
        "USD",
        1,
    )
    told = event.model_dump(mode="json")
    assert {name: told[name] for name in PROFILE} == PROFILE
    assert (told["accounts"][0]["social_account_id"], told["accounts"][0]["follower_count"]) == (account, 25_000)
    assert told["accounts"][0]["audience"]["countries"] == {"US": 0.6}
    commands = await identity.scalar(
        "select string_agg(command || coalesce(':' || policy_version, ''), ' ' order by sequence)"
        " from audit_log where noun = 'CreatorApplication'"
    )
    policy = "creator-eligibility-2026-01"
    assert commands == f"submit:{policy} claim approve:{policy}"


async def test_who_is_not_eligible_hears_which_rules_failed(identity: ServiceUnderTest, outside: Outside, lena: Actor) -> None:
    small = await connected(outside, lena, "small", follower_count=9_000)
    fine = await connected(outside, lena, "fine")
    application = await drafted(lena, fine, small)
    refused = await call(lena, application, "submit")

    assert is_problem(refused, 409, "not_eligible")
    [rule] = refused.json()["rules"]
    assert (rule["code"], rule["value"], rule["threshold"], rule["passed"]) == ("follower_count", 9_000, 10_000, False)
    assert (rule["social_account_id"], refused.json()["policy"]["version"]) == (small, "creator-eligibility-2026-01")
    seen = await done(lena.get(f"/creator-applications/{application['id']}"))
    assert (seen["state"], seen["version"], seen["accounts"]) == ("draft", 1, [])

    better = await drafted(lena, fine)
    assert (await done(call(lena, better, "submit")))["state"] == "submitted"


async def test_one_application_at_a_time_is_reviewed(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor
) -> None:
    account = await connected(outside, lena)
    drafts = [await drafted(lena, account) for _ in range(3)]
    answers = await asyncio.gather(*(call(lena, draft, "submit") for draft in drafts))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert all(is_problem(answer, 409, "application_open") for answer in answers if answer.status_code == 409)

    [open_one] = (await done(lena.get("/creator-applications?state=submitted")))["data"]
    withdrawn = await done(call(lena, open_one, "withdraw"))
    assert (withdrawn["state"], withdrawn["is_final"]) == ("withdrawn", True)
    other = next(draft for draft in drafts if draft["id"] != open_one["id"])
    assert (await call(lena, other, "submit")).status_code == 200


async def test_the_same_submission_twice_at_once_is_one(identity: ServiceUnderTest, outside: Outside, lena: Actor) -> None:
    application = await drafted(lena, await connected(outside, lena))
    answers = await asyncio.gather(*(call(lena, application, "submit") for _ in range(3)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert all(is_problem(answer, 409, "invalid_state") for answer in answers if answer.status_code == 409)
    assert await identity.scalar("select count(*) from audit_log where command = 'submit'") == 1


async def test_what_is_submitted_is_what_was_judged(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.identity.applications import routes

    small, fine = await connected(outside, lena, "small", follower_count=9_000), await connected(outside, lena, "fine")
    application = await drafted(lena, fine)
    judge = routes.judge

    async def slow(*args: Any, **how: Any) -> Any:
        verdicts = await judge(*args, **how)
        path, body = f"/creator-applications/{application['id']}", {"social_account_ids": [small]}
        await done(lena.patch(path, body, headers={"If-Match": '"v1"'}))
        return verdicts

    monkeypatch.setattr(routes, "judge", slow)
    assert is_problem(await call(lena, application, "submit"), 409, "conflict")
    monkeypatch.setattr(routes, "judge", judge)
    assert is_problem(await call(lena, application, "submit"), 409, "not_eligible")


async def test_staff_ask_for_more_and_the_creator_answers(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor
) -> None:
    application = await claimed(outside, lena, reviewer)
    assert is_problem(await call(reviewer, application, "request-info", {"message": ""}), 422, "validation_failed")
    asked = await done(call(reviewer, application, "request-info", {"message": "Which kitchen is it?"}))
    assert (asked["state"], asked["message"]) == ("needs_info", "Which kitchen is it?")
    assert (await done(lena.get(f"/creator-applications/{application['id']}")))["actions"] == ["withdraw", "resubmit"]

    path = f"/creator-applications/{application['id']}"
    changed = await lena.patch(path, {"bio": "My own."}, headers={"If-Match": f'"v{asked["version"]}"'})
    assert (changed.status_code, changed.json()["bio"]) == (200, "My own.")
    outside.account("lena_cooks", follower_count=9_999)
    assert is_problem(await call(lena, application, "resubmit", {"message": "My own."}), 409, "not_eligible")
    outside.account("lena_cooks", follower_count=30_000)
    again = await done(call(lena, application, "resubmit", {"message": "My own."}))
    assert (again["state"], again["reply"], again["accounts"][0]["follower_count"]) == ("under_review", "My own.", 30_000)
    assert (await done(call(reviewer, application, "approve")))["bio"] == "My own."
    assert (await identity.said(CreatorApproved))[0].bio == "My own."


async def test_a_rejected_creator_appeals_once_and_applies_again_after_thirty_days(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor, clock: TestClock
) -> None:
    first = await rejected(outside, lena, reviewer)
    assert (first["state"], first["reasons"], first["is_final"]) == ("rejected", ["content_not_original"], False)
    assert (await done(lena.get(f"/creator-applications/{first['id']}")))["actions"] == ["appeal"]
    second = await drafted(lena, first["social_account_ids"][0])
    refused = await call(lena, second, "submit")
    assert is_problem(refused, 409, "reapply_later")
    assert refused.json()["reapply_after"] == first["reapply_after"]

    appealed = await done(call(lena, first, "appeal", {"message": "Look at the drafts."}))
    assert (appealed["state"], appealed["reply"], appealed["reapply_after"]) == ("under_review", "Look at the drafts.", None)
    assert is_problem(await call(lena, second, "submit"), 409, "application_open")
    clock.advance(days=2)
    upheld = await done(call(reviewer, first, "reject", {"reasons": ["content_not_original"], "message": "We did."}))
    assert (upheld["is_final"], upheld["message"], upheld["reapply_after"] > first["reapply_after"]) == (True, "We did.", True)
    assert (await done(lena.get(f"/creator-applications/{first['id']}")))["actions"] == []
    assert is_problem(await call(lena, first, "appeal"), 409, "appeal_used")

    clock.advance(days=29, hours=23)
    assert is_problem(await call(lena, second, "submit"), 409, "reapply_later")
    clock.advance(hours=1)
    assert (await done(call(lena, second, "submit")))["state"] == "submitted"


async def test_an_account_that_was_rejected_waits_also_in_another_organization(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor, clock: TestClock
) -> None:
    first = await rejected(outside, lena, reviewer)
    await done(lena.post(f"/social-accounts/{first['social_account_ids'][0]}/disconnect"))
    again = await creator(identity, name="Lena Cooks Again")
    other = await connected(outside, again, "other")
    second = await drafted(again, other, await connected(outside, again, "lena_cooks"))
    refused = await call(again, second, "submit")
    assert is_problem(refused, 409, "reapply_later")
    assert refused.json()["reapply_after"] == first["reapply_after"]

    path = f"/creator-applications/{second['id']}"
    await done(again.patch(path, {"social_account_ids": [other]}, headers={"If-Match": '"v1"'}))
    assert (await done(call(again, second, "submit")))["state"] == "submitted"
    await done(call(again, second, "withdraw"))
    clock.advance(days=30)
    assert (await submitted(outside, again, "lena_cooks"))["state"] == "submitted"


async def test_an_appeal_waits_for_the_open_application(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor, clock: TestClock
) -> None:
    first = await rejected(outside, lena, reviewer)
    clock.advance(days=30)
    second = await drafted(lena, first["social_account_ids"][0])
    await done(call(lena, second, "submit"))
    assert is_problem(await call(lena, first, "appeal"), 409, "application_open")

    await done(call(reviewer, second, "claim"))
    await done(call(reviewer, second, "approve"))
    assert is_problem(await call(lena, first, "appeal"), 409, "already_a_creator")
    third = await drafted(lena, first["social_account_ids"][0])
    assert is_problem(await call(lena, third, "submit"), 409, "already_a_creator")


async def test_a_creator_is_approved_once_by_many_at_once(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor
) -> None:
    application = await claimed(outside, lena, reviewer)
    verdicts = ["approve", "approve", "reject", "approve", "reject"]
    answers = await asyncio.gather(
        *(call(reviewer, application, one, {"reasons": ["spam"]} if one == "reject" else None) for one in verdicts)
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409, 409]
    winner = next(one for one, answer in zip(verdicts, answers, strict=True) if answer.status_code == 200)
    assert len(await identity.said(CreatorApproved)) == (winner == "approve")
    assert await identity.scalar("select count(*) from creators") == (winner == "approve")


async def test_an_account_that_a_creator_is_shown_with_stays_connected(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor
) -> None:
    application = await claimed(outside, lena, reviewer)
    [account] = application["social_account_ids"]
    await done(lena.post(f"/social-accounts/{account}/disconnect"))
    assert is_problem(await call(reviewer, application, "approve"), 409, "account_disconnected")
    assert await identity.said(CreatorApproved) == []

    asked = await done(call(reviewer, application, "request-info", {"message": "Connect it again."}))
    assert is_problem(await call(lena, application, "resubmit"), 409, "account_disconnected")
    again = await connected(outside, lena)
    await done(
        lena.patch(
            f"/creator-applications/{application['id']}",
            {"social_account_ids": [again]},
            headers={"If-Match": f'"v{asked["version"]}"'},
        )
    )
    await done(call(lena, application, "resubmit"))
    admitted = await done(call(reviewer, application, "approve"))
    assert is_problem(await lena.post(f"/social-accounts/{again}/disconnect"), 409, "account_in_use")
    shown = await done(lena.get(f"/social-accounts/{again}"))
    assert (shown["creator_id"], shown["actions"]) == (admitted["creator_id"], [])


async def test_what_a_platform_says_of_a_creator_later_is_told(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor
) -> None:
    second, first = await connected(outside, lena, "second"), await connected(outside, lena, "first")
    application = await drafted(lena, first, second)
    await done(call(lena, application, "submit"))
    await connected(outside, lena, "first", follower_count=30_000)
    assert await identity.said(CreatorStatisticsRecorded) == []  # nobody is shown with it yet
    await done(call(reviewer, application, "claim"))
    admitted = await done(call(reviewer, application, "approve"))

    await connected(outside, lena, "second", follower_count=31_000)
    [told] = await identity.said(CreatorStatisticsRecorded)
    assert (told.creator_id, told.organization_id, told.version) == (admitted["creator_id"], lena.organization_id, 2)
    assert [(one.social_account_id, one.follower_count) for one in told.accounts] == [(first, 30_000), (second, 31_000)]
    await connected(outside, lena, "first", follower_count=32_000)
    assert (await identity.said(CreatorStatisticsRecorded))[-1].version == 3


async def test_staff_suspend_and_reinstate_a_creator(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor
) -> None:
    application = await claimed(outside, lena, reviewer)
    early = await call(reviewer, application, "suspend", {"reasons": ["spam"]})
    assert is_problem(early, 409, "invalid_state")
    admitted = await done(call(reviewer, application, "approve"))

    suspended = await done(call(reviewer, application, "suspend", {"reasons": ["spam"]}))
    assert (suspended["membership_state"], suspended["actions"]) == ("suspended", ["reinstate"])
    assert suspended["version"] > admitted["version"]
    assert is_problem(await call(reviewer, application, "suspend", {"reasons": ["spam"]}), 409, "invalid_state")
    reinstated = await done(call(reviewer, application, "reinstate"))
    assert (reinstated["membership_state"], reinstated["actions"]) == ("active", ["suspend"])
    assert is_problem(await call(reviewer, application, "reinstate"), 409, "invalid_state")

    [told] = await identity.said(CreatorSuspended)
    [told_again] = await identity.said(CreatorReinstated)
    assert (told.creator_id, told.version, told_again.version) == (admitted["creator_id"], 2, 3)
    assert told_again.handle == "lena_cooks"


async def test_who_may_not_decide(identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor) -> None:
    application = await submitted(outside, lena)
    other, lumen = await creator(identity), await brand(identity)
    bodies: dict[str, Any] = {"request-info": {"message": "x"}, "reject": {"reasons": ["x"]}, "suspend": {"reasons": ["x"]}}
    commands = ["claim", "approve", "reject", "request-info", "suspend", "reinstate"]

    for command in commands:
        for who in (lena, other, lumen):
            assert is_problem(await call(who, application, command, bodies.get(command)), 403, "missing_scope")
    for command in ("submit", "resubmit", "withdraw", "appeal"):
        for who in (other, lumen):
            assert is_problem(await call(who, application, command), 404, "not_found")
        assert is_problem(await call(reviewer, application, command), 403, "missing_scope")
    for who in (other, lumen):
        assert is_problem(await who.get(f"/creator-applications/{application['id']}"), 404, "not_found")
        assert (await done(who.get("/creator-applications")))["data"] == []

    async with identity.session() as session:
        from services.identity.organizations.queries import organization

        own = await organization(session, lena.organization_id)
        await add_member(session, organization=own, user=UserId(reviewer.user_id), role=Role.VIEWER)
    for command in commands:
        assert is_problem(await call(reviewer, application, command, bodies.get(command)), 403, "forbidden")
    assert (await done(lena.get(f"/creator-applications/{application['id']}")))["version"] == application["version"]


async def test_each_command_in_each_state_moves_or_is_refused(
    identity: ServiceUnderTest, outside: Outside, lena: Actor, reviewer: Actor
) -> None:
    application = await drafted(lena, await connected(outside, lena))
    bodies: dict[str, Any] = {"request_info": {"message": "x"}, "reject": {"reasons": ["x"]}}
    owners = {name for name, move in CreatorApplication.moves.items() if move.by is Side.OWNER}
    for state in CreatorApplicationState:
        for command, move in CreatorApplication.moves.items():
            await identity.scalar(
                "update creator_applications set state = :state, reapply_after = null, appealed_at = null, creator_id = null,"
                " accounts = cast(:accounts as jsonb) returning 1",
                state=state,
                accounts='[{"social_account_id": "x", "platform": "sandbox", "handle": "lena_cooks", "name": "", "bio": "",'
                ' "country": "US", "language": "en", "follower_count": 1, "likes_last_28_days": 1, "posts_last_30_days": 1,'
                ' "average_views": 1, "median_views": 1, "engagement_rate": 0.1, "audience": {},'
                ' "recorded_at": "2027-01-01T00:00:00Z"}]',
            )
            await identity.scalar("with gone as (delete from creators returning 1) select count(*) from gone")
            actor = lena if command in owners else reviewer
            answer = await call(actor, application, command.replace("_", "-"), bodies.get(command))
            if state in move.source:
                assert (answer.status_code, answer.json()["state"]) == (200, move.target), (state, command, answer.text)
            else:
                assert is_problem(answer, 409, "invalid_state"), (state, command)
                assert answer.json()["state"] == state
