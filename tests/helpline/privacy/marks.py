"""What the mark of the week gives away: candidates for each, and callers who are taken for another."""

import hashlib
import hmac
import secrets
from collections import Counter
from datetime import datetime, timedelta

from helpline.store.database import Database
from helpline.store.key_store import KeyStore
from helpline.store.repeat_marks import RepeatMarks

BITS = 20
# Mobile numbers of the country: nineteen prefixes, ten million numbers each.
NUMBERS = 19 * 10**7
CALLERS = 2000  # in a week


class Weeks:
    """A clock that can be put forward by a week."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def later(self) -> None:
        self.at += timedelta(days=7)


def taken_for_another(database: Database, keys: KeyStore, weeks: Weeks, *, of: int) -> int:
    """Of 2,000 callers a week who ring once, over so many weeks: how many bear an earlier one's mark."""
    marks, wrong = RepeatMarks(database, keys, weeks), 0
    for _ in range(of):
        seen = Counter(marks(f"+7701{number:07}") for number in _different(CALLERS))
        wrong += CALLERS - len(seen)
        weeks.later()
    return wrong


def _different(many: int) -> set[int]:
    drawn: set[int] = set()
    while len(drawn) < many:
        drawn.add(secrets.randbelow(10**7))
    return drawn


def fewest_candidates(key: bytes, *, groups_bits: int, sample: int) -> float:
    """With the key: how many of all numbers share a mark, in the rarest group of marks.

    `sample` numbers spread evenly over the whole country; marks are grouped by their first bits, for
    a single mark has too few in any sample.
    """
    counts = Counter[int]()
    inner = hmac.new(key, digestmod=hashlib.sha256)
    for place in range(sample):
        each = inner.copy()
        each.update(_number(place * NUMBERS // sample).encode())
        counts[int.from_bytes(each.digest()[:4], "big") >> (32 - groups_bits)] += 1
    rarest = min(counts[group] for group in range(2**groups_bits))
    return float(rarest * NUMBERS / sample / 2 ** (BITS - groups_bits))


def _number(place: int) -> str:
    prefix, rest = divmod(place, 10**7)
    return f"+77{prefix:02}{rest:07}"
