"""The main job, performed with the generated Python client: what a program sees of the API has types."""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self, TypeVar
from uuid import uuid4

import httpx
import pytest
from greenlight_client import AuthenticatedClient, Client, models
from greenlight_client.api.balances import list_balances
from greenlight_client.api.campaigns import (
    accept_invitation,
    create_campaign,
    invite_creator,
    list_invitations,
    publish_campaign,
)
from greenlight_client.api.creators import (
    approve_creator_application,
    claim_creator_application,
    connect_social_account,
    create_creator_application,
    get_creator_eligibility,
    list_creators,
    submit_creator_application,
)
from greenlight_client.api.drafts import (
    approve_draft,
    create_draft,
    create_draft_version,
    get_draft,
    request_draft_changes,
    submit_draft,
)
from greenlight_client.api.fundings import create_funding
from greenlight_client.api.ledger import list_journal_entries
from greenlight_client.api.offers import accept_offer, counter_offer, create_offer, get_offer
from greenlight_client.api.orders import get_order
from greenlight_client.api.organizations import (
    confirm_verification,
    create_organization,
    pass_verification,
    submit_verification,
)
from greenlight_client.api.payables import list_payables
from greenlight_client.api.payout_accounts import create_payout_account
from greenlight_client.api.payouts import create_payout, get_payout
from greenlight_client.api.people import confirm_email, create_session, create_user
from greenlight_client.api.publications import create_publication, get_publication
from greenlight_client.api.sandbox import create_sandbox_post, get_sandbox_clock, list_emails, put_sandbox_account
from greenlight_client.api.tax_forms import create_tax_form
from greenlight_client.api.uploads import complete_upload, create_upload
from greenlight_client.types import Response

from demo.client import fresh_key, soon
from demo.people import PASSWORD, an_address
from demo.work import film_of
from tests.clients.conftest import Marketplace

pytestmark = pytest.mark.clients

CAPTION = "Ten minutes, one Lumen Pan. #lumenpan #ad"
HASHTAGS = ["#lumenpan", "#ad"]
OF_THIS_MACHINE = {"trust_env": False}

T = TypeVar("T")


def got(kind: type[T], answer: Response[Any]) -> T:
    """Give the answer where it is one of this kind, and not a problem."""
    assert isinstance(answer.parsed, kind), (answer.status_code, answer.content)
    return answer.parsed


