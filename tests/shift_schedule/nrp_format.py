"""The public rostering instances, read into a problem: one text file of sections each."""

from collections.abc import Iterator, Mapping

from helpline.rota.making.problem import Cover, Kind, Problem, Wish, Worker

_SATURDAY = 5


def read_instance(text: str) -> Problem:
    """The problem of an instance. Raises ValueError, with the section, when a line does not fit."""
    sections = _sections(text)
    days = int(sections["SECTION_HORIZON"][0][0])
    kinds = tuple(_kinds(sections["SECTION_SHIFTS"]))
    off = {row[0]: frozenset(map(int, row[1:])) for row in sections["SECTION_DAYS_OFF"]}
    wishes = [
        Wish(person_id=who, cell=(int(day), code), works=works, cost=int(cost))
        for name, works in (("ON", True), ("OFF", False))
        for who, day, code, cost in sections.get(f"SECTION_SHIFT_{name}_REQUESTS", [])
    ]
    return Problem(
        days=days,
        kinds=kinds,
        workers=tuple(_worker(row, off) for row in sections["SECTION_STAFF"]),
        covers=tuple(_cover(row) for row in sections["SECTION_COVER"]),
        wishes=tuple(wishes),
        weekends=tuple((day, day + 1) for day in range(_SATURDAY, days, 7)),
    )


def _sections(text: str) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("SECTION_"):
            name = line.strip()
            found[name] = []
        elif line.strip() and not line.startswith("#"):
            found[name].append([each.strip() for each in line.split(",")])
    return found


def _kinds(rows: list[list[str]]) -> Iterator[Kind]:
    for code, minutes, followers in rows:
        not_before = frozenset(each for each in followers.split("|") if each)
        yield Kind(code=code, minutes=int(minutes), not_before=not_before)


def _worker(row: list[str], off: Mapping[str, frozenset[int]]) -> Worker:
    who, limits, *numbers = row
    most, least, in_row, least_in_row, days_off, weekends = map(int, numbers)
    return Worker(
        id=who,
        most={code: int(n) for code, n in (each.split("=") for each in limits.split("|"))},
        most_minutes=most,
        least_minutes=least,
        most_in_row=in_row,
        least_in_row=least_in_row,
        least_days_off=days_off,
        most_weekends=weekends,
        days_off=off.get(who, frozenset()),
    )


def _cover(row: list[str]) -> Cover:
    day, code, need, under, over = row
    cell = (int(day), code)
    return Cover(
        name=f"{day}{code}",
        cells=frozenset({cell}),
        need=int(need),
        under=int(under),
        over=int(over),
    )
