"""The files of the second nurse rostering competition (INRC-II) read: text form, or JSON.

Every reader raises FormatError, with the line or the key, when the file does not fit.
"""

import re
from collections.abc import Iterator, Mapping

from tests.shift_schedule import inrc2_json
from tests.shift_schedule.inrc2_model import (
    NONE,
    WEEKDAYS,
    Assignment,
    Bounds,
    Contract,
    FormatError,
    History,
    Need,
    Nurse,
    Past,
    Plan,
    Request,
    Scenario,
    ShiftType,
    Week,
    day_of,
)

_BOUNDS = re.compile(r"\((\d+),(\d+)\)")


def read_scenario(text: str) -> Scenario:
    if inrc2_json.is_json(text):
        return inrc2_json.read_scenario(text)
    lines = _Lines(text)
    name, weeks = lines.value("SCENARIO"), lines.number(lines.value("WEEKS"))
    skills = tuple(row[0] for row in lines.counted("SKILLS", 1))
    rows = {row[0]: lines.bounds(row[1]) for row in lines.counted("SHIFT_TYPES", 2)}
    lines.heading("FORBIDDEN_SHIFT_TYPES_SUCCESSIONS")
    after = dict(_names(lines, row, 1) for row in lines.take(len(rows)))
    if after.keys() != rows.keys():
        raise FormatError("the forbidden successions must name every shift type once")
    contracts = {row[0]: _contract(lines, row) for row in lines.counted("CONTRACTS", 6)}
    nurses = tuple(_nurse(lines, row, contracts) for row in lines.counted("NURSES"))
    lines.end()
    shifts = (
        ShiftType(name=shift, in_row=in_row, not_next=frozenset(after[shift]))
        for shift, in_row in rows.items()
    )
    return Scenario(name=name, weeks=weeks, skills=skills, shift_types=tuple(shifts), nurses=nurses)


def read_history(text: str) -> History:
    if inrc2_json.is_json(text):
        return inrc2_json.read_history(text)
    lines = _Lines(text)
    lines.heading("HISTORY")
    week, scenario = lines.row(2)
    lines.heading("NURSE_HISTORY")
    pasts = tuple(_past(lines, row) for row in lines.rest(7))
    return History(scenario=scenario, week=lines.number(week), pasts=pasts)


def read_week(text: str) -> Week:
    if inrc2_json.is_json(text):
        return inrc2_json.read_week(text)
    lines = _Lines(text)
    lines.heading("WEEK_DATA")
    (scenario,) = lines.row(1)
    lines.heading("REQUIREMENTS")
    needs: dict[Need, Bounds] = {}
    while not lines.at("SHIFT_OFF_REQUESTS"):
        shift, skill, *days = lines.row(2 + len(WEEKDAYS))
        for day, bounds in enumerate(days):
            if (day, shift, skill) in needs:
                raise lines.wrong(f"{shift} {skill} stands twice")
            needs[day, shift, skill] = lines.bounds(bounds)
    requests = [
        Request(nurse=nurse, shift=shift, day=lines.day(day))
        for nurse, shift, day in lines.counted("SHIFT_OFF_REQUESTS", 3)
    ]
    lines.end()
    return Week(scenario=scenario, needs=needs, off=tuple(requests))


def read_plan(text: str) -> Plan:
    if inrc2_json.is_json(text):
        return inrc2_json.read_plan(text)
    lines = _Lines(text)
    lines.heading("SOLUTION")
    week, scenario = lines.row(2)
    number = lines.number(week)
    assignments = [
        Assignment(nurse=nurse, day=lines.day(day), shift=shift, skill=skill)
        for nurse, day, shift, skill in lines.counted("ASSIGNMENTS", 4)
    ]
    lines.end()
    return Plan(scenario=scenario, week=number, assignments=tuple(assignments))


class _Lines:
    """The words of each line that is not empty, handed out in order; wrong ones with their number."""

    def __init__(self, text: str) -> None:
        rows = ((number, line.split()) for number, line in enumerate(text.splitlines(), 1))
        self._rows = [(number, words) for number, words in rows if words]
        self._next = 0

    def wrong(self, why: str) -> FormatError:
        read = self._rows[: self._next]
        return FormatError(f"line {read[-1][0]}: {why}" if read else why)

    def row(self, words: int | None = None) -> list[str]:
        if self._next == len(self._rows):
            raise self.wrong("the file ends too early")
        _, found = self._rows[self._next]
        self._next += 1
        if words is not None and len(found) != words:
            raise self.wrong(f"{words} words wanted, not {' '.join(found)!r}")
        return found

    def at(self, word: str) -> bool:
        return self._next < len(self._rows) and self._rows[self._next][1][0] == word

    def heading(self, word: str) -> None:
        if self.row() != [word]:
            raise self.wrong(f"{word} wanted")

    def value(self, word: str) -> str:
        found = self.row()
        if len(found) != 3 or found[:2] != [word, "="]:
            raise self.wrong(f"'{word} = …' wanted")
        return found[2]

    def counted(self, word: str, words: int | None = None) -> Iterator[list[str]]:
        return self.take(self.number(self.value(word)), words)

    def take(self, rows: int, words: int | None = None) -> Iterator[list[str]]:
        return (self.row(words) for _ in range(rows))

    def rest(self, words: int) -> Iterator[list[str]]:
        return self.take(len(self._rows) - self._next, words)

    def end(self) -> None:
        if self._next < len(self._rows):
            self.row()
            raise self.wrong("more lines than were counted")

    def number(self, word: str) -> int:
        if not word.isdecimal():
            raise self.wrong(f"a whole number wanted, not {word!r}")
        return int(word)

    def bounds(self, word: str) -> Bounds:
        found = _BOUNDS.fullmatch(word)
        if not found:
            raise self.wrong(f"'(least,most)' wanted, not {word!r}")
        try:
            return Bounds(int(found[1]), int(found[2]))
        except FormatError as error:
            raise self.wrong(str(error)) from error

    def day(self, word: str) -> int:
        try:
            return day_of(word)
        except FormatError as error:
            raise self.wrong(str(error)) from error


def _names(lines: _Lines, row: list[str], at: int) -> tuple[str, list[str]]:
    """The first word of a row, and the names whose count stands at `at`."""
    names = row[at + 1 :]
    if len(row) <= at or lines.number(row[at]) != len(names):
        raise lines.wrong("as many names wanted as are counted")
    return row[0], names


def _contract(lines: _Lines, row: list[str]) -> Contract:
    name, total, in_row, off_in_row, weekends, whole = row
    return Contract(
        name=name,
        total=lines.bounds(total),
        in_row=lines.bounds(in_row),
        off_in_row=lines.bounds(off_in_row),
        most_weekends=lines.number(weekends),
        whole_weekends=lines.number(whole) > 0,
    )


def _nurse(lines: _Lines, row: list[str], contracts: Mapping[str, Contract]) -> Nurse:
    name, skills = _names(lines, row, 2)
    if row[1] not in contracts:
        raise lines.wrong(f"no such contract: {row[1]}")
    return Nurse(name=name, contract=contracts[row[1]], skills=frozenset(skills))


def _past(lines: _Lines, row: list[str]) -> Past:
    nurse, total, weekends, last, *runs = row
    in_row_of_last, in_row, off_in_row = map(lines.number, runs)
    return Past(
        nurse=nurse,
        total=lines.number(total),
        weekends=lines.number(weekends),
        last=None if last == NONE else last,
        in_row_of_last=in_row_of_last,
        in_row=in_row,
        off_in_row=off_in_row,
    )
