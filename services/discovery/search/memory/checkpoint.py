"""The index on disk, so that a restart is quick: one file, which is a cache and nothing else."""

import fcntl
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
import structlog
from numpy.typing import NDArray

from services.discovery.policy import SEARCH
from services.discovery.search.memory.creators import Creators
from services.discovery.search.memory.keeping import arrays_of, creators_of

logger = structlog.get_logger(__name__)

FORMAT = 4
"""Counts every change of what stands in the file or of what it means."""
_MAGIC = b"greenlight discovery index\n"
_ALIGNED = 64
_LENGTH = 8


@dataclass(frozen=True)
class Identity:
    """Which database an index is of: transactions are numbered by server and timeline."""

    system: str
    timeline: int
    database: int


class CheckpointWrong(Exception):
    """The file is of another database or format, or torn; the message says which."""


@dataclass(frozen=True)
class Checkpoints:
    """Where one replica keeps its checkpoint."""

    directory: Path

    @classmethod
    @contextmanager
    def below(cls, data_dir: Path) -> Iterator["Checkpoints"]:
        """Take the first directory that no other replica on this disk holds, for as long as this one lives."""
        for number in count():
            directory = data_dir / f"discovery-index-{number}"
            directory.mkdir(parents=True, exist_ok=True)
            lock = os.open(directory / "lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                continue
            try:
                yield cls(directory)
            finally:
                os.close(lock)
            return

    @property
    def file(self) -> Path:
        """Where the checkpoint stands."""
        return self.directory / "checkpoint"

    def save(self, identity: Identity, creators: Creators, since: int) -> None:
        """Write it beside the last one and put it in its place."""
        arrays, names = arrays_of(creators)
        layout, checksum, offset = {}, 0, 0
        for name, numbers in arrays.items():
            layout[name] = [numbers.dtype.str, len(numbers), offset]
            checksum = zlib.crc32(_bytes_of(numbers), checksum)
            offset += -(-numbers.nbytes // _ALIGNED) * _ALIGNED
        header = {
            "format": FORMAT,
            "policy": SEARCH.version,
            "identity": asdict(identity),
            "since": since,
            "creators": creators.ids.count,
            "checksum": checksum,
            "bytes": offset,
            "names": names,
            "layout": layout,
        }
        written = self.directory / "checkpoint.new"
        with written.open("wb") as file:
            file.write(_head(header))
            for numbers in arrays.values():
                file.write(_bytes_of(numbers))
                file.write(bytes(-numbers.nbytes % _ALIGNED))
            file.flush()
            os.fsync(file.fileno())
        written.replace(self.file)

    def load(self, identity: Identity) -> tuple[Creators, int] | None:
        """Read it, and the transaction from which on it is to be followed; None where there is none that can be used."""
        if not self.file.exists():
            return None
        try:
            header, start = _read_head(self.file)
            self._check(header, identity)
            arrays = _map(self.file, header, start)
            return creators_of(arrays, header["names"]), int(header["since"])
        except (CheckpointWrong, OSError, ValueError, KeyError, TypeError) as error:
            logger.warning("index_checkpoint_discarded", error=repr(error))
            self.file.unlink(missing_ok=True)
            return None

    def _check(self, header: Mapping[str, Any], identity: Identity) -> None:
        if (header["format"], header["policy"]) != (FORMAT, SEARCH.version):
            raise CheckpointWrong("another version wrote it")
        if header["identity"] != asdict(identity):
            raise CheckpointWrong("it is of another database")


def _bytes_of(numbers: NDArray[Any]) -> memoryview:
    return np.ascontiguousarray(numbers).data.cast("B") if len(numbers) else memoryview(b"")


def _head(header: Mapping[str, Any]) -> bytes:
    """Write the manifest, with its length and checksum before it, padded so that the arrays behind it are aligned."""
    content = json.dumps(header).encode()
    start = _MAGIC + len(content).to_bytes(_LENGTH, "big") + zlib.crc32(content).to_bytes(_LENGTH, "big")
    return start + content + bytes(-(len(start) + len(content)) % _ALIGNED)


def _read_head(path: Path) -> tuple[dict[str, Any], int]:
    with path.open("rb") as file:
        start = file.read(len(_MAGIC) + 2 * _LENGTH)
        if not start.startswith(_MAGIC):
            raise CheckpointWrong("it is no index")
        length = int.from_bytes(start[-2 * _LENGTH : -_LENGTH], "big")
        if length > path.stat().st_size:
            raise CheckpointWrong("its manifest is torn")
        content = file.read(length)
        if zlib.crc32(content) != int.from_bytes(start[-_LENGTH:], "big"):
            raise CheckpointWrong("its manifest is torn")
    end = len(start) + length
    return json.loads(content), end + -end % _ALIGNED


def _map(path: Path, header: Mapping[str, Any], start: int) -> dict[str, NDArray[Any]]:
    """Map the arrays into memory; what is changed there is changed in memory only."""
    if path.stat().st_size != start + header["bytes"]:
        raise CheckpointWrong("its end is missing")
    content = np.memmap(path, np.uint8, "c", offset=start) if header["bytes"] else np.zeros(0, np.uint8)
    arrays, checksum = {}, 0
    for name, (kind, length, offset) in header["layout"].items():
        size = length * np.dtype(kind).itemsize
        piece = np.asarray(content[offset : offset + size])
        checksum = zlib.crc32(piece.data, checksum)
        arrays[name] = piece.view(kind)
    if checksum != header["checksum"]:
        raise CheckpointWrong("its content is torn")
    return arrays
