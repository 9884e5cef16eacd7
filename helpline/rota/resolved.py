"""The rota resolved once and kept until it changes: every reader asks here."""

import gc
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from helpline.rota.ports import RotaBook
from shift_schedule.plan import Duty, Plan
from shift_schedule.resolve import Resolved, resolve
from shift_schedule.timetable import Timetable

_BACK, _AHEAD = timedelta(days=40), timedelta(days=120)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """The rota of a stretch of time, as of one version."""

    version: int
    start: datetime
    end: datetime
    plan: Plan
    resolved: Resolved
    tables: Mapping[Duty, Timetable]

    def on(self, instant: datetime, duty: Duty = Duty.LINE) -> Mapping[str, frozenset[str]]:
        return self.tables[duty].at(instant)


@dataclass(slots=True, kw_only=True)
class ResolvedRota:
    """Asking costs one small query and a bisection; building anew only what a change has made old."""

    book: RotaBook
    _kept: Kept | None = field(default=None, init=False)
    _building: threading.Lock = field(default_factory=threading.Lock, init=False)

    def over(self, start: datetime, end: datetime) -> Kept:
        """Holds at least `[start, end)`, as of the last commit."""
        kept, version = self._kept, self.book.version()
        if kept is not None and kept.version == version and kept.start <= start and end <= kept.end:
            return kept
        with self._building:
            kept = self._kept
            if kept is None or kept.version != version or start < kept.start or kept.end < end:
                kept = self._kept = self._build(start - _BACK, end + _AHEAD)
            return kept

    def at(self, instant: datetime, duty: Duty = Duty.LINE) -> Mapping[str, frozenset[str]]:
        return self.over(instant, instant + timedelta(microseconds=1)).on(instant, duty)

    def _build(self, start: datetime, end: datetime) -> Kept:
        # The version comes first: what is committed meanwhile is then built once more, never missed.
        version = self.book.version()
        plan = self.book.plan(start, end)
        resolved, tables = tables_of(plan)
        return Kept(
            version=version, start=start, end=end, plan=plan, resolved=resolved, tables=tables
        )


def tables_of(plan: Plan) -> tuple[Resolved, Mapping[Duty, Timetable]]:
    """From the rows to what is asked, in one go."""
    with _uncollected():
        resolved = resolve(plan)
        return resolved, {duty: Timetable(held) for duty, held in resolved.held.items()}


@contextmanager
def _uncollected() -> Iterator[None]:
    """A hundred thousand shifts and not one cycle: looking for some takes a third of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
