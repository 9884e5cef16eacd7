"""What a waiting caller asks of a counsellor now: less with time, and at once less where nobody has it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from routing.hours import is_open, next_end
from routing.policy import Policy
from routing.state import Call, Counsellor, Duty


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """`languages`: one of these, or any if None. `levels`: each of these skills at this level at least."""

    languages: frozenset[str] | None
    levels: tuple[tuple[str, int], ...]


ANYBODY = Demand(languages=None, levels=())


class Staff:
    """What those on shift can do, whether free or not; who is not at her desk does not count."""

    def __init__(self, people: Iterable[Counsellor]) -> None:
        self.languages: set[str] = set()
        self.best: dict[str, int] = {}
        for person in people:
            if is_on_duty(person):
                self.languages |= person.languages
                for skill, level in person.skills.items():
                    self.best[skill] = max(level, self.best.get(skill, 0))


def is_on_duty(person: Counsellor) -> bool:
    """On shift and at her desk, be she free, in a talk, or on a break from which she comes back.

    In training she is there for no real caller.
    """
    at_her_desk = person.on_shift and person.present and person.duty is not Duty.OFF
    return at_her_desk and person.training is None


def demand_of(call: Call, staff: Staff, now: datetime, policy: Policy) -> Demand:
    """A wait of exactly a threshold has passed it."""
    if call.language is None and not call.needs:
        return ANYBODY
    levels = _levels(call, staff, now - asked_since(call), policy)
    return Demand(
        languages=_languages(call, staff, now, policy),
        levels=tuple(levels),
    )


def asked_since(call: Call) -> datetime:
    """Since when she asks for what she asks for now: her arrival, or when she was handed on."""
    return call.needs_since or call.enqueued_at


def _languages(call: Call, staff: Staff, now: datetime, policy: Policy) -> frozenset[str] | None:
    language, waited = call.language, now - asked_since(call)
    if language is None or waited >= policy.language_relaxes:
        return None
    alone, others = frozenset({language}), policy.fallbacks.get(language, frozenset())
    hours = policy.language_hours.get(language, ())
    spoken = language in staff.languages and is_open(hours, now, policy.zone)
    if spoken:
        return alone if waited < policy.language_falls_back else alone | others
    return None if others.isdisjoint(staff.languages) else alone | others


def _levels(
    call: Call, staff: Staff, waited: timedelta, policy: Policy
) -> Iterator[tuple[str, int]]:
    less = max((step.levels for step in policy.skill_relaxes if waited >= step.after), default=0)
    for skill, level in call.needs.items():
        wanted = min(level - less, staff.best.get(skill, 0))
        if wanted > 0:
            yield skill, wanted


def meets(person: Counsellor, demand: Demand) -> bool:
    if demand.languages is not None and demand.languages.isdisjoint(person.languages):
        return False
    return all(person.skills.get(skill, 0) >= level for skill, level in demand.levels)


def language_thresholds(call: Call, now: datetime, policy: Policy) -> list[datetime]:
    """The instants at which more people become suitable by language; its hours may end as well."""
    if call.language is None:
        return []
    steps = [policy.language_relaxes]
    if policy.fallbacks.get(call.language):
        steps.append(policy.language_falls_back)
    hours = policy.language_hours.get(call.language, ())
    closes = next_end(hours, now, policy.zone) if hours else None
    return [asked_since(call) + step for step in steps] + ([closes] if closes else [])


def skill_thresholds(call: Call, policy: Policy) -> list[datetime]:
    """The instants at which more people become suitable by skill."""
    since = asked_since(call)
    return [since + step.after for step in policy.skill_relaxes] if call.needs else []
