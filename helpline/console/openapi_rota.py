"""The rota's shapes in the description of the API, by name."""

from helpline.console.openapi_row import COMMAND, ONE, READ, START, WRITE, Row
from helpline.console.openapi_schemas import (
    INSTANT,
    LANGUAGE,
    NUMBER,
    TEXT,
    YES_OR_NO,
    Schema,
    an_object,
    many,
    one_of,
    or_none,
    schema,
)
from helpline.rota.alarms import AlarmKind
from helpline.rota.handovers import LONGEST_NOTE
from shift_schedule.plan import Duty, LeaveKind, LeaveState
from shift_schedule.resolve import OpenReason
from shift_schedule.swap import SwapState

_HOURS: Schema = {"type": "number"}
_STRETCH = {"starts_at": INSTANT, "ends_at": INSTANT}
_SHIFT = {"person_id": TEXT, **_STRETCH, "languages": many(LANGUAGE)}

ROTA: dict[str, Schema] = {
    "MoveShift": an_object(**_SHIFT),
    "PlannedShift": an_object(id=TEXT, duty=one_of(*Duty), **_SHIFT),
    "OpenShift": an_object(
        shift_id=TEXT,
        duty=one_of(*Duty),
        **_STRETCH,
        languages=many(LANGUAGE),
        reason=one_of(*OpenReason),
        absent_id=or_none(TEXT),
    ),
    "OpenShifts": an_object(rows=many(schema("OpenShift"))),
    "Candidates": an_object(
        rows=many(
            an_object(
                person_id=TEXT,
                may=YES_OR_NO,
                against=many(an_object(code=TEXT, words=TEXT, article=or_none(TEXT))),
                room_hours=_HOURS,
                nights=NUMBER,
            )
        )
    ),
    "GiveShift": an_object(at=INSTANT, person_id=TEXT),
    "AskSwap": an_object(
        ("taker_id", "other_shift_id"), shift_id=TEXT, taker_id=TEXT, other_shift_id=TEXT
    ),
    "Swap": an_object(
        id=TEXT,
        shift_id=TEXT,
        person_id=TEXT,
        state=one_of(*SwapState),
        taker_id=or_none(TEXT),
        other_shift_id=or_none(TEXT),
        asked_at=INSTANT,
        decided_at=or_none(INSTANT),
    ),
    "Swaps": an_object(rows=many(schema("Swap"))),
    "AskLeave": an_object(
        kind=one_of(*(kind for kind in LeaveKind if kind is not LeaveKind.SICK)), **_STRETCH
    ),
    "Leave": an_object(
        id=TEXT, person_id=TEXT, kind=one_of(*LeaveKind), state=one_of(*LeaveState), **_STRETCH
    ),
    "Leaves": an_object(rows=many(schema("Leave"))),
    "Sick": an_object(("person_id",), until=INSTANT, person_id=TEXT),
    "SickOpens": an_object(opened=many(schema("OpenShift"))),
    "WriteHandover": an_object(note={"type": "string", "maxLength": LONGEST_NOTE}),
    "Handovers": an_object(
        rows=many(
            an_object(
                shift_id=TEXT,
                author_id=TEXT,
                written_at=INSTANT,
                note=or_none(TEXT),
                acknowledged_by=or_none(TEXT),
                acknowledged_at=or_none(INSTANT),
            )
        )
    ),
    "RotaAlarms": an_object(
        rows=many(
            an_object(
                id=TEXT,
                kind=one_of(*AlarmKind),
                language=or_none(LANGUAGE),
                shift_id=or_none(TEXT),
                person_id=or_none(TEXT),
                **_STRETCH,
                need=NUMBER,
                have=NUMBER,
                raised_at=INSTANT,
                seen_by=or_none(TEXT),
                called_id=or_none(TEXT),
                hours_left=_HOURS,
            )
        )
    ),
}

_STRETCH_ASKED, _AT = ("from", "to"), ("at",)
_ASKED = (*ONE, 422)
ROTA_ROWS = (
    Row("put", "/api/shifts/{shift_id}", "Move it", "MoveShift", (), "PlannedShift", 200, COMMAND),
    Row("get", "/api/open-shifts", "What nobody does", "", _STRETCH_ASKED, "OpenShifts", 200, WRITE),
    Row("get", "/api/open-shifts/{shift_id}/candidates", "Who could", "", _AT, "Candidates", 200, _ASKED),
    Row("post", "/api/open-shifts/{shift_id}/give", "Give it", "GiveShift", (), "PlannedShift", 200, COMMAND),
    Row("get", "/api/swaps", "Swaps under way", "", (), "Swaps", 200, READ),
    Row("post", "/api/swaps", "Ask for a swap", "AskSwap", (), "Swap", 201, COMMAND),
    Row("post", "/api/swaps/{swap_id}/accept", "Take it", "", (), "Swap", 200, COMMAND),
    Row("post", "/api/swaps/{swap_id}/withdraw", "Take it back", "", (), "Swap", 200, COMMAND),
    Row("post", "/api/swaps/{swap_id}/refuse", "Refuse it", "", (), "Swap", 200, COMMAND),
    Row("post", "/api/swaps/{swap_id}/approve", "Approve it", "", (), "Swap", 200, COMMAND),
    Row("get", "/api/leave", "Leave ahead", "", (), "Leaves", 200, READ),
    Row("post", "/api/leave", "Ask for leave", "AskLeave", (), "Leave", 201, START),
    Row("post", "/api/leave/{leave_id}/approve", "Approve it", "", (), "Leave", 200, COMMAND),
    Row("post", "/api/leave/{leave_id}/refuse", "Refuse it", "", (), "Leave", 200, COMMAND),
    Row("post", "/api/leave/{leave_id}/withdraw", "Take it back", "", (), "Leave", 200, COMMAND),
    Row("post", "/api/sick", "Call in sick", "Sick", (), "SickOpens", 201, START),
    Row("get", "/api/handovers", "Notes of two days; on record", "", (), "Handovers", 200, READ),
    Row("post", "/api/handovers/{shift_id}", "Write the note", "WriteHandover", (), "", 204, COMMAND),
    Row("post", "/api/handovers/{shift_id}/acknowledge", "It is read", "", (), "", 204, COMMAND),
    Row("get", "/api/rota-alarms", "Too few, late, not come", "", (), "RotaAlarms", 200, READ),
    Row("post", "/api/rota-alarms/{alarm_id}/see", "It is seen", "", (), "", 204, ONE),
)  # fmt: skip
