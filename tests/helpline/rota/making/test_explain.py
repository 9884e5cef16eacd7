"""What stays open, and what stops each person: never only "it cannot be done"."""

from helpline.rota.making.explain import still_open
from helpline.rota.making.month import stops_of
from helpline.rota.making.month_problem import problem_of
from helpline.rota.making.problem import Assigned, Cover, Kind, Problem, Worker
from tests.helpline.rota.making.a_month import a_month, flat, leave, person


def test_each_open_cover_names_who_may_take_it_and_what_stops_the_others() -> None:
    people = (
        person("away"),
        person("busy"),
        person("dark", no_nights=True),
        person("free"),
        person("other", "ru"),
        person("tired"),
    )
    month = a_month(people, flat(7, 0, {"kk": 1}), days=7, leaves=[leave("away", 2, 2)])
    roster: Assigned = {
        ("busy", 2): "D",
        ("tired", 3): "D",
        ("free", 4): "D",
        **{("busy", day): "N" for day in (0, 3, 4, 5, 6)},
        ("free", 1): "N",
    }

    found = still_open(problem_of(month), roster, stops_of(month))

    night = next(each for each in found if each.cover.cells == {(2, "N")})
    assert night.missing == 1
    assert {each.person_id: each.stops for each in night.takers} == {
        "free": ("days_off_after_nights",),
        "away": ("leave",),
        "busy": ("works_that_day",),
        "dark": ("night",),
        "other": ("language",),
        "tired": ("days_off_after_nights", "not_before"),
    }


def test_whoever_may_take_it_comes_first_and_the_dearest_shortage_too() -> None:
    kind = Kind(code="D", minutes=480)
    workers = tuple(Worker(id=name, most_minutes=960) for name in ("ana", "bek"))
    covers = tuple(
        Cover(name=str(day), cells=frozenset({(day, "D")}), need=1, under=under)
        for day, under in ((0, 5), (1, 9), (2, 1))
    )
    problem = Problem(days=3, kinds=(kind,), workers=workers, covers=covers)

    found = still_open(problem, {("ana", 1): "D", ("ana", 2): "D"}, {})

    assert [(each.cover.name, each.missing) for each in found] == [("0", 1)]
    assert [(each.person_id, each.stops) for each in found[0].takers] == [
        ("bek", ()),
        ("ana", ("most_minutes",)),
    ]
    everything = still_open(problem, {}, {})
    assert [each.cover.name for each in everything] == ["1", "0", "2"]


def test_a_met_need_asks_nobody() -> None:
    month = a_month([person("ana")], flat(1, 1, {}), days=1)
    problem = problem_of(month)

    found = still_open(problem, {("ana", 0): "D"}, stops_of(month))

    assert [each.cover.cells for each in found] == [{(0, "N")}]
