"""Settings: unsafe pairs refuse to start, each in one line that says what is wrong."""

import pytest

from shared.settings import Settings, SettingsError, load

SAFE_PRODUCTION = {
    "ENVIRONMENT": "production",
    "DATABASE_URL": "postgresql://greenlight@db.example/",
    "KAFKA_BOOTSTRAP_SERVERS": "kafka.example:9093",
    "KAFKA_SECURITY_PROTOCOL": "SASL_SSL",
    "SECRET": "x" * 32,
}


@pytest.fixture(autouse=True)
def _a_clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    import os

    for name in list(os.environ):
        if name.startswith("GREENLIGHT_"):
            monkeypatch.delenv(name)


def say(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"GREENLIGHT_{name}", value)


def test_a_laptop_needs_to_say_nothing() -> None:
    settings = load(Settings)
    assert (settings.is_sandbox, settings.public_address) == (True, "http://127.0.0.1:8080")


def test_safe_production_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, **SAFE_PRODUCTION)
    assert not load(Settings).is_sandbox


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"DATABASE_URL": "postgresql://db/"}, "GREENLIGHT_ENVIRONMENT must be said"),
        ({"GATEWAY_HOST": "0.0.0.0"}, "GREENLIGHT_ENVIRONMENT must be said"),
        ({"GATEWAY_HOST": "0.0.0.0", "ENVIRONMENT": "sandbox"}, "GREENLIGHT_SANDBOX_TOKEN is needed"),
        (
            {"GATEWAY_HOST": "0.0.0.0", "ENVIRONMENT": "sandbox", "SANDBOX_TOKEN": "t"},
            "GREENLIGHT_SECRET must be 32 random characters",
        ),
        ({"SERVICE_HOST": "0.0.0.0", "ENVIRONMENT": "sandbox"}, "GREENLIGHT_SECRET must be 32 random characters"),
        ({**SAFE_PRODUCTION, "DATABASE_URL": ""}, "production refuses the embedded database"),
        ({**SAFE_PRODUCTION, "KAFKA_BOOTSTRAP_SERVERS": ""}, "production refuses LocalBus"),
        ({**SAFE_PRODUCTION, "KAFKA_SECURITY_PROTOCOL": "PLAINTEXT"}, "production refuses Kafka without TLS"),
        ({**SAFE_PRODUCTION, "KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT"}, "production refuses Kafka without TLS"),
        ({**SAFE_PRODUCTION, "SECRET": "short"}, "production refuses the development secret"),
        ({**SAFE_PRODUCTION, "SANDBOX_TOKEN": "t"}, "production refuses a sandbox token"),
        ({"ENVIRONMENT": "staging"}, "GREENLIGHT_ENVIRONMENT:"),
        ({"GATEWAY_PORT": "99999"}, "GREENLIGHT_GATEWAY_PORT:"),
        ({"GATEWAY_PORT": "http"}, "GREENLIGHT_GATEWAY_PORT:"),
        ({"DATABASE_URL": "mysql://db/", "ENVIRONMENT": "sandbox"}, "mysql is not PostgreSQL"),
        ({"DATABASE_URL": "nonsense", "ENVIRONMENT": "sandbox"}, "not a database URL"),
        ({"KAFKA_BOOTSTRAP_SERVERS": "kafka"}, "'kafka' is not host:port"),
        ({"KAFKA_PARTITIONS": "0"}, "GREENLIGHT_KAFKA_PARTITIONS:"),
    ],
)
def test_wrong_or_unsafe_settings_are_one_clear_line(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], message: str
) -> None:
    say(monkeypatch, **values)
    with pytest.raises(SettingsError) as caught:
        load(Settings)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    say(monkeypatch, **{**SAFE_PRODUCTION, "SECRET": "hunter2" * 8})
    assert "hunter2" not in repr(load(Settings))


@pytest.mark.parametrize(
    ("service", "message"),
    [("identity", "mailbox and social platform"), ("payouts", "the sandbox's rail"), ("review", "one node's disk")],
)
def test_production_refuses_what_is_simulated_or_stands_on_one_disk(
    monkeypatch: pytest.MonkeyPatch, service: str, message: str
) -> None:
    from services.__main__ import service_named
    from tests.harness import Peers

    say(monkeypatch, **SAFE_PRODUCTION)
    named = service_named(service)
    with pytest.raises(SettingsError, match=f"production refuses .*{message}"):
        named.ports(load(named.settings), Peers())
