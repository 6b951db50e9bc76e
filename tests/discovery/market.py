"""A market of made-up creators, and the same search written anew in plain Python."""

import random
import unicodedata
from functools import cache
from typing import Any

from services.discovery.profiles import service as profiles
from services.discovery.profiles.models import Membership
from services.discovery.profiles.schemas import CreatorChanges
from shared.events.identity import Audience
from tests.discovery.creators import approved, old_id, rate, statistics, suspended
from tests.harness import ServiceUnderTest

CREATORS = 160
NAMES = ["Zoë Ångström", "José Pérez", "Łukasz Kot", "ANA", "Straße Süd", "Mia o'Neil", "李 小龍", "Ana-María Smørrebrød"]
HANDLES = ["ana.cooks", "zoe_runs", "el.gato", "studio54", "_kot_", "Mia-Bakes"]
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
TYPES, CURRENCIES = ["video", "story", "photo_set"], ["USD", "EUR", "JPY"]
AUDIENCES = {"country": ("countries", ["US", "CA", "DE"]), "gender": ("genders", ["female", "male"]), "age": ("ages", ["13-17", "18-24", "25-34", "65+"]), "device": ("devices", ["ios", "android"])}  # fmt: skip
QUERY_WORDS = [
    "ana",
    "ANÁ",
    "zoe",
    "cook",
    "Café",
    "kot",
    "strasse",
    "smorre",
    "54",
    "李",
    "los",
    "anacooks",
    "mutf",
    "o'neil",
    "läuft kocht",
]
FACETS = [
    "category",
    "country",
    "language",
    "format",
    "platform",
    "deliverable_type",
    *(f"audience_{name}" for name in AUDIENCES),
]

# --- a population ---------------------------------------------------------------------------------------------------------


def some(dice: random.Random, values: list[str], least: int = 0) -> list[str]:
    return dice.sample(values, dice.randint(least, min(3, len(values))))


def made(dice: random.Random, number: int) -> dict[str, Any]:
    shares = {name: {value: round(dice.random(), 1) for value in some(dice, values)} for name, values in AUDIENCES.values()}
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
    return {
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
        "response_time": dice.choice([None, None, 60, 3600, 86_400]),
    }


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


async def populate(under_test: ServiceUnderTest) -> list[dict[str, Any]]:
    """Tell of creators, let some of them change something, suspend some."""
    dice = random.Random(20260301)
    people = [made(dice, number) for number in range(CREATORS)]
    async with under_test.session() as session:
        for person in people:
            event = approved(**{name: person[name] for name in TOLD})
            await profiles.take_approval(session, event=event)
            creator = await profiles.readable(session, event.creator_id)
            change = CreatorChanges.model_validate(changed(dice, person))
            await profiles.change(session, creator=creator, changes=change.changes())
            if person["hidden"]:
                await profiles.take_membership(session, event=suspended(event), membership=Membership.SUSPENDED)
            creator.response_time_seconds = person["response_time"]
    return people


# --- the same search in plain Python ----------------------------------------------------------------------------------


@cache
def plain(text: str) -> list[str]:
    """Lower case without accents, cut at what is no letter or digit: for the texts above."""
    for letter, letters in {"ß": "ss", "ł": "l", "Ł": "l", "ø": "o", "\u0131": "i"}.items():
        text = text.replace(letter, letters)
    text = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return "".join(c if c.isalnum() else " " for c in text).split()


def score(person: dict[str, Any], q: str) -> int | None:
    fields = [
        (3, [*plain(person["handle"]), "".join(plain(person["handle"]))]),
        (2, plain(person["name"])),
        (1, plain(person["bio"])),
    ]
    total = 0
    for word in dict.fromkeys(plain(q)):
        points = [worth for worth, words in fields if any(other.startswith(word) for other in words)]
        if not points:
            return None
        total += max(points)
    return total


def fitting(person: dict[str, Any], ask: dict[str, Any], *, any_type: bool = False) -> list[Any]:
    return [
        one
        for one in person["rates"]
        if (any_type or not ask.get("deliverable_type") or one.deliverable_type in ask["deliverable_type"])
        and one.price.currency == ask.get("currency", one.price.currency)
        and ask.get("price_min", 0) <= one.price.value <= ask.get("price_max", 10**9)
    ]


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
        return {one.deliverable_type for one in fitting(person, ask, any_type=True)}
    shares = person["shares"][AUDIENCES[facet.removeprefix("audience_")][0]]
    return {value for value, share in shares.items() if share >= 0.2}


