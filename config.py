"""Every setting of the helpline: read once from the environment, all faults named at once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_SECRET_LENGTH = 32
_PORTS = range(1, 65536)
_NEEDED_WITH_A_CARRIER = (
    "secret_key",
    "master_key",
    "account_sid",
    "auth_token",
    "api_key_sid",
    "api_key_secret",
    "application_sid",
)


class ConfigError(Exception):
    """The settings do not make sense together; the message names every fault."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable, the field of Config it fills, how it is read and what it means."""

    name: str
    field: str
    default: str
    read: Callable[[str], object]
    meaning: str
    secret: bool = False


def _text(value: str) -> str:
    return value.strip()


def _whole(low: int, high: int) -> Callable[[str], object]:
    def read(value: str) -> int:
        if not value.strip().isascii() or not value.strip().isdigit():
            raise ValueError(f"must be a whole number from {low} to {high}")
        if not low <= int(value) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(value)

    return read


def _seconds(low: int, high: int) -> Callable[[str], object]:
    whole = _whole(low, high)
    return lambda value: timedelta(seconds=int(str(whole(value))))


def _url(value: str) -> str:
    parts = urlsplit(value.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
        raise ValueError("must be an http or https address without a query")
    return value.strip().rstrip("/")


def _database(value: str) -> str:
    if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
    return value.strip()


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value.strip())
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("must be a time zone such as Asia/Almaty") from error


def _one_of(*allowed: str) -> Callable[[str], object]:
    def read(value: str) -> str:
        if value.strip() not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value.strip()

    return read


def _languages(value: str) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in value.split(",") if part.strip())
    if not chosen or not set(chosen) <= {"kk", "ru", "en"}:
        raise ValueError("must name some of kk,ru,en")
    return chosen


