"""Searches: every filter, order, cursor and count against a filter written anew in plain Python."""

import asyncio
import json
import random
import unicodedata
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.discovery.app import service
from shared.events.identity import Audience
from tests.discovery.creators import approved, old_id, rate, statistics, suspended
from tests.harness import Actor, ServiceUnderTest, Templates, is_problem, service_under_test

CREATORS, QUERIES = 240, 200
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
    events = [approved(**{name: person[name] for name in TOLD}) for person in people]
    await under_test.hear(*events)

    changes = [(event, changed(dice, person)) for event, person in zip(events, people, strict=True)]
    for start in range(0, CREATORS, 10):
        several = [
            (under_test.creator(organization_id=event.organization_id), change)
            for event, change in changes[start : start + 10]
            if change
        ]
        answers = await asyncio.gather(*(me.patch("/creators/me", change) for me, change in several))
        assert {answer.status_code for answer in answers} <= {200}

    await under_test.hear(*(suspended(event) for event, person in zip(events, people, strict=True) if person["hidden"]))
    seconds = [{"id": str(person["creator_id"].uuid), "seconds": person["response_time"]} for person in people]
    await under_test.scalar(
        "with measured as (update creators set response_time_seconds = told.seconds from"
        " jsonb_to_recordset(cast(:told as jsonb)) as told(id uuid, seconds int) where told.id = creators.id returning 1)"
        " select count(*) from measured",
        told=json.dumps(seconds),
    )
    return people


# --- the same search in plain Python ----------------------------------------------------------------------------------


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
    if dice.random() < 0.9:
        ask["sort"] = dice.choice(["", "-"]) + dice.choice(sorts)
    ask["facet"] = dice.sample(FACETS, dice.randint(0, 4))
    ask["facet_limit"] = dice.choice([1, 2, 3, 1000])
    return ask


@pytest.fixture(scope="module")
async def market(templates: Templates) -> AsyncIterator[tuple[ServiceUnderTest, list[dict[str, Any]]]]:
    """Discovery with a population that no test changes."""
    async with service_under_test(service, templates) as under_test:
        yield under_test, await populate(under_test)


async def followed(brand: Actor, ask: dict[str, Any], limit: int) -> tuple[list[str], list[dict[str, Any]]]:
    """Read page after page; give all ids and all pages."""
    ids, pages, cursor = [], [], None
    while True:
        answer = await brand.get("/creators", params={**ask, "limit": limit, **({"cursor": cursor} if cursor else {})})
        assert answer.status_code == 200, answer.text
        page = answer.json()
        ids += [creator["id"] for creator in page["data"]]
        pages.append(page)
        cursor = page["next_cursor"]
        assert page["has_more"] == (cursor is not None)
        if cursor is None:
            return ids, pages
        assert len(page["data"]) == limit


