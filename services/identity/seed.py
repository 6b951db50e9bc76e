"""Creators who have been admitted already, many at once: for trying the marketplace, in the sandbox only.

They are what sign-up, application and approval leave behind, and are told of by the same events. Nobody can sign in as one
of them: they share a password that nobody knows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.applications.models import CreatorApplication
from services.identity.creators import service as creators
from services.identity.creators.service import Profile
from services.identity.eligibility.rules import rules
from services.identity.organizations import service as organizations
from services.identity.organizations.roles import Role
from services.identity.policy import ELIGIBILITY, EligibilityPolicy, in_force
from services.identity.social_accounts.models import SocialAccount
from services.identity.users.models import User
from shared.events.identity import OrganizationType, Rate
from shared.platforms import PlatformAccount

BORN = date(1990, 5, 17)


@dataclass(frozen=True)
class Applicant:
    """What somebody would have applied with."""

    account: PlatformAccount
    currency: str
    categories: list[str]
    languages: list[str]
    formats: list[str]
    bio: str
    rates: list[Any]

    @property
    def email(self) -> str:
        """An address of nobody."""
        return f"{self.account.handle.lower()}@creators.sandbox.example"


async def admit(session: AsyncSession, *, applicants: Sequence[Applicant], password_hash: str, now: datetime) -> int:
    """Admit those who are eligible and not here yet; give how many."""
    emails = [applicant.email for applicant in applicants]
    known = set(await session.scalars(select(User.email).where(User.email.in_(emails))))
    admitted = 0
    for applicant in applicants:
        policy = in_force(ELIGIBILITY, region=applicant.account.country, on=now.date())
        if applicant.email not in known and _is_eligible(applicant.account, policy, now=now):
            await _admit(session, applicant=applicant, policy=policy, password_hash=password_hash, now=now)
            admitted += 1
    await session.flush()
    return admitted


def _is_eligible(account: PlatformAccount, policy: EligibilityPolicy, *, now: datetime) -> bool:
    return all(rule.passed for rule in rules(account, date_of_birth=BORN, on=now.date(), policy=policy))


async def _admit(
    session: AsyncSession, *, applicant: Applicant, policy: EligibilityPolicy, password_hash: str, now: datetime
) -> None:
    account = applicant.account
    person = User(
        email=applicant.email,
        name=account.name,
        country=account.country,
        date_of_birth=BORN,
        password_hash=password_hash,
        email_verified_at=now,
    )
    session.add(person)
    organization = await organizations.create(
        session,
        type=OrganizationType.CREATOR,
        details={"name": account.name, "country": account.country, "currency": applicant.currency},
    )
    await organizations.add_member(session, organization=organization, user=person.id, role=Role.OWNER)

    connected = SocialAccount(
        organization_id=organization.id,
        platform=account.platform,
        handle=account.handle,
        statistics=account.model_dump(mode="json"),
        statistics_recorded_at=now,
    )
    application = CreatorApplication(
        organization_id=organization.id,
        social_account_ids=[connected.id],
        categories=applicant.categories,
        languages=applicant.languages,
        formats=applicant.formats,
        bio=applicant.bio,
        rates=applicant.rates,
        accounts=[connected.as_statistics.model_dump(mode="json")],
        policy_version=policy.version,
        claimed_by="system",
        submitted_at=now,
        decided_at=now,
        creator=None,
    )
    for command in ("submit", "claim", "approve"):
        application.move(command, policy_version=policy.version)
    profile = Profile(
        bio=applicant.bio,
        categories=applicant.categories,
        languages=applicant.languages,
        formats=applicant.formats,
        rates=[Rate.model_validate(rate) for rate in applicant.rates],
        accounts=[connected.as_statistics],
    )
    creator = await creators.admit(session, organization=organization, profile=profile)
    application.creator, connected.creator_id = creator, creator.id
    session.add_all([connected, application])
