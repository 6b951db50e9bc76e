"""From a block of draws to rows of creators, with everything that `Creator.derive` would work out of them."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import numpy as np

from services.discovery.authenticity.arithmetic import band_of, judge
from services.discovery.profiles.models import Availability, Creator, Membership
from services.discovery.profiles.words import search_vector, words_of
from services.discovery.seed.market import (
    AGES,
    CATEGORIES,
    DELIVERABLES,
    ELSEWHERE,
    FORMATS,
    LANGUAGES,
    MILLION,
    REFUSED,
    WHOLE,
    Block,
    Draws,
)
from services.discovery.seed.names import NAMES, SAYINGS, TOPICS
from services.discovery.seed.peers import Peers
from services.discovery.seed.places import PLACES
from shared.events.identity import CreatorId, OrganizationId
from shared.money import CURRENCIES

MADE_AT = datetime(2025, 3, 1, tzinfo=UTC)
"""Ids are as if made from then on: nobody waits for an old id that is not known yet."""
MILLISECONDS_APART = 20
RECORDED_AT = datetime(2026, 1, 15, tzinfo=UTC)
"""No statistics are newer."""

_PLATFORM = "sandbox"
_HEADLINE = ("follower_count", "engagement_rate", "average_views", "median_views", "likes_last_28_days", "posts_last_30_days")
_TOPICS = {category: words.split() for category, words in TOPICS.items()}
HANDLES = (
    "{first}.{topic}{number}",
    "{first}_{topic}_{number}",
    "the.{topic}.{first}{number}",
    "{First}{Topic}{number}",
    "{topic}-by-{first}-{number}",
)

Row = dict[str, Any]
"""A creator by the names of the columns."""


def rows(drawn: Block, *, most: int, peers: Peers) -> Iterator[Row]:
    """Give the first creators of a block, in the order of their ids, judged by their peers."""
    columns = {name: values.tolist() for name, values in vars(drawn).items() if isinstance(values, np.ndarray)}
    amounts, amounts_in_dollars = _amounts(drawn)
    for at in range(min(most, len(drawn.place))):
        row = {name: values[at] for name, values in columns.items()}
        made = _row(row, number=drawn.first_number + at, amounts=amounts[at], amounts_in_dollars=amounts_in_dollars[at])
        yield {**made, **_worth(made, peers)}


def ids(drawn: Block, *, most: int) -> list[CreatorId]:
    """Give the ids of the first creators of a block, in their order."""
    return [_ids(drawn.first_number + at, bits)[0] for at, bits in enumerate(drawn.id_bits[:most].tolist())]


def _row(draws: Row, *, number: int, amounts: list[int], amounts_in_dollars: list[int]) -> Row:
    place = PLACES[draws["place"]]
    categories = [CATEGORIES[category] for category in draws["categories"][: draws["category_count"]]]
    languages = [LANGUAGES[draws["language"]]] + ["en"] * draws["speaks_english_too"]
    id, organization = _ids(number, draws["id_bits"])
    handle, name = _handle(draws, number, categories[0]), _name(place.names, draws["first_name"], draws["last_name"])
    bio = _bio(languages[0], draws["sayings"], categories[0])
    rates = _rates(draws, place.currency, amounts, amounts_in_dollars)
    recorded_at = RECORDED_AT - timedelta(seconds=draws["age_of_statistics"])
    audience = _audience(draws)
    account = {
        "social_account_id": f"soc_{id[4:]}",
        "platform": _PLATFORM,
        "handle": handle,
        "name": name,
        "bio": bio,
        "country": place.code,
        "language": languages[0],
        "follower_count": draws["followers"],
        "likes_last_28_days": draws["likes"],
        "posts_last_30_days": draws["posts"],
        "average_views": draws["average_views"],
        "median_views": draws["median_views"],
        "engagement_rate": draws["engagement"] / MILLION,
        "audience": audience,
        "recorded_at": recorded_at.isoformat(),
    }
    blocked = [REFUSED[draws["refuses"]]] if draws["refuses"] >= 0 else []
    blocked += categories[-1:] if draws["refuses_own"] else []
    lowest = min((amount for amount, offered in zip(amounts, draws["offers"], strict=True) if offered), default=0)
    has_floor = draws["has_floor"] and lowest > 0
    is_measured = draws["response_seconds"] >= 0
    said: Row = {
        "id": id,
        "organization_id": organization,
        "membership": Membership.SUSPENDED if draws["is_suspended"] else Membership.ACTIVE,
        "platform": _PLATFORM,
        "handle": handle,
        "name": name,
        "country": place.code,
        "currency": place.currency,
        "identity_version": 1,
        "bio": bio,
        "categories": categories,
        "languages": languages,
        "formats": [format for format, made in zip(FORMATS, draws["formats"], strict=True) if made],
        "rates": rates,
        "content_examples": _examples(handle, categories[0], draws["examples"]),
        "profile_version": 1,
        "accounts": [account, *_second_account(draws, account, organization)],
        "statistics_version": 1,
        "statistics_recorded_at": recorded_at,
        "availability": Availability.ON_VACATION if draws["is_on_vacation"] else Availability.AVAILABLE,
        "minimum_offer_value": lowest * 7 // 10 if has_floor else None,
        "minimum_offer_currency": place.currency if has_floor else None,
        "blocked_categories": blocked,
        "response_time_seconds": draws["response_seconds"] if is_measured else None,
        "answer_count": draws["answers"] if is_measured else 0,
        "largest_daily_growth": draws["daily_growth"] / MILLION if draws["daily_growth"] >= 0 else None,
        "completed_orders": draws["completed_orders"],
        "past_results": _results(draws, categories),
        "exclusive_categories": categories[:1] if draws["is_bound"] else [],
        "is_search_only": True,
        "version": 1,
        "created_at": MADE_AT,
        "updated_at": recorded_at,
    }
    return {**said, **_derived(said)}


def _ids(number: int, bits: list[int]) -> tuple[CreatorId, OrganizationId]:
    milliseconds = int(MADE_AT.timestamp()) * 1000 + number * MILLISECONDS_APART

    def uuid(high: int, low: int) -> UUID:
        return UUID(int=milliseconds << 80 | 7 << 76 | (high & 0xFFF) << 64 | 2 << 62 | low & (2**62 - 1))

    return CreatorId.of(uuid(bits[0], bits[1])), OrganizationId.of(uuid(bits[2], bits[3]))


# --- words --------------------------------------------------------------------------------------------------------------


def _handle(draws: Row, number: int, category: str) -> str:
    first = NAMES[PLACES[draws["place"]].names].handles[draws["first_name"]]
    topic = _TOPICS[category][draws["topic_word"]]
    form = HANDLES[draws["handle_style"]]
    return form.format(first=first, First=first.capitalize(), topic=topic, Topic=topic.capitalize(), number=number)


@cache
def _name(kind: str, first: int, last: int) -> str:
    names = NAMES[kind]
    both = (names.last[last], names.first[first]) if names.family_first else (names.first[first], names.last[last])
    return names.apart.join(both)


def _bio(language: str, draws: list[float], category: str) -> str:
    """Join one or two sayings and the category, which most people name in English."""
    first, second = draws
    sayings = len(SAYINGS[language])
    return _bio_of(language, int(first * sayings), int(second * 2 * sayings), category)


@cache
def _bio_of(language: str, first: int, second: int, category: str) -> str:
    sayings = SAYINGS[language]
    others = [sayings[second]] if second < len(sayings) and second != first else []
    return " ".join([sayings[first], *others, f"#{category}"])


def _examples(handle: str, category: str, count: int) -> list[Row]:
    return [
        {"title": f"{category.capitalize()} {number}", "url": f"https://{_PLATFORM}.example/{handle}/posts/{number}"}
        for number in range(1, count + 1)
    ]


# --- figures ------------------------------------------------------------------------------------------------------------


def _amounts(drawn: Block) -> tuple[list[list[int]], list[list[int]]]:
    """Price each type in minor units, in the creator's currency and in dollars, rounded as people do."""
    rate = np.array([place.per_dollar * 10 ** CURRENCIES[place.currency] for place in PLACES])[drawn.place]
    return _rounded(drawn.dollars * rate[:, None]).tolist(), _rounded(drawn.dollars * 10 ** CURRENCIES["USD"]).tolist()


