"""A market of made-up creators, and the same search written anew in plain Python: it shares no code with an index."""

import math
import random
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from currency_converter import CurrencyConverter

from services.discovery.exchange.rates import DayRates
from services.discovery.profiles import service as profiles
from services.discovery.profiles.models import Creator, Membership
from services.discovery.profiles.schemas import CreatorChanges
from services.discovery.search.index import Found, Place, Query
from services.discovery.search.parameters import compares_prices, query_of
from services.discovery.search.schemas import CreatorSearch
from shared.events.identity import Audience
from tests.discovery.creators import approved, old_id, rate, statistics, suspended
from tests.harness import ServiceUnderTest

CREATORS = 240
NAMES = ["Zoë Ångström", "José Pérez", "Łukasz Kot", "ANA", "Straße Süd", "Mia o'Neil", "李 小龍", "Ana-María Smørrebrød"]
HANDLES = ["ana.cooks", "zoe_runs", "el.gato", "studio54", "_kot_", "Mia-Bakes", "лена.готовит"]
BIOS = [
    "",
    "Recipes & travel — weeknight COOKING",
    "Läuft, kocht, reist",
    "cafe café CAFÉ",
    "anadolu mutfag\u0131 🍕",
    "Zoë's favourite: studio light",
]
CATEGORIES = ["food", "travel", "beauty", "sports", "music", "gambling"]
COUNTRIES, LANGUAGES, FORMATS = ["US", "CA", "MX", "DE", "JP"], ["en", "es", "de", "ja"], ["video", "photo", "live"]
REGIONS = {"north_america": ["US", "CA"], "latin_america": ["MX"], "europe": ["DE"], "western_europe": ["DE"], "eastern_asia": ["JP"], "africa": []}  # fmt: skip
BADGES = ["responsive", "experienced", "complete"]
TYPES, CURRENCIES = ["video", "story", "photo_set"], ["USD", "EUR", "JPY", "KWD"]
DECIMALS = {"USD": 2, "EUR": 2, "JPY": 0, "KWD": 3}
AUDIENCES = {"country": ("countries", ["US", "CA", "DE"]), "gender": ("genders", ["female", "male"]), "age": ("ages", ["13-17", "18-24", "25-34", "65+"]), "device": ("devices", ["ios", "android"])}  # fmt: skip
QUERY_WORDS = [
    "ana",
    "ANÁ",
    "zoe",
    "cook",
    "coks",
    "cookz",
    "Café",
    "kot",
    "strasse",
    "straze",
    "smorre",
    "54",
    "studoi54",
    "stüdi54",
    "studio546",
    "李",
    "los",
    "anacooks",
    "anacoks",
    "miabake",
    "miabakess",
    "готовид",
    "mutf",
    "o'neil",
    "läuft kocht",
    "zoeruns studio",
]
LISTS = {
    "category": [*CATEGORIES, "nothing"],
    "country": COUNTRIES,
    "language": LANGUAGES,
    "format": FORMATS,
    "platform": ["sandbox", "mirror", "tube"],
    "badge": BADGES,
    "industry": [*CATEGORIES, "nothing"],
}
FACETS = [*LISTS, "deliverable_type", *(f"audience_{name}" for name in AUDIENCES)]

# --- a population ---------------------------------------------------------------------------------------------------------


def some(dice: random.Random, values: list[str], least: int = 0) -> list[str]:
    return dice.sample(values, dice.randint(least, min(3, len(values))))


FIGURES_HERE = {
    "response_time_seconds": [None, None, 60, 3600, 86_400],
    "authenticity_score": [None, 0, 40, 41, 77, 100],
    "quality": [0, 10, 10, 55, 100],
}
"""What discovery works out itself: here it is made up, for its own tests judge it."""


