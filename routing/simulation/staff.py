"""The simulated counsellors and what they have: languages and skills, spread evenly over them."""

from collections.abc import Mapping

from routing.simulation.scenario import Chance, Kind, Scenario
from routing.simulation.virtual_time import START
from routing.state import Counsellor, Duty

_LEVEL = 3  # of whoever has a skill, and of the callers who need it


def needs_of(skill: str | None) -> dict[str, int]:
    """What a caller who needs this skill asks for."""
    return {} if skill is None else {skill: _LEVEL}


def staff_of(scenario: Scenario) -> dict[str, Counsellor]:
    """Everybody is on shift, present and available. Those who have walked away are the last of them."""
    people = (_person(number, scenario) for number in range(scenario.counsellors))
    return {person.id: person for person in people}


def _person(number: int, scenario: Scenario) -> Counsellor:
    return Counsellor(
        id=f"p{number:05}",
        languages=_of_number(number, scenario.languages, scenario.counsellors),
        skills=dict.fromkeys(_of_number(number, scenario.skills, scenario.counsellors), _LEVEL),
        duty=Duty.AVAILABLE,
        on_shift=True,
        present=True,
        idle_since=START,
    )


def _of_number(number: int, kinds: Mapping[str, Kind], counsellors: int) -> frozenset[str]:
    """Each kind begins where the one before it has ended, round and round, so that all have some."""
    has, begin = set(), 0
    for name, kind in kinds.items():
        if (number - begin) % counsellors < kind.counsellors:
            has.add(name)
        begin += kind.counsellors
    return frozenset(has)


def has_walked_away(person_id: str, scenario: Scenario) -> bool:
    return int(person_id[1:]) >= scenario.counsellors - scenario.walked_away


def drawn(kinds: Mapping[str, Kind], chance: Chance) -> str | None:
    """One kind by its share; None for the rest."""
    if not kinds:
        return None
    left = chance.random()
    for name, kind in kinds.items():
        left -= kind.share
        if left < 0:
            return name
    return None
