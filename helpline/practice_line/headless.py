"""The practice line for tests: in a thread of its own, without sound, as fast as wanted."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from helpline.practice_line.carrier import Carrier
from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.journal import Entry
from helpline.practice_line.serve import RunningCarrier, serve
from helpline.practice_line.silent_media import SilentMedia

_Value = TypeVar("_Value")
_WITHIN_S = 10


class HeadlessLine:
    """Plain methods for another thread; each waits until the carrier has done it."""

    def __init__(self, config: CarrierConfig, *, speed: float = 1.0) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="line", daemon=True)
        self._thread.start()
        self._media = SilentMedia(speed)
        opening = serve(config, host="127.0.0.1", port=0, media=self._media)
        self._running: RunningCarrier = self._wait(opening)

    @property
    def port(self) -> int:
        return self._running.port

    @property
    def carrier(self) -> Carrier:
        return self._running.carrier

    def place_call(self, from_: str, headers: Mapping[str, str] | None = None) -> str:
        return self._do(lambda: self.carrier.place_call(from_, headers))

    def press(self, sid: str, digits: str) -> None:
        self._do(lambda: self.carrier.press(sid, digits))

    def speak(self, sid: str, seconds: float) -> None:
        """Somebody says something that lasts so long; it can be recorded."""
        self._do(lambda: self._media.speak(sid, seconds))

    def hang_up(self, sid: str) -> None:
        self._do(lambda: self.carrier.hang_up(sid))

    def connect_client(self, identity: str, params: dict[str, str]) -> str:
        return self._do(lambda: self.carrier.client_calls_out(identity, params))

    def set_faults(self, **wanted: object) -> None:
        """All of them or none. Raises ValueError."""
        self._do(lambda: self.carrier.playing.set(wanted))

    def reset_faults(self) -> None:
        self._do(self.carrier.playing.reset)

    def lose_sockets(self, identity: str | None = None) -> int:
        return self._do(lambda: self.carrier.lose_sockets(identity))

    def call(self, sid: str) -> dict[str, Any]:
        return self._do(lambda: self.carrier.describe(sid))

    def journal(self, kind: str) -> list[Entry]:
        return self._do(lambda: self.carrier.journal.of_kind(kind))

    def close(self) -> None:
        self._wait(self._running.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, act: Callable[[], _Value]) -> _Value:
        async def there() -> _Value:
            return act()

        done: _Value = self._wait(there())
        return done

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(_WITHIN_S)