def made(dice: random.Random, number: int) -> dict[str, Any]:
    shares = {
        name: {value: round(dice.random(), dice.choice([1, 4])) for value in some(dice, values)}
        for name, values in AUDIENCES.values()
    }
    country = dice.choice(COUNTRIES)
    handle = f"{dice.choice(HANDLES)}{dice.choice(['', number])}"
    figures = {
        "follower_count": dice.choice([1000, 5000, 20_000, 20_000, 1_000_000]),
        "median_views": dice.randrange(0, 5000, 250),
        "average_views": dice.randrange(0, 9000, 500),
        "engagement_rate": dice.choice([0.01, 0.02, 0.1, 0.1, 0.35]),
    }
    accounts = [statistics(handle, country=country, audience=Audience(**shares), **figures)]
    if dice.random() < 0.3:
        accounts.insert(0, statistics("elsewhere", platform=dice.choice(["mirror", "tube"]), follower_count=9_999_999))
    pairs = {
        (dice.choice(TYPES), dice.choice(CURRENCIES)): dice.choice([100, 250, 5000, 60_000]) for _ in range(dice.randint(0, 4))
    }
    return (
        {
            "creator_id": old_id(number),
            "handle": handle,
            "name": dice.choice(NAMES),
            "bio": dice.choice(BIOS),
            "country": country,
            "categories": some(dice, CATEGORIES),
            "languages": some(dice, LANGUAGES, 1),
            "formats": some(dice, FORMATS),
            "rates": [rate(type_, value, currency) for (type_, currency), value in pairs.items()],
            "accounts": accounts,
            "shares": shares,
            "figures": figures,
            "minimum_offer": None,
            "blocked": [],
            "availability": "available",
            "hidden": dice.random() < 0.05,
        }
        | {name: dice.choice(choices) for name, choices in FIGURES_HERE.items()}
        | {
            "badges": some(dice, BADGES),
            "exclusive_categories": some(dice, CATEGORIES, 1) if dice.random() < 0.3 else [],
            "industries": some(dice, CATEGORIES) if dice.random() < 0.6 else [],
        }
    )


TOLD = ("creator_id", "handle", "name", "bio", "country", "categories", "languages", "formats", "rates", "accounts")


def changed(dice: random.Random, person: dict[str, Any]) -> dict[str, Any]:
    """Let a creator change something, perhaps."""
    change: dict[str, Any] = {}
    if dice.random() < 0.2:
        person["minimum_offer"] = change["minimum_offer"] = {
            "value": dice.choice([0, 90, 120, 300, 7000]),
            "currency": dice.choice(CURRENCIES),
        }
    if dice.random() < 0.2:
        person["blocked"] = change["blocked_categories"] = some(dice, CATEGORIES, 1)
    if dice.random() < 0.1:
        person["availability"] = change["availability"] = "on_vacation"
    return change


def worked_in(industries: list[str]) -> dict[str, Any]:
    """Write the results of somebody who completed one order in each industry."""
    categories = [{"category": category, "completed_orders": 1} for category in industries]
    return {"categories": categories, "on_time_share": 1.0, "repeat_brand_count": 0}


async def populate(under_test: ServiceUnderTest) -> list[dict[str, Any]]:
    """Tell of creators, let some of them change something, suspend some."""
    dice = random.Random(20260301)
    people = [made(dice, number) for number in range(CREATORS)]
    async with under_test.session() as session:
        for person in people:
            event = approved(**{name: person[name] for name in TOLD})
            await profiles.take_approvals(session, events=[event])
            creator = await profiles.readable(session, event.creator_id)
            change = CreatorChanges.model_validate(changed(dice, person))
            await profiles.change(session, creator=creator, changes=change.changes())
            if person["hidden"]:
                await profiles.take_membership(session, event=suspended(event), membership=Membership.SUSPENDED)
            judge(creator, person)
    return people


def judge(creator: Creator, person: dict[str, Any]) -> None:
    """Put in what discovery works out itself; whatever is told of a creator works it out anew."""
    for name in (*FIGURES_HERE, "badges", "exclusive_categories"):
        setattr(creator, name, person[name])
    creator.past_results = worked_in(person["industries"])


# --- the same search in plain Python ----------------------------------------------------------------------------------


@cache
def plain(text: str) -> list[str]:
    """Lower case without accents, cut at what is no letter or digit: for the texts above."""
    for letter, letters in {"ß": "ss", "ł": "l", "Ł": "l", "ø": "o", "\u0131": "i"}.items():
        text = text.replace(letter, letters)
    text = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in text).split()


