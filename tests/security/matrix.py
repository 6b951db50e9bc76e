"""The authorization matrix: every operation of the contract against everybody who may or may not, each cell with its exact answer."""

import asyncio
import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx

from services.identity.organizations import queries
from services.identity.organizations import service as organizations
from services.identity.organizations.models import Organization
from services.identity.organizations.roles import Role, scopes_of
from shared.auth import ANY_CREDENTIAL, PERSON, PUBLIC
from shared.events.identity import OrganizationId, OrganizationType, UserId
from shared.ids import prefixes
from tests.security.market import Running, Tenant

ENDS_THE_ASKER = "end_current_session"
METHODS = ("get", "put", "post", "patch", "delete")


@dataclass(frozen=True)
class Declared:
    """An operation as the contract declares it."""

    id: str
    method: str
    path: str
    scope: str
    organizations: frozenset[str]
    parameters: tuple[str, ...]
    has_body: bool
    example: Any
    file: tuple[str, str] | None
    """What it takes that is no JSON, by the contract's example: its media type, and the text."""
    patterns: dict[str, str]
    filters: tuple[str, ...]
    needed: tuple[str, ...]
    """The filters that it cannot do without."""

    @property
    def streams(self) -> bool:
        """Whether its answer does not end."""
        return self.path.endswith("/stream")

    @property
    def moment(self) -> tuple[int, str]:
        """When its right call is made: reads first, then writes, what ends things last."""
        ends = ("withdraw", "cancel", "decline", "reject", "disconnect", "lapse", "suspend", "fail")
        last = self.path.rpartition("/")[2]
        if self.id == ENDS_THE_ASKER:
            return (4, self.id)
        return (0 if self.method == "GET" else 3 if self.method == "DELETE" else 2 if last in ends else 1, self.id)


def declared_in(contract: dict[str, Any]) -> list[Declared]:
    """List the operations of a contract."""
    return [
        Declared(
            id=operation["operationId"],
            method=method.upper(),
            path=path,
            scope=operation["x-scope"],
            organizations=frozenset(operation.get("x-organizations", ())),
            parameters=tuple(re.findall(r"\{(\w+)\}", path)),
            has_body="requestBody" in operation,
            example=_example_of(contract, operation),
            file=_file_of(operation),
            patterns={
                one["name"]: one["schema"].get("pattern", "")
                for one in operation.get("parameters", ())
                if one.get("in") == "path"
            },
            filters=tuple(one["name"] for one in operation.get("parameters", ()) if one.get("in") == "query"),
            needed=tuple(
                one["name"] for one in operation.get("parameters", ()) if one.get("in") == "query" and one.get("required")
            ),
        )
        for path, item in contract["paths"].items()
        for method, operation in item.items()
        if method in METHODS
    ]


def _example_of(contract: dict[str, Any], operation: dict[str, Any]) -> Any:
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return example_of(schema, contract["components"]["schemas"])


def _file_of(operation: dict[str, Any]) -> tuple[str, str] | None:
    content = operation.get("requestBody", {}).get("content", {})
    return next(
        ((kind, one["example"]) for kind, one in content.items() if kind != "application/json" and "example" in one), None
    )


def example_of(schema: dict[str, Any], known: dict[str, Any]) -> Any:
    """Write what a schema describes: its own example, or what it cannot do without."""
    if "$ref" in schema:
        return example_of(known[schema["$ref"].rpartition("/")[2]], known)
    for given in ("const", "default"):
        if given in schema and schema[given] is not None:
            return schema[given]
    for given in ("examples", "enum"):
        if schema.get(given):
            return schema[given][0]
    for several in ("anyOf", "oneOf", "allOf"):
        if several in schema:
            return example_of(next(one for one in schema[several] if one.get("type") != "null"), known)
    match schema.get("type"):
        case "array":
            return [example_of(schema["items"], known)]
        case "string":
            return "x" * max(schema.get("minLength", 0), 1)
        case "integer":
            return schema.get("minimum", 0)
        case "boolean":
            return False
        case _:
            needed = schema.get("required", ())
            return {name: example_of(one, known) for name, one in schema.get("properties", {}).items() if name in needed}


