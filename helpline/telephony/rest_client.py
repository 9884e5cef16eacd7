"""The only file that calls the carrier: commands become REST requests, each safe to repeat."""

from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, TypeVar
from urllib.parse import urlsplit

from helpline.calls.ports import CarrierFailed, CarrierRefused
from helpline.telephony.addresses import Addresses
from helpline.telephony.outbound import OnlyTo
from helpline.telephony.ringing_out import RingingOut
from helpline.telephony.statuses import ALREADY_GONE
from routing.commands import (
    Command,
    DialParty,
    DialPhone,
    EndLeg,
    HoldCaller,
    MoveCallerIn,
    MuteLeg,
    ReturnCaller,
    SayGoodbye,
    SayToSilent,
    SendToPartner,
    SetSupervision,
    StopDialling,
    StopParty,
)
from routing.state import GuestRole

_T = TypeVar("_T")
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
    ringing_out: RingingOut
    first_language: str = "kk"  # where a caller has chosen none
    http: Any = None  # the carrier library's own client over the network, unless another is given
    _client: Any = field(default=None, init=False, repr=False)

    def carry_out(self, command: Command) -> str | None:
        """Raises CarrierFailed; a leg that has gone already counts as done."""
        return _asked(type(command).__name__, lambda: self._send(command))

    def live_legs(self) -> frozenset[str]:
        return frozenset(_asked("live legs", self._live_legs) or ())

    def _live_legs(self) -> list[str]:
        return [call.sid for status in _LISTED for call in self.client.calls.list(status=status)]

    def call_back(self, message_id: str, number: str) -> str | None:
        return _asked("call back", lambda: self.ringing_out.caller(self.client, message_id, number))

    def recording(self, sid: str) -> bytes | None:
        return _asked("recording", lambda: self._recording(sid))

    def _recording(self, sid: str) -> bytes | None:
        path = f"/2010-04-01/Accounts/{self.account_sid}/Recordings/{sid}.wav"
        login = (self.account_sid, self.auth_token)
        url = f"{self.client.api.base_url}{path}"
        status, sound = self.client.http_client.download(url, login)
        if status == HTTPStatus.NOT_FOUND:
            return None
        if status != HTTPStatus.OK:
            raise CarrierFailed(f"recording: {status}")
        return bytes(sound)

    def recording_of(self, leg: str) -> str | None:
        found = _asked("recordings", lambda: self.client.recordings.list(call_sid=leg, limit=1))
        return str(found[0].sid) if found else None

    def forget_recording(self, sid: str) -> None:
        _asked("forget recording", lambda: self.client.recordings(sid).delete())

    @property
    def client(self) -> Any:
        """Made on first use: the library takes a tenth of a second and megabytes to load."""
        if self._client is None:
            from twilio.rest import Client  # noqa: PLC0415 -- slow import, kept off the webhook path

            from helpline.telephony.carrier_http import CarrierHttp  # noqa: PLC0415 -- as above

            http = self.http or CarrierHttp(_TIMEOUT_S)
            http = OnlyTo(urlsplit(self.api_url or _TWILIO).netloc, http)
            client = Client(self.account_sid, self.auth_token, http_client=http)
            if self.api_url:
                client.api.base_url = self.api_url
            self._client = client
        return self._client

    def _send(self, command: Command) -> str | None:
        match command:
            case MoveCallerIn() | ReturnCaller() | SayGoodbye() | SendToPartner():
                # All four ask the caller's leg for its next turn; what holds now decides it.
                url = self.addresses.turn(command.call_id)
                self.client.calls(command.leg).update(url=url, method="POST")
            case EndLeg():
                self.client.calls(command.leg).update(status="completed")
            case HoldCaller() | MuteLeg() | SetSupervision() | SayToSilent():
                self._in_the_room(command)
            case DialPhone():
                return self.ringing_out.telephone(self.client, command)
            case DialParty():
                return self.ringing_out.party(self.client, command)
            case StopDialling() | StopParty():
                pass  # whoever is being rung is hung up as soon as her leg has a name
        return None

    def _in_the_room(self, command: HoldCaller | MuteLeg | SetSupervision | SayToSilent) -> None:
        who = self.client.conferences(command.room).participants(command.leg)
        match command:
            case HoldCaller():
                music = self.addresses.hold_music()
                who.update(hold=command.held, hold_url=music, hold_method="GET")
            case MuteLeg():
                who.update(muted=command.muted)
            case SetSupervision(role=GuestRole.WHISPER):
                who.update(muted=False, coaching=True, call_sid_to_coach=command.counsellor_leg)
            case SetSupervision():
                who.update(muted=command.role == GuestRole.LISTEN, coaching=False)
            case SayToSilent():
                words = self.addresses.prompt(
                    command.language or self.first_language, "silent_steps"
                )
                who.update(announce_url=words, announce_method="GET")


def _asked(what: str, ask: Callable[[], _T]) -> _T | None:
    """The library's exceptions become ours; what has gone already is passed over in silence."""
    from twilio.base.exceptions import TwilioException, TwilioRestException  # noqa: PLC0415 -- as above

    try:
        return ask()
    except TwilioRestException as error:
        if error.code in ALREADY_GONE:
            return None
        never = error.status == HTTPStatus.BAD_REQUEST
        kind = CarrierRefused if never else CarrierFailed
        raise kind(f"{what}: {error.status} {error.code}") from error
    except (TwilioException, OSError) as error:
        raise CarrierFailed(f"{what}: {type(error).__name__}") from error
