"""The shapes of what rosters are made of, in the description of the API."""

from helpline.console.openapi_row import COMMAND, ONE, READ, Row
from helpline.console.openapi_schemas import (
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
from helpline.console.rota_makings import FLAGS
from helpline.rota.holidays import DayKind
from shift_schedule.plan import Duty

DAY: Schema = {"type": "string", "format": "date"}
_KIND = {"starts": TEXT, "minutes": NUMBER, "unpaid_minutes": NUMBER}
_FLAGS = {"duties": many(one_of(*Duty)), **dict.fromkeys(FLAGS, YES_OR_NO)}
_LEAST = an_object(
    by_day=NUMBER,
    by_night=NUMBER,
    by_language={"type": "object", "additionalProperties": NUMBER},
)
_WISH = {"day": DAY, "code": or_none(TEXT), "works": YES_OR_NO}
_PATTERN = {
    "kind": TEXT,
    "person_id": or_none(TEXT),
    "languages": many(LANGUAGE),
    "duty": one_of(*Duty),
    "first_day": DAY,
    "last_day": or_none(DAY),
    "cycle_days": NUMBER,
    "on_days": many(NUMBER),
    "weekdays": or_none(many(NUMBER)),
}
_MAY_LACK = ("person_id", "languages", "last_day", "cycle_days", "on_days", "weekdays")

MAKINGS: dict[str, Schema] = {
    "SetKind": an_object(**_KIND),
    "ShiftKind": an_object(
        code=TEXT, ends=TEXT, paid_minutes=NUMBER, is_night=YES_OR_NO, too_long=YES_OR_NO, **_KIND
    ),
    "NewPattern": an_object(_MAY_LACK, **_PATTERN),
    "Pattern": an_object(
        id=TEXT, exceptions=many(an_object(day=DAY, instead=or_none(TEXT))), **_PATTERN
    ),
    "EndPattern": an_object(last_day=DAY),
    "OtherDay": an_object(("instead",), instead=or_none(TEXT)),
    "WorkFlags": an_object(**_FLAGS),
    "Least": _LEAST,
    "SetDay": an_object(("words",), kind=one_of(*DayKind), words={**TEXT, "maxLength": 120}),
    "SetWish": an_object(("code",), code=or_none(TEXT), works=YES_OR_NO),
    "Wish": an_object(**_WISH),
    "Wishes": an_object(rows=many(schema("Wish"))),
    "MadeOf": an_object(
        kinds=many(schema("ShiftKind")),
        kinds_are_usual=YES_OR_NO,
        patterns=many(schema("Pattern")),
        people=many(an_object(id=TEXT, name=TEXT, **_FLAGS)),
        least=_LEAST,
        days=many(an_object(day=DAY, kind=one_of(*DayKind), words=TEXT, own=YES_OR_NO)),
        wishes=many(an_object(person_id=TEXT, **_WISH)),
    ),
}

_ASKED = (*ONE, 422)
_PATTERN_DAY = "/api/rota/patterns/{pattern_id}/days/{day}"
MAKINGS_ROWS = (
    Row("get", "/api/rota/made-of", "What rosters are made of", "", (), "MadeOf", 200, READ),
    Row("put", "/api/rota/kinds/{code}", "Set a kind of shift", "SetKind", (), "ShiftKind", 200, _ASKED),
    Row("delete", "/api/rota/kinds/{code}", "Remove it", "", (), "", 204, (*ONE, 409)),
    Row("post", "/api/rota/patterns", "Add a pattern", "NewPattern", (), "Pattern", 201, _ASKED),
    Row("post", "/api/rota/patterns/{pattern_id}/end", "Its last day", "EndPattern", (), "", 204, _ASKED),
    Row("delete", "/api/rota/patterns/{pattern_id}", "Remove it", "", (), "", 204, ONE),
    Row("put", _PATTERN_DAY, "Another kind that day, or none", "OtherDay", (), "", 204, _ASKED),
    Row("delete", _PATTERN_DAY, "As on other days", "", (), "", 204, _ASKED),
    Row("put", "/api/people/{person_id}/work-flags", "What she may work", "WorkFlags", (), "", 204, _ASKED),
    Row("put", "/api/rota/least", "The least people", "Least", (), "", 204, _ASKED),
    Row("put", "/api/rota/holidays/{day}", "What a day is", "SetDay", (), "", 204, _ASKED),
    Row("delete", "/api/rota/holidays/{day}", "As the library has it", "", (), "", 204, _ASKED),
    Row("get", "/api/wishes", "Her own wishes", "", (), "Wishes", 200, READ),
    Row("put", "/api/wishes/{day}", "Wish for a day", "SetWish", (), "Wish", 200, COMMAND),
    Row("delete", "/api/wishes/{day}", "Take it back", "", (), "", 204, _ASKED),
)  # fmt: skip
