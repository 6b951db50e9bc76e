"""People: signing up, confirming an address."""

import asyncio

import pytest

from services.identity.users import passwords
from tests.harness import ServiceUnderTest, is_problem
from tests.identity.people import Outside, done, sign_up

SHIPPED = passwords._hasher

ANA = {"email": "Ana@Example.com", "password": "a long sentence 7", "name": "Ana", "country": "US", "date_of_birth": "1996-04-12"}


async def test_a_person_signs_up_and_the_password_is_nowhere(identity: ServiceUnderTest) -> None:
    answer = await identity.nobody().post("/users", ANA)

    assert answer.status_code == 201
    body = answer.json()
    assert body["id"].startswith("usr_")
    assert (body["object"], body["email"], body["email_verified"]) == ("user", "ana@example.com", False)
    assert answer.headers["etag"] == '"v1"'
    assert answer.headers["request-id"].startswith("req_")
    assert "a long sentence 7" not in answer.text
    assert (await identity.scalar("select password_hash from users")).startswith("$argon2id$")


def test_a_password_is_worth_the_work_that_owasp_asks_for() -> None:
    assert SHIPPED.hash("a long sentence 7").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


async def test_an_address_is_taken_once_whatever_its_case(identity: ServiceUnderTest) -> None:
    answers = await asyncio.gather(
        *(identity.nobody().post("/users", {**ANA, "email": email}) for email in ("ana@example.com", "ANA@example.com"))
    )

    assert sorted(answer.status_code for answer in answers) == [201, 409]
    assert is_problem(next(answer for answer in answers if answer.status_code == 409), 409, "email_taken")
    assert await identity.scalar("select count(*) from users") == 1
    assert await identity.scalar("select count(*) from tasks") == 1


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"password": "too short"}, 422, "password_refused"),
        ({"password": "password12345"}, 422, "password_refused"),
        ({"password": "abababababababab"}, 422, "password_refused"),
        ({"email": "not an address"}, 422, "validation_failed"),
        ({"email": "Ana <ana@example.com>"}, 422, "validation_failed"),
        ({"email": f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 20}.com"}, 422, "validation_failed"),
        ({"email": 7}, 422, "validation_failed"),
        ({"country": "us"}, 422, "validation_failed"),
        ({"name": ""}, 422, "validation_failed"),
        ({"name": "a\u0000b"}, 422, "validation_failed"),
        ({"date_of_birth": "2999-01-01"}, 422, "validation_failed"),
        ({"date_of_birth": "0996-04-12"}, 422, "validation_failed"),
        ({"date_of_birth": 827280000}, 422, "validation_failed"),
        ({"date_of_birth": "827280000"}, 422, "validation_failed"),
        ({"date_of_birth": "1996-04-12T00:00:00"}, 422, "validation_failed"),
        ({"is_admin": True}, 422, "validation_failed"),
    ],
)
async def test_bad_input_is_named_and_changes_nothing(
    shared_identity: ServiceUnderTest, change: dict, status: int, code: str
) -> None:
    answer = await shared_identity.nobody().post("/users", {**ANA, **change})

    assert is_problem(answer, status, code)
    assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(change))}"
    assert await shared_identity.scalar("select count(*) from users") == 0


async def test_an_address_is_confirmed_once(identity: ServiceUnderTest, outside: Outside) -> None:
    nobody = identity.nobody()
    await nobody.post("/users", ANA)
    await identity.run_tasks()
    [letter] = outside.emails
    assert (letter["to"], letter["type"], letter["links"]) == (
        "ana@example.com",
        "email_confirmation",
        [f"http://127.0.0.1:8080/confirm-email?token={letter['data']['token']}"],
    )
    assert letter["links"][0] in letter["text"]
    assert "Ana" in letter["text"]

    confirmed = await nobody.post("/users/confirm-email", letter["data"])
    again = await nobody.post("/users/confirm-email", letter["data"])

    assert (confirmed.status_code, confirmed.json()["email_verified"]) == (200, True)
    assert is_problem(again, 409, "token_used")
    assert is_problem(await nobody.post("/users/confirm-email", {"token": "glc_unknown"}), 404, "not_found")


async def test_a_letter_is_kept_until_the_mailbox_takes_it(identity: ServiceUnderTest, outside: Outside) -> None:
    outside.status = 503
    await identity.nobody().post("/users", ANA)
    await identity.run_tasks()
    assert outside.emails == []

    outside.status = 200
    await identity.scalar("update tasks set run_at = now() returning 1")
    await identity.run_tasks()
    assert len(outside.emails) == 1


async def test_you_see_yourself_and_nobody_else(identity: ServiceUnderTest) -> None:
    ana, ben = await sign_up(identity), await sign_up(identity)

    assert [one["id"] for one in (await done(ana.get("/users")))["data"]] == [ana.user_id]
    assert (await done(ana.get(f"/users/{ana.user_id}")))["date_of_birth"] == "1996-04-12"
    assert is_problem(await ana.get(f"/users/{ben.user_id}"), 404, "not_found")
    patch = await ana.patch(f"/users/{ben.user_id}", {"name": "Eve"}, headers={"If-Match": "*"})
    assert is_problem(patch, 404, "not_found")


async def test_a_date_of_birth_is_said_once(identity: ServiceUnderTest) -> None:
    ana = await sign_up(identity, date_of_birth=None)
    path = f"/users/{ana.user_id}"

    assert is_problem(await ana.patch(path, {"name": "Anna"}), 428, "precondition_required")
    said = await ana.patch(path, {"name": "Anna", "date_of_birth": "1996-04-12"}, headers={"If-Match": '"v1"'})
    assert (said.status_code, said.headers["etag"]) == (200, '"v2"')
    assert (said.json()["name"], said.json()["date_of_birth"]) == ("Anna", "1996-04-12")

    async def refused(body: dict, status: int, code: str) -> None:
        assert is_problem(await ana.patch(path, body, headers={"If-Match": '"v2"'}), status, code)

    await refused({"date_of_birth": "1990-01-01"}, 409, "date_of_birth_known")
    await refused({"date_of_birth": None}, 422, "validation_failed")
    await refused({"date_of_birth": 827280000}, 422, "validation_failed")
    await refused({"name": None}, 422, "validation_failed")
    await refused({"email": "eve@example.com"}, 422, "validation_failed")
    assert is_problem(await ana.patch(path, {"name": "A"}, headers={"If-Match": '"v1"'}), 412, "precondition_failed")
    same = await ana.patch(path, {"date_of_birth": "1996-04-12"}, headers={"If-Match": '"v2"'})
    assert (same.status_code, same.headers["etag"]) == (200, '"v2"')


async def test_errors_everywhere_are_problems(identity: ServiceUnderTest) -> None:
    nobody = identity.nobody()
    assert is_problem(await nobody.get("/nowhere"), 404, "route_not_found")
    answer = await nobody.delete("/users")
    assert is_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS, POST"
    assert is_problem(
        await nobody.request("POST", "/users", content=b"{", headers={"content-type": "application/json"}), 400, "malformed_json"
    )
    assert is_problem(
        await nobody.request("POST", "/users", content=b"{}", headers={"content-type": "text/plain"}),
        415,
        "unsupported_media_type",
    )
    assert is_problem(await nobody.get("/users"), 401, "unauthenticated")
    assert is_problem(await nobody.post("/users?x=1", ANA), 422, "validation_failed")
