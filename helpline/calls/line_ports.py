"""What people tell the line, and what callers leave with it: protocols and values, nothing else."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Switch(StrEnum):
    """What a supervisor switches for the whole line."""

    EMERGENCY = "emergency"  # every caller first hears the notice for an emergency


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideParty:
    """Somebody outside whom a counsellor may ring into a talk. Nobody else can be rung."""

    id: str
    name: str
    number: str


class LineBook(Protocol):
    """Telephones of the on-call, outside parties, and the switches of the line."""

    def telephone(self, person_id: str) -> str | None:
        """The number in full, for the carrier alone."""

    def telephones(self) -> frozenset[str]:
        """Who has one."""

    def set_telephone(self, person_id: str, number: str | None, now: datetime) -> None: ...
    def parties(self) -> list[OutsideParty]:
        """By name."""

    def party(self, party_id: str) -> OutsideParty | None: ...
    def add_party(self, party: OutsideParty) -> None: ...
    def remove_party(self, party_id: str) -> bool: ...
    def is_on(self, switch: Switch) -> bool: ...
    def turn(self, switch: Switch, *, on: bool, by: str, now: datetime) -> None: ...


class MessageKind(StrEnum):
    VOICEMAIL = "voicemail"
    CALLBACK = "callback"


class MessageState(StrEnum):
    SPEAKING = "speaking"  # she speaks at this moment, or has hung up in the middle
    NEW = "new"
    TAKEN = "taken"  # somebody is seeing to it
    DONE = "done"
    NOT_REACHED = "not_reached"  # called back as often as we may


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a caller left. The sound and the number are read on their own, and go when it is done with."""

    id: str
    call_id: str
    kind: MessageKind
    made_at: datetime
    place_since: datetime
    language: str | None = None
    state: MessageState = MessageState.NEW
    recording_sid: str | None = None
    seconds: int | None = None
    has_recording: bool = False
    has_number: bool = False
    taken_by: str | None = None
    taken_at: datetime | None = None
    attempts: int = 0
    done_at: datetime | None = None


class MessageBook(Protocol):
    """One message a call at most."""

    def add(self, message: Message, *, number: str | None = None) -> None:
        """The second one of the same call changes nothing, unless the first was never finished."""

    def message(self, message_id: str) -> Message | None: ...
    def of_call(self, call_id: str) -> Message | None: ...
    def open_messages(self) -> list[Message]:
        """New and taken, oldest first."""

    def change(self, message: Message, *, was: MessageState) -> bool:
        """False when it is no longer in the state it `was` in: somebody else was first."""

    def number(self, message_id: str) -> str | None: ...
    def recording(self, message_id: str) -> bytes | None: ...
    def keep_recording(self, message_id: str, sound: bytes) -> None: ...
    def fetched(self, message_id: str) -> None:
        """The carrier's name for the sound is forgotten."""

    def to_fetch(self) -> list[Message]:
        """Whose sound still lies with the carrier."""

    def left_speaking(self, before: datetime) -> list[Message]:
        """Begun before, and never told to be over."""

    def forget(self, message_id: str) -> None:
        """Its number and its sound, unreadable from now on."""


class MessageCarrier(Protocol):
    """The telephone network, as far as messages need it. Each method raises CarrierFailed."""

    def call_back(self, message_id: str, number: str) -> str | None:
        """Ring whoever has asked for it, for this message; gives the leg."""

    def recording(self, sid: str) -> bytes | None:
        """The sound of a message, as WAV; None when the carrier has it no more."""

    def recording_of(self, leg: str) -> str | None:
        """The carrier's name of what was recorded on a leg."""

    def forget_recording(self, sid: str) -> None: ...
