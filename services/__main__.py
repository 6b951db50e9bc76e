"""The one command: python -m services run · migrate · topics · dead-letters · create-staff · seed, and more."""

import gc
import json
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from pydantic import Field
from rich.console import Console
from rich.progress import Progress

from services import REGISTER, SANDBOX_ONLY, dead_letters
from services import listen as listening
from shared import databases, process
from shared.bus import BrokerAway, BrokerRefused
from shared.clock import clock
from shared.embedded_postgres import EmbeddedPostgresError
from shared.errors import Problem
from shared.service import Service
from shared.settings import Settings, SettingsError, load
from shared.telemetry import configure_logs

commands = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
console = Console(stderr=True)

FAILURES = (
    SettingsError,
    process.StartFailed,
    databases.DatabaseRefused,
    databases.DatabaseAway,
    BrokerAway,
    BrokerRefused,
    EmbeddedPostgresError,
    Problem,
    listening.ListenFailed,
)
"""What a person can mend: told in one line."""


def service_named(name: str) -> Service[Any]:
    """Load one service."""
    return import_module(f"services.{name}.app").service


def registered(settings: Settings) -> list[str]:
    """List the services of this environment."""
    return [name for name in REGISTER if settings.is_sandbox or name not in SANDBOX_ONLY]


def carry_out(work: Coroutine[Any, Any, None]) -> None:
    """Run a command; what a person can mend is one line and a non-zero exit."""
    import uvloop

    gc.enable()
    try:
        uvloop.run(work)
    except BaseExceptionGroup as group:
        known, others = group.split(FAILURES)
        if others is not None or known is None:
            raise
        _give_up(known.exceptions[0])
    except FAILURES as error:
        _give_up(error)


