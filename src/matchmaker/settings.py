"""Every setting of the service: typed, documented, and refused at start where a combination is unsafe.

Each is an environment variable with ``MATCHMAKER_`` before its name in capital letters, or a line of a settings file.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from matchmaker.domain.problem import Problem, WrongUse

PREFIX = "MATCHMAKER_"
READ_ELSEWHERE = frozenset({"MATCHMAKER_ARTEFACTS", "MATCHMAKER_MODEL", "MATCHMAKER_STATE"})
"""Variables of the same prefix that every command reads."""

THIS_COMPUTER = ("127.0.0.1", "localhost", "::1")
SHORTEST_TOKEN = 16
Names = Annotated[tuple[str, ...], NoDecode]


class Settings(BaseSettings):
    """How the service runs. The defaults serve whoever sits at this computer, and nobody else."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, hide_input_in_errors=True)

    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=1, le=65535, description="The port to listen on.")
    open_to_others: bool = Field(
        False,
        description="Says that others may reach the service. It has no sign-in: whoever reaches it can use it.",
    )
    allowed_hosts: Names = Field(
        THIS_COMPUTER, description="The names by which browsers may call the service, split by commas. Never `*`."
    )
    https: bool = Field(False, description="Says that a proxy in front of the service speaks https to browsers.")
    trusted_proxies: Names = Field(
        (), description="Addresses of proxies that are believed about who is calling, split by commas. Never `*`."
    )
    max_body_mb: int = Field(50, ge=1, le=1000, description="The most megabytes (of 1,000,000 bytes) of one request.")
    max_people: int = Field(5000, ge=1, le=1_000_000, description="The most people on each side of one request's run.")
    runs_at_once: int = Field(2, ge=1, le=64, description="How many runs are made side by side.")
    runs_waiting: int = Field(24, ge=0, le=1000, description="How many more wait their turn before others are refused.")
    run_seconds: int = Field(600, ge=1, le=86_400, description="After how many seconds a run is stopped.")
    requests_per_minute: int = Field(600, ge=1, description="How many requests one caller may make in a minute.")
    posts_per_minute: int = Field(60, ge=1, description="How many of them may send something.")
    vectors_minutes: int = Field(
        0,
        ge=0,
        le=60,
        description="For how many minutes vectors stay in memory, so that the same texts are read at once; 0 for none.",
    )
    weights_file: Path | None = Field(None, description="The weight set (TOML) of runs that name none.")
    docs: bool = Field(True, description="Whether `/docs` shows how to call the service.")
    metrics: bool = Field(True, description="Whether `/metrics` shows counts and times, for Prometheus.")
    metrics_token: SecretStr | None = Field(
        None, description="If set, `/metrics` answers only who sends it, as `Authorization: Bearer …`."
    )
    shutdown_seconds: int = Field(
        20, ge=0, le=600, description="How long runs may go on when the service is told to stop."
    )

    @field_validator("allowed_hosts", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @property
    def beyond_this_computer(self) -> bool:
        """Whether other computers can reach the address."""
        try:
            return not ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host != "localhost"


def load_settings(file: Path | None = None, environment: Mapping[str, str] = os.environ, **given: object) -> Settings:
    """The settings from the environment, from a settings file beneath it, and from ``given`` above both.

    Raises :class:`WrongUse` with every setting that is unknown, not understood or unsafe; no value is repeated.
    """
    unknown = [
        _unknown(name)
        for name in sorted(environment)
        if name.startswith(PREFIX) and name not in READ_ELSEWHERE and name.removeprefix(PREFIX).lower() not in _names()
    ]
    if file and not file.is_file():
        raise WrongUse(Problem.of("path_missing", file=str(file)))
    chosen: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    try:
        read: Any = Settings  # pydantic takes `_env_file` beside the fields, and no type says so
        settings: Settings = read(_env_file=file, **chosen)
    except ValidationError as wrong:
        raise WrongUse([*unknown, *map(_wrong, _places(wrong))]) from None
    if unknown:
        raise WrongUse(unknown)
    refuse_unsafe(settings)
    return settings


def _names() -> frozenset[str]:
    return frozenset(Settings.model_fields)


def _places(wrong: ValidationError) -> Iterator[str]:
    yield from dict.fromkeys(
        str(error["loc"][0]) if error["loc"] else "" for error in wrong.errors(include_input=False)
    )


def _unknown(name: str) -> Problem:
    near = get_close_matches(name, [PREFIX + known.upper() for known in sorted(_names())], n=1)
    return Problem.of("setting_unknown", file=name, closest=near[0] if near else "docs/reference/http.md")


def _wrong(place: str) -> Problem:
    name = place.removeprefix(PREFIX.lower())
    if name not in _names():
        return _unknown(PREFIX + name.upper())
    field = Settings.model_fields[name]
    limits = {type(limit).__name__: limit for limit in field.metadata}
    low, high = getattr(limits.get("Ge"), "ge", None), getattr(limits.get("Le"), "le", None)
    said = f"{low} to {high}" if high is not None else f"{low} or more" if low is not None else "see the guide"
    if field.annotation is bool:
        said = "true or false"
    return Problem.of("setting_wrong", file=PREFIX + name.upper(), meaning=field.description or "", allowed=said)


def refuse_unsafe(settings: Settings) -> None:
    """Raise :class:`WrongUse` with every combination of settings that would put people's data at risk."""
    problems = list(_unsafe(settings))
    if problems:
        raise WrongUse(problems)


def _unsafe(settings: Settings) -> Iterator[Problem]:
    token = settings.metrics_token.get_secret_value() if settings.metrics_token else None
    if token is not None and len(token) < SHORTEST_TOKEN:
        yield Problem.of("setting_token_short", file="MATCHMAKER_METRICS_TOKEN", least=SHORTEST_TOKEN)
    for name, listed in (("ALLOWED_HOSTS", settings.allowed_hosts), ("TRUSTED_PROXIES", settings.trusted_proxies)):
        if any("*" in entry for entry in listed):
            yield Problem.of("setting_names_everybody", file=PREFIX + name)
    if not settings.beyond_this_computer:
        return
    if not settings.open_to_others:
        yield Problem.of("setting_beyond_this_computer", file="MATCHMAKER_OPEN_TO_OTHERS", host=settings.host)
    if not settings.https:
        yield Problem.of("setting_without_https", file="MATCHMAKER_HTTPS")
    if set(settings.allowed_hosts) <= set(THIS_COMPUTER):
        yield Problem.of("setting_hosts_missing", file="MATCHMAKER_ALLOWED_HOSTS")
    if settings.metrics and token is None:
        yield Problem.of("setting_metrics_open", file="MATCHMAKER_METRICS_TOKEN")
