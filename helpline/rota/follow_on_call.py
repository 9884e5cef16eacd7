"""Whoever is on call by the rota has her telephone rung, and nobody after her duty."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import structlog

from helpline.rota.ports import Clock
from routing.events import OnCallEnd, OnCallStart
from routing.result import Reply

log = structlog.get_logger()
# People whom a supervisor has put on call by hand have lower ranks: they are tried first, and left alone.
FIRST_RANK = 100


class OnCall(Protocol):
    def marked_on_call(self) -> Mapping[str, int]:
        """Who is on call now, with the rank."""


@dataclass(slots=True, kw_only=True)
class FollowOnCall:
    """Desired against actual, as with shifts. `at` gives who is on call by the rota."""

    at: Callable[[datetime], Collection[str]]
    marked: OnCall
    telephones: Callable[[], frozenset[str]]
    apply_event: Callable[[OnCallStart | OnCallEnd], Reply]
    clock: Clock
    _told: frozenset[str] = field(default=frozenset(), init=False)

    def __call__(self) -> int:
        """How many were put on call or taken off."""
        now, with_phone = self.clock.now(), self.telephones()
        desired = sorted(self.at(now))
        marked = self.marked.marked_on_call()
        self._tell(frozenset(desired) - with_phone)
        starts = [each for each in desired if each in with_phone and each not in marked]
        mine = {person_id for person_id, rank in marked.items() if rank >= FIRST_RANK}
        ends = sorted(mine - set(desired))
        for person_id in starts:
            rank = FIRST_RANK + desired.index(person_id)
            mark = f"on-call:{person_id}:{now.isoformat()}"
            self.apply_event(OnCallStart(id=mark, counsellor_id=person_id, rank=rank))
        for person_id in ends:
            mark = f"off-call:{person_id}:{now.isoformat()}"
            self.apply_event(OnCallEnd(id=mark, counsellor_id=person_id))
        return len(starts) + len(ends)

    def _tell(self, without: frozenset[str]) -> None:
        """On call, but no telephone is known: said once, for nobody can be rung."""
        for person_id in sorted(without - self._told):
            log.warning("rota.no_telephone", person=person_id)
        self._told = without