# One setting reads best as two lines: what it is, what it means.
# fmt: off
SETTINGS: tuple[Setting, ...] = (
    Setting("HELPLINE_CARRIER", "carrier", "practice", _one_of("practice", "twilio"),
            "who carries the calls: the built-in practice line, or Twilio"),
    Setting("HELPLINE_PUBLIC_URL", "public_url", "http://127.0.0.1:8111", _url,
            "the address the carrier and the browsers use; signatures are checked against it"),
    Setting("HELPLINE_BIND", "bind", "127.0.0.1:8111", _text,
            "address and port the web process listens on"),
    Setting("HELPLINE_ROLE", "role", "all", _one_of("all", "web", "rt"),
            "what this process serves: everything, all but sockets, or sockets only"),
    Setting("HELPLINE_DATA_DIR", "data_dir", "var", lambda value: Path(value.strip()),
            "folder for the embedded database, the key store and the prompts"),
    Setting("HELPLINE_AUDIT_ANCHORS", "audit_anchors", "", _text,
            "file for the hourly anchors of the audit log, best on another disk; empty: in the data folder"),
    Setting("HELPLINE_DATABASE_URL", "database_url", "", _database,
            "database, sqlite:/// or postgresql+psycopg://; empty means SQLite in the data folder"),
    Setting("HELPLINE_REDIS_URL", "redis_url", "", _text,
            "Redis or Valkey for disconnects across nodes; empty on one node"),
    Setting("HELPLINE_SECRET_KEY", "secret_key", "", _text,
            "32 characters or more; signs tickets and form tokens; made in practice mode", secret=True),
    Setting("HELPLINE_MASTER_KEY", "master_key", "", _text,
            "64 hex digits; wraps the keys of the notes; made in practice mode", secret=True),
    Setting("HELPLINE_TIME_ZONE", "zone", "Asia/Almaty", _zone,
            "the zone shifts are typed and shown in"),
    Setting("HELPLINE_LANGUAGES", "languages", "kk,ru,en", _languages,
            "languages of the line, in the order the menu offers them"),
    Setting("HELPLINE_RING_S", "ring", "15", _seconds(2, 60),
            "seconds an offer rings before the next counsellor is tried"),
    Setting("HELPLINE_JOIN_S", "join", "8", _seconds(2, 30),
            "seconds an accepting browser has to join before the caller is offered on"),
    Setting("HELPLINE_WRAP_UP_S", "wrap_up", "120", _seconds(0, 900),
            "seconds to write the record after a call"),
    Setting("HELPLINE_PREFERRED_S", "preferred", "20", _seconds(0, 120),
            "seconds a caller is kept for the counsellor she has just lost"),
    Setting("HELPLINE_LANGUAGE_RELAXES_S", "language_relaxes", "45", _seconds(0, 600),
            "seconds after which anybody may answer, whatever the language"),
    Setting("HELPLINE_PRACTICE_PORT", "practice_port", "8112", _whole(1, 65535),
            "port of the practice line"),
    Setting("HELPLINE_TWILIO_ACCOUNT_SID", "account_sid", "", _text, "the carrier's account"),
    Setting("HELPLINE_TWILIO_AUTH_TOKEN", "auth_token", "", _text, "signs the carrier's webhooks", secret=True),
    Setting("HELPLINE_TWILIO_API_KEY_SID", "api_key_sid", "", _text, "key that signs browser tokens"),
    Setting("HELPLINE_TWILIO_API_KEY_SECRET", "api_key_secret", "", _text, "its secret", secret=True),
    Setting("HELPLINE_TWILIO_APPLICATION_SID", "application_sid", "", _text,
            "the TwiML application the browsers call"),
    Setting("HELPLINE_TWILIO_NUMBER", "number", "111", _text, "the number of the line"),
    Setting("HELPLINE_TWILIO_API_URL", "api_url", "", lambda value: value and _url(value),
            "another carrier's address for the same API; empty means Twilio's own"),
    Setting("HELPLINE_TWILIO_EDGE", "edge", "", _text,
            "media edge for the browsers; empty lets the carrier choose"),
)
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings as values. Secrets never appear in its repr."""

    carrier: str
    public_url: str
    bind: str
    role: str
    data_dir: Path
    audit_anchors: str
    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    master_key: str = field(repr=False)
    zone: ZoneInfo
    languages: tuple[str, ...]
    ring: timedelta
    join: timedelta
    wrap_up: timedelta
    preferred: timedelta
    language_relaxes: timedelta
    practice_port: int
    account_sid: str
    auth_token: str = field(repr=False)
    api_key_sid: str
    api_key_secret: str = field(repr=False)
    application_sid: str
    number: str
    api_url: str
    edge: str

    @property
    def practice(self) -> bool:
        return self.carrier == "practice"

    @property
    def host(self) -> str:
        return self.bind.rpartition(":")[0]

    @property
    def port(self) -> int:
        return int(self.bind.rpartition(":")[2])


def load_config(environ: Mapping[str, str] | None = None) -> Config:
    """Read every setting; raises ConfigError naming all faults in one message."""
    environ = os.environ if environ is None else environ
    values: dict[str, object] = {}
    faults = _unknown(environ)
    for setting in SETTINGS:
        raw = environ.get(setting.name, setting.default)
        try:
            values[setting.field] = setting.read(raw)
        except ValueError as error:
            shown = "(not shown)" if setting.secret else repr(raw)
            faults.append(f"{setting.name} {error}, got {shown}")
    faults += _missing(values)
    if faults:
        raise ConfigError("; ".join(faults))
    return Config(**values)  # type: ignore[arg-type]  # each reader gives its field's type


def _unknown(environ: Mapping[str, str]) -> list[str]:
    """A misspelt setting must not pass in silence."""
    known = {setting.name for setting in SETTINGS}
    return [
        f"{name} is not a setting"
        for name in environ
        if name.startswith("HELPLINE_") and name not in known
    ]


def _missing(values: Mapping[str, object]) -> list[str]:
    faults = []
    if "bind" in values and not _is_address(str(values["bind"])):
        faults.append(f"HELPLINE_BIND must be address:port, got {values['bind']!r}")
    secret, master = str(values.get("secret_key", "")), str(values.get("master_key", ""))
    if secret and len(secret) < _SECRET_LENGTH:
        faults.append(f"HELPLINE_SECRET_KEY must have at least {_SECRET_LENGTH} characters")
    if master and not re.fullmatch(r"[0-9a-fA-F]{64}", master):
        faults.append("HELPLINE_MASTER_KEY must be 64 hex digits")
    if values.get("carrier") == "twilio":
        names = {setting.field: setting.name for setting in SETTINGS}
        faults += [
            f"{names[key]} is not set" for key in _NEEDED_WITH_A_CARRIER if not values.get(key)
        ]
    return faults


def _is_address(text: str) -> bool:
    host, _, port = text.rpartition(":")
    return bool(host) and re.fullmatch(r"[0-9]{1,5}", port) is not None and int(port) in _PORTS
