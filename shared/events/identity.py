"""What identity tells: organizations, creators, members, sessions, keys."""

from datetime import UTC, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from shared.events import Event, Public
from shared.ids import Id
from shared.money import Money


class UserId(Id, prefix="usr"):
    """A person."""


class OrganizationId(Id, prefix="org"):
    """A brand, an agency, a creator's business, or the platform."""


SEARCH_ONLY_FROM, SEARCH_ONLY_UNTIL = datetime(2025, 3, 1, tzinfo=UTC), datetime(2025, 4, 1, tzinfo=UTC)
"""When the ids of made-up creators are as if made: a month in which nobody had joined yet."""


class CreatorId(Id, prefix="crt"):
    """A creator on the marketplace."""

    @property
    def is_search_only(self) -> bool:
        """Whether `seed` made the creator for trying searches. It writes discovery's table alone: others know it by the id."""
        return SEARCH_ONLY_FROM <= self.made_at < SEARCH_ONLY_UNTIL


class SessionId(Id, prefix="ses"):
    """A person signed in on one device."""


class ApiKeyId(Id, prefix="key"):
    """An API key."""


class OAuthClientId(Id, prefix="oac"):
    """A server of an integration: an OAuth client."""


class OAuthTokenId(Id, prefix="oat"):
    """An access token that an OAuth client got."""


class MemberInvitationId(Id, prefix="mbi"):
    """An invitation to join an organization."""


class OrganizationType(StrEnum):
    """What an organization is on the marketplace."""

    BRAND = "brand"
    CREATOR = "creator"
    AGENCY = "agency"
    PLATFORM = "platform"


class OrganizationFacts(Event, abstract=True):
    """What others copy of an organization. `version` is the row's: an older copy is ignored."""

    organization_id: OrganizationId
    version: int
    type: OrganizationType
    name: str
    country: str
    currency: str
    is_verified: bool


class OrganizationCreated(
    OrganizationFacts,
    name="organization.created",
    key="organization_id",
    public=Public(
        to=("organization_id",), scope="organizations:read", fields=("organization_id", "type", "name", "country", "currency")
    ),
):
    """An organization was made. It may not publish, invite or fund before it is verified."""


class OrganizationUpdated(
    OrganizationFacts,
    name="organization.updated",
    key="organization_id",
    public=Public(
        to=("organization_id",), scope="organizations:read", fields=("organization_id", "type", "name", "country", "currency")
    ),
):
    """An organization changed its name or details."""


class OrganizationVerified(
    OrganizationFacts,
    name="organization.verified",
    key="organization_id",
    public=Public(to=("organization_id",), scope="organizations:read", fields=("organization_id", "is_verified")),
):
    """A brand passed its verification: it may publish, invite and fund."""


class OrganizationVerificationLapsed(
    OrganizationFacts,
    name="organization.verification_lapsed",
    key="organization_id",
    public=Public(to=("organization_id",), scope="organizations:read", fields=("organization_id", "is_verified")),
):
    """A brand is verified no more: the twin of `organization.verified`, with the same consumers."""


class Audience(BaseModel):
    """Shares, 0 to 1, of a creator's audience by country, gender, age band and device."""

    model_config = ConfigDict(frozen=True)

    countries: dict[str, float] = {}
    genders: dict[str, float] = {}
    ages: dict[str, float] = {}
    devices: dict[str, float] = {}


class AccountStatistics(BaseModel):
    """What a social platform says of one account, with the time at which it said so."""

    model_config = ConfigDict(frozen=True)

    social_account_id: str
    platform: str
    handle: str
    name: str
    bio: str
    country: str
    language: str
    follower_count: int
    likes_last_28_days: int
    posts_last_30_days: int
    average_views: int
    median_views: int
    engagement_rate: float
    audience: Audience
    recorded_at: datetime


class Rate(BaseModel):
    """What a creator asks for one type of deliverable."""

    model_config = ConfigDict(frozen=True)

    deliverable_type: str
    price: Money
    negotiable: bool


class CreatorFacts(Event, abstract=True):
    """What others copy of a creator. `version` is the row's: an older copy is ignored."""

    creator_id: CreatorId
    organization_id: OrganizationId
    version: int
    platform: str
    handle: str
    name: str
    country: str
    currency: str


class CreatorApproved(
    CreatorFacts,
    name="creator.approved",
    key="creator_id",
    public=Public(to=("organization_id",), scope="creators:read", fields=("creator_id", "handle", "name", "country")),
):
    """An application was approved: the creator is shown, and may be invited and paid. The whole profile is told."""

    bio: str
    categories: list[str]
    languages: list[str]
    formats: list[str]
    rates: list[Rate]
    accounts: list[AccountStatistics]


class CreatorSuspended(
    CreatorFacts,
    name="creator.suspended",
    key="creator_id",
    public=Public(to=("organization_id",), scope="creators:read", fields=("creator_id",)),
):
    """Staff suspended a creator: hidden, and not invited or paid until reinstated."""


