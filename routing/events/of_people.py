"""What happens to a counsellor."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from routing.events.base import AnyEvent
from routing.state import Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Present(AnyEvent):
    """Page heartbeat fresh, softphone registered, microphone granted."""

    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent(AnyEvent):
    """The page is gone or silent, or lost its softphone or microphone."""

    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseDuty(AnyEvent):
    counsellor_id: str
    duty: Duty
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftStart(AnyEvent):
    """`skills` are levels from 1 to 5; `rank` is the place in the fixed order, low first."""

    counsellor_id: str
    languages: frozenset[str]
    skills: Mapping[str, int] = field(default_factory=dict)
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftEnd(AnyEvent):
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUpDone(AnyEvent):
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendWrapUp(AnyEvent):
    """More time to write, for a reason; up to the cap."""

    counsellor_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseAutoAnswer(AnyEvent):
    """Her page accepts offers by itself, with a beep, or waits for her again."""

    counsellor_id: str
    auto_answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallStart(AnyEvent):
    """From now on her telephone may be rung; `rank` is her place in the on-call list, low first."""

    counsellor_id: str
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OnCallEnd(AnyEvent):
    counsellor_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingStart(AnyEvent):
    """From now on she is kept for the practice calls of this session."""

    counsellor_id: str
    training: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingEnd(AnyEvent):
    """The session is over, and with it every practice call of it."""

    counsellor_id: str
    training: str
