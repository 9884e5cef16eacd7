"""How many counsellors a target needs: theory says where to begin, simulated days say when it is met."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from routing.erlang import Target, counsellors_for
from routing.simulation.report import load_of
from routing.simulation.run import Day
from routing.simulation.scenario import Kind, Scenario

_MOST_TRIES = 50


def with_enough_counsellors(
    scenario: Scenario, targets: Sequence[Target], day_of: Callable[[Scenario], Day]
) -> tuple[Scenario, Day]:
    """The fewest from the floor upwards whose simulated day meets every target, and that day.

    `scenario.counsellors` does not matter. Those who walk away are needed on top. Raises ValueError when
    no number meets the targets.
    """
    alone = replace(scenario, counsellors=1, walked_away=0, languages={}, skills={})
    fewest = counsellors_for(list(targets), load_of(alone), ring_s=scenario.ring_s)
    fewest += scenario.walked_away
    for number in range(fewest, fewest + _MOST_TRIES):
        tried = with_counsellors(scenario, number)
        day = day_of(tried)
        if meets(day, targets):
            return tried, day
    raise ValueError(
        f"not met by {_MOST_TRIES} counsellors above the {fewest} that theory asks for"
    )


def with_counsellors(scenario: Scenario, number: int) -> Scenario:
    """So many, and of each language and skill the same part of them as before, one at least."""
    part = number / scenario.counsellors
    return replace(
        scenario,
        counsellors=number,
        languages=_scaled(scenario.languages, part),
        skills=_scaled(scenario.skills, part),
    )


def _scaled(kinds: Mapping[str, Kind], part: float) -> Mapping[str, Kind]:
    return {
        name: replace(kind, counsellors=max(1, round(kind.counsellors * part)))
        for name, kind in kinds.items()
    }


def meets(day: Day, targets: Sequence[Target]) -> bool:
    """As measured; the interval beside it says how sure that is."""
    levels = (day.tally.service_level(int(each.within_s)).value for each in targets)
    return all(level >= each.share for level, each in zip(levels, targets, strict=True))