def differs_by_one_letter(word: str, other: str) -> bool:
    """Take away what both begin and end with: at most one letter of each is left."""
    while word and other and word[0] == other[0]:
        word, other = word[1:], other[1:]
    while word and other and word[-1] == other[-1]:
        word, other = word[:-1], other[:-1]
    return len(word) <= 1 and len(other) <= 1


def words_in(person: dict[str, Any]) -> dict[int, list[str]]:
    """The words of handle, name and bio, by what they are worth."""
    handle = plain(person["handle"])
    return {3: [*handle, "".join(handle)], 2: plain(person["name"]), 1: plain(person["bio"])}


def score(person: dict[str, Any], q: str) -> int | None:
    fields = words_in(person)
    total = 0
    for word in dict.fromkeys(plain(q)):
        points = [worth for worth, words in fields.items() if any(other.startswith(word) for other in words)]
        points += [1 for other in fields[3] if len(word) >= 5 and differs_by_one_letter(word, other)]
        if not points:
            return None
        total += max(points)
    return total


def is_mistyped(person: dict[str, Any], q: str) -> bool:
    """Whether a typing error is forgiven."""
    written = [word for words in words_in(person).values() for word in words]
    return any(not any(other.startswith(word) for other in written) for word in plain(q))


@cache
def history() -> tuple[CurrencyConverter, date]:
    """The bank's rates as the library reads them, and their newest day by today."""
    converter = CurrencyConverter(decimal=True)
    day = min(datetime.now(UTC).date(), converter.bounds["USD"].last_date)
    while converter._rates["USD"][day] is None:
        day -= timedelta(days=1)
    return converter, day


@cache
def factor(currency: str, into: str) -> float | None:
    """What a minor unit is worth in minor units of another currency; the bank has no dinar."""
    if currency == into:
        return 1.0
    if "KWD" in (currency, into):
        return None
    converter, day = history()
    return float(converter.convert(10 ** DECIMALS[into], currency, into, date=day) / 10 ** DECIMALS[currency])


def day_rates(into: str) -> DayRates:
    """The same, as an index is given it."""
    factors = {currency: worth for currency in CURRENCIES if (worth := factor(currency, into)) is not None}
    return DayRates(into, factors, history()[1], "the test")


def fitting(person: dict[str, Any], ask: dict[str, Any], *, any_type: bool = False) -> list[tuple[str, int | None]]:
    """The rates that have all that is asked of one: type, and amount in the currency that is asked for."""
    found = []
    for one in person["rates"]:
        if not any_type and ask.get("deliverable_type") and one.deliverable_type not in ask["deliverable_type"]:
            continue
        worth = factor(one.price.currency, ask["currency"]) if "currency" in ask else None
        amount = None if worth is None else math.floor(one.price.value * worth)
        if is_bounded(ask) and (amount is None or not ask.get("price_min", 0) <= amount <= ask.get("price_max", 10**9)):
            continue
        found.append((one.deliverable_type, amount))
    return found


def is_bounded(ask: dict[str, Any]) -> bool:
    return "price_min" in ask or "price_max" in ask


def step_below(amount: int) -> int:
    """What a search gives away of a floor: the largest of 1, 2, 5, 10, 20, 50 … that is not above it."""
    return max([step * 10**power for power in range(9) for step in (1, 2, 5) if step * 10**power <= amount], default=0)


def values_of(person: dict[str, Any], facet: str, ask: dict[str, Any]) -> set[str]:
    if facet == "category":
        return set(person["categories"]) - set(person["blocked"])
    if facet == "country":
        return {person["country"]}
    if facet in ("language", "format"):
        return set(person[f"{facet}s"])
    if facet == "platform":
        return {"sandbox"} | {account.platform for account in person["accounts"]}
    if facet == "deliverable_type":
        return {type_ for type_, _ in fitting(person, ask, any_type=True)}
    if facet == "badge":
        return set(person["badges"])
    if facet == "industry":
        return set(person["industries"])
    shares = person["shares"][AUDIENCES[facet.removeprefix("audience_")][0]]
    return {value for value, share in shares.items() if share >= 0.2}


