"""Shifts as a calendar (RFC 5545) that other programs follow: one event a shift, for its whole life."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from icalendar import Calendar, Event

BACK, AHEAD = timedelta(days=15), timedelta(days=180)
_TOKEN_BYTES = 32


class FeedScope(StrEnum):
    OWN = "own"
    TEAM = "team"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Whoever knows its address reads it, until it is revoked; only the digest of the address is kept."""

    digest: str
    person_id: str
    scope: FeedScope
    made_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`root_id` is the row the shift began with, so it is the same event however often it is moved."""

    root_id: str
    person_id: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    changes: int = 0
    cancelled: bool = False


class FeedBook(Protocol):
    def add(self, feed: Feed) -> None: ...
    def feed(self, digest: str) -> Feed | None:
        """None as well when it was revoked."""

    def of(self, person_id: str) -> list[Feed]:
        """Not revoked, oldest first."""

    def revoke(self, digest: str, *, person_id: str, now: datetime) -> bool: ...
    def entries(self, start: datetime, end: datetime, person_id: str | None) -> list[Entry]:
        """What is held, and what was taken from somebody and is nobody's any more: cancelled."""


def new_feed(person_id: str, scope: FeedScope, now: datetime) -> tuple[str, Feed]:
    """The secret of its address, shown once, and what is kept of it."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    feed = Feed(digest=digest_of(token), person_id=person_id, scope=scope, made_at=now)
    return token, feed


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def as_calendar(entries: Iterable[Entry], *, name: str, words: Mapping[str, str]) -> bytes:
    """`words` is the summary by person; instants in UTC, so no zone is left to be guessed."""
    calendar = Calendar()
    calendar.add("prodid", "-//Helpline 111//rota//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    parts: dict[str, int] = {}
    for entry in sorted(entries, key=lambda each: (each.starts_at, each.root_id, each.person_id)):
        part = parts[entry.root_id] = parts.get(entry.root_id, 0) + 1
        calendar.add_component(_event(entry, part, words.get(entry.person_id, name)))
    return bytes(calendar.to_ical())


def _event(entry: Entry, part: int, summary: str) -> Event:
    """A shift that leave has cut in two is two events: the second has a number of its own."""
    event = Event()
    suffix = "" if part == 1 else f"-{part}"
    event.add("uid", f"{entry.root_id}{suffix}@helpline-111")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.changes)
    event.add("dtstart", entry.starts_at)
    event.add("dtend", entry.ends_at)
    event.add("summary", summary)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if entry.cancelled else "OPAQUE")
    return event
