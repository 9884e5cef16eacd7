"""The token with which a counsellor's browser registers at the carrier."""

from dataclasses import dataclass, field
from datetime import timedelta

from twilio.jwt.access_token import AccessToken
from twilio.jwt.access_token.grants import VoiceGrant

LIFE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceTokens:
    """Signed with an API key, never with the account's own token. The identity is an opaque id."""

    account_sid: str
    api_key_sid: str
    api_key_secret: str = field(repr=False)
    application_sid: str

    def __call__(self, person_id: str) -> str:
        token = AccessToken(
            self.account_sid,
            self.api_key_sid,
            self.api_key_secret,
            identity=person_id,
            ttl=int(LIFE.total_seconds()),
        )
        token.add_grant(
            VoiceGrant(outgoing_application_sid=self.application_sid, incoming_allow=False)
        )
        return str(token.to_jwt())