def _rounded(amounts: Draws) -> Draws:
    """Keep two digits."""
    magnitude = 10 ** np.maximum(np.floor(np.log10(amounts)) - 1, 0)
    return np.maximum(np.rint(amounts / magnitude) * magnitude, 1).astype(np.int64)


def _rates(draws: Row, currency: str, amounts: list[int], amounts_in_dollars: list[int]) -> list[Row]:
    asked = [(currency, amounts)]
    if draws["asks_dollars_too"] and currency != "USD":
        asked.append(("USD", amounts_in_dollars))
    return [
        {
            "deliverable_type": type,
            "price": {"value": prices[at], "currency": currency},
            "negotiable": draws["is_negotiable"],
        }
        for currency, prices in asked
        for at, type in enumerate(DELIVERABLES)
        if draws["offers"][at]
    ]


def _audience(draws: Row) -> dict[str, dict[str, float]]:
    """Write the shares; the age bands that nobody is in are left out, as are countries beyond the first five."""
    countries = zip(draws["audience_countries"], draws["audience_country_shares"], strict=True)
    female, other = draws["female"], draws["other_gender"]
    ios, other_device = draws["ios"], draws["other_device"]
    return {
        "countries": {PLACES[country].code: share / WHOLE for country, share in countries},
        "genders": {"female": female / WHOLE, "male": (WHOLE - female - other) / WHOLE, "other": other / WHOLE},
        "ages": {band: share / WHOLE for band, share in zip(AGES, draws["ages"], strict=True) if share},
        "devices": {"ios": ios / WHOLE, "android": (WHOLE - ios - other_device) / WHOLE, "other": other_device / WHOLE},
    }


