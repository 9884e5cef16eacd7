"""The shapes of accounts, of the audit log and of emergency disclosure, by name."""

from helpline.cases.disclosure import REASONS
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
from helpline.people.ports import Role

_COLLEAGUE = an_object(
    id=TEXT,
    login=TEXT,
    name=TEXT,
    roles=many(one_of(*Role)),
    speaks=many(LANGUAGE),
    is_sample=YES_OR_NO,
)
STAFF: dict[str, Schema] = {
    "Invite": an_object(
        ("speaks", "ui_language"),
        login=TEXT,
        name=TEXT,
        roles=many(one_of(*Role)),
        speaks=many(LANGUAGE),
        ui_language=LANGUAGE,
    ),
    "Roles": an_object(roles=many(one_of(*Role))),
    "Colleague": _COLLEAGUE,
    "Colleagues": an_object(rows=many(schema("Colleague")), disabled=many(schema("Colleague"))),
    "Invited": an_object(person=schema("Colleague"), link=TEXT),
    "Link": an_object(link=TEXT),
    "AuditEntries": an_object(
        rows=many(
            an_object(
                number=NUMBER,
                at=INSTANT,
                actor_id=TEXT,
                actor_name=or_none(TEXT),
                act=TEXT,
                thing=TEXT,
                reason=or_none(TEXT),
            )
        ),
        older=or_none(NUMBER),
    ),
    "Ask": an_object(contact_id=TEXT, reason=one_of(*REASONS)),
    "Disclosure": an_object(
        id=TEXT,
        contact_id=TEXT,
        asked_by=TEXT,
        asked_at=INSTANT,
        reason=one_of(*REASONS),
        decided_by=or_none(TEXT),
        decided_at=or_none(INSTANT),
        approved=or_none(YES_OR_NO),
    ),
    "Disclosures": an_object(rows=many(schema("Disclosure"))),
}
