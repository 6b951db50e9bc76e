"""Creators as pages show them, in JSON: written once for each state of a row, and kept while they are asked for."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import to_json
from sqlalchemy.ext.asyncio import AsyncSession

from services.discovery.profiles.models import Creator
from services.discovery.profiles.schemas import CreatorOut
from services.discovery.search import queries
from shared.events.identity import CreatorId

MOST_KEPT = 4_096
"""Creators whose JSON a replica keeps, about 4.5 kB each: those who were asked for last."""


@dataclass(frozen=True)
class Written:
    """One creator, as others see them."""

    id: CreatorId
    changed_in: int
    """The transaction that wrote the row: another one, and this is out of date."""
    members: Mapping[str, bytes]
    """By name: a member of the JSON object, with its name."""

    @classmethod
    def of(cls, creator: Creator, changed_in: int) -> "Written":
        """Write a creator down."""
        shown = CreatorOut.model_validate(creator).model_dump(mode="json")
        return cls(creator.id, changed_in, {name: b'"%b":%b' % (name.encode(), to_json(value)) for name, value in shown.items()})

    def json(self, fields: Iterable[str]) -> bytes:
        """Give the JSON object of a creator, whole, or the members that are named beside `id` and `object`."""
        names = dict.fromkeys(("id", "object", *fields)) if fields else self.members
        return b"{%b}" % b",".join([self.members[name] for name in names])


class WrittenCreators:
    """Those whom this replica has written down. Whether they are shown, and as they are written, the table is asked each time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[CreatorId, Written] = OrderedDict()

    async def shown(self, session: AsyncSession, ids: Sequence[CreatorId]) -> Sequence[Written]:
        """Give the creators that searches still show, in the order in which they are named."""
        known = {id: self._kept[id] for id in ids if id in self._kept}
        states = await queries.states_of_shown(session, list(known)) if known else {}
        found = {id: written for id, written in known.items() if states.get(id) == written.changed_in}
        if news := [id for id in ids if id not in found and (id not in known or id in states)]:
            found |= {creator.id: Written.of(creator, at) for creator, at in await queries.shown_with_states(session, news)}
        for id, written in found.items():
            self._kept[id] = written
            self._kept.move_to_end(id)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return [found[id] for id in ids if id in found]