def _second_account(draws: Row, account: Row, organization: OrganizationId) -> list[Row]:
    if draws["second_platform"] < 0:
        return []
    share = draws["second_followers"] / draws["followers"]
    return [
        {
            **account,
            "social_account_id": f"soc_{organization[4:]}",
            "platform": ELSEWHERE[draws["second_platform"]],
            "follower_count": draws["second_followers"],
            **{name: int(account[name] * share) for name in ("likes_last_28_days", "average_views", "median_views")},
        }
    ]


def _results(draws: Row, categories: list[str]) -> Row:
    """Sum up past orders as those who had some are shown with: most were for what the creator is best known for."""
    orders = draws["completed_orders"]
    if not orders:
        return {}
    others = [orders // 3, orders // 6][: len(categories) - 1]
    counts = [orders - sum(others), *others]
    return {
        "categories": [
            {"category": category, "completed_orders": count} for category, count in zip(categories, counts, strict=True) if count
        ],
        "on_time_share": draws["on_time_share"] / 100,
        "repeat_brand_count": draws["repeat_brands"],
    }


# --- what follows from the rest ------------------------------------------------------------------------------------------


def _derived(said: Row) -> Row:
    """Work out what `Creator.derive` does, quickly: words are cut once for all who say the same."""
    account = said["accounts"][0]
    audience = account["audience"]
    parts = words_of(said["handle"])
    words = {"A": [*parts, *words_of("".join(parts))], "B": _words(said["name"]), "C": _words(said["bio"])}
    return {
        "shown_categories": [category for category in said["categories"] if category not in said["blocked_categories"]],
        "platforms": [each["platform"] for each in said["accounts"]],
        **{name: account[name] for name in _HEADLINE},
        **{f"audience_{kind}": shares for kind, shares in audience.items()},
        "statistics_updated_at": said["statistics_recorded_at"],
        "search_vector": search_vector(words),
        "search_text": "\n".join(" ".join(dict.fromkeys(of_field)) for of_field in words.values()),
    }


_words = cache(words_of)


def _worth(row: Row, peers: Peers) -> Row:
    """Let the model's own rules judge a row: they ask for its values by their names and for nothing else."""
    creator: Any = SimpleNamespace(**row)
    band, _ = band_of(row["follower_count"])
    creator.authenticity_score = judge(creator, peers.get(band, {})).score
    Creator.derive_worth(creator)
    return {name: getattr(creator, name) for name in ("authenticity_score", "completeness", "badges", "quality")}
