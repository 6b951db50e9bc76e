"""Approvals: what a client sees and says by a secret address, and what nobody else does."""

import asyncio
import hashlib
from collections import Counter
from typing import Any

import httpx
import pytest
from sqlalchemy import event as sqlalchemy_event

from services.discovery.lists.approvals.document import DOCUMENT
from services.discovery.lists.approvals.models import ListApproval, ListApprovalState
from services.discovery.lists.approvals.service import expire_on_time
from services.discovery.lists.policy import LISTS
from shared.events.discovery import (
    ListApprovalClosed,
    ListApprovalCommented,
    ListApprovalDecided,
    ListApprovalExpired,
    ListApprovalId,
    ListApprovalOpened,
    ListApprovalRevoked,
)
from shared.events.identity import CreatorApproved
from shared.money import CURRENCIES
from tests.discovery.creators import approved, suspended
from tests.harness import Actor, ServiceUnderTest, TestClock, assert_runs_nothing_else, is_problem

TOKEN = "Greenlight-Approval-Token"


class Shortlist:
    """An agency, its list of three, and a client who has the address."""

    def __init__(self, discovery: ServiceUnderTest) -> None:
        self.discovery = discovery
        self.agency = discovery.brand(organization_type="agency")
        self.list_id = ""
        self.creators: list[CreatorApproved] = []
        self.items: list[dict[str, Any]] = []

    async def set_up(self) -> "Shortlist":
        self.list_id = (await self.agency.post("/lists", {"name": "Spring", "description": "Internal."})).json()["id"]
        self.creators = [approved(handle=f"creator.{number}") for number in range(3)]
        await self.discovery.hear(*self.creators)
        for event in self.creators:
            body = {"creator_id": event.creator_id, "note": f"Note on {event.handle}.", "tags": ["internal_tag"]}
            self.items.append((await self.agency.post(f"/lists/{self.list_id}/items", body)).json())
        return self

    async def ask(self, **how: Any) -> dict[str, Any]:
        answer = await self.agency.post(f"/lists/{self.list_id}/approvals", {"client_name": "Lumen", **how})
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def item(self, number: int) -> dict[str, Any]:
        return (await self.agency.get(f"/lists/{self.list_id}/items/{self.items[number]['id']}")).json()

    async def get(self, token: str, path: str = "") -> httpx.Response:
        return await self.discovery.nobody().get(f"/list-approvals/current{path}", headers={TOKEN: token})

    async def decide(self, token: str, number: int, decision: str, comment: str = "") -> httpx.Response:
        return await self.say(token, number, decision=decision, comment=comment)

    async def say(self, token: str, number: int, **said: Any) -> httpx.Response:
        body = {"creator_id": self.creators[number].creator_id, **said}
        return await self.discovery.nobody().post("/list-approvals/current/decisions", body, headers={TOKEN: token})


@pytest.fixture
async def shortlist(discovery: ServiceUnderTest) -> Shortlist:
    """A list that a client may be asked about."""
    return await Shortlist(discovery).set_up()


