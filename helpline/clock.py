"""The only reader of the wall clock."""

from datetime import UTC, datetime


class SystemClock:
    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)
