"""Many people and calls written straight into the rows, for figures that need a crowd."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.rows import call_row, counsellor_row, offer_row
from helpline.store.tables.calls import calls, intervals, offers
from helpline.store.tables.counsellors import counsellors
from helpline.store.tables.people import people
from routing.state import Call, CallState, Counsellor, Duty, Offer, OfferState

LANGUAGES = frozenset({"kk", "ru"})


def add_people(database: Database, number: int, *, on_shift: int) -> list[str]:
    """The first `on_shift` of them are at their desks and available."""
    now = datetime.now(UTC)
    ids = [f"{n:032x}" for n in range(number)]
    persons = [
        {
            "id": each,
            "login": f"sample{n}",
            "name": f"Sample {n}",
            "roles": ["counsellor"],
            "speaks": sorted(LANGUAGES),
            "password_hash": "none",
            "ui_language": "kk",
            "active": True,
            "is_sample": True,
        }
        for n, each in enumerate(ids)
    ]
    desks = [
        counsellor_row(
            Counsellor(
                id=each,
                languages=LANGUAGES,
                duty=Duty.AVAILABLE if n < on_shift else Duty.OFF,
                on_shift=n < on_shift,
                present=n < on_shift,
                idle_since=now - timedelta(seconds=number - n),
            )
        )
        for n, each in enumerate(ids)
    ]
    with database.writing() as connection:
        connection.execute(sa.insert(people), persons)
        connection.execute(sa.insert(counsellors), desks)
    return ids


def add_talks(database: Database, staff: list[str]) -> list[str]:
    """Each of them in a talk of her own."""
    now = datetime.now(UTC)
    made = [
        (
            Call(
                id=f"{n + 10**6:032x}",
                leg=f"CAtalk{n}",
                state=CallState.TALKING,
                arrived_at=now,
                enqueued_at=now,
                counsellor_id=person_id,
                counsellor_leg=f"CAdesk{n}",
                counsellor_in=True,
                caller_in=True,
                talked=True,
                talking_since=now,
                offers_made=1,
                room=f"CF{n}",
            ),
            Offer(
                id=f"{n + 10**6:032x}.1",
                call_id=f"{n + 10**6:032x}",
                counsellor_id=person_id,
                state=OfferState.ACCEPTED,
                made_at=now,
                expires_at=now,
                answered_at=now,
            ),
        )
        for n, person_id in enumerate(staff)
    ]
    with database.writing() as connection:
        connection.execute(sa.insert(calls), [call_row(call) for call, _ in made])
        connection.execute(sa.insert(offers), [offer_row(offer) for _, offer in made])
        pieces = [_piece(call, "talk", now) for call, _ in made]
        connection.execute(sa.insert(intervals), pieces)
    return [call.id for call, _ in made]


def add_waiting(database: Database, number: int) -> None:
    now = datetime.now(UTC)
    made = [
        Call(
            id=f"{n + 2 * 10**6:032x}",
            leg=f"CAwait{n}",
            state=CallState.WAITING,
            arrived_at=now - timedelta(seconds=number - n),
            enqueued_at=now - timedelta(seconds=number - n),
            language="ru",
        )
        for n in range(number)
    ]
    with database.writing() as connection:
        connection.execute(sa.insert(calls), [call_row(call) for call in made])
        pieces = [_piece(call, "queue", call.arrived_at) for call in made]
        connection.execute(sa.insert(intervals), pieces)


def _piece(call: Call, phase: str, starts_at: datetime) -> dict[str, object]:
    return {
        "call_id": call.id,
        "phase": phase,
        "counsellor_id": call.counsellor_id,
        "starts_at": starts_at,
        "ends_at": None,
    }
