"""Creators who have been admitted already, many at once: for trying the marketplace, in the sandbox only.

They are what sign-up, application and approval leave behind, and are told of by the same events. Nobody can sign in as one
of them: they share a password that nobody knows.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.applications.models import CreatorApplication
from services.identity.creators.models import Creator
from services.identity.eligibility.rules import rules
from services.identity.organizations.models import Membership, Organization
from services.identity.organizations.roles import Role
from services.identity.policy import ELIGIBILITY, EligibilityPolicy, in_force
from services.identity.social_accounts.models import SocialAccount
from services.identity.users.models import User
from shared.events import Event
from shared.events.identity import CreatorApproved, MemberAdded, OrganizationCreated, OrganizationType, Rate
from shared.outbox import emit
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


@dataclass(frozen=True)
class Admission:
    """All that is left behind by one who was admitted, and told of them."""

    person: User
    organization: Organization
    membership: Membership
    account: SocialAccount
    creator: Creator
    application: CreatorApplication
    told: Sequence[Event]


async def admit(session: AsyncSession, *, applicants: Sequence[Applicant], password_hash: str, now: datetime) -> int:
    """Admit those who are eligible and not here yet; give how many."""
    emails = [applicant.email for applicant in applicants]
    known = set(await session.scalars(select(User.email).where(User.email.in_(emails))))
    admissions = []
    for applicant in applicants:
        policy = in_force(ELIGIBILITY, region=applicant.account.country, on=now.date())
        if applicant.email not in known and _is_eligible(applicant.account, policy, now=now):
            admissions.append(_admission(applicant, policy_version=policy.version, password_hash=password_hash, now=now))
            await asyncio.sleep(0)  # whoever calls meanwhile comes first

    # A row's references come before it: one statement for all rows of a table.
    session.add_all(row for one in admissions for row in (one.person, one.organization))
    await session.flush()
    session.add_all(row for one in admissions for row in (one.membership, one.account, one.creator, one.application))
    await session.flush()
    await emit(session, *(event for one in admissions for event in one.told))
    return len(admissions)


def _is_eligible(account: PlatformAccount, policy: EligibilityPolicy, *, now: datetime) -> bool:
    return all(rule.passed for rule in rules(account, date_of_birth=BORN, on=now.date(), policy=policy))


def _admission(applicant: Applicant, *, policy_version: str, password_hash: str, now: datetime) -> Admission:
    account = applicant.account
    person = User(
        email=applicant.email,
        name=account.name,
        country=account.country,
        date_of_birth=BORN,
        password_hash=password_hash,
        email_verified_at=now,
    )
    organization = Organization(
        type=OrganizationType.CREATOR,
        name=account.name,
        country=account.country,
        currency=applicant.currency,
        verification=None,
    )
    membership = Membership(organization_id=organization.id, user_id=person.id, role=Role.OWNER)
    creator = Creator(
        organization_id=organization.id,
        platform=account.platform,
        handle=account.handle,
        name=organization.name,
        country=organization.country,
        currency=organization.currency,
    )
    connected = SocialAccount(
        organization_id=organization.id,
        platform=account.platform,
        handle=account.handle,
        statistics=account.model_dump(mode="json"),
        statistics_recorded_at=now,
        creator_id=creator.id,
    )
    content = {name: getattr(applicant, name) for name in ("bio", "categories", "languages", "formats")}
    application = CreatorApplication(
        organization_id=organization.id,
        social_account_ids=[connected.id],
        rates=applicant.rates,
        accounts=[connected.as_statistics.model_dump(mode="json")],
        policy_version=policy_version,
        claimed_by="system",
        submitted_at=now,
        decided_at=now,
        creator=creator,
        **content,
    )
    application.move("submit", policy_version=policy_version)
    application.move("claim")
    application.move("approve", policy_version=policy_version)
    approved = CreatorApproved.of(
        creator,
        rates=[Rate.model_validate(rate) for rate in applicant.rates],
        accounts=[connected.as_statistics],
        **content,
    )
    told = (OrganizationCreated.of(organization), MemberAdded.of(membership), approved)
    return Admission(person, organization, membership, connected, creator, application, told)
