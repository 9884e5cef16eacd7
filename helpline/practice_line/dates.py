"""Dates as the carrier writes them."""

from datetime import datetime
from email.utils import format_datetime


def rfc_2822(instant: datetime) -> str:
    """`Fri, 20 Aug 2010 01:13:42 +0000`."""
    return format_datetime(instant.replace(microsecond=0), usegmt=False)