def _give_up(error: BaseException) -> None:
    console.print(f"greenlight: {error}", style="red", highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def _load_settings() -> Settings:
    try:
        settings = load(Settings)
    except SettingsError as error:
        _give_up(error)
        raise
    configure_logs(level=settings.log_level, form=settings.log_format)
    return settings


Names = Annotated[list[str] | None, typer.Argument(help="Services, and gateway; all of them where none is named.")]


ServiceName = Annotated[str, typer.Argument(help="A service: " + ", ".join(REGISTER))]


@commands.command()
def run(names: Names = None) -> None:
    """Run the whole suite in this process, or only the parts named, until SIGTERM or Ctrl-C."""
    settings = _load_settings()
    known = [*registered(settings), "gateway"]
    chosen = names or known
    for name in chosen:
        if name not in known:
            _give_up(SettingsError(f"there is no service {name!r} here; there are {', '.join(known)}"))
    gateway = None
    if "gateway" in chosen:
        from gateway.app import create_gateway

        gateway = create_gateway
    plan = process.Plan(
        services=[service_named(name) for name in chosen if name != "gateway"],
        ports={name: REGISTER[name].port for name in registered(settings)},
        gateway=gateway,
        settings=settings,
        once_serving=small_market_of(settings) if set(chosen) == set(known) else None,
    )
    carry_out(process.run(plan))


class RunSettings(Settings):
    """What the whole suite in one process adds."""

    small_market: Annotated[int, Field(ge=0, le=20_000)] = 0
    """So many creators a sandbox with the embedded database makes when it runs for the first time."""


def small_market_of(settings: Settings) -> Callable[[process.Suite], Awaitable[None]] | None:
    """Give what a laptop's sandbox begins with, if that is wanted."""
    try:
        count = load(RunSettings).small_market
    except SettingsError as error:
        _give_up(error)
        raise
    if count == 0 or not settings.is_sandbox or settings.has_database:
        return None
    from services.small_market import make

    return partial(make, count=count)


@commands.command()
def migrate(names: Names = None) -> None:
    """Bring the databases to this code's newest revision; in production nothing else does."""
    settings = _load_settings()
    carry_out(_migrate(settings, names or registered(settings)))


async def _migrate(settings: Settings, names: list[str]) -> None:
    for name in names:
        own = settings.database_url_of(name)
        if own is None and settings.database_url is None:
            message = f"set GREENLIGHT_DATABASE_URL or GREENLIGHT_{name.upper()}_DATABASE_URL"
            raise SettingsError(message)
        url = own or databases.server_url_of(str(settings.database_url), name)
        await process.make_database(service_named(name), url, environment=settings.environment_name, is_own=own is not None)
        console.print(f"{name}: up to date", highlight=False)


@commands.command()
def revision(name: str, message: str) -> None:
    """Write the next migration of a service from the difference between its tables and its migrations."""
    carry_out(_revision(name, message))


async def _revision(name: str, message: str) -> None:
    from shared.embedded_postgres import temporary

    with temporary() as server:
        written = await databases.write_revision(server.url, name, service_named(name).metadata, message)
    console.print(f"wrote {written}", highlight=False)


@commands.command()
def openapi(directory: Annotated[Path, typer.Option(help="Where the contracts are written.")] = Path("openapi")) -> None:
    """Write the contracts: one OpenAPI document a service, the public one, and asyncapi.json."""
    from gateway.contract import join
    from services.identity.organizations.roles import published_scopes
    from shared.errors import codes
    from shared.events.asyncapi import document as asyncapi

    directory.mkdir(exist_ok=True)
    documents = {}
    for name in REGISTER:
        service = service_named(name)
        documents[name] = service.contract(service.create_app())
    documents_out = {**documents, "public": join(documents, codes, scopes=published_scopes()), "asyncapi": asyncapi()}
    for name, content in documents_out.items():
        (directory / f"{name}.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


StaffRole = Literal["reviewer", "finance", "arbiter", "admin"]
EmailOption = Annotated[str, typer.Option(help="The address to sign in with.")]


@commands.command()
def create_staff(
    *,
    email: EmailOption,
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from standard input.")] = False,
    role: Annotated[StaffRole, typer.Option(help="What they may decide; an admin everything.")] = "admin",
) -> None:
    """Make a staff account, or give a known one this password and role; also while the suite runs."""
    if not password_stdin:
        _give_up(SettingsError("give --password-stdin and the password on standard input: others can see arguments"))
    carry_out(_create_staff(_load_settings(), email, sys.stdin.readline().rstrip("\r\n"), role))


async def _create_staff(settings: Settings, email: str, password: str, role: str) -> None:
    from services.identity import staff

    async with process.step_beside(service_named("identity"), settings) as session:
        user = await staff.create_staff(session, email=email, password=password, role=staff.StaffRole(role), now=clock.now())
    console.print(f"{user.email} is staff: {role}", highlight=False)


@commands.command()
def remove_staff(email: EmailOption) -> None:
    """Take a person from the staff and sign them out everywhere; also while the suite runs."""
    carry_out(_remove_staff(_load_settings(), email))


async def _remove_staff(settings: Settings, email: str) -> None:
    from services.identity import staff

    async with process.step_beside(service_named("identity"), settings) as session:
        await staff.remove_staff(session, email=email)
    console.print(f"{email} is staff no more", highlight=False)


@commands.command()
def rotate_signing_keys() -> None:
    """Sign inner tokens with a new key from now on; also while the suite runs.

    The key before it is trusted until the next rotation, so that no token is refused; an older one is trusted no more, half a
    minute later by all who run. Where a key may be in wrong hands, rotate twice, a minute apart.
    """
    carry_out(_rotate_signing_keys(_load_settings()))


async def _rotate_signing_keys(settings: Settings) -> None:
    from services.identity.tokens.service import rotate

    async with process.step_beside(service_named("identity"), settings) as session:
        rotation = await rotate(session, settings)
    console.print(f"signing: {rotation.signing}", highlight=False)
    for word, keys in (("still trusted", rotation.still_trusted), ("rotated out", rotation.rotated_out)):
        console.print(f"{word}: {', '.join(keys) or 'none'}", highlight=False)


@commands.command()
def verify_ledger() -> None:
    """Check every invariant of the money, also while the suite runs: exit 1 and a line for each that is broken."""
    carry_out(_verify_ledger(_load_settings()))


async def _verify_ledger(settings: Settings) -> None:
    from services.payouts.ledger.verify import verify

    async with process.step_beside(service_named("payouts"), settings) as session:
        violations = await verify(session)
    for violation in violations:
        console.print(str(violation), style="red", highlight=False, soft_wrap=True)
    console.print(f"{len(violations)} violations", highlight=False)
    if violations:
        raise typer.Exit(1)


@commands.command()
def seed(
    *,
    creators: Annotated[int, typer.Option(min=1, max=20_000_000, help="How many; what is there of them already stays.")],
    seed: Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Which: the same number makes the same creators.")] = 1,
) -> None:
    """Fill the search with made-up creators, also while the suite runs. They can be found and looked at, not invited."""
    settings = _load_settings()
    if not settings.is_sandbox:
        _give_up(SettingsError("production refuses made-up creators"))
    carry_out(_seed(settings, creators, seed))


async def _seed(settings: Settings, creators: int, seed: int) -> None:
    from services.discovery.seed import service as market

    started = time.monotonic()
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("creators", total=creators)
        async with process.steps_beside(service_named("discovery"), settings) as step:
            added = await market.fill(step, count=creators, seed=seed, say=lambda there: progress.update(task, completed=there))
    console.print(
        f"{added:,} creators added, {creators:,} of seed {seed} are there: {time.monotonic() - started:.1f} s", highlight=False
    )


discovery = typer.Typer(help="The index of creators: verify-index.", no_args_is_help=True)
commands.add_typer(discovery, name="discovery")


@discovery.callback()
def _discovery() -> None:
    """Keep the group's commands under their names, also while there is one."""


@discovery.command()
def verify_index() -> None:
    """Compare an index made anew, and those that serve, with the table: exit 1 for differences, 2 where none serves."""
    carry_out(_verify_index(_load_settings()))


async def _verify_index(settings: Settings) -> None:
    from services.discovery.search.memory.verifying import replicas_of, verify

    def say(line: str) -> None:
        console.print(line, highlight=False, soft_wrap=True)

    replicas = replicas_of(settings, REGISTER["discovery"].port)
    try:
        async with process.step_beside(service_named("discovery"), settings) as session:
            verified = await verify(session, replicas=replicas, say=say)
    finally:
        for client in replicas.values():
            await client.aclose()
    for difference in verified.differences:
        console.print(difference, style="red", highlight=False, soft_wrap=True)
    say(verified.in_words)
    raise typer.Exit(verified.exit_code)


letters = typer.Typer(help="Events that failed too often: list, replay, discard.", no_args_is_help=True)
commands.add_typer(letters, name="dead-letters")


@letters.command("list")
def list_dead_letters(service: ServiceName) -> None:
    """List what waits for a person."""
    carry_out(dead_letters.show(_load_settings(), service_named(service)))


@letters.command("replay")
def replay_dead_letter(service: ServiceName, event: str) -> None:
    """Let one be tried again."""
    carry_out(dead_letters.replay(_load_settings(), service_named(service), event))


@letters.command("discard")
def discard_dead_letter(
    service: ServiceName, event: str, reason: Annotated[str, typer.Option(help="Why it is given up; kept with it.")]
) -> None:
    """Give one up; later events of its key go on."""
    carry_out(dead_letters.discard(_load_settings(), service_named(service), event, reason=reason))


@commands.command()
def listen(
    *,
    forward_to: Annotated[str, typer.Option(help="The handler's address: each event is POSTed to it as JSON.")],
    key: Annotated[
        str, typer.Option(envvar="GREENLIGHT_KEY", help="An API key or access token; others can see arguments, not variables.")
    ],
    organization: Annotated[str | None, typer.Option(help="Which organization to act for, where there are several.")] = None,
    gateway: Annotated[str, typer.Option(help="The API's address.")] = "http://127.0.0.1:8080",
) -> None:
    """Forward your organization's events, as they happen, to a handler on this machine, until Ctrl-C.

    In order and at least once: an event that the handler does not answer with 2xx is tried again, and later ones wait.
    """
    with suppress(KeyboardInterrupt):
        carry_out(
            listening.listen(forward_to=forward_to, key=key, organization=organization, gateway=gateway.rstrip("/"), say=_say)
        )


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the lines are the command's result


@commands.command()
def topics() -> None:
    """Make the Kafka topics that are missing, and check the others."""
    settings = _load_settings()
    if settings.kafka_bootstrap_servers is None:
        _give_up(SettingsError("set GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS"))
    carry_out(_make_topics(settings))


async def _make_topics(settings: Settings) -> None:
    from shared.bus.kafka import KafkaBus

    bus = KafkaBus(settings)
    try:
        await bus.start(seconds=settings.start_seconds)
    finally:
        await bus.close()


def main() -> None:
    """Run the command line."""
    # Loading the services makes nothing that could be collected.
    gc.disable()
    commands()


if __name__ == "__main__":
    sys.exit(main())
