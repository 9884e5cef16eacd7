"""Calls by the API: one a second, rung outside, and asked who has answered where that is wanted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Literal

from helpline.practice_line.call import Call, Target
from helpline.practice_line.host import Host
from helpline.practice_line.ringing import Ringing
from helpline.practice_line.telephones import NOBODY

_DETECTING_S = 2.0
_SILENCE_S = 5.0  # the carrier's MachineDetectionSilenceTimeout
_MOST_DETECTING_S = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """What answers: a person or a machine. Told before the document, or beside it when `told_at`."""

    wait_for_the_end: bool = False
    most_s: int = _MOST_DETECTING_S
    told_at: str = ""
    told_by: Literal["GET", "POST"] = "POST"


@dataclass(slots=True)
class Launching:
    """Later calls wait for their second; `<Dial>` and incoming calls do not."""

    host: Host
    _next: datetime | None = field(default=None, init=False)

    def launch(
        self,
        call: Call,
        target: Target,
        detection: Detection | None = None,
        unanswered: Callable[[], None] = lambda: None,
    ) -> str:
        """Its SID. The call's queue time is known at once."""
        now = self.host.now()
        slot = now if self._next is None else max(now, self._next)
        self._next = slot + timedelta(seconds=1 / self.host.config.calls_per_second)
        call.queue_ms = round((slot - now).total_seconds() * 1000)
        return self.host.begin(call, partial(self._life, call, target, detection, unanswered))

    async def _life(
        self,
        call: Call,
        target: Target,
        detection: Detection | None,
        unanswered: Callable[[], None],
    ) -> Target | None:
        try:
            await self.host.rest(call.queue_ms / 1000)
            await Ringing(self.host).ring(call)
        finally:  # also when it was taken back
            if not call.is_answered:
                unanswered()
        if not call.is_answered:
            return None
        if call.limit_s is not None:
            self.host.spawn(self._limit(call, call.limit_s))
        if detection is None:
            return target
        if detection.told_at:
            self.host.spawn(self._tell_later(call, detection))
            return target
        await self._detect(call, detection)
        answered = {"AnsweredBy": call.answered_by or "unknown"}
        return Target(
            url=target.url,
            method=target.method,
            document=target.document,
            params=target.params | answered,
        )

    async def _limit(self, call: Call, limit_s: int) -> None:
        await self.host.rest(limit_s)
        self.host.hang_up(call.sid)

    async def _tell_later(self, call: Call, detection: Detection) -> None:
        took_s = await self._detect(call, detection)
        told = {
            "CallSid": call.sid,
            "AccountSid": self.host.config.account_sid,
            "AnsweredBy": call.answered_by or "unknown",
            "MachineDetectionDuration": str(round(took_s * 1000)),
        }
        if call.is_live:
            self.host.tell(detection.told_at, told, detection.told_by)

    async def _detect(self, call: Call, detection: Detection) -> float:
        """Seconds it took."""
        telephone = self.host.telephones.get(call.to, NOBODY)
        took_s, answered_by = _DETECTING_S, "human"
        if telephone.by == "fax":
            answered_by = "fax"
        elif telephone.by == "silence":
            took_s, answered_by = _SILENCE_S, "unknown"
        elif telephone.by == "machine" and detection.wait_for_the_end:
            took_s, answered_by = telephone.greeting_s, f"machine_end_{telephone.greeting_ends}"
        elif telephone.by == "machine":
            answered_by = "machine_start"
        if took_s > detection.most_s:
            took_s, answered_by = float(detection.most_s), "unknown"
        await self.host.rest(took_s)
        call.answered_by = answered_by
        return took_s
