"""A clock that stands still until a test moves it."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(slots=True)
class StoppedClock:
    """Stands in for `helpline.clock.SystemClock`."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def pass_by(self, stretch: timedelta) -> datetime:
        """Let `stretch` go by; gives the new instant."""
        self.at += stretch
        return self.at
