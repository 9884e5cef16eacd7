"""The rota's values as the JSON API shows them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from helpline.rota.alarms import Alarm
from helpline.rota.handovers import HandoverNote
from shift_schedule.plan import Leave, PlannedShift
from shift_schedule.resolve import OpenStretch
from shift_schedule.swap import Swap

View = Mapping[str, Any]


def planned_view(row: PlannedShift) -> View:
    return {
        "id": row.id,
        "person_id": row.person_id,
        "duty": row.duty.value,
        "starts_at": row.starts_at.isoformat(),
        "ends_at": row.ends_at.isoformat(),
        "languages": sorted(row.languages),
    }


def open_view(each: OpenStretch) -> View:
    return {
        "shift_id": each.shift_id,
        "duty": each.duty.value,
        "starts_at": each.starts_at.isoformat(),
        "ends_at": each.ends_at.isoformat(),
        "languages": sorted(each.languages),
        "reason": each.reason.value,
        "absent_id": each.absent_id,
    }


def swap_view(swap: Swap) -> View:
    return {
        "id": swap.id,
        "shift_id": swap.shift_id,
        "person_id": swap.person_id,
        "state": swap.state.value,
        "taker_id": swap.taker_id,
        "other_shift_id": swap.other_shift_id,
        "asked_at": swap.asked_at.isoformat(),
        "decided_at": _instant(swap.decided_at),
    }


def leave_view(leave: Leave) -> View:
    return {
        "id": leave.id,
        "person_id": leave.person_id,
        "kind": leave.kind.value,
        "state": leave.state.value,
        "starts_at": leave.starts_at.isoformat(),
        "ends_at": leave.ends_at.isoformat(),
    }


def handover_view(each: HandoverNote) -> View:
    handover = each.handover
    return {
        "shift_id": handover.shift_id,
        "author_id": handover.author_id,
        "written_at": handover.written_at.isoformat(),
        "note": each.note,
        "acknowledged_by": handover.acknowledged_by,
        "acknowledged_at": _instant(handover.acknowledged_at),
    }


def alarm_view(alarm: Alarm, now: datetime) -> View:
    return {
        "id": alarm.id,
        "kind": alarm.kind.value,
        "language": alarm.language,
        "shift_id": alarm.shift_id,
        "person_id": alarm.person_id,
        "starts_at": alarm.starts_at.isoformat(),
        "ends_at": alarm.ends_at.isoformat(),
        "need": alarm.need,
        "have": alarm.have,
        "raised_at": alarm.raised_at.isoformat(),
        "seen_by": alarm.seen_by,
        "called_id": alarm.called_id,
        "hours_left": round(max((alarm.starts_at - now).total_seconds(), 0) / 3600, 1),
    }


def _instant(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat()
