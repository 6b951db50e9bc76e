"""Searches as clients might ask them: made from a seed, from one creator in a million to nearly everybody."""

import random
from typing import Any

from services.discovery.search.index import FacetName
from services.discovery.seed.market import AGES, CATEGORIES, DELIVERABLES, ELSEWHERE, FORMATS, LANGUAGES, REFUSED
from services.discovery.seed.names import NAMES, TOPICS
from services.discovery.seed.places import PLACES
from services.discovery.seed.rows import HANDLES

ALL_FACETS = [facet.value for facet in FacetName]
SORTS = ("relevance", "follower_count", "engagement_rate", "median_views", "response_time")
CURRENCIES = ("USD", "EUR", "GBP", "JPY", "BRL")
DOLLAR = {"USD": 1, "EUR": 0.92, "GBP": 0.78, "JPY": 1.5, "BRL": 5.4}
"""What a cent is worth in minor units, roughly."""
REGIONS = {
    "africa": ["EG", "NG"],
    "northern_africa": ["EG"],
    "asia": ["AE", "CN", "HK", "ID", "IN", "JP", "KR", "SA", "SG", "TR", "TW"],
    "eastern_asia": ["CN", "HK", "JP", "KR", "TW"],
    "western_asia": ["AE", "SA", "TR"],
    "europe": ["CH", "DE", "DK", "ES", "FR", "GB", "IS", "IT", "MT", "NL", "NO", "PL", "RU", "SE", "UA"],
    "northern_europe": ["DK", "GB", "IS", "NO", "SE"],
    "southern_europe": ["ES", "IT", "MT"],
    "latin_america": ["AR", "BR", "CO", "MX"],
    "central_america": ["MX"],
    "caribbean": [],
    "north_america": ["CA", "US"],
    "oceania": ["AU"],
}
"""The seed's countries in regions of the United Nations' M49, looked up anew: the references know no regions."""
_COUNTRIES = [place.code for place in PLACES]
_COUNTRY_WEIGHTS = [place.weight for place in PLACES]
_CATEGORY_WEIGHTS = [1 / rank for rank in range(1, len(CATEGORIES) + 1)]
_TOPIC_WORDS = " ".join(TOPICS.values()).split()
_FIRST_NAMES = [name for names in NAMES.values() for name in names.handles]
_NAMES = [name for names in NAMES.values() for name in (*names.first, *names.last)]

Ask = dict[str, Any]


def searches(count: int, *, seed: int, creators: int) -> list[Ask]:
    """Make up searches among so many creators; each asks for all counts and a page of 20."""
    dice = random.Random(seed)
    return [{**_asked(dice, creators), "facet": ALL_FACETS, "limit": 20} for _ in range(count)]


def spelled_out(ask: Ask) -> Ask:
    """Write a search with the countries of its regions instead of them, as the references are asked."""
    if "region" not in ask:
        return ask
    countries = [country for region in ask["region"] for country in REGIONS[region]]
    # A region without creators leaves nobody, where no country at all would let everybody through: the seed has none in Antarctica.
    rest = {name: value for name, value in ask.items() if name != "region"}
    return rest | {"country": [*ask.get("country", []), *countries] or ["AQ"]}


def _asked(dice: random.Random, creators: int) -> Ask:
    kind = dice.random()
    if kind < 0.03:
        return {"sort": dice.choice(["-follower_count", "relevance", "engagement_rate"])}
    if kind < 0.12:
        return {"q": _handle(dice, creators)}
    if kind < 0.2:
        low = int(10 ** dice.uniform(3, 6))
        return {
            "follower_count_min": low,
            "follower_count_max": int(low * (1 + 10 ** dice.uniform(-4, -1))),
            "sort": "follower_count",
        }
    ask: Ask = {}
    filters = [_category, _country, _language, _format, _platform, _badge, _followers, _engagement, _views, _types, _prices]
    filters += [_audience_country, _audience_gender, _audience_age, _audience_device, _response, _score, _campaign, _words]
    filters += [_industry, _region]
    for add in dice.sample(filters, dice.choice([1, 1, 2, 2, 3, 3, 4, 5])):
        add(ask, dice)
    sorts = [*SORTS, *(["price"] * 3 if "currency" in ask else [])]
    if "q" not in ask or dice.random() < 0.3:
        ask["sort"] = dice.choice(["", "-"]) + dice.choice(sorts)
    return ask


def _handle(dice: random.Random, creators: int) -> str:
    """Write a handle that somebody may have, with or without a slip of the finger."""
    first, topic = dice.choice(_FIRST_NAMES), dice.choice(_TOPIC_WORDS)
    number = dice.randrange(creators)
    handle = dice.choice(HANDLES).format(first=first, First=first, topic=topic, Topic=topic, number=number)
    if dice.random() < 0.3:
        place = dice.randrange(len(handle))
        handle = handle[:place] + dice.choice("aeiou7") + handle[place + 1 :]
    return dice.choice([handle, f"{topic}{number}", str(number), f"{first} {topic}"])


