"""The money path survives crashes: SIGKILL at any point from the approval to the money being ready loses and doubles nothing."""

import random
from collections import Counter
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import ExitStack
from itertools import chain, zip_longest
from pathlib import Path

import pytest

from services import REGISTER
from shared.embedded_postgres import temporary
from tests.e2e.conftest import environment_of, free_port
from tests.faults.harness import Harness, Point

SEED = 20_270_301
CHOSEN = {"local": 20, "kafka": 10}
TRIES = 3
"""What runs at the same time may meet in one batch: a point that an approval did not pass is tried with the next."""

NAMED = {
    "request.before_commit",
    "request.committed",
    "relay.before_publish",
    "relay.published",
    "relay.deleted",
    "consumer.begun",
    "consumer.before_commit",
    "consumer.committed",
    "release.locked",
    "release.posted",
    "release.told",
    "release.done",
}
"""The points that the code names on this path: were one of them not found, others would be missing too."""

# A process a service and a broker are as much as a machine should have to kill at once.
on_kafka = [pytest.mark.kafka, pytest.mark.xdist_group("faults on Kafka")]
kafka = pytest.param("kafka", marks=on_kafka)
pytestmark = pytest.mark.crash


@pytest.fixture
async def harness(bus: str, tmp_path: Path) -> AsyncIterator[Harness]:
    """The suite as a victim, on a server of its own: in one process, or on Kafka one process a service."""
    with ExitStack() as stack:
        server = stack.enter_context(temporary())
        environment = environment_of(server.url, tmp_path / "data")
        if bus == "kafka":
            from deploy.kafka.broker import Broker

            broker = stack.enter_context(Broker.start(data_directory=tmp_path / "kafka"))
            environment["GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"] = broker.bootstrap_servers
            environment["GREENLIGHT_DATABASE_POOL_SIZE"] = "8"
            for name in REGISTER:
                port = str(free_port())
                environment[f"GREENLIGHT_{name.upper()}_PORT"] = port
                environment[f"GREENLIGHT_{name.upper()}_URLS"] = f"http://127.0.0.1:{port}"
        victim = Harness(environment, server.url, tmp_path, in_processes=bus == "kafka")
        try:
            await victim.start()
            await victim.meet()
            yield victim
        finally:
            await victim.stop()


@pytest.mark.parametrize("bus", ["local", kafka])
async def test_a_kill_at_chosen_points_loses_and_doubles_nothing(harness: Harness, bus: str) -> None:
    points, steady = await found_points(harness)

    await strike_each(harness, chosen(points, steady, CHOSEN[bus]), steady)


@pytest.mark.faults
@pytest.mark.parametrize("bus", ["local", kafka])
async def test_a_kill_at_every_point_loses_and_doubles_nothing(harness: Harness) -> None:
    points, steady = await found_points(harness)

    await strike_each(harness, points, steady)


async def found_points(harness: Harness) -> tuple[list[Point], set[Point]]:
    points, steady = await harness.points()
    names = {point.place.rpartition(": ")[2].rpartition(" #")[0] for point in steady}
    assert names >= NAMED, NAMED - names
    assert len(steady) >= 100, len(steady)
    print(f"{len(points)} points, {len(steady)} of them passed each time; {dict(Counter(point.part for point in points))}")
    return points, steady


def chosen(points: Sequence[Point], steady: Collection[Point], count: int) -> list[Point]:
    """Choose by the seed, from each process in turn."""
    shuffled = random.Random(SEED).sample(points, len(points))
    parts = dict.fromkeys(point.part for point in shuffled)
    of_each = [[point for point in shuffled if point.part == part and point in steady] for part in parts]
    in_turn = [point for point in chain.from_iterable(zip_longest(*of_each)) if point is not None]
    return in_turn[:count]


async def strike_each(harness: Harness, points: Sequence[Point], steady: Collection[Point]) -> None:
    """Strike at each point; nothing may be wrong afterwards, and the points must have been met.

    What not each approval passes, the first one of two people may: they then have no accounts yet.
    """
    found: dict[Point, list[str]] = {}
    struck: dict[Point, float] = {}
    for point in points:
        for _ in range(TRIES):
            if point not in steady:
                await harness.meet()
            outcome = await harness.strike(await harness.fresh_case(), point)
            if outcome.wrong:
                found[point] = outcome.wrong
            if outcome.struck:
                struck[point] = outcome.seconds_until_right
                break

    missed = [point for point in points if point not in struck]
    print(f"struck {len(struck)} of {len(points)} points; the slowest was right after {max(struck.values()):.1f} s")
    print("\n".join(f"missed {point}" for point in missed))
    assert found == {}
    assert len(missed) <= len(points) // 20, missed
    assert await harness.violations_after(harness.cases) == []


@pytest.mark.parametrize("bus", ["local", kafka])
async def test_an_approval_told_twice_late_and_five_times_at_once_releases_once(harness: Harness) -> None:
    await harness.keep_what_is_told()
    case = await harness.fresh_case()
    assert await harness.approve(case, "first") == "approved"
    assert await harness.violations_after([case]) == []

    for times in (1, 5):
        await harness.deliver_again(case, times=times)
        assert await harness.violations_after([case]) == []

    order = await harness.unfunded_order()
    early = await harness.deliver_early(order, like=case)
    await harness.until_heard(early)
    assert await harness.wrong_money(early) == ["0 releases", "payables []"]
    await harness.fund(order)
    await harness.until_right(early)
    await harness.deliver_again(case, times=1)
    assert await harness.wrong_money(case) == []


# --- planted bugs ---------------------------------------------------------------------------------------------------

BEGUN = "Consumer._one: consumer.begun #1"


@pytest.mark.parametrize(
    ("bus", "bug", "part", "control", "place"),
    [
        ("local", "emit_after_commit", "suite", "request: request.committed #1", "planted: the late write of draft.approved #1"),
        ("local", "offset_before_handler", "suite", BEGUN, BEGUN),
        pytest.param("kafka", "offset_before_handler", "payouts", BEGUN, BEGUN, marks=on_kafka),
    ],
)
async def test_the_harness_finds_what_a_crash_loses(harness: Harness, bug: str, part: str, control: str, place: str) -> None:
    sound = await harness.strike(await harness.fresh_case(), Point(part, control))
    assert (sound.struck, sound.wrong) == (True, [])

    await harness.restart_with(bug)
    calm = await harness.fresh_case()
    assert await harness.approve(calm, "calm") == "approved"
    assert await harness.violations_after([calm]) == [], "the bug is to be seen by a crash only"
    outcome = await harness.strike(await harness.fresh_case(), Point(part, place))

    assert outcome.struck
    assert "0 releases" in outcome.wrong, outcome.wrong


@pytest.mark.parametrize("bus", ["local"])
async def test_the_harness_finds_a_release_without_the_holds_lock(harness: Harness) -> None:
    case = await harness.fresh_case()
    assert await harness.unlocked_release(case) == []
    assert await harness.violations_after([case]) == []

    await harness.restart_with("release_without_lock")
    case = await harness.fresh_case()

    assert await harness.unlocked_release(case) == [f"the hold of {case.order_id} was not locked while its share was released"]
