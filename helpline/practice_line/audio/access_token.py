"""The token a browser shows at the gateway: made by the account holder, signed with an API key."""

import time
from dataclasses import dataclass
from typing import Any

import jwt

from helpline.practice_line.carrier_config import CarrierConfig

INVALID, EXPIRED = 31204, 31205  # the codes the voice SDK turns into its own errors


class TokenRefused(Exception):
    def __init__(self, code: int, words: str) -> None:
        super().__init__(words)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """Whose browser it is and what it may do."""

    identity: str
    ttl_s: int
    may_call_out: bool
    may_be_rung: bool


def read(token: str, config: CarrierConfig) -> Bearer:
    """Raises TokenRefused unless the signature, issuer, account, expiry and grants all hold."""
    claims = _claims(token, config)
    grants = claims.get("grants")
    if claims["sub"] != config.account_sid or not isinstance(grants, dict):
        raise TokenRefused(INVALID, "The token is for another account or grants nothing.")
    voice, identity = grants.get("voice"), grants.get("identity")
    if not isinstance(voice, dict) or not isinstance(identity, str) or not identity:
        raise TokenRefused(INVALID, "The token lacks an identity or a voice grant.")
    outgoing, incoming = (_object(voice.get(name)) for name in ("outgoing", "incoming"))
    return Bearer(
        identity=identity,
        ttl_s=int(claims["exp"] - time.time()),
        may_call_out=outgoing.get("application_sid") == config.application_sid,
        may_be_rung=incoming.get("allow") is True,
    )


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _claims(token: str, config: CarrierConfig) -> dict[str, Any]:
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            config.api_key_secret,
            algorithms=["HS256"],
            issuer=config.api_key_sid,
            options={"require": ["exp", "iss", "sub"]},
        )
    except jwt.ExpiredSignatureError as error:
        raise TokenRefused(EXPIRED, "The token has expired.") from error
    except jwt.InvalidTokenError as error:
        raise TokenRefused(INVALID, f"The token is not valid: {error}") from error
    return claims
