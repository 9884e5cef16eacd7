"""Every setting of the helpline: read once from the environment, all faults named at once."""

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DIFFERENT = 8  # signs in a random key of 64 hex digits: fewer comes once in a million years
_PORTS = range(1, 65536)
OF_PUBLIC_URL = "public"  # stands for the origin of the public address
_SECRET_LENGTH = 32
_FILE = "_FILE"
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


# How the text of a setting becomes a value: each reader raises ValueError with what it must be.


def text(value: str) -> str:
    return value.strip()


def whole(low: int, high: int) -> Callable[[str], object]:
    def read(value: str) -> int:
        if not value.strip().isascii() or not value.strip().isdigit():
            raise ValueError(f"must be a whole number from {low} to {high}")
        if not low <= int(value) <= high:
            raise ValueError(f"must be a whole number from {low} to {high}")
        return int(value)

    return read


def seconds(low: int, high: int) -> Callable[[str], object]:
    read = whole(low, high)
    return lambda value: timedelta(seconds=int(str(read(value))))


def url(value: str) -> str:
    parts = urlsplit(value.strip())
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
        raise ValueError("must be an http or https address without a query")
    return value.strip().rstrip("/")


def telephone(value: str) -> str:
    if value.strip() and not re.fullmatch(r"\+?[0-9]{2,15}", value.strip()):
        raise ValueError("must be a telephone number of digits, with or without a plus")
    return value.strip()


def database(value: str) -> str:
    if value and not value.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ValueError("must begin with sqlite:/// or postgresql+psycopg://")
    return value.strip()


def zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value.strip())
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError("must be a time zone such as Asia/Almaty") from error


def one_of(*allowed: str) -> Callable[[str], object]:
    def read(value: str) -> str:
        if value.strip() not in allowed:
            raise ValueError(f"must be one of {', '.join(allowed)}")
        return value.strip()

    return read


def languages(value: str) -> tuple[str, ...]:
    chosen = tuple(part.strip() for part in value.split(",") if part.strip())
    if not chosen or not set(chosen) <= {"kk", "ru", "en"}:
        raise ValueError("must name some of kk,ru,en")
    return chosen


def fallbacks(value: str) -> Mapping[str, frozenset[str]]:
    """From text such as `kk=ru,ru=kk+en`."""
    found: dict[str, frozenset[str]] = {}
    for part in filter(None, (each.strip() for each in value.split(","))):
        language, _, others = part.partition("=")
        found[language] = frozenset(others.split("+"))
    if not {*found, *(other for each in found.values() for other in each)} <= {"kk", "ru", "en"}:
        raise ValueError("must be pairs such as kk=ru,ru=kk of kk, ru and en")
    return found


def hours(value: str) -> Mapping[str, tuple[time, time]]:
    """From text such as `en=08:00-20:00`; a language that is not named is there all day."""
    found: dict[str, tuple[time, time]] = {}
    for part in filter(None, (each.strip() for each in value.split(","))):
        match = re.fullmatch(r"(kk|ru|en)=(\d\d:\d\d)-(\d\d:\d\d)", part)
        try:
            found[match[1]] = (time.fromisoformat(match[2]), time.fromisoformat(match[3]))  # type: ignore[index]  # below
        except (TypeError, ValueError) as error:
            raise ValueError("must be languages with hours such as en=08:00-20:00") from error
    return found


def origins(value: str) -> tuple[str, ...]:
    """Scheme, host and port each; `public` stands for that of the public address."""
    found = tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
    for each in found:
        parts = urlsplit(each)
        is_origin = parts.scheme in {"http", "https"} and parts.hostname and not parts.path
        if each != OF_PUBLIC_URL and (not is_origin or parts.query or "@" in each):
            raise ValueError("must be origins such as https://line.example, by comma")
    return found


def is_address(text: str) -> bool:
    host, _, port = text.rpartition(":")
    return bool(host) and re.fullmatch(r"[0-9]{1,5}", port) is not None and int(port) in _PORTS