async def test_a_client_decides_without_a_sign_in(shortlist: Shortlist) -> None:
    asked = await shortlist.ask(message="Whom shall we ask?")
    token = asked["token"]
    assert asked["object"] == "list_approval"
    assert asked["url"].endswith(f"/v1/list-approvals/page#{token}")
    assert (asked["state"], asked["actions"], asked["is_final"]) == ("open", ["close", "revoke"], False)

    seen = (await shortlist.get(token)).json()
    assert (seen["list_name"], seen["client_name"], seen["message"]) == ("Spring", "Lumen", "Whom shall we ask?")
    assert (seen["item_count"], seen["approved_count"], seen["declined_count"]) == (3, 0, 0)
    items = (await shortlist.get(token, "/items")).json()["data"]
    assert [item["creator"]["handle"] for item in items] == ["creator.0", "creator.1", "creator.2"]
    assert items[0]["creator"]["follower_count"] == 25_000

    said = await shortlist.decide(token, 1, "approve", "Exactly our kitchen.")
    assert said.status_code == 200, said.text
    assert said.json()["decision"]["decision"] == "approve"
    await shortlist.decide(token, 2, "decline")
    await shortlist.decide(token, 1, "decline", "On second thought.")

    seen = (await shortlist.get(token)).json()
    assert (seen["approved_count"], seen["declined_count"]) == (0, 2)
    items = (await shortlist.get(token, "/items")).json()["data"]
    assert [item["decision"] and item["decision"]["comment"] for item in items] == [None, "On second thought.", ""]

    of_agency = (await shortlist.item(1))["decision"]
    assert (of_agency["decision"], of_agency["comment"], of_agency["client_name"]) == ("decline", "On second thought.", "Lumen")
    assert of_agency["list_approval_id"] == asked["id"]
    assert (await shortlist.item(0))["decision"] is None
    decisions = (await shortlist.agency.get(f"/list-approvals/{asked['id']}/decisions")).json()["data"]
    assert [(one["creator_id"], one["decision"], one["version"]) for one in decisions] == [
        (shortlist.creators[2].creator_id, "decline", 1),
        (shortlist.creators[1].creator_id, "decline", 2),
    ]
    one = await shortlist.agency.get(f"/list-approvals/{asked['id']}/decisions/{decisions[0]['id']}")
    assert one.json() == decisions[0]

    events = await shortlist.discovery.said(ListApprovalDecided)
    assert [(event.creator_id, event.decision) for event in events] == [
        (shortlist.creators[1].creator_id, "approve"),
        (shortlist.creators[2].creator_id, "decline"),
        (shortlist.creators[1].creator_id, "decline"),
    ]
    assert {event.organization_id for event in events} == {shortlist.agency.organization_id}
    assert len(await shortlist.discovery.said(ListApprovalOpened)) == 1


async def test_a_client_comments_without_deciding(shortlist: Shortlist) -> None:
    asked = await shortlist.ask()
    token = asked["token"]
    said = await shortlist.say(token, 0, comment="Who is this?")
    assert said.status_code == 200, said.text
    assert (said.json()["decision"]["decision"], said.json()["decision"]["comment"]) == (None, "Who is this?")

    seen = (await shortlist.get(token)).json()
    assert (seen["approved_count"], seen["declined_count"]) == (0, 0)
    of_agency = (await shortlist.item(0))["decision"]
    assert (of_agency["decision"], of_agency["comment"], of_agency["client_name"]) == (None, "Who is this?", "Lumen")
    (one,) = (await shortlist.agency.get(f"/list-approvals/{asked['id']}/decisions")).json()["data"]
    assert (one["decision"], one["comment"]) == (None, "Who is this?")
    assert await shortlist.discovery.said(ListApprovalDecided) == []
    (event,) = await shortlist.discovery.said(ListApprovalCommented)
    assert (event.creator_id, event.organization_id) == (shortlist.creators[0].creator_id, shortlist.agency.organization_id)


async def test_neither_a_comment_nor_a_decision_undoes_the_other(shortlist: Shortlist) -> None:
    token = (await shortlist.ask())["token"]

    async def after(**said: Any) -> tuple[str | None, str]:
        answer = await shortlist.say(token, 0, **said)
        assert answer.status_code == 200, answer.text
        shown = answer.json()["decision"]
        kept = (await shortlist.item(0))["decision"]
        assert (kept["decision"], kept["comment"]) == (shown["decision"], shown["comment"])
        return shown["decision"], shown["comment"]

    assert await after(comment="One.") == (None, "One.")
    assert await after(decision="approve") == ("approve", "One.")
    assert await after(decision=None, comment="Two.") == ("approve", "Two.")
    assert await after(decision="decline", comment="") == ("decline", "")
    assert await after(comment="Three.") == ("decline", "Three.")
    assert (await shortlist.get(token)).json()["declined_count"] == 1
    assert [event.decision for event in await shortlist.discovery.said(ListApprovalDecided)] == ["approve", "decline"]
    before = await shortlist.item(0)
    assert await after(comment="Three.") == ("decline", "Three.")
    assert await shortlist.item(0) == before
    assert len(await shortlist.discovery.said(ListApprovalCommented)) == 3


