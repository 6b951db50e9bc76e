"""S3: schemathesis, all checks, every operation of the public contract, as a brand, a creator and the staff in turn."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contract.conftest import Fair

EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "200"))
"""Of the fuzzing phase, for each operation; those of the other phases come on top."""
WORKERS = int(os.environ.get("CONTRACT_WORKERS", "4"))

NOT_DURING_A_RUN = {
    "end_current_session": "it ends the session by which every later request is made",
    "leave_organization": "it ends the membership for which every later request is made",
    "stream_events": "its answer does not end",
    "advance_sandbox_clock": "it moves days ahead for every other operation: deadlines pass, links end",
    "put_fault": "it makes the rail, the mail and the platform fail, as 503 of whoever needs them",
}
"""Left to their own tests; tests/security asks them too."""


SETTINGS = """
workers = {workers}
continue-on-failure = true
request-timeout = 30.0
suppress-health-check = ["all"]
warnings = false

[cache]
enabled = false

[auth.openapi.bearer]
bearer = "{token}"

[generation]
max-examples = {examples}

# An address that is too long is refused as such before its parameters are read.
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 422, 428, 429, 431]

# A tag may be stale (412). Rules between fields, opaque cursors, common passwords and days in the past are no JSON schema (422).
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 401, 403, 404, 409, 410, 412, 414, 422]

# Load and time are measured elsewhere; here a 503 would hide a 500.
[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx"]

# GET /v1/users/confirm-email asks for the user of that name: 404, and an address that GET has.
[[operations]]
include-path-regex = "^/v1/(users/confirm-email|sessions/refresh|sessions/current|verifications/confirm)$"
checks.allow_header_conformance.enabled = false

[dictionaries.etags]
values = ['"v1"', '"v2"', '"v3"', '*']

[parameters]
"header.If-Match" = {{ dictionary = "etags", probability = 0.7 }}
# Another organization is 404 before the operation is reached: that is tests/security's to try.
"header.Greenlight-Organization" = "{organization}"
"""


def settings_of(fair: Fair, role: str, directory: Path) -> Path:
    """Write schemathesis's settings for one role: who asks, and ids that exist, so that it gets past 404."""
    bindings, dictionaries = [], []
    for name, value in fair.tenant.objects.items():
        word = re.sub(r"\W", "_", name)
        dictionaries += [f"[dictionaries.{word}]", f"values = [{json.dumps(value)}]"]
        bound = f'{{ dictionary = "{word}", probability = 0.7 }}'
        segment, _, parameter = name.rpartition("/")
        if segment:
            dictionaries += [
                "[[operations]]",
                f'include-path-regex = "^/v1/{segment}/"',
                f'parameters = {{ "path.{parameter}" = {bound} }}',
            ]
        else:
            bindings += [f'"{place}.{name}" = {bound}' for place in ("path", "query", "body")]
    who = fair.who[role]
    settings = SETTINGS.format(workers=WORKERS, token=who.token, examples=EXAMPLES, organization=who.organization_id)
    path = directory / f"{role}.toml"
    path.write_text("\n".join([settings, *bindings, *dictionaries, ""]))
    return path


def run(fair: Fair, role: str, directory: Path, *options: str) -> None:
    """Run schemathesis as somebody. Its report is the failure."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file", str(settings_of(fair, role, directory)),
        "--no-color",
        "run", f"{fair.address}/openapi.json",
        *options,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    (directory / f"{role}.txt").write_text(done.stdout + done.stderr)
    assert done.returncode == 0, done.stdout[-30_000:] + done.stderr[-5_000:]


@pytest.mark.contract
@pytest.mark.parametrize("role", ["brand", "creator", "staff"])
def test_schemathesis_finds_nothing(role: str, fair: Fair, tmp_path: Path) -> None:
    options: list[str] = []
    for operation in NOT_DURING_A_RUN:
        options += ["--exclude-operation-id", operation]
    run(fair, role, tmp_path, *options)
