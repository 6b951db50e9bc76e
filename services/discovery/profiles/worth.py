"""What a profile is worth: how complete it is, its badges, and how far up it stands among its like. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from services.discovery.policy import BADGES, COMPLETENESS, QUALITY


class Badge(StrEnum):
    """What a creator has shown here."""

    COMPLETE = "complete"
    EXPERIENCED = "experienced"
    RESPONSIVE = "responsive"


class Profile(Protocol):
    """What of a creator counts here."""

    bio: Any
    shown_categories: Any
    languages: Any
    formats: Any
    rates: Any
    content_examples: Any
    audience_countries: Any
    audience_genders: Any
    audience_ages: Any
    response_time_seconds: Any
    answer_count: Any
    completed_orders: Any
    completeness: Any


@dataclass(frozen=True)
class Part:
    """A part of a profile: when it is there, what to say where it is not, and the call that adds it."""

    is_there: Callable[[Profile], bool]
    detail: str
    method: str = "PATCH"
    path: str = "/v1/creators/me"


PARTS = {
    "bio": Part(
        lambda profile: len(profile.bio.strip()) >= COMPLETENESS.bio_characters,
        f"Say in at least {COMPLETENESS.bio_characters} characters what you do.",
    ),
    "categories": Part(
        lambda profile: bool(profile.shown_categories), "Name at least one category that you work in and have not blocked."
    ),
    "languages": Part(lambda profile: bool(profile.languages), "Name the languages that you speak in your content."),
    "formats": Part(lambda profile: bool(profile.formats), "Name the formats that you make."),
    "rates": Part(lambda profile: bool(profile.rates), "Give a rate for at least one type of deliverable."),
    "content_examples": Part(
        lambda profile: len(profile.content_examples) >= COMPLETENESS.content_examples,
        f"Show at least {COMPLETENESS.content_examples} examples of your work.",
    ),
    "audience": Part(
        lambda profile: bool(profile.audience_countries and profile.audience_genders and profile.audience_ages),
        "Connect your account again, so that its platform tells the countries, genders and ages of your audience.",
        method="POST",
        path="/v1/social-accounts",
    ),
}
"""Every part that the policy weighs, by its code."""


def completeness_of(profile: Profile) -> int:
    """Add up the weights of the parts that are there: 0 to 100."""
    return sum(weight for code, weight in COMPLETENESS.weights.items() if PARTS[code].is_there(profile))


def missing_parts(profile: Profile) -> Sequence[Mapping[str, Any]]:
    """Say what is not there, the heaviest first, and how to add it."""
    missing = [code for code in COMPLETENESS.weights if not PARTS[code].is_there(profile)]
    return [
        {
            "code": code,
            "detail": PARTS[code].detail,
            "weight": COMPLETENESS.weights[code],
            "resolve": {"method": PARTS[code].method, "path": PARTS[code].path},
        }
        for code in sorted(missing, key=lambda code: -COMPLETENESS.weights[code])
    ]


def badges_of(profile: Profile) -> list[str]:
    """List the badges, in the order of their names, by completeness, completed orders and answers."""
    answers_soon = (
        profile.response_time_seconds is not None
        and profile.answer_count >= BADGES.least_answers
        and profile.response_time_seconds < BADGES.answers_within.total_seconds()
    )
    earned = {
        Badge.COMPLETE: profile.completeness >= BADGES.complete_from,
        Badge.EXPERIENCED: profile.completed_orders >= BADGES.experienced_from,
        Badge.RESPONSIVE: answers_soon,
    }
    return [badge.value for badge, is_earned in earned.items() if is_earned]


def quality_of(*, completeness: int, authenticity_score: int | None, badges: Sequence[str]) -> int:
    """Weigh completeness, authenticity (none: 0) and two of the badges: 0 to 100, rounded down."""
    hundredths = {
        "completeness": completeness,
        "authenticity": authenticity_score or 0,
        "responsive": 100 * (Badge.RESPONSIVE in badges),
        "experienced": 100 * (Badge.EXPERIENCED in badges),
    }
    return sum(QUALITY.weights[part] * value for part, value in hundredths.items()) // 100
