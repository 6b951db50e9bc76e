"""What became of a batch: each item succeeds or fails for itself, as its own call would have ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from shared.acting import request_id
from shared.errors import Problem

T = TypeVar("T")


@dataclass(frozen=True)
class Result(Generic[T]):
    """What became of one item: `item` or `problem` is None."""

    index: int
    status: int
    item: T | None
    problem: dict[str, Any] | None


@dataclass(frozen=True)
class BatchResult(Generic[T]):
    """What became of a batch, in its order."""

    data: Sequence[Result[T]]

    @property
    def succeeded(self) -> int:
        """How many were done."""
        return sum(result.problem is None for result in self.data)

    @property
    def failed(self) -> int:
        """How many were refused."""
        return len(self.data) - self.succeeded


def made(index: int, item: T) -> Result[T]:
    """Tell of an item that was made."""
    return Result(index, 201, item, None)


def refused(index: int, problem: Problem) -> Result[Any]:
    """Tell of an item that was refused, by the problem that its own call would have ended with."""
    settled = problem.settled()
    return Result(index, settled.status, None, settled.body(request_id.get()))
