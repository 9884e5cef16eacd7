"""A practice line on a clock of its own: a day of calls in seconds, the same every time."""

import random
from collections.abc import Callable, Coroutine, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.faults import Faults
from helpline.practice_line.in_process import Answered, InProcess
from helpline.practice_line.journal import Entry
from helpline.practice_line.media import Media
from helpline.practice_line.rest.in_process import RestAnswer, RestInProcess
from helpline.practice_line.silent_media import SilentMedia
from helpline.practice_line.transport import Request
from helpline.practice_line.virtual_time import VirtualLoop

_Value = TypeVar("_Value")
_STARTS_AT = datetime(2026, 1, 1, tzinfo=UTC)


class VirtualLine:
    """`answer` is the account holder; it may ask the API while it answers, as a web server may.

    Nothing runs but within `run`, and everything in one thread, in an order that is certain:
    with the same seed, which draws the faults too, and the same answers `log` is the same.
    """

    def __init__(
        self,
        config: CarrierConfig,
        answer: Callable[[Request], Answered],
        *,
        media: Media | None = None,
        starts_at: datetime = _STARTS_AT,
        seed: int = 1,
    ) -> None:
        self._loop = VirtualLoop(starts_at)
        chance = random.Random(seed)  # noqa: S311 -- names that can be told again, not secrets
        self.carrier = Carrier(
            config=config,
            media=media or SilentMedia(),
            now=self._loop.now,
            transport=InProcess(answer),
            faults=Faults(seed=seed),
            new_id=lambda: f"{chance.getrandbits(128):032x}",
        )
        self.log: list[Entry] = []
        self.carrier.journal.listeners.append(self.log.append)
        self._rest = RestInProcess(self.carrier)

    def now(self) -> datetime:
        return self._loop.now()

    def run(self, scenario: Coroutine[Any, Any, _Value]) -> _Value:
        """Until the scenario ends. Raises NothingWillHappen where it would wait for ever."""
        return self._loop.run_until_complete(scenario)

    def rest(
        self, method: str, path: str, headers: Mapping[str, str], form: str = ""
    ) -> RestAnswer:
        """One request of the API, from within a scenario or an answer; `path` with its query.

        Raises NeverAnswered where a fault says so.
        """
        return self._rest.ask(method, path, headers, form)

    def close(self) -> None:
        self._loop.run_until_complete(self.carrier.close())
        self._loop.close()
