"""Authenticity: a score whose every part is shown, measured among peers, the same for the same data."""

import asyncio
import math
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from services.discovery.authenticity import queries, service
from services.discovery.authenticity.arithmetic import (
    Curve,
    Lack,
    Range,
    Signal,
    band_of,
    curve_of,
    judge,
    largest_daily_growth,
    values_of,
)
from services.discovery.authenticity.service import MeasurePeersOnTime
from services.discovery.authenticity.words import WORDINGS, sentence_of
from services.discovery.policy import AUTHENTICITY, QUALITY
from shared.clock import clock as business_clock
from shared.events.identity import Audience, CreatorApproved
from tests.discovery.creators import RECORDED, approved, measured, old_id, statistics, suspended
from tests.harness import ServiceUnderTest, TestClock, is_problem


@dataclass
class Figures:
    """Figures in the middle of everything."""

    follower_count: int = 25_000
    engagement_rate: float = 0.06
    average_views: int = 9_000
    median_views: int = 7_500
    likes_last_28_days: int = 60_000
    posts_last_30_days: int = 12
    largest_daily_growth: float | None = 0.002
    audience_countries: dict[str, float] = field(default_factory=lambda: {"US": 0.61, "CA": 0.1})


def around(times: float = 1.5) -> dict[str, Range]:
    """Peers on both sides of the figures in the middle."""
    return {code: Range((value or 0) / times, (value or 0) * times, 100) for code, value in values_of(Figures()).items()}


def test_the_weights_are_percents_of_every_signal() -> None:
    assert set(AUTHENTICITY.signals) == set(Signal) == set(WORDINGS)
    assert sum(signal.weight for signal in AUTHENTICITY.signals.values()) == 100
    assert sum(QUALITY.weights.values()) == 100


def test_who_is_like_the_peers_has_every_point() -> None:
    judgement = judge(Figures(), around())

    assert judgement.score == 100
    assert [one.points for one in judgement.signals] == [one.weight for one in judgement.signals]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"engagement_rate": 0.002}, Signal.ENGAGEMENT_RATE),
        ({"engagement_rate": 0.9}, Signal.ENGAGEMENT_RATE),
        ({"follower_count": 600_000}, Signal.VIEWS_PER_FOLLOWER),
        ({"follower_count": 600_000}, Signal.LIKES_PER_FOLLOWER),
        ({"likes_last_28_days": 900}, Signal.LIKES_PER_VIEW),
        ({"largest_daily_growth": 0.6}, Signal.LARGEST_DAILY_GROWTH),
        ({"average_views": 90_000}, Signal.AVERAGE_TO_MEDIAN_VIEWS),
        ({"audience_countries": {"US": 0.05, "VN": 0.06}}, Signal.AUDIENCE_CONCENTRATION),
        ({"posts_last_30_days": 900}, Signal.POSTS_LAST_30_DAYS),
    ],
)
def test_each_kind_of_fraud_costs_its_own_points(change: dict[str, Any], code: Signal) -> None:
    judgement = judge(replace(Figures(), **change), around())

    [signal] = [one for one in judgement.signals if one.code is code]
    assert signal.points == 0
    assert judgement.score is not None
    assert judgement.score <= 100 - signal.weight
    assert f"0 of {signal.weight} points" in sentence_of(signal)


def test_points_fall_with_the_distance() -> None:
    """Four times below the range nothing is left; at half of its end, by the logarithm, half is."""
    peers = around(times=1.0)
    rates = (0.06, 0.03, 0.02, 0.015, 0.001)
    points = [judge(replace(Figures(), engagement_rate=rate), peers).signals[0].points for rate in rates]

    assert points == [20.0, 10.0, 4.2, 0.0, 0.0]


def test_a_little_growth_is_harmless_among_peers_without_any() -> None:
    peers = {**around(), Signal.LARGEST_DAILY_GROWTH: Range(0.0, 0.0, 50)}

    def points(growth: float) -> float | None:
        judged = judge(replace(Figures(), largest_daily_growth=growth), peers).signals
        return next(one.points for one in judged if one.code is Signal.LARGEST_DAILY_GROWTH)

    assert [points(growth) for growth in (0.0, 0.005, 0.05, 0.5)] == [15.0, 15.0, 0.0, 0.0]


