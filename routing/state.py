"""Frozen values of the waiting line: calls, counsellors, offers. Presence is derived, never stored.

Those that change (call, counsellor, offer) have no slots: `routing.replacing` copies them whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class CallState(StrEnum):
    """Where a call stands; `ended` is final."""

    GREETING = "greeting"  # hears the greeting and may choose a language
    WAITING = "waiting"  # in the line; may be offered
    CONNECTING = "connecting"  # accepted; the two legs are being brought together
    TALKING = "talking"
    WITH_PARTNER = "with_partner"  # sent on to the partner line, which may not have answered yet
    LEAVING_MESSAGE = "leaving_message"  # speaks a message, or asks to be called back
    ENDED = "ended"


class Outcome(StrEnum):
    """How a call ended: exactly one, written once."""

    COMPLETED = "completed"  # talked with a counsellor
    ABANDONED = "abandoned"  # hung up before talking
    CALLER_LOST = "caller_lost"  # gone after our side had lost the counsellor
    OVERFLOWED = "overflowed"  # talked with the partner line
    VOICEMAIL = "voicemail"  # left a message
    CALLBACK = "callback"  # asked to be called back
    TRANSFERRED_OUT = "transferred_out"  # handed to an outside party, who has answered


class Tier(StrEnum):
    """Who is tried for a caller, from first to last."""

    BROWSERS = "browsers"
    ON_CALL = "on_call"  # telephones of the on-call, who press 1 to accept
    PARTNER = "partner"
    MESSAGE = (
        "message"  # she is told, in her next turn, that she may leave a message or be called back
    )


class Lane(StrEnum):
    """How a supervisor has placed a call."""

    OPEN = "open"
    LATER = "later"


class Party(StrEnum):
    """Who ended a call."""

    CALLER = "caller"
    COUNSELLOR = "counsellor"
    PARTNER = "partner"
    SYSTEM = "system"


class Duty(StrEnum):
    """What a counsellor has chosen; the schedule and the heartbeat have their own say."""

    OFF = "off"
    AVAILABLE = "available"
    BREAK = "break"
    DEBRIEF = "debrief"


class Presence(StrEnum):
    """What a counsellor is doing, derived by `routing.presence.presence_of`."""

    OFF = "off"
    AVAILABLE = "available"
    RINGING = "ringing"
    TALKING = "talking"
    WRAP_UP = "wrap_up"
    BREAK = "break"
    DEBRIEF = "debrief"


class OfferState(StrEnum):
    """The life of an offer; `ringing` and `accepted` are live."""

    RINGING = "ringing"
    ACCEPTED = "accepted"
    CONSULTING = "consulting"  # accepted, beside the counsellor whose call it is
    DECLINED = "declined"
    MISSED = "missed"
    RESCINDED = "rescinded"
    FAILED = "failed"  # accepted, but the counsellor's leg never joined
    FINISHED = "finished"  # accepted, and the talk is over


LIVE_OFFERS = frozenset({OfferState.RINGING, OfferState.ACCEPTED, OfferState.CONSULTING})


class GuestRole(StrEnum):
    """Why somebody else is in the room of a call."""

    CONSULT = "consult"  # another counsellor, while the caller is on hold
    THIRD_PARTY = "third_party"  # an allow-listed outside party
    LISTEN = "listen"  # a supervisor, heard by nobody
    WHISPER = "whisper"  # a supervisor, heard by the counsellor alone
    BARGE = "barge"  # a supervisor, heard by both


SUPERVISION = frozenset({GuestRole.LISTEN, GuestRole.WHISPER, GuestRole.BARGE})


@dataclass(frozen=True, kw_only=True)
class Guest:
    """`ref` names a person, or an allow-listed party. `leg` is unknown until the carrier has named it."""

    id: str
    role: GuestRole
    ref: str
    leg: str | None = None
    joined: bool = False
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Call:
    """One ring of the line. Instants are aware UTC; `leg` and `room` are the carrier's words, opaque.

    `enqueued_at` is the caller's place and is never moved back. `tried` are the counsellors who
    declined or missed this call in the present round. `needs` are skills with the level wanted, 1 to 5,
    and `needs_since` is when she asked for what she asks for now (None: with the call), as it relaxes.
    `training` names the session that a practice call belongs to; every real call has none.
    """

    id: str
    leg: str
    state: CallState
    arrived_at: datetime
    enqueued_at: datetime
    language: str | None = None
    priority: int = 0
    tried: frozenset[str] = frozenset()
    offers_made: int = 0
    counsellor_id: str | None = None
    counsellor_leg: str | None = None
    counsellor_in: bool = False
    caller_in: bool = False
    talked: bool = False
    lost: bool = False  # a counsellor was lost in mid-talk
    on_hold: bool = False
    muted: bool = False
    talking_since: datetime | None = None
    hold_since: datetime | None = None
    room: str | None = None
    preferred_id: str | None = None
    preferred_until: datetime | None = None
    needs: Mapping[str, int] = field(default_factory=dict)
    needs_since: datetime | None = None
    tier: Tier = Tier.BROWSERS
    alone: bool = False  # nobody was on duty: an alarm, and a word to her in her next turn
    partner_in: bool = False  # the partner line has answered
    partner_failed: bool = False
    speaks: bool = (
        False  # speaks her message, or has spoken it; hanging up now ends it, and keeps it
    )
    guests: tuple[Guest, ...] = ()
    guests_made: int = 0
    handed_out: bool = False  # to an outside party, with whom she now talks
    repeat_mark: str | None = None  # stands for a number for a while; None when it was withheld
    repeats: int = 0  # rings of that mark lately, as the edge has counted
    earlier: int = 0  # rings of that mark in the week before this one
    lane: Lane | None = None  # a supervisor's word
    silent: bool = False  # no word was heard, as the counsellor has noted
    ended_at: datetime | None = None
    outcome: Outcome | None = None
    ended_by: Party | None = None
    training: str | None = None
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Counsellor:
    """One person who may be offered calls.

    `on_shift` is the schedule's word, `present` the heartbeat's, `duty` her own.
    `idle_since` decides who has been free longest; a missed offer resets it, a rescinded one does not.
    `on_call` says that she may be rung by telephone, in the order of `on_call_rank`. `skills` are
    levels from 1 to 5. `rank` is her place in the fixed order, low first. Counted since
    `shift_began_at`: `calls_taken`, and `worked` (from accepting to the end of wrap-up; what began at
    `busy_since` is not yet in it). While she has a `training` session she is kept for its practice
    calls, on shift or not.
    """

    id: str
    languages: frozenset[str]
    duty: Duty = Duty.OFF
    duty_reason: str | None = None
    on_shift: bool = False
    present: bool = False
    idle_since: datetime
    wrap_up_until: datetime | None = None
    training: str | None = None
    skills: Mapping[str, int] = field(default_factory=dict)
    rank: int = 0
    on_call: bool = False
    on_call_rank: int = 0
    auto_answer: bool = False
    shift_began_at: datetime | None = None
    calls_taken: int = 0
    worked: timedelta = timedelta(0)
    busy_since: datetime | None = None
    offered_at: datetime | None = None
    wrap_up_began_at: datetime | None = None
    wrap_up_reason: str | None = None  # why it was extended
    version: int = 0


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A call shown to one counsellor until `expires_at`; with `auto_answer` her page accepts it with a beep."""

    id: str
    call_id: str
    counsellor_id: str
    state: OfferState
    made_at: datetime
    expires_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    reason: str | None = None
    auto_answer: bool = False
    by_phone: bool = False  # her telephone rings; `leg` once the carrier has said which
    leg: str | None = None
    consult: bool = False  # for a word with the counsellor whose call it is
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingState:
    """Everything a decision needs: calls that have not ended, live offers, people on duty or on shift.

    Nobody and no call that one of them names is left out.
    """

    calls: Mapping[str, Call] = field(default_factory=dict)
    counsellors: Mapping[str, Counsellor] = field(default_factory=dict)
    offers: Mapping[str, Offer] = field(default_factory=dict)
