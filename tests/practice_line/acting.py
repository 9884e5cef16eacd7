"""A scenario acted out on virtual time: the account holder, the telephones and the API in one process."""

import asyncio
import base64
import copy
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from helpline.practice_line.carrier_config import API_VERSION, CarrierConfig
from helpline.practice_line.in_process import Answered
from helpline.practice_line.rest.in_process import RestAnswer
from helpline.practice_line.telephones import telephone_of
from helpline.practice_line.transport import Answer, Request
from helpline.practice_line.virtual_line import VirtualLine
from tests.practice_line.heard import HeardMedia, a_sound

ACCOUNT, TOKEN = "AC" + "0" * 32, "a sample token"
KEY, SECRET = "SK" + "0" * 32, "a sample secret"
HOST = "http://app.example"
_LASTS_S = 60.0
_NAME = re.compile(r"\{([^{}\s]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """`ask` is `POST /path`, with the whole address where it is another host's."""

    at: float
    ask: str
    params: dict[str, str]
    headers: dict[str, str]


@dataclass(slots=True)
class Stage:
    """Plays `said`, a scenario as its file gives it, and keeps all that was seen."""

    said: dict[str, Any]
    asked: list[Asked] = field(default_factory=list)
    answers: list[tuple[dict[str, Any], RestAnswer]] = field(default_factory=list)
    media: HeardMedia = field(default_factory=HeardMedia)
    states: dict[str, tuple[str, int]] = field(default_factory=dict)
    line: VirtualLine = field(init=False)
    _sids: dict[str, str] = field(default_factory=dict)
    _turns: dict[str, int] = field(default_factory=dict)
    _first_recording: str = ""

    def __post_init__(self) -> None:
        settings = {
            name: HOST + value if str(value).startswith("/") else value
            for name, value in {"voice_url": "/voice", **self.said.get("config", {})}.items()
        }
        config = CarrierConfig(
            account_sid=ACCOUNT,
            auth_token=TOKEN,
            api_key_sid=KEY,
            api_key_secret=SECRET,
            **settings,
        )
        self.line = VirtualLine(config, self._answer, media=self.media)
        carrier, began = self.line.carrier, self.line.now()
        self.media.seconds = lambda: round((self.line.now() - began).total_seconds(), 3)
        names = {a_sound(name, length): name for name, length in self._sounds.items()}
        self.media.name_of = lambda wav: names.get(wav, "?")
        carrier.on_call_change(self.media.on_call_change)
        carrier.faults.set(self.said.get("faults", {}))
        for address, does in self.said.get("telephones", {}).items():
            carrier.telephones[address] = telephone_of(does)

    def play(self) -> None:
        self.line.run(self._acts())
        self.states = {
            name: (self.line.carrier.calls[sid].status, self.line.carrier.calls[sid].duration_s)
            for name, sid in self.names().items()
            if sid in self.line.carrier.calls
        }
        heard = copy.deepcopy((self.asked, self.media.heard, self.media.rooms))
        self.line.close()  # hangs up on whoever is still there; that is no part of the scenario
        self.asked, self.media.heard, self.media.rooms = heard

    def names(self) -> dict[str, str]:
        """Every leg's SID, by the name that an act has given it, or else by the number it is to."""
        for call in list(self.line.carrier.calls.values()):
            if call.sid not in self._sids.values():
                same = [name for name in self._sids if name.partition("#")[0] == call.to]
                suffix = f"#{len(same) + 1}" if same else ""
                self._sids[call.to + suffix] = call.sid
        return self._sids

    def spelled(self, text: str) -> str:
        """`{child}` is a leg's SID, `{room:help}` that of the latest conference of that name.

        `{recording}` is the first recording that there was.
        """
        return _NAME.sub(self._sid, text)

    def codes(self, kind: str) -> list[int]:
        """The numbers of errors or warnings, each once, in the order in which they were noted."""
        noted = [each.fields["code"] for each in self.line.log if each.kind == kind]
        return list(dict.fromkeys(code for code in noted if code or kind == "error"))

    @property
    def _sounds(self) -> dict[str, float]:
        found: dict[str, float] = self.said.get("sounds", {})
        return found

    def _sid(self, found: "re.Match[str]") -> str:
        kind, _, name = found[1].partition(":")
        if kind == "room":
            rooms = self.line.carrier.rooms.by_sid.values()
            return [room.sid for room in rooms if room.name == name][-1]
        if found[1] == "account":
            return ACCOUNT
        if found[1] == "recording":
            self._first_recording = self._first_recording or next(
                iter(self.line.carrier.recordings.by_sid)
            )
            return self._first_recording
        return self.names()[found[1]]

    async def _acts(self) -> None:
        for act in self.said["acts"]:
            await asyncio.sleep(act["at"] - self.media.seconds())
            self._do(act)
        await asyncio.sleep(self.said.get("lasts_s", _LASTS_S) - self.media.seconds())

    def _do(self, act: dict[str, Any]) -> None:
        carrier = self.line.carrier
        if "place" in act:
            self._sids[act["place"]] = carrier.place_call(act.get("from", "anonymous"))
        elif "browser" in act:
            sid = carrier.client_calls_out(act["browser"], act.get("params", {}))
            self._sids[act["browser"]] = sid
        elif "press" in act:
            carrier.press(self.names()[act["by"]], act["press"])
        elif "hang_up" in act:
            carrier.hang_up(self.names()[act["hang_up"]])
        elif "speak" in act:
            self.media.speak(self.names()[act["by"]], act["speak"])
        elif "faults" in act:
            carrier.faults.set(act["faults"])
        else:
            self.answers.append((act, self._rest(act)))

    def _rest(self, act: dict[str, Any]) -> RestAnswer:
        self.names()
        method, _, what = self.spelled(act["rest"]).partition(" ")
        resource, _, query = what.partition("?")
        ending = "" if resource.endswith(".wav") else ".json"
        path = f"/{API_VERSION}/Accounts/{ACCOUNT}/{resource}{ending}"
        path += f"?{query}" if query else ""
        form = {
            name: [self.spelled(str(each)) for each in (said if isinstance(said, list) else [said])]
            for name, said in act.get("form", {}).items()
        }
        pair = ":".join(act.get("as_user", [ACCOUNT, TOKEN]))
        headers = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        return self.line.rest(method, path, headers, urlencode(form, doseq=True))

    def _answer(self, request: Request) -> Answered:
        parts = urlsplit(request.url)
        host = f"{parts.scheme}://{parts.netloc}"
        place = parts.path if host == HOST else host + parts.path
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        if request.body is not None:
            pairs += parse_qsl(request.body, keep_blank_values=True)
        asked = Asked(
            at=self.media.seconds(),
            ask=f"{request.method} {place}",
            params=dict(pairs),
            headers=dict(request.headers),
        )
        self.asked.append(asked)
        if place in self._sounds and place not in self.said.get("answers", {}):
            body = a_sound(place, self._sounds[place])
            return Answered(answer=Answer(content_type="audio/wav", body=body))
        return self._told(place)

    def _told(self, place: str) -> Answered:
        """One after the other, the last one again and again; callbacks are thanked for."""
        said = self.said.get("answers", {}).get(place, {"status": 204, "type": ""})
        replies = said if isinstance(said, list) else [said]
        turn = self._turns.get(place, 0)
        self._turns[place] = turn + 1
        reply = replies[min(turn, len(replies) - 1)]
        reply = {"verbs": reply} if isinstance(reply, str) else reply
        after_s = reply.get("after_s", 0)
        if reply.get("nobody"):
            return Answered(answer=None, after_s=after_s)
        body = reply.get("body", f"<Response>{reply.get('verbs', '')}</Response>")
        answer = Answer(
            status=reply.get("status", 200),
            content_type=reply.get("type", "text/xml"),
            body=a_sound(place, reply["sound_s"]) if "sound_s" in reply else _bytes(self, body),
            headers=reply.get("headers", {}),
            cookies=tuple(reply.get("cookies", [])),
        )
        return Answered(answer=answer, after_s=after_s)


def _bytes(stage: Stage, text: str) -> bytes:
    return stage.spelled(text).encode()


def body_of(answer: RestAnswer) -> Any:
    """None where there is none."""
    return json.loads(answer.body) if answer.body else None
