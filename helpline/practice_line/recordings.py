"""Recordings that documents have asked for; without being asked nothing is recorded."""

from dataclasses import dataclass, field
from datetime import datetime

from helpline.practice_line.carrier_config import API_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What a leg has said, as a WAV."""

    sid: str
    call_sid: str
    wav: bytes
    seconds: int
    started_at: datetime
    ended_at: datetime


@dataclass(slots=True, kw_only=True)
class Recordings:
    """`api_url` is where the API is reached: addresses of recordings begin with it."""

    account_sid: str
    api_url: str
    by_sid: dict[str, Recording] = field(default_factory=dict)

    def address(self, sid: str) -> str:
        """As it is told: without an ending it is a WAV."""
        return f"{self.api_url}/{API_VERSION}/Accounts/{self.account_sid}/Recordings/{sid}"
