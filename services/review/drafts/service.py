"""What can happen with drafts. Whoever calls has locked the order, then the draft: the lock decides between two reviewers."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from services.review.drafts import queries, rules
from services.review.drafts.anchors import Playable, resolved
from services.review.drafts.models import ChangeRequest, Draft, DraftMedia, DraftState, DraftVersion, Reviewer
from services.review.drafts.schemas import ChangeItem, ReviewReason
from services.review.orders.models import Order
from services.review.orders.queries import deliverable as find_deliverable
from services.review.orders.queries import order_for_update
from services.review.orders.service import OrderNotActive
from services.review.policy import REVIEW
from services.review.uploads import service as uploads
from shared import timers
from shared.acting import caller
from shared.errors import NotFound, NotHeardOf, Problem
from shared.events.campaigns import DeliverableId, OrderId
from shared.events.identity import OrganizationId
from shared.events.review import (
    DraftApproved,
    DraftChangesRequested,
    DraftId,
    DraftPassed,
    DraftPolicyRejected,
    DraftSubmitted,
    UploadId,
)
from shared.outbox import emit
from shared.states import due
from shared.tasks import Task, ask
from shared.timers import Timer


class DeliverableCancelledAlready(Problem, status=409, code="deliverable_cancelled"):
    """This deliverable was given up: it takes no draft any more."""


class DraftExists(Problem, status=409, code="draft_exists"):
    """The deliverable has its draft, `draft_id`: make a new version of that one."""


class VersionSuperseded(Problem, status=409, code="version_superseded"):
    """Another version is there: read it before you judge; `version_number` is its number."""


class RevisionRoundsUsed(Problem, status=409, code="revision_rounds_used"):
    """All agreed rounds of changes are used: approve, or agree on more."""


class AppealUsed(Problem, status=409, code="appeal_used"):
    """A draft may be appealed once: make a new version."""


class ConflictOfInterest(Problem, status=403, code="conflict_of_interest"):
    """You made this draft: somebody else has to judge it."""


class ReviewDraft(Task, name="review_draft"):
    """Judge a version by the rules."""

    draft_id: DraftId
    version_number: int


class ApproveInSilence(Timer, name="approve_in_silence"):
    """Approve a draft whose review window is over."""

    draft_id: DraftId


class LetRejectionStand(Timer, name="let_rejection_stand"):
    """Refuse a draft again whose appeal nobody has judged."""

    draft_id: DraftId


# --- the creator's side ---------------------------------------------------------------------------------------------


async def create(
    session: AsyncSession,
    *,
    owner: OrganizationId,
    order_id: OrderId,
    deliverable_id: DeliverableId,
    caption: str,
    hashtags: Sequence[str],
    upload_ids: Sequence[UploadId],
) -> Draft:
    """Begin a draft. Raises `OrderNotActive`, `DraftExists`, and what `uploads.use` raises."""
    order = await order_for_update(session, order_id)
    if order is None or order.creator_organization_id != owner:
        raise NotHeardOf(order_id)
    await _check_deliverable(session, order, deliverable_id)
    if not order.is_active:
        raise OrderNotActive(state=order.state)
    if (existing := await queries.id_of_draft_for(session, deliverable_id)) is not None:
        raise DraftExists(draft_id=existing)

    draft = Draft(
        order=order,
        order_id=order.id,
        deliverable_id=deliverable_id,
        campaign_id=order.campaign_id,
        brand_organization_id=order.brand_organization_id,
        creator_organization_id=owner,
        versions=[],
        change_requests=[],
    )
    await _add_content(session, draft, caption=caption, hashtags=hashtags, upload_ids=upload_ids)
    session.add(draft)
    await session.flush()
    return draft


async def _check_deliverable(session: AsyncSession, order: Order, id: DeliverableId) -> None:
    deliverable = await find_deliverable(session, id)
    if deliverable is None or deliverable.order_id != order.id:
        detail = "the order has no such deliverable"
        error = {"in": "body", "pointer": "/deliverable_id", "code": "deliverable_unknown", "params": {}, "detail": detail}
        raise NotFound(detail, errors=[error])
    if deliverable.cancelled_at is not None:
        raise DeliverableCancelledAlready


async def add_version(
    session: AsyncSession, *, draft: Draft, caption: str, hashtags: Sequence[str], upload_ids: Sequence[UploadId]
) -> Draft:
    """Answer a change request or a rejection with a new version. Raises `InvalidState`, and what `uploads.use` raises."""
    draft.move("add_version")
    draft.version_number += 1
    await _add_content(session, draft, caption=caption, hashtags=hashtags, upload_ids=upload_ids)
    await session.flush()
    return draft


async def _add_content(
    session: AsyncSession, draft: Draft, *, caption: str, hashtags: Sequence[str], upload_ids: Sequence[UploadId]
) -> None:
    with session.no_autoflush:  # the draft's move and its new version are one change
        used = await uploads.use(session, ids=upload_ids, owner=draft.creator_organization_id, draft_id=draft.id)
    version = DraftVersion(
        number=draft.version_number,
        caption=caption,
        hashtags=list(hashtags),
        made_by=_person(),
        media=[DraftMedia(position=position, upload=upload) for position, upload in enumerate(used)],
    )
    draft.versions.append(version)


async def submit(session: AsyncSession, *, draft: Draft, now: datetime) -> Draft:
    """Hand the current version in: the automatic review looks at it next. Raises `InvalidState`."""
    draft.move("submit")  # an order that ends closes its drafts, so this one's is active
    draft.current.submitted_at = now
    await emit(session, DraftSubmitted.of(draft, occurred_at=now))
    await ask(session, ReviewDraft(draft_id=draft.id, version_number=draft.version_number))
    return draft


async def appeal(session: AsyncSession, *, draft: Draft, message: str, now: datetime) -> Draft:
    """Ask for a person's judgement of a rejection, once. Raises `InvalidState`, `AppealUsed`."""
    if draft.can("appeal") and draft.appealed_at is not None:
        raise AppealUsed
    draft.move("appeal")
    draft.appealed_at, draft.appeal_message, draft.awaits_person = now, message, True
    # To the order it is in review again.
    await emit(session, DraftSubmitted.of(draft, occurred_at=now))
    await timers.at(session, now + REVIEW.appeal_window, LetRejectionStand(draft_id=draft.id))
    return draft


