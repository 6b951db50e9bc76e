"""The port to the bytes: the same contract for each adapter."""

import asyncio
import hashlib
from pathlib import Path
from typing import Any

import pytest
from obstore.store import LocalStore, MemoryStore

from services.review.uploads.store import DirectoryStore, ObjectStore, OffsetMismatch, Store, sha256_of


@pytest.fixture(params=["directory", "objects in memory", "objects in a directory"])
def store(request: Any, tmp_path: Path) -> Store:
    """Each adapter."""
    match request.param:
        case "directory":
            return DirectoryStore(tmp_path)
        case "objects in memory":
            return ObjectStore(MemoryStore())
        case _:
            return ObjectStore(LocalStore(tmp_path))


async def test_a_file_grows_at_its_end_only(store: Store) -> None:
    assert await store.size("upl_a.1") == 0
    assert await store.append("upl_a.1", offset=0, data=b"abc") == 3
    assert await store.append("upl_a.1", offset=3, data=b"defg") == 7

    for wrong in (0, 3, 6, 8):
        with pytest.raises(OffsetMismatch) as mismatch:
            await store.append("upl_a.1", offset=wrong, data=b"x")
        assert mismatch.value.size == 7
    with pytest.raises(OffsetMismatch):
        await store.append("upl_b.1", offset=1, data=b"x")

    assert await store.size("upl_a.1") == 7
    assert await store.read("upl_a.1", start=2, length=3) == b"cde"
    assert await store.read("upl_a.1", start=5, length=100) == b"fg"
    assert b"".join([chunk async for chunk in store.chunks("upl_a.1", start=1, length=5)]) == b"bcdef"
    assert await sha256_of(store, "upl_a.1", size=7) == hashlib.sha256(b"abcdefg").hexdigest()


async def test_of_writers_at_one_offset_one_is_first(store: Store) -> None:
    async def write(letter: str) -> bool:
        try:
            await store.append("upl_a.1", offset=0, data=letter.encode() * 100)
        except OffsetMismatch:
            return False
        return True

    results = await asyncio.gather(*(write(letter) for letter in "abcdefgh"))

    assert sum(results) == 1
    winner = "abcdefgh"[results.index(True)]
    assert await store.read("upl_a.1", start=0, length=1000) == winner.encode() * 100


async def test_a_file_is_forgotten_alone(store: Store) -> None:
    for key in ("upl_a.1", "upl_a.10", "upl_a.2"):
        await store.append(key, offset=0, data=key.encode())

    await store.delete("upl_a.1")
    await store.delete("upl_a.1")
    await store.delete("upl_unknown.1")

    assert [await store.size(key) for key in ("upl_a.1", "upl_a.10", "upl_a.2")] == [0, 8, 7]
    assert await store.read("upl_a.1", start=0, length=5) == await store.read("upl_unknown.1", start=0, length=5) == b""


async def test_a_file_that_is_forgotten_while_it_is_read_ends_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.review.uploads.store.READ_BYTES", 3)
    await store.append("upl_a.1", offset=0, data=b"abc")
    await store.append("upl_a.1", offset=3, data=b"def")

    found = []
    async for chunk in store.chunks("upl_a.1", start=0, length=6):
        found.append(chunk)
        await store.delete("upl_a.1")

    assert found == [b"abc"]


async def test_what_a_crash_left_of_a_piece_is_gone_on_from(tmp_path: Path) -> None:
    store = DirectoryStore(tmp_path)
    await store.append("upl_a.1", offset=0, data=b"whole")
    _write_half(tmp_path, b" ha")

    again = DirectoryStore(tmp_path)

    assert await again.size("upl_a.1") == 8
    assert await again.append("upl_a.1", offset=8, data=b"lf") == 10
    assert await again.read("upl_a.1", start=0, length=99) == b"whole half"


def _write_half(directory: Path, data: bytes) -> None:
    path = next(directory.rglob("upl_a.1"))
    path.write_bytes(path.read_bytes() + data)
