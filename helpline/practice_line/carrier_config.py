"""What an account holder would have set up at the carrier."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from helpline.practice_line.spelling import Body, SignedPort

API_VERSION = "2010-04-01"


@dataclass(frozen=True, slots=True, kw_only=True)
class CarrierConfig:
    account_sid: str
    auth_token: str = field(repr=False)
    api_key_sid: str = ""
    api_key_secret: str = field(default="", repr=False)
    application_sid: str = ""
    number: str = "111"
    voice_url: str
    voice_method: str = "POST"
    status_callback: str = ""
    fallback_url: str = ""
    application_voice_url: str = ""
    application_fallback_url: str = ""  # of calls that browsers make; the number's is not theirs
    calls_per_second: float = 1.0  # of those the API makes
    body: Body = "form"
    signed_port: SignedPort = "as it is"
    hosted: Mapping[str, bytes] = field(default_factory=dict)  # at the carrier itself, by file name
    allowed_origins: tuple[str, ...] = ()
    open_beyond_loopback: bool = False  # the debugger and the faults
