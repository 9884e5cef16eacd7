"""Four processes that serve and two that would do the jobs: each duty begins once, whoever is killed."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.history.crew import Crew, open_crew

_TWICE = "SELECT count(*) FROM (SELECT person_id FROM on_duty GROUP BY 1 HAVING count(*) > 1) x"
_BEGUN = (
    "SELECT body ->> 'counsellor_id', count(*) FROM events WHERE kind = 'ShiftStart' GROUP BY 1"
)
_A_SECOND, _A_DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def crew(fresh_url: Callable[[str], str], tmp_path: Path) -> Iterator[Crew]:
    with open_crew(tmp_path, fresh_url("postgresql"), webs=4, jobs=2, people=8) as opened:
        yield opened


def test_each_duty_begins_once_and_a_killed_jobs_process_is_replaced(crew: Crew) -> None:
    first = datetime.now(UTC) + 2 * _A_SECOND
    crew.put_on([crew.row(number, first + number * _A_SECOND, _A_DAY) for number in range(8)])
    browsers = crew.sign_in()

    crew.until(lambda: len(crew.on_the_line()) >= 4)
    killed = crew.owner()
    assert killed is not None
    crew.kill(killed)
    crew.until(lambda: len(crew.on_the_line()) == 8)

    taken_over_by = crew.owner()
    assert taken_over_by is not None
    assert taken_over_by != killed
    assert crew.count("SELECT count(*) FROM on_duty WHERE ended_at IS NULL") == 8
    assert crew.count(_TWICE) == 0
    assert sorted(crew.rows(_BEGUN)) == sorted((person.id, 1) for person in crew.people)
    told = [browser.send("GET", "/api/on-shift")["people"] for browser in browsers]
    assert [len(people) for people in told] == [8, 8, 8, 8]
