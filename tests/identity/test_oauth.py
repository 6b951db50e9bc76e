"""OAuth clients and their tokens: the protocol as its RFCs have it, what a token may do, and how it ends."""

import asyncio
import base64
import warnings
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from authlib.oauth2.rfc8414 import AuthorizationServerMetadata

from services.identity.oauth import protocol
from services.identity.oauth.forms import FORM, LARGEST_FORM
from services.identity.oauth_clients.models import CLIENTS, OAuthClient
from services.identity.organizations.roles import Role, scopes_of
from services.identity.scopes import OF_KEYS
from services.identity.secrets import is_marked
from services.identity.tokens import service as tokens
from shared.clock import real_now
from shared.events.identity import OAuthClientCreated, OAuthClientRevoked, OAuthClientRolled, OAuthTokenRevoked, OrganizationType
from shared.http import client_of_app
from shared.settings import Settings
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.identity.people import brand, done, staff
from tests.identity.programs import exchange, gateways, once_refused

CLIENT = {"name": "Nightly import", "scopes": ["campaigns:read", "members:read"]}
GRANT = {"grant_type": "client_credentials"}


async def made(owner: Actor, **changes: Any) -> dict[str, Any]:
    answer = await owner.post("/oauth-clients", {**CLIENT, **changes})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def rolled(owner: Actor, client: dict[str, Any], overlap_seconds: int) -> dict[str, Any]:
    return await done(owner.post(f"/oauth-clients/{client['id']}/roll", {"overlap_seconds": overlap_seconds}))


def basic(client: dict[str, Any], **changes: str) -> dict[str, str]:
    pair = f"{changes.get('id', client['id'])}:{changes.get('secret', client['client_secret'])}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def posted(client: dict[str, Any]) -> dict[str, str]:
    return {"client_id": client["id"], "client_secret": client["client_secret"]}


async def ask(
    identity: ServiceUnderTest, what: str, form: dict[str, str] | bytes, headers: dict[str, str] | None = None
) -> httpx.Response:
    content = form if isinstance(form, bytes) else urlencode(form).encode()
    return await identity.nobody().request(
        "POST", f"/oauth/{what}", content=content, headers={"Content-Type": FORM, **(headers or {})}
    )


async def token_of(identity: ServiceUnderTest, client: dict[str, Any], **form: str) -> dict[str, Any]:
    """A token, in the form that the helpers of programs take a credential in."""
    answer = await ask(identity, "token", {**GRANT, **form}, basic(client))
    assert answer.status_code == 200, answer.text
    return {**answer.json(), "secret": answer.json()["access_token"], "organization_id": client["organization_id"]}


def is_refused(answer: httpx.Response, status: int, error: str) -> bool:
    """Whether an answer is this refusal in the form of RFC 6749, section 5.2."""
    assert (answer.status_code, answer.json().get("error")) == (status, error), answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["request-id"].startswith("req_")
    assert answer.json().keys() <= {"error", "error_description"}
    assert ("www-authenticate" in answer.headers) == (status == 401)
    return answer.headers.get("www-authenticate", "Basic ").startswith("Basic ")


# --- the protocol ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shown", ["basic", "post"])
async def test_a_client_gets_a_token_of_ten_minutes_that_is_kept_nowhere(
    identity: ServiceUnderTest, owner: Actor, shown: str
) -> None:
    client = await made(owner)
    form, headers = (GRANT, basic(client)) if shown == "basic" else ({**GRANT, **posted(client)}, {})
    answer = await ask(identity, "token", form, headers)

    body = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    assert (answer.headers["cache-control"], answer.headers["pragma"]) == ("no-store", "no-cache")
    assert body.keys() == {"access_token", "token_type", "expires_in", "scope"}
    assert (body["token_type"], body["expires_in"], body["scope"]) == ("Bearer", 600, "campaigns:read members:read")
    assert body["access_token"].startswith("glat_test_")
    assert is_marked(body["access_token"], "glat", Settings())
    assert is_marked(client["client_secret"], "glcs", Settings())
    tables = await identity.scalar("select array_agg(tablename::text) from pg_tables where schemaname = 'public'")
    for secret in (body["access_token"], client["client_secret"]):
        for table in tables:
            like = f"%{secret[15:-4]}%"
            assert await identity.scalar(f'select count(*) from "{table}" where "{table}"::text like :like', like=like) == 0


