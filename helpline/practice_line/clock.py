"""What time it is on the practice line: the machine's own, or a made-up one."""

from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]


def machine_time() -> datetime:
    return datetime.now(UTC)