def test_what_is_not_known_counts_neither_for_nor_against() -> None:
    unknown = replace(Figures(), audience_countries={}, largest_daily_growth=None)
    judgement = judge(unknown, around())
    assert judgement.score == 100
    assert [one.lack for one in judgement.signals if one.points is None] == [Lack.HISTORY_TOO_SHORT, Lack.NOT_TOLD]

    nothing_told = judge(replace(unknown, average_views=0, median_views=0, likes_last_28_days=0), around())
    assert nothing_told.score is None
    assert {one.lack for one in nothing_told.signals} == {Lack.NOT_TOLD, Lack.HISTORY_TOO_SHORT}
    assert judge(Figures(), {}).score is None
    assert judge(replace(Figures(), follower_count=0), around()).score is not None


FIGURES = st.builds(
    Figures,
    follower_count=st.integers(0, 2**53),
    engagement_rate=st.floats(0, 1),
    average_views=st.integers(0, 2**53),
    median_views=st.integers(0, 2**53),
    likes_last_28_days=st.integers(0, 2**53),
    posts_last_30_days=st.integers(0, 10_000),
    largest_daily_growth=st.none() | st.floats(0, 1e9),
    audience_countries=st.dictionaries(st.sampled_from(["US", "CA", "VN"]), st.floats(0, 1)),
)
ENDS = st.tuples(st.floats(0, 1e6), st.floats(0, 1e6)).map(sorted)


@given(FIGURES, st.dictionaries(st.sampled_from(list(Signal)), ENDS.map(lambda ends: Range(ends[0], ends[1], 20))))
def test_a_score_is_the_points_in_percent_of_their_weights(figures: Figures, peers: dict[str, Range]) -> None:
    judgement = judge(figures, peers)

    said = [one for one in judgement.signals if one.points is not None]
    weight = sum(one.weight for one in said)
    assert all(0 <= (one.points or 0) <= one.weight for one in said)
    assert (judgement.score is None) == (weight < AUTHENTICITY.least_weight)
    if judgement.score is not None:
        assert abs(judgement.score - 100 * sum(one.points or 0 for one in said) / weight) <= 0.5 + 1e-9
    assert all(sentence_of(one).endswith(".") for one in judgement.signals)
    assert judge(figures, peers) == judgement


def test_growth_needs_a_history_and_is_the_steepest_step() -> None:
    def history(*steps: tuple[float, int]) -> list[tuple[datetime, int]]:
        return [(RECORDED + timedelta(days=days), count) for days, count in steps]

    assert largest_daily_growth(history((0, 100), (10, 200), (20, 300))) is None, "too few"
    assert largest_daily_growth(history((0, 100), (1, 100), (2, 100), (13, 100))) is None, "too short"
    assert largest_daily_growth(history((0, 1_000), (5, 1_100), (10, 1_100), (15, 1_155))) == 0.02
    assert largest_daily_growth(history((0, 1_000), (10, 1_000), (10.01, 500), (20, 500))) == 0.5, "a fall counts, as one day's"
    assert largest_daily_growth(history((0, 0), (10, 0), (15, 0), (20, 0))) == 0


def test_bands_begin_where_the_policy_says() -> None:
    assert [band_of(count) for count in (0, 9_999, 10_000, 4_999_999, 5_000_000, 2**53)] == [
        (0, 10_000), (0, 10_000), (10_000, 50_000), (1_000_000, 5_000_000), (5_000_000, None), (5_000_000, None),
    ]  # fmt: skip


# --- in the service ---------------------------------------------------------------------------------------------------


def a_market(count: int, seed: int = 7) -> list[CreatorApproved]:
    """Creators of two platforms and several bands; a few of them tell little."""
    draw = random.Random(seed)
    return [_drawn(draw, number) for number in range(count)]


def _drawn(draw: random.Random, number: int) -> CreatorApproved:
    followers = int(10 ** draw.uniform(3.9, 4.9))
    average = 0 if draw.random() < 0.1 else int(followers * draw.uniform(0.05, 0.6))
    figures = {
        "platform": draw.choice(["sandbox", "sandbox", "mirror"]),
        "follower_count": followers,
        "average_views": average,
        "median_views": int(average * draw.uniform(0, 1)),
        "engagement_rate": draw.uniform(0.01, 0.12),
        "likes_last_28_days": draw.choice([0, draw.randrange(10_000_000)]),
        "posts_last_30_days": draw.randrange(40),
        "audience": Audience(countries={"US": draw.random(), "CA": draw.random()} if draw.random() < 0.9 else {}),
    }
    account = statistics(f"creator{number}", **figures)
    return approved(creator_id=old_id(number), platform=account.platform, handle=account.handle, accounts=[account])


