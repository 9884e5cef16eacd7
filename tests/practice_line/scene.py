"""A silent practice line with its account holder, and the carrier's own client library in front."""

import base64
import http.client
import io
import json
import time
import wave
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from helpline.practice_line.headless import HeadlessLine
from helpline.practice_line.journal import Entry
from tests.practice_line.account_holder import AccountHolder, Reply

ACCOUNT, TOKEN, APPLICATION = "AC" + "0" * 32, "a sample token", "AP" + "0" * 32
KEY, SECRET = "SK" + "0" * 32, "a sample secret"
CHILD = "+77010000001"
_PATIENCE_S = 8.0
_Seen = TypeVar("_Seen")


@dataclass(frozen=True)
class Scene:
    account: AccountHolder
    line: HeadlessLine

    @property
    def client(self) -> Client:
        return self.client_of(ACCOUNT, TOKEN)

    def client_of(
        self, name: str, password: str, http_client: TwilioHttpClient | None = None
    ) -> Client:
        """The carrier's own library, untouched but for the address."""
        http_client = http_client or TwilioHttpClient(timeout=5, pool_connections=False)
        client = Client(name, password, account_sid=ACCOUNT, http_client=http_client)
        client.api.base_url = f"http://127.0.0.1:{self.line.port}"
        return client

    def call(self, verbs: str = "", from_: str = CHILD) -> str:
        """Somebody dials the line, which answers with these verbs."""
        if verbs:
            self.account.says("/voice", verbs)
        return self.line.place_call(from_)

    def until_over(self, sid: str) -> str:
        """The state in which the call has ended."""
        states = {"completed", "busy", "failed", "no-answer", "canceled"}
        return str(until(lambda: self.line.call(sid)["state"], states.__contains__))

    def until_in_room(self, *sids: str) -> None:
        until(lambda: [self.line.call(sid)["conference"] for sid in sids], all)

    def until_playing(self, sid: str, sound: str) -> None:
        """Nothing is an empty word."""
        until(lambda: self.line.call(sid)["now_playing"] or "", lambda playing: playing == sound)

    def errors(self) -> list[int]:
        """The carrier's error numbers so far, in the order of the debugger."""
        return [entry.fields["code"] for entry in self.line.journal("error")]

    def until_noted(self, kind: str, count: int = 1) -> list[Entry]:
        return until(lambda: self.line.journal(kind), lambda found: len(found) >= count)

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, str]:
        """Plain HTTP to the line: the status and the body of its answer."""
        status, _, answer = self._exchange(method, path, body, headers)
        return status, answer.decode()

    def file(self, path: str, **headers: str) -> tuple[int, bytes]:
        """The status and the answer as it comes."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        status, _, answer = self._exchange("GET", path, None, named)
        return status, answer

    def header(self, path: str, name: str) -> tuple[int, str]:
        status, headers, _ = self._exchange("GET", path, None, {})
        return status, headers.get(name, "")

    def _exchange(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.line.port, timeout=5)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return answer.status, dict(answer.headers.items()), answer.read()
        finally:
            connection.close()

    @property
    def authorization(self) -> str:
        return f"Basic {base64.b64encode(f'{ACCOUNT}:{TOKEN}'.encode()).decode()}"

    def control(self, method: str, path: str, said: Any = None) -> tuple[int, Any]:
        body = None if said is None else json.dumps(said).encode()
        status, answer = self.ask(method, path, body, Content_Type="application/json")
        return status, json.loads(answer)


def refusal(ask: Callable[..., object], **said: Any) -> tuple[int, int]:
    """The status and the error number with which the carrier's library is refused."""
    try:
        ask(**said)
    except TwilioRestException as refused:
        return refused.status, refused.code
    except TwilioException as refused:  # how the library reports a list that it cannot have
        answer = refused.args[1]
        return answer.status_code, json.loads(answer.text)["code"]
    raise AssertionError("not refused")


def until(look: Callable[[], _Seen], holds: Callable[[_Seen], object]) -> _Seen:
    """Looks again until it holds; fails with what was seen last."""
    patience = time.monotonic() + _PATIENCE_S
    while True:
        seen = look()
        if holds(seen):
            return seen
        assert time.monotonic() < patience, f"not seen in time; last: {seen!r}"
        time.sleep(0.01)


def a_sound_file(seconds: int = 1) -> Reply:
    """A WAV of silence."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(2 * 8000 * seconds))
    return Reply(body=file.getvalue(), content_type="audio/wav")
