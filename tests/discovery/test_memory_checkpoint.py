"""The index on disk: a restart goes on from it, and what is torn or another database's is never used."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from services.discovery.app import service
from services.discovery.search.index import Query
from services.discovery.search.memory import checkpoint, following
from services.discovery.search.memory.checkpoint import Checkpoints, Identity
from services.discovery.search.memory.digest import differences, digest_of
from services.discovery.search.memory.following import catch_up
from services.discovery.search.memory.index import MemoryIndex
from tests.discovery.creators import approved, old_id, statistics, suspended
from tests.discovery.market import prove
from tests.discovery.replicas import replica
from tests.harness import ServiceUnderTest, Templates, service_under_test

Market = tuple[ServiceUnderTest, list[dict[str, Any]]]
HERE = Identity("7712646122266533860", 1, 16864)


@pytest.mark.parametrize("empty", [False, True], ids=["read in one stream", "put in row by row"])
async def test_what_was_kept_answers_like_what_was_held(market: Market, tmp_path: Path, *, empty: bool) -> None:
    async with replica(market[0].instance.context, empty=empty) as made:
        with Checkpoints.below(tmp_path) as checkpoints:
            checkpoints.save(HERE, made.index.prepared(), made.index.since)
            loaded = checkpoints.load(HERE)
        assert loaded is not None
        creators, since = loaded
        assert since == made.index.since
        assert list(differences(digest_of(made.index.prepared()), digest_of(creators))) == []
        proof = await prove(MemoryIndex(creators, since).search, market[1], queries=80, seed=23)
    assert proof.sizes["several pages"] > 20


async def test_an_index_from_disk_takes_changes(discovery: ServiceUnderTest, tmp_path: Path) -> None:
    """Its arrays stand in a file, and what changes them changes memory only."""
    await discovery.hear(*(approved(creator_id=old_id(number)) for number in range(20)))
    async with replica(discovery.instance.context) as made:
        with Checkpoints.below(tmp_path) as checkpoints:
            checkpoints.save(HERE, made.index.prepared(), made.index.since)
            content = checkpoints.file.read_bytes()
            loaded = checkpoints.load(HERE)
            assert loaded is not None
            index = MemoryIndex(*loaded)
            await discovery.hear(
                suspended(approved(creator_id=old_id(3)), version=2),
                approved(creator_id=old_id(40), handle="new.one", accounts=[statistics("new.one", follower_count=2**33)]),
                approved(creator_id=old_id(30), bio="Between the others"),
                approved(creator_id=old_id(4), version=5, handle="other.words", name="Somebody"),
            )
            assert await catch_up(made.connection, index) == 4
            await made.catch_up()
            assert list(differences(digest_of(made.index.prepared()), digest_of(index.prepared()))) == []
            assert (await index.search(Query(words=["between"]))).total == 1
            assert checkpoints.file.read_bytes() == content


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "something else": lambda content: b"x" * 4000,
    "its end is missing": lambda content: content[:-64],
    "something behind it": lambda content: content + bytes(64),
    "one bit of the content": lambda content: content[:-2000] + bytes([content[-2000] ^ 4]) + content[-1999:],
    "one bit of the manifest": lambda content: content[:100] + bytes([content[100] ^ 1]) + content[101:],
}


@pytest.mark.parametrize("damage", DAMAGE)
async def test_a_damaged_checkpoint_is_discarded(market: Market, tmp_path: Path, damage: str) -> None:
    async with replica(market[0].instance.context) as made:
        with Checkpoints.below(tmp_path) as checkpoints:
            checkpoints.save(HERE, made.index.prepared(), made.index.since)
            assert checkpoints.load(HERE) is not None
            checkpoints.file.write_bytes(DAMAGE[damage](checkpoints.file.read_bytes()))
            assert checkpoints.load(HERE) is None
            assert not checkpoints.file.exists()


@pytest.mark.parametrize("other", [{"system": "1"}, {"timeline": 2}, {"database": 5}])
async def test_a_checkpoint_of_another_database_is_discarded(market: Market, tmp_path: Path, other: dict[str, Any]) -> None:
    async with replica(market[0].instance.context) as made:
        with Checkpoints.below(tmp_path) as checkpoints:
            checkpoints.save(HERE, made.index.prepared(), made.index.since)
            assert checkpoints.load(replace(HERE, **other)) is None


async def test_a_checkpoint_of_another_version_is_discarded(
    market: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with replica(market[0].instance.context) as made:
        with Checkpoints.below(tmp_path) as checkpoints:
            checkpoints.save(HERE, made.index.prepared(), made.index.since)
            monkeypatch.setattr(checkpoint, "FORMAT", checkpoint.FORMAT + 1)
            assert checkpoints.load(HERE) is None


async def test_a_checkpoint_from_before_industries_is_discarded(
    market: Market, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The migration that brings the column tells no index of the rows that it fills."""
    async with replica(market[0].instance.context) as made:
        with Checkpoints.below(tmp_path) as checkpoints:
            with monkeypatch.context() as before:
                before.setattr(checkpoint, "FORMAT", 1)
                checkpoints.save(HERE, made.index.prepared(), made.index.since)
            assert checkpoints.load(HERE) is None


async def test_replicas_on_one_disk_have_directories_of_their_own(tmp_path: Path) -> None:
    with Checkpoints.below(tmp_path) as first:
        with Checkpoints.below(tmp_path) as second:
            assert first.directory != second.directory
        with Checkpoints.below(tmp_path) as again:
            assert again.directory == second.directory
    with Checkpoints.below(tmp_path) as later:
        assert later.directory == first.directory


async def test_a_restart_reads_what_changed_only(templates: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkpoint is left at the stop; the next start reads no table, and misses nothing of what came between."""
    async with service_under_test(service, templates, settings={"discovery_index": "memory"}) as under_test:
        index: MemoryIndex = under_test.instance.context.ports.memory_index
        await under_test.hear(*(approved(creator_id=old_id(number)) for number in range(10)))
        async with under_test.running():
            await _until_count(index, 10)
            await under_test.hear(approved(creator_id=old_id(10)))
            await _until_count(index, 11)
        await under_test.hear(approved(creator_id=old_id(11)))
        index.creators = None

        async def refuse(_connection: Any) -> Any:
            raise AssertionError("the table is read")

        monkeypatch.setattr(following, "read_creators", refuse)
        async with under_test.running():
            await _until_count(index, 12)
            assert (await index.search(Query())).total == 12


async def test_a_start_without_a_usable_checkpoint_reads_the_table(templates: Templates) -> None:
    async with service_under_test(service, templates, settings={"discovery_index": "memory"}) as under_test:
        index: MemoryIndex = under_test.instance.context.ports.memory_index
        await under_test.hear(approved())
        directory = under_test.instance.context.settings.data_dir / "discovery-index-0"
        directory.mkdir()
        (directory / "checkpoint").write_bytes(b"greenlight discovery index\n and then nothing that makes sense")
        async with under_test.running():
            await _until_count(index, 1)
        with Checkpoints.below(under_test.instance.context.settings.data_dir) as checkpoints:
            assert checkpoints.file.stat().st_size > 1000, "a good one has taken its place"


async def _until_count(index: MemoryIndex, count: int) -> None:
    async with asyncio.timeout(10):
        while index.creators is None or index.creators.ids.count < count:
            await asyncio.sleep(0.005)