# --- the platform's review ------------------------------------------------------------------------------------------


async def review(session: AsyncSession, *, id: DraftId, version_number: int, now: datetime) -> None:
    """Judge a version by the rules, if it still waits for that."""
    draft = await queries.draft_for_update(session, id)
    if draft is None or draft.version_number != version_number or not draft.can("pass") or draft.awaits_person:
        return
    findings = rules.review(
        await _content(session, draft), brief=_brief(draft.order), wanted=await _wanted(session, draft), policy=REVIEW
    )
    draft.current.findings = [asdict(finding) for finding in findings]
    if rules.rejects(findings):
        await _fail(session, draft=draft, reviewer=Reviewer.AUTOMATIC, now=now)
    else:
        await _pass(session, draft=draft, reviewer=Reviewer.AUTOMATIC, now=now)


async def _content(session: AsyncSession, draft: Draft) -> rules.Content:
    files = draft.current.uploads
    hashes = {upload.sha256 for upload in files if upload.sha256}
    elsewhere = await queries.hashes_used_elsewhere(session, hashes, order=draft.order_id) if hashes else set()
    media = (rules.Media(upload.id, upload.content_type, upload.duration_seconds, upload.sha256 in elsewhere) for upload in files)
    return rules.Content(draft.current.caption, tuple(draft.current.hashtags), tuple(media))


def _brief(order: Order) -> rules.Brief:
    brief = order.brief
    prose = [str(brief.get("summary") or ""), *brief.get("dos", []), *brief.get("must_mention", [])]
    return rules.Brief(
        must_mention=tuple(brief.get("must_mention", [])),
        must_not_mention=tuple(brief.get("must_not_mention", [])),
        hashtags=tuple(brief.get("hashtags", [])),
        disclosure_labels=order.disclosure_labels,
        prose="\n".join(prose),
    )


async def _wanted(session: AsyncSession, draft: Draft) -> rules.Wanted:
    deliverable = await find_deliverable(session, draft.deliverable_id)
    assert deliverable is not None  # the draft refers to it
    return rules.Wanted(deliverable.type, deliverable.min_duration_seconds, deliverable.max_duration_seconds)


async def pass_by_staff(session: AsyncSession, *, draft: Draft, now: datetime) -> Draft:
    """Let a draft go to the brand, whatever the rules found. Raises `InvalidState`, `ConflictOfInterest`."""
    _check_independence(draft)
    await _pass(session, draft=draft, reviewer=Reviewer.STAFF, now=now)
    return draft


async def fail_by_staff(session: AsyncSession, *, draft: Draft, reasons: Sequence[ReviewReason], now: datetime) -> Draft:
    """Refuse a draft for reasons that join the findings. Raises `InvalidState`, `ConflictOfInterest`."""
    _check_independence(draft)
    found = [rules.Finding(reason.code, rules.Severity.ERROR, "staff.review", None, reason.detail) for reason in reasons]
    draft.current.findings = [*draft.current.findings, *map(asdict, found)]
    await _fail(session, draft=draft, reviewer=Reviewer.STAFF, now=now)
    return draft


async def let_rejection_stand(session: AsyncSession, *, id: DraftId, due_at: datetime) -> None:
    """Refuse a draft whose appeal still waits for a person: a draft is appealed once, so it is the timer's appeal."""
    draft = await queries.draft_for_update(session, id)
    if draft is not None and draft.awaits_person:
        await _fail(session, draft=draft, reviewer=Reviewer.AUTOMATIC, now=due_at)


async def _pass(session: AsyncSession, *, draft: Draft, reviewer: Reviewer, now: datetime) -> None:
    draft.move("pass", policy_version=REVIEW.version)
    _sign(draft, reviewer, now)
    draft.window_left = draft.order.review_window
    if not draft.order.window_stopped:
        await _run_window(session, draft, now=now)
    await emit(session, DraftPassed.of(draft, occurred_at=now))


