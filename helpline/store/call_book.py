"""The rows of the routing domain inside one transaction that holds the domain's lock."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from helpline.calls.ports import News, OutboxItem, StaleState
from helpline.store.codec import command_body, event_body, reply_body, reply_from
from helpline.store.intervals import follow_phases
from helpline.store.legs import follow_legs
from helpline.store.news import append_news
from helpline.store.rows import (
    call_from,
    call_row,
    counsellor_from,
    counsellor_row,
    offer_from,
    offer_row,
)
from helpline.store.seen_rows import SeenRows
from helpline.store.tables.calls import (
    CALL_IS_LIVE,
    OFFER_IS_LIVE,
    calls,
    offers,
)
from helpline.store.tables.contacts import contacts
from helpline.store.tables.counsellors import counsellors
from helpline.store.tables.events import events, outbox, timers
from helpline.store.upsert import upsert
from routing.commands import Command
from routing.events import Event, Timer
from routing.result import Reply, Result
from routing.state import LIVE_OFFERS, Call, Counsellor, Offer, RoutingState

# Whoever may be rung, or is being waited for.
_OF_INTEREST = sa.or_(
    counsellors.c.on_shift,
    counsellors.c.present,
    counsellors.c.duty != "off",
    counsellors.c.wrap_up_until.is_not(None),
    counsellors.c.training.is_not(None),
    counsellors.c.on_call,
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one process has read of the routing domain."""

    calls: SeenRows[Call] = field(default_factory=lambda: SeenRows(calls, call_from))
    offers: SeenRows[Offer] = field(default_factory=lambda: SeenRows(offers, offer_from))
    counsellors: SeenRows[Counsellor] = field(
        default_factory=lambda: SeenRows(counsellors, counsellor_from)
    )


@dataclass(frozen=True, slots=True)
class SqlCallBook:
    """Implements `helpline.calls.ports.CallBook` over one connection."""

    connection: sa.Connection
    seen: Seen

    def reply_to(self, event_id: str) -> Reply | None:
        body = self.connection.scalar(sa.select(events.c.reply).where(events.c.id == event_id))
        return None if body is None else reply_from(body)

    def routing_state(self, *, also: Collection[str] = ()) -> RoutingState:
        """What has not changed since this process last read it is not read again."""
        live_calls = self.seen.calls.read(self.connection, CALL_IS_LIVE)
        live_offers = self.seen.offers.read(self.connection, OFFER_IS_LIVE)
        people = self.seen.counsellors.read(self.connection, _OF_INTEREST)
        mentioned = {offer.counsellor_id for offer in live_offers.values()} | {*also}
        for call in live_calls.values():
            mentioned |= {call.counsellor_id or "", call.preferred_id or ""}
        if others := mentioned - people.keys() - {""}:
            people |= self.seen.counsellors.read(self.connection, counsellors.c.id.in_(others))
        return RoutingState(calls=live_calls, counsellors=people, offers=live_offers)

    def save(self, before: RoutingState, result: Result, now: datetime) -> None:
        """Dead offers before live ones: a counsellor's old offer must be over before her next one rings."""
        for call in result.calls:
            self._write(calls, call_row(call), is_new=call.id not in before.calls)
        for person in result.counsellors:
            self._write(counsellors, counsellor_row(person), is_new=False)
        for offer in sorted(result.offers, key=lambda offer: offer.state in LIVE_OFFERS):
            self._write(offers, offer_row(offer), is_new=offer.id not in before.offers)
        follow_phases(self.connection, before, result, now)
        follow_legs(self.connection, before, result, now)
        for call in result.calls:
            self._open_contact(before.calls.get(call.id), call, now)
        for timer in result.timers:
            self._set(timer)

    def _write(self, table: sa.Table, row: Mapping[str, Any], *, is_new: bool) -> None:
        if is_new:
            self.connection.execute(sa.insert(table), dict(row))
            return
        expected = {"expected_id": row["id"], "expected_version": row["version"]}
        changed = {**row, "version": row["version"] + 1, **expected}
        if self.connection.execute(_guarded(table), changed).rowcount != 1:
            raise StaleState(table.name)

    def _open_contact(self, earlier: Call | None, call: Call, now: datetime) -> None:
        """One contact a call, made when it is first accepted; a later counsellor becomes its owner."""
        owner = call.counsellor_id
        if owner is None or (earlier is not None and earlier.counsellor_id == owner):
            return
        of_call = contacts.c.call_id == call.id
        # A new version, so that the earlier owner's open page cannot overwrite the new owner's words.
        moved = (
            sa.update(contacts)
            .where(of_call)
            .values(owner_id=owner, version=contacts.c.version + 1)
        )
        if self.connection.execute(moved).rowcount:
            return
        self.connection.execute(
            sa.insert(contacts).values(
                id=uuid.uuid4().hex,
                call_id=call.id,
                channel="voice",
                owner_id=owner,
                state="draft",
                opened_at=now,
                form_version="1",
                version=0,
                training=call.training,
            )
        )

    def _set(self, timer: Timer) -> None:
        row = {"kind": timer.kind.value, "ref": timer.ref, "due_at": timer.due_at}
        self.connection.execute(upsert(self.connection, timers, row, key=("kind", "ref")))

    def log(self, event: Event, reply: Reply, now: datetime) -> None:
        row = {"id": event.id, "at": now, "kind": type(event).__name__}
        row |= {"body": event_body(event), "reply": reply_body(reply)}
        self.connection.execute(sa.insert(events), row)

    def send_later(
        self, event_id: str, commands: Sequence[Command], now: datetime
    ) -> list[OutboxItem]:
        items = [
            OutboxItem(id=f"{event_id}/{number}", command=command, attempts=0)
            for number, command in enumerate(commands)
        ]
        rows = [
            {
                "id": item.id,
                "made_at": now,
                "kind": type(item.command).__name__,
                "body": command_body(item.command),
                "attempts": 0,
                "next_try_at": now,
            }
            for item in items
        ]
        if rows:
            self.connection.execute(sa.insert(outbox), rows)
        return items

    def tell(self, news: Sequence[News], now: datetime) -> None:
        append_news(self.connection, news, now)


@cache  # of three tables; the values come apart from the statement, which is then built once
def _guarded(table: sa.Table) -> sa.Update:
    """Writes the row only over the version that was read."""
    is_expected = table.c.id == sa.bindparam("expected_id")
    return sa.update(table).where(is_expected, table.c.version == sa.bindparam("expected_version"))
