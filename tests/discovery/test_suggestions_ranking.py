"""What every ranking keeps, over the shipped one and over a model of one's own behind a real server; and what happens if that fails."""

import asyncio
import json
import random
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from fastapi import FastAPI, Request, Response
from starlette.responses import StreamingResponse

from services.discovery.app import service
from services.discovery.ports import DiscoverySettings, RankingModel, make_ports
from services.discovery.suggestions.own import OwnRanking
from services.discovery.suggestions.policy import OWN_RANKING, SUGGESTIONS
from services.discovery.suggestions.published import PublishedRanking
from services.discovery.suggestions.queries import features_of
from services.discovery.suggestions.ranking import DETAILS, Candidate, Objective, Ranking, RankingFailed, RankingFailure
from shared.events.identity import OrganizationId
from shared.money import Money
from shared.settings import Settings, SettingsError, load
from tests.discovery.creators import approved, old_id, rate, statistics, suspended
from tests.discovery.test_search_privacy import PRIVATE
from tests.discovery.test_suggestions import brief_of, suggested
from tests.gateway.doubles import raw_server, serving
from tests.harness import Peers, ServiceUnderTest, Templates, service_under_test

Market = tuple[ServiceUnderTest, list[dict[str, Any]]]


@dataclass
class Model:
    """Somebody's own model: it scores by median views. It notes what it is sent, and answers as it is told to."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answer: Callable[[dict[str, Any]], Response] | None = None

    def app(self) -> FastAPI:
        """Make the app."""
        app = FastAPI()

        @app.post("/rank")
        async def rank(request: Request) -> Response:
            asked = await request.json()
            self.asked.append(asked)
            self.headers.append(dict(request.headers))
            return self.answer(asked) if self.answer else told(scores_of(asked))

        return app


def scores_of(asked: dict[str, Any]) -> list[dict[str, Any]]:
    most = max((one["creator"]["median_views"] for one in asked["candidates"]), default=0) or 1
    return [
        {
            "id": one["creator"]["id"],
            "score": 100 * one["creator"]["median_views"] / most,
            "reasons": [{"code": "watched", "points": 1.25, "detail": f"{one['creator']['median_views']} views."}],
        }
        for one in asked["candidates"]
    ]


def told(scores: Any, **how: Any) -> Response:
    return Response(json.dumps({"name": "ours", "version": "7", "scores": scores, **how}), media_type="application/json")


@asynccontextmanager
async def own(model: Model, **how: Any) -> AsyncIterator[OwnRanking]:
    async with serving(model.app()) as url:
        yield OwnRanking(f"{url}/rank", **how)


@asynccontextmanager
async def published() -> AsyncIterator[PublishedRanking]:
    yield PublishedRanking()


RANKINGS: dict[str, Callable[[], Any]] = {"published": published, "own": lambda: own(Model())}
"""How to make each; another one is added here."""

BRIEF = brief_of(
    summary="A pan for weeknight recipes.",
    objective=Objective.SALES,
    countries=["US"],
    ages=["18-24"],
    deliverable_types=["video", "story"],
    budget=Money(50_000, "USD"),
)


# --- what every ranking keeps -------------------------------------------------------------------------------------------


@pytest.fixture(params=RANKINGS)
async def ranking(request: pytest.FixtureRequest) -> AsyncIterator[Ranking]:
    async with RANKINGS[request.param]() as made:
        yield made


@pytest.fixture
async def asked(market: Market) -> list[Candidate]:
    under_test, people = market
    async with under_test.session() as session:
        rows = await features_of(session, [person["creator_id"] for person in people])
    assert len(rows) > 100
    return [Candidate(row, {"video": 100 + place} if place % 3 else {}) for place, row in enumerate(rows)]


async def test_every_candidate_has_one_score(ranking: Ranking, asked: list[Candidate]) -> None:
    ranks = await ranking.rank(BRIEF, asked)

    assert ranks.name
    assert ranks.version
    assert sorted(one.creator_id for one in ranks.ranked) == sorted(candidate.creator.id for candidate in asked)
    assert all(0 <= one.score <= 100 and round(one.score, 1) == one.score for one in ranks.ranked)
    assert len({one.score for one in ranks.ranked}) > 10
    for one in ranks.ranked:
        for part in (*one.reasons, *one.against):
            assert part.code
            assert part.detail
            assert -100 <= part.points <= 100


async def test_the_order_of_candidates_does_not_matter(ranking: Ranking, asked: list[Candidate]) -> None:
    shuffled = random.Random(3).sample(asked, len(asked))

    one, other = await ranking.rank(BRIEF, asked), await ranking.rank(BRIEF, shuffled)

    assert {one.creator_id: one for one in one.ranked} == {other.creator_id: other for other in other.ranked}


async def test_nobody_to_rank_is_no_failure(ranking: Ranking) -> None:
    assert list((await ranking.rank(BRIEF, [])).ranked) == []
    assert list((await ranking.rank(brief_of(), [])).ranked) == []


async def test_a_candidate_who_tells_nothing_is_ranked(ranking: Ranking, discovery: ServiceUnderTest) -> None:
    silent = approved(creator_id=old_id(1), bio="", languages=[], formats=[], rates=[], accounts=[])
    await discovery.hear(silent)
    async with discovery.session() as session:
        rows = await features_of(session, [old_id(1)])

    [ranked] = (await ranking.rank(BRIEF, [Candidate(row, {}) for row in rows])).ranked

    assert ranked.creator_id == old_id(1)


# --- what a model of one's own is sent, and how its answer is used ------------------------------------------------------


@asynccontextmanager
async def discovery_with(templates: Templates, url: str, **settings: Any) -> AsyncIterator[ServiceUnderTest]:
    chosen = {"discovery_ranking_url": url, **settings}
    async with service_under_test(service, templates, settings=chosen) as under_test:
        yield under_test


async def three(under_test: ServiceUnderTest) -> list[Any]:
    events = [
        approved(
            creator_id=old_id(number),
            handle=f"n{number}",
            accounts=[statistics(f"n{number}", median_views=1000 * number)],
            rates=[rate("video", 100, "EUR")],
        )
        for number in (1, 2, 3)
    ]
    await under_test.hear(*events)
    return events


ASKED = {
    "category": "food",
    "summary": "Pans",
    "audience": {"countries": ["US"]},
    "languages": ["en"],
    "budget_per_creator": {"value": 50_000, "currency": "USD"},
    "follower_count_min": 7,
}


async def test_a_model_of_ones_own_ranks(templates: Templates) -> None:
    model = Model()
    async with serving(model.app()) as url, discovery_with(templates, f"{url}/rank", discovery_ranking_token="s3cret") as ours:
        await three(ours)
        answer = await suggested(ours.brand(), ASKED)

    assert answer["ranking"] == {"name": "ours", "version": "7", "fallback": None}
    assert [(row["creator"]["id"], row["score"]) for row in answer["data"]] == [
        (old_id(3), 100.0),
        (old_id(2), 66.7),
        (old_id(1), 33.3),
    ]
    assert answer["data"][0]["reasons"] == [{"code": "watched", "points": 1.2, "detail": "3000 views."}]
    assert answer["data"][0]["against"] == []
    assert model.headers[0]["authorization"] == "Bearer s3cret"


async def test_an_organization_is_ranked_for_by_its_own_model_alone(templates: Templates) -> None:
    """Not by the operator's, nor by anybody else's; and where its own fails, by the formula."""
    models = {name: Model(answer=lambda asked, name=name: told(scores_of(asked), name=name)) for name in ("usual", "own")}
    agency = OrganizationId.new()
    async with (
        serving(models["usual"].app()) as usual,
        serving(models["own"].app()) as own_url,
        discovery_with(
            templates,
            f"{usual}/rank",
            discovery_rankings=json.dumps({agency: {"url": f"{own_url}/rank", "token": "of the agency"}}),
        ) as ours,
    ):
        await three(ours)
        owner = ours.brand(organization_id=agency, organization_type="agency")
        assert (await suggested(owner, ASKED))["ranking"]["name"] == "own"
        assert (await suggested(ours.brand(), ASKED))["ranking"]["name"] == "usual"
        assert [len(models[name].asked) for name in ("usual", "own")] == [1, 1]
        assert models["own"].headers[0]["authorization"] == "Bearer of the agency"
        assert "authorization" not in models["usual"].headers[0]

        models["own"].answer = lambda _: Response(status_code=500)
        failed = (await suggested(owner, ASKED))["ranking"]
        assert (failed["name"], failed["fallback"]["code"]) == (SUGGESTIONS.name, "refused")
        assert len(models["usual"].asked) == 1


async def test_a_model_is_sent_the_brief_and_what_everybody_may_see(templates: Templates) -> None:
    model = Model()
    async with serving(model.app()) as url, discovery_with(templates, f"{url}/rank") as ours:
        first, *_ = await three(ours)
        secrets = {
            "minimum_offer": {"value": 12_345, "currency": "CHF"},
            "blocked_categories": ["gambling"],
            "categories": ["food", "gambling"],
        }
        assert (await ours.creator(organization_id=first.organization_id).patch("/creators/me", secrets)).status_code == 200
        brand = ours.brand()
        await suggested(brand, ASKED)
        profile = (await brand.get(f"/creators/{old_id(1)}")).json()

    [sent] = model.asked
    assert sent.keys() == {"object", "version", "effective_on", "brief", "candidates"}
    assert sent["brief"] == {
        "category": "food",
        "summary": "Pans",
        "objective": "awareness",
        "countries": ["US"],
        "ages": [],
        "genders": [],
        "languages": ["en"],
        "deliverable_types": [],
        "budget": {"value": 50_000, "currency": "USD"},
        "follower_count_min": 7,
        "follower_count_max": None,
    }
    assert [one["creator"]["id"] for one in sent["candidates"]] == [old_id(1), old_id(2), old_id(3)]
    assert sent["candidates"][0]["prices"].keys() == {"video"}
    public = sent["candidates"][0]["creator"]
    for name in ("handle", "bio", "categories", "rates", "follower_count", "badges", "authenticity_score", "languages"):
        assert public[name] == profile[name], name
    assert public["audience_countries"] == profile["audience"]["countries"]
    assert {name for name in public if name.startswith("audience_")} | profile.keys() | {
        "platforms",
        "completed_orders",
    } >= public.keys()
    written = json.dumps(sent)
    for secret in (*PRIVATE, "blocked", "gambling", "12345", "CHF", brand.organization_id, brand.user_id, first.organization_id):
        assert secret not in written, secret
    assert "authorization" not in model.headers[0]


async def test_nobody_hidden_is_sent_to_a_model(templates: Templates) -> None:
    model = Model()
    async with serving(model.app()) as url, discovery_with(templates, f"{url}/rank") as ours:
        first, second, _ = await three(ours)
        await ours.hear(suspended(first))
        await ours.creator(organization_id=second.organization_id).patch("/creators/me", {"availability": "on_vacation"})
        await suggested(ours.brand(), ASKED)
    assert [one["creator"]["id"] for one in model.asked[0]["candidates"]] == [old_id(3)]


async def test_ties_of_a_model_stand_in_the_order_of_ids(templates: Templates) -> None:
    def alike(asked: dict[str, Any]) -> Response:
        return told([{"id": one["creator"]["id"], "score": 50} for one in asked["candidates"]][::-1])

    model = Model(answer=alike)
    async with serving(model.app()) as url, discovery_with(templates, f"{url}/rank") as ours:
        await three(ours)
        answer = await suggested(ours.brand(), ASKED)
    assert [row["creator"]["id"] for row in answer["data"]] == [old_id(1), old_id(2), old_id(3)]


# --- a model that fails -------------------------------------------------------------------------------------------------


def changed(change: Callable[[list[dict[str, Any]]], Any]) -> Callable[[dict[str, Any]], Response]:
    """Answer with the right scores but for one change."""
    return lambda asked: told(change(scores_of(asked)))


def first_with(**how: Any) -> Callable[[dict[str, Any]], Response]:
    return changed(lambda scores: [{**scores[0], **how}, *scores[1:]])


def part(**how: Any) -> list[dict[str, Any]]:
    return [{"code": "watched", "points": 1, "detail": "It is.", **how}]


async def dripping() -> AsyncIterator[bytes]:
    while True:
        yield b" "
        await asyncio.sleep(0.01)


FAILURES: dict[str, tuple[str, Callable[[dict[str, Any]], Response]]] = {
    "an error": ("refused", lambda _: Response(status_code=500)),
    "not found": ("refused", lambda _: Response(status_code=404)),
    "a redirect": ("refused", lambda _: Response(status_code=302, headers={"Location": "/rank"})),
    "nothing": ("refused", lambda _: Response(status_code=204)),
    "an empty body": ("invalid_answer", lambda _: Response(b"")),
    "no JSON": ("invalid_answer", lambda _: Response(b"<html>")),
    "a list": ("invalid_answer", lambda _: Response(b"[]")),
    "very deep": ("invalid_answer", lambda _: Response(b"[" * 100_000)),
    "not UTF-8": ("invalid_answer", lambda _: Response(b'{"name": "\xff"}')),
    "gzip, unasked": (
        "invalid_answer",
        lambda _: Response(b"\x1f\x8b" + b"\0" * 9, headers={"Content-Encoding": "gzip"}),
    ),
    "too large": ("too_large", lambda _: Response(b" " * (OWN_RANKING.most_bytes + 1))),
    "no name": ("invalid_answer", lambda asked: told(scores_of(asked), name="")),
    "a name of control characters": ("invalid_answer", lambda asked: told(scores_of(asked), name="a\x07")),
    "no version": ("invalid_answer", lambda asked: told(scores_of(asked), version=None)),
    "somebody missing": ("invalid_answer", changed(lambda scores: scores[1:])),
    "somebody twice": ("invalid_answer", changed(lambda scores: [*scores, scores[0]])),
    "somebody else": ("invalid_answer", first_with(id=old_id(99))),
    "no id": ("invalid_answer", first_with(id="crt_x")),
    "a score too high": ("invalid_answer", first_with(score=100.1)),
    "a score below zero": ("invalid_answer", first_with(score=-1)),
    "no number": ("invalid_answer", first_with(score=float("nan"))),
    "no score": ("invalid_answer", first_with(score=None)),
    "a code with spaces": ("invalid_answer", first_with(reasons=part(code="a b"))),
    "too many points": ("invalid_answer", first_with(against=part(points=-101))),
    "a long detail": ("invalid_answer", first_with(reasons=part(detail="x" * 201))),
    "a detail of control characters": ("invalid_answer", first_with(reasons=part(detail="a\0"))),
    "a lone surrogate": ("invalid_answer", first_with(reasons=part(detail="\ud800"))),
    "many reasons": ("invalid_answer", first_with(reasons=part() * 21)),
    "a drip": ("timeout", lambda _: StreamingResponse(dripping())),
}  # fmt: skip


@pytest.fixture(scope="session")
async def failing(templates: Templates) -> AsyncIterator[tuple[ServiceUnderTest, Model, dict[str, Any]]]:
    """Discovery whose model fails as a test says, and what the shipped ranking says."""
    model = Model()
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(serving(model.app()))
        ours = await stack.enter_async_context(discovery_with(templates, f"{url}/rank"))
        shipped = await stack.enter_async_context(service_under_test(service, templates))
        for under_test in (ours, shipped):
            await three(under_test)
        yield ours, model, await suggested(shipped.brand(), ASKED)


def seen(answer: dict[str, Any]) -> list[Any]:
    return [(row["creator"]["id"], row["score"], row["reasons"], row["against"]) for row in answer["data"]]


@pytest.mark.parametrize("what", FAILURES)
async def test_a_model_that_fails_gives_way_to_the_shipped_ranking(
    failing: Any, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_test, model, by_formula = failing
    code, model.answer = FAILURES[what]
    if code == "timeout":
        monkeypatch.setattr(
            under_test.instance.context.ports.rankings.usual, "_policy", replace(OWN_RANKING, timeout_seconds=0.2)
        )

    answer = await suggested(under_test.brand(), ASKED)

    assert answer["ranking"] == {**by_formula["ranking"], "fallback": {"code": code, "detail": DETAILS[RankingFailure(code)]}}
    assert seen(answer) == seen(by_formula)
    assert len(answer["data"]) == 3


async def test_after_a_failure_the_model_is_asked_again(failing: Any) -> None:
    under_test, model, _ = failing
    model.answer = FAILURES["an error"][1]
    assert (await suggested(under_test.brand(), ASKED))["ranking"]["fallback"]["code"] == "refused"
    model.answer = None
    assert (await suggested(under_test.brand(), ASKED))["ranking"] == {"name": "ours", "version": "7", "fallback": None}


async def test_a_model_that_is_away_gives_way(templates: Templates) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        async with discovery_with(templates, f"http://127.0.0.1:{closed.getsockname()[1]}/rank") as under_test:
            await three(under_test)
            answer = await suggested(under_test.brand(), ASKED)
    assert answer["ranking"]["fallback"]["code"] == "unreachable"
    assert len(answer["data"]) == 3


async def test_a_model_that_breaks_off_gives_way() -> None:
    async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"name"')
        writer.close()

    async with raw_server(half) as url:
        with pytest.raises(RankingFailed, match="unreachable"):
            await OwnRanking(url).rank(BRIEF, [])


async def test_a_model_that_never_answers_costs_its_time_and_no_connection_of_the_database(
    templates: Templates, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While it is asked no transaction is open: its connection serves others."""
    gate = asyncio.Event()

    async def silent(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        gate.set()
        await asyncio.sleep(30)

    async with raw_server(silent) as url, discovery_with(templates, url) as under_test:
        await three(under_test)
        quick = replace(OWN_RANKING, timeout_seconds=0.5)
        monkeypatch.setattr(under_test.instance.context.ports.rankings.usual, "_policy", quick)
        pool = under_test.instance.context.sessions.kw["bind"].sync_engine.pool
        waiting = asyncio.create_task(suggested(under_test.brand(), ASKED))
        async with asyncio.timeout(5):
            await gate.wait()
        held = pool.checkedout()
        answer = await waiting
    assert held == 0
    assert answer["ranking"]["fallback"]["code"] == "timeout"


# --- settings -----------------------------------------------------------------------------------------------------------


def test_the_setting_chooses() -> None:
    def chosen(**how: Any) -> Ranking:
        return make_ports(load(DiscoverySettings, **how), Peers()).rankings.usual

    assert isinstance(chosen(), PublishedRanking)
    assert isinstance(chosen(discovery_ranking_url="http://127.0.0.1:9/rank"), OwnRanking)
    for wrong in ("ranking.example", "ftp://ranking.example", "file:///etc/passwd"):
        with pytest.raises(SettingsError, match="GREENLIGHT_DISCOVERY_RANKING_URL"):
            chosen(discovery_ranking_url=wrong)


def test_an_organization_has_its_own_and_all_others_the_usual(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = OrganizationId.new(), OrganizationId.new()
    models = {id: {"url": f"http://127.0.0.1:9/{id}", "token": "s3cret"} for id in (first, second)}
    monkeypatch.setenv("GREENLIGHT_DISCOVERY_RANKINGS", json.dumps(models))
    monkeypatch.setenv("GREENLIGHT_DISCOVERY_RANKING_URL", "http://127.0.0.1:9/rank")
    rankings = make_ports(load(DiscoverySettings), Peers()).rankings
    assert len({id(rankings.of(organization)) for organization in (first, second, OrganizationId.new())}) == 3
    assert rankings.of(OrganizationId.new()) is rankings.usual
    assert "s3cret" not in repr(load(DiscoverySettings))


@pytest.mark.parametrize(
    "said",
    [
        "s3cret",
        "[]",
        '{"ord_01k4s3m7v8e9tb2h6jq0xyzwpn": {"url": "https://ranking.example", "token": "s3cret"}}',
        '{"org_01k4s3m7v8e9tb2h6jq0xyzwpn": {"url": "ranking.example", "token": "s3cret"}}',
        '{"org_01k4s3m7v8e9tb2h6jq0xyzwpn": {"token": "s3cret"}}',
        '{"org_01k4s3m7v8e9tb2h6jq0xyzwpn": {"url": "https://ranking.example", "tokens": "s3cret"}}',
        '{"org_01k4s3m7v8e9tb2h6jq0xyzwpn": "https://s3cret.example"}',
    ],
)
def test_a_wrong_list_of_models_is_said_in_one_line_without_its_tokens(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLIGHT_DISCOVERY_RANKINGS", said)
    with pytest.raises(SettingsError, match=r"^GREENLIGHT_DISCOVERY_RANKINGS: .*not JSON such as") as refused:
        load(DiscoverySettings)
    assert "s3cret" not in str(refused.value)
    assert "\n" not in str(refused.value)


def test_production_asks_by_https_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Settings, "is_sandbox", False)
    with pytest.raises(SettingsError, match="https only"):
        make_ports(DiscoverySettings.model_construct(discovery_ranking_url="http://ranking.example"), Peers())
    kept = make_ports(DiscoverySettings.model_construct(discovery_ranking_url="https://ranking.example"), Peers())
    assert isinstance(kept.rankings.usual, OwnRanking)
    for url, refused in (("http://ranking.example", True), ("https://ranking.example", False)):
        settings = DiscoverySettings.model_construct(discovery_rankings={OrganizationId.new(): RankingModel(url=url)})
        with pytest.raises(SettingsError, match=r"RANKINGS: .*https only") if refused else nullcontext():
            make_ports(settings, Peers())
