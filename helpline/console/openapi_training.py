"""The shapes of training, by name."""

from helpline.console.openapi_schemas import (
    INSTANT,
    LANGUAGE,
    TEXT,
    YES_OR_NO,
    Schema,
    an_object,
    many,
    schema,
)

TRAINING: dict[str, Schema] = {
    "NewTraining": an_object(counsellor_id=TEXT, language=LANGUAGE),
    "NewCaller": an_object(("language",), script=TEXT, language=LANGUAGE),
    "TrainingSession": an_object(
        id=TEXT,
        counsellor_id=TEXT,
        supervisor_id=TEXT,
        language=LANGUAGE,
        started_at=INSTANT,
        ends_at=INSTANT,
        phone_page=TEXT,
        calls=many(schema("LoggedCall")),
    ),
    "Training": an_object(practice=YES_OR_NO, sessions=many(schema("TrainingSession"))),
    "Scripts": an_object(
        scripts=many(an_object(name=TEXT, title={"type": "object", "additionalProperties": TEXT}))
    ),
    "Caller": an_object(call_sid=TEXT),
}
