"""A thousand callers and forty notes: no number and no name is in any byte that is kept."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from helpline.store.tables.calls import calls
from helpline.store.tables.contacts import contacts
from tests.byte_search import canaries_in
from tests.lives.canaries import (
    CALLS,
    NAMES,
    NUMBERS,
    TALKS,
    all_of_them,
    back_up,
    data_files_of,
    everything_logged,
    logged,
    memory_of,
    ninety_days_later,
    until_the_carrier_has_forgotten,
)
from tests.lives.traces import Trace, traces
from tests.lives.virtual_office import VirtualOffice, open_virtual_office


def test_no_canary_is_found_in_anything_that_is_kept(
    tmp_path: Path, prompts: Path, database_url: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """S1: the database and its files, write-ahead log, copies, key store, logs; the carrier in the end."""
    log = tmp_path.with_name(tmp_path.name + ".log")
    with everything_logged(log):
        office = open_virtual_office(tmp_path, prompts, database_url, seed=1)
        office.line.run(all_of_them(office))
        (tmp_path / "prompts").unlink()
        kept = _kept(tmp_path, database_url)
        before = memory_of(office.line.carrier)
        rang, written = (_count(office, each) for each in (calls, contacts))
        office.line.run(until_the_carrier_has_forgotten(office))
        office.line.run(ninety_days_later(office))
        left = [*_kept(tmp_path, database_url), memory_of(office.line.carrier)]
        still_written = _count(office, contacts)
        output = capfd.readouterr()
        office.close()
    told = [Trace(place="output", content=(output.out + output.err).encode()), logged(log)]

    assert (rang, written, still_written) == (CALLS, TALKS, 0)
    assert len(canaries_in([before], numbers=NUMBERS)) == CALLS, "the search sees what it looks at"
    assert len(told[1].content) > 10_000
    assert sum(len(each.content) for each in kept) > 1_000_000
    assert canaries_in(kept, numbers=NUMBERS, words=NAMES) == []
    assert canaries_in(left, numbers=NUMBERS, words=NAMES) == []
    assert canaries_in(told, numbers=NUMBERS, words=NAMES) == []


def _kept(folder: Path, database_url: str) -> list[Trace]:
    return [
        *traces(folder, database_url),
        back_up(database_url, folder),
        *data_files_of(database_url),
    ]


def _count(office: VirtualOffice, table: sa.Table) -> int:
    with office.parts.database.reading() as connection:
        return int(connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0)
