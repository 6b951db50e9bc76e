"""S3: schemathesis, all checks, every operation of the public contract, as a brand, a creator and the staff at once."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.contract.conftest import Fair

EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "200"))
"""Of the fuzzing phase, for each operation and each role; those of the other phases come on top."""

ROLES = ("brand", "creator", "staff")
AFTERWARDS = {
    "advance_sandbox_clock": "brand",  # deadlines pass and links end, for everybody
    "put_fault": "brand",  # the rail, the mail and the platform fail: 503 of whoever needs them
    "leave_organization": "staff",  # the brand and the creator are refused, as their last owners; an admin is gone
}
"""What changes the answers of everything else: it is asked when everything else is done, as the one whom it serves."""

SETTINGS = """
hooks = "tests.contract.hooks"
# Python 3.11 reads source in one thread at a time only: the roles are processes instead.
workers = 1
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
no-shrink = true
with-security-parameters = false

# An address or a body may be too large before it is read.
[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 412, 413, 414, 415, 422, 428, 429, 431]

# What is not there, not yours, ended, stale or in another state. 400, 414 and 422: see `valid_data_breaks_a_rule`.
[checks.positive_data_acceptance]
expected-statuses = ["2xx", 304, 400, 401, 403, 404, 409, 410, 412, 414, 422]

[checks.missing_required_header]
expected-statuses = [400, 403, 404, 422, 428]

# Load and time are measured elsewhere; here a 503 would hide a 500.
[checks.not_a_server_error]
expected-statuses = ["2xx", "3xx", "4xx"]

[[operations]]
include-operation-id = "stream_events"
request-timeout = 1.0
max-stream-events = 2

# It waits until the suite has come to rest, for so long as the gateway waits for it: then it says 503 and goes on when asked again.
[[operations]]
include-operation-id = "advance_sandbox_clock"
request-timeout = 60.0

[dictionaries.etags]
values = ['"v1"', '"v2"', '"v3"', '*']

[dictionaries.organizations]
values = ["{organization}"]

[parameters]
"header.If-Match" = {{ dictionary = "etags", probability = 0.7 }}
"header.Greenlight-Organization" = {{ dictionary = "organizations", probability = 0.9 }}
"""


def settings_of(fair: Fair, role: str, directory: Path) -> Path:
    """Write schemathesis's settings for one role: who asks, and ids that exist, so that it gets past 404."""
    bindings, dictionaries = [], []
    for name, value in fair.objects.items():
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
    settings = SETTINGS.format(token=who.token, examples=EXAMPLES, organization=who.organization_id)
    path = directory / f"{role}.toml"
    path.write_text("\n".join([settings, *bindings, *dictionaries, ""]))
    return path


def begin(fair: Fair, role: str, directory: Path, report: Path, *options: str) -> subprocess.Popen[bytes]:
    """Begin to ask as somebody; the report goes to a file."""
    command = [
        str(Path(sys.executable).with_name("schemathesis")),
        "--config-file", str(settings_of(fair, role, directory)),
        "--no-color",
        "run", str(directory / "contract.json"), "--url", fair.address,
        *options,
    ]  # fmt: skip
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "CONTRACT_ADDRESS": fair.address,
        "CONTRACT_TOKEN": fair.who[role].token,
        "CONTRACT_EMAIL": fair.who[role].email,
    }
    with report.open("wb") as output:
        return subprocess.Popen(command, cwd=directory, env=environment, stdout=output, stderr=subprocess.STDOUT)


class Runs:
    """The runs of all roles at once, side by side, and what is asked after them."""

    def __init__(self, fair: Fair, directory: Path) -> None:
        self._fair, self._directory = fair, directory
        self._of_roles = {role: self._begin(role, f"{role}.txt", *_left_out(role)) for role in ROLES}

    def _begin(self, role: str, report: str, *options: str) -> subprocess.Popen[bytes]:
        return begin(self._fair, role, self._directory, self._directory / report, *options)

    def of(self, role: str) -> None:
        """See that a role's run found nothing. Its report is the failure."""
        self._see(self._of_roles[role], f"{role}.txt")

    def afterwards(self, operation: str) -> None:
        """Ask one operation when every role is done."""
        for process in self._of_roles.values():
            process.wait()
        report = f"{operation}.txt"
        self._see(self._begin(AFTERWARDS[operation], report, "--include-operation-id", operation), report)

    def _see(self, process: subprocess.Popen[bytes], report: str) -> None:
        code = process.wait()
        said = (self._directory / report).read_text(errors="replace")
        assert code == 0, said[-30_000:]

    def end(self) -> None:
        """Ask no more."""
        for process in self._of_roles.values():
            process.kill()
            process.wait()


def _left_out(role: str) -> list[str]:
    public = {"advance_sandbox_clock", "put_fault"}
    return [
        word for name, whose in AFTERWARDS.items() if name in public or whose == role for word in ("--exclude-operation-id", name)
    ]


@pytest.fixture(scope="module")
def runs(fair: Fair, contract: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runs]:
    """Begin with every role."""
    directory = tmp_path_factory.mktemp("reports")
    (directory / "contract.json").write_text(json.dumps(contract))
    runs = Runs(fair, directory)
    yield runs
    runs.end()


@pytest.mark.contract
@pytest.mark.parametrize("role", ROLES)
def test_schemathesis_finds_nothing(role: str, runs: Runs) -> None:
    runs.of(role)


@pytest.mark.contract
@pytest.mark.parametrize("operation", AFTERWARDS)
def test_schemathesis_finds_nothing_afterwards(operation: str, runs: Runs) -> None:
    runs.afterwards(operation)