async def measure(discovery: ServiceUnderTest) -> int:
    return await service.measure_peers(discovery.instance.context.step, now=business_clock.now())


async def explained(discovery: ServiceUnderTest, creator: CreatorApproved) -> dict[str, Any]:
    answer = await discovery.brand().get(f"/creators/{creator.creator_id}/authenticity")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_without_peers_there_is_no_score_and_the_reason_is_said(discovery: ServiceUnderTest) -> None:
    ana = approved()
    await discovery.hear(ana)

    body = await explained(discovery, ana)

    assert (body["object"], body["creator_id"], body["score"]) == ("creator_authenticity", ana.creator_id, None)
    assert [reason["code"] for reason in body["reasons"]] == ["too_few_peers", "history_too_short"]
    assert body["formula"]["version"] == AUTHENTICITY.version
    assert body["peers"] == {
        "platform": "sandbox", "follower_count_min": 10_000, "follower_count_max": 49_999, "measured_at": None,
    }  # fmt: skip
    assert {signal["code"] for signal in body["signals"]} == set(Signal)
    assert (await discovery.brand().get(f"/creators/{ana.creator_id}")).json()["authenticity_score"] is None


async def test_who_may_ask(discovery: ServiceUnderTest) -> None:
    ana = approved(creator_id=old_id(1))
    await discovery.hear(ana)
    path = f"/creators/{ana.creator_id}/authenticity"
    assert is_problem(await discovery.nobody().get(path), 401, "unauthenticated")
    assert is_problem(await discovery.brand(scopes="campaigns:read").get(path), 403, "missing_scope")
    await discovery.hear(suspended(ana))
    refused = await asyncio.gather(
        *(discovery.brand().get(f"/creators/{id}/authenticity") for id in (ana.creator_id, old_id(2), "crt_nonsense"))
    )
    assert [is_problem(answer, 404, "not_found") for answer in refused] == [True] * 3


async def test_peers_are_the_quartiles_of_the_same_arithmetic(discovery: ServiceUnderTest) -> None:
    """PostgreSQL's ranges equal numpy's over the values that `values_of` gives for each row."""
    market = a_market(300)
    await discovery.hear(*market, suspended(market[5]))
    await measure(discovery)

    async with discovery.session() as session:
        found = await queries.all_ranges(session)
        rows = await queries.figures(session, after=None, limit=1_000)
    shown = [row for row in rows if row.id != market[5].creator_id]
    expected: dict[tuple[str, int], dict[str, Range]] = {}
    for band in {(row.platform, band_of(row.follower_count)[0]) for row in shown}:
        peers = [values_of(row) for row in shown if (row.platform, band_of(row.follower_count)[0]) == band]
        for signal in Signal:
            known = [value for values in peers if (value := values[signal]) is not None]
            if len(known) >= AUTHENTICITY.least_peers:
                low, high = np.percentile(known, [25, 75])
                expected.setdefault(band, {})[signal] = Range(low, high, len(known))

    assert found.keys() == expected.keys()
    assert len(found) >= 3
    for band, ranges in expected.items():
        assert found[band].keys() == ranges.keys()
        for signal, one in ranges.items():
            assert found[band][signal].creator_count == one.creator_count
            assert (found[band][signal].low, found[band][signal].high) == pytest.approx((one.low, one.high), abs=2e-6)


async def test_every_score_is_that_of_its_explanation_and_a_repeat_changes_nothing(discovery: ServiceUnderTest) -> None:
    market = a_market(200)
    await discovery.hear(*market)
    changed = await measure(discovery)
    columns = "select jsonb_object_agg(id, jsonb_build_array(authenticity_score, quality, version)) from creators"
    before = await discovery.scalar(columns)

    for creator in market[::10]:
        body, profile = await explained(discovery, creator), await discovery.brand().get(f"/creators/{creator.creator_id}")
        assert body["score"] == profile.json()["authenticity_score"]
        points = [(one["points"], one["weight"]) for one in body["signals"] if one["points"] is not None]
        if body["score"] is not None:
            assert body["reasons"] == []
            exact = 100 * sum(one for one, _ in points) / sum(weight for _, weight in points)
            assert abs(body["score"] - exact) <= 0.5 + 1e-9
            for one in body["signals"]:
                assert one["peers"] is None or one["peers"]["p25"] <= one["peers"]["p75"]
    scored = {id: row for id, row in before.items() if row[0] is not None}
    assert 120 < changed == len(scored)
    assert len({row[0] for row in scored.values()}) > 20
    assert await measure(discovery) == 0
    assert await discovery.scalar(columns) == before


