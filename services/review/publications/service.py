"""What can happen with publications. The platform is asked by tasks, outside any transaction; what it said is recorded here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from services.review.drafts import words
from services.review.drafts.models import DraftState
from services.review.drafts.queries import draft as find_draft
from services.review.drafts.queries import draft_of_deliverable_for_update
from services.review.orders.models import Order, OrderState
from services.review.orders.queries import deliverable as find_deliverable
from services.review.orders.queries import order_for_update
from services.review.orders.service import OrderNotActive
from services.review.policy import PUBLICATIONS
from services.review.publications import queries
from services.review.publications.matching import Expected
from services.review.publications.models import Publication, PublicationState
from shared import timers
from shared.db import insert
from shared.errors import NotHeardOf, Problem
from shared.events.campaigns import DeliverableId
from shared.events.identity import OrganizationId
from shared.events.review import (
    PublicationId,
    PublicationMismatched,
    PublicationSubmitted,
    PublicationTakenDown,
    PublicationVerified,
)
from shared.outbox import emit
from shared.states import due
from shared.tasks import Task, ask
from shared.timers import Timer


class DraftNotApproved(Problem, status=409, code="draft_not_approved"):
    """The deliverable has no approved draft yet: nothing may be posted for it."""


class PublicationExists(Problem, status=409, code="publication_exists"):
    """The deliverable has a publication that stands; a new one may follow a mismatch only."""


class PostTaken(Problem, status=409, code="post_taken"):
    """This post is the publication of another deliverable."""


class CheckPost(Task, name="check_post"):
    """Ask the platform for a post."""

    publication_id: PublicationId


class WatchPost(Timer, name="watch_post"):
    """Look at a post again."""

    publication_id: PublicationId


async def submit(
    session: AsyncSession, *, owner: OrganizationId, deliverable_id: DeliverableId, url: str, now: datetime
) -> Publication:
    """Name the post of an approved draft: it is verified next.

    Raises `DraftNotApproved`, `PublicationExists`, `PostTaken`, `OrderNotActive`.
    """
    order = await _own_order_for_update(session, deliverable_id, owner=owner)
    if order.state is OrderState.CLOSED:
        raise OrderNotActive(state=order.state)
    draft = await draft_of_deliverable_for_update(session, deliverable_id)
    if draft is None or draft.state is not DraftState.APPROVED:
        raise DraftNotApproved(draft_state=draft.state if draft else None)

    publication = Publication(
        order=order,
        order_id=order.id,
        deliverable_id=deliverable_id,
        draft_id=draft.id,
        campaign_id=order.campaign_id,
        brand_organization_id=order.brand_organization_id,
        creator_organization_id=owner,
        url=url,
    )
    taken = {"one_publication_of_a_deliverable": PublicationExists(), "one_publication_of_an_address": PostTaken()}
    await insert(session, publication, or_raise=taken)
    await emit(session, PublicationSubmitted.of(publication, occurred_at=now))
    await ask(session, CheckPost(publication_id=publication.id))
    return publication


async def _own_order_for_update(session: AsyncSession, id: DeliverableId, *, owner: OrganizationId) -> Order:
    deliverable = await find_deliverable(session, id)
    if deliverable is None or deliverable.order.creator_organization_id != owner:
        raise NotHeardOf(id)
    order = await order_for_update(session, deliverable.order_id)
    assert order is not None  # the deliverable refers to it
    return order


async def expected_of(session: AsyncSession, publication: Publication) -> Expected:
    """Tell what its post has to be: the approved version, by the creator of the order."""
    draft = await find_draft(session, publication.draft_id, seen_by=None)
    assert draft is not None  # the publication refers to it, and an approved draft changes no more
    version, labels = draft.current, publication.order.disclosure_labels
    # Any label discloses, so a post need not bear the very one of the draft.
    hashtags = words.all_tags(version.caption, version.hashtags) - {words.tag(label) for label in labels}
    return Expected(
        handle=publication.order.handle,
        media_sha256=frozenset(upload.sha256 for upload in version.uploads if upload.sha256),
        hashtags=frozenset(hashtags),
        disclosure_labels=labels,
    )


async def record(
    session: AsyncSession, *, id: PublicationId, post_url: str | None, reasons: Sequence[dict[str, Any]], now: datetime
) -> None:
    """Record what the platform showed when it was asked, at `now`. Total in every state.

    No reasons mean that the post is the approved draft. An answer to an earlier question than the last one says nothing new.
    """
    publication = await queries.publication_for_update(session, id)
    if publication is None or publication.state is PublicationState.MISMATCH:
        return
    if publication.checked_at is not None and now < publication.checked_at:
        return
    if not reasons and await queries.post_is_taken(session, post_url, but=id):
        reasons = [{"code": "post_taken", "detail": "this post is the publication of another deliverable"}]
    publication.checked_at, publication.reasons = now, list(reasons)
    if not reasons:
        publication.post_url = post_url
        await _stands(session, publication, now=now)
    elif publication.can("mismatch"):
        publication.move("mismatch", policy_version=PUBLICATIONS.version)
        await emit(session, PublicationMismatched.of(publication, occurred_at=now))
    elif publication.can("take_down"):
        publication.move("take_down", policy_version=PUBLICATIONS.version)
        publication.taken_down_at = now
        await _keep_watching(session, publication, now=now)
        await emit(session, PublicationTakenDown.of(publication, occurred_at=now))
    await session.flush()


async def _stands(session: AsyncSession, publication: Publication, *, now: datetime) -> None:
    name = "verify" if publication.can("verify") else "cure"
    if not publication.can(name):
        return
    publication.move(name, policy_version=PUBLICATIONS.version)
    publication.verified_at = publication.verified_at or now
    publication.taken_down_at = None
    publication.watched_until = now + publication.order.retention
    await _keep_watching(session, publication, now=now)
    await emit(session, PublicationVerified.of(publication, occurred_at=now))


async def _keep_watching(session: AsyncSession, publication: Publication, *, now: datetime) -> None:
    if publication.next_check_at is None and publication.order.state is not OrderState.CLOSED:
        await _look_again(session, publication, after=now)


async def look(session: AsyncSession, *, id: PublicationId, due_at: datetime) -> None:
    """Have a post looked at again, and set the next time, until its retention is over."""
    publication = await queries.publication_for_update(session, id)
    if publication is None or not due(publication.next_check_at, due_at):
        return
    await ask(session, CheckPost(publication_id=id))
    await _look_again(session, publication, after=due_at)
    await session.flush()


async def _look_again(session: AsyncSession, publication: Publication, *, after: datetime) -> None:
    """Set the next time, counted from the last one: an outage of the platform moves nothing.

    The last look at a post that stands is at the very end of its retention; one that is gone may come back after that too.
    """
    end, due_at = publication.watched_until, after + PUBLICATIONS.watch_interval
    if publication.state is PublicationState.VERIFIED and end is not None:
        due_at = min(due_at, end)
    publication.next_check_at = due_at if due_at > after else None
    if publication.next_check_at is not None:
        await timers.at(session, due_at, WatchPost(publication_id=publication.id))


async def watch_no_more(session: AsyncSession, *, order: Order) -> None:
    """Leave the posts of an order alone: it has ended."""
    for publication in await queries.watched_of_order_for_update(session, order.id):
        publication.next_check_at = None
    await session.flush()