def matches(person: dict[str, Any], ask: dict[str, Any], without: str = "") -> bool:
    if person["hidden"] or person["availability"] != "available":
        return False
    chosen_countries = {*ask.get("country", []), *(country for region in ask.get("region", []) for country in REGIONS[region])}
    if without != "country" and (ask.get("country") or ask.get("region")) and person["country"] not in chosen_countries:
        return False
    lists = set(LISTS) - {"country", without}
    if any(ask.get(name) and not values_of(person, name, ask) & set(ask[name]) for name in lists):
        return False
    for name, (column, _) in AUDIENCES.items():
        chosen = [choice.partition(":") for choice in ask.get(f"audience_{name}", [])]
        if chosen and without != f"audience_{name}":
            shares = person["shares"][column]
            if not any(value in shares and shares[value] >= float(share or 0.2) for value, _, share in chosen):
                return False
    for name, value in (person["figures"] | {name: person[name] for name in FIGURES_HERE}).items():
        bounds = ask.get(f"{name}_min"), ask.get(f"{name}_max")
        if bounds != (None, None) and (
            value is None or not (bounds[0] or 0) <= value <= (math.inf if bounds[1] is None else bounds[1])
        ):
            return False
    asks_for_rates = is_bounded(ask) or (ask.get("deliverable_type") and without != "deliverable_type")
    if asks_for_rates and not fitting(person, ask, any_type=without == "deliverable_type"):
        return False
    floor = person["minimum_offer"]
    if "price_max" in ask and floor and floor["currency"] == ask["currency"] and step_below(floor["value"]) > ask["price_max"]:
        return False
    if ask.get("campaign_category") in person["blocked"] or ask.get("exclusivity_category") in person["exclusive_categories"]:
        return False
    return not ("q" in ask and score(person, ask["q"]) is None)


def in_order(people: list[dict[str, Any]], ask: dict[str, Any]) -> list[dict[str, Any]]:
    name = ask.get("sort", "relevance").removeprefix("-")
    down = ask.get("sort", "relevance").startswith("-") or name == "relevance"

    def key(person: dict[str, Any]) -> Any:
        if name == "relevance":
            value = (score(person, ask["q"]) or 0 if "q" in ask else 0) * 1000 + person["quality"]
        elif name == "price":
            value = min((amount for _, amount in fitting(person, ask) if amount is not None), default=None)
        else:
            value = person["response_time_seconds"] if name == "response_time" else person["figures"][name]
        return (value is None, (-value if down else value) if value is not None else 0, person["creator_id"].uuid)

    return sorted(people, key=key)


BOUNDED = {
    "follower_count": (50_000, 250),
    "median_views": (5000, 250),
    "average_views": (9000, 250),
    "engagement_rate": (1, 1),
    "authenticity_score": (101, 1),
}


def asked(dice: random.Random) -> dict[str, Any]:
    """Make up a search; most have few filters, so that most find somebody."""
    ask: dict[str, Any] = {}
    pools = {**LISTS, "region": list(REGIONS), "deliverable_type": TYPES}
    for name, pool in pools.items():
        if dice.random() < 0.12:
            ask[name] = some(dice, pool, 1)
    for name, (_, values) in AUDIENCES.items():
        if dice.random() < 0.12:
            ask[f"audience_{name}"] = [
                value + dice.choice(["", ":0.4", ":0.2", ":1", ":0", ":0.3333"]) for value in some(dice, values, 1)
            ]
    for name, (most, step) in BOUNDED.items():
        if dice.random() < 0.1:
            low, high = sorted(
                round(dice.random(), 2) if name == "engagement_rate" else dice.randrange(0, most, step) for _ in range(2)
            )
            ask.update(dice.choice([{f"{name}_min": low}, {f"{name}_max": high}, {f"{name}_min": low, f"{name}_max": high}]))
    sorts = ["relevance", "follower_count", "engagement_rate", "median_views", "response_time"]
    if dice.random() < 0.25:
        ask["currency"] = dice.choice(CURRENCIES)
        ask.update(
            dice.choice([{}, {"price_min": 250}, {"price_max": 100}, {"price_max": 291}, {"price_min": 100, "price_max": 6000}])
        )
        sorts += ["price"] * 4
    if dice.random() < 0.1:
        ask["response_time_seconds_max"] = dice.choice([59, 60, 4000, 90_000])
    for name in ("campaign_category", "exclusivity_category"):
        if dice.random() < 0.12:
            ask[name] = dice.choice(CATEGORIES)
    if dice.random() < 0.25:
        ask["q"] = dice.choice(QUERY_WORDS)
    if dice.random() < 0.9 and ("q" not in ask or dice.random() < 0.5):
        ask["sort"] = dice.choice(["", "-"]) + dice.choice(sorts)
    ask["facet"] = dice.sample(FACETS, dice.randint(0, 4))
    ask["facet_limit"] = dice.choice([1, 2, 3, 1000])
    return ask