async def _fail(session: AsyncSession, *, draft: Draft, reviewer: Reviewer, now: datetime) -> None:
    draft.move("fail", policy_version=REVIEW.version)
    _sign(draft, reviewer, now)
    await emit(session, DraftPolicyRejected.of(draft, occurred_at=now))


def _sign(draft: Draft, reviewer: Reviewer, now: datetime) -> None:
    version = draft.current
    version.reviewed_by, version.reviewed_at, version.policy_version = reviewer, now, REVIEW.version
    draft.awaits_person = False


# --- the brand's review ---------------------------------------------------------------------------------------------


async def approve(session: AsyncSession, *, draft: Draft, version_number: int, message: str | None, now: datetime) -> Draft:
    """Approve the version that the caller names. Raises `VersionSuperseded`, `InvalidState`, `ConflictOfInterest`."""
    _check_version(draft, version_number)
    _check_independence(draft)
    draft.move("approve", policy_version=REVIEW.version)
    draft.approval_message = message
    await _approved(session, draft=draft, is_deemed=False, now=now)
    return draft


async def approve_in_silence(session: AsyncSession, *, id: DraftId, due_at: datetime) -> None:
    """Approve a draft whose window ran out, if it is still that window: silence is consent."""
    draft = await queries.draft_for_update(session, id)
    if draft is None or not draft.can("approve_in_silence") or not due(draft.review_due_at, due_at):
        return
    draft.move("approve_in_silence", policy_version=REVIEW.version)
    await _approved(session, draft=draft, is_deemed=True, now=due_at)


async def _approved(session: AsyncSession, *, draft: Draft, is_deemed: bool, now: datetime) -> None:
    draft.approved_at, draft.is_deemed = now, is_deemed
    _end_window(draft)
    await emit(session, DraftApproved.of(draft, occurred_at=now))


async def request_changes(
    session: AsyncSession, *, draft: Draft, version_number: int, items: Sequence[ChangeItem], now: datetime
) -> Draft:
    """Ask for changes of the version that the caller names: one round.

    Raises `VersionSuperseded`, `InvalidState`, `RevisionRoundsUsed`, `ConflictOfInterest`, `Invalid` for an anchor outside.
    """
    _check_version(draft, version_number)
    _check_independence(draft)
    if draft.can("request_changes") and draft.rounds_used >= draft.rounds_allowed:
        raise RevisionRoundsUsed(rounds_used=draft.rounds_used, rounds_allowed=draft.rounds_allowed)
    draft.move("request_changes", policy_version=REVIEW.version)
    files = [Playable(one.id, one.content_type.startswith("video/"), one.duration_seconds) for one in draft.current.uploads]
    wanted = resolved(items, caption=draft.current.caption, files=files)
    draft.change_requests.append(ChangeRequest(version_number=version_number, items=wanted))
    draft.rounds_used += 1
    _end_window(draft)
    await emit(session, DraftChangesRequested.of(draft, occurred_at=now))
    return draft


def _check_version(draft: Draft, version_number: int) -> None:
    if draft.version_number != version_number:
        raise VersionSuperseded(version_number=draft.version_number)


def _check_independence(draft: Draft) -> None:
    """Nobody stands on both sides: who made a version judges none."""
    if _person() in {version.made_by for version in draft.versions}:
        raise ConflictOfInterest


def _person() -> str:
    principal = caller.get()
    return principal.subject if principal else "system"


# --- the window -----------------------------------------------------------------------------------------------------


async def _run_window(session: AsyncSession, draft: Draft, *, now: datetime) -> None:
    if draft.window_left is None:
        return
    due_at = now + draft.window_left
    draft.review_due_at, draft.window_left = due_at, None
    await timers.at(session, due_at, ApproveInSilence(draft_id=draft.id))


def _end_window(draft: Draft) -> None:
    draft.review_due_at = draft.window_left = None


async def stop_or_resume_windows(session: AsyncSession, *, order: Order, now: datetime) -> None:
    """Follow the order: while it is disputed or to be cancelled, silence approves nothing."""
    for draft in await queries.drafts_of_order_for_update(session, order.id, states={DraftState.BRAND_REVIEW}):
        if not order.window_stopped:
            await _run_window(session, draft, now=now)
        elif draft.review_due_at is not None:
            draft.window_left, draft.review_due_at = max(draft.review_due_at - now, timedelta()), None
    await session.flush()


# --- the end --------------------------------------------------------------------------------------------------------


async def close_all(session: AsyncSession, *, order: Order) -> None:
    """End what is still open: the order has ended."""
    open_states = set(Draft.moves["close"].source)
    for draft in await queries.drafts_of_order_for_update(session, order.id, states=open_states):
        _close(draft)
    await session.flush()


async def close_of_deliverable(session: AsyncSession, *, id: DeliverableId) -> None:
    """End the draft of a deliverable that was given up, if it is still open."""
    draft = await queries.draft_of_deliverable_for_update(session, id)
    if draft is not None and draft.can("close"):
        _close(draft)
        await session.flush()


def _close(draft: Draft) -> None:
    draft.move("close")
    draft.awaits_person = False
    _end_window(draft)