def recomputed(signal: dict[str, Any]) -> float | None:
    """Work the points out from what the answer says, as its descriptions tell."""
    value, weight, curve = signal["value"], signal["weight"], signal["curve"]
    if value is None or curve is None:
        return None
    none_at, all_from, all_to, none_from = (curve[n] for n in ("zero_at_low", "full_from", "full_to", "zero_at_high"))
    share = 1.0
    if all_from is not None and value < all_from:
        share = 0.0 if value <= none_at else math.log(value / none_at) / math.log(all_from / none_at)
    elif all_to is not None and value > all_to:
        share = 0.0 if value >= none_from else math.log(none_from / value) / math.log(none_from / all_to)
    return round(weight * share, 1)


async def test_a_reader_recomputes_every_point_and_the_score_from_the_answer_alone(discovery: ServiceUnderTest) -> None:
    market = a_market(200)
    await discovery.hear(*market)
    await measure(discovery)
    falling = set[tuple[str, bool]]()

    for creator in market[::3]:
        body = await explained(discovery, creator)
        points = [recomputed(signal) for signal in body["signals"]]
        assert points == [signal["points"] for signal in body["signals"]]
        weights = [signal["weight"] for signal, gained in zip(body["signals"], points, strict=True) if gained is not None]
        if sum(weights) < body["formula"]["least_weight"]:
            assert body["score"] is None
        else:
            assert body["score"] == math.floor(100 * sum(gained or 0 for gained in points) / sum(weights) + 0.5)
        for signal in body["signals"]:
            assert (signal["curve"] is None) == (signal["peers"] is None)
            if signal["points"] is not None and 0 < signal["points"] < signal["weight"]:
                falling.add((signal["code"], signal["value"] < signal["peers"]["p25"]))

    assert len(falling) >= 6, "points fall on both sides, of several signals"
    assert {is_below for _, is_below in falling} == {True, False}


def test_a_curve_is_open_where_a_side_costs_nothing_and_begins_where_harm_does() -> None:
    growth, rate = AUTHENTICITY.signals[Signal.LARGEST_DAILY_GROWTH], AUTHENTICITY.signals[Signal.ENGAGEMENT_RATE]

    assert curve_of(Range(0.001, 0.002, 50), growth) == Curve(None, None, 0.005, 0.05)
    assert curve_of(Range(0.04, 0.08, 50), rate) == Curve(0.01, 0.04, 0.08, 0.4)


async def test_a_nights_scores_leave_the_others_most_of_the_time_and_lock_few_rows_at_once(
    discovery: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "SCORED_AT_ONCE", 15)
    await discovery.hear(*a_market(60))
    read, keep = queries.figures, queries.keep_scores
    began, locked = list[float](), list[int]()

    async def slow(*args: Any, **how: Any) -> Any:
        began.append(time.monotonic())
        await asyncio.sleep(0.04)
        return await read(*args, **how)

    async def counted(session: Any, rows: Sequence[Any], **how: Any) -> None:
        locked.append(len(rows))
        await keep(session, rows, **how)

    monkeypatch.setattr(queries, "figures", slow)
    monkeypatch.setattr(queries, "keep_scores", counted)

    assert await measure(discovery) == sum(locked) > 15
    assert max(locked) <= 15
    assert len(began) == 5
    assert min(after - before for before, after in pairwise(began)) >= 4 * 0.04


async def test_measuring_may_take_longer_than_a_request(discovery: ServiceUnderTest) -> None:
    """A band of millions is sorted for longer than 30 s: it would be begun again and again."""
    await discovery.hear(*a_market(30))
    async with discovery.session() as session:
        await session.execute(text("set local statement_timeout = '1ms'"))
        assert await queries.measure(session, followers_from=0, followers_to=None)
        assert await session.scalar(text("show statement_timeout")) == "10min"


async def test_statistics_are_scored_when_they_arrive(discovery: ServiceUnderTest) -> None:
    market = a_market(120)
    ana = approved(accounts=[statistics(likes_last_28_days=60_000)])
    await discovery.hear(*market, ana)
    await measure(discovery)
    honest = (await explained(discovery, ana))["score"]

    await discovery.hear(measured(ana, engagement_rate=0.0001, likes_last_28_days=100, average_views=300, median_views=40))

    body = await explained(discovery, ana)
    row = "select jsonb_build_array(authenticity_score, quality) from creators where id = :id"
    score, quality = await discovery.scalar(row, id=ana.creator_id.uuid)
    assert body["score"] == score < honest - 40
    completeness = (await discovery.brand().get(f"/creators/{ana.creator_id}")).json()["completeness"]["score"]
    assert quality == (40 * completeness + 20 * score) // 100