async def test_a_comment_does_not_stand_before_another_clients_decision(shortlist: Shortlist, clock: TestClock) -> None:
    first, second = (await shortlist.ask())["token"], (await shortlist.ask(client_name="Other"))["token"]
    await shortlist.say(second, 0, comment="Hm.")
    await shortlist.say(first, 0, comment="Who?")
    assert (await shortlist.item(0))["decision"]["comment"] == "Who?"
    await shortlist.decide(first, 0, "approve")
    seen = await shortlist.item(0)
    clock.advance(minutes=1)

    await shortlist.say(second, 0, comment="Rather not.")

    assert await shortlist.item(0) == seen
    await shortlist.decide(second, 0, "decline")
    shown = (await shortlist.item(0))["decision"]
    assert (shown["client_name"], shown["decision"]) == ("Other", "decline")


async def test_a_comment_alone_says_something(shortlist: Shortlist) -> None:
    token = (await shortlist.ask())["token"]
    for said in ({}, {"comment": ""}, {"comment": " \n"}, {"decision": None, "comment": "\t"}):
        answer = await shortlist.say(token, 0, **said)
        assert is_problem(answer, 422, "validation_failed")
        assert [error["code"] for error in answer.json()["errors"]] == ["decision_or_comment"]
    assert await shortlist.discovery.scalar("select count(*) from list_decisions") == 0


async def test_a_price_comes_with_the_decimals_of_its_currency(shortlist: Shortlist) -> None:
    """The client's page has no other source: a browser's decimals are those of CLDR."""
    creator = shortlist.discovery.creator(organization_id=shortlist.creators[0].organization_id)
    token, currencies = (await shortlist.ask(shows_rates=True))["token"], sorted(CURRENCIES)
    told: dict[str, int] = {}
    for first in range(0, len(currencies), 50):  # so many rates a creator may have
        some = currencies[first : first + 50]
        rates = [{"deliverable_type": "video", "price": {"value": 5_000_000, "currency": one}} for one in some]
        assert (await creator.patch("/creators/me", {"rates": rates})).status_code == 200
        item = (await shortlist.get(token, "/items")).json()["data"][0]
        told |= {rate["price"]["currency"]: rate["price_decimals"] for rate in item["rates"]}

    assert told == CURRENCIES
    assert (told["HUF"], told["IQD"], told["JPY"]) == (2, 3, 0)


async def test_saying_the_same_again_is_no_news(shortlist: Shortlist) -> None:
    token = (await shortlist.ask())["token"]
    await shortlist.decide(token, 0, "approve", "Yes.")
    before = await shortlist.item(0)
    await shortlist.decide(token, 0, "approve", "Yes.")
    assert await shortlist.item(0) == before
    assert len(await shortlist.discovery.said(ListApprovalDecided)) == 1


async def test_a_changed_mind_reaches_who_syncs_the_entries(shortlist: Shortlist, clock: TestClock) -> None:
    token = (await shortlist.ask())["token"]
    await shortlist.decide(token, 0, "approve")
    seen = await shortlist.item(0)
    clock.advance(minutes=1)
    await shortlist.decide(token, 0, "decline")
    page = await shortlist.agency.get(f"/lists/{shortlist.list_id}/items?sort=updated_at")
    newest = page.json()["data"][-1]
    assert newest["id"] == shortlist.items[0]["id"]
    assert newest["version"] > seen["version"]
    assert newest["decision"]["decision"] == "decline"


async def test_decisions_at_once_are_each_kept(shortlist: Shortlist) -> None:
    token = (await shortlist.ask())["token"]
    answers = await asyncio.gather(
        *(shortlist.decide(token, number % 3, dice, f"{number}") for number, dice in enumerate(["approve", "decline"] * 6))
    )
    assert {answer.status_code for answer in answers} == {200}
    assert await shortlist.discovery.scalar("select count(*) from list_decisions") == 3
    assert await shortlist.discovery.scalar("select sum(version) from list_decisions") == 12


