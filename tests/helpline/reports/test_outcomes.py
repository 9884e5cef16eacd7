"""The yearly return speaks of outcomes as Child Helpline International does."""

from collections import Counter
from collections.abc import Iterator

import pytest

from helpline.cases.form import ACTIONS, REFERRALS
from helpline.cases.statistics import StatisticsRow
from helpline.reports.outcomes import OUTCOMES, outcomes_of
from helpline.reports.tables import Table, report


def _row(actions: tuple[str, ...] = (), referrals: tuple[str, ...] = ()) -> StatisticsRow:
    return StatisticsRow(
        month="2025-03",
        channel="voice",
        call_type="counselling",
        gender="girl",
        categories=("violence.bullying",),
        actions=actions,
        referrals=referrals,
    )


@pytest.mark.parametrize(
    ("actions", "referrals", "outcomes"),
    [
        (("listened",), (), {"direct_intervention"}),
        (("emergency", "case_opened", "follow_up"), (), {"direct_intervention"}),
        (("informed",), (), {"resources_recommended"}),
        (("reported_material",), (), {"abuse_material_reported"}),
        (("referred",), ("law_enforcement",), {"to_law_enforcement"}),
        (("referred",), (), {"to_other_organisation"}),
        (
            ("listened", "referred"),
            ("school", "mental_health"),
            {"direct_intervention", "to_school_counsellor", "to_mental_health"},
        ),
        ((), ("health", "child_protection", "other"),
         {"to_health", "to_child_protection", "to_other_organisation"}),
        ((), (), {"other"}),
    ],
)  # fmt: skip
def test_what_was_done_and_where_a_child_was_sent_become_outcomes(
    actions: tuple[str, ...], referrals: tuple[str, ...], outcomes: set[str]
) -> None:
    assert outcomes_of(_row(actions, referrals)) == outcomes


def test_every_code_of_the_form_has_an_outcome_and_every_outcome_a_code() -> None:
    of_actions = {code: outcomes_of(_row((code,))) for code in ACTIONS}
    of_referrals = {code: outcomes_of(_row((), (code,))) for code in REFERRALS}

    assert [code for code, found in of_actions.items() if found == {"other"}] == []
    reached = frozenset[str]().union(*of_actions.values(), *of_referrals.values(), {"other"})
    assert reached == set(OUTCOMES)


def test_a_call_that_was_about_nothing_has_no_outcome() -> None:
    silent = StatisticsRow(month="2025-03", channel="voice", call_type="silent")

    assert outcomes_of(silent) == frozenset()


class _Book:
    def __init__(self, rows: list[StatisticsRow]) -> None:
        self._rows = rows

    def rows(self, months: frozenset[str]) -> Iterator[StatisticsRow]:
        return (row for row in self._rows if row.month in months)

    def months(self) -> list[str]:
        return ["2025-03"]


def test_the_yearly_return_counts_a_contact_once_in_each_of_its_outcomes() -> None:
    rows = [_row(("listened", "follow_up"), ("school",))] * 40 + [_row(("informed",))] * 25

    table = _table(_Book(rows))

    totals = Counter(dict(zip(table.rows, [cells[0] for cells in table.cells], strict=False)))
    assert table.rows == OUTCOMES
    assert totals["direct_intervention"] == 40
    assert totals["to_school_counsellor"] == 40
    assert totals["resources_recommended"] == 25
    assert totals["other"] == 0


def _table(book: _Book) -> Table:
    found = [
        each for each in report(book, "yearly", "2025", "2026-11").tables if each.name == "outcomes"
    ]
    assert len(found) == 1
    return found[0]
