"""The shapes of rosters, of coming and going, and of notices, in the description of the API."""

from helpline.console.openapi_makings import DAY
from helpline.console.openapi_row import COMMAND, ONE, READ, Row
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
from helpline.rota.making.explain import STOPS
from shift_schedule.law import Rule
from shift_schedule.notices import NoticeKind
from shift_schedule.plan import RosterState

_STRETCH = {"starts_at": INSTANT, "ends_at": INSTANT}
_SHORT = {
    "id": TEXT,
    "period": TEXT,
    "version": NUMBER,
    "state": one_of(*RosterState),
    "first_day": DAY,
    "last_day": DAY,
    "made_at": INSTANT,
    "made_by": or_none(TEXT),
    "published_at": or_none(INSTANT),
    "published_by": or_none(TEXT),
    "reason": or_none(TEXT),
    "restores_id": or_none(TEXT),
}
_STOPPED: Schema = {"type": "object", "additionalProperties": many(one_of(*STOPS))}

ROSTERS: dict[str, Schema] = {
    "AskRoster": an_object(
        ("seconds", "propose"),
        month=TEXT,
        seconds={"type": "integer", "minimum": 5, "maximum": 600},
        propose=YES_OR_NO,
    ),
    "PublishRoster": an_object(("reason",), reason={"type": "string", "maxLength": 500}),
    "Rosters": an_object(rows=many(an_object(**_SHORT))),
    "RosterReview": an_object(
        needs_reason=YES_OR_NO,
        short=many(an_object(**_STRETCH, language=or_none(LANGUAGE), need=NUMBER, have=NUMBER)),
        broken=many(
            an_object(person_id=TEXT, rule=one_of(*Rule), words=TEXT, article=TEXT, **_STRETCH)
        ),
        notice_days=or_none(NUMBER),
    ),
    "Roster": an_object(
        **_SHORT,
        making={"type": "object"},
        open=many(
            an_object(
                language=or_none(LANGUAGE),
                missing=NUMBER,
                spans=many(many(INSTANT)),
                kinds=many(TEXT),
                could=many(TEXT),
                stopped=_STOPPED,
            )
        ),
        shifts=many(schema("RosterShift")),
        review=or_none(schema("RosterReview")),
    ),
    "RosterShift": an_object(
        id=TEXT, person_id=or_none(TEXT), duty=TEXT, languages=many(LANGUAGE), **_STRETCH
    ),
    "Clocked": an_object(shift_id=TEXT, arrived_at=INSTANT, left_at=or_none(INSTANT), **_STRETCH),
    "Notices": an_object(
        rows=many(
            an_object(
                id=TEXT,
                kind=one_of(*NoticeKind),
                shift_id=TEXT,
                due_at=INSTANT,
                was_starts_at=or_none(INSTANT),
                was_ends_at=or_none(INSTANT),
                **_STRETCH,
            )
        )
    ),
    "PutAway": an_object(put_away=NUMBER),
}

_CHANGES = (401, 403, 409)
ROSTER_ROWS = (
    Row("get", "/api/rosters", "Rosters, newest first", "", (), "Rosters", 200, READ),
    Row("post", "/api/rosters", "Ask for a month", "AskRoster", (), "Roster", 201, (401, 403, 422)),
    Row("get", "/api/rosters/{roster_id}", "How far it is, and what it is", "", (), "Roster", 200, ONE),
    Row("post", "/api/rosters/{roster_id}/cancel", "Stop making it", "", (), "Roster", 200, (*ONE, 409)),
    Row("post", "/api/rosters/{roster_id}/publish", "In force", "PublishRoster", (), "Roster", 200, COMMAND),
    Row("post", "/api/rosters/{roster_id}/restore", "As a new version", "", (), "Roster", 201, (*ONE, 409)),
    Row("post", "/api/clock-in", "I am here", "", (), "Clocked", 200, _CHANGES),
    Row("post", "/api/clock-out", "I go", "", (), "Clocked", 200, _CHANGES),
    Row("get", "/api/notices", "Her notices, newest first", "", (), "Notices", 200, READ),
    Row("post", "/api/notices/seen", "Put them away", "", (), "PutAway", 200, READ),
)  # fmt: skip
