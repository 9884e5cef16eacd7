"""Reads what happened out of the rows alone, and names every fault it finds."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

import sqlalchemy as sa

from helpline.store.database import Database
from helpline.store.tables.calls import calls, intervals, legs, offers

_FORGOTTEN = "gone-"
_TAKEN = ("accepted", "finished", "failed")


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The rows of one run. `placed` are the callers' legs; of the `reached` we have answered a webhook."""

    placed: Collection[str]
    reached: Collection[str]
    calls: list[sa.RowMapping]
    intervals: Mapping[str, list[sa.RowMapping]]
    offers: list[sa.RowMapping]
    legs: list[sa.RowMapping] = field(default_factory=list)

    def faults(self) -> list[str]:
        """Every one in words; none for a history in which nothing was lost, doubled or out of order."""
        return [
            *self._lost_or_doubled(),
            *self._without_one_outcome(),
            *self._untiled(),
            *self._served_twice(),
            *self._out_of_order(),
        ]

    def _lost_or_doubled(self) -> Iterator[str]:
        """Once the carrier's record is deleted a call has another name for its leg: then numbers tell."""
        rows = Counter(call["leg"] for call in self.calls)
        placed, reached = {*self.placed}, {*self.placed} & {*self.reached}
        for leg in sorted(leg for leg in rows if not leg.startswith(_FORGOTTEN)):
            if rows[leg] > 1 or leg not in placed:
                yield f"{leg}: {rows[leg]} calls, placed or not"
        # Whoever hung up while nothing of ours answered has not reached us, and need not have a row.
        if len(self.calls) < len(reached):
            yield f"{len(reached)} reached us, and {len(self.calls)} are there"
        if len(self.calls) > len(placed):
            yield f"{len(placed)} were placed, and {len(self.calls)} are there"

    def _without_one_outcome(self) -> Iterator[str]:
        for call in self.calls:
            if call["outcome"] is None or call["ended_at"] is None or call["state"] != "ended":
                yield f"{call['id']}: {call['state']}, outcome {call['outcome']}"
            if call["talked"] and call["outcome"] in {"abandoned", "voicemail"}:
                yield f"{call['id']}: has talked, and was {call['outcome']}"

    def _untiled(self) -> Iterator[str]:
        for call in self.calls:
            pieces = self.intervals.get(call["id"], [])
            if not pieces or pieces[0]["starts_at"] != call["arrived_at"]:
                yield f"{call['id']}: its time does not begin with it"
            for piece, after in pairwise(pieces):
                if piece["ends_at"] != after["starts_at"]:
                    yield f"{call['id']}: {piece['phase']} and {after['phase']} do not meet"
            if any(piece["ends_at"] is None for piece in pieces):
                yield f"{call['id']}: its time has not ended"
            if call["ended_at"] not in {piece["ends_at"] for piece in pieces}:
                yield f"{call['id']}: its time does not end with it"

    def _served_twice(self) -> Iterator[str]:
        """No counsellor has two calls at once, and no call two counsellors at once."""
        for key in ("counsellor_id", "call_id"):
            taken: dict[str, list[sa.RowMapping]] = defaultdict(list)
            for offer in self.offers:
                if offer["state"] in _TAKEN and offer["answered_at"] is not None:
                    taken[offer[key]].append(offer)
            for who, each in taken.items():
                each.sort(key=lambda offer: offer["answered_at"])
                for one, other in pairwise(each):
                    if one["ended_at"] is None or one["ended_at"] > other["answered_at"]:
                        yield f"{who}: {one['id']} and {other['id']} at once"

    def _out_of_order(self) -> Iterator[str]:
        """When a call is offered first, nobody who came before it was waiting unrung for the same person."""
        first = [offer for offer in self.offers if offer["id"].endswith(".1")]
        by_id = {call["id"]: call for call in self.calls}
        queued = [
            (by_id[call_id], piece)
            for call_id, pieces in self.intervals.items()
            for piece in pieces
            if piece["phase"] == "queue" and call_id in by_id
        ]
        tried = self._tried()
        for offer in first:
            mine = by_id.get(offer["call_id"])
            if mine is None:
                continue
            for other, piece in queued:
                overtaken = _is_before(other, mine) and _covers(piece, offer["made_at"])
                if overtaken and not _was_tried(tried, other["id"], offer):
                    yield f"{mine['id']} was offered before {other['id']}"

    def _tried(self) -> Mapping[tuple[str, str], list[datetime]]:
        found: dict[tuple[str, str], list[datetime]] = defaultdict(list)
        for offer in self.offers:
            if offer["state"] in {"declined", "missed", "failed", "finished"}:
                found[offer["call_id"], offer["counsellor_id"]].append(offer["made_at"])
        return found


def _is_before(other: sa.RowMapping, mine: sa.RowMapping) -> bool:
    return bool(
        other["priority"] == mine["priority"] and other["enqueued_at"] < mine["enqueued_at"]
    )


def _covers(piece: sa.RowMapping, at: datetime) -> bool:
    return bool(piece["starts_at"] < at and (piece["ends_at"] is None or at < piece["ends_at"]))


def _was_tried(
    tried: Mapping[tuple[str, str], list[datetime]], call_id: str, offer: sa.RowMapping
) -> bool:
    """She had passed that call on before; it goes to somebody else in this round."""
    return any(at < offer["made_at"] for at in tried.get((call_id, offer["counsellor_id"]), ()))


def read_history(
    database: Database, *, placed: Collection[str], reached: Collection[str], since: datetime
) -> History:
    with database.reading() as connection:
        mine = connection.execute(sa.select(calls).where(calls.c.arrived_at >= since)).mappings()
        rows = list(mine)
        ids = sa.select(calls.c.id).where(calls.c.arrived_at >= since)
        of_calls = sa.select(intervals).where(intervals.c.call_id.in_(ids))
        pieces: dict[str, list[sa.RowMapping]] = defaultdict(list)
        ordered = of_calls.order_by(intervals.c.starts_at, intervals.c.id)
        for piece in connection.execute(ordered).mappings():
            pieces[piece["call_id"]].append(piece)
        made = connection.execute(sa.select(offers).where(offers.c.call_id.in_(ids))).mappings()
        open_legs = sa.select(legs).where(legs.c.call_id.in_(ids))
        return History(
            placed=placed,
            reached=reached,
            calls=rows,
            intervals=pieces,
            offers=list(made),
            legs=list(connection.execute(open_legs).mappings()),
        )
