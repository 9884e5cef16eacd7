"""Cases and the search over the records: their shapes, and every address."""

from helpline.cases.case import CONSENTS, FLAGS, NOTED, SECTIONS, TEXT_LENGTH, CaseState
from helpline.cases.form import REGIONS
from helpline.cases.refer import OUTCOMES
from helpline.cases.statistics import AGE_BANDS
from helpline.console import reading
from helpline.console.openapi_row import COMMAND, ONE, WRITE, Row
from helpline.console.openapi_schemas import (
    INSTANT,
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
from helpline.console.search_values import STATES, WHOSE

_DAY: Schema = {"type": "string", "format": "date"}
_SOUGHT: dict[str, Schema] = {
    "whose": one_of(*WHOSE),
    "reason": TEXT,
    "category": TEXT,
    "region": one_of("", *REGIONS),
    "age_band": one_of("", *AGE_BANDS),
    "state": one_of("", *STATES),
    "owner_id": TEXT,
    "since": or_none(INSTANT),
    "until": or_none(INSTANT),
    "flagged": YES_OR_NO,
    "overdue": YES_OR_NO,
    "reference": TEXT,
    "after": TEXT,
    "limit": {"type": "integer", "minimum": 1, "maximum": reading.LONGEST_PAGE, "default": 50},
}
CASE_SHAPES: dict[str, Schema] = {
    "Sought": an_object(tuple(_SOUGHT), **_SOUGHT),
    "FoundContacts": an_object(rows=many(schema("ListedContact")), older=or_none(TEXT)),
    "FoundCases": an_object(rows=many(schema("Case")), older=or_none(TEXT)),
    "Case": an_object(
        id=TEXT,
        label=TEXT,
        state=one_of(*CaseState),
        owner_id=TEXT,
        opened_by=TEXT,
        opened_at=INSTANT,
        closed_at=or_none(INSTANT),
        closing_asked_by=or_none(TEXT),
        handing_to=or_none(TEXT),
        version=NUMBER,
    ),
    "CaseEntry": an_object(
        id=TEXT,
        kind=one_of(*SECTIONS, *NOTED),
        at=INSTANT,
        by_id=TEXT,
        code=or_none(TEXT),
        yes=or_none(YES_OR_NO),
        service=or_none(TEXT),
        due_on=or_none(_DAY),
        done_at=or_none(INSTANT),
        done_by=or_none(TEXT),
        text=or_none(TEXT),
    ),
    "Cases": an_object(rows=many(schema("Case"))),
    "WholeCase": an_object(
        case=schema("Case"),
        entries=many(schema("CaseEntry")),
        contacts=many(schema("ListedContact")),
    ),
    "Words": an_object(words=TEXT),
    "KnownAgain": an_object(
        known=YES_OR_NO, case=or_none(schema("NamedCase")), linked=YES_OR_NO, elsewhere=YES_OR_NO
    ),
    "OpenCase": an_object(contact_id=TEXT),
    "CaseLabel": an_object(label=TEXT),
    "NamedCase": an_object(id=TEXT, label=TEXT),
    "NewEntry": an_object(
        ("due_on",),
        kind=one_of(*SECTIONS),
        text={"type": "string", "maxLength": TEXT_LENGTH},
        due_on=_DAY,
    ),
    "WrittenEntry": an_object(id=TEXT),
    "Flag": an_object(reason=one_of(*FLAGS)),
    "MoveCase": an_object(state=one_of(*CaseState)),
    "HandOver": an_object(person_id=TEXT),
    "Takes": an_object(takes=YES_OR_NO),
    "Consent": an_object(consent=one_of(*CONSENTS), given=YES_OR_NO),
    "Refer": an_object(("with_identity",), service=TEXT, with_identity=YES_OR_NO),
    "ReferralOutcome": an_object(outcome=one_of(*OUTCOMES)),
}
_CASE, _ENTRY = "/api/cases/{case_id}", "WrittenEntry"
_REFERRAL = f"{_CASE}/referrals/{{entry_id}}"
CASE_ROUTES = (
    Row("post", "/api/search/contacts", "Look for contacts", "Sought", (), "FoundContacts", 200, WRITE),
    Row("post", "/api/search/cases", "Look for cases", "Sought", (), "FoundCases", 200, WRITE),
    Row("put", "/api/contacts/{contact_id}/code-words", "Keep words", "Words", (), "", 204, (*ONE, 422, 429)),
    Row("post", "/api/calls/{call_id}/code-words", "Look up", "Words", (), "KnownAgain", 200, (*COMMAND, 429)),
    Row("get", "/api/cases", "Cases, newest first", "", ("view", "label"), "Cases", 200, (401, 403)),
    Row("post", "/api/cases", "Open one around a contact", "OpenCase", (), "Case", 201, COMMAND),
    Row("get", _CASE, "One with its timeline; on record", "", (), "WholeCase", 200, ONE),
    Row("post", "/api/contacts/{contact_id}/case", "Into a case", "CaseLabel", (), "NamedCase", 200, COMMAND),
    Row("delete", f"{_CASE}/contacts/{{contact_id}}", "Take it out", "", (), "", 204, (*ONE, 409)),
    Row("post", f"{_CASE}/entries", "Write a section", "NewEntry", (), _ENTRY, 201, COMMAND),
    Row("post", f"{_CASE}/entries/{{entry_id}}/finish", "Done, or settled", "", (), "", 204, ONE),
    Row("post", f"{_CASE}/flags", "Flag it", "Flag", (), _ENTRY, 201, COMMAND),
    Row("post", f"{_CASE}/state", "Move it on", "MoveCase", (), "", 204, COMMAND),
    Row("post", f"{_CASE}/approve", "Approve closing", "", (), "", 204, (*ONE, 409)),
    Row("post", f"{_CASE}/hand-over", "Ask somebody to take it", "HandOver", (), "", 204, COMMAND),
    Row("post", f"{_CASE}/answer", "Take it or not", "Takes", (), "", 204, COMMAND),
    Row("post", f"{_CASE}/consents", "What the child said", "Consent", (), _ENTRY, 201, COMMAND),
    Row("post", f"{_CASE}/referrals", "Send the child on", "Refer", (), _ENTRY, 201, COMMAND),
    Row("post", f"{_REFERRAL}/outcome", "What became of it", "ReferralOutcome", (), _ENTRY, 201, COMMAND),
)  # fmt: skip