@dataclass
class Matrix:
    """What was asked, and every answer that was not the right one."""

    cells: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)

    def judge(self, cell: str, operation: Declared, answer: httpx.Response, *, right: bool) -> None:
        """Count a cell; keep it where its answer is wrong."""
        self.cells[cell] += 1
        if not right:
            self.leaks.append(f"{operation.method} {operation.path} × {cell}: {answer.status_code} {answer.text[:120]}")

    def leaking(self) -> set[str]:
        """The operations that leak."""
        return {leak.split(" × ")[0] for leak in self.leaks}


def an_unknown_id(pattern: str) -> str:
    """An id of the form that a path parameter takes, which nothing has."""
    match = re.match(r"\^?([a-z]{3})_", pattern)
    return prefixes[match[1]].of(UUID("01700000-0000-7000-8000-000000000001")) if match else "nothing_has_this"


@dataclass
class Asker:
    """Calls operations through the gateway."""

    running: Running

    async def ask(
        self,
        operation: Declared,
        values: Mapping[str, str | None],
        token: str | None,
        *,
        body: Any = None,
        query: Any = None,
        organization: str | None = None,
    ) -> httpx.Response:
        """Send one request with a key and a tag, which some operations need."""
        path = operation.path.format(**values)
        headers = {"Idempotency-Key": f"k-{self.running.number()}", "If-Match": "*"}
        if operation.method == "GET":
            del headers["If-Match"]
        if token is not None:
            headers["Authorization"] = f"Bearer {token}"
        if organization is not None:
            headers["Greenlight-Organization"] = organization
        if operation.file is not None:
            headers["Content-Type"], content = operation.file
            return await self.running.direct.request(operation.method, path, headers=headers, content=content, params=query)
        json = (body or {}) if operation.has_body else None
        if not operation.streams:
            return await self.running.direct.request(operation.method, path, headers=headers, json=json, params=query)
        async with asyncio.timeout(30), self.running.http.stream(operation.method, path, headers=headers, params=query) as answer:
            if not answer.is_success:
                await answer.aread()
            return httpx.Response(
                answer.status_code, headers=answer.headers, content=b"" if answer.is_success else answer.content
            )


def unknown_of(operation: Declared) -> dict[str, str]:
    """Values for a path that name nothing."""
    return {name: an_unknown_id(operation.patterns[name]) for name in operation.parameters}


def code_of(answer: httpx.Response) -> str | None:
    """The code of a problem."""
    return answer.json().get("code") if answer.headers.get("content-type") == "application/problem+json" else None


async def nobody_gets_in(matrix: Matrix, running: Running, tokens: dict[str, str | None], tenant: Tenant) -> None:
    """Ask every operation without a credential that holds: anonymous, expired, revoked, forged."""
    asker = Asker(running)
    for operation in declared_in(running.contract):
        values = {name: tenant.value_of(operation.path, name) or "?" for name in operation.parameters}
        for name, token in tokens.items():
            if operation.scope == PUBLIC and token is None:
                continue  # a public operation has no other caller: what is public is listed by name in the test
            answer = await asker.ask(operation, values, token)
            matrix.judge(name, operation, answer, right=(answer.status_code, code_of(answer)) == (401, "unauthenticated"))


async def roles_hold(matrix: Matrix, running: Running, understudies: dict[str, "Understudy"], roles: Sequence[Role]) -> None:
    """Ask every operation in these roles of every type of organization, for an object that is not there."""
    asker = Asker(running)
    operations = [one for one in declared_in(running.contract) if one.scope not in {PUBLIC, PERSON, ANY_CREDENTIAL}]
    for type_, understudy in understudies.items():
        async for role, token in understudy.take(roles):
            scopes = scopes_of(OrganizationType(type_), role)
            for operation in operations:
                await _scopes_hold(matrix, asker, operation, token, scopes=scopes, organization_type=type_, who="role")