async def test_searches_are_exact(market: tuple[ServiceUnderTest, list[dict[str, Any]]]) -> None:
    """Order over all pages, total and every count of 200 made-up searches equal those of the plain filter."""
    under_test, people = market
    dice, brand = random.Random(7), under_test.brand()
    sizes: Counter[str] = Counter()
    for number in range(QUERIES):
        ask = asked(dice)
        expected = in_order([person for person in people if matches(person, ask)], ask)

        ids, pages = await followed(
            brand, ask, limit=min(100, dice.choice([max(1, len(expected) // 2), 1 + len(expected) // 2, 100]))
        )

        assert ids == [person["creator_id"] for person in expected], (number, ask)
        assert {page["total_count"] for page in pages} == {len(expected)}, (number, ask)
        for page in pages[:1]:
            assert page["facets"].keys() == set(ask["facet"])
            for facet, shown in page["facets"].items():
                counts = Counter(
                    value for person in people if matches(person, ask, without=facet) for value in values_of(person, facet, ask)
                )
                ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
                listed = ranked[: ask["facet_limit"]]
                assert [(one["value"], one["count"]) for one in shown["values"]] == listed, (number, facet, ask)
                assert shown["other_count"] == counts.total() - sum(count for _, count in listed), (number, facet, ask)
        sizes["empty" if not expected else "several pages" if len(pages) > 1 else "one page"] += 1
    assert sizes["several pages"] > QUERIES / 4
    assert sizes["empty"] < QUERIES / 2


async def test_cursors_keep_their_place_while_creators_come_and_go(discovery: ServiceUnderTest) -> None:
    events = [approved(creator_id=old_id(number), accounts=[statistics(follower_count=number // 2)]) for number in range(20, 40)]
    await discovery.hear(*events)
    brand = discovery.brand()
    first = (await brand.get("/creators?sort=-follower_count&limit=5")).json()

    await discovery.hear(
        suspended(events[-1]), suspended(events[-4]), approved(creator_id=old_id(90), accounts=[statistics(follower_count=999)])
    )
    rest = (await brand.get(f"/creators?sort=-follower_count&limit=100&cursor={first['next_cursor']}")).json()

    seen = [creator["id"] for creator in first["data"] + rest["data"]]
    assert seen == [
        event.creator_id for event in sorted(events, key=lambda event: (-event.accounts[0].follower_count, event.creator_id))
    ]
    assert rest["total_count"] == 19


async def test_a_cursor_belongs_to_its_search_and_caller(market: tuple[ServiceUnderTest, Any]) -> None:
    under_test, _ = market
    brand, other = under_test.brand(), under_test.brand()
    cursor = (await brand.get("/creators?country=US&limit=1")).json()["next_cursor"]
    assert (await brand.get(f"/creators?country=US&limit=50&cursor={cursor}")).status_code == 200

    for actor, query in (
        (brand, f"country=CA&cursor={cursor}"),
        (brand, f"country=US&sort=median_views&cursor={cursor}"),
        (other, f"country=US&cursor={cursor}"),
        (brand, f"country=US&cursor={cursor[:-2]}AA"),
        (brand, "country=US&cursor=%F0%9F%8D%95"),
        (brand, "country=US&cursor="),
    ):
        assert is_problem(await actor.get(f"/creators?{query}"), 422, "cursor_invalid"), query


@pytest.mark.parametrize(
    ("query", "pointer", "code"),
    [
        ("color=red", "/color", "unknown_parameter"),
        ("minimum_offer_max=5", "/minimum_offer_max", "unknown_parameter"),
        ("follower_count_min=5&follower_count_max=4", "/follower_count_min", "range_upside_down"),
        ("currency=USD&price_min=5&price_max=4", "/price_min", "range_upside_down"),
        ("follower_count_min=-1", "/follower_count_min", "greater_than_equal"),
        ("follower_count_min=9007199254740992", "/follower_count_min", "less_than_equal"),
        (f"follower_count_min={'9' * 6000}", "/follower_count_min", "int_parsing_size"),
        ("follower_count_min=many", "/follower_count_min", "int_parsing"),
        ("engagement_rate_min=1.01", "/engagement_rate_min", "less_than_equal"),
        ("engagement_rate_min=nan", "/engagement_rate_min", "finite_number"),
        ("audience_country=US:1.01", "/audience_country/0", "share_out_of_range"),
        ("audience_country=US:-0.1", "/audience_country/0", "string_pattern_mismatch"),
        ("audience_age=18-24:half", "/audience_age/0", "string_pattern_mismatch"),
        ("price_max=100", "/currency", "currency_required"),
        ("sort=price", "/currency", "currency_required"),
        ("currency=XYZ", "/currency", "currency_unknown"),
        ("country=us", "/country/0", "string_pattern_mismatch"),
        ("category=food&category=%00", "/category/1", "string_pattern_mismatch"),
        ("&".join(["format=a"] * 7_000), "/format", "too_long"),
        (f"q={'a' * 201}", "/q", "string_too_long"),
        ("q=", "/q", "string_too_short"),
        ("q=a%00b", "/q", "control_characters"),
        ("q=%F0%9F%8D%95%20!", "/q", "no_words"),
        ("limit=0", "/limit", "greater_than_equal"),
        ("limit=101", "/limit", "less_than_equal"),
        ("limit=5&limit=6", "/limit", "repeated_parameter"),
        ("facet_limit=1001", "/facet_limit", "less_than_equal"),
        ("facet=minimum_offer", "/facet/0", "enum"),
        ("sort=name", "/sort", "literal_error"),
        (f"cursor={'a' * 2001}", "/cursor", "string_too_long"),
    ],
)
async def test_bad_searches_are_named(market: tuple[ServiceUnderTest, Any], query: str, pointer: str, code: str) -> None:
    under_test, _ = market

    answer = await under_test.brand().get(f"/creators?{query}")

    assert is_problem(answer, 422, "validation_failed")
    [error] = answer.json()["errors"]
    assert (error["in"], error["pointer"], error["code"]) == ("query", pointer, code)


async def test_a_floor_is_found_in_coarse_steps_only(discovery: ServiceUnderTest) -> None:
    """Whoever tries every price learns that a floor of 137 lies from 100 to 199, and no more."""
    event = approved(rates=[rate("video", 1)])
    await discovery.hear(event)
    me = discovery.creator(organization_id=event.organization_id)
    learnt = set()
    for floor in (100, 137, 199):
        await me.patch("/creators/me", {"minimum_offer": {"value": floor, "currency": "USD"}})
        prices = [1, 50, 99, 100, 120, 136, 137, 138, 200]
        answers = [await discovery.brand().get(f"/creators?currency=USD&price_max={price}") for price in prices]
        learnt.add(tuple(price for price, answer in zip(prices, answers, strict=True) if answer.json()["total_count"]))
    assert learnt == {(100, 120, 136, 137, 138, 200)}
    assert (await discovery.brand().get("/creators?currency=USD")).json()["total_count"] == 1


async def test_page_total_and_counts_are_of_one_moment(discovery: ServiceUnderTest) -> None:
    """While creators are hidden and shown all the time, no answer contradicts itself."""
    events = [approved(creator_id=old_id(number)) for number in range(6)]
    await discovery.hear(*events)

    brand = discovery.brand()

    async def flip() -> None:
        for version in range(2, 62):
            state = "suspended" if version % 2 == 0 else "active"
            await discovery.scalar(
                "with flipped as (update creators set membership = :state returning 1) select count(*) from flipped", state=state
            )

    flipping = asyncio.create_task(flip())
    seen = set()
    while not flipping.done():
        body = (await brand.get("/creators?facet=country&facet=category")).json()
        counts = {
            body["total_count"],
            len(body["data"]),
            *(sum(one["count"] for one in facet["values"]) for facet in body["facets"].values()),
        }
        assert len(counts) == 1, body
        seen |= counts
    await flipping
    assert seen <= {0, 6}