def _some(dice: random.Random, values: Any, weights: list[float] | None = None, *, most: int = 3) -> list[str]:
    return list(dict.fromkeys(dice.choices(list(values), weights, k=dice.randint(1, most))))


def _category(ask: Ask, dice: random.Random) -> None:
    ask["category"] = _some(dice, CATEGORIES, _CATEGORY_WEIGHTS)


def _country(ask: Ask, dice: random.Random) -> None:
    ask["country"] = _some(dice, _COUNTRIES, _COUNTRY_WEIGHTS if dice.random() < 0.7 else None)


def _region(ask: Ask, dice: random.Random) -> None:
    ask["region"] = _some(dice, REGIONS, most=2)


def _language(ask: Ask, dice: random.Random) -> None:
    ask["language"] = _some(dice, LANGUAGES)


def _format(ask: Ask, dice: random.Random) -> None:
    ask["format"] = _some(dice, FORMATS, most=2)


def _platform(ask: Ask, dice: random.Random) -> None:
    ask["platform"] = _some(dice, ("sandbox", *ELSEWHERE), most=1)


def _badge(ask: Ask, dice: random.Random) -> None:
    ask["badge"] = _some(dice, ("complete", "experienced", "responsive"), most=2)


def _industry(ask: Ask, dice: random.Random) -> None:
    ask["industry"] = _some(dice, CATEGORIES, _CATEGORY_WEIGHTS)


def _bounds(ask: Ask, dice: random.Random, name: str, low: float, high: float) -> None:
    """Bound a number below, above, or on both sides."""
    ask.update(dice.choice([{f"{name}_min": low}, {f"{name}_max": high}, {f"{name}_min": low, f"{name}_max": high}]))


def _followers(ask: Ask, dice: random.Random) -> None:
    low = int(10 ** dice.uniform(3, 5.5))
    _bounds(ask, dice, "follower_count", low, int(low * 10 ** dice.uniform(0.2, 1.5)))


def _engagement(ask: Ask, dice: random.Random) -> None:
    low = round(dice.uniform(0.005, 0.12), 3)
    _bounds(ask, dice, "engagement_rate", low, round(low + dice.uniform(0.005, 0.1), 3))


def _views(ask: Ask, dice: random.Random) -> None:
    low = int(10 ** dice.uniform(3, 5.5))
    name = dice.choice(["median_views", "average_views"])
    _bounds(ask, dice, name, low, int(low * 10 ** dice.uniform(0.2, 1.5)))


def _types(ask: Ask, dice: random.Random) -> None:
    ask["deliverable_type"] = _some(dice, DELIVERABLES, most=2)


def _prices(ask: Ask, dice: random.Random) -> None:
    ask["currency"] = dice.choice(CURRENCIES)
    low = int(10 ** dice.uniform(3, 5) * DOLLAR[ask["currency"]])
    _bounds(ask, dice, "price", low, int(low * 10 ** dice.uniform(0.2, 1.2)))


def _shares(ask: Ask, dice: random.Random, name: str, values: Any, *, most: int = 2) -> None:
    shares = ["", "", ":0.4", ":0.2", ":0.6", ":0.05", f":{dice.random():.3f}"]
    ask[name] = [value + dice.choice(shares) for value in _some(dice, values, most=most)]


def _audience_country(ask: Ask, dice: random.Random) -> None:
    _shares(ask, dice, "audience_country", dice.choices(_COUNTRIES, _COUNTRY_WEIGHTS, k=3))


def _audience_gender(ask: Ask, dice: random.Random) -> None:
    _shares(ask, dice, "audience_gender", ("female", "male"), most=1)


def _audience_age(ask: Ask, dice: random.Random) -> None:
    _shares(ask, dice, "audience_age", AGES)


def _audience_device(ask: Ask, dice: random.Random) -> None:
    _shares(ask, dice, "audience_device", ("ios", "android"), most=1)


def _response(ask: Ask, dice: random.Random) -> None:
    ask["response_time_seconds_max"] = int(10 ** dice.uniform(2.5, 5.5))


def _score(ask: Ask, dice: random.Random) -> None:
    ask["authenticity_score_min"] = dice.randint(30, 100)


def _campaign(ask: Ask, dice: random.Random) -> None:
    ask[dice.choice(["campaign_category", "exclusivity_category"])] = dice.choice([*REFUSED[:3], *CATEGORIES[:6]])


def _words(ask: Ask, dice: random.Random) -> None:
    """Words of names, handles and bios: whole ones and beginnings."""
    word = dice.choice(
        [dice.choice(_NAMES), dice.choice(_TOPIC_WORDS), dice.choice(_FIRST_NAMES), "video", "coffee", "honest", "café"]
    )
    ask["q"] = word[: dice.randint(2, len(word))] if len(word) > 2 and dice.random() < 0.4 else word
