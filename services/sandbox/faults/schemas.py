"""What callers send and receive about faults."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StrictInt

from services.sandbox.faults.models import FaultTarget, Mode
from shared.schemas import Body, OpenEnum, View


class FaultIn(Body):
    """A fault to simulate."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"target": "rail", "mode": "away", "count": 1}]})

    target: Annotated[
        FaultTarget, Field(description="`rail`: charges and transfers. `mail`: e-mails. `platform`: social accounts and posts.")
    ]
    mode: Annotated[
        Mode,
        Field(
            description="`none`: all is well. `away`: a call has no effect and is answered 503."
            " `timeout_after_effect`: a call has its effect, and is then answered 504; a platform is only read and has none."
        ),
    ]
    count: Annotated[StrictInt, Field(ge=1, le=1_000_000, description="How many calls it strikes; then all is well again.")] = 1


class FaultOut(View):
    """What the next calls to a part of the outside world meet. A view: it has no id."""

    object: Literal["sandbox_fault"] = "sandbox_fault"
    target: OpenEnum[FaultTarget]
    mode: OpenEnum[Mode]
    count: Annotated[int, Field(description="How many calls it still strikes.")]
