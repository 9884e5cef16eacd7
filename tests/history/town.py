"""Children who ring and counsellors who answer, as many at once as wanted, through real processes."""

import math
import queue
import random
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from helpline.cli.line_check import Browser, CheckFailed, Heartbeat
from helpline.practice_line.call import Call
from helpline.practice_line.headless import HeadlessLine
from helpline.store.database import Database
from helpline.store.tables.calls import offers
from helpline.store.tables.counsellors import counsellors

_LOOKS_EVERY_S = 0.05
_GIVES_UP_S = 120.0
_TALKS_S, _STAYS_S = (0.2, 1.5), (0.5, 3.0)
_PASSES_ON, _ENDS_IT_HERSELF, _HANGS_UP_EARLY = 0.03, 0.5, 0.05


@dataclass(slots=True)
class Counsellor:
    """At her desk until told to stop. What a browser repeats, she repeats."""

    browser: Browser
    person_id: str
    line: HeadlessLine
    chance: random.Random
    rings: "queue.Queue[str]" = field(default_factory=queue.Queue)
    answered: int = 0
    _heartbeat: Heartbeat | None = None

    def sit_down(self) -> None:
        self._heartbeat = Heartbeat(self.browser)
        self._send("/api/duty", {"state": "available"})

    def work(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self._answer(self.rings.get(timeout=0.2))
            except queue.Empty:
                continue
            except CheckFailed:
                continue  # the process was killed before it answered; the next ring comes
        if self._heartbeat is not None:
            self._heartbeat.stop()

    def _answer(self, offer_id: str) -> None:
        if self.chance.random() < _PASSES_ON:
            self._send(f"/api/offers/{offer_id}/decline", {})
            return
        taken = self._send(f"/api/offers/{offer_id}/accept", {})
        leg = self.line.connect_client(self.person_id, {"ticket": taken["ticket"]})
        self.answered += 1
        ends_it = self.chance.random() < _ENDS_IT_HERSELF
        call, until = self.line.carrier.calls[leg], math.inf
        while call.is_live and time.monotonic() < until:
            if ends_it and until == math.inf and _hears_somebody(call):
                until = time.monotonic() + self.chance.uniform(*_TALKS_S)
            time.sleep(_LOOKS_EVERY_S)
        if call.is_live:
            self._send(f"/api/calls/{offer_id.partition('.')[0]}/hang-up", {})
        while call.is_live:
            time.sleep(_LOOKS_EVERY_S)
        self._send("/api/wrap-up/done", {})

    def _send(self, path: str, body: dict[str, str]) -> dict[str, str]:
        """Three times, as a page does; the last refusal counts."""
        for attempt in range(3):
            try:
                answer: dict[str, str] = self.browser.send("POST", path, body)
            except CheckFailed:
                if attempt == 2:
                    raise
                time.sleep(0.3)
            else:
                return answer
        raise AssertionError


def _hears_somebody(call: Call) -> bool:
    return call.room is not None and len(call.room.participants) > 1


@dataclass(slots=True)
class Town:
    """`tell_of_rings` stands for the sockets: it reads which offers ring."""

    database: Database
    line: HeadlessLine
    staff: list[Counsellor]
    stop: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def open(self) -> None:
        for each in self.staff:
            each.sit_down()
        work = [threading.Thread(target=each.work, args=[self.stop]) for each in self.staff]
        self._threads = [*work, threading.Thread(target=self._tell_of_rings)]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        self.stop.set()
        for thread in self._threads:
            thread.join()

    def _tell_of_rings(self) -> None:
        by_id, told = {each.person_id: each for each in self.staff}, set[str]()
        rings = sa.select(offers.c.id, offers.c.counsellor_id).where(offers.c.state == "ringing")
        paused = sa.select(counsellors.c.id).where(counsellors.c.duty != "available")
        while not self.stop.wait(_LOOKS_EVERY_S):
            with self.database.reading() as connection:
                found = connection.execute(rings).all()
                away = connection.scalars(paused).all()
            for offer_id, person_id in found:
                if offer_id not in told and person_id in by_id:
                    told.add(offer_id)
                    by_id[person_id].rings.put(offer_id)
            self._call_back(by_id[each] for each in away if each in by_id)

    def _call_back(self, away: Iterable[Counsellor]) -> None:
        """Whoever missed an offer while nothing answered comes back from her break."""
        for each in away:
            try:
                each.browser.send("POST", "/api/duty", {"state": "available"})
            except CheckFailed:
                continue  # looked at again in a moment


@dataclass(slots=True)
class Childhood:
    """One child after the other, from one telephone. `legs` are the calls she has made."""

    line: HeadlessLine
    chance: random.Random
    legs: list[str] = field(default_factory=list)
    gave_up: int = 0

    def ring(self) -> None:
        number = (
            "anonymous" if self.chance.random() < 0.5 else f"+7700{self.chance.randrange(10**7):07}"
        )
        leg = self.line.place_call(number)
        self.legs.append(leg)
        call, began = self.line.carrier.calls[leg], time.monotonic()
        time.sleep(self.chance.uniform(0.05, 0.3))
        if call.is_live:
            self.line.press(leg, self.chance.choice("12"))
        patience_s = 0.5 if self.chance.random() < _HANGS_UP_EARLY else _GIVES_UP_S
        while call.is_live and call.room is None:
            if time.monotonic() - began > patience_s:
                self.gave_up += patience_s == _GIVES_UP_S
                self.line.hang_up(leg)
                return
            time.sleep(_LOOKS_EVERY_S)
        until = time.monotonic() + self.chance.uniform(*_STAYS_S)
        while call.is_live and time.monotonic() < until:
            time.sleep(_LOOKS_EVERY_S)
        if call.is_live:
            self.line.hang_up(leg)
