"""The draws of a made-up market: who lives where, who follows them, what they ask. The same for the same seed and block."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.discovery.seed.names import NAMES, SAYINGS, TOPICS
from services.discovery.seed.places import PLACES

BLOCK = 10_000
"""So many creators are drawn at once. A creator depends on the seed and on their number, and not on how many there are in all."""

LANGUAGES = tuple(SAYINGS)
CATEGORIES = tuple(TOPICS)
AGES = ("13-17", "18-24", "25-34", "35-44", "45-54", "55+")
FORMATS = ("video", "photo", "live", "text", "audio")
DELIVERABLES = ("video", "story", "photo", "photo_set", "live", "text", "audio")
ELSEWHERE = ("mirror", "tube")
"""Platforms on which some have a second account."""
REFUSED = ("gambling", "alcohol", "tobacco", "crypto", "politics", "fur")
"""What some do not work for."""

WHOLE = 10_000
"""Shares of an audience are whole parts of so many."""
MILLION = 1_000_000
"""Engagement rates are whole parts of so many."""

_OF_FORMAT = (0, 0, 1, 1, 2, 3, 4)
"""Which format a type of deliverable belongs to."""
_OFFERED = np.array((0.92, 0.6, 0.7, 0.45, 0.6, 0.5, 0.6))
_PRICE_OF_TYPE = np.array((1.0, 0.35, 0.45, 0.6, 1.4, 0.25, 0.5))
_FEMALE = np.array(
    (
        *(0.82, 0.75, 0.6, 0.48, 0.22, 0.52, 0.5, 0.5, 0.65, 0.22, 0.48, 0.8),
        *(0.62, 0.72, 0.22, 0.6, 0.7, 0.3, 0.12, 0.45, 0.74, 0.38, 0.6, 0.8),
    )
)
"""By category: the usual share of women in an audience."""
_OLDER = np.array(
    (
        *(-0.3, -0.3, 0.05, 0.0, -0.45, 0.1, -0.35, -0.25, -0.5, 0.05, 0.05, 0.2),
        *(0.0, 0.3, 0.0, 0.0, 0.15, 0.25, 0.2, 0.1, 0.15, 0.0, 0.5, 0.35),
    )
)
"""By category: how much older an audience is than the usual one."""
_USUAL_AGES = np.log((8, 34, 31, 15, 8, 4))
_FAR_AWAY = ("IN", "ID", "EG", "NG", "TR", "RU")
"""Where bought followers are at home."""

Draws = NDArray[Any]


@dataclass(frozen=True)
class Block:
    """Creators as columns: an array has one entry a creator, a matrix one row. Choices are places in the tuples above."""

    first_number: int
    id_bits: Draws
    """Two ids' random bits a creator, as four numbers."""
    place: Draws
    language: Draws
    speaks_english_too: Draws
    first_name: Draws
    last_name: Draws
    topic_word: Draws
    handle_style: Draws
    sayings: Draws
    categories: Draws
    category_count: Draws
    formats: Draws
    followers: Draws
    engagement: Draws
    """In millionths."""
    average_views: Draws
    median_views: Draws
    posts: Draws
    likes: Draws
    has_bought_followers: Draws
    audience_countries: Draws
    """Where the audience is at home: the creator's own country first."""
    audience_country_shares: Draws
    female: Draws
    other_gender: Draws
    ages: Draws
    ios: Draws
    other_device: Draws
    second_platform: Draws
    """A place in `ELSEWHERE`, or less than 0."""
    second_followers: Draws
    offers: Draws
    """Which types of deliverable have a rate."""
    dollars: Draws
    """What each would cost in dollars."""
    asks_dollars_too: Draws
    is_negotiable: Draws
    response_seconds: Draws
    """Less than 0 where it was not measured."""
    answers: Draws
    completed_orders: Draws
    on_time_share: Draws
    """In hundredths."""
    repeat_brands: Draws
    examples: Draws
    """How many examples of their work they show."""
    daily_growth: Draws
    """The steepest change of followers in a day, in millionths; less than 0 where too little was recorded."""
    is_bound: Draws
    has_floor: Draws
    refuses: Draws
    """A place in `REFUSED`, or less than 0."""
    refuses_own: Draws
    """Whether the last of the categories is blocked by the creator."""
    is_on_vacation: Draws
    is_suspended: Draws
    age_of_statistics: Draws
    """In seconds."""


