"""The only file that calls the carrier: commands become REST requests, each safe to repeat."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from helpline.calls.ports import CarrierFailed
from helpline.telephony.addresses import Addresses
from helpline.telephony.outbound import OnlyTo
from helpline.telephony.statuses import ALREADY_GONE
from routing.commands import (
    Command,
    EndLeg,
    HoldCaller,
    MoveCallerIn,
    MuteLeg,
    ReturnCaller,
    SayGoodbye,
)

# What the routing can decide beyond these is off until it can be carried out.
CARRIED_OUT = (MoveCallerIn, ReturnCaller, SayGoodbye, EndLeg, HoldCaller, MuteLeg)
_TIMEOUT_S = 5  # the library's own default is to wait for ever
_TWILIO = "https://api.twilio.com"
_LISTED = ("queued", "ringing", "in-progress")


@dataclass(slots=True, kw_only=True)
class RestCarrier:
    """A carrier that speaks the 2010-04-01 API: Twilio, or the practice line at another address."""

    account_sid: str
    auth_token: str = field(repr=False)
    api_url: str
    addresses: Addresses
    http: Any = None  # the carrier library's own client over the network, unless another is given
    _client: Any = field(default=None, init=False, repr=False)

    def carry_out(self, command: Command) -> None:
        """Raises CarrierFailed; a leg that has gone already counts as done."""
        from twilio.base.exceptions import TwilioException, TwilioRestException  # noqa: PLC0415 -- slow import, kept off the webhook path

        try:
            self._send(command)
        except TwilioRestException as error:
            if error.code not in ALREADY_GONE:
                raise CarrierFailed(
                    f"{type(command).__name__}: {error.status} {error.code}"
                ) from error
        except (TwilioException, OSError) as error:
            raise CarrierFailed(f"{type(command).__name__}: {type(error).__name__}") from error

    def live_legs(self) -> frozenset[str]:
        from twilio.base.exceptions import TwilioException  # noqa: PLC0415 -- as above

        try:
            return frozenset(
                call.sid for status in _LISTED for call in self.client.calls.list(status=status)
            )
        except (TwilioException, OSError) as error:
            raise CarrierFailed(f"live legs: {type(error).__name__}") from error

    @property
    def client(self) -> Any:
        """Made on first use: the library takes a tenth of a second and megabytes to load."""
        if self._client is None:
            from twilio.http.http_client import TwilioHttpClient  # noqa: PLC0415 -- as above
            from twilio.rest import Client  # noqa: PLC0415 -- as above

            http = self.http or TwilioHttpClient(timeout=_TIMEOUT_S)
            http = OnlyTo(urlsplit(self.api_url or _TWILIO).netloc, http)
            client = Client(self.account_sid, self.auth_token, http_client=http)
            if self.api_url:
                client.api.base_url = self.api_url
            self._client = client
        return self._client

    def _send(self, command: Command) -> None:
        match command:
            case MoveCallerIn() | ReturnCaller() | SayGoodbye():
                # All three ask the caller's leg for its next turn; what holds now decides it.
                url = self.addresses.turn(command.call_id)
                self.client.calls(command.leg).update(url=url, method="POST")
            case EndLeg():
                self.client.calls(command.leg).update(status="completed")
            case HoldCaller():
                self._participant(command.room, command.leg).update(
                    hold=command.held, hold_url=self.addresses.hold_music(), hold_method="GET"
                )
            case MuteLeg():
                self._participant(command.room, command.leg).update(muted=command.muted)
            case _:
                raise CarrierFailed(f"{type(command).__name__}: not known to this carrier")

    def _participant(self, room: str, leg: str) -> Any:
        return self.client.conferences(room).participants(leg)
