"""What a caller is told of the credential that they call with."""

from urllib.parse import urlencode

from services.identity.organizations.roles import Role, scopes_of
from shared.events.identity import OrganizationType
from tests.harness import Actor, ServiceUnderTest, is_problem
from tests.identity.people import BRAND, PASSWORD, done, founder, sign_up
from tests.identity.programs import gateways

CREDENTIAL = "/v1/credential"
KEY = {"name": "Reporting", "scopes": ["payouts:read", "campaigns:read"]}


async def test_a_key_learns_for_whom_it_acts_and_what_it_may(identity: ServiceUnderTest, owner: Actor) -> None:
    key = await done(owner.post("/api-keys", KEY))
    async with gateways(identity) as [get]:
        answer = await get(key, path=CREDENTIAL)

    assert answer.status_code == 200
    assert answer.json() == {
        "object": "credential",
        "id": key["id"],
        "type": "api_key",
        "environment": "sandbox",
        "organization_id": owner.organization_id,
        "organization_type": "brand",
        "role": None,
        "scopes": ["campaigns:read", "payouts:read"],
    }


async def test_a_token_of_an_oauth_client_is_told_its_own_narrower_scopes(identity: ServiceUnderTest, owner: Actor) -> None:
    client = await done(owner.post("/oauth-clients", KEY))
    form = {"grant_type": "client_credentials", "scope": "campaigns:read"}
    form |= {"client_id": client["id"], "client_secret": client["client_secret"]}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    token = await done(identity.nobody().request("POST", "/oauth/token", content=urlencode(form), headers=headers))
    async with gateways(identity) as [get]:
        told = (await get({"secret": token["access_token"]}, path=CREDENTIAL)).json()

    assert (told["type"], told["id"], told["scopes"]) == ("oauth_client", client["id"], ["campaigns:read"])


async def test_a_person_is_told_their_session_and_their_role(identity: ServiceUnderTest, owner: Actor) -> None:
    email = "ana@lumen.example"
    person = await sign_up(identity, email=email)
    signed_in = await done(identity.nobody().post("/sessions", {"email": email, "password": PASSWORD}))
    session = {"secret": signed_in["access_token"]}
    async with gateways(identity) as [get]:
        alone = (await get(session, path=CREDENTIAL)).json()
        founded = await founder(identity, BRAND, person=person)
        acting = (await get(session, path=CREDENTIAL, **{"Greenlight-Organization": str(founded.organization_id)})).json()

    assert (alone["type"], alone["id"]) == ("session", signed_in["id"])
    assert (alone["organization_id"], alone["organization_type"], alone["role"], alone["scopes"]) == (None, None, None, [])
    assert (acting["organization_id"], acting["role"]) == (founded.organization_id, "owner")
    assert acting["scopes"] == sorted(scopes_of(OrganizationType.BRAND, Role.OWNER))


async def test_nothing_is_told_without_a_credential(shared_identity: ServiceUnderTest) -> None:
    assert is_problem(await shared_identity.nobody().get("/credential"), 401, "unauthenticated")
