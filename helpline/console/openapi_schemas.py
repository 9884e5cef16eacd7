"""The shapes of what the JSON API reads and answers, by name."""

from collections.abc import Mapping
from typing import Any

from helpline.cases.form import NOTE_LENGTH
from helpline.console.translations import LANGUAGES
from helpline.people.ports import Role
from routing.state import CallState, Duty, Lane, Outcome, Party, Presence, Tier

Schema = Mapping[str, Any]
TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
YES_OR_NO: Schema = {"type": "boolean"}
INSTANT: Schema = {"type": "string", "format": "date-time"}


def schema(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def one_of(*codes: str) -> Schema:
    return {"type": "string", "enum": sorted(codes)}


def many(each: Schema) -> Schema:
    return {"type": "array", "items": each}


def or_none(some: Schema) -> Schema:
    return {"anyOf": [some, {"type": "null"}]}


def an_object(optional: tuple[str, ...] = (), /, **properties: Schema) -> Schema:
    """Everything is there but what is named as optional."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


LANGUAGE = one_of(*LANGUAGES)
_SEEN = {"seq": NUMBER, "epoch": TEXT, "server_time": INSTANT}
_PRESENCE = one_of(*Presence)
_CALL_STATE = one_of(*CallState)


# What is sent.
SENT: Mapping[str, Schema] = {
    "SignIn": an_object(("code",), login=TEXT, password=TEXT, code=TEXT),
    "Password": an_object(password=TEXT),
    "ChooseDuty": an_object(("reason",), state=one_of(*Duty), reason=or_none(TEXT)),
    "Decline": an_object(("reason",), reason=or_none(TEXT)),
    "Mute": an_object(muted=YES_OR_NO),
    "Written": an_object(
        ("note",),
        version=NUMBER,
        form=schema("ContactForm"),
        note={"type": "string", "maxLength": NOTE_LENGTH},
    ),
    "Why": an_object(reason=TEXT),
    "NewShift": an_object(
        person_id=TEXT, starts_at=INSTANT, ends_at=INSTANT, languages=many(LANGUAGE)
    ),
}

# What is answered, and the pieces of it.
ANSWERED: Mapping[str, Schema] = {
    "Problem": an_object(
        ("errors", "current", "other", "findings"),
        type=TEXT,
        title=TEXT,
        status=NUMBER,
        detail=TEXT,
        errors=many(an_object(field=TEXT, message=TEXT)),
        current=schema("Contact"),
        other=schema("Shift"),
        findings=many(schema("Finding")),
    ),
    "Person": an_object(
        id=TEXT, name=TEXT, roles=many(one_of(*Role)), ui_language=LANGUAGE, is_sample=YES_OR_NO
    ),
    "Session": an_object(me=schema("Person"), csrf=TEXT),
    "Offer": an_object(
        id=TEXT,
        call_id=TEXT,
        language=or_none(LANGUAGE),
        waiting_since=INSTANT,
        made_at=INSTANT,
        expires_at=INSTANT,
        consult=YES_OR_NO,
        auto_answer=YES_OR_NO,
        practice=YES_OR_NO,
    ),
    "OwnCall": an_object(
        id=TEXT,
        contact_id=or_none(TEXT),
        state=_CALL_STATE,
        language=or_none(LANGUAGE),
        arrived_at=INSTANT,
        talking_since=or_none(INSTANT),
        on_hold=YES_OR_NO,
        hold_since=or_none(INSTANT),
        muted=YES_OR_NO,
        silent=YES_OR_NO,
        repeats=NUMBER,
        consulted=or_none(TEXT),
        guests=many(schema("Guest")),
        practice=YES_OR_NO,
    ),
    "Console": an_object(
        **_SEEN,
        me=schema("Person"),
        presence=_PRESENCE,
        duty=one_of(*Duty),
        duty_reason=or_none(TEXT),
        on_shift=YES_OR_NO,
        wrap_up_until=or_none(INSTANT),
        auto_answer=YES_OR_NO,
        beside=or_none(schema("Beside")),
        training=YES_OR_NO,
        offer=or_none(schema("Offer")),
        call=or_none(schema("OwnCall")),
        shift=or_none(schema("Shift")),
        next_shift=or_none(schema("Shift")),
        contact=or_none(schema("Contact")),
        unfinished=many(an_object(id=TEXT, opened_at=INSTANT)),
    ),
    "Ticket": an_object(ticket=TEXT, expires_at=INSTANT),
    "SoftphoneToken": an_object(token=TEXT, life_s=NUMBER),
    "LineCall": an_object(
        id=TEXT,
        state=_CALL_STATE,
        language=or_none(LANGUAGE),
        arrived_at=INSTANT,
        enqueued_at=INSTANT,
        counsellor_id=or_none(TEXT),
        since=INSTANT,
        offers=NUMBER,
        priority=NUMBER,
        lane=or_none(one_of(*Lane)),
        tier=one_of(*Tier),
        alone=YES_OR_NO,
        repeats=NUMBER,
        guests=many(schema("Guest")),
        outcome=or_none(one_of(*Outcome)),
        ended_at=or_none(INSTANT),
        practice=YES_OR_NO,
    ),
    "LinePerson": an_object(
        id=TEXT,
        name=TEXT,
        is_sample=YES_OR_NO,
        presence=_PRESENCE,
        present=YES_OR_NO,
        on_shift=YES_OR_NO,
        on_call=YES_OR_NO,
        languages=many(LANGUAGE),
        duty_reason=or_none(TEXT),
        training=YES_OR_NO,
    ),
    "Line": an_object(
        **_SEEN,
        calls=many(schema("LineCall")),
        people=many(schema("LinePerson")),
        today={"type": "object", "additionalProperties": NUMBER},
        parts={
            "type": "object",
            "additionalProperties": an_object(is_up=YES_OR_NO, since=INSTANT),
        },
        rota_alarms=NUMBER,
    ),
    "LoggedCall": an_object(
        id=TEXT,
        arrived_at=INSTANT,
        language=or_none(LANGUAGE),
        state=_CALL_STATE,
        outcome=or_none(one_of(*Outcome)),
        ended_at=or_none(INSTANT),
        ended_by=or_none(one_of(*Party)),
        counsellor_id=or_none(TEXT),
        counsellor_name=or_none(TEXT),
        offers=NUMBER,
        waited_s=NUMBER,
        talked_s=NUMBER,
        practice=YES_OR_NO,
    ),
    "Calls": an_object(rows=many(schema("LoggedCall")), older=or_none(INSTANT)),
    "Shift": an_object(
        id=TEXT, person_id=TEXT, starts_at=INSTANT, ends_at=INSTANT, languages=many(LANGUAGE)
    ),
    "Shifts": an_object(rows=many(schema("Shift"))),
    "OnShift": an_object(
        at=INSTANT, people=many(an_object(person_id=TEXT, languages=many(LANGUAGE)))
    ),
}
