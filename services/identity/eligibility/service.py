"""Whether somebody may become a creator, by what the platforms say now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from services.identity.eligibility.rules import Rule, rules
from services.identity.organizations.queries import organization as organization_of
from services.identity.organizations.queries import owner_of
from services.identity.policy import ELIGIBILITY, EligibilityPolicy, in_force
from services.identity.social_accounts.models import SocialAccount, SocialAccountId, SocialAccountState
from services.identity.social_accounts.queries import accounts
from services.identity.social_accounts.service import fetch
from shared.errors import NotFound, Problem
from shared.events.identity import OrganizationId
from shared.platforms import Platform, PlatformAccount


class AccountDisconnected(Problem, status=409, code="account_disconnected"):
    """This account is connected no more: connect it again, or leave it out."""


class AccountGone(Problem, status=409, code="account_gone"):
    """The platform does not have this account any more."""


@dataclass(frozen=True)
class Candidate:
    """Who wants to be a creator, with which accounts, in the order in which they were named."""

    country: str
    date_of_birth: date | None
    accounts: list[SocialAccount]


@dataclass(frozen=True)
class Verdict:
    """Whether an account and its owner are eligible, by what the platform says now, under which policy."""

    social_account_id: SocialAccountId
    account: PlatformAccount
    region: str
    policy: EligibilityPolicy
    rules: list[Rule]

    @property
    def eligible(self) -> bool:
        """Whether every rule passed."""
        return all(rule.passed for rule in self.rules)


async def candidate(session: AsyncSession, *, owner: OrganizationId, social_account_ids: Sequence[str]) -> Candidate:
    """Gather who is to be judged. Raises `NotFound` for an account that is not theirs, `AccountDisconnected`."""
    organization, person = await organization_of(session, owner), await owner_of(session, owner)
    found = await accounts(session, social_account_ids, owner=owner)
    if organization is None or len(found) < len(social_account_ids):
        raise NotFound("There is no such social account of yours.")
    if any(account.state is not SocialAccountState.CONNECTED for account in found.values()):
        raise AccountDisconnected
    return Candidate(
        country=organization.country,
        date_of_birth=person.date_of_birth if person else None,
        accounts=[found[id] for id in social_account_ids],
    )


async def judge(platforms: Mapping[str, Platform], candidate: Candidate, *, now: datetime) -> list[Verdict]:
    """Ask the platforms, outside any transaction, and judge each account. Raises `AccountGone`, 503 when one is away."""
    day = now.date()
    policy = in_force(ELIGIBILITY, region=candidate.country, on=day)
    verdicts = []
    for connected in candidate.accounts:
        account = await fetch(platforms, platform=connected.platform, handle=connected.handle)
        if account is None:
            raise AccountGone
        judged = rules(account, date_of_birth=candidate.date_of_birth, on=day, policy=policy)
        verdicts.append(Verdict(connected.id, account, candidate.country, policy, judged))
    return verdicts
