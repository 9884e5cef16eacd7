"""A loop whose clock jumps: when everything waits, it is at once as late as the first is waiting for."""

import asyncio
import selectors
from collections.abc import Coroutine
from datetime import datetime, timedelta
from typing import Any, TypeVar

_Value = TypeVar("_Value")


class NothingWillHappen(RuntimeError):
    """Everything waits for something that has no time: the scenario would never end."""


class _Jumping(selectors.DefaultSelector):
    """Looks at real files without waiting for them, and lets the time pass instead."""

    def __init__(self) -> None:
        super().__init__()
        self.seconds = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout is None:
            raise NothingWillHappen("everything waits, and for nothing that has a time")
        if not ready and timeout is not None and timeout > 0:
            self.seconds += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """For work that needs no network: a day passes as fast as its events can be computed.

    The order of events is certain: by their time, and at the same time as they were asked for.
    """

    def __init__(self, starts_at: datetime) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)
        self._starts_at = starts_at

    def time(self) -> float:
        return self._jumping.seconds

    def now(self) -> datetime:
        return self._starts_at + timedelta(seconds=self._jumping.seconds)

    def run(self, work: Coroutine[Any, Any, _Value]) -> _Value:
        """Until the work is done. Raises NothingWillHappen where it waits for ever."""
        return self.run_until_complete(work)


def at_once(work: Coroutine[Any, Any, _Value]) -> _Value:
    """The value of work that has nothing to wait for, from within a running loop."""
    try:
        work.send(None)
    except StopIteration as done:
        value: _Value = done.value
        return value
    work.close()
    raise RuntimeError("the work waits for something")
