"""Members: who acts for an organization, how they come, what they become, and how they go."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from services.identity.organizations.roles import Role, scopes_of
from services.identity.staff import create_staff
from shared.clock import clock as business_clock
from shared.events.identity import (
    MemberAdded,
    MemberInvitationAccepted,
    MemberInvitationExpired,
    MemberInvitationRevoked,
    MemberInvitationSent,
    MemberRemoved,
    MemberRoleChanged,
    OrganizationId,
    OrganizationType,
)
from tests.harness import Actor, ServiceUnderTest, TestClock, is_problem
from tests.identity.people import PASSWORD, Outside, brand, done, sign_up, staff

Join = Callable[..., Awaitable[Actor]]


@pytest.fixture
async def owner(identity: ServiceUnderTest) -> Actor:
    return await brand(identity)


@pytest.fixture
def join(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> Join:
    """Let somebody new join the owner's organization in a role, by invitation."""

    async def joined(role: Role, *, email: str | None = None) -> Actor:
        email = email or f"{uuid4().hex[:12]}@example.com"
        await invited(owner, email, role)
        person = await confirmed(identity, outside, email)
        await done(accepted(person, await token_to(identity, outside, email)))
        return in_role(person, owner, role)

    return joined


async def confirmed(identity: ServiceUnderTest, outside: Outside, email: str) -> Actor:
    """A new person whose address is confirmed."""
    person = await sign_up(identity, email=email)
    await identity.run_tasks()
    token = outside.token_to(email, "email_confirmation")
    await done(identity.nobody().post("/users/confirm-email", {"token": token}))
    return person


async def token_to(identity: ServiceUnderTest, outside: Outside, email: str) -> str:
    await identity.run_tasks()
    return outside.token_to(email, "member_invitation")


async def invited(by: Actor, email: str, role: Role | str = Role.MANAGER) -> dict[str, Any]:
    return await done(by.post("/member-invitations", {"email": email, "role": role}))


def accepted(person: Actor, token: str) -> Awaitable[Any]:
    return person.post("/member-invitations/accept", {"token": token})


def in_role(person: Actor, owner: Actor, role: Role) -> Actor:
    scopes = " ".join(scopes_of(OrganizationType.BRAND, role))
    return Actor(owner.app, "brand", owner.organization_id, user_id=person.user_id, scopes=scopes)


def members_of(owner: Actor) -> str:
    return f"/organizations/{owner.organization_id}/members"


async def change(by: Actor, whom: Actor, role: Role | str, *, version: int = 1) -> Any:
    return await by.patch(f"{members_of(by)}/{whom.user_id}", {"role": role}, headers={"If-Match": f'"v{version}"'})


# --- how they come --------------------------------------------------------------------------------------------------


async def test_whoever_is_invited_joins_with_the_token_and_the_address(
    identity: ServiceUnderTest, outside: Outside, owner: Actor
) -> None:
    invitation = await invited(owner, "Ben@Example.com", Role.REVIEWER)
    assert (invitation["object"], invitation["state"], invitation["actions"]) == ("member_invitation", "sent", ["revoke"])
    assert (invitation["email"], invitation["role"], invitation["invited_by"]) == ("ben@example.com", "reviewer", owner.user_id)
    token = await token_to(identity, outside, "ben@example.com")
    ben = await confirmed(identity, outside, "ben@example.com")

    answer = await done(accepted(ben, token))
    assert (answer["state"], answer["accepted_by"], answer["is_final"]) == ("accepted", ben.user_id, True)
    me = await done(ben.get("/me"))
    assert [(one["organization_id"], one["role"]) for one in me["organizations"]] == [(owner.organization_id, "reviewer")]
    assert is_problem(await accepted(ben, token), 409, "token_used")

    member = (await identity.said(MemberAdded))[-1]
    assert (member.user_id, member.organization_id, member.role) == (ben.user_id, owner.organization_id, "reviewer")
    for kind in (MemberInvitationSent, MemberInvitationAccepted):
        [event] = await identity.said(kind)
        assert (event.member_invitation_id, event.organization_id) == (invitation["id"], owner.organization_id)
        assert "ben@example.com" not in event.model_dump_json()