def counted(people: list[dict[str, Any]], ask: dict[str, Any], facet: str) -> tuple[list[tuple[str, int]], int]:
    """Count a facet: what is listed, and the sum of the others."""
    counts = Counter(value for person in people if matches(person, ask, without=facet) for value in values_of(person, facet, ask))
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    listed = ranked[: ask["facet_limit"]]
    return listed, counts.total() - sum(count for _, count in listed)


# --- an index against it ------------------------------------------------------------------------------------------------

Search = Callable[[Query], Awaitable[Found]]


@dataclass(frozen=True)
class Proof:
    """What made-up searches have shown."""

    sizes: Counter[str]
    """How many found nobody, one page, several pages."""
    proven: Counter[str]
    """How many that found somebody had each filter, order and facet."""


def read(ask: dict[str, Any]) -> Query:
    """Read a search as the API does."""
    search = CreatorSearch.model_validate(ask)
    return query_of(search, day_rates(ask["currency"]) if compares_prices(search) else None)


async def pages_of(search: Search, query: Query, limit: int) -> AsyncIterator[Found]:
    """Ask an index page after page, each from the last place of the one before; counts with the first."""
    place: Place | None = None
    while True:
        page = await search(replace(query, limit=limit, after=place))
        yield page
        if len(page.page) < limit:
            return
        query, place = replace(query, facets=()), page.page[-1]


async def prove(search: Search, people: list[dict[str, Any]], *, queries: int, seed: int) -> Proof:
    """Assert that order over all pages, total and every count of made-up searches are those of the plain search."""
    dice = random.Random(seed)
    proof = Proof(Counter(), Counter())
    for number in range(queries):
        ask = asked(dice)
        expected = in_order([person for person in people if matches(person, ask)], ask)

        limit = dice.choice([max(1, len(expected) // 2), 1 + len(expected) // 2, len(expected) + 1])
        pages = [page async for page in pages_of(search, read(ask), limit)]

        ids = [place.creator_id for page in pages for place in page.page]
        assert ids == [person["creator_id"] for person in expected], (number, ask)
        assert {page.total for page in pages} == {len(expected)}, (number, ask)
        assert pages[0].facets.keys() == set(ask["facet"])
        for name, facet in pages[0].facets.items():
            shown = [(one.value, one.count) for one in facet.values], facet.other_count
            assert shown == counted(people, ask, name), (number, name, ask)
        proof.sizes["empty" if not expected else "several pages" if len(pages) > 1 else "one page"] += 1
        if expected:
            proof.proven.update(what_it_asks(ask, expected))
    return proof


def what_it_asks(ask: dict[str, Any], expected: list[dict[str, Any]]) -> list[str]:
    """Name the filters, the order and the facets of a search, and what else it shows by whom it finds."""
    sort = ask.get("sort", "relevance")
    shows = [*ask, f"sort={sort}", *(f"facet={name}" for name in ask["facet"])]
    if "q" in ask:
        shows += ["typing errors"] * any(is_mistyped(person, ask["q"]) for person in expected)
        shows += ["points"] * (sort == "relevance" and len({score(person, ask["q"]) for person in expected}) > 1)
    amounts = [amount for person in expected for _, amount in fitting(person, ask) if amount is not None]
    if is_bounded(ask) or sort.endswith("price"):
        shows += ["conversion"] * (
            len({one.price.currency for person in expected for one in person["rates"]}) > 1 and amounts != []
        )
        shows += ["no price"] * any(all(amount is None for _, amount in fitting(person, ask)) for person in expected)
    return shows
