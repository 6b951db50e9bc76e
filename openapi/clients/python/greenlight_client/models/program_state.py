from typing import Literal

ProgramState = Literal["active", "expired", "revoked"]

PROGRAM_STATE_VALUES: set[ProgramState] = {
    "active",
    "expired",
    "revoked",
}


def check_program_state(value: str) -> ProgramState:
    if value in PROGRAM_STATE_VALUES:
        return value
    raise TypeError(f"Unexpected value {value!r}. Expected one of {PROGRAM_STATE_VALUES!r}")
