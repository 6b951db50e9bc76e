"""The port to wherever bytes are kept. A file only ever grows, at its end; nothing in it is written twice."""

import asyncio
import fcntl
import hashlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, Protocol

import obstore
from obstore.exceptions import AlreadyExistsError

READ_BYTES = 512 * 1024


class OffsetMismatch(Exception):
    """The file does not end where the bytes should begin; `size` is where it ends."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


class Store(Protocol):
    """Keeps files by key. What `append` returned from, and what `size` counts, survives a crash."""

    async def size(self, key: str) -> int:
        """Count the bytes that are durably there; 0 for an unknown key."""
        ...

    async def append(self, key: str, *, offset: int, data: bytes) -> int:
        """Add bytes at the end and give the new size. Raises `OffsetMismatch` when the file does not end at `offset`."""
        ...

    async def read(self, key: str, *, start: int, length: int) -> bytes:
        """Read so many bytes, fewer at the end of the file; an unknown one has none."""
        ...

    def chunks(self, key: str, *, start: int, length: int) -> AsyncIterator[bytes]:
        """Read the same little by little."""
        ...

    async def delete(self, key: str) -> None:
        """Forget a file; an unknown one is forgotten already."""
        ...


async def sha256_of(store: Store, key: str, *, size: int) -> str:
    """Hash a file, in a thread piece by piece: other requests go on meanwhile."""
    digest = hashlib.sha256()
    async for chunk in store.chunks(key, start=0, length=size):
        await asyncio.to_thread(digest.update, chunk)
    return digest.hexdigest()


class DirectoryStore:
    """Files in a local directory. An append holds the file's lock, so writers of several processes exclude each other."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    async def size(self, key: str) -> int:
        """Count the bytes that are there: each append reached the disk before it returned."""
        return await asyncio.to_thread(self._size, key)

    async def append(self, key: str, *, offset: int, data: bytes) -> int:
        """Write at the end and wait for the disk."""
        return await asyncio.to_thread(self._append, key, offset, data)

    async def read(self, key: str, *, start: int, length: int) -> bytes:
        """Read a piece."""
        return await asyncio.to_thread(self._read, key, start, length)

    async def chunks(self, key: str, *, start: int, length: int) -> AsyncIterator[bytes]:
        """Read piece by piece."""
        end = start + length
        while start < end and (chunk := await self.read(key, start=start, length=min(READ_BYTES, end - start))):
            yield chunk
            start += len(chunk)

    async def delete(self, key: str) -> None:
        """Remove the file."""
        await asyncio.to_thread(self._path(key).unlink, missing_ok=True)

    def _path(self, key: str) -> Path:
        # The end of an id is random: it spreads the files over 1,024 directories.
        return self._directory / key.partition(".")[0][-2:] / key

    def _size(self, key: str) -> int:
        try:
            return self._path(key).stat().st_size
        except FileNotFoundError:
            return 0

    def _append(self, key: str, offset: int, data: bytes) -> int:
        path = self._path(key)
        is_new = not path.exists()
        if is_new and offset:
            raise OffsetMismatch(0)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            size = os.fstat(descriptor).st_size
            if size != offset:
                raise OffsetMismatch(size)
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            os.fdatasync(descriptor)
        finally:
            os.close(descriptor)
        if is_new:
            _sync_directory(path.parent)
        return offset + len(data)

    def _read(self, key: str, start: int, length: int) -> bytes:
        try:
            with self._path(key).open("rb") as file:
                file.seek(start)
                return file.read(length)
        except FileNotFoundError:
            return b""


def _sync_directory(directory: Path) -> None:
    for one in (directory, directory.parent):
        descriptor = os.open(one, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class ObjectStore:
    """Files in an object store: each append is one object, named by its offset, which can be put there only once."""

    def __init__(self, store: Any) -> None:
        self._store = store

    async def size(self, key: str) -> int:
        """Add up the pieces."""
        return sum(length for _, length in await self._pieces(key))

    async def append(self, key: str, *, offset: int, data: bytes) -> int:
        """Put a piece where the last one ends; of two writers one is first."""
        size = await self.size(key)
        if size != offset:
            raise OffsetMismatch(size)
        try:
            await obstore.put_async(self._store, _piece(key, offset), data, mode="create")
        except AlreadyExistsError:
            raise OffsetMismatch(await self.size(key)) from None
        return offset + len(data)

    async def read(self, key: str, *, start: int, length: int) -> bytes:
        """Read across the pieces."""
        return b"".join([chunk async for chunk in self.chunks(key, start=start, length=length)])

    async def chunks(self, key: str, *, start: int, length: int) -> AsyncIterator[bytes]:
        """Read the pieces one after another, which are listed once."""
        for offset, size in await self._pieces(key):
            begin, end = max(start, offset), min(start + length, offset + size)
            if begin >= end:
                continue
            try:
                chunk = await obstore.get_range_async(self._store, _piece(key, offset), start=begin - offset, end=end - offset)
            except FileNotFoundError:
                return  # forgotten since it was listed
            yield bytes(chunk)

    async def delete(self, key: str) -> None:
        """Remove every piece."""
        paths = [_piece(key, offset) for offset, _ in await self._pieces(key)]
        if paths:
            await obstore.delete_async(self._store, paths)

    async def _pieces(self, key: str) -> list[tuple[int, int]]:
        """List offset and length of each piece, up to the first gap."""
        found: list[tuple[int, int]] = []
        async for batch in obstore.list(self._store, prefix=key):
            found += [(int(one["path"].rpartition("/")[2]), one["size"]) for one in batch]
        whole, end = [], 0
        for offset, size in sorted(found):
            if offset != end:
                break
            whole.append((offset, size))
            end += size
        return whole


def _piece(key: str, offset: int) -> str:
    return f"{key}/{offset:020d}"
