"""The zone data is of this century: Kazakhstan has one time since March 2024."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

_ALMATY = "Asia/Almaty"
_SINCE = datetime(2024, 3, 1, tzinfo=UTC)
_OFFSET = timedelta(hours=5)


class ZoneDataOutdated(Exception):
    """With the old data every shift would begin an hour early: nothing may start on it."""


def check_zone(zone: ZoneInfo) -> None:
    """Raises ZoneDataOutdated when Almaty is not five hours ahead of UTC; other zones are not asked."""
    if zone.key == _ALMATY and _SINCE.astimezone(zone).utcoffset() != _OFFSET:
        raise ZoneDataOutdated("Asia/Almaty must be UTC+5: update tzdata to 2024a or newer")
