"""What callers send and receive about the clock."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from shared.schemas import Body, Timestamp, View


class Advance(Body):
    """How far to move the clock."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"duration": "P7D"}]})

    duration: Annotated[
        str,
        Field(
            max_length=60,
            description="ISO 8601, in weeks, days, hours, minutes and seconds: more than nothing, P400D at most.",
            examples=["P7D", "PT36H"],
        ),
    ]


class ClockOut(View):
    """The business clock. A view: it has no id."""

    object: Literal["sandbox_clock"] = "sandbox_clock"
    now: Annotated[Timestamp, Field(description="The business time.")]
    fired: Annotated[int, Field(description="How many timers ran because of the last move.")]
