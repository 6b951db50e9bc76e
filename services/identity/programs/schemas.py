"""What callers send and receive about programs of any kind."""

from ipaddress import IPv6Network, ip_network
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, StrictInt
from pydantic_core import PydanticCustomError

from services.identity.programs.models import ProgramState
from services.identity.scopes import KeyScope
from shared.events.identity import OrganizationId, UserId
from shared.schemas import Body, Instant, Line, OpenEnum, Resource, Timestamp

LONGEST_OVERLAP_SECONDS = 7 * 24 * 60 * 60


def _network(value: str) -> str:
    try:
        network = ip_network(value)
    except ValueError:
        raise PydanticCustomError("network_form", "not a network such as 203.0.113.0/24 or 2001:db8::/32") from None
    if "%" in value or (isinstance(network, IPv6Network) and network.network_address.ipv4_mapped):
        raise PydanticCustomError("network_form", "a network has no zone, and an IPv4 network is written as one")
    return str(network)


Network = Annotated[str, AfterValidator(_network), Field(max_length=100, examples=["203.0.113.0/24"])]


class NewProgram(Body):
    """A program to make."""

    name: Annotated[Line, Field(description="What it is for.", examples=["Reporting"])]
    scopes: Annotated[
        list[KeyScope], Field(min_length=1, max_length=50, description="What it may do: some of what you may do yourself.")
    ]
    networks: Annotated[
        list[Network],
        Field(max_length=50, description="From where it may be used: networks in CIDR form. Without any, from everywhere."),
    ] = []
    expires_at: Annotated[Instant | None, Field(description="When it ends by itself; null: never.")] = None


class ProgramRoll(Body):
    """How the secrets change over."""

    overlap_seconds: Annotated[
        StrictInt,
        Field(
            ge=0,
            le=LONGEST_OVERLAP_SECONDS,
            description="For so long the secret before the new one works too, up to 7 days; 0 ends it at once.",
            examples=[86400],
        ),
    ]


class ProgramOut(Resource):
    """A program, without its secret."""

    model_config = ConfigDict(populate_by_name=True)

    version: int
    organization_id: OrganizationId
    created_by: UserId
    name: str
    prefix: Annotated[str, Field(description="How its newest secret begins.", examples=["gl_test_4fXq"])]
    last_four: Annotated[str, Field(description="How its newest secret ends.", examples=["9aZk"])]
    state: Annotated[OpenEnum[ProgramState], Field(validation_alias="shown_state")]
    scopes: Annotated[list[str], Field(examples=[["campaigns:read"]])]
    networks: list[str]
    expires_at: Timestamp | None
    last_used_at: Annotated[Timestamp | None, Field(description="To the minute.")]
    revoked_at: Timestamp | None
    actions: Annotated[list[str], Field(description="What you may do now.")]
    is_final: bool