async def test_scope_narrows_and_never_widens(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    narrow = await token_of(identity, client, scope="campaigns:read")

    assert narrow["scope"] == "campaigns:read"
    for wrong in ("payouts:write", "campaigns:read staff:review", "x" * 9000, "campaigns:read,members:read", "*"):
        assert is_refused(await ask(identity, "token", {**GRANT, "scope": wrong}, basic(client)), 400, "invalid_scope")
    assert (await token_of(identity, client, scope=""))["scope"] == "campaigns:read members:read"  # left out, says the RFC
    async with gateways(identity) as [get]:
        assert is_problem(await get(narrow), 403, "missing_scope")
        assert (await get(await token_of(identity, client))).is_success


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({}, "invalid_request"),
        ({"grant_type": ""}, "invalid_request"),
        ({"grant_type": "password", "username": "a", "password": "b"}, "unsupported_grant_type"),
        ({"grant_type": "authorization_code", "code": "x"}, "unsupported_grant_type"),
        ({"grant_type": 'a"\\\n\u202e'}, "unsupported_grant_type"),
        (b"grant_type=client_credentials&grant_type=client_credentials", "invalid_request"),
        (b"grant_type=client_credentials&scope=campaigns:read&scope=members:read", "invalid_request"),
        (b"grant_type=client_credentials&scope=a%00b", "invalid_request"),
        (b"grant_type=client_credentials&scope=\xff", "invalid_request"),
        (b"grant_type=client_credentials&scope=%ff", "invalid_request"),
        (b"grant_type", "invalid_request"),
        (b"&".join(b"a%d=1" % number for number in range(100)), "invalid_request"),
    ],
)
async def test_what_is_no_request(shared_identity: ServiceUnderTest, form: Any, error: str) -> None:
    client = await made(await brand(shared_identity))
    answer = await ask(shared_identity, "token", form, basic(client))

    assert is_refused(answer, 400, error)
    description = answer.json().get("error_description", "")
    assert all(character.isascii() and character.isprintable() and character not in '"\\' for character in description)
    assert await shared_identity.scalar("select count(*) from oauth_tokens") == 0


