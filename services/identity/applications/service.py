"""What can happen with creators' applications. Every command holds the organization, then the application."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.applications import queries
from services.identity.applications.models import CreatorApplication, CreatorApplicationState
from services.identity.creators import service as creators
from services.identity.creators.models import Creator
from services.identity.creators.queries import creator_for_update, creator_of
from services.identity.creators.service import AlreadyACreator, Profile
from services.identity.eligibility import service as eligibility
from services.identity.eligibility.schemas import PolicyOut, RuleOut
from services.identity.eligibility.service import AccountDisconnected, Candidate, Verdict
from services.identity.organizations.models import Organization
from services.identity.organizations.service import check_impartial
from services.identity.policy import APPLICATIONS, in_force
from services.identity.social_accounts.models import SocialAccount, SocialAccountState
from services.identity.social_accounts.queries import accounts_for_update
from services.identity.social_accounts.service import record
from shared.acting import Principal
from shared.db import touch
from shared.errors import Conflict, InvalidState, Problem
from shared.etags import IfMatch
from shared.events.identity import AccountStatistics, OrganizationId, Rate

MAY_BE_CHANGED = {CreatorApplicationState.DRAFT, CreatorApplicationState.NEEDS_INFO}


class NotEligible(Problem, status=409, code="not_eligible"):
    """The marketplace does not admit this creator yet; `rules` are those that did not pass."""


class ReapplyLater(Problem, status=409, code="reapply_later"):
    """An application was rejected not long ago: another may follow after `reapply_after`."""


class ApplicationOpen(Problem, status=409, code="application_open"):
    """Another application of this organization is being reviewed."""


class AppealUsed(Problem, status=409, code="appeal_used"):
    """This rejection was appealed once, and stands."""


# --- by the creator -------------------------------------------------------------------------------------------------


async def draft(session: AsyncSession, *, owner: OrganizationId, content: Mapping[str, Any]) -> CreatorApplication:
    """Begin an application. Raises `NotFound` for a social account that is not theirs, `AccountDisconnected`."""
    await eligibility.candidate(session, owner=owner, social_account_ids=content["social_account_ids"])
    application = CreatorApplication(organization_id=owner, creator=None, **content)
    session.add(application)
    await session.flush()
    return application


async def change(
    session: AsyncSession, *, application: CreatorApplication, changes: Mapping[str, Any], expected: IfMatch
) -> CreatorApplication:
    """Change what is applied with, before the submission or when staff asked for more. Raises `InvalidState`."""
    await queries.hold_for_update(session, application)
    expected.check(application)
    if application.state not in MAY_BE_CHANGED:
        raise InvalidState(
            f"an application that is {application.state} cannot be changed", state=application.state, actions=application.actions
        )
    if "social_account_ids" in changes:
        await eligibility.candidate(session, owner=application.organization_id, social_account_ids=changes["social_account_ids"])
    for name, value in changes.items():
        setattr(application, name, value)
    await session.flush()
    return application


async def candidate_of(session: AsyncSession, *, application: CreatorApplication, command: str) -> Candidate:
    """Gather who applies, before the platforms are asked. Raises `InvalidState`, `AccountDisconnected`."""
    _require(application, command)
    return await eligibility.candidate(
        session, owner=application.organization_id, social_account_ids=application.social_account_ids
    )


async def submit(
    session: AsyncSession, *, application: CreatorApplication, verdicts: Sequence[Verdict], now: datetime
) -> CreatorApplication:
    """Hand an application in, with what the platforms just said.

    Raises `InvalidState`, `NotEligible`, `ReapplyLater`, `AlreadyACreator`, `ApplicationOpen`, `AccountDisconnected`.
    """
    await _hold_as_judged(session, application=application, command="submit", verdicts=verdicts)
    await _check_free(session, application)
    not_before = await queries.reapply_after(session, application.organization_id, [verdict.account for verdict in verdicts])
    if not_before is not None and now < not_before:
        raise ReapplyLater(reapply_after=not_before.isoformat().replace("+00:00", "Z"))

    application.move("submit", policy_version=verdicts[0].policy.version)
    application.submitted_at = now
    await _rest_on(session, application=application, verdicts=verdicts, now=now)
    return application


async def resubmit(
    session: AsyncSession,
    *,
    application: CreatorApplication,
    verdicts: Sequence[Verdict],
    reply: str | None,
    now: datetime,
) -> CreatorApplication:
    """Hand an application in again, after staff asked for more. Raises `InvalidState`, `NotEligible`, `AccountDisconnected`."""
    await _hold_as_judged(session, application=application, command="resubmit", verdicts=verdicts)
    application.move("resubmit", policy_version=verdicts[0].policy.version)
    application.reply = reply
    await _rest_on(session, application=application, verdicts=verdicts, now=now)
    return application


async def _hold_as_judged(
    session: AsyncSession, *, application: CreatorApplication, command: str, verdicts: Sequence[Verdict]
) -> None:
    """Lock an application that is still the one that the platforms were asked for, and is eligible."""
    judged_version = application.version
    await queries.hold_for_update(session, application)
    _require(application, command)
    if application.version != judged_version:
        raise Conflict("The application was changed meanwhile: look at it, and submit it again.")
    _check_eligible(verdicts)


async def _check_free(session: AsyncSession, application: CreatorApplication) -> None:
    """See that the organization is no creator yet, and that nothing else of it is being reviewed."""
    if await creator_of(session, application.organization_id) is not None:
        raise AlreadyACreator
    if await queries.has_open_application(session, application.organization_id):
        raise ApplicationOpen


def _require(application: CreatorApplication, command: str) -> None:
    if not application.can(command):
        raise InvalidState(
            f"{command} is not possible while the state is {application.state}",
            state=application.state,
            actions=application.actions,
        )


async def _rest_on(session: AsyncSession, *, application: CreatorApplication, verdicts: Sequence[Verdict], now: datetime) -> None:
    """Let the decision rest on what the platforms said."""
    connected = await _hold_accounts(session, application)
    for verdict in verdicts:
        await record(session, connected=connected[verdict.social_account_id], account=verdict.account, now=now)
    application.policy_version = verdicts[0].policy.version
    application.accounts = [connected[verdict.social_account_id].as_statistics.model_dump(mode="json") for verdict in verdicts]
    await session.flush()


def _check_eligible(verdicts: Sequence[Verdict]) -> None:
    failed = [
        {**RuleOut.model_validate(rule).model_dump(), "social_account_id": verdict.social_account_id}
        for verdict in verdicts
        for rule in verdict.rules
        if not rule.passed
    ]
    if failed:
        names = ", ".join(dict.fromkeys(rule["code"] for rule in failed))
        policy = PolicyOut.of(verdicts[0]).model_dump(mode="json")
        raise NotEligible(f"These rules did not pass: {names}.", rules=failed, policy=policy)


async def _hold_accounts(session: AsyncSession, application: CreatorApplication) -> dict[str, SocialAccount]:
    held = await accounts_for_update(session, application.social_account_ids, owner=application.organization_id)
    if any(account.state is not SocialAccountState.CONNECTED for account in held.values()):
        raise AccountDisconnected
    return held


async def withdraw(session: AsyncSession, *, application: CreatorApplication) -> CreatorApplication:
    """Take an application back. Raises `InvalidState`."""
    await queries.hold_for_update(session, application)
    application.move("withdraw")
    await session.flush()
    return application


async def appeal(
    session: AsyncSession, *, application: CreatorApplication, reply: str | None, now: datetime
) -> CreatorApplication:
    """Have a rejection looked at again, once. Raises `AppealUsed`, `ApplicationOpen`, `AlreadyACreator`, `InvalidState`."""
    await queries.hold_for_update(session, application)
    if application.state is CreatorApplicationState.REJECTED and application.appealed_at is not None:
        raise AppealUsed
    _require(application, "appeal")
    await _check_free(session, application)

    application.move("appeal")
    application.appealed_at, application.reply = now, reply
    application.reapply_after = application.decided_at = None
    await session.flush()
    return application


# --- by staff -------------------------------------------------------------------------------------------------------


async def claim(session: AsyncSession, *, application: CreatorApplication, judge: Principal) -> CreatorApplication:
    """Take an application on. Raises `Forbidden`, `InvalidState`."""
    await _hold_as(judge, session, application)
    application.move("claim")
    application.claimed_by = judge.subject
    await session.flush()
    return application


async def request_info(
    session: AsyncSession, *, application: CreatorApplication, judge: Principal, message: str
) -> CreatorApplication:
    """Ask the creator for more. Raises `Forbidden`, `InvalidState`."""
    await _hold_as(judge, session, application)
    application.move("request_info")
    application.message = message
    await session.flush()
    return application


async def approve(
    session: AsyncSession, *, application: CreatorApplication, judge: Principal, now: datetime
) -> CreatorApplication:
    """Admit the creator, with the profile as submitted. Raises `AccountDisconnected`, `Forbidden`, `InvalidState`."""
    organization = await _hold_as(judge, session, application)
    application.move("approve", policy_version=application.policy_version)
    shown_with = await _hold_accounts(session, application)

    creator = await creators.admit(session, organization=organization, profile=_profile(application))
    for account in shown_with.values():
        account.creator_id = creator.id
    application.creator, application.decided_at = creator, now
    await session.flush()
    return application


def _profile(application: CreatorApplication) -> Profile:
    return Profile(
        bio=application.bio,
        categories=application.categories,
        languages=application.languages,
        formats=application.formats,
        rates=[Rate.model_validate(rate) for rate in application.rates],
        accounts=[AccountStatistics.model_validate(account) for account in application.accounts],
    )


async def reject(
    session: AsyncSession,
    *,
    application: CreatorApplication,
    judge: Principal,
    reasons: list[str],
    message: str | None,
    now: datetime,
) -> CreatorApplication:
    """Refuse the creator, who may appeal once, and apply again later. Raises `Forbidden`, `InvalidState`."""
    organization = await _hold_as(judge, session, application)
    policy = in_force(APPLICATIONS, region=organization.country, on=now.date())
    application.move("reject", policy_version=policy.version)
    application.reasons, application.message = reasons, message
    application.decided_at, application.reapply_after = now, now + policy.reapply_after
    await session.flush()
    return application


async def suspend(
    session: AsyncSession, *, application: CreatorApplication, judge: Principal, reasons: list[str]
) -> CreatorApplication:
    """Suspend the creator whom an application admitted. Raises `Forbidden`, `InvalidState`."""
    await _hold_as(judge, session, application)
    await creators.suspend(session, creator=await _hold_creator(session, application), reasons=reasons)
    return await _membership_changed(session, application)


async def reinstate(session: AsyncSession, *, application: CreatorApplication, judge: Principal) -> CreatorApplication:
    """End the suspension of the creator whom an application admitted. Raises `Forbidden`, `InvalidState`."""
    await _hold_as(judge, session, application)
    await creators.reinstate(session, creator=await _hold_creator(session, application))
    return await _membership_changed(session, application)


async def _hold_as(judge: Principal, session: AsyncSession, application: CreatorApplication) -> Organization:
    organization = await queries.hold_for_update(session, application)
    await check_impartial(session, judge=judge, organization=organization)
    return organization


async def _hold_creator(session: AsyncSession, application: CreatorApplication) -> Creator:
    creator = await creator_for_update(session, application.creator_id) if application.creator_id else None
    if creator is None:
        raise InvalidState("this application has admitted no creator", state=application.state, actions=application.actions)
    return creator


async def _membership_changed(session: AsyncSession, application: CreatorApplication) -> CreatorApplication:
    """Count the membership's change in the application too: its answer shows the state."""
    touch(application)
    await session.flush()
    return application
