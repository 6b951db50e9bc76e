"""Typed ids: a UUID there and back, in its order, and no other text."""

from uuid import UUID

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from shared.events.identity import CreatorId

SMALLEST, LARGEST = UUID(int=0), UUID(int=2**128 - 1)


@given(st.uuids(allow_nil=True), st.uuids(allow_nil=True))
@example(SMALLEST, LARGEST)
def test_an_id_is_its_uuid_and_stands_in_its_order(one: UUID, other: UUID) -> None:
    ids = [CreatorId.of(one), CreatorId.of(other)]
    assert [id.uuid for id in ids] == [one, other]
    assert [CreatorId(str(id)) for id in ids] == ids
    assert (ids[0] < ids[1]) is (one < other)


def test_the_ends_are_written_as_typeid_writes_them() -> None:
    assert CreatorId.of(SMALLEST) == "crt_00000000000000000000000000"
    assert CreatorId.of(LARGEST) == "crt_7zzzzzzzzzzzzzzzzzzzzzzzzz"


def test_new_ids_come_in_the_order_of_time() -> None:
    ids = [CreatorId.new() for _ in range(1_000)]
    assert sorted(set(ids)) == ids
    assert ids[0].uuid.version == 7


@pytest.mark.parametrize(
    "text",
    [
        "",
        "crt",
        "crt_",
        "00000000000000000000000000",
        "crt_0000000000000000000000000",
        "crt_000000000000000000000000000",
        "crt_8zzzzzzzzzzzzzzzzzzzzzzzzz",
        "crt_0000000000000000000000000u",
        "crt_0000000000000000000000000I",
        "crt_0000000000000000000000000A",
        "crt_0000000000000000000000_000",
        "crt_0000000000000000000000000٣",
        "crt_ 0000000000000000000000000",
        "crt_0000000000000000000000000\n",
        "crt_00000000000000000000000000\n",
        "org_00000000000000000000000000",
        "CRT_00000000000000000000000000",
    ],
)
def test_other_text_is_no_id(text: str) -> None:
    with pytest.raises(ValueError, match="not an id"):
        CreatorId(text)
