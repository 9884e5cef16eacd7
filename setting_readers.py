"""How the text of a setting becomes a value. Each reader raises ValueError with what it must be."""

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_DIFFERENT = 8  # signs in a random key of 64 hex digits: fewer comes once in a million years
_PORTS = range(1, 65536)
OF_PUBLIC_URL = "public"  # stands for the origin of the public address


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
