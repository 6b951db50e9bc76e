"""The money path survives crashes: SIGKILL at any point from the approval to the money being ready loses and doubles nothing."""

import random
from collections.abc import AsyncIterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from shared.embedded_postgres import temporary
from tests.e2e.conftest import free_port
from tests.faults.harness import Harness, environment_with

SEED = 20_270_301
CHOSEN = 20


pytestmark = [pytest.mark.crash, pytest.mark.xdist_group("faults")]


@pytest.fixture
async def harness(tmp_path: Path) -> AsyncIterator[Harness]:
    """The suite as a victim, on a server of its own."""
    with temporary() as server:
        victim = Harness(environment_with(server.url, tmp_path / "data", free_port()), server.url, tmp_path)
        try:
            yield victim
        finally:
            await victim.stop()


@pytest.mark.parametrize(("bus", "count"), [("local", CHOSEN), pytest.param("kafka", 6, marks=pytest.mark.kafka)])
async def test_a_kill_at_chosen_points_loses_and_doubles_nothing(harness: Harness, tmp_path: Path, bus: str, count: int) -> None:
    with ExitStack() as stack:
        if bus == "kafka":
            from deploy.kafka.broker import Broker

            broker = stack.enter_context(Broker.start(data_directory=tmp_path / "kafka"))
            harness.environment["GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"] = broker.bootstrap_servers
        await kill_at_chosen_points(harness, count)
        await harness.stop()


async def kill_at_chosen_points(harness: Harness, count: int) -> None:
    await harness.start()
    await harness.prepare(count + 1)
    points = await harness.points(harness.cases[0])
    assert len(points) >= 40, points
    chosen = sorted(random.Random(SEED).sample(range(1, len(points) + 1), count))

    for case, number in zip(harness.cases[1:], chosen, strict=True):
        wrong = await harness.strike(case, number)
        assert wrong == [], f"after a kill at {number}, {points[number - 1]}: {wrong}"

    assert await harness.violations_after(harness.cases) == []


@pytest.mark.faults
async def test_a_kill_at_every_point_loses_and_doubles_nothing(harness: Harness) -> None:
    await harness.start()
    await harness.prepare(1)
    points = await harness.points(harness.cases[0])
    found = {}
    for number in range(1, len(points) + 1):
        if number % CHOSEN == 1:
            # Fresh people each time: an access token lives for ten minutes only.
            await harness.prepare(CHOSEN)
        wrong = await harness.strike(harness.cases[-CHOSEN + (number - 1) % CHOSEN], number)
        if wrong:
            found[number, points[number - 1]] = wrong
    assert found == {}
    print(f"{len(points)} points, none lost, doubled, unbalanced or stuck")


@pytest.mark.parametrize(
    ("bug", "point"),
    [("emit_after_commit", "planted: before the late write"), ("offset_before_handler", "consumer.begun")],
)
async def test_the_harness_finds_a_planted_bug(harness: Harness, monkeypatch: pytest.MonkeyPatch, bug: str, point: str) -> None:
    monkeypatch.setattr("tests.faults.harness.LONGEST_STUCK_SECONDS", 3)
    await harness.start()
    await harness.prepare(2)
    await harness.stop()
    harness.planted = bug
    await harness.start()
    points = await harness.points(harness.cases[0])
    number = points.index(point) + 1

    wrong = await harness.strike(harness.cases[1], number)

    assert wrong, f"{bug} was not found by a kill at {point}"