async def test_the_token_alone_is_not_enough(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    await invited(owner, "ben@example.com")
    token = await token_to(identity, outside, "ben@example.com")
    eve, ben = await confirmed(identity, outside, "eve@example.com"), await sign_up(identity, email="ben@example.com")

    assert is_problem(await accepted(identity.nobody(), token), 401, "unauthenticated")
    stolen = await accepted(eve, token)
    assert is_problem(stolen, 403, "forbidden")
    assert "ben@" not in stolen.text
    assert is_problem(await accepted(ben, token), 403, "email_not_verified")
    assert is_problem(await accepted(eve, "gli_unknown"), 404, "not_found")
    assert await identity.scalar("select count(*) from memberships") == 1
    assert (
        await identity.scalar("select count(*) from member_invitations where member_invitations::text like :t", t=f"%{token}%")
        == 0
    )


async def test_a_taken_up_token_acts_once(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    await invited(owner, "ben@example.com")
    token = await token_to(identity, outside, "ben@example.com")
    ben = await confirmed(identity, outside, "ben@example.com")

    answers = await asyncio.gather(*(accepted(ben, token) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert len(await identity.said(MemberInvitationAccepted)) == 1


async def test_an_invitation_lapses_after_seven_days(
    identity: ServiceUnderTest, outside: Outside, owner: Actor, clock: TestClock
) -> None:
    invitation = await invited(owner, "ben@example.com")
    token = await token_to(identity, outside, "ben@example.com")
    ben = await confirmed(identity, outside, "ben@example.com")
    clock.advance(days=7)

    assert is_problem(await accepted(ben, token), 410, "token_expired")  # before its timer ran
    await identity.run_timers()
    assert is_problem(await accepted(ben, token), 410, "token_expired")
    shown = await done(owner.get(f"/member-invitations/{invitation['id']}"))
    assert (shown["state"], shown["is_final"], shown["actions"]) == ("expired", True, [])
    [event] = await identity.said(MemberInvitationExpired)
    assert event.member_invitation_id == invitation["id"]
    assert is_problem(await owner.delete(f"/member-invitations/{invitation['id']}"), 409, "invalid_state")
    again = await invited(owner, "ben@example.com")
    clock.advance(days=6, hours=23)
    await identity.run_timers()
    assert (await done(owner.get(f"/member-invitations/{again['id']}")))["state"] == "sent"


async def test_a_revoked_invitation_is_none(identity: ServiceUnderTest, outside: Outside, owner: Actor, clock: TestClock) -> None:
    invitation = await invited(owner, "ben@example.com")
    token = await token_to(identity, outside, "ben@example.com")
    ben = await confirmed(identity, outside, "ben@example.com")

    revoked = await done(owner.delete(f"/member-invitations/{invitation['id']}"))
    assert revoked["state"] == "revoked"
    assert await done(owner.delete(f"/member-invitations/{invitation['id']}")) == revoked
    assert is_problem(await accepted(ben, token), 410, "token_expired")
    clock.advance(days=8)
    await identity.run_timers()
    assert len(await identity.said(MemberInvitationRevoked)) == 1
    assert await identity.said(MemberInvitationExpired) == []


async def test_one_open_invitation_an_address_and_none_for_members(identity: ServiceUnderTest, owner: Actor, join: Join) -> None:
    await invited(owner, "ben@example.com")
    answers = await asyncio.gather(
        *(owner.post("/member-invitations", {"email": "BEN@example.com", "role": "viewer"}) for _ in range(2))
    )
    for answer in answers:
        assert is_problem(answer, 409, "already_invited")
    await join(Role.VIEWER, email="eve@example.com")
    assert is_problem(
        await owner.post("/member-invitations", {"email": "Eve@example.com", "role": "viewer"}), 409, "already_member"
    )


async def test_whoever_joined_meanwhile_does_not_join_twice(
    identity: ServiceUnderTest, outside: Outside, owner: Actor, join: Join
) -> None:
    ben = await join(Role.VIEWER, email="ben@example.com")
    async with identity.session() as session:
        from sqlalchemy import text

        await session.execute(text("update member_invitations set state = 'sent'"))
    token = await token_to(identity, outside, "ben@example.com")
    assert is_problem(await accepted(ben, token), 409, "already_member")


async def test_staff_join_nobody(identity: ServiceUnderTest, outside: Outside, owner: Actor) -> None:
    await invited(owner, "sam@example.com")
    token = await token_to(identity, outside, "sam@example.com")
    async with identity.session() as session:
        sam = await create_staff(session, email="sam@example.com", password=PASSWORD, role="admin", now=business_clock.now())  # type: ignore[arg-type]
    assert is_problem(await accepted(Actor(identity.app, None, None, user_id=sam.id), token), 403, "forbidden")


# --- what they are --------------------------------------------------------------------------------------------------


async def test_members_see_each_other_and_nobody_else_does(identity: ServiceUnderTest, owner: Actor, join: Join) -> None:
    ben, eve = await join(Role.VIEWER, email="ben@example.com"), await join(Role.FINANCE)
    listed = (await done(ben.get(members_of(owner))))["data"]

    assert [(one["id"], one["role"]) for one in listed] == [
        (eve.user_id, "finance"), (ben.user_id, "viewer"), (owner.user_id, "owner"),
    ]  # fmt: skip
    one = await ben.get(f"{members_of(owner)}/{ben.user_id}")
    assert one.json() == listed[1]
    assert one.headers["etag"] == '"v1"'
    assert (one.json()["object"], one.json()["email"], one.json()["organization_id"]) == (
        "member",
        "ben@example.com",
        owner.organization_id,
    )
    of_role = (await done(owner.get(members_of(owner), params={"role": ["viewer", "owner"]})))["data"]
    assert {one["id"] for one in of_role} == {ben.user_id, owner.user_id}
    assert is_problem(await owner.get(members_of(owner), params={"role": "arbiter"}), 422, "validation_failed")

    invitation = (await done(ben.get("/member-invitations")))["data"][0]
    stranger = await brand(identity)
    for answer in (
        await stranger.get(members_of(owner)),
        await stranger.get(f"{members_of(owner)}/{ben.user_id}"),
        await stranger.get(f"{members_of(stranger)}/{ben.user_id}"),
        await change(in_role(stranger, owner, Role.OWNER), ben, "admin"),
        await stranger.patch(f"{members_of(owner)}/{ben.user_id}", {"role": "admin"}, headers={"If-Match": '"v1"'}),
        await stranger.delete(f"{members_of(owner)}/{ben.user_id}"),
        await stranger.delete(f"{members_of(owner)}/current"),
        await stranger.get(f"/member-invitations/{invitation['id']}"),
        await stranger.delete(f"/member-invitations/{invitation['id']}"),
    ):
        assert answer.status_code in {403, 404}, answer.text
    assert (await done(stranger.get("/member-invitations")))["data"] == []
    assert await identity.scalar("select count(*) from memberships") == 4


async def test_members_are_listed_by_pages_and_by_change(owner: Actor, join: Join) -> None:
    people = [owner, *[await join(Role.VIEWER) for _ in range(3)]]

    async def walked(**how: Any) -> list[str]:
        seen, cursor = [], None
        while True:
            page = await done(owner.get(members_of(owner), params={"limit": 1, **how, **({"cursor": cursor} if cursor else {})}))
            seen += [one["id"] for one in page["data"]]
            cursor = page["next_cursor"]
            if cursor is None:
                return seen

    assert await walked() == [one.user_id for one in reversed(people)]
    changed = (await change(owner, people[1], "manager")).json()
    assert await walked(sort="updated_at") == [one.user_id for one in (owner, people[2], people[3], people[1])]
    assert await walked(updated_at_min=changed["updated_at"]) == [people[1].user_id]


async def test_a_role_changes_with_what_one_saw(identity: ServiceUnderTest, owner: Actor, join: Join) -> None:
    ben = await join(Role.VIEWER)
    bare = await owner.patch(f"{members_of(owner)}/{ben.user_id}", {"role": "admin"})
    assert is_problem(bare, 428, "precondition_required")

    answer = await change(owner, ben, "manager")
    assert (answer.status_code, answer.json()["role"], answer.json()["version"], answer.headers["etag"]) == (
        200,
        "manager",
        2,
        '"v2"',
    )
    assert is_problem(await change(owner, ben, "admin"), 412, "precondition_failed")
    assert (await change(owner, ben, "manager", version=2)).json()["version"] == 2
    [event] = await identity.said(MemberRoleChanged)
    assert (event.user_id, event.role) == (ben.user_id, "manager")
    for wrong in ("arbiter", "boss", None, 1):
        assert is_problem(await change(owner, ben, wrong, version=2), 422, "validation_failed")  # type: ignore[arg-type]


async def test_nobody_reaches_above_their_own_role(identity: ServiceUnderTest, owner: Actor, join: Join) -> None:
    admin, other, ben = await join(Role.ADMIN), await join(Role.ADMIN), await join(Role.VIEWER)

    for answer in (
        await admin.post("/member-invitations", {"email": "x@example.com", "role": "owner"}),
        await change(admin, ben, "owner"),
        await change(admin, admin, "owner"),
        await change(admin, owner, "viewer"),
        await admin.delete(f"{members_of(owner)}/{owner.user_id}"),
    ):
        assert is_problem(answer, 403, "forbidden")
    assert await identity.said(MemberRoleChanged) == []
    assert (await invited(admin, "x@example.com", Role.ADMIN))["role"] == "admin"
    assert (await change(admin, ben, "admin")).is_success
    assert (await change(admin, other, "viewer")).is_success
    assert (await change(owner, ben, "owner", version=2)).is_success


async def test_who_has_lost_the_role_has_lost_it_though_the_token_still_says_so(
    owner: Actor, join: Join, identity: ServiceUnderTest
) -> None:
    admin, ben = await join(Role.ADMIN), await join(Role.VIEWER)
    assert (await change(owner, admin, "viewer")).is_success

    for answer in (
        await change(admin, ben, "admin"),
        await change(admin, admin, "admin", version=2),
        await admin.delete(f"{members_of(owner)}/{ben.user_id}"),
        await admin.post("/member-invitations", {"email": "x@example.com", "role": "viewer"}),
    ):
        assert is_problem(answer, 403, "missing_scope")


async def test_only_owners_and_admins_decide(owner: Actor, join: Join) -> None:
    ben = await join(Role.VIEWER)
    for role in (Role.MANAGER, Role.REVIEWER, Role.FINANCE, Role.VIEWER):
        member = in_role(await join(role), owner, role)
        for answer in (
            await change(member, ben, "admin"),
            await member.delete(f"{members_of(owner)}/{ben.user_id}"),
            await member.post("/member-invitations", {"email": "x@example.com", "role": "viewer"}),
        ):
            assert is_problem(answer, 403, "missing_scope")


# --- how they go ----------------------------------------------------------------------------------------------------


async def test_a_removed_member_is_none_at_once(identity: ServiceUnderTest, owner: Actor, join: Join) -> None:
    ben = await join(Role.VIEWER)
    assert (await owner.delete(f"{members_of(owner)}/{ben.user_id}")).status_code == 204

    [event] = await identity.said(MemberRemoved)
    assert (event.user_id, event.organization_id) == (ben.user_id, owner.organization_id)
    assert (await done(ben.get("/me")))["organizations"] == []
    assert is_problem(await owner.delete(f"{members_of(owner)}/{ben.user_id}"), 404, "not_found")


async def test_whose_role_has_changed_since_stays(owner: Actor, join: Join) -> None:
    ben = await join(Role.VIEWER)
    path = f"{members_of(owner)}/{ben.user_id}"
    changed = await owner.patch(path, {"role": "admin"}, headers={"If-Match": (await owner.get(path)).headers["etag"]})

    assert is_problem(await owner.delete(path, headers={"If-Match": '"v1"'}), 412, "precondition_failed")
    assert (await done(owner.get(path)))["role"] == "admin"
    assert (await owner.delete(path, headers={"If-Match": changed.headers["etag"]})).status_code == 204


async def test_any_member_may_leave_and_the_last_owner_stays(identity: ServiceUnderTest, owner: Actor, join: Join) -> None:
    ben = await join(Role.VIEWER)
    me = f"{members_of(owner)}/{owner.user_id}"
    for answer in (
        await owner.delete(f"{members_of(owner)}/current"),
        await owner.delete(me),
        await owner.patch(me, {"role": "admin"}, headers={"If-Match": '"v1"'}),
    ):
        assert is_problem(answer, 409, "last_owner")
    assert (await ben.delete(f"{members_of(owner)}/current")).status_code == 204
    assert is_problem(await ben.delete(f"{members_of(owner)}/current"), 404, "not_found")

    eve = await join(Role.OWNER)
    assert (await owner.delete(f"{members_of(owner)}/current")).status_code == 204
    assert is_problem(await eve.delete(f"{members_of(owner)}/current"), 409, "last_owner")


@pytest.mark.parametrize("how", ["leave", "demote each other", "demote oneself"])
async def test_two_owners_who_go_at_once_leave_one(identity: ServiceUnderTest, owner: Actor, join: Join, how: str) -> None:
    eve = await join(Role.OWNER)

    async def go(one: Actor, other: Actor) -> Any:
        if how == "leave":
            return await one.delete(f"{members_of(owner)}/current")
        return await change(one, other if how == "demote each other" else one, "viewer")

    answers = await asyncio.gather(go(owner, eve), go(eve, owner))
    assert sorted(answer.is_success for answer in answers) == [False, True], [answer.text for answer in answers]
    assert await identity.scalar("select count(*) from memberships where role = 'owner'") == 1


async def test_staff_come_and_go_by_command(identity: ServiceUnderTest) -> None:
    sam = await staff(identity)
    sam.scopes = " ".join(scopes_of(OrganizationType.PLATFORM, Role.ADMIN))
    path = f"/organizations/{sam.organization_id}/members"

    assert [one["id"] for one in (await done(sam.get(path)))["data"]] == [sam.user_id]
    assert is_problem(await sam.delete(f"{path}/current"), 403, "forbidden")
    assert is_problem(await sam.delete(f"{path}/{sam.user_id}"), 403, "missing_scope")
    sam.scopes += " members:write"  # whatever a token says, no role of the platform's holds it
    assert is_problem(await sam.delete(f"{path}/{sam.user_id}"), 403, "missing_scope")
    assert is_problem(await sam.post("/member-invitations", {"email": "x@example.com", "role": "admin"}), 403, "missing_scope")


async def test_ids_of_others_are_no_places(owner: Actor) -> None:
    other = OrganizationId.new()
    assert is_problem(await owner.get(f"/organizations/{other}/members"), 404, "not_found")
    assert is_problem(await owner.get(f"{members_of(owner)}/{other}"), 404, "not_found")


async def test_a_membership_of_before_counts_its_versions(identity: ServiceUnderTest, owner: Actor) -> None:
    """The code of before the last migration writes no version."""
    person = await sign_up(identity)
    async with identity.session() as session:
        from sqlalchemy import text

        await session.execute(
            text(
                "insert into memberships (organization_id, user_id, role, created_at, updated_at)"
                " select organization_id, :user, 'viewer', created_at, updated_at from memberships"
            ),
            {"user": str(__import__("shared.events.identity", fromlist=["UserId"]).UserId(person.user_id).uuid)},
        )
    answer = await change(owner, person, "manager")
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert business_clock.offset == timedelta(0)
