"""Two processes, each with an engine of its own, that let events happen at the same instant."""

import multiprocessing
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from helpline.calls.apply_event import ApplyEvent
from helpline.clock import SystemClock
from helpline.store.database import open_database
from helpline.store.sql_store import SqlStore
from routing.events import Event
from routing.policy import Policy
from routing.result import Answer

_PATIENCE_S = 60.0


def apply_event_on(store: SqlStore, *, ring_s: int = 15) -> ApplyEvent:
    policy = Policy(ring=timedelta(seconds=ring_s))
    return ApplyEvent(store=store, deliver=_deliver_nothing, clock=SystemClock(), policy=policy)


def _deliver_nothing(_items: object) -> None:
    """The carrier has no part in who wins."""


@dataclass(slots=True, kw_only=True)
class Rivals:
    """What each is given, both begin when both are ready; gives what each was answered."""

    _pipes: Sequence[Connection] = field(repr=False)

    def at_once(self, one: Sequence[Event], two: Sequence[Event]) -> list[list[Answer]]:
        for pipe, each in zip(self._pipes, (one, two), strict=True):
            pipe.send(list(each))
        return [self._answers(pipe) for pipe in self._pipes]

    def _answers(self, pipe: Connection) -> list[Answer]:
        assert pipe.poll(_PATIENCE_S), "a rival does not answer"
        answers: list[Answer] = pipe.recv()
        return answers


@contextmanager
def two_rivals(database_url: str, *, ring_s: int = 15) -> Iterator[Rivals]:
    context = multiprocessing.get_context("spawn")
    start = context.Barrier(2)
    ours, processes = [], []
    for _ in range(2):
        here, there = context.Pipe()
        process = context.Process(target=_rival, args=(database_url, ring_s, there, start))
        process.start()
        ours.append(here)
        processes.append(process)
    try:
        yield Rivals(_pipes=ours)
    finally:
        for pipe in ours:
            pipe.send(None)
        for process in processes:
            _end(process)


def _end(process: BaseProcess) -> None:
    process.join(_PATIENCE_S)
    if process.is_alive():
        process.kill()
        process.join()


def _rival(database_url: str, ring_s: int, pipe: Connection, start: Any) -> None:
    database = open_database(database_url)
    apply_event = apply_event_on(SqlStore(database=database), ring_s=ring_s)
    while (events := pipe.recv()) is not None:
        start.wait(_PATIENCE_S)
        pipe.send([apply_event(event).answer for event in events])
    database.close()
