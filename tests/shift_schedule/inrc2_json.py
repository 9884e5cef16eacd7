"""The JSON form of the competition's files, read into the same values as the text form."""

import json
from collections.abc import Mapping
from typing import TypeVar

from tests.shift_schedule.inrc2_model import (
    NONE,
    WEEKDAYS,
    Assignment,
    Bounds,
    Contract,
    FormatError,
    History,
    Nurse,
    Past,
    Plan,
    Request,
    Scenario,
    ShiftType,
    Week,
    day_of,
)

_Value = TypeVar("_Value")


def is_json(text: str) -> bool:
    return text.lstrip().startswith("{")


def read_scenario(text: str) -> Scenario:
    file = _parsed(text)
    after = {
        each.text("precedingShiftType"): frozenset(each.texts("succeedingShiftTypes"))
        for each in file.nodes("forbiddenShiftTypeSuccessions")
    }
    contracts = {each.text("id"): _contract(each) for each in file.nodes("contracts")}
    return Scenario(
        name=file.text("id"),
        weeks=file.number("numberOfWeeks"),
        skills=tuple(file.texts("skills")),
        shift_types=tuple(
            ShiftType(
                name=each.text("id"),
                in_row=each.bounds("ConsecutiveAssignments"),
                not_next=after.get(each.text("id"), frozenset()),
            )
            for each in file.nodes("shiftTypes")
        ),
        nurses=tuple(_nurse(each, contracts) for each in file.nodes("nurses")),
    )


def read_history(text: str) -> History:
    file = _parsed(text)
    pasts = tuple(_past(each) for each in file.nodes("nurseHistory"))
    return History(scenario=file.text("scenario"), week=file.number("week"), pasts=pasts)


def read_week(text: str) -> Week:
    file = _parsed(text)
    needs = {}
    for each in file.nodes("requirements"):
        for day, name in enumerate(WEEKDAYS):
            need = each.node(f"requirementOn{name}")
            bounds = Bounds(need.number("minimum"), need.number("optimal"))
            needs[day, each.text("shiftType"), each.text("skill")] = bounds
    off = tuple(
        Request(
            nurse=each.text("nurse"), shift=each.text("shiftType"), day=day_of(each.text("day"))
        )
        for each in file.nodes("shiftOffRequests")
    )
    return Week(scenario=file.text("scenario"), needs=needs, off=off)


def read_plan(text: str) -> Plan:
    file = _parsed(text)
    assignments = tuple(
        Assignment(
            nurse=each.text("nurse"),
            day=day_of(each.text("day")),
            shift=each.text("shiftType"),
            skill=each.text("skill"),
        )
        for each in file.nodes("assignments")
    )
    return Plan(scenario=file.text("scenario"), week=file.number("week"), assignments=assignments)


class _Node:
    """One JSON object that says which key is missing, or holds something else than it should."""

    def __init__(self, value: object) -> None:
        if not isinstance(value, dict):
            raise FormatError("a JSON object wanted")
        self._values = value

    def _get(self, key: str, kind: type[_Value]) -> _Value:
        value = self._values.get(key)
        if not isinstance(value, kind):
            raise FormatError(f"{key!r} is missing or not of the kind {kind.__name__}")
        return value

    def text(self, key: str) -> str:
        return self._get(key, str)

    def number(self, key: str) -> int:
        value = self._get(key, int)
        if value < 0:
            raise FormatError(f"{key!r} is below zero")
        return value

    def texts(self, key: str) -> list[str]:
        return [str(each) for each in self._get(key, list)]

    def node(self, key: str) -> "_Node":
        return _Node(self._get(key, dict))

    def nodes(self, key: str) -> list["_Node"]:
        return [_Node(each) for each in self._get(key, list)]

    def bounds(self, of: str) -> Bounds:
        return Bounds(self.number(f"minimumNumberOf{of}"), self.number(f"maximumNumberOf{of}"))


def _parsed(text: str) -> _Node:
    try:
        return _Node(json.loads(text))
    except json.JSONDecodeError as error:
        raise FormatError(f"not JSON: {error}") from error


def _contract(node: _Node) -> Contract:
    return Contract(
        name=node.text("id"),
        total=node.bounds("Assignments"),
        in_row=node.bounds("ConsecutiveWorkingDays"),
        off_in_row=node.bounds("ConsecutiveDaysOff"),
        most_weekends=node.number("maximumNumberOfWorkingWeekends"),
        whole_weekends=node.number("completeWeekends") > 0,
    )


def _nurse(node: _Node, contracts: Mapping[str, Contract]) -> Nurse:
    contract = node.text("contract")
    if contract not in contracts:
        raise FormatError(f"no such contract: {contract}")
    skills = frozenset(node.texts("skills"))
    return Nurse(name=node.text("id"), contract=contracts[contract], skills=skills)


def _past(node: _Node) -> Past:
    last = node.text("lastAssignedShiftType")
    return Past(
        nurse=node.text("nurse"),
        total=node.number("numberOfAssignments"),
        weekends=node.number("numberOfWorkingWeekends"),
        last=None if last == NONE else last,
        in_row_of_last=node.number("numberOfConsecutiveAssignments"),
        in_row=node.number("numberOfConsecutiveWorkingDays"),
        off_in_row=node.number("numberOfConsecutiveDaysOff"),
    )
