"""Operations and shapes of what is done with calls beside talking, of the board, and of messages."""

from helpline.calls.line_ports import MessageKind, MessageState
from helpline.console.openapi_row import COMMAND, ONE, READ, WRITE, Row
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
from routing.state import Duty, GuestRole, Lane, Presence

_CALL_BACK = (401, 403, 404, 409, 503)
LINE_WORK = (
    Row("get", "/api/waiting", "Callers and colleagues", "", (), "Waiting", 200, READ),
    Row("post", "/api/calls/{call_id}/pick", "Take a caller out of turn", "", (), "Ticket", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/transfer", "Hand the caller on", "Transfer", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/consult", "Ask a colleague", "Consult", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/consult/cancel", "Without her", "", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/consult/complete", "Hand over", "", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/parties", "Ring a listed party", "Party", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/parties/{guest_id}/remove", "Let it go", "", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/parties/{guest_id}/hand-out", "Leave", "", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/silent", "No word is heard", "", (), "Console", 200, COMMAND),
    Row("post", "/api/wrap-up/extend", "More time to write", "Reason", (), "Console", 200, COMMAND),
    Row("post", "/api/auto-answer", "Accept with a beep", "OnOff", (), "Console", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/listen", "Hear a talk", "Reason", (), "Ticket", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/whisper", "Heard by one", "Reason", (), "Ticket", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/barge", "Heard by both", "Reason", (), "Ticket", 200, COMMAND),
    Row("post", "/api/calls/{call_id}/stop-supervising", "Leave the talk", "", (), "", 204, COMMAND),
    Row("post", "/api/calls/{call_id}/assign", "Offer it to somebody", "Assign", (), "", 204, COMMAND),
    Row("post", "/api/calls/{call_id}/priority", "How urgent it is", "Priority", (), "", 204, COMMAND),
    Row("post", "/api/calls/{call_id}/lane", "Later, or as all others", "Lane", (), "", 204, COMMAND),
    Row("post", "/api/people/{person_id}/duty", "Take her off duty", "ForceDuty", (), "", 204, COMMAND),
    Row("get", "/api/line-settings", "What is set for the line", "", (), "LineSettings", 200, READ),
    Row("post", "/api/line-settings/emergency", "The emergency notice", "OnOff", (), "", 204, WRITE),
    Row("put", "/api/people/{person_id}/telephone", "Her telephone", "Telephone", (), "", 204, (*ONE, 422)),
    Row("put", "/api/people/{person_id}/skills", "What she can do", "Ability", (), "", 204, (*ONE, 422)),
    Row("post", "/api/people/{person_id}/on-call", "On call or not", "OnCall", (), "", 204, COMMAND),
    Row("post", "/api/parties", "List an outside party", "NewParty", (), "OutsideParty", 201, WRITE),
    Row("delete", "/api/parties/{party_id}", "Take it off the list", "", (), "", 204, ONE),
    Row("get", "/api/messages", "Messages that wait", "", (), "Messages", 200, READ),
    Row("get", "/api/messages/{message_id}/recording", "Hear it; on record", "", (), "Sound", 200, ONE),
    Row("post", "/api/messages/{message_id}/done", "Seen to", "", (), "", 204, (*ONE, 409)),
    Row("post", "/api/messages/{message_id}/call-back", "Ring her", "", (), "", 204, _CALL_BACK),
)  # fmt: skip
_COLLEAGUE = an_object(
    id=TEXT, name=TEXT, languages=many(LANGUAGE), presence=one_of(*Presence), present=YES_OR_NO
)
_SKILLS: Schema = {
    "type": "object",
    "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 5},
}
LINE_WORK_SHAPES: dict[str, Schema] = {
    "Waiting": an_object(
        waiting=many(an_object(id=TEXT, language=or_none(LANGUAGE), since=INSTANT)),
        colleagues=many(_COLLEAGUE),
        parties=many(an_object(id=TEXT, name=TEXT)),
        skills=many(TEXT),
    ),
    "Guest": an_object(id=TEXT, role=one_of(*GuestRole), ref=TEXT, joined=YES_OR_NO),
    "Beside": an_object(
        call_id=TEXT, counsellor_id=or_none(TEXT), language=or_none(LANGUAGE), practice=YES_OR_NO
    ),
    "Transfer": an_object(
        ("to", "language", "skills"),
        to=or_none(TEXT),
        language=or_none(LANGUAGE),
        skills=or_none(
            {
                "type": "object",
                "additionalProperties": {"type": "integer", "minimum": 1, "maximum": 5},
            }
        ),
    ),
    "Consult": an_object(**{"with": TEXT}),
    "Party": an_object(party=TEXT),
    "Reason": an_object(reason={"type": "string", "minLength": 1, "maxLength": 200}),
    "OnOff": an_object(on=YES_OR_NO),
    "Assign": an_object(person_id=TEXT),
    "Priority": an_object(priority={"type": "integer", "minimum": 0, "maximum": 9}),
    "Lane": an_object(lane=one_of(*Lane), reason=TEXT),
    "ForceDuty": an_object(state=one_of(Duty.OFF, Duty.BREAK), reason=TEXT),
    "Telephone": an_object(("number",), number=TEXT),
    "Ability": an_object(("place",), skills=_SKILLS, place=NUMBER),
    "OnCall": an_object(("rank",), on=YES_OR_NO, rank=NUMBER),
    "NewParty": an_object(name=TEXT, number=TEXT),
    "OutsideParty": an_object(id=TEXT, name=TEXT, number=TEXT),
    "LineSettings": an_object(
        emergency=YES_OR_NO,
        parties=many(schema("OutsideParty")),
        people=many(
            an_object(
                id=TEXT,
                name=TEXT,
                has_telephone=YES_OR_NO,
                on_call=YES_OR_NO,
                rank=NUMBER,
                skills=_SKILLS,
                place=NUMBER,
            )
        ),
    ),
    "Message": an_object(
        id=TEXT,
        kind=one_of(*MessageKind),
        language=or_none(LANGUAGE),
        made_at=INSTANT,
        state=one_of(*MessageState),
        taken_by=or_none(TEXT),
        attempts=NUMBER,
        seconds=or_none(NUMBER),
        has_recording=YES_OR_NO,
    ),
    "Messages": an_object(rows=many(schema("Message"))),
    "Sound": {"type": "string", "contentMediaType": "audio/wav"},
}