def unsafe(values: Mapping[str, object]) -> list[str]:
    """What may pass in practice mode and nowhere else."""
    faults = []
    for name in ("secret_key", "master_key"):
        secret = str(values.get(name, ""))
        if secret and len(set(secret.lower())) < _DIFFERENT:
            faults.append(f"HELPLINE_{name.upper()} is no secret: it must be drawn at random")
    if values.get("secret_key") and values.get("secret_key") == values.get("master_key"):
        faults.append("HELPLINE_SECRET_KEY and HELPLINE_MASTER_KEY must not be the same")
    public = [("HELPLINE_PUBLIC_URL", str(values.get("public_url", "https:")))]
    origins = values.get("origins")
    public += (
        [("HELPLINE_ORIGINS", each) for each in origins or ()] if isinstance(origins, tuple) else []
    )
    faults += [
        f"{name} must be https, got {url!r}" for name, url in public if url.startswith("http:")
    ]
    return faults


# One setting reads best as two lines: what it is, what it means.
# fmt: off
SETTINGS: tuple[Setting, ...] = (
    Setting("HELPLINE_CARRIER", "carrier", "practice", one_of("practice", "twilio"),
            "who carries the calls: the built-in practice line, or Twilio"),
    Setting("HELPLINE_PUBLIC_URL", "public_url", "http://127.0.0.1:8111", url,
            "the address the carrier and the browsers use; signatures are checked against it"),
    Setting("HELPLINE_ORIGINS", "origins", "public", origins,
            "where our own pages may come from, by comma; `public` is the origin of the public address"),
    Setting("HELPLINE_BIND", "bind", "127.0.0.1:8111", text,
            "address and port the web process listens on"),
    Setting("HELPLINE_ROLE", "role", "all", one_of("all", "web", "rt"),
            "what this process serves: everything, all but sockets, or sockets only"),
    Setting("HELPLINE_DATA_DIR", "data_dir", "var", lambda value: Path(value.strip()),
            "folder for the embedded database, the key store and the prompts"),
    Setting("HELPLINE_AUDIT_ANCHORS", "audit_anchors", "", text,
            "file for the hourly anchors of the audit log, best on another disk; empty: in the data folder"),
    Setting("HELPLINE_AUDIT_DAYS", "audit_days", "1095", whole(365, 3650),
            "days an entry of the audit log is kept"),
    Setting("HELPLINE_DATABASE_URL", "database_url", "", database,
            "database, sqlite:/// or postgresql+psycopg://; empty means SQLite in the data folder",
            secret=True),
    Setting("HELPLINE_REDIS_URL", "redis_url", "", text,
            "Redis or Valkey for disconnects across nodes; empty on one node", secret=True),
    Setting("HELPLINE_SECRET_KEY", "secret_key", "", text,
            "32 characters or more; signs tickets and form tokens; made in practice mode", secret=True),
    Setting("HELPLINE_MASTER_KEY", "master_key", "", text,
            "64 hex digits; wraps the keys of the notes; made in practice mode", secret=True),
    Setting("HELPLINE_EARLIER_MASTER_KEY", "earlier_master_key", "", text,
            "the master key before this one, until `rotate-keys` has run; empty otherwise", secret=True),
    Setting("HELPLINE_TIME_ZONE", "zone", "Asia/Almaty", zone,
            "the zone shifts are typed and shown in"),
    Setting("HELPLINE_LANGUAGES", "languages", "kk,ru,en", languages,
            "languages of the line, in the order the menu offers them"),
    Setting("HELPLINE_RING_S", "ring", "15", seconds(2, 60),
            "seconds an offer rings before the next counsellor is tried"),
    Setting("HELPLINE_SECOND_AFTER_S", "second_after", "8", seconds(2, 60),
            "seconds an offer rings before a second counsellor is rung as well"),
    Setting("HELPLINE_STRATEGY", "strategy", "longest_idle",
            one_of("longest_idle", "least_occupied", "fewest_calls", "round_robin", "fixed_order"),
            "who of the free counsellors is offered the next call"),
    Setting("HELPLINE_ON_CALL_AFTER_S", "on_call_after", "45", seconds(0, 3600),
            "seconds of waiting after which on-call telephones are rung; at once when nobody is on duty"),
    Setting("HELPLINE_PARTNER_NUMBER", "partner_number", "", telephone,
            "number of the partner line, such as +77001234567 or 150; empty: there is none"),
    Setting("HELPLINE_PARTNER_AFTER_S", "partner_after", "120", seconds(0, 3600),
            "seconds of waiting after which a caller is sent on to the partner line"),
    Setting("HELPLINE_MESSAGE_AFTER_S", "message_after", "180", seconds(0, 3600),
            "seconds of waiting after which she is told that she may leave a message or be called back"),
    Setting("HELPLINE_FALLBACKS", "fallbacks", "", fallbacks,
            "languages one can do as well after a while, such as kk=ru,ru=kk; empty: none before any"),
    Setting("HELPLINE_LANGUAGE_HOURS", "language_hours", "", hours,
            "local hours of a language, such as en=08:00-20:00; else anybody may answer; empty: always"),
    Setting("HELPLINE_LINE_AT_MOST", "line_at_most", "0", whole(0, 100000),
            "waiting callers beyond which the next tiers help at once, and nobody is refused; 0: any number"),
    Setting("HELPLINE_FLOOD_SHARE", "flood_share", "0", whole(0, 1000),
            "calls one number may hold on the line before its next one comes later; 0: any number"),
    Setting("HELPLINE_FLOOD_REPEATS", "flood_repeats", "0", whole(0, 1000),
            "rings of one number in an hour from which on its calls come later; 0: never"),
    Setting("HELPLINE_FLOOD_LATER_BY_S", "flood_later_by", "0", seconds(0, 300),
            "seconds for which a call that comes later is offered to nobody"),
    Setting("HELPLINE_FLOOD_RESERVED", "flood_reserved", "0", whole(0, 1000),
            "free counsellors kept for callers who do not come later"),
    Setting("HELPLINE_FLOOD_REROUTE_ABOVE", "flood_reroute_above", "0", whole(0, 100000),
            "waiting callers above which those who come later are shown to the message; 0: never"),
    Setting("HELPLINE_JOIN_S", "join", "8", seconds(2, 30),
            "seconds an accepting browser has to join before the caller is offered on"),
    Setting("HELPLINE_WRAP_UP_S", "wrap_up", "120", seconds(0, 900),
            "seconds to write the record after a call"),
    Setting("HELPLINE_PREFERRED_S", "preferred", "20", seconds(0, 120),
            "seconds a caller is kept for the counsellor she has just lost"),
    Setting("HELPLINE_LANGUAGE_RELAXES_S", "language_relaxes", "45", seconds(0, 600),
            "seconds after which anybody may answer, whatever the language"),
    Setting("HELPLINE_TRAINING_S", "training", "10800", seconds(600, 43200),
            "seconds a training session lasts at most; the end of the local day ends it anyway"),
    Setting("HELPLINE_PRACTICE_PORT", "practice_port", "8112", whole(1, 65535),
            "port of the practice line"),
    Setting("HELPLINE_TWILIO_ACCOUNT_SID", "account_sid", "", text, "the carrier's account"),
    Setting("HELPLINE_TWILIO_AUTH_TOKEN", "auth_token", "", text, "signs the carrier's webhooks", secret=True),
    Setting("HELPLINE_TWILIO_API_KEY_SID", "api_key_sid", "", text, "key that signs browser tokens"),
    Setting("HELPLINE_TWILIO_API_KEY_SECRET", "api_key_secret", "", text, "its secret", secret=True),
    Setting("HELPLINE_TWILIO_APPLICATION_SID", "application_sid", "", text,
            "the TwiML application the browsers call"),
    Setting("HELPLINE_TWILIO_NUMBER", "number", "111", text, "the number of the line"),
    Setting("HELPLINE_TWILIO_API_URL", "api_url", "", lambda value: value and url(value),
            "another carrier's address for the same API; empty means Twilio's own"),
    Setting("HELPLINE_TWILIO_EDGE", "edge", "", text,
            "media edge for the browsers; empty lets the carrier choose"),
)
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings as values. Secrets never appear in its repr."""

    carrier: str
    public_url: str
    origins: tuple[str, ...]
    bind: str
    role: str
    data_dir: Path
    audit_anchors: str
    audit_days: int
    database_url: str = field(repr=False)
    redis_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    master_key: str = field(repr=False)
    earlier_master_key: str = field(repr=False)
    zone: ZoneInfo
    languages: tuple[str, ...]
    ring: timedelta
    second_after: timedelta
    strategy: str
    on_call_after: timedelta
    partner_number: str
    partner_after: timedelta
    message_after: timedelta
    fallbacks: Mapping[str, frozenset[str]]
    language_hours: Mapping[str, tuple[time, time]]
    line_at_most: int
    flood_share: int
    flood_repeats: int
    flood_later_by: timedelta
    flood_reserved: int
    flood_reroute_above: int
    join: timedelta
    wrap_up: timedelta
    preferred: timedelta
    language_relaxes: timedelta
    training: timedelta
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
    def allowed_origins(self) -> tuple[str, ...]:
        """Never empty: start-up refuses that."""
        public = urlsplit(self.public_url)
        own = f"{public.scheme}://{public.netloc}"
        return tuple(own if each == OF_PUBLIC_URL else each for each in self.origins)

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
            if setting.secret and setting.name + _FILE in environ:
                raw = _from_file(setting.name, environ)
            values[setting.field] = setting.read(raw)
        except ValueError as error:
            shown = "(not shown)" if setting.secret else repr(raw)
            faults.append(f"{setting.name} {error}, got {shown}")
    faults += _missing(values)
    if faults:
        raise ConfigError("; ".join(faults))
    return Config(**values)  # type: ignore[arg-type]  # each reader gives its field's type


def known_names() -> frozenset[str]:
    """Every variable that is ours: the settings, and for each secret the file that may hold it."""
    files = {setting.name + _FILE for setting in SETTINGS if setting.secret}
    return frozenset({setting.name for setting in SETTINGS} | files)


def _from_file(name: str, environ: Mapping[str, str]) -> str:
    """The secret without the line's end. Its own text never appears in an error."""
    if name in environ:
        raise ValueError(f"and {name}{_FILE} are both set: which of them holds")
    try:
        return Path(environ[name + _FILE]).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"cannot be read from {name}{_FILE}: {type(error).__name__}") from error


