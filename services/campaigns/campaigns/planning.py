"""Whether the parts of a campaign fit each other, and the clock."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from services.campaigns.campaigns.days import end_of, start_of, today
from services.campaigns.campaigns.schemas import NewCampaign, ScreeningQuestion
from services.campaigns.campaigns.terms import Deliverable
from shared.errors import Invalid

MOST_DELIVERABLES = 100
"""So many deliverables one order may have, over all lines and quantities."""


def require_ahead(plan: NewCampaign, *, now: datetime) -> None:
    """Raise `Invalid` for a campaign that would begin before today."""
    if plan.starts_on < today(now, plan.time_zone):
        raise Invalid.at("/starts_on", "date_in_the_past", "this day is over")


def require_a_plan(plan: NewCampaign) -> None:
    """Raise `Invalid` at the first place that does not fit."""
    if plan.ends_on < plan.starts_on:
        raise Invalid.at("/ends_on", "ends_before_start", "a campaign ends on or after its first day")
    require_dates(plan.deliverables, starts_on=plan.starts_on, ends_on=plan.ends_on)
    _require_unique_ids(plan.screening_questions)


def require_dates(deliverables: Sequence[Deliverable], *, starts_on: date, ends_on: date) -> None:
    """Raise `Invalid` for a deliverable whose days or lengths do not fit the campaign, or for too many of them."""
    for index, deliverable in enumerate(deliverables):
        place = f"/deliverables/{index}"
        if not starts_on <= deliverable.due_on <= ends_on:
            raise Invalid.at(f"{place}/due_on", "outside_campaign", "a due date lies within the campaign")
        publish_by = deliverable.publish_by_on or ends_on
        if not deliverable.due_on <= publish_by <= ends_on:
            raise Invalid.at(
                f"{place}/publish_by_on", "outside_campaign", "the last day for posting lies between due date and campaign's end"
            )
        shortest, longest = deliverable.min_duration_seconds, deliverable.max_duration_seconds
        if shortest is not None and longest is not None and longest < shortest:
            raise Invalid.at(f"{place}/max_duration_seconds", "durations_reversed", "the longest is shorter than the shortest")
    if sum(deliverable.quantity for deliverable in deliverables) > MOST_DELIVERABLES:
        raise Invalid.at(
            "/deliverables", "too_many_deliverables", f"at most {MOST_DELIVERABLES} together", limit=MOST_DELIVERABLES
        )


def columns_of(plan: NewCampaign) -> dict[str, Any]:
    """Give a plan as a campaign's columns, with the moments at which its days begin and end."""
    plain = plan.model_dump(mode="json")
    return {
        **{name: plain[name] for name in ("targets", "markets", "brief", "terms", "screening_questions")},
        "name": plan.name,
        "category": plan.category,
        "objective": plan.objective,
        "time_zone": plan.time_zone,
        "budget": plan.budget,
        "starts_on": plan.starts_on,
        "starts_at": start_of(plan.starts_on, plan.time_zone),
        "ends_on": plan.ends_on,
        "ends_at": end_of(plan.ends_on, plan.time_zone),
        "deliverables": dated(plan.deliverables, ends_on=plan.ends_on, zone=plan.time_zone),
        "applications_open": plan.applications_open,
        "metadata_": plain["metadata"],
        "external_reference": plan.external_reference,
    }


def dated(deliverables: Sequence[Deliverable], *, ends_on: date, zone: str) -> list[dict[str, Any]]:
    """Write deliverables with their last days, and the moments at which these end."""
    return [_dated(deliverable, publish_by=deliverable.publish_by_on or ends_on, zone=zone) for deliverable in deliverables]


def _dated(deliverable: Deliverable, *, publish_by: date, zone: str) -> dict[str, Any]:
    return {
        **deliverable.model_dump(mode="json"),
        "due_at": end_of(deliverable.due_on, zone).isoformat(),
        "publish_by_on": publish_by.isoformat(),
        "publish_by_at": end_of(publish_by, zone).isoformat(),
    }


def undated(lines: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Give written deliverables as a caller would send them."""
    return [{name: line[name] for name in Deliverable.model_fields} for line in lines]


def _require_unique_ids(questions: Sequence[ScreeningQuestion]) -> None:
    seen: set[str] = set()
    for index, question in enumerate(questions):
        if question.id in seen:
            raise Invalid.at(f"/screening_questions/{index}/id", "stands_twice", "each question has an id of its own")
        seen.add(question.id)