def matches(person: dict[str, Any], ask: dict[str, Any], without: str = "") -> bool:
    if person["hidden"] or person["availability"] != "available":
        return False
    if any(ask.get(name) and name != without and not values_of(person, name, ask) & set(ask[name]) for name in FACETS[:5]):
        return False
    for name, (column, _) in AUDIENCES.items():
        chosen = [choice.partition(":") for choice in ask.get(f"audience_{name}", [])]
        if chosen and without != f"audience_{name}":
            shares = person["shares"][column]
            if not any(value in shares and shares[value] >= float(share or 0.2) for value, _, share in chosen):
                return False
    for name, value in person["figures"].items():
        if not ask.get(f"{name}_min", 0) <= value <= ask.get(f"{name}_max", 10**9):
            return False
    asks_for_rates = ask.get("currency") or (ask.get("deliverable_type") and without != "deliverable_type")
    if asks_for_rates and not fitting(person, ask, any_type=without == "deliverable_type"):
        return False
    floor = person["minimum_offer"]
    if "price_max" in ask and floor and floor["currency"] == ask["currency"] and step_below(floor["value"]) > ask["price_max"]:
        return False
    if ask.get("campaign_category") in person["blocked"]:
        return False
    return not ("q" in ask and score(person, ask["q"]) is None)


def in_order(people: list[dict[str, Any]], ask: dict[str, Any]) -> list[dict[str, Any]]:
    name = ask.get("sort", "relevance").removeprefix("-")
    down = ask.get("sort", "relevance").startswith("-") or name == "relevance"

    def key(person: dict[str, Any]) -> Any:
        if name == "relevance":
            value = score(person, ask["q"]) if "q" in ask else 0
        elif name == "price":
            value = min(one.price.value for one in fitting(person, ask))
        else:
            value = person["response_time"] if name == "response_time" else person["figures"][name]
        return (value is None, (-value if down else value) if value is not None else 0, person["creator_id"].uuid)

    return sorted(people, key=key)


def asked(dice: random.Random) -> dict[str, Any]:
    """Make up a search; most have few filters, so that most find somebody."""
    ask: dict[str, Any] = {}
    pools = {
        "category": [*CATEGORIES, "nothing"],
        "country": COUNTRIES,
        "language": LANGUAGES,
        "format": FORMATS,
        "platform": ["sandbox", "mirror", "tube"],
        "deliverable_type": TYPES,
    }
    for name, pool in pools.items():
        if dice.random() < 0.15:
            ask[name] = some(dice, pool, 1)
    for name, (_, values) in AUDIENCES.items():
        if dice.random() < 0.12:
            ask[f"audience_{name}"] = [value + dice.choice(["", ":0.4", ":0.2", ":1", ":0"]) for value in some(dice, values, 1)]
    for name, most in {"follower_count": 50_000, "median_views": 5000, "average_views": 9000, "engagement_rate": 1}.items():
        if dice.random() < 0.12:
            low, high = sorted(round(dice.random() * most, 2) if most == 1 else dice.randrange(0, most, 250) for _ in range(2))
            ask.update(dice.choice([{f"{name}_min": low}, {f"{name}_max": high}, {f"{name}_min": low, f"{name}_max": high}]))
    sorts = ["relevance", "follower_count", "engagement_rate", "median_views", "response_time"]
    if dice.random() < 0.25:
        ask["currency"] = dice.choice(CURRENCIES)
        ask.update(
            dice.choice([{}, {"price_min": 250}, {"price_max": 100}, {"price_max": 250}, {"price_min": 100, "price_max": 6000}])
        )
        sorts += ["price"] * 4
    if dice.random() < 0.15:
        ask["campaign_category"] = dice.choice(CATEGORIES)
    if dice.random() < 0.25:
        ask["q"] = dice.choice(QUERY_WORDS)
    if dice.random() < 0.9 and ("q" not in ask or dice.random() < 0.5):
        ask["sort"] = dice.choice(["", "-"]) + dice.choice(sorts)
    ask["facet"] = dice.sample(FACETS, dice.randint(0, 4))
    ask["facet_limit"] = dice.choice([1, 2, 3, 1000])
    return ask
