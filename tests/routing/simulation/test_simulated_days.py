"""A simulated day is the same every time, and nobody in it is lost from sight."""

import math

import pytest

from routing.erlang import Target
from routing.simulation.scenario import Kind, Scenario
from routing.simulation.staff import staff_of
from routing.simulation.staffing import with_counsellors, with_enough_counsellors
from tests.routing.simulation.days import USUAL, a_day, a_scenario


def test_the_same_chance_gives_the_same_day_and_another_gives_another() -> None:
    scenario = a_scenario(calls=500, ring_s=5, misses=0.1)

    days = [a_day(scenario, seed=seed) for seed in (1, 1, 2)]

    assert days[0].lived_s == days[1].lived_s
    assert days[0].steps == days[1].steps
    assert days[0].tally.mean_wait_s == days[1].tally.mean_wait_s
    assert days[0].tally.mean_wait_s != days[2].tally.mean_wait_s


def test_every_caller_talks_or_gives_up() -> None:
    tally = a_day(a_scenario(calls=1000, counsellors=11)).tally
    in_the_end = tally.abandoned.value + tally.service_level(60).value

    # Only those who were answered after the last second shown are missing from the sum.
    assert 0.9 < in_the_end <= 1


def test_waiting_over_patience_is_the_share_who_give_up() -> None:
    tally = a_day(a_scenario(calls=6000, counsellors=8)).tally

    assert tally.abandoned.value == pytest.approx(tally.mean_wait_s.value / 120, rel=0.06)


def test_one_batch_says_nothing_about_how_sure_it_is() -> None:
    assert a_day(a_scenario(calls=1)).tally.abandoned.half_width == math.inf


def test_languages_are_spread_so_that_each_has_its_number() -> None:
    kinds = {"kk": Kind(share=0.6, counsellors=8), "ru": Kind(share=0.4, counsellors=6)}

    people = staff_of(a_scenario(languages=kinds)).values()

    assert sum("kk" in person.languages for person in people) == 8
    assert sum("ru" in person.languages for person in people) == 6
    assert all(person.languages for person in people)


def test_skills_are_spread_so_that_each_has_its_number() -> None:
    people = staff_of(a_scenario(skills={"law": Kind(share=0.1, counsellors=4)})).values()

    assert sum(person.skills.get("law", 0) == 3 for person in people) == 4


def test_the_fewest_who_meet_the_emergency_standard_are_found() -> None:
    targets = [Target(share=0.90, within_s=15), Target(share=0.95, within_s=20)]

    scenario, day = with_enough_counsellors(a_scenario(calls=2000), targets, a_day)

    assert scenario.counsellors in {15, 16}
    assert day.tally.service_level(20).value >= 0.95


def test_who_walks_away_is_needed_on_top() -> None:
    targets = [Target(share=0.5, within_s=20)]

    with_all, _ = with_enough_counsellors(a_scenario(calls=400), targets, a_day)
    without_two, _ = with_enough_counsellors(a_scenario(calls=400, walked_away=2), targets, a_day)

    assert without_two.counsellors >= with_all.counsellors + 2


def test_more_counsellors_bring_their_languages_with_them() -> None:
    scenario = a_scenario(languages={"kk": Kind(share=0.6, counsellors=8)})

    assert with_counsellors(scenario, 24).languages["kk"].counsellors == 16
    assert with_counsellors(scenario, 1).languages["kk"].counsellors == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"counsellors": 0}, "one at least"),
        ({"walked_away": 12}, "one at least"),
        ({"calls": 0}, "calls"),
        ({"patience_s": 0}, "above zero"),
        ({"ring_s": -1}, "not below zero"),
        ({"misses": 1.0}, "less than all"),
        ({"wrap_up_share": 1.5}, "from 0 to 1"),
        ({"short_share": 0.5, "short_s": 600.0}, "short calls"),
        ({"skills": {"law": Kind(share=0.1, counsellors=13)}}, "languages and skills"),
        (
            {"languages": {k: Kind(share=0.6, counsellors=1) for k in ("kk", "ru")}},
            "make 1 at most",
        ),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_with_the_reason(
    wrong: dict[str, object], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        a_scenario(**wrong)


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(ValueError, match=r"counsellors.*calls: one at least"):
        Scenario(counsellors=0, calls=0, calls_per_hour=60, handle_s=1, patience_s=1)


def test_the_usual_line_is_the_one_of_the_worked_sheet() -> None:
    assert (USUAL.counsellors, USUAL.calls_per_s) == (12, 1 / 60)
