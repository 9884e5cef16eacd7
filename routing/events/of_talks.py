"""What happens in a talk: the room, hold, handing on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from routing.events.base import AnyEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Join(AnyEvent):
    """A leg has entered the call's room."""

    call_id: str
    leg: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(AnyEvent):
    """A leg has left the call's room; `leg_over` when the connection itself has ended."""

    call_id: str
    leg: str
    leg_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold(AnyEvent):
    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(AnyEvent):
    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mute(AnyEvent):
    """The counsellor mutes or unmutes herself."""

    call_id: str
    counsellor_id: str
    muted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class End(AnyEvent):
    """The counsellor ends the call on purpose."""

    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSilent(AnyEvent):
    """No word is heard: play the line for those who cannot speak, and keep the wrap-up short."""

    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(AnyEvent):
    """The counsellor hands her caller on without a word to the next: to one person, or by language and skill.

    None and empty leave the language and the skills as they were.
    """

    call_id: str
    counsellor_id: str
    to_id: str | None = None
    language: str | None = None
    needs: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult(AnyEvent):
    """The counsellor asks a colleague for a word; the caller is put on hold."""

    call_id: str
    counsellor_id: str
    with_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelConsult(AnyEvent):
    """The colleague goes, or need not come any more."""

    call_id: str
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTransfer(AnyEvent):
    """The colleague has the call from now on; whoever asked her goes."""

    call_id: str
    counsellor_id: str