async def test_a_client_sees_what_the_agency_shares_and_no_more(shortlist: Shortlist) -> None:
    creator = shortlist.discovery.creator(organization_id=shortlist.creators[0].organization_id)
    await creator.patch(
        "/creators/me", {"minimum_offer": {"value": 31337, "currency": "USD"}, "blocked_categories": ["gambling"]}
    )
    plain, open_hearted = (await shortlist.ask())["token"], (await shortlist.ask(shows_notes=True, shows_rates=True))["token"]

    for path in ("", "/items"):
        text = (await shortlist.get(plain, path)).text
        assert not any(
            private in text for private in ("Note on", "internal_tag", "Internal.", "60000", "31337", "gambling", "org_")
        )
    item = (await shortlist.get(plain, "/items")).json()["data"][0]
    assert (item["note"], item["rates"]) == (None, None)

    answer = await shortlist.get(open_hearted, "/items")
    item = answer.json()["data"][0]
    assert item["note"] == "Note on creator.0."
    assert item["rates"][0]["price"]["value"] > 0
    assert not any(private in answer.text for private in ("internal_tag", "31337", "gambling", "org_"))


async def test_each_client_sees_their_own_word_only(shortlist: Shortlist) -> None:
    first, second = await shortlist.ask(), await shortlist.ask(client_name="Other")
    await shortlist.decide(first["token"], 0, "approve", "Secret of Lumen.")
    assert "Secret of Lumen" not in (await shortlist.get(second["token"], "/items")).text
    assert (await shortlist.get(second["token"])).json()["approved_count"] == 0
    await shortlist.decide(second["token"], 0, "decline")
    assert (await shortlist.item(0))["decision"]["client_name"] == "Other"
    assert (await shortlist.get(first["token"])).json()["approved_count"] == 1


async def test_a_creator_who_cannot_be_had_is_not_shown_and_not_decided_about(shortlist: Shortlist) -> None:
    token = (await shortlist.ask())["token"]
    await shortlist.discovery.hear(suspended(shortlist.creators[0], version=2))
    answer = await shortlist.get(token, "/items")
    assert (answer.json()["data"][0]["creator"], answer.json()["data"][0]["creator_state"]) == (None, "unavailable")
    assert "creator.0" not in answer.text
    assert is_problem(await shortlist.decide(token, 0, "approve"), 409, "creator_unavailable")


async def test_only_who_is_in_the_list_is_decided_about(shortlist: Shortlist) -> None:
    token = (await shortlist.ask())["token"]
    await shortlist.decide(token, 0, "approve")
    await shortlist.agency.delete(f"/lists/{shortlist.list_id}/items/{shortlist.items[0]['id']}")
    assert is_problem(await shortlist.decide(token, 0, "decline"), 404, "not_found")
    assert (await shortlist.get(token)).json()["approved_count"] == 0
    decisions = await shortlist.discovery.scalar("select count(*) from list_decisions")
    assert decisions == 1, "what was said stays said"


async def test_a_clients_pages_follow_the_list(shortlist: Shortlist) -> None:
    first, second = (await shortlist.ask())["token"], (await shortlist.ask())["token"]
    page = (await shortlist.get(first, "/items?limit=2")).json()
    assert [item["creator"]["handle"] for item in page["data"]] == ["creator.0", "creator.1"]
    rest = await shortlist.get(first, f"/items?limit=2&cursor={page['next_cursor']}")
    assert [item["creator"]["handle"] for item in rest.json()["data"]] == ["creator.2"]
    assert is_problem(await shortlist.get(second, f"/items?cursor={page['next_cursor']}"), 422, "cursor_invalid")