async def test_a_form_is_asked_for_and_bounded(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    for what in ("token", "introspect", "revoke"):
        wrong = await ask(identity, what, b"{}", {"Content-Type": "application/json", **basic(client)})
        assert is_problem(wrong, 415, "unsupported_media_type")
        assert wrong.headers["accept-post"] == FORM
        large = await ask(identity, what, b"a=" + b"x" * LARGEST_FORM, basic(client))
        assert is_problem(large, 413, "body_too_large")
    whole = await ask(identity, "token", GRANT, {**basic(client), "Content-Type": f"{FORM}; charset=utf-8"})
    assert whole.status_code == 200
    assert is_problem(await ask(identity, "token?scope=x", GRANT, basic(client)), 422, "validation_failed")


async def test_who_does_not_show_a_client_is_refused_in_the_same_words(identity: ServiceUnderTest, owner: Actor) -> None:
    client, other = await made(owner), await made(owner)
    key = (await owner.post("/api-keys", {"name": "k", "scopes": ["members:read"]})).json()["secret"]
    forged = protocol.OAuthClientId.new()
    answers = [
        await ask(identity, what, {**GRANT, "token": "x", **form}, headers)
        for what in ("token", "introspect", "revoke")
        for form, headers in (
            ({}, {}),
            ({"client_id": client["id"]}, {}),
            ({**posted(client), "client_secret": other["client_secret"]}, {}),
            ({**posted(client), "client_secret": client["client_secret"][:-1] + "!"}, {}),
            ({**posted(client), "client_id": forged}, {}),
            ({**posted(client), "client_secret": key}, {}),
            ({}, basic(client, secret=other["client_secret"])),
            ({}, basic(client, id=forged)),
            ({}, basic(client, id="x\0\u00e4")),
            ({}, {"Authorization": "Basic !!!"}),
            ({}, {"Authorization": "Basic /w=="}),
            ({}, {"Authorization": "Basic"}),
            (posted(client), {"Authorization": "Bearer x"}),
        )
    ]
    for answer in answers:
        assert is_refused(answer, 401, "invalid_client")
    assert len({answer.content for answer in answers}) == 1
    assert await identity.scalar("select count(*) from oauth_tokens") == 0


async def test_a_client_shows_itself_in_one_way(identity: ServiceUnderTest, owner: Actor) -> None:
    client, other = await made(owner), await made(owner)
    both = await ask(identity, "token", {**GRANT, **posted(client)}, basic(client))
    two = await ask(identity, "token", {**GRANT, "client_id": other["id"]}, basic(client))

    assert is_refused(both, 400, "invalid_request")
    assert is_refused(two, 400, "invalid_request")
    assert (await ask(identity, "token", {**GRANT, "client_id": client["id"]}, basic(client))).status_code == 200


async def test_the_server_describes_itself(identity: ServiceUnderTest) -> None:
    async with gateways(identity) as [get], client_of_app(get.app, name="gateway") as http:
        answer = await http.get("/.well-known/oauth-authorization-server")
        assert (await http.head("/.well-known/oauth-authorization-server")).status_code == 200
        assert is_problem(await http.get("/.well-known/openid-configuration"), 404, "route_not_found")

    document = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/json")
    # The library asks for a response type, which without an authorization endpoint there is none of.
    AuthorizationServerMetadata({**document, "response_types_supported": ["none"]}).validate()
    assert document["issuer"] == Settings().public_address
    assert document["token_endpoint"] == f"{document['issuer']}/v1/oauth/token"
    assert document["grant_types_supported"] == ["client_credentials"]
    assert set(document["scopes_supported"]) == OF_KEYS
    assert not {"jwks_uri", "authorization_endpoint", "registration_endpoint"} & document.keys()


@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
async def test_a_library_that_we_did_not_write_gets_asks_and_revokes(
    identity: ServiceUnderTest, owner: Actor, method: str
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it wants the successor of the HTTP client, which does the same here
        from authlib.integrations.httpx_client import AsyncOAuth2Client

    client = await made(owner)
    async with (
        gateways(identity) as [get],
        AsyncOAuth2Client(
            client["id"],
            client["client_secret"],
            token_endpoint_auth_method=method,
            scope="members:read",
            transport=httpx.ASGITransport(get.app),
            base_url="http://gateway",
        ) as library,
    ):
        token = await library.fetch_token("http://gateway/v1/oauth/token", grant_type="client_credentials")
        assert (token["token_type"], token["scope"], token["expires_in"]) == ("Bearer", "members:read", 600)
        members = await library.get(f"/v1/organizations/{owner.organization_id}/members")
        assert [one["id"] for one in members.json()["data"]] == [owner.user_id]
        known = await library.introspect_token("http://gateway/v1/oauth/introspect", token=token["access_token"])
        assert known.json()["active"] is True
        revoked = await library.revoke_token("http://gateway/v1/oauth/revoke", token=token["access_token"])
        assert (revoked.status_code, revoked.json()) == (200, {})
        known = await library.introspect_token("http://gateway/v1/oauth/introspect", token=token["access_token"])
        assert known.json() == {"active": False}


async def test_basic_is_taken_where_clients_show_themselves_and_nowhere_else(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    async with gateways(identity) as [get], client_of_app(get.app, name="gateway") as http:
        for method, path in (("GET", "/v1/me"), ("POST", "/v1/sessions"), ("GET", "/v1/oauth-clients")):
            answer = await http.request(method, path, headers=basic(client))
            assert is_problem(answer, 401, "unauthenticated"), path
        for value in ("Bearer nothing", "Digest x"):
            answer = await http.post("/v1/oauth/token", data=GRANT, headers={"Authorization": value})
            assert is_problem(answer, 401, "unauthenticated"), value


# --- what a client is given -----------------------------------------------------------------------------------------


async def test_a_client_is_made_read_and_listed_like_a_key(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    second = await rolled(owner, client, 3600)

    assert (client["object"], client["state"], client["actions"]) == ("oauth_client", "active", ["roll", "revoke"])
    assert client["id"].startswith("oac_")
    shown = await done(owner.get(f"/oauth-clients/{client['id']}"))
    assert shown == {name: value for name, value in second.items() if name != "client_secret"}
    assert (await done(owner.get("/oauth-clients", params={"state": "active"})))["data"] == [shown]
    assert (await done(owner.get("/oauth-clients", params={"state": "revoked"})))["data"] == []
    stranger = await brand(identity)
    for answer in (
        await stranger.get(f"/oauth-clients/{client['id']}"),
        await stranger.post(f"/oauth-clients/{client['id']}/roll", {"overlap_seconds": 0}),
        await stranger.delete(f"/oauth-clients/{client['id']}"),
    ):
        assert is_problem(answer, 404, "not_found")


async def test_only_who_may_make_keys_makes_clients(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    program = Actor(identity.app, "brand", owner.organization_id, user_id=client["id"], scopes=owner.scopes)
    assert is_problem(await program.post("/oauth-clients", CLIENT), 403, "forbidden")
    one_of_us = await staff(identity)
    one_of_us.scopes += " api_keys:write api_keys:read"
    assert is_problem(await one_of_us.post("/oauth-clients", CLIENT), 403, "forbidden")
    for role in (Role.MANAGER, Role.REVIEWER, Role.FINANCE, Role.VIEWER):
        owner.scopes = " ".join(scopes_of(OrganizationType.BRAND, role))
        assert is_problem(await owner.post("/oauth-clients", CLIENT), 403, "missing_scope")
        assert is_problem(await owner.get("/oauth-clients"), 403, "missing_scope")
    owner.scopes = "api_keys:write campaigns:read"
    assert (await owner.post("/oauth-clients", CLIENT)).json()["scope"] == "members:read"


@pytest.mark.parametrize(
    "scope", sorted({one for kind in OrganizationType for role in Role for one in scopes_of(kind, role)} - OF_KEYS)
)
async def test_no_client_holds_what_no_key_may_hold(shared_identity: ServiceUnderTest, scope: str) -> None:
    answer = await (await brand(shared_identity)).post("/oauth-clients", {**CLIENT, "scopes": [scope]})
    assert is_problem(answer, 422, "validation_failed")


async def test_a_scope_that_clients_lost_is_gone_from_their_tokens(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    token = await token_of(identity, client)
    async with identity.session() as session:
        await session.execute(OAuthClient.__table__.update().values(scopes=["members:read", "members:write"]))

    known = await ask(identity, "introspect", {"token": token["secret"]}, basic(client))
    assert known.json()["scope"] == "members:read"
    assert (await token_of(identity, client))["scope"] == "members:read"
    async with identity.session() as session:
        await session.execute(OAuthClient.__table__.update().values(scopes=["members:write"]))
    assert is_refused(await ask(identity, "token", GRANT, basic(client)), 400, "invalid_scope")


async def test_a_token_acts_for_the_home_organization_from_where_it_may(identity: ServiceUnderTest, owner: Actor) -> None:
    client, stranger = await made(owner, networks=["203.0.113.0/24"]), await brand(identity)
    token = await token_of(identity, client)
    async with gateways(identity) as [get]:
        assert is_problem(await get(token), 403, "address_not_allowed")
        assert (await done(owner.get(f"/oauth-clients/{client['id']}")))["last_used_at"] is None
        answer = await get(token, address="203.0.113.7")
        assert (answer.status_code, answer.headers["greenlight-organization"]) == (200, owner.organization_id)
        assert (await done(owner.get(f"/oauth-clients/{client['id']}")))["last_used_at"] is not None
        foreign = await get(token, address="203.0.113.7", **{"Greenlight-Organization": str(stranger.organization_id)})
        assert is_problem(foreign, 404, "not_found")
        assert is_problem(await get(token, address="203.0.113.7", path="/v1/me"), 403, "forbidden")
    inner = await exchange(identity, token)
    assert (inner.credential_id, inner.rests_on[0]) == (client["id"], client["id"])


# --- who is told ----------------------------------------------------------------------------------------------------


async def test_introspection_tells_of_own_tokens_only(
    identity: ServiceUnderTest, owner: Actor, time_goes_on: Callable[..., None]
) -> None:
    client, other = await made(owner), await made(owner)
    token = await token_of(identity, client, scope="members:read")

    async def told(to: dict[str, Any], text: str, **form: str) -> dict[str, Any]:
        answer = await ask(identity, "introspect", {"token": text, **form}, basic(to))
        assert answer.status_code == 200, answer.text
        return answer.json()

    own = await told(client, token["secret"])
    assert (own["active"], own["scope"], own["token_type"]) == (True, "members:read", "Bearer")
    assert (own["client_id"], own["sub"], own["iss"]) == (client["id"], client["id"], Settings().public_address)
    assert own["exp"] - own["iat"] == 600
    assert (await told(client, token["secret"], token_type_hint="refresh_token"))["active"] is True
    assert (await told(client, token["secret"], token_type_hint="nonsense"))["active"] is True
    key = (await owner.post("/api-keys", {"name": "k", "scopes": ["members:read"]})).json()["secret"]
    for text in (token["secret"][:-1] + "!", "glat_test_x", key, "\u00e4", "x" * 5000):
        assert await told(client, text) == {"active": False}
    assert await told(other, token["secret"]) == {"active": False}
    assert is_refused(await ask(identity, "introspect", {}, basic(client)), 400, "invalid_request")
    time_goes_on(minutes=10, seconds=1)
    assert await told(client, token["secret"]) == {"active": False}


async def test_a_token_given_back_is_refused_by_every_gateway(identity: ServiceUnderTest, owner: Actor) -> None:
    client, other = await made(owner), await made(owner)
    token, kept = await token_of(identity, client), await token_of(identity, client)
    async with gateways(identity, count=2) as [first, second]:
        for get in (first, second):
            assert (await get(token)).is_success
            assert (await get(kept)).is_success
        foreign = await ask(identity, "revoke", {"token": token["secret"]}, basic(other))
        assert is_refused(foreign, 400, "invalid_grant")
        assert (await first(token)).is_success
        for text in (token["secret"], token["secret"], "unknown", "glat_test_x"):
            answer = await ask(identity, "revoke", {"token": text, "token_type_hint": "nonsense"}, basic(client))
            assert (answer.status_code, answer.json()) == (200, {})
        for get in (first, second):
            assert is_problem(await once_refused(get, token), 401, "unauthenticated")
            assert (await get(kept)).is_success
    assert is_refused(await ask(identity, "revoke", {}, basic(client)), 400, "invalid_request")


# --- how it ends ----------------------------------------------------------------------------------------------------


async def test_a_revoked_client_and_its_tokens_are_refused_everywhere(identity: ServiceUnderTest, owner: Actor) -> None:
    client, other = await made(owner), await made(owner)
    token, kept = await token_of(identity, client), await token_of(identity, other)
    async with gateways(identity, count=2) as [first, second]:
        for get in (first, second):
            assert (await get(token)).is_success
            assert (await get(kept)).is_success
        answer = await done(owner.delete(f"/oauth-clients/{client['id']}"))
        for get in (first, second):
            assert is_problem(await once_refused(get, token), 401, "unauthenticated")
            assert (await get(kept)).is_success

    assert (answer["state"], answer["actions"], answer["is_final"]) == ("revoked", [], True)
    assert await done(owner.delete(f"/oauth-clients/{client['id']}")) == answer
    assert is_refused(await ask(identity, "token", GRANT, basic(client)), 401, "invalid_client")
    assert is_problem(await owner.post(f"/oauth-clients/{client['id']}/roll", {"overlap_seconds": 0}), 409, "invalid_state")
    assert await identity.scalar("select count(*) from oauth_tokens") == 1


async def test_what_a_stolen_secret_got_ends_with_it(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    stolen = await token_of(identity, client)
    async with gateways(identity, count=2) as [first, second]:
        for get in (first, second):
            assert (await get(stolen)).is_success
        renewed = await rolled(owner, client, 0)
        for get in (first, second):
            assert is_problem(await once_refused(get, stolen), 401, "unauthenticated")
            assert (await get(await token_of(identity, renewed))).is_success
    assert is_refused(await ask(identity, "token", GRANT, basic(client)), 401, "invalid_client")


async def test_both_secrets_work_for_the_overlap_and_a_token_no_longer(
    identity: ServiceUnderTest, owner: Actor, time_goes_on: Callable[..., None]
) -> None:
    client = await made(owner)
    before = await token_of(identity, client)
    renewed = await rolled(owner, client, 300)

    assert (await token_of(identity, client))["expires_in"] <= 300
    assert (await token_of(identity, renewed))["expires_in"] == 600
    known = (await ask(identity, "introspect", {"token": before["secret"]}, basic(client))).json()
    assert known["exp"] - known["iat"] <= 301
    time_goes_on(seconds=301)
    assert is_refused(await ask(identity, "token", GRANT, basic(client)), 401, "invalid_client")
    with pytest.raises(tokens.Unauthenticated):
        await exchange(identity, before)
    assert (await token_of(identity, renewed))["expires_in"] == 600


async def test_time_ends_a_client_and_with_it_its_tokens(
    identity: ServiceUnderTest, owner: Actor, time_goes_on: Callable[..., None]
) -> None:
    ends_at = real_now() + timedelta(minutes=5)
    client = await made(owner, expires_at=ends_at.isoformat())
    token = await token_of(identity, client)
    assert token["expires_in"] <= 300
    time_goes_on(minutes=4, seconds=50)
    assert (await exchange(identity, token)).expires_at <= ends_at

    time_goes_on(minutes=5, seconds=1)
    with pytest.raises(tokens.Unauthenticated):
        await exchange(identity, token)
    assert is_refused(await ask(identity, "token", GRANT, basic(client)), 401, "invalid_client")


async def test_a_token_ends_by_itself_and_is_swept(
    identity: ServiceUnderTest, owner: Actor, time_goes_on: Callable[..., None]
) -> None:
    client = await made(owner)
    token = await token_of(identity, client)
    time_goes_on(minutes=10, seconds=1)
    with pytest.raises(tokens.Unauthenticated):
        await exchange(identity, token)
    await token_of(identity, client)
    assert await identity.scalar("select count(*) from oauth_tokens") == 1


async def test_a_mistyped_token_asks_no_table(identity: ServiceUnderTest, owner: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    token = await token_of(identity, await made(owner))
    asked = []

    async def looked_up(*_: Any, **__: Any) -> None:
        asked.append(1)

    monkeypatch.setattr(tokens, "live_token_of", looked_up)
    for text in (token["secret"][:-1] + "!", "glat_test_x", token["secret"].replace("test", "live")):
        with pytest.raises(tokens.Unauthenticated):
            await exchange(identity, {"secret": text})
    assert asked == []


# --- races ----------------------------------------------------------------------------------------------------------


async def test_two_rolls_at_once_leave_one_newest_secret(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    renewed = await asyncio.gather(*(rolled(owner, client, 0) for _ in range(2)))
    answers = [await ask(identity, "token", GRANT, basic(one)) for one in (client, *renewed)]

    assert sorted(answer.status_code for answer in answers) == [200, 401, 401]
    assert answers[0].status_code == 401
    assert await identity.scalar("select count(*) from oauth_client_secrets") == 1


async def test_no_token_outlives_its_client_however_they_race(identity: ServiceUnderTest, owner: Actor) -> None:
    for _ in range(5):
        client = await made(owner)
        asking = [ask(identity, "token", GRANT, basic(client)) for _ in range(4)]
        *answers, revoked = await asyncio.gather(*asking, owner.delete(f"/oauth-clients/{client['id']}"))

        assert revoked.is_success
        assert {answer.status_code for answer in answers} <= {200, 401}
        for answer in answers:
            if answer.is_success:
                with pytest.raises(tokens.Unauthenticated):
                    await exchange(identity, {"secret": answer.json()["access_token"]})
    assert await identity.scalar("select count(*) from oauth_tokens") == 0


async def test_a_token_is_not_kept_once_its_secret_is_being_dropped(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    async with identity.session() as session:
        row = await session.get_one(OAuthClient, protocol.OAuthClientId(client["id"]))
        from services.identity.programs import service as programs

        await programs.revoke(session, CLIENTS, program=row)
        asking = asyncio.create_task(ask(identity, "token", GRANT, basic(client)))
        await asyncio.sleep(0.1)
        assert not asking.done()  # it waits for what becomes of the secret
    assert is_refused(await asking, 401, "invalid_client")


async def test_an_organization_has_so_many_working_clients(
    identity: ServiceUnderTest, owner: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from services.identity.policy import OAUTH

    monkeypatch.setattr("services.identity.oauth_clients.routes.CLIENTS", replace(CLIENTS, policy=replace(OAUTH, most_working=2)))
    answers = await asyncio.gather(*(owner.post("/oauth-clients", CLIENT) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 409, 409]
    assert {answer.json()["code"] for answer in answers if not answer.is_success} == {"too_many_oauth_clients"}


async def test_what_is_told_of_a_client(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await made(owner)
    token = await token_of(identity, client)
    await ask(identity, "revoke", {"token": token["secret"]}, basic(client))
    await rolled(owner, client, 60)
    await owner.delete(f"/oauth-clients/{client['id']}")

    for kind in (OAuthClientCreated, OAuthClientRolled, OAuthClientRevoked):
        [event] = await identity.said(kind)
        assert (event.oauth_client_id, event.organization_id) == (client["id"], owner.organization_id)
        assert kind.public is not None
        assert (kind.public.to, kind.public.scope) == (("organization_id",), "api_keys:read")
    [revoked] = await identity.said(OAuthTokenRevoked)
    assert (revoked.oauth_client_id, OAuthTokenRevoked.public) == (client["id"], None)
    commands = "select array_agg(command order by sequence) from audit_log where noun_id = :id"
    assert await identity.scalar(commands, id=client["id"]) == ["roll", "revoke"]
