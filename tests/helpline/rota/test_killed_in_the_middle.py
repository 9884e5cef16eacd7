"""Killed at any point, the process that follows the rota loses no duty and starts none twice."""

from collections.abc import Callable
from datetime import timedelta

from helpline.rota.duty_log import KeepDutyLog
from helpline.store.database import open_database
from tests.fakes.stopped_clock import StoppedClock
from tests.helpline.rota.house import House, hour
from tests.helpline.rota.killed import kill_often

KILLS = 60


def lost_and_doubled(house: House, until_hour: float) -> tuple[int, int]:
    """After one last look: people whose running duty is not as the rota says; duties that overlap."""
    at = hour(until_hour)
    KeepDutyLog(rota=house.rota, log=house.log, clock=StoppedClock(at))()
    running = house.rows("SELECT person_id FROM on_duty WHERE ended_at IS NULL")
    wrong = len(set(house.rota.at(at)) ^ {row[0] for row in running})
    doubled = house.rows(
        "SELECT count(*) FROM on_duty a JOIN on_duty b ON a.person_id = b.person_id AND a.id < b.id"
        " WHERE a.started_at < COALESCE(b.ended_at, '9999-12-31')"
        " AND b.started_at < COALESCE(a.ended_at, '9999-12-31')"
    )
    return wrong, int(doubled[0][0])


def test_no_duty_is_lost_or_doubled_however_often_it_is_killed(
    fresh_url: Callable[[str], str],
) -> None:
    url = fresh_url("sqlite")
    database = open_database(url)
    house = House(database)
    house.hire(*range(1, 7))
    for person in range(1, 7):
        for turn in range(6):
            house.put(person, person + 10 * turn, person + 10 * turn + 5)

    kill_often(url, hour(0), timedelta(hours=1), KILLS)

    assert lost_and_doubled(house, 61.5) == (0, 0)
    assert house.rows("SELECT count(*) FROM on_duty")[0][0] > 5, (
        "some lives were long enough to write"
    )
    database.close()
