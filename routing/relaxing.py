"""Each threshold at which a caller asks for less has a timer, or nobody would look when it is passed."""

from collections.abc import Iterable
from datetime import datetime

from routing.demand import language_thresholds, skill_thresholds
from routing.draft import Draft
from routing.events import TimerKind
from routing.state import Call


def arm_relaxing(draft: Draft, call: Call) -> None:
    """Wake at the next threshold of the language and at the next of the skills."""
    _arm(
        draft, TimerKind.LANGUAGE_RELAXES, call, language_thresholds(call, draft.now, draft.policy)
    )
    _arm(draft, TimerKind.SKILL_RELAXES, call, skill_thresholds(call, draft.policy))


def _arm(draft: Draft, kind: TimerKind, call: Call, thresholds: Iterable[datetime]) -> None:
    ahead = [instant for instant in thresholds if instant > draft.now]
    if ahead:
        draft.wake(kind, call.id, min(ahead))