class CreatorReinstated(
    CreatorFacts,
    name="creator.reinstated",
    key="creator_id",
    public=Public(to=("organization_id",), scope="creators:read", fields=("creator_id",)),
):
    """A suspension ended."""


# Nothing tells these two yet, so nobody outside is promised them (docs/adr/0021). Whoever hears them is there first.


class CreatorLeaving(CreatorFacts, name="creator.leaving", key="creator_id"):
    """A creator asked to leave: hidden at once, and nothing new is agreed with them. Orders under way go on to their end."""


class CreatorLeft(CreatorFacts, name="creator.left", key="creator_id"):
    """A creator has left, with nothing open: hidden until a new application is approved."""


class CreatorStatisticsRecorded(Event, name="creator.statistics_recorded", key="creator_id"):
    """The platform's statistics of a creator's accounts were fetched again."""

    creator_id: CreatorId
    organization_id: OrganizationId
    version: int
    accounts: list[AccountStatistics]


class SessionRevoked(Event, name="session.revoked", key="organization_id"):
    """A session ended before its time: every inner token made for it is void. `organization_id` may be the person's own key."""

    organization_id: str
    session_id: SessionId
    user_id: UserId


class MemberAdded(Event, name="member.added", key="organization_id"):
    """A person became a member of an organization."""

    organization_id: OrganizationId
    user_id: UserId
    role: str


class MemberRemoved(Event, name="member.removed", key="organization_id"):
    """A person is no member any more: tokens for that organization are void."""

    organization_id: OrganizationId
    user_id: UserId


class MemberRoleChanged(Event, name="member.role_changed", key="organization_id"):
    """A member's role changed: tokens with the old scopes are void."""

    organization_id: OrganizationId
    user_id: UserId
    role: str


class _ApiKeyFact(Event, abstract=True):
    organization_id: OrganizationId
    api_key_id: ApiKeyId
    name: str


_API_KEY = Public(to=("organization_id",), scope="api_keys:read", fields=("organization_id", "api_key_id", "name"))


class ApiKeyCreated(_ApiKeyFact, name="api_key.created", key="organization_id", public=_API_KEY):
    """An API key was made: a program may act for the organization."""


class ApiKeyRolled(_ApiKeyFact, name="api_key.rolled", key="organization_id", public=_API_KEY):
    """An API key has a new secret: what was made with those before is void, and made anew while their overlap lasts."""


class ApiKeyRevoked(_ApiKeyFact, name="api_key.revoked", key="organization_id", public=_API_KEY):
    """An API key works no more: every inner token made for it is void."""


class _OAuthClientFact(Event, abstract=True):
    organization_id: OrganizationId
    oauth_client_id: OAuthClientId
    name: str


_OAUTH_CLIENT = Public(to=("organization_id",), scope="api_keys:read", fields=("organization_id", "oauth_client_id", "name"))


class OAuthClientCreated(_OAuthClientFact, name="oauth_client.created", key="organization_id", public=_OAUTH_CLIENT):
    """An OAuth client was made: a server may get tokens that act for the organization."""


class OAuthClientRolled(_OAuthClientFact, name="oauth_client.rolled", key="organization_id", public=_OAUTH_CLIENT):
    """An OAuth client has a new secret: tokens got by those before end with their overlap."""


class OAuthClientRevoked(_OAuthClientFact, name="oauth_client.revoked", key="organization_id", public=_OAUTH_CLIENT):
    """An OAuth client works no more: its tokens, and every inner token made for them, are void."""


class OAuthTokenRevoked(Event, name="oauth_token.revoked", key="organization_id"):
    """A client gave one of its tokens back: every inner token made for it is void."""

    organization_id: OrganizationId
    oauth_client_id: OAuthClientId
    oauth_token_id: OAuthTokenId


class _MemberInvitationFact(Event, abstract=True):
    organization_id: OrganizationId
    member_invitation_id: MemberInvitationId
    role: str


_MEMBER_INVITATION = Public(
    to=("organization_id",), scope="members:read", fields=("organization_id", "member_invitation_id", "role")
)


class MemberInvitationSent(
    _MemberInvitationFact, name="member_invitation.sent", key="organization_id", public=_MEMBER_INVITATION
):
    """Somebody was invited to join an organization."""


class MemberInvitationAccepted(
    _MemberInvitationFact, name="member_invitation.accepted", key="organization_id", public=_MEMBER_INVITATION
):
    """The invited person joined the organization."""


class MemberInvitationRevoked(
    _MemberInvitationFact, name="member_invitation.revoked", key="organization_id", public=_MEMBER_INVITATION
):
    """An invitation was taken back."""


class MemberInvitationExpired(
    _MemberInvitationFact, name="member_invitation.expired", key="organization_id", public=_MEMBER_INVITATION
):
    """Nobody took up an invitation in time."""