def _unknown(environ: Mapping[str, str]) -> list[str]:
    """A misspelt setting must not pass in silence."""
    known = known_names()
    return [
        f"{name} is not a setting"
        for name in environ
        if name.startswith("HELPLINE_") and name not in known
    ]


def _missing(values: Mapping[str, object]) -> list[str]:
    faults = []
    if "bind" in values and not is_address(str(values["bind"])):
        faults.append(f"HELPLINE_BIND must be address:port, got {values['bind']!r}")
    secret, master = str(values.get("secret_key", "")), str(values.get("master_key", ""))
    if secret and len(secret) < _SECRET_LENGTH:
        faults.append(f"HELPLINE_SECRET_KEY must have at least {_SECRET_LENGTH} characters")
    if master and not re.fullmatch(r"[0-9a-fA-F]{64}", master):
        faults.append("HELPLINE_MASTER_KEY must be 64 hex digits")
    earlier = str(values.get("earlier_master_key", ""))
    if earlier and not re.fullmatch(r"[0-9a-fA-F]{64}", earlier):
        faults.append("HELPLINE_EARLIER_MASTER_KEY must be 64 hex digits")
    if values.get("origins") == ():
        faults.append("HELPLINE_ORIGINS must name at least one origin")
    if values.get("carrier") == "twilio":
        faults += unsafe(values)
        names = {setting.field: setting.name for setting in SETTINGS}
        faults += [
            f"{names[key]} is not set" for key in _NEEDED_WITH_A_CARRIER if not values.get(key)
        ]
    return faults
