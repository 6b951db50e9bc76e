"""Settings from the environment, checked once at start: an unsafe pair refuses to start with one clear line."""

import hashlib
import hmac
import os
import re
from enum import StrEnum
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

DEVELOPMENT_SECRET = "greenlight-sandbox-secret"

_ORIGIN = re.compile(r"https?://[a-z0-9.\-]+(:[0-9]{1,5})?|https?://\[[0-9a-f:]+\](:[0-9]{1,5})?")


class Environment(StrEnum):
    """Whether outside parties are simulated."""

    SANDBOX = "sandbox"
    PRODUCTION = "production"


class SettingsError(Exception):
    """The environment asks for something wrong or unsafe; the message is one line for a person."""


class Settings(BaseSettings):
    """What the suite is told by `GREENLIGHT_…` variables. A service adds its own by subclassing."""

    model_config = SettingsConfigDict(env_prefix="GREENLIGHT_", env_ignore_empty=True, frozen=True, extra="ignore")

    environment: Environment | None = None
    sandbox_token: SecretStr | None = None
    gateway_host: str = "127.0.0.1"
    gateway_port: Annotated[int, Field(ge=0, le=65535)] = 8080
    service_host: str = "127.0.0.1"
    """Where the services listen that a gateway of another process reaches."""
    trusted_proxies: str = ""
    """Networks of the proxies before the gateway, `10.0.0.0/8,fd00::/8`: only they are believed in X-Forwarded-For."""
    limits: Literal["strict", "generous", "off"] | None = None
    """Which rate limits hold: `generous` in the sandbox unless said otherwise, `strict` in production."""
    limits_url: SecretStr | None = None
    """A Valkey or Redis, `valkey://host:6379/0`, in which several gateways count together."""
    gateway_at_once: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """How many requests the gateway has at work at once, before it sheds; unless said, as many as suit where the services run."""
    cors_origins: str = ""
    """Origins whose pages may call the API from a browser, `https://app.example,https://…`, or `*`."""
    public_url: str | None = None
    metrics_token: SecretStr | None = None
    """The bearer of the gateway's /metrics, which without it answers on loopback only."""
    data_dir: Path = Path(".data")
    database_url: str | None = None
    kafka_bootstrap_servers: str | None = None
    kafka_security_protocol: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = "PLAINTEXT"
    kafka_sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = "SCRAM-SHA-512"
    kafka_sasl_username: str | None = None
    kafka_sasl_password: SecretStr | None = None
    kafka_ssl_cafile: Path | None = None
    kafka_ssl_certfile: Path | None = None
    kafka_ssl_keyfile: Path | None = None
    kafka_partitions: Annotated[int, Field(ge=1, le=1000)] = 6
    kafka_replication: Annotated[int, Field(ge=1, le=9)] = 1
    secret: SecretStr = SecretStr(DEVELOPMENT_SECRET)
    """Cursors, idempotency fingerprints, signed addresses and keys at rest are derived from it; replicas share it."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "console"] = "json"
    shutdown_seconds: Annotated[float, Field(gt=0, le=300)] = 35
    """How long a stop waits for what is under way: longer than a caller may ask a service to wait for a change."""
    leave_seconds: Annotated[float, Field(ge=0, le=60)] = 0.5
    """How long a process of several that is asked to stop still takes requests, and sends its callers elsewhere."""
    start_seconds: Annotated[float, Field(gt=0, le=3600)] = 60
    """How long a start waits for the database and the broker."""
    database_pool_size: Annotated[int, Field(ge=1, le=100)] = 10

    @field_validator("kafka_bootstrap_servers")
    @classmethod
    def _a_list_of_hosts(cls, value: str | None) -> str | None:
        for part in (value or "").split(",") if value else []:
            host, _, port = part.strip().rpartition(":")
            if not host or not port.isdigit():
                message = f"{part!r} is not host:port"
                raise ValueError(message)
        return value

    @field_validator("trusted_proxies")
    @classmethod
    def _a_list_of_networks(cls, value: str) -> str:
        _networks(value)
        return value

    @field_validator("limits_url")
    @classmethod
    def _a_store(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith(("valkey://", "valkeys://", "redis://", "rediss://")):
            message = "not an address such as valkey://host:6379/0"
            raise ValueError(message)
        return value

    @field_validator("cors_origins")
    @classmethod
    def _a_list_of_origins(cls, value: str) -> str:
        for part in _parts(value):
            if part != "*" and not _ORIGIN.fullmatch(part):
                message = f"{part!r} is not an origin such as https://app.example"
                raise ValueError(message)
        return value

    @field_validator("database_url")
    @classmethod
    def _asynchronous(cls, value: str | None) -> str | None:
        return as_asyncpg(value) if value else None

    @model_validator(mode="after")
    def _safe(self) -> Self:
        if self.environment is None and (self.database_url or not self.on_loopback):
            message = "GREENLIGHT_ENVIRONMENT must be said: it defaults to sandbox only with the embedded database on loopback"
            raise ValueError(message)
        if not self.is_sandbox:
            self._check_production()
        elif not self.on_loopback and self.sandbox_token is None:
            message = "GREENLIGHT_SANDBOX_TOKEN is needed: the sandbox would be open to whoever reaches the gateway"
            raise ValueError(message)
        elif not (self.on_loopback and _is_loopback(self.service_host)) and self._has_weak_secret:
            message = (
                "GREENLIGHT_SECRET must be 32 random characters or more: others reach this suite, and the built-in one is known"
            )
            raise ValueError(message)
        return self

    def _check_production(self) -> None:
        refused = {
            "the embedded database (set GREENLIGHT_DATABASE_URL or one URL for each service)": not self.has_database,
            "LocalBus (set GREENLIGHT_KAFKA_BOOTSTRAP_SERVERS)": self.kafka_bootstrap_servers is None,
            "Kafka without TLS (set GREENLIGHT_KAFKA_SECURITY_PROTOCOL=SASL_SSL or SSL)": self.kafka_bootstrap_servers is not None
            and self.kafka_security_protocol not in {"SSL", "SASL_SSL"},
            "the development secret (set GREENLIGHT_SECRET to 32 random characters or more)": self._has_weak_secret,
            "a sandbox token": self.sandbox_token is not None,
            "to run without rate limits": self.limits == "off",
        }
        for what, is_so in refused.items():
            if is_so:
                message = f"production refuses {what}"
                raise ValueError(message)

    @property
    def has_database(self) -> bool:
        """Whether a PostgreSQL server is named, for all services or for each."""
        return self.database_url is not None or any(
            value and name.startswith("GREENLIGHT_") and name.endswith("_DATABASE_URL") for name, value in os.environ.items()
        )

    @property
    def is_sandbox(self) -> bool:
        """Whether outside parties are simulated here."""
        return self.environment is not Environment.PRODUCTION

    @property
    def environment_name(self) -> str:
        """What databases and tokens are stamped with."""
        return "sandbox" if self.is_sandbox else "production"

    @property
    def on_loopback(self) -> bool:
        """Whether only this machine reaches the gateway."""
        return _is_loopback(self.gateway_host)

    @cached_property
    def trusted_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks of `trusted_proxies`."""
        return _networks(self.trusted_proxies)

    @property
    def limits_name(self) -> str:
        """Which rate limits hold here."""
        return self.limits or ("generous" if self.is_sandbox else "strict")

    @property
    def origins(self) -> list[str]:
        """The origins of `cors_origins`."""
        return _parts(self.cors_origins)

    @property
    def _has_weak_secret(self) -> bool:
        return len(self.secret.get_secret_value()) < 32

    @property
    def public_address(self) -> str:
        """The address in links, without a slash at its end."""
        return (self.public_url or f"http://{self.gateway_host}:{self.gateway_port}").rstrip("/")

    def derived_key(self, purpose: str) -> bytes:
        """Derive 32 bytes for one purpose from the secret."""
        return hmac.digest(self.secret.get_secret_value().encode(), purpose.encode(), hashlib.sha256)

    def database_url_of(self, service: str) -> str | None:
        """Give a service's own database URL where one is set, `GREENLIGHT_<SERVICE>_DATABASE_URL`."""
        value = os.environ.get(f"GREENLIGHT_{service.upper()}_DATABASE_URL")
        return as_asyncpg(value) if value else None

    def port_of(self, service: str, default: int) -> int:
        """Give the port that a service's process listens on."""
        value = os.environ.get(f"GREENLIGHT_{service.upper()}_PORT")
        if value is None:
            return default
        if not value.isdigit() or int(value) > 65535:
            message = f"GREENLIGHT_{service.upper()}_PORT: {value!r} is not a port"
            raise SettingsError(message)
        return int(value)

    def urls_of(self, service: str, default_port: int) -> list[str]:
        """Give the addresses of a service's replicas."""
        value = os.environ.get(f"GREENLIGHT_{service.upper()}_URLS")
        urls = [part.strip().rstrip("/") for part in value.split(",")] if value else [f"http://127.0.0.1:{default_port}"]
        for url in urls:
            if not url.startswith(("http://", "https://")):
                message = f"GREENLIGHT_{service.upper()}_URLS: {url!r} is not an http address"
                raise SettingsError(message)
        return urls


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _parts(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _networks(value: str) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(part) for part in _parts(value))
    except ValueError as error:
        message = f"not networks such as 10.0.0.0/8,fd00::/8: {error}"
        raise ValueError(message) from None


def as_asyncpg(url: str) -> str:
    """Write a PostgreSQL URL for the driver in use. Raises `ValueError` for another database."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        message = "not a database URL such as postgresql://user:password@host:5432/"
        raise ValueError(message) from None
    if parsed.get_backend_name() != "postgresql":
        message = f"{parsed.get_backend_name()} is not PostgreSQL"
        raise ValueError(message)
    return parsed.set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)


S = TypeVar("S", bound=Settings)


def load(settings: type[S], **values: Any) -> S:
    """Read settings from the environment; `values` come before it. Raises `SettingsError`: one line that names the variable."""
    try:
        return settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        variable = "GREENLIGHT_" + "_".join(str(part) for part in first["loc"]).upper() if first["loc"] else ""
        message = f"{variable}: {first['msg']}" if variable else first["msg"].removeprefix("Value error, ")
        raise SettingsError(message) from None
