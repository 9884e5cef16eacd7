"""The shapes of contacts, by name."""

from helpline.cases.form import AGES, CHANNELS, PAPER_CHANNELS, RISK_ANSWERS, Field, definition
from helpline.cases.rescue_contact import REASONS
from helpline.console.openapi_row import COMMAND, ONE, START, Row
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
from helpline.privacy.detector.finding import MARKED, REFUSED
from helpline.reports.tables import KINDS


def _field(field: Field) -> Schema:
    match field.kind:
        case "one":
            return or_none(one_of(*field.codes))
        case "many":
            return or_none(many(one_of(*field.codes)))
        case "checklist":
            answers = dict.fromkeys(field.codes, one_of(*RISK_ANSWERS))
            return or_none(an_object(field.codes, **answers))
        case _:
            return or_none({"type": "integer", "minimum": AGES[0], "maximum": AGES[-1]})


def _form() -> Schema:
    """Drawn from the form's own definition, so that the two cannot differ."""
    fields = definition().fields
    tops = {each.name: _field(each) for each in fields if "." not in each.name}
    child = {each.name[6:]: _field(each) for each in fields if "." in each.name}
    shapes = {**tops, "child": or_none(an_object(tuple(child), **child))}
    return an_object(tuple(shapes), **shapes)


def _contact(note: Schema) -> Schema:
    return an_object(
        id=TEXT,
        call_id=or_none(TEXT),
        case_id=or_none(TEXT),
        channel=one_of(*CHANNELS),
        practice=YES_OR_NO,
        owner_id=TEXT,
        recorded_by=or_none(TEXT),
        state=one_of("draft", "complete"),
        version=NUMBER,
        form=schema("ContactForm"),
        form_version=TEXT,
        note=note,
        opened_at=INSTANT,
        completed_at=or_none(INSTANT),
    )


RECORDS: dict[str, Schema] = {
    "ContactForm": _form(),
    "Contact": _contact(note=TEXT),
    "ListedContact": _contact(note=or_none(TEXT)),  # null: it takes a reason
    "Saved": an_object(version=NUMBER, saved_at=INSTANT, findings=many(schema("Finding"))),
    "Finding": an_object(kind=one_of(*REFUSED, *MARKED), refused=YES_OR_NO, text=TEXT),
    "Contacts": an_object(rows=many(schema("ListedContact")), older=or_none(INSTANT)),
    "NewContact": an_object(
        ("id", "owner_id"),
        id=TEXT,
        channel=one_of(*PAPER_CHANNELS),
        owner_id=TEXT,
        happened_at=INSTANT,
    ),
    "Report": an_object(
        kind=one_of(*KINDS),
        period=TEXT,
        tables=many(
            an_object(
                name=TEXT,
                rows=many(TEXT),
                columns=many(TEXT),
                cells=many(many(or_none(NUMBER))),
            )
        ),
    ),
    "Rescue": an_object(reason=one_of(*REASONS)),
}
RECORD_ROUTES = (
    Row("get", "/api/reports/{name}", "A report that leaves", "", (), "Report", 200, ONE),
    Row("post", "/api/contacts", "Add one from paper", "NewContact", (), "Contact", 201, START),
    Row(
        "post",
        "/api/contacts/{contact_id}/rescue",
        "Finish a stuck one",
        "Rescue",
        (),
        "Contact",
        200,
        COMMAND,
    ),
)