async def _scopes_hold(
    matrix: Matrix, asker: Asker, operation: Declared, token: str, *, scopes: AbstractSet[str], organization_type: str, who: str
) -> None:
    """Ask an operation for an object that is not there, with these scopes."""
    body = operation.example if operation.parameters else None
    answer = await asker.ask(operation, unknown_of(operation), token, body=body)
    code = code_of(answer)
    if operation.scope not in scopes:
        right = (answer.status_code, code) == (403, "missing_scope")
        matrix.judge(f"missing scope of a {who}", operation, answer, right=right)
    elif operation.organizations and organization_type not in operation.organizations:
        right = (answer.status_code, code) == (403, "forbidden")
        matrix.judge(f"wrong type of organization of a {who}", operation, answer, right=right)
    elif operation.parameters and operation.parameters != ("handle",):
        right = (answer.status_code, code) == (404, "not_found")
        matrix.judge(f"wrong object of a {who}", operation, answer, right=right)
    else:
        matrix.judge(f"right {who}", operation, answer, right=answer.status_code not in {401, 403, 404})


@dataclass(frozen=True)
class Program:
    """A key or an OAuth client's token, and what it was given."""

    kind: str
    token: str
    organization_type: str
    scopes: frozenset[str]


async def programs_hold(matrix: Matrix, running: Running, programs: Sequence[Program]) -> None:
    """Ask every operation as a program: it is nobody who could do what a person must, and has its own scopes and no more."""
    asker = Asker(running)
    for operation in declared_in(running.contract):
        if operation.scope == PUBLIC:
            continue
        for program in programs:
            if operation.scope in {PERSON, ANY_CREDENTIAL}:
                answer = await asker.ask(operation, unknown_of(operation), program.token)
                status, code = (403, "forbidden") if operation.scope == PERSON else (200, None)
                right = (answer.status_code, code_of(answer)) == (status, code)
                matrix.judge(f"what asks for a person or for any credential, as {program.kind}", operation, answer, right=right)
            else:
                await _scopes_hold(
                    matrix,
                    asker,
                    operation,
                    program.token,
                    scopes=program.scopes,
                    organization_type=program.organization_type,
                    who=program.kind,
                )


@dataclass
class Understudy:
    """A person who takes every role of an organization in turn."""

    running: Running
    organization_id: OrganizationId
    user_id: UserId
    token: str

    @classmethod
    async def of(cls, running: Running, organization_id: str, token: str) -> "Understudy":
        """Bring somebody new into an organization."""
        me = await running.visitor.signed_in(token).get("/me")
        understudy = cls(running, OrganizationId(organization_id), UserId(me["user"]["id"]), token)
        async with running.suite.instances["identity"].context.step() as session:
            organization = await session.get_one(Organization, understudy.organization_id)
            await organizations.add_member(session, organization=organization, user=understudy.user_id, role=Role.VIEWER)
        return understudy

    async def take(self, roles: Sequence[Role]) -> AsyncIterator[tuple[Role, str]]:
        """Take each role; it holds once the gateway has heard."""
        for role in roles:
            async with self.running.suite.instances["identity"].context.step() as session:
                membership = await queries.membership(session, user=self.user_id, organization=self.organization_id)
                assert membership is not None
                await organizations.change_role(session, membership=membership, role=role)
            await self.running.quiet()
            yield role, self.token


def ids_in(tenant: Tenant, answer: httpx.Response) -> list[str]:
    """Find what an answer tells of a tenant's private ids."""
    return [value for value in tenant.private if value in answer.text]


@dataclass(frozen=True)
class People:
    """Who asks in the place of whom: tokens by the type of organization."""

    right: dict[str, str]
    others: dict[str, str]
    organizations: dict[str, str]
    other_organizations: dict[str, str]
    """For whom they act: some of them make a second organization."""

    def who_may(self, operation: Declared) -> list[str]:
        """The types of organization whose owner may use an operation."""
        return [
            type_
            for type_ in self.right
            if (operation.scope in {PERSON, ANY_CREDENTIAL} or operation.scope in scopes_of(OrganizationType(type_), Role.OWNER))
            and type_ in (operation.organizations or self.right)
        ]


OPEN_MARKET = {
    "get_creator": ("brand", "creators are found by every brand, and by no other creator"),
    "get_creator_authenticity": ("brand", "what a creator's figures are worth is told with them"),
    "list_similar_creators": ("brand", "creators are found by every brand"),
    "get_opportunity": ("creator", "a campaign that takes applications is shown to every creator"),
    "list_opportunities": ("creator", "a campaign that takes applications is shown to every creator"),
}
"""What is told to other tenants of one type of organization, because telling it is what a marketplace is for."""


