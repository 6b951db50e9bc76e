"""People: signing up, confirming an address."""

import asyncio

import pytest

from tests.harness import ServiceUnderTest, is_problem

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
        ({"email": 7}, 422, "validation_failed"),
        ({"country": "us"}, 422, "validation_failed"),
        ({"name": ""}, 422, "validation_failed"),
        ({"name": "a\u0000b"}, 422, "validation_failed"),
        ({"date_of_birth": "2999-01-01"}, 422, "validation_failed"),
        ({"is_admin": True}, 422, "validation_failed"),
    ],
)
async def test_bad_input_is_named_and_changes_nothing(identity: ServiceUnderTest, change: dict, status: int, code: str) -> None:
    answer = await identity.nobody().post("/users", {**ANA, **change})

    assert is_problem(answer, status, code)
    assert answer.json()["errors"][0]["pointer"] == f"/{next(iter(change))}"
    assert await identity.scalar("select count(*) from users") == 0


async def test_sign_in_refresh_and_reuse(identity: ServiceUnderTest) -> None:
    nobody = identity.nobody()
    await nobody.post("/users", ANA)
    first = (await nobody.post("/sessions", {"email": "ana@example.com", "password": ANA["password"]})).json()
    second = (await nobody.post("/sessions/refresh", {"refresh_token": first["refresh_token"]})).json()
    assert second["id"] == first["id"]
    again = await nobody.post("/sessions/refresh", {"refresh_token": first["refresh_token"]})
    assert again.status_code == 200
    third = (await nobody.post("/sessions/refresh", {"refresh_token": again.json()["refresh_token"]})).json()
    stale = await nobody.post("/sessions/refresh", {"refresh_token": first["refresh_token"]})
    assert is_problem(stale, 401, "invalid_refresh_token")
    dead = await nobody.post("/sessions/refresh", {"refresh_token": third["refresh_token"]})
    assert is_problem(dead, 401, "invalid_refresh_token")


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
