"""The platform's staff: made and removed by command."""

import asyncio
import os
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from services.identity.staff import StaffRole, create_staff, remove_staff
from shared.clock import clock
from shared.errors import Conflict, NotFound
from shared.events.identity import MemberAdded, MemberRemoved, MemberRoleChanged, OrganizationCreated, SessionRevoked
from tests.harness import ServiceUnderTest, is_problem
from tests.identity.people import CREATOR, PASSWORD, Outside, brand, done, sign_up

EMAIL = "rita@greenlight.example"


async def create(identity: ServiceUnderTest, role: StaffRole = StaffRole.ADMIN, **how: Any) -> str:
    async with identity.session() as session:
        user = await create_staff(session, **{"email": EMAIL, "password": PASSWORD, **how}, role=role, now=clock.now())
        return user.id


async def sign_in(identity: ServiceUnderTest, password: str = PASSWORD) -> Any:
    return await identity.nobody().post("/sessions", {"email": EMAIL, "password": password})


async def test_a_staff_account_is_ready_and_nothing_is_mailed(identity: ServiceUnderTest, outside: Outside) -> None:
    id = await create(identity, StaffRole.REVIEWER, email="Rita@Greenlight.example")

    session = await done(sign_in(identity))
    assert session["user_id"] == id
    assert await identity.scalar("select email_verified_at is not null from users")
    await identity.run_tasks()
    assert outside.emails == []
    [created] = await identity.said(OrganizationCreated)
    [added] = await identity.said(MemberAdded)
    assert (created.type, added.organization_id, added.role) == ("platform", created.organization_id, "reviewer")


async def test_there_is_one_platform_however_many_are_made_at_once(identity: ServiceUnderTest) -> None:
    await asyncio.gather(*(create(identity, email=f"staff-{number % 3}@greenlight.example") for number in range(6)))
    assert await identity.scalar("select count(*) from organizations") == 1
    assert await identity.scalar("select count(*) from memberships") == 3
    assert len(await identity.said(MemberAdded)) == 3


async def test_the_same_address_again_changes_password_and_role(identity: ServiceUnderTest) -> None:
    id = await create(identity, StaffRole.REVIEWER)
    await done(sign_in(identity))
    assert await create(identity, StaffRole.FINANCE, password="another long sentence 8") == id

    assert [event.role for event in await identity.said(MemberRoleChanged)] == ["finance"]
    assert is_problem(await sign_in(identity), 401, "invalid_credentials")
    await done(sign_in(identity, "another long sentence 8"))
    assert len(await identity.said(SessionRevoked)) == 1
    assert await create(identity, StaffRole.FINANCE) == id
    assert len(await identity.said(MemberRoleChanged)) == 1


async def test_whoever_had_signed_up_with_the_address_is_not_staff_by_that(identity: ServiceUnderTest, outside: Outside) -> None:
    stranger = await sign_up(identity, email=EMAIL, password="the strangers sentence 1")
    await identity.run_tasks()
    token = outside.token_to(EMAIL, "email_confirmation")
    session = await done(sign_in(identity, "the strangers sentence 1"))

    assert await create(identity) == stranger.user_id
    assert is_problem(await sign_in(identity, "the strangers sentence 1"), 401, "invalid_credentials")
    refreshed = await identity.nobody().post("/sessions/refresh", {"refresh_token": session["refresh_token"]})
    assert is_problem(refreshed, 401, "invalid_refresh_token")
    assert is_problem(await identity.nobody().post("/users/confirm-email", {"token": token}), 404, "not_found")


async def test_a_person_of_another_organization_does_not_become_staff(identity: ServiceUnderTest) -> None:
    owner = await brand(identity)
    email = (await done(owner.get("/me")))["user"]["email"]
    with pytest.raises(Conflict):
        await create(identity, email=email)
    assert await identity.scalar("select count(*) from memberships") == 1


async def test_who_becomes_staff_and_founds_at_once_does_one_of_both(identity: ServiceUnderTest) -> None:
    for number in range(4):
        email = f"rita-{number}@greenlight.example"
        person = await sign_up(identity, email=email)
        staffed, founded = await asyncio.gather(
            create(identity, email=email), person.post("/organizations", CREATOR), return_exceptions=True
        )
        assert isinstance(staffed, Conflict) is (founded.status_code == 201), (staffed, founded)
        assert len((await done(person.get("/me")))["organizations"]) == 1


async def test_bad_addresses_and_passwords_are_refused(identity: ServiceUnderTest) -> None:
    from shared.errors import Invalid

    for how in ({"email": "nobody"}, {"password": "short"}, {"password": "password12345"}):
        with pytest.raises(Invalid):
            await create(identity, **how)
    assert await identity.scalar("select count(*) from users") == 0


async def test_who_is_removed_is_staff_no_more_at_once(identity: ServiceUnderTest) -> None:
    id = await create(identity)
    await done(sign_in(identity))
    async with identity.session() as session:
        await remove_staff(session, email=EMAIL.upper())

    [removed] = await identity.said(MemberRemoved)
    assert removed.user_id == id
    assert len(await identity.said(SessionRevoked)) == 1
    assert await identity.scalar("select count(*) from memberships") == 0
    async with identity.session() as session:
        with pytest.raises(NotFound):
            await remove_staff(session, email=EMAIL)


async def test_the_command_works_beside_what_runs_on_the_database(
    identity: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services import __main__ as program

    for name in [name for name in os.environ if name.startswith("GREENLIGHT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GREENLIGHT_ENVIRONMENT", "sandbox")
    monkeypatch.setenv("GREENLIGHT_IDENTITY_DATABASE_URL", identity.url)
    monkeypatch.setattr(program, "configure_logs", lambda **_: None)  # the tests' own logs stay as they are

    async def command(*arguments: str, password: str = PASSWORD) -> Result:
        # In a thread: the command runs a loop of its own.
        return await asyncio.to_thread(CliRunner().invoke, program.commands, arguments, input=f"{password}\n")

    made = await command("create-staff", "--email", EMAIL, "--password-stdin", "--role", "arbiter")
    refused = await command("create-staff", "--email", "tim@greenlight.example", "--password-stdin", password="short")
    assert made.exit_code == 0, made.output
    assert (await sign_in(identity)).status_code == 201
    assert await identity.scalar("select role from memberships") == "arbiter"
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)
    assert "at least 12 characters" in refused.stderr
    assert PASSWORD not in made.output