async def test_the_clients_time_ends(shortlist: Shortlist, clock: TestClock) -> None:
    asked = await shortlist.ask(expires_in_days=3)
    await shortlist.decide(asked["token"], 0, "approve")
    clock.advance(days=3, minutes=-1)
    await shortlist.discovery.run_timers()
    assert (await shortlist.get(asked["token"])).status_code == 200

    clock.advance(minutes=1)
    for answer in (await shortlist.get(asked["token"]), await shortlist.decide(asked["token"], 0, "decline")):
        assert is_problem(answer, 410, "list_approval_ended")  # before the timer too
    await shortlist.discovery.run_timers()

    ended = (await shortlist.agency.get(f"/list-approvals/{asked['id']}")).json()
    assert (ended["state"], ended["is_final"], ended["actions"]) == ("expired", True, [])
    assert is_problem(await shortlist.get(asked["token"]), 410, "list_approval_ended")
    assert len(await shortlist.discovery.said(ListApprovalExpired)) == 1
    assert (await shortlist.item(0))["decision"]["decision"] == "approve"
    close = await shortlist.agency.post(f"/list-approvals/{asked['id']}/close")
    assert is_problem(close, 409, "invalid_state")


async def test_a_timer_of_another_time_does_nothing(shortlist: Shortlist, clock: TestClock) -> None:
    asked = await shortlist.ask()
    clock.advance(days=1)
    async with shortlist.discovery.session() as session:
        approval = await session.get_one(ListApproval, ListApprovalId(asked["id"]))
        for due_at in (approval.created_at, approval.updated_at):
            await expire_on_time(session, approval.id, due_at)
        assert approval.state is ListApprovalState.OPEN


async def test_a_closed_approval_is_read_and_not_decided(shortlist: Shortlist) -> None:
    asked = await shortlist.ask()
    await shortlist.decide(asked["token"], 0, "approve")
    closed = (await shortlist.agency.post(f"/list-approvals/{asked['id']}/close")).json()
    assert (closed["state"], closed["actions"]) == ("closed", ["revoke"])

    assert (await shortlist.get(asked["token"])).json()["state"] == "closed"
    refused = await shortlist.decide(asked["token"], 1, "approve")
    assert is_problem(refused, 409, "invalid_state")
    assert refused.json()["state"] == "closed"
    assert is_problem(await shortlist.agency.post(f"/list-approvals/{asked['id']}/close"), 409, "invalid_state")
    assert len(await shortlist.discovery.said(ListApprovalClosed)) == 1
    commands = await shortlist.discovery.scalar("select string_agg(command, ' ') from audit_log where noun = 'ListApproval'")
    assert commands == "close"


async def test_a_revoked_address_opens_nothing_like_one_that_never_was(shortlist: Shortlist) -> None:
    asked = await shortlist.ask()
    assert (await shortlist.agency.post(f"/list-approvals/{asked['id']}/revoke")).json()["state"] == "revoked"
    assert len(await shortlist.discovery.said(ListApprovalRevoked)) == 1

    unknown = "gll_" + "A" * 43
    answers = [
        await shortlist.get(asked["token"]),
        await shortlist.get(unknown),
        await shortlist.get(asked["token"].lower()),
        await shortlist.get("x"),
        await shortlist.decide(asked["token"], 0, "approve"),
        await shortlist.decide(unknown, 0, "approve"),
    ]
    for answer in answers:
        assert is_problem(answer, 404, "not_found")
    bodies = {str({**answer.json(), "request_id": 0}) for answer in answers}
    assert len(bodies) == 1


async def test_unknown_and_revoked_tokens_take_the_same_look(shortlist: Shortlist) -> None:
    """Both cost the very same statements, so that no time tells them apart."""
    asked = await shortlist.ask()
    await shortlist.agency.post(f"/list-approvals/{asked['id']}/revoke")
    engine = shortlist.discovery.instance.context.sessions.kw["bind"].sync_engine
    looks: list[list[str]] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        looks[-1].append(statement)

    sqlalchemy_event.listen(engine, "before_cursor_execute", note)
    try:
        for token in (asked["token"], "gll_" + "B" * 43, "x"):
            looks.append([])
            await shortlist.get(token)
            await shortlist.decide(token, 0, "approve")
    finally:
        sqlalchemy_event.remove(engine, "before_cursor_execute", note)
    assert looks[0]
    assert looks[0] == looks[1] == looks[2]


