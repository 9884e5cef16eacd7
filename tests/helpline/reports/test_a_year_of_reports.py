"""Every report of a year together, attacked by one linear programme: no hidden count is found (S8)."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from helpline.cases.form import ACTIONS, REGIONS, category_codes
from helpline.cases.statistics import StatisticsRow
from helpline.reports.counting import TABLES, count
from helpline.reports.tables import KINDS, Report, Table, report
from tests.helpline.reports.attack import publish
from tests.helpline.reports.attack_on_a_year import Attack

YEAR, LATER = "2025", "2026-11"
_TALKS = ("counselling", "thanks")
_OTHERS = ("silent", "test", "hang_up", "abusive")


@dataclass(frozen=True)
class Book:
    """Implements `helpline.reports.ports.StatisticsBook`."""

    kept: tuple[StatisticsRow, ...]

    def rows(self, months: frozenset[str]) -> Iterator[StatisticsRow]:
        return (row for row in self.kept if row.month in months)

    def months(self) -> list[str]:
        return sorted({row.month for row in self.kept}, reverse=True)


def a_year(contacts: int, seed: int) -> Book:
    """Sample contacts: few regions, reasons and genders are frequent, most are rare."""
    chance, codes = random.Random(seed), sorted(category_codes())
    chance.shuffle(codes)
    rare = [1 / (place + 1) for place in range(len(codes))]
    return Book(tuple(_contact(chance, codes, rare) for _ in range(contacts)))


def _contact(chance: random.Random, codes: list[str], rare: list[float]) -> StatisticsRow:
    month = f"{YEAR}-{chance.randrange(1, 13):02}"
    channel = chance.choices(("voice", "paper"), (9, 1))[0]
    if chance.random() < 0.5:
        return StatisticsRow(month=month, channel=channel, call_type=chance.choice(_OTHERS))
    return StatisticsRow(
        month=month,
        channel=channel,
        call_type=chance.choice(_TALKS),
        region=chance.choice(REGIONS[: chance.randrange(2, len(REGIONS))]),
        age_band=chance.choice(("5_9", "10_12", "13_15", "16_17", "unknown")),
        gender=chance.choices(("girl", "boy", "other"), (60, 38, 2))[0],
        categories=tuple(dict.fromkeys(chance.choices(codes, rare, k=chance.choice((1, 1, 2))))),
        actions=tuple(dict.fromkeys(chance.choices(ACTIONS, k=2))),
    )


def every_report(book: Book) -> list[Report]:
    months = [f"{YEAR}-{number:02}" for number in range(1, 13)]
    windows = [("monthly", each) for each in months]
    windows += [("quarterly", f"{YEAR}-Q{number}") for number in range(1, 5)]
    windows += [("yearly", YEAR), ("ombudsman", YEAR)]
    return [report(book, kind, period, LATER) for kind, period in windows]


@pytest.mark.parametrize(("contacts", "seed"), [(40, 1), (600, 2), (600, 3), (5000, 4)])
def test_from_all_reports_of_a_year_no_hidden_count_is_known_within_fewer_than_eight(
    contacts: int, seed: int
) -> None:
    reports = every_report(a_year(contacts, seed))
    attack = Attack(reports)

    assert {each.kind for each in reports} == set(KINDS)
    assert len(attack.hidden) > 50
    assert attack.narrowest() >= 8 - 1e-6


def test_tables_that_are_safe_each_by_itself_give_counts_away_together() -> None:
    """The attack works, and is needed: without regard to each other the same tables are found out."""
    book = a_year(600, 2)
    alone = [_each_by_itself(book, each) for each in every_report(book)]

    assert Attack(alone).narrowest() < 8


def _each_by_itself(book: Book, whole: Report) -> Report:
    months = {row.month for row in book.kept if _is_in(row.month, whole.period)}
    counted = count(book.rows(frozenset(months)))

    def anew(table: Table) -> Table:
        sides = TABLES[table.name]
        cells = [
            [
                sum(counted[table.name, month][row, column] for month in months)
                for column in sides.columns
            ]
            for row in sides.rows
        ]
        return replace(table, cells=publish(cells))

    return replace(whole, tables=tuple(map(anew, whole.tables)))


def _is_in(month: str, period: str) -> bool:
    if "-Q" in period:
        return month[:4] == period[:4] and (int(month[5:]) + 2) // 3 == int(period[-1])
    return month.startswith(period)


def test_what_was_shown_once_is_shown_the_same_in_every_report_that_holds_it() -> None:
    reports = every_report(a_year(600, 2))
    yearly, ombudsman = reports[-2:]

    assert {each.name: each.cells for each in yearly.tables}["types"] == (
        {each.name: each.cells for each in ombudsman.tables}["types"]
    )
    assert every_report(a_year(600, 2)) == reports


def test_a_year_of_many_contacts_still_says_much() -> None:
    """What is hidden for safety's sake leaves most of a busy year's figures to be read."""
    _, ombudsman = every_report(a_year(20_000, 5))[-2:]
    cells = [cell for table in ombudsman.tables for row in table.cells for cell in row]

    assert sum(cell is not None for cell in cells) / len(cells) > 0.8