async def test_recordings_give_the_growth_in_whatever_order_they_come(discovery: ServiceUnderTest) -> None:
    async def growth(creator: CreatorApproved, order: Sequence[int]) -> Any:
        counts = [(0, 25_000), (5, 25_500), (10, 26_010), (15, 52_020), (15.2, 52_020), (20, 52_020), (-500, 1)]
        events = [
            measured(creator, 2 + place, minutes=int(days * 1440), follower_count=count)
            for place, (days, count) in enumerate(counts)
        ]
        await discovery.hear(creator, *(events[place] for place in order), *events)
        row = "select jsonb_build_array(largest_daily_growth, (select count(*) from recorded_statistics where creator_id = :id))"
        return await discovery.scalar(f"{row} from creators where id = :id", id=creator.creator_id.uuid)

    draw = random.Random(3)
    ends = []
    for number in range(8):
        order = list(range(7))
        draw.shuffle(order)
        ends.append(await growth(approved(creator_id=old_id(number)), order))
    # Of one day the newer stands, 5.2 days after the one before; what is 500 days older is forgotten.
    assert ends == [[0.192308, 5]] * 8


async def test_peers_are_measured_every_night_on_which_statistics_came(discovery: ServiceUnderTest, clock: TestClock) -> None:
    due = f"select array_agg(due_at order by due_at) from timers where name = '{MeasurePeersOnTime.name}'"
    market = a_market(80)
    await discovery.hear(*market)
    now = business_clock.now()
    first, *others = await discovery.scalar(due)
    assert now - AUTHENTICITY.first_measuring < first <= now + AUTHENTICITY.first_measuring
    assert others in ([], [first + AUTHENTICITY.first_measuring]), "one each, though eight handlers look at once"

    clock.advance(minutes=6)
    await discovery.run_timers()
    await discovery.run_tasks()
    assert await discovery.scalar("select count(*) from creators where authenticity_score is not null") > 20
    assert await discovery.scalar("select count(*) from tasks") == 0

    await discovery.hear(*(measured(one, 2, minutes=9) for one in market[:3]))
    today = business_clock.now().date()
    assert await discovery.scalar(due) == [datetime(today.year, today.month, today.day, tzinfo=UTC) + timedelta(days=1)]
    clock.advance(days=1)
    await discovery.run_timers()
    await discovery.run_tasks()
    assert await discovery.scalar(due) is None, "while nothing comes nothing is measured"


async def test_a_score_never_overwrites_a_later_one(discovery: ServiceUnderTest) -> None:
    """Who reads figures before a change and writes the score after it writes nothing."""
    ana = approved()
    await discovery.hear(ana)
    async with discovery.session() as session:
        [seen] = await queries.figures(session, after=None, limit=10)
    await discovery.hear(measured(ana))
    async with discovery.session() as session:
        stale = {"id": seen.id, "version": seen.version, "score": 3, "quality": 3}
        await queries.keep_scores(session, [stale], now=business_clock.now())
    assert await discovery.scalar("select authenticity_score from creators") is None


def test_a_sentence_says_what_is_compared() -> None:
    peers = {**around(), Signal.ENGAGEMENT_RATE: Range(0.04, 0.08, 100)}
    low = judge(replace(Figures(), engagement_rate=0.02), peers).signals[0]
    assert sentence_of(low) == (
        "The engagement rate, 2 %, lies below the middle half of comparable creators, 4 % to 8 %, and followers or views that"
        " were bought do not react: 10 of 20 points."
    )
    assert sentence_of(judge(Figures(), peers).signals[0]) == (
        "The engagement rate, 6 %, lies within the middle half of comparable creators, 4 % to 8 %: 20 of 20 points."
    )


def test_what_is_called_pure_knows_no_database_and_no_web() -> None:
    pure = ("authenticity.arithmetic", "authenticity.words", "results.arithmetic", "profiles.worth", "profiles.words", "policy")
    looks = "print(sorted({'sqlalchemy', 'fastapi'} & set(sys.modules)))"
    for name in pure:
        code = f"import sys, services.discovery.{name}; {looks}"
        done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        assert done.stdout == "[]\n", name
    code = f"import sys, services.discovery.profiles.models; {looks}"
    assert "sqlalchemy" in subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
