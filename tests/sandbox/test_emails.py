"""The mailbox."""

import asyncio

from shared.http import Client, client_of_app
from tests.harness import ServiceUnderTest, is_problem

LETTER = {
    "key": "a1",
    "type": "brand_verification",
    "to": "Hello@Lumen.example",
    "subject": "Verify your brand",
    "text": "Here: http://127.0.0.1/verify?token=t1",
    "links": ["http://127.0.0.1/verify?token=t1"],
    "data": {"token": "t1"},
}


async def test_a_mailbox_shows_its_letters_once_and_newest_first(sandbox: ServiceUnderTest, outside: Client) -> None:
    answers = await asyncio.gather(*(outside.post("/outside/emails", json=LETTER) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {204}
    await outside.post("/outside/emails", json={**LETTER, "key": "a2", "data": {"token": "t2"}})
    await outside.post("/outside/emails", json={**LETTER, "key": "a3", "to": "other@lumen.example"})

    answer = await sandbox.nobody().get("/sandbox/emails", params={"to": "hello@LUMEN.example"})

    letters = answer.json()["data"]
    assert [letter["data"] for letter in letters] == [{"token": "t2"}, {"token": "t1"}]
    assert (
        letters[1].items()
        >= {
            "object": "email",
            "type": "brand_verification",
            "to": "hello@lumen.example",
            "subject": LETTER["subject"],
            "text": LETTER["text"],
            "links": LETTER["links"],
        }.items()
    )
    assert letters[0]["sent_at"].endswith("Z")
    first = (await sandbox.nobody().get("/sandbox/emails", params={"to": LETTER["to"], "limit": 1})).json()
    second = (
        await sandbox.nobody().get("/sandbox/emails", params={"to": LETTER["to"], "limit": 1, "cursor": first["next_cursor"]})
    ).json()
    assert [first["data"], second["data"]] == [[letters[0]], [letters[1]]]


async def test_a_mailbox_is_named_and_staffs_is_closed(sandbox: ServiceUnderTest, outside: Client) -> None:
    await outside.post("/outside/emails", json={**LETTER, "is_private": True})

    assert is_problem(await sandbox.nobody().get("/sandbox/emails"), 422, "validation_failed")
    assert (await sandbox.nobody().get("/sandbox/emails", params={"to": LETTER["to"]})).json()["data"] == []


async def test_only_the_suite_itself_reaches_the_outside(sandbox: ServiceUnderTest, outside: Client) -> None:
    async with client_of_app(sandbox.app, name="sandbox") as stranger:
        for method, path in [
            ("POST", "/outside/emails"),
            ("GET", "/outside/social-accounts/ana"),
            ("GET", "/outside/posts?url=x"),
            ("POST", "/outside/rail/charges"),
            ("GET", "/outside/rail/transfers/k"),
            ("GET", "/outside/rail/balance?currency=USD"),
            ("GET", "/internal/clock-offset"),
        ]:
            assert is_problem(await stranger.request(method, path, json=LETTER if method == "POST" else None), 404, "not_found")
    assert is_problem(await outside.post("/outside/emails", json={**LETTER, "to": 7}), 422, "validation_failed")
