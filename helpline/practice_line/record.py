"""Record: what the caller says, until a key, a silence, the most she may say, or her hanging up."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from helpline.practice_line.addresses import resolve
from helpline.practice_line.call import Call
from helpline.practice_line.dates import rfc_2822
from helpline.practice_line.document import Verb
from helpline.practice_line.host import Host
from helpline.practice_line.media import CanRecord, Tape
from helpline.practice_line.recordings import Recording
from helpline.practice_line.silent_media import duration_s

_ANY_KEY = "1234567890*#"
_SILENCE_S, _LONGEST_S = 5, 3600
_HUNG_UP = "hangup"


@dataclass(frozen=True, slots=True)
class Record:
    host: Host

    async def take(self, call: Call, verb: Verb) -> dict[str, str] | None:
        """What the action is told; None where nothing was said, and the next verb follows."""
        media = self.host.media
        if not isinstance(media, CanRecord):
            words = "this line has nothing to record with"
            self.host.journal.note("error", call=call.sid, code=0, words=words)
            return None
        sid, started_at, tape = self.host.new_sid("RE"), self.host.now(), media.tape(call.sid)
        self._tell(call, verb, "in-progress", {"RecordingSid": sid})
        key = ""
        try:
            key = await self._until_over(call, verb, tape)
        except asyncio.CancelledError:
            if call.is_live:
                raise  # led elsewhere
            key = _HUNG_UP
        finally:
            made = self._keep(call, verb, sid, started_at, tape.stop())
        return None if made is None else {**_of(self.host, made), "Digits": key}

    async def _until_over(self, call: Call, verb: Verb, tape: Tape) -> str:
        """The key that has ended it; empty where something else has."""
        key = asyncio.create_task(_one_of(call, verb.get("finishOnKey", _ANY_KEY)))
        most_s = verb.number("maxLength", _LONGEST_S)
        ends: set[asyncio.Task[Any]] = {
            key,
            asyncio.create_task(tape.until_silent(verb.number("timeout", _SILENCE_S))),
            asyncio.create_task(self.host.rest(most_s)),
        }
        try:
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            return key.result() if key.done() else ""
        finally:
            for task in ends:
                task.cancel()

    def _keep(
        self, call: Call, verb: Verb, sid: str, started_at: datetime, wav: bytes
    ) -> Recording | None:
        if not wav:
            self._tell(call, verb, "absent", {"RecordingSid": sid})
            return None
        made = Recording(
            sid=sid,
            call_sid=call.sid,
            wav=wav,
            seconds=round(duration_s(wav)),
            started_at=started_at,
            ended_at=self.host.now(),
        )
        self.host.recordings.by_sid[sid] = made
        more = {
            **_of(self.host, made),
            "RecordingChannels": "1",
            "RecordingStartTime": rfc_2822(started_at),
        }
        self._tell(call, verb, "completed", more)
        return made

    def _tell(self, call: Call, verb: Verb, status: str, more: dict[str, str]) -> None:
        url = verb.get("recordingStatusCallback")
        if not url or status not in verb.get("recordingStatusCallbackEvent", "completed").split():
            return
        told = {
            "AccountSid": self.host.config.account_sid,
            "CallSid": call.sid,
            "RecordingStatus": status,
            "RecordingSource": "RecordVerb",
            "RecordingTrack": "inbound",
            **more,
        }
        method = verb.get("recordingStatusCallbackMethod", "POST").upper()
        self.host.tell(resolve(call.document_url, url), told, method)


def _of(host: Host, made: Recording) -> dict[str, str]:
    return {
        "RecordingSid": made.sid,
        "RecordingUrl": host.recordings.address(made.sid),
        "RecordingDuration": str(made.seconds),
    }


async def _one_of(call: Call, keys: str) -> str:
    while (key := await call.keys.get()) not in keys or not keys:
        pass
    return key