async def test_the_token_is_kept_by_the_client_alone(shortlist: Shortlist) -> None:
    asked = await shortlist.ask()
    token: str = asked["token"]
    for path in (f"/list-approvals/{asked['id']}", "/list-approvals", f"/lists/{shortlist.list_id}/approvals"):
        answer = await shortlist.agency.get(path)
        assert asked["id"] in answer.text
        assert token not in answer.text
        assert "token" not in answer.text
    kept = await shortlist.discovery.scalar("select token_hash from list_approvals")
    assert kept == hashlib.sha256(token.encode()).digest()
    assert token not in str(await shortlist.discovery.said())
    assert await shortlist.discovery.scalar("select count(*) from idempotency_keys") == 0
    repeat = {"Idempotency-Key": "k"}
    path, body = f"/lists/{shortlist.list_id}/approvals", {"client_name": "Lumen"}
    two = [await shortlist.agency.post(path, body, headers=repeat) for _ in range(2)]
    assert is_problem(two[1], 409, "answer_not_kept"), "an answer with a secret is never stored"
    with_token = "select count(*) from idempotency_keys one where one::text like '%' || :token || '%'"
    assert await shortlist.discovery.scalar(with_token, token=two[0].json()["token"]) == 0


async def test_so_many_clients_may_be_asked_at_once(shortlist: Shortlist) -> None:
    path, body = f"/lists/{shortlist.list_id}/approvals", {"client_name": "Lumen"}
    answers = await asyncio.gather(*(shortlist.agency.post(path, body) for _ in range(LISTS.most_open_approvals + 3)))
    assert Counter(answer.status_code for answer in answers) == {201: LISTS.most_open_approvals, 409: 3}
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert is_problem(refused, 409, "too_many_approvals")
    one = next(answer.json()["id"] for answer in answers if answer.status_code == 201)
    await shortlist.agency.post(f"/list-approvals/{one}/close")
    assert (await shortlist.agency.post(path, body)).status_code == 201


async def test_a_deleted_list_leaves_its_clients_nothing(shortlist: Shortlist) -> None:
    asked, closed = await shortlist.ask(), await shortlist.ask()
    await shortlist.decide(asked["token"], 0, "approve")
    await shortlist.agency.post(f"/list-approvals/{closed['id']}/close")

    assert (await shortlist.agency.delete(f"/lists/{shortlist.list_id}")).status_code == 204

    for one in (asked, closed):
        assert is_problem(await shortlist.get(one["token"]), 404, "not_found")
    assert is_problem(await shortlist.agency.get(f"/list-approvals/{asked['id']}"), 404, "not_found")
    assert {event.list_approval_id for event in await shortlist.discovery.said(ListApprovalRevoked)} == {
        asked["id"],
        closed["id"],
    }
    for table in ("lists", "list_items", "list_approvals", "list_decisions"):
        assert await shortlist.discovery.scalar(f"select count(*) from {table}") == 0
    await shortlist.discovery.run_timers()


async def test_nobody_else_sees_an_approval(shortlist: Shortlist) -> None:
    asked = await shortlist.ask(client_name="A secret client")
    await shortlist.decide(asked["token"], 0, "approve")
    decision = (await shortlist.agency.get(f"/list-approvals/{asked['id']}/decisions")).json()["data"][0]
    other = shortlist.discovery.brand()
    answers = [
        await other.get(f"/list-approvals/{asked['id']}"),
        await other.get(f"/list-approvals/{asked['id']}/decisions"),
        await other.get(f"/list-approvals/{asked['id']}/decisions/{decision['id']}"),
        await other.post(f"/list-approvals/{asked['id']}/close"),
        await other.post(f"/list-approvals/{asked['id']}/revoke"),
    ]
    for answer in answers:
        assert is_problem(answer, 404, "not_found")
    for query in ("", f"?list_id={shortlist.list_id}", "?state=open"):
        assert (await other.get(f"/list-approvals{query}")).json()["data"] == []
    own = await Shortlist(shortlist.discovery).set_up()
    theirs = await own.ask()
    elsewhere = await own.agency.get(f"/list-approvals/{theirs['id']}/decisions/{decision['id']}")
    assert is_problem(elsewhere, 404, "not_found")
    creator: Actor = shortlist.discovery.creator(organization_id=shortlist.creators[0].organization_id)
    assert is_problem(await creator.get(f"/list-approvals/{asked['id']}"), 403, "forbidden")