class Market:
    """The clients of everybody who takes part, closed in the end."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._opened = AsyncExitStack()
        self.visitor = Client(address, httpx_args=OF_THIS_MACHINE)
        self.sandbox = AuthenticatedClient(
            address, token="none", prefix="", auth_header_name="Greenlight-Sandbox-Token", httpx_args=OF_THIS_MACHINE
        )

    async def __aenter__(self) -> Self:
        await self._opened.enter_async_context(self.visitor)
        await self._opened.enter_async_context(self.sandbox)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._opened.aclose()

    async def signed_in(self, email: str, password: str) -> AuthenticatedClient:
        session = got(
            models.SessionWithTokens,
            await create_session.asyncio_detailed(client=self.visitor, body=models.NewSession(email, password)),
        )
        client = AuthenticatedClient(self._address, token=session.access_token, httpx_args=OF_THIS_MACHINE)
        return await self._opened.enter_async_context(client)

    async def letter_to(self, email: str, type: str) -> str:
        """Wait for an e-mail, and give its token."""

        async def letters() -> list[models.EmailOut]:
            page = got(models.EmailListing, await list_emails.asyncio_detailed(client=self.sandbox, to=email))
            return [letter for letter in page.data if letter.type_ == type]

        return (await soon(letters, bool))[0].data["token"]

    async def person(self, word: str) -> tuple[AuthenticatedClient, str]:
        email = an_address(word)
        new = models.NewUser(email, PASSWORD, word.title(), "US", date_of_birth=date(1996, 4, 12))
        user = got(models.UserOut, await create_user.asyncio_detailed(client=self.visitor, body=new))
        assert not user.email_verified
        token = await self.letter_to(email, "email_confirmation")
        confirmation = models.EmailConfirmation(token)
        user = got(models.UserOut, await confirm_email.asyncio_detailed(client=self.visitor, body=confirmation))
        assert user.email_verified
        return await self.signed_in(email, PASSWORD), email

    async def verified_brand(self, staff: AuthenticatedClient) -> AuthenticatedClient:
        brand, email = await self.person("brand")
        new = models.NewOrganization(
            "brand", "Lumen Kitchen", "US", "USD", "https://lumen.example", "kitchenware", "Pans that last.", ["awareness"]
        )
        organization = got(models.OrganizationOut, await create_organization.asyncio_detailed(client=brand, body=new))
        submission = models.VerificationSubmission(email)
        sent = await submit_verification.asyncio_detailed(organization.id, client=brand, body=submission)
        assert got(models.VerificationOut, sent).state == "link_sent"
        confirmation = models.VerificationConfirmation(await self.letter_to(email, "brand_verification"))
        await confirm_verification.asyncio_detailed(client=self.visitor, body=confirmation)
        passed = await pass_verification.asyncio_detailed(organization.id, client=staff)
        assert got(models.VerificationOut, passed).state == "passed"
        return brand

    async def approved_creator(self, staff: AuthenticatedClient) -> tuple[AuthenticatedClient, str, str]:
        creator, _ = await self.person("creator")
        new = models.NewOrganization("creator", "Ana Cooks", "US", "USD")
        got(models.OrganizationOut, await create_organization.asyncio_detailed(client=creator, body=new))
        handle = f"ana_{uuid4().hex[:10]}"
        profile = models.SocialAccountIn(name="Ana Cooks", country="US", follower_count=42_000)
        await put_sandbox_account.asyncio_detailed(handle, client=self.sandbox, body=profile)
        wanted = models.NewSocialAccount("sandbox", handle)
        account = got(models.SocialAccountOut, await connect_social_account.asyncio_detailed(client=creator, body=wanted))
        eligibility = await get_creator_eligibility.asyncio_detailed(client=creator, social_account_id=account.id)
        assert got(models.EligibilityOut, eligibility).eligible
        body = models.NewCreatorApplication(
            social_account_ids=[account.id],
            categories=["food"],
            languages=["en"],
            formats=["video"],
            bio="Home cooking in ten minutes.",
            rates=[models.NewRate("video", models.NewRatePrice(60_000, "USD"), negotiable=True)],
        )
        application = got(
            models.CreatorApplicationOut, await create_creator_application.asyncio_detailed(client=creator, body=body)
        )
        await submit_creator_application.asyncio_detailed(application.id, client=creator)
        await claim_creator_application.asyncio_detailed(application.id, client=staff)
        approved = got(
            models.CreatorApplicationOut, await approve_creator_application.asyncio_detailed(application.id, client=staff)
        )
        assert approved.creator_id is not None
        return creator, approved.creator_id, handle

    async def today(self) -> date:
        clock = got(models.ClockOut, await get_sandbox_clock.asyncio_detailed(client=self.sandbox))
        return datetime.fromisoformat(clock.now).astimezone(UTC).date()


def a_campaign(today: date) -> models.NewCampaign:
    return models.NewCampaign(
        name="Spring launch",
        category="food",
        objective="awareness",
        budget=models.NewCampaignBudget(1_000_000, "USD"),
        starts_on=today + timedelta(days=1),
        ends_on=today + timedelta(days=60),
        deliverables=[
            models.Deliverable(
                "video",
                "Recipe video",
                due_on=today + timedelta(days=20),
                publish_by_on=today + timedelta(days=60),
                min_duration_seconds=15,
                max_duration_seconds=60,
            )
        ],
        targets=[models.Target("views", 500_000, "count")],
        markets=["US"],
        brief=models.Brief("Cook with the pan.", must_mention=["Lumen Pan"], hashtags=["#lumenpan"]),
        terms=models.Terms(disclosure=models.Disclosure(required=True, labels=["#ad"]), revision_rounds=2, retention_days=30),
        screening_questions=[models.ScreeningQuestion("q1", "Do you own a stove?", required=True)],
        applications_open=True,
    )


async def uploaded(creator: AuthenticatedClient, content: bytes) -> str:
    new = models.NewUpload("recipe.mp4", "video/mp4", len(content))
    upload = got(models.UploadOut, await create_upload.asyncio_detailed(client=creator, body=new))
    assert isinstance(upload.headers, models.UploadOutHeadersType0)
    assert upload.method is not None
    assert upload.url is not None
    async with httpx.AsyncClient(trust_env=False, timeout=30) as files:
        sent = await files.request(upload.method, upload.url, headers=upload.headers.additional_properties, content=content)
    sent.raise_for_status()
    digest = models.CompletedFile(hashlib.sha256(content).hexdigest())
    complete = got(models.UploadOut, await complete_upload.asyncio_detailed(upload.id, client=creator, body=digest))
    assert complete.state == "complete"
    return upload.id


async def reaches(read: Callable[[], Awaitable[Response[Any]]], kind: type[T], *states: str) -> T:
    """Wait for an object to reach one of these states."""

    async def seen() -> Any:
        return got(kind, await read())

    return await soon(seen, lambda value: value.state in states)


async def in_review(side: AuthenticatedClient, draft_id: str) -> models.DraftOut:
    return await reaches(lambda: get_draft.asyncio_detailed(draft_id, client=side), models.DraftOut, "brand_review")


@pytest.fixture
async def market(marketplace: Marketplace) -> AsyncIterator[Market]:
    async with Market(marketplace.address) as opened:
        yield opened


async def test_the_main_job(market: Market, marketplace: Marketplace) -> None:
    staff = await market.signed_in(marketplace.staff_email, marketplace.staff_password)
    brand = await market.verified_brand(staff)
    creator, creator_id, handle = await market.approved_creator(staff)

    async def found() -> list[str]:
        page = got(models.CreatorListing, await list_creators.asyncio_detailed(client=brand, q=handle, category=["food"]))
        return [one.id for one in page.data]

    await soon(found, lambda ids: ids == [creator_id])

    # Agree.
    body = a_campaign(await market.today())
    campaign = got(models.CampaignOut, await create_campaign.asyncio_detailed(client=brand, body=body))
    campaign = got(models.CampaignOut, await publish_campaign.asyncio_detailed(campaign.id, client=brand))
    assert (campaign.state, campaign.budget_remaining.value) == ("published", 1_000_000)
    asked = models.NewInvitation(creator_id, "Cook with us?")
    invitation = got(models.InvitationOut, await invite_creator.asyncio_detailed(campaign.id, client=brand, body=asked))
    waiting = got(models.InvitationListing, await list_invitations.asyncio_detailed(client=creator))
    assert [one.id for one in waiting.data] == [invitation.id]
    accepted = got(models.InvitationOut, await accept_invitation.asyncio_detailed(invitation.id, client=creator))
    assert accepted.state == "accepted"
    proposal = models.NewOffer(campaign.id, creator_id, models.NewOfferPrice(50_000, "USD"))
    offer = got(models.OfferOut, await create_offer.asyncio_detailed(client=brand, body=proposal))
    seen = await get_offer.asyncio_detailed(offer.id, client=creator)
    other = models.CounterOffer(models.CounterOfferPrice(60_000, "USD"), message="It takes a whole day.")
    countered = await counter_offer.asyncio_detailed(offer.id, client=creator, body=other, if_match=seen.headers["etag"])
    assert got(models.OfferOut, countered).turn == "brand"
    stale = await accept_offer.asyncio_detailed(offer.id, client=brand, if_match=seen.headers["etag"])
    assert got(models.Problem, stale).code == "precondition_failed"
    agreed = await accept_offer.asyncio_detailed(offer.id, client=brand, if_match=countered.headers["etag"])
    order_id = got(models.OfferOut, agreed).order_id
    assert order_id is not None
    order = got(models.OrderOut, await get_order.asyncio_detailed(order_id, client=brand))
    assert (order.amounts.platform_fee.value, order.amounts.creator_net.value) == (6_000, 54_000)

    # Fund.
    source = models.Source("sandbox", models.SandboxSource("success"))
    money = models.NewFunding(models.NewFundingAmount(60_000, "USD"), source, order_id=order.id)
    funding = await create_funding.asyncio_detailed(client=brand, body=money, idempotency_key=fresh_key())
    assert got(models.FundingOut, funding).state == "succeeded"

    # Make, and judge: one round of changes.
    deliverable = order.deliverables[0]
    upload = await uploaded(creator, film_of(f"{deliverable.id} 1"))
    new = models.NewDraft(CAPTION, order.id, deliverable.id, HASHTAGS, [upload])
    draft = got(models.DraftOut, await create_draft.asyncio_detailed(client=creator, body=new))
    got(models.DraftOut, await submit_draft.asyncio_detailed(draft.id, client=creator))
    first = await in_review(brand, draft.id)
    wanted = models.ChangesWanted(
        first.version_number,
        [
            models.ChangeItem("Show the pan earlier.", models.TimeAnchor("time", 4_000)),
            models.ChangeItem("Say 'ten' in letters.", models.TextAnchor("text", "caption", 0, 3)),
        ],
    )
    changes = got(models.DraftOut, await request_draft_changes.asyncio_detailed(draft.id, client=brand, body=wanted))
    assert (changes.state, changes.rounds_used) == ("changes_requested", 1)
    film = film_of(f"{deliverable.id} 2")
    version = models.NewVersion(CAPTION, HASHTAGS, [await uploaded(creator, film)])
    got(models.DraftOut, await create_draft_version.asyncio_detailed(draft.id, client=creator, body=version))
    got(models.DraftOut, await submit_draft.asyncio_detailed(draft.id, client=creator))
    second = await in_review(brand, draft.id)
    verdict = models.Approval(second.version_number, "Lovely.")
    approved = got(models.DraftOut, await approve_draft.asyncio_detailed(draft.id, client=brand, body=verdict))
    assert (approved.state, approved.version_number) == ("approved", 2)

    # Pay.
    async def payables() -> list[models.PayableOut]:
        return got(models.PayableListing, await list_payables.asyncio_detailed(client=creator, order_id=[order.id])).data

    (payable,) = await soon(payables, bool)
    assert payable.amount.value == 54_000
    assert {reason.code for reason in payable.reasons} == {"account_missing", "tax_form_missing"}
    account = models.NewPayoutAccount("sandbox", "USD", "Ana Cooks", models.SandboxAccount("success"))
    made = await create_payout_account.asyncio_detailed(client=creator, body=account, idempotency_key=fresh_key())
    assert got(models.PayoutAccountOut, made).default
    address = models.Address("1 Main Street", "Springfield", "62701", "US", region="IL")
    form = models.NewTaxForm("w9", "Ana Cooks", "123-45-6789", address, datetime(2026, 1, 15, 12, tzinfo=UTC))
    assert got(models.TaxFormOut, await create_tax_form.asyncio_detailed(client=creator, body=form)).state == "accepted"

    async def available() -> int:
        balances = got(models.BalanceListing, await list_balances.asyncio_detailed(client=creator)).data
        return next(balance.available.value for balance in balances if balance.currency == "USD")

    await soon(available, lambda value: value == 54_000)
    asked_for = models.NewPayout("USD")
    payout = got(
        models.PayoutOut, await create_payout.asyncio_detailed(client=creator, body=asked_for, idempotency_key=fresh_key())
    )
    paid = await reaches(lambda: get_payout.asyncio_detailed(payout.id, client=creator), models.PayoutOut, "paid", "failed")
    assert (paid.state, paid.amount.value) == ("paid", 54_000)
    entries = got(models.JournalEntryListing, await list_journal_entries.asyncio_detailed(client=brand, order_id=[order.id]))
    assert {"hold", "release"} <= {entry.type_ for entry in entries.data}
    assert all(sum(posting.amount.value for posting in entry.postings) == 0 for entry in entries.data)

    # Post; a reader who knows the order waits for it to change.
    content = models.NewPost(caption=CAPTION, hashtags=HASHTAGS, media_sha256=[hashlib.sha256(film).hexdigest()])
    post = got(models.PostOut, await create_sandbox_post.asyncio_detailed(handle, client=market.sandbox, body=content))
    proof = models.NewPublication(deliverable.id, post.url)
    publication = got(models.PublicationOut, await create_publication.asyncio_detailed(client=creator, body=proof))
    verified = await reaches(
        lambda: get_publication.asyncio_detailed(publication.id, client=creator), models.PublicationOut, "verified", "mismatch"
    )
    assert verified.state == "verified"
    live = await reaches(lambda: get_order.asyncio_detailed(order.id, client=brand), models.OrderOut, "live")
    assert live.amounts.released.value == 60_000
    known = await get_order.asyncio_detailed(order.id, client=brand)
    again = await get_order.asyncio_detailed(order.id, client=brand, if_none_match=known.headers["etag"], prefer="wait=1")
    assert (again.status_code, again.parsed) == (304, None)
