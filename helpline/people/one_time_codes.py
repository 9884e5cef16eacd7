"""Time-based codes of an authenticator application (RFC 6238): SHA-1, six digits, half a minute each."""

import base64
import hmac
import re
import secrets
from datetime import datetime
from urllib.parse import quote

STEP_S = 30
_DIGITS = 6
_DRIFT = 1  # steps: telephones' clocks differ, and typing takes time
_CODE = re.compile(r"[0-9]{6}", re.ASCII)


def new_secret() -> bytes:
    """160 bits, as long as the hash."""
    return secrets.token_bytes(20)


def code_at(secret: bytes, step: int) -> str:
    """The code of one half minute; `step` counts them from 1970."""
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")
    place = digest[-1] & 15
    number = int.from_bytes(digest[place : place + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**_DIGITS:0{_DIGITS}}"


def step_of(secret: bytes, code: str, now: datetime) -> int | None:
    """The step whose code this is, among the present one and its neighbours; None when it is none of them."""
    if not _CODE.fullmatch(code):
        return None
    present = int(now.timestamp()) // STEP_S
    found = [
        step
        for step in range(present - _DRIFT, present + _DRIFT + 1)
        if hmac.compare_digest(code_at(secret, step), code)
    ]
    return found[-1] if found else None


def address_of(secret: bytes, login: str) -> str:
    """What the application reads from the picture."""
    return (
        f"otpauth://totp/Helpline%20111:{quote(login)}?secret={shown(secret)}&issuer=Helpline%20111"
    )


def shown(secret: bytes) -> str:
    """For typing in by hand."""
    return base64.b32encode(secret).decode("ascii")
