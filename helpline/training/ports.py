"""Training as the use cases see it: the session, where it is kept, and who plays a child by herself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingSession:
    """`[started_at, ends_at)`, or until it was ended; it never outlasts the local day it began on."""

    id: str
    counsellor_id: str
    supervisor_id: str
    language: str
    started_at: datetime
    ends_at: datetime
    ended_at: datetime | None = None

    def runs(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.ends_at


class AlreadyInTraining(Exception):
    """The counsellor practises already; `other` is that session."""

    def __init__(self, other: TrainingSession) -> None:
        super().__init__("the counsellor is in training already")
        self.other = other


class TrainingBook(Protocol):
    def add(self, session: TrainingSession) -> None:
        """Checked inside the write transaction; raises AlreadyInTraining. One that is overdue is ended."""

    def session(self, session_id: str) -> TrainingSession | None: ...
    def running(self, now: datetime) -> list[TrainingSession]:
        """By start, then id."""

    def end(self, session_id: str, now: datetime) -> bool:
        """False when there is none, or it is over."""

    def end_overdue(self, now: datetime) -> None:
        """Each at the instant it was to end."""

    def marked_in_training(self) -> Mapping[str, str]:
        """Counsellor → session, as the routing rows say now."""

    def ended_before(self, *, started: datetime, ended: datetime) -> list[str]:
        """Ids of sessions that began before the one instant and had ended by the other."""

    def erase(self, session_id: str) -> bool:
        """The session, its practice calls, their contacts with their keys, and all that names them.

        False, and nothing is changed, while somebody is still marked as in it or one of its calls
        lives. The keys go first, then every row at once: killed in the middle, it is there to be
        erased again.
        """


class AuditBook(Protocol):
    """Who did what."""

    def note(
        self, *, actor_id: str, act: str, thing: str, now: datetime, reason: str | None = None
    ) -> None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A caller with recorded lines; her titles by language."""

    name: str
    title: Mapping[str, str]


class NoScriptedCaller(Exception):
    """The practice line did not do it; says why in a word for the log."""


class PracticeLine(Protocol):
    """Where a child is played: by hand on the phone page, or by a scripted caller."""

    def phone_page(self, ticket: str) -> str:
        """Its address for the browser of whoever plays the child."""

    def scripts(self) -> Sequence[Script]:
        """Raises NoScriptedCaller."""

    def start_caller(self, *, script: str, language: str, ticket: str) -> str:
        """The carrier's id of the call that now rings; raises NoScriptedCaller."""
