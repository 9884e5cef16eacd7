"""Timers: what to be woken for, and being woken."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from routing.events.base import AnyEvent


class TimerKind(StrEnum):
    """What a timer is about; in brackets what its `ref` names."""

    OFFER_EXPIRES = "offer_expires"  # offer
    JOIN_OVERDUE = "join_overdue"  # offer
    WRAP_UP_ENDS = "wrap_up_ends"  # counsellor
    PREFERENCE_ENDS = "preference_ends"  # call
    ROUND_RESTS = "round_rests"  # call
    LANGUAGE_RELAXES = "language_relaxes"  # call
    SKILL_RELAXES = "skill_relaxes"  # call
    SECOND_OFFER = "second_offer"  # call
    TIER_DUE = "tier_due"  # call
    LANE_OPENS = "lane_opens"  # call
    PARTNER_OVERDUE = "partner_overdue"  # call
    GUEST_OVERDUE = "guest_overdue"  # guest


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    """Ask to be woken at `due_at`. One per kind and ref: setting it again moves it."""

    kind: TimerKind
    ref: str
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(AnyEvent):
    """A timer has come due. Harmless when what it was about has moved on."""

    kind: TimerKind
    ref: str