async def test_approvals_are_listed_by_list_and_state(shortlist: Shortlist) -> None:
    first, second = await shortlist.ask(), await shortlist.ask()
    await shortlist.agency.post(f"/list-approvals/{first['id']}/close")

    async def found(path: str) -> list[str]:
        return [one["id"] for one in (await shortlist.agency.get(path)).json()["data"]]

    assert await found("/list-approvals") == [second["id"], first["id"]]
    assert await found("/list-approvals?state=closed") == [first["id"]]
    assert await found(f"/list-approvals?list_id={shortlist.list_id}&state=open") == [second["id"]]
    assert await found(f"/lists/{shortlist.list_id}/approvals?state=open&state=closed") == [second["id"], first["id"]]


BAD_QUESTIONS: list[Any] = [
    {}, {"client_name": ""}, {"client_name": "x" * 201}, {"client_name": "x", "expires_in_days": 0},
    {"client_name": "x", "expires_in_days": 91}, {"client_name": "x", "expires_in_days": "soon"}, {"client_name": "x", "shows_notes": "yes"},
    {"client_name": "x", "shows_notes": None}, {"client_name": "x", "message": "x" * 5001}, {"client_name": "x", "token": "gll_x"},
]  # fmt: skip
BAD_DECISIONS: list[Any] = [
    {}, {"creator_id": None, "decision": "approve"}, {"decision": "maybe"}, {"decision": None}, {"decision": "approve", "comment": "x" * 5001},
    {"decision": "approve", "comment": None}, {"decision": "approve", "comment": "\u0007"}, {"decision": "approve", "creator_id": "crt_x"},
    {"decision": "approve", "client_name": "me"},
]  # fmt: skip


async def test_bad_input_changes_nothing(shortlist: Shortlist) -> None:
    token = (await shortlist.ask())["token"]
    for body in BAD_QUESTIONS:
        answer = await shortlist.agency.post(f"/lists/{shortlist.list_id}/approvals", body)
        assert is_problem(answer, 422, "validation_failed"), body
    for body in BAD_DECISIONS:
        whole = {"creator_id": shortlist.creators[0].creator_id, **body} if body else body
        answer = await shortlist.discovery.nobody().post("/list-approvals/current/decisions", whole, headers={TOKEN: token})
        assert is_problem(answer, 422, "validation_failed"), body
    for headers in ({}, {TOKEN: ""}, {TOKEN: "x" * 201}, {TOKEN: "with space"}):
        answer = await shortlist.discovery.nobody().get("/list-approvals/current", headers=headers)
        assert is_problem(answer, 422, "validation_failed"), headers
        assert {error["in"] for error in answer.json()["errors"]} == {"header"}
    for query in ("limit=0", "limit=101", "cursor=x", "sort=name"):
        assert (await shortlist.get(token, f"/items?{query}")).status_code == 422
    assert await shortlist.discovery.scalar("select count(*) from list_approvals") == 1
    assert await shortlist.discovery.scalar("select count(*) from list_decisions") == 0


async def test_the_clients_page_runs_nothing_but_its_own_script(discovery: ServiceUnderTest) -> None:
    answer = await discovery.nobody().get("/list-approvals/page")
    assert (answer.status_code, answer.text) == (200, DOCUMENT.html)
    assert_runs_nothing_else(answer)