async def other_tenants_see_nothing(matrix: Matrix, running: Running, people: People, tenant: Tenant) -> None:
    """Ask for a tenant's objects, by path, body and query, as somebody of another tenant who may use the operation."""
    asker = Asker(running)
    for operation in declared_in(running.contract):
        if operation.scope == PUBLIC or operation.id == ENDS_THE_ASKER:
            continue
        told_to, _ = OPEN_MARKET.get(operation.id, (None, ""))
        values = {name: tenant.value_of(operation.path, name) for name in operation.parameters}
        missing = [name for name, value in values.items() if value is None]
        if missing:
            matrix.leaks.append(f"{operation.method} {operation.path} × nothing: let a_tenant() make an object for {missing}")
            continue
        body, names_theirs = body_of(operation, tenant)
        query = {
            name: tenant.value_of(operation.path, name) for name in operation.filters if tenant.value_of(operation.path, name)
        }
        for type_ in (set(people.who_may(operation)) & people.others.keys()) - {told_to}:
            token, organization = people.others[type_], people.other_organizations[type_]
            answer = await asker.ask(operation, values, token, body=body, organization=organization)
            told = ids_in(tenant, answer)
            if values or names_theirs:
                matrix.judge("other tenant", operation, answer, right=answer.status_code == 404 and not told)
            else:
                matrix.judge("other tenant's list", operation, answer, right=not told)
            for name, value in query.items():
                answer = await asker.ask(operation, values, token, query={name: str(value)}, organization=organization)
                told = ids_in(tenant, answer)
                matrix.judge("other tenant's filter", operation, answer, right=not told and answer.status_code in {200, 404})


IN_ANOTHER_STATE = {
    "compare_creators": "it takes two creators, and this tenant has one",
    "accept_member_invitation": "only the person who is invited has the token, and this tenant invited somebody else",
    "accept_invite_link": "whoever has the token may, and the example's opens nothing; each side of an acceptance is asked for its own",
}
"""Whom the right call of the tenant meets with another refusal than the state of things: each with its reason."""

NOT_OF_THE_NOUN = frozenset({"idempotency_key_in_use", "not_yet_known"})
"""Conflicts that an operation answers before it has looked at its object."""


async def the_right_ones_get_in(matrix: Matrix, running: Running, people: People, tenant: Tenant) -> None:
    """Ask with the tenant's own credentials: one of its sides, or the staff, does it, or is told that the object's state forbids it."""
    asker = Asker(running)
    for operation in sorted(declared_in(running.contract), key=lambda one: one.moment):
        if operation.scope == PUBLIC or operation.id in IN_ANOTHER_STATE:
            continue
        values = {name: tenant.value_of(operation.path, name) for name in operation.parameters}
        body, _ = body_of(operation, tenant)
        body = {**body, **RIGHT_BODIES.get(operation.id, {})} if operation.has_body else None
        query = {name: tenant.objects[name] for name in operation.needed if name in tenant.objects}
        is_let_in, answer = False, httpx.Response(403)
        for type_ in people.who_may(operation):
            answer = await asker.ask(
                operation, values, people.right[type_], body=body, query=query, organization=people.organizations[type_]
            )
            is_told_why = answer.status_code == 409 and code_of(answer) not in NOT_OF_THE_NOUN
            if is_let_in := answer.is_success or is_told_why:
                break
        matrix.judge("right", operation, answer, right=is_let_in)


RIGHT_BODIES: dict[str, dict[str, Any]] = {
    "apply_to_campaign": {"answers": [{"question_id": "q1", "text": "Yes."}]},
    "create_organization": {"type": "creator", "name": "A second one", "country": "US", "currency": "USD"},
}
"""What the contract's example cannot know of this tenant."""


def body_of(operation: Declared, tenant: Tenant) -> tuple[Any, bool]:
    """Write a body that names the tenant's objects, by the contract's example; and say whether it names any private one."""
    named: list[str] = []

    def fill(name: str, value: Any) -> Any:
        if isinstance(value, dict):
            return {inner: fill(inner, one) for inner, one in value.items()}
        if isinstance(value, list):
            return [fill(name.removesuffix("s"), one) for one in value]
        known = tenant.objects.get(name) if isinstance(value, str) else None
        if known in tenant.private:
            named.append(name)
        return known or value

    return fill("", operation.example), bool(named)
