"""A whole day of the line, application and all, on a clock that jumps."""

import asyncio
import random
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.lives.virtual_office import VirtualOffice, open_virtual_office
from tests.lives.virtual_people import Counsellor, a_child, hire, tell_of_offers

FreshUrl = Callable[[str], str]

_DAY_S = 24 * 3600
_SHIFT_S = 8 * 3600
# Whatever is drawn by chance is named by when it was first seen.
_NAME = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{32}|[A-Za-z0-9_.-]{40,}"
)


async def _day(office: VirtualOffice, *, calls: int, lasts_s: float, chance: random.Random) -> Any:
    shifts = round(lasts_s / _SHIFT_S) or 1
    people = [
        hire(office, 2 * shift + number, chance, shift)
        for shift in range(shifts)
        for number in (0, 1)
    ]
    by_id = {each.person.id: each for each in people}
    work = [
        asyncio.create_task(each)
        for each in (office.do_the_jobs(), office.reconcile(), tell_of_offers(office, by_id))
    ]
    work += [asyncio.create_task(_shift(each, number // 2)) for number, each in enumerate(people)]
    children = [
        asyncio.create_task(_later(office, at, chance))
        for at in sorted(chance.uniform(60, lasts_s - 3600) for _ in range(calls))
    ]
    ended = await asyncio.gather(*children)
    await asyncio.sleep(60)
    for task in work:
        task.cancel()
    for task in work:
        with suppress(asyncio.CancelledError):
            await task
    return ended, people


async def _shift(counsellor: Counsellor, number: int) -> None:
    await asyncio.sleep(number * _SHIFT_S + 1)
    await counsellor.work()


async def _later(office: VirtualOffice, at_s: float, chance: random.Random) -> str:
    await asyncio.sleep(at_s)
    return await a_child(office, chance)


def _told(office: VirtualOffice) -> list[str]:
    """The log without what differs by chance: names are numbered as they appear."""
    seen: dict[str, str] = {}

    def named(found: re.Match[str]) -> str:
        return seen.setdefault(found.group(), f"#{len(seen)}")

    return [
        f"{entry.at.isoformat()} {entry.kind} {_NAME.sub(named, str(entry.fields))}"
        for entry in office.line.log
    ]


def test_every_call_of_a_day_ends_in_one_outcome(
    tmp_path: Path, prompts: Path, fresh_url: FreshUrl
) -> None:
    office = open_virtual_office(tmp_path, prompts, fresh_url("sqlite"), seed=1)
    chance = random.Random(1)

    ended, people = office.line.run(_day(office, calls=80, lasts_s=_DAY_S, chance=chance))

    rows = office.parts.log.call_log(before=None, limit=1000)
    assert len(rows) == len(ended) == 80
    assert all(row.outcome is not None for row in rows)
    assert {each.status for each in office.line.carrier.calls.values()} == {"completed"}
    assert sum(each.answered for each in people) > 40
    assert all(each.answered for each in people), "every shift has had its people"
    assert [entry for entry in office.line.log if entry.kind == "error"] == []
    office.close()


def test_the_same_seed_gives_the_same_day_and_another_seed_another(
    tmp_path: Path, prompts: Path, fresh_url: FreshUrl
) -> None:
    days = []
    for number, seed in enumerate((1, 1, 2)):
        folder = tmp_path / str(number)
        folder.mkdir()
        office = open_virtual_office(folder, prompts, fresh_url("sqlite"), seed=seed)
        chance = random.Random(seed)
        office.line.run(_day(office, calls=8, lasts_s=2 * 3600, chance=chance))
        days.append(_told(office))
        office.close()

    assert days[0] == days[1]
    assert days[0] != days[2]
