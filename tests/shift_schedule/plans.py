"""Plans for the tests: sample people by short names, hours as numbers counted from one midnight."""

from datetime import datetime
from random import Random

from shift_schedule.plan import (
    Duty,
    Leave,
    LeaveKind,
    LeaveState,
    Plan,
    PlannedShift,
    Roster,
    RosterState,
)
from shift_schedule.swap import Swap, SwapState
from tests.shift_schedule.shifts import LANGUAGES, hour

PEOPLE = ("ana", "bek", "dana", "erlan", "gul")
KK, RU = frozenset({"kk"}), frozenset({"ru"})
BOTH = KK | RU


def a_roster(
    id_: str = "march", *, version: int = 1, since: float = 0, state: RosterState | None = None
) -> Roster:
    state = state or RosterState.PUBLISHED
    return Roster(
        id=id_,
        period="2026-03",
        version=version,
        state=state,
        effective_from=hour(since),
        published_at=hour(since - 240) if state is RosterState.PUBLISHED else None,
    )


def a_row(  # noqa: PLR0913 -- a row has many columns; a test names only those it is about
    start: float,
    end: float,
    who: str | None = "ana",
    *,
    id_: str | None = None,
    roster: str = "march",
    duty: Duty = Duty.LINE,
    supersedes: str | None = None,
    closed: datetime | None = None,
    added: float = -300,
) -> PlannedShift:
    return PlannedShift(
        id=id_ or f"{who}-{start}",
        roster_id=roster,
        person_id=who,
        duty=duty,
        starts_at=hour(start),
        ends_at=hour(end),
        languages=BOTH,
        added_at=hour(added),
        supersedes_id=supersedes,
        closed_at=closed,
    )


def a_leave(
    start: float,
    end: float,
    who: str = "ana",
    *,
    kind: LeaveKind = LeaveKind.ANNUAL,
    state: LeaveState = LeaveState.APPROVED,
    decided: float = -200,
) -> Leave:
    return Leave(
        id=f"leave-{who}-{start}-{end}-{kind}",
        person_id=who,
        starts_at=hour(start),
        ends_at=hour(end),
        kind=kind,
        state=state,
        decided_at=hour(decided),
    )


def a_swap(  # noqa: PLR0913 -- likewise
    shift: str,
    giver: str,
    taker: str,
    *,
    other: str | None = None,
    state: SwapState = SwapState.APPROVED,
    decided: float = -100,
    id_: str | None = None,
) -> Swap:
    return Swap(
        id=id_ or f"swap-{shift}-{taker}-{decided}",
        shift_id=shift,
        person_id=giver,
        state=state,
        asked_at=hour(-150),
        taker_id=taker,
        taker_languages=RU,
        other_shift_id=other,
        decided_at=hour(decided),
    )


def a_plan(*rows: PlannedShift | Leave | Swap | Roster) -> Plan:
    """A plan of the rows given, with one published roster unless rosters are among them."""
    rosters = tuple(row for row in rows if isinstance(row, Roster))
    return Plan(
        rosters=rosters or (a_roster(),),
        shifts=tuple(row for row in rows if isinstance(row, PlannedShift)),
        leaves=tuple(row for row in rows if isinstance(row, Leave)),
        swaps=tuple(row for row in rows if isinstance(row, Swap)),
    )


def any_plan(chance: Random, *, shifts: int = 24) -> Plan:
    """Everything at once: two versions, a draft, closed and superseding rows, leave, swaps of all kinds."""
    rosters = (
        a_roster("v1"),
        a_roster("v2", version=2, since=chance.randrange(0, 60)),
        a_roster("draft", version=3, since=0, state=RosterState.DRAFT),
    )
    rows: list[PlannedShift] = []
    for number in range(shifts):
        rows.append(_any_row(chance, number, rows))
    taken = frozenset(chance.sample(LANGUAGES, 2))
    swaps = tuple(_any_swap(chance, number, rows, taken) for number in range(shifts // 3))
    leaves = {leave.id: leave for leave in (_any_leave(chance) for _ in range(shifts // 4))}
    return Plan(rosters=rosters, shifts=tuple(rows), leaves=tuple(leaves.values()), swaps=swaps)


def _any_row(chance: Random, number: int, before: list[PlannedShift]) -> PlannedShift:
    start = chance.randrange(0, 160) / 2
    return PlannedShift(
        id=f"s{number}",
        roster_id=chance.choice(("v1", "v1", "v2", "v2", "draft")),
        person_id=chance.choice((*PEOPLE, None)),
        duty=chance.choice((Duty.LINE, Duty.LINE, Duty.LINE, Duty.ON_CALL)),
        starts_at=hour(start),
        ends_at=hour(start + chance.randrange(1, 25) / 2),
        languages=frozenset(chance.sample(LANGUAGES, chance.randint(1, 3))),
        added_at=hour(chance.randrange(-300, 80)),
        supersedes_id=chance.choice(before).id if before and chance.random() < 0.2 else None,
        closed_at=hour(chance.randrange(-100, 80)) if chance.random() < 0.1 else None,
    )


def _any_swap(
    chance: Random, number: int, rows: list[PlannedShift], languages: frozenset[str]
) -> Swap:
    shift = chance.choice(rows)
    giver = shift.person_id if shift.person_id and chance.random() < 0.8 else chance.choice(PEOPLE)
    taker = chance.choice([person for person in PEOPLE if person != giver])
    hers = [row.id for row in rows if row.person_id == taker and row.id != shift.id]
    return Swap(
        id=f"w{number}",
        shift_id=shift.id,
        person_id=giver,
        state=chance.choice((SwapState.APPROVED, SwapState.APPROVED, SwapState.ACCEPTED)),
        asked_at=hour(-150),
        taker_id=taker,
        taker_languages=languages,
        other_shift_id=chance.choice(hers) if hers and chance.random() < 0.4 else None,
        decided_at=hour(chance.randrange(-140, 80)),
    )


def _any_leave(chance: Random) -> Leave:
    start = chance.randrange(-4, 160) / 2
    return a_leave(
        start,
        start + chance.randrange(1, 60) / 2,
        chance.choice(PEOPLE),
        kind=chance.choice((LeaveKind.ANNUAL, LeaveKind.SICK)),
        state=chance.choice((LeaveState.APPROVED, LeaveState.APPROVED, LeaveState.ASKED)),
        decided=chance.randrange(-140, 80),
    )
