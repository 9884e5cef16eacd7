"""Services a child can be sent on to: what is kept of each, searching them, and CSV in and out."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Protocol

from helpline.cases.form import REFERRALS, REGIONS

COSTS = ("free", "partly", "paid", "unknown")
EVERYWHERE = "all"
_TONGUES = ("kk", "ru", "en")
_LONGEST = 500
_MOST_ROWS = 5000
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """`code` names it in files and never changes. Ages in whole years, both ends included."""

    code: str
    kind: str
    name_kk: str
    name_ru: str
    name_en: str
    about_kk: str = ""
    about_ru: str = ""
    about_en: str = ""
    regions: tuple[str, ...] = (EVERYWHERE,)
    languages: tuple[str, ...] = _TONGUES
    age_from: int = 0
    age_to: int = 18
    hours: str = ""
    cost: str = "unknown"
    reached_by: str = ""
    is_sample: bool = False

    def name(self, language: str) -> str:
        return str(getattr(self, f"name_{language}"))

    def about(self, language: str) -> str:
        return str(getattr(self, f"about_{language}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedServices:
    """None and "" mean whatever it is."""

    words: str = ""
    kind: str = ""
    region: str = ""
    language: str = ""
    cost: str = ""
    age: int | None = None


class BadRows(ValueError):
    """Nothing was taken in: (line, column, English message id) for everything that is wrong."""

    def __init__(self, faults: list[tuple[int, str, str]]) -> None:
        super().__init__("the file does not fit")
        self.faults = faults


class ServiceBook(Protocol):
    def everything(self) -> list[Service]: ...
    def replace_all(self, services: Iterable[Service]) -> None:
        """What the file does not name is gone."""


def search(services: Iterable[Service], wanted: WantedServices) -> list[Service]:
    """Those that fit, by name. A region's search also finds what is for the whole country."""
    words = wanted.words.casefold().split()
    return [each for each in services if _fits(each, wanted) and _holds(each, words)]


def _fits(service: Service, wanted: WantedServices) -> bool:
    return (
        wanted.kind in ("", service.kind)
        and wanted.cost in ("", service.cost)
        and (not wanted.language or wanted.language in service.languages)
        and (not wanted.region or bool({wanted.region, EVERYWHERE} & set(service.regions)))
        and (wanted.age is None or service.age_from <= wanted.age <= service.age_to)
    )


def _holds(service: Service, words: list[str]) -> bool:
    told = [service.name(each) + " " + service.about(each) for each in _TONGUES]
    text = " ".join([*told, service.reached_by, service.code]).casefold()
    return all(word in text for word in words)


_COLUMNS = tuple(field.name for field in fields(Service))


def as_csv(services: Iterable[Service]) -> str:
    """With a header; a cell that a spreadsheet would run as a formula is made plain text."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(_COLUMNS)
    for service in services:
        rows.writerow([_cell(getattr(service, name)) for name in _COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case tuple():
            return " ".join(value)
        case str() if value.startswith(("=", "+", "-", "@", "\t", "'")):
            return "'" + value
        case _:
            return str(value)


def from_csv(text: str) -> list[Service]:
    """All of it or nothing. Raises BadRows."""
    read = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if set(read.fieldnames or ()) != set(_COLUMNS):
        raise BadRows(
            [(1, "", "The first line must name the columns of the exported file and no other.")]
        )
    found: list[Service] = []
    faults: list[tuple[int, str, str]] = []
    for line, row in enumerate(read, start=2):
        wrong = [(line, column, words) for column, words in _faults(row)]
        faults += wrong
        if not wrong:
            found += [_service(row)]
    codes = [service.code for service in found]
    if len(codes) != len(set(codes)):
        faults += [(0, "code", "Each code may stand only once.")]
    if len(found) > _MOST_ROWS:
        faults += [(0, "", "That is too much at once")]
    if faults:
        raise BadRows(faults)
    return found


def _faults(row: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    if None in row.values() or None in row:
        yield "", "This line has more or fewer cells than the first one."
        return
    cells = {name: str(value).strip() for name, value in row.items()}
    yield from _wrong_codes(cells)
    for name in ("name_kk", "name_ru", "name_en"):
        if not cells[name]:
            yield name, "Write something here."
    for name in ("age_from", "age_to"):
        if not re.fullmatch("[0-9]{1,2}", cells[name]):
            yield name, "A whole number is expected here."
    if any(len(value) > _LONGEST for value in cells.values()):
        yield "", "That is too much at once"


def _wrong_codes(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if not _CODE.fullmatch(cells["code"]):
        yield "code", "Small Latin letters, digits, - and _ are expected here."
    choices: Mapping[str, tuple[str, ...]] = {
        "kind": REFERRALS,
        "cost": COSTS,
        "regions": (EVERYWHERE, *REGIONS),
        "languages": _TONGUES,
        "is_sample": ("yes", "no"),
    }
    for name, allowed in choices.items():
        given = cells[name].split()
        if not given or not set(given) <= set(allowed):
            yield name, "Choose from the list."
        elif len(given) > 1 and name not in {"regions", "languages"}:
            yield name, "Choose one of the list."


def _service(row: Mapping[str, str | None]) -> Service:
    cells = {name: str(value).strip() for name, value in row.items()}
    plain = {name: _plain(value) for name, value in cells.items() if name in _COLUMNS}
    read = Service(**plain)  # type: ignore[arg-type]  # the rest is put right here
    return replace(
        read,
        regions=tuple(cells["regions"].split()),
        languages=tuple(cells["languages"].split()),
        age_from=int(cells["age_from"]),
        age_to=int(cells["age_to"]),
        is_sample=cells["is_sample"] == "yes",
    )


def _plain(value: str) -> str:
    return value.removeprefix("'")


def samples() -> list[Service]:
    """Seven services, each marked as a sample: invented, to try the directory with."""
    return from_csv(Path(__file__).with_name("sample_services.csv").read_text("utf-8"))
