"""A roster as a picture: people by days, nights, free days, open hours, and everybody's share (SVG by hand)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from xml.sax.saxutils import escape

from helpline.rota.making.around import as_shifts
from helpline.rota.makings import NIGHT_FROM
from helpline.rota.rosters import RosterDraft
from shift_schedule.fairness import Share, shares
from shift_schedule.hours import Accounting
from shift_schedule.plan import PlannedShift
from shift_schedule.wall_time import local_day

_DAY = timedelta(days=1)
_CELL, _ROW, _LEFT, _TOP, _RIGHT, _BOTTOM = 26, 24, 168, 74, 190, 64
_NAME = 20  # signs of a name that fit beside the rows
# For a file of its own: a page has these colours, by day and by night, in its style sheet.
STYLE = """
.ground{fill:#fff}text{fill:#1d2733;font:13px sans-serif}.small{font-size:11px}.free{fill:#fdebc8}
.works{fill:#d8e6f8;stroke:#2b5c9e}.night{fill:#22344d;stroke:#22344d}.on-night{fill:#fff}
.line{stroke:#c6ced8}.short{fill:#b3261e}.on-short{fill:#fff}
@media (prefers-color-scheme:dark){.ground{fill:#12181f}text{fill:#e6ebf1}.free{fill:#4a3a16}
.works{fill:#23405f;stroke:#8db8ea}.night{fill:#dfe7f1;stroke:#dfe7f1}.on-night{fill:#12181f}
.line{stroke:#3a4653}.short{fill:#f2938c}.on-short{fill:#12181f}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One shift of a line, by the local day it begins on."""

    shift: PlannedShift
    night: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What there is to see. `lines`: name, duties by day, share. `open_hours`: by day, of all languages."""

    days: Sequence[date]
    free: frozenset[date]
    lines: Sequence[tuple[str, Mapping[date, Duty], Share]]
    open_hours: Mapping[date, float]
    accounting: Accounting

    def present(self, day: date) -> int:
        """How many begin on the day."""
        return sum(day in duties for _, duties, _ in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """In the reader's language."""

    title: str
    described: str
    hours: str
    nights: str
    free_days: str
    begin: str
    open_hours: str


def picture_of(
    draft: RosterDraft,
    rows: Sequence[PlannedShift],
    names: Mapping[str, str],
    accounting: Accounting,
) -> Picture:
    """Lines by name; whoever has no shift has none."""
    lines: dict[str, dict[date, Duty]] = {}
    for row in rows:
        if row.person_id is not None:
            night = accounting.night_hours(row.starts_at, row.ends_at) >= NIGHT_FROM
            day = local_day(row.starts_at, accounting.zone)
            lines.setdefault(row.person_id, {})[day] = Duty(shift=row, night=night)
    each = shares(lines, as_shifts(rows), accounting)
    ordered = sorted(each, key=lambda x: (names.get(x.person_id, ""), x.person_id))
    count = (draft.last_day - draft.first_day).days + 1
    days = [draft.first_day + number * _DAY for number in range(count)]
    return Picture(
        days=days,
        free=frozenset(day for day in days if not accounting.calendar.is_working(day)),
        lines=[(names.get(x.person_id, ""), lines[x.person_id], x) for x in ordered],
        open_hours=_open_hours(draft.explained, accounting),
        accounting=accounting,
    )


def _open_hours(explained: Sequence[Mapping[str, Any]], by: Accounting) -> Mapping[date, float]:
    """Person-hours of need, by the local day on which each stretch begins."""
    found: dict[date, float] = {}
    for each in explained:
        for span in each["spans"] if each["language"] is None else ():
            start, end = (datetime.fromisoformat(edge) for edge in span)
            day = local_day(start, by.zone)
            hours = (end - start) / timedelta(hours=1) * each["missing"]
            found[day] = found.get(day, 0) + hours
    return found


def drawn(picture: Picture, words: Words, *, alone: bool) -> str:
    """One SVG; `alone` as a document of its own, with its colours. Told apart by shape and words too."""
    width = _LEFT + len(picture.days) * _CELL + _RIGHT
    height = _TOP + len(picture.lines) * _ROW + _BOTTOM
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="roster-drawn" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" role="img" aria-labelledby="drawn-title drawn-desc">'
    )
    lines = [
        head,
        f'<title id="drawn-title">{escape(words.title)}</title>',
        f'<desc id="drawn-desc">{escape(words.described)}</desc>',
    ]
    if alone:
        lines.append(f"<style>{STYLE}</style>")
        lines.append(f'<rect class="ground" width="{width}" height="{height}"/>')
    lines += [*_days(picture, height), *_margin(picture, words)]
    for place, (name, duties, share) in enumerate(picture.lines):
        lines += _line(picture, place, name, duties, share)
    return "\n".join([*lines, *_foot(picture, words), "</svg>\n"])


def _x(number: int) -> int:
    return _LEFT + number * _CELL


def _days(picture: Picture, height: int) -> Iterator[str]:
    for number, day in enumerate(picture.days):
        if day in picture.free:
            yield (
                f'<rect class="free" x="{_x(number)}" y="{_TOP - 30}" width="{_CELL}"'
                f' height="{height - _TOP - _BOTTOM + 34}"/>'
            )
        yield _text(_x(number) + _CELL / 2, _TOP - 12, str(day.day), "middle")


def _margin(picture: Picture, words: Words) -> Iterator[str]:
    right = _x(len(picture.days))
    heads = (words.hours, words.nights, words.free_days)
    for place, head in enumerate(heads):  # one above the other: they are long in some languages
        yield _text(right + 54 + 60 * place, _TOP - 44 + 16 * place, head, "end", "small")


def _line(
    picture: Picture, place: int, name: str, duties: Mapping[date, Duty], share: Share
) -> Iterator[str]:
    y = _TOP + place * _ROW
    yield f'<path class="line" d="M8 {y + _ROW}H{_x(len(picture.days)) + _RIGHT - 8}"/>'
    shown = name if len(name) <= _NAME else f"{name[: _NAME - 1]}…"
    yield _text(8, y + 17, shown, "start")
    for number, day in enumerate(picture.days):
        if day in duties:
            yield from _cell(picture, _x(number), y, duties[day])
    right = _x(len(picture.days))
    totals = (f"{share.hours:.0f}", str(share.nights), str(share.weekend_days))
    for column, total in enumerate(totals):
        yield _text(right + 54 + 60 * column, y + 17, total, "end")


def _cell(picture: Picture, x: int, y: int, duty: Duty) -> Iterator[str]:
    """The hour it begins; a night has round corners."""
    zone = picture.accounting.zone
    edges = [at.astimezone(zone) for at in (duty.shift.starts_at, duty.shift.ends_at)]
    kind, round_ = ("night", 9) if duty.night else ("works", 2)
    yield f"<g><title>{edges[0]:%d.%m %H:%M} \N{EN DASH} {edges[1]:%H:%M}</title>"
    yield (
        f'<rect class="{kind}" x="{x + 2}" y="{y + 2}" width="{_CELL - 4}"'
        f' height="{_ROW - 4}" rx="{round_}"/>'
    )
    label = "small on-night" if duty.night else "small"
    yield _text(x + _CELL / 2, y + 16, f"{edges[0]:%H}", "middle", label) + "</g>"


def _foot(picture: Picture, words: Words) -> Iterator[str]:
    y = _TOP + len(picture.lines) * _ROW + 18
    yield _text(8, y, words.begin, "start")
    yield _text(8, y + 28, words.open_hours, "start")
    for number, day in enumerate(picture.days):
        middle = _x(number) + _CELL / 2
        yield _text(middle, y, str(picture.present(day)), "middle")
        if hours := picture.open_hours.get(day):
            left, top = _x(number) + 1, y + 10
            tip = (
                f"M{left} {top + 22}H{left + _CELL - 2}V{top + 6}L{middle} {top}L{left} {top + 6}Z"
            )
            yield f'<path class="short" d="{tip}"/>'
            yield _text(middle, y + 27, f"{hours:.0f}", "middle", "small on-short")


def _text(x: float, y: float, words: str, anchor: str, kind: str = "") -> str:
    of = f' class="{kind}"' if kind else ""
    return f'<text{of} x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'