def block(seed: int, number: int) -> Block:
    """Draw one block of creators."""
    dice = np.random.default_rng([seed, number])
    place = _chosen(dice, [one.weight for one in PLACES], BLOCK)
    language = _languages(dice, place)
    categories = _categories(dice)
    followers, genuine, has_bought = _followers(dice)
    engagement, average, median = _success(dice, genuine, has_bought)
    posts = np.clip(np.exp(dice.normal(2.4, 0.7, BLOCK)), 1, 90).astype(np.int64)
    countries, country_shares = _audience_countries(dice, place, language, followers, has_bought)
    main = categories[:, 0]
    formats = dice.random((BLOCK, len(FORMATS))) < (0.93, 0.55, 0.25, 0.15, 0.08)
    formats[~formats.any(axis=1), 0] = True
    offers = formats[:, _OF_FORMAT] & (dice.random((BLOCK, len(DELIVERABLES))) < _OFFERED)
    offers[dice.random(BLOCK) < 0.08] = False
    orders = np.where(dice.random(BLOCK) < 0.55, 0, 1 + dice.exponential(6, BLOCK)).astype(np.int64)
    growth = np.where(has_bought, dice.uniform(0.2, 3, BLOCK), np.exp(dice.normal(np.log(0.004), 0.8, BLOCK)))
    return Block(
        first_number=number * BLOCK,
        id_bits=dice.integers(0, 2**63, (BLOCK, 4), dtype=np.uint64),
        place=place,
        language=language,
        speaks_english_too=(language != LANGUAGES.index("en")) & (dice.random(BLOCK) < 0.3),
        first_name=(dice.random(BLOCK) * _sizes("first")[place]).astype(np.int64),
        last_name=(dice.random(BLOCK) * _sizes("last")[place]).astype(np.int64),
        topic_word=dice.integers(0, 3, BLOCK),
        handle_style=_chosen(dice, (40, 25, 20, 10, 5), BLOCK),
        sayings=dice.random((BLOCK, 2)),
        categories=categories,
        category_count=_chosen(dice, (50, 32, 18), BLOCK) + 1,
        formats=formats,
        followers=followers,
        engagement=engagement,
        average_views=average,
        median_views=median,
        posts=posts,
        likes=(average * (engagement / MILLION) * 0.85 * posts).astype(np.int64),
        has_bought_followers=has_bought,
        audience_countries=countries,
        audience_country_shares=country_shares,
        female=_share(dice, np.where(has_bought, 0.45, _FEMALE[main]), 0.45),
        other_gender=dice.integers(20, 350, BLOCK),
        ages=_ages(dice, main, has_bought),
        ios=_share(dice, np.where(has_bought, 0.08, np.array([one.ios for one in PLACES])[place]), 0.35),
        other_device=dice.integers(50, 300, BLOCK),
        second_platform=_chosen(dice, (80, 12, 8), BLOCK) - 1,
        second_followers=np.maximum(followers * np.exp(dice.normal(-1.2, 0.8, BLOCK)), 50).astype(np.int64),
        offers=offers,
        dollars=_dollars(dice, place, median),
        asks_dollars_too=dice.random(BLOCK) < 0.2,
        is_negotiable=dice.random(BLOCK) < 0.7,
        response_seconds=np.where(
            dice.random(BLOCK) < 0.35, -1, np.clip(np.exp(dice.normal(np.log(6 * 3600), 1.4, BLOCK)), 60, 30 * 86_400)
        ).astype(np.int64),
        answers=(1 + dice.exponential(8, BLOCK)).astype(np.int64),
        completed_orders=orders,
        on_time_share=np.minimum(100, 60 + dice.exponential(30, BLOCK)).astype(np.int64),
        repeat_brands=(orders * dice.uniform(0, 0.4, BLOCK)).astype(np.int64),
        examples=_chosen(dice, (35, 15, 25, 15, 10), BLOCK),
        daily_growth=np.where(dice.random(BLOCK) < 0.3, -1, np.rint(growth * MILLION)).astype(np.int64),
        is_bound=(orders > 0) & (dice.random(BLOCK) < 0.06),
        has_floor=dice.random(BLOCK) < 0.15,
        refuses=np.where(dice.random(BLOCK) < 0.1, dice.integers(0, len(REFUSED), BLOCK), -1),
        refuses_own=dice.random(BLOCK) < 0.01,
        is_on_vacation=dice.random(BLOCK) < 0.04,
        is_suspended=dice.random(BLOCK) < 0.005,
        age_of_statistics=dice.integers(0, 28 * 86_400, BLOCK),
    )


def _chosen(dice: np.random.Generator, weights: Any, size: int) -> Draws:
    shares = np.asarray(weights, float)
    return dice.choice(len(shares), size, p=shares / shares.sum())


def _sizes(part: str) -> Draws:
    """Tell how many names there are to choose from, by place."""
    return np.array([len(getattr(NAMES[place.names], part)) for place in PLACES])


