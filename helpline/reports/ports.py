"""What reports are made of."""

from collections.abc import Iterator
from typing import Protocol

from helpline.cases.statistics import StatisticsRow


class StatisticsBook(Protocol):
    def rows(self, months: frozenset[str]) -> Iterator[StatisticsRow]: ...
    def months(self) -> list[str]:
        """Those of which there are figures, the newest first."""