def _languages(dice: np.random.Generator, place: Draws) -> Draws:
    found = np.zeros(BLOCK, np.int64)
    for number, here in enumerate(PLACES):
        people = np.flatnonzero(place == number)
        spoken = np.array([LANGUAGES.index(language) for language, _ in here.languages])
        found[people] = spoken[_chosen(dice, [share for _, share in here.languages], len(people))]
    return found


def _categories(dice: np.random.Generator) -> Draws:
    """Draw three categories each, all different, by Zipf's law."""
    likely = -np.log(np.arange(1, len(CATEGORIES) + 1))
    return np.argsort(-(likely + dice.gumbel(size=(BLOCK, len(CATEGORIES)))), axis=1)[:, :3]


def _followers(dice: np.random.Generator) -> tuple[Draws, Draws, Draws]:
    """Draw how many follow, how many of them are people, and who has bought the others."""
    genuine = np.clip(np.exp(dice.normal(np.log(14_000), 1.75, BLOCK)), 300, 2.5e8)
    has_bought = dice.random(BLOCK) < 0.04
    followers = genuine * np.where(has_bought, 10 ** dice.uniform(0.5, 1.3, BLOCK), 1)
    return followers.astype(np.int64), genuine, has_bought


def _success(dice: np.random.Generator, genuine: Draws, has_bought: Draws) -> tuple[Draws, Draws, Draws]:
    """Draw engagement, which falls as an account grows, and views, which grow with followers and engagement."""
    liking = dice.normal(0, 1, BLOCK)
    usual = np.maximum(0.09 - 0.026 * np.log10(np.maximum(genuine, 1_000) / 10_000), 0.012)
    engagement = np.clip(usual * np.exp(0.4 * liking) * np.where(has_bought, 0.2, 1), 0.0005, 0.45)
    reach = 0.4 * (genuine / 100_000) ** -0.2 * np.exp(0.45 * dice.normal(0, 1, BLOCK) + 0.25 * liking)
    average = np.ceil(genuine * np.clip(reach, 0.02, 3)).astype(np.int64)
    median = (average * dice.uniform(0.45, 0.92, BLOCK)).astype(np.int64)
    return np.rint(engagement * MILLION).astype(np.int64), average, median


def _audience_countries(
    dice: np.random.Generator, place: Draws, language: Draws, followers: Draws, has_bought: Draws
) -> tuple[Draws, Draws]:
    """Draw where the audience lives: mostly at home, else where the language is spoken; bought followers live far away."""
    speaks = np.array([[name in dict(one.languages) for one in PLACES] for name in LANGUAGES])
    far_away = np.array([one.code in _FAR_AWAY for one in PLACES])
    likely = np.log([one.weight for one in PLACES]) + 1.8 * speaks[language] + np.where(has_bought[:, None] & far_away, 5, 0)
    likely += dice.gumbel(size=likely.shape)
    likely[np.arange(BLOCK), place] = -np.inf
    abroad = np.argsort(-likely, axis=1)[:, :4]

    home = np.clip(dice.uniform(0.4, 0.92, BLOCK) - 0.07 * np.log10(followers / 10_000), 0.12, 0.93)
    home = np.where(has_bought, 0.25 * home, home)
    parts = -np.sort(-dice.gamma(1.2, size=(BLOCK, 4)), axis=1)
    parts *= ((0.85 * (1 - home)) / parts.sum(axis=1))[:, None]
    shares = np.column_stack([home, parts])
    return np.column_stack([place, abroad]), np.maximum(shares * WHOLE, 1).astype(np.int64)


def _share(dice: np.random.Generator, usual: Draws, spread: float) -> Draws:
    """Draw a share around the usual one."""
    odds = np.log(usual / (1 - usual)) + dice.normal(0, spread, BLOCK)
    return (0.96 * WHOLE / (1 + np.exp(-odds))).astype(np.int64)


def _ages(dice: np.random.Generator, category: Draws, has_bought: Draws) -> Draws:
    older = np.where(has_bought, 0.6, _OLDER[category])[:, None] * np.arange(len(AGES))
    weights = np.exp(_USUAL_AGES + older + dice.normal(0, 0.35, (BLOCK, len(AGES))))
    return np.maximum(weights / weights.sum(axis=1, keepdims=True) * WHOLE, 1).astype(np.int64) - 1


def _dollars(dice: np.random.Generator, place: Draws, median_views: Draws) -> Draws:
    """Draw what each type of deliverable costs: so much a thousand views, by country."""
    level = np.array([one.price_level for one in PLACES])[place]
    of_a_video = np.maximum(median_views / 1_000 * 14 * np.exp(dice.normal(0, 0.45, BLOCK)), 25) * level
    return of_a_video[:, None] * _PRICE_OF_TYPE * np.exp(dice.normal(0, 0.1, (BLOCK, len(DELIVERABLES))))
