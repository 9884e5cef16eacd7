"""The application in one process without carrier or sockets: signed webhooks in, rows out."""

import dataclasses
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from flask.testing import FlaskClient
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from config import load_config
from helpline.app import create_app
from helpline.assembly import Parts, assemble
from helpline.calls.ports import Clock
from helpline.people.add_person import add_person
from helpline.people.ports import Person, Role
from helpline.practice_secrets import with_secrets
from helpline.privacy.audit import Wanted
from helpline.store.audit_log import AuditRow
from routing.events import ChooseDuty, Present, ShiftStart
from routing.state import Duty
from tests.fakes.fake_carrier import FakeCarrier
from tests.fakes.fake_training import FakePracticeLine

PUBLIC_URL = "https://line.example"


@dataclass(slots=True, kw_only=True)
class Office:
    parts: Parts
    carrier: FakeCarrier
    practice_line: FakePracticeLine
    http: FlaskClient

    def webhook(self, path: str, form: dict[str, str], *, token: str | None = None) -> TestResponse:
        """Posted as the carrier would, signed with `token` or the account's own."""
        token = self.parts.config.auth_token if token is None else token
        signature = RequestValidator(token).compute_signature(PUBLIC_URL + path, form)
        return self.http.post(path, data=form, headers={"X-Twilio-Signature": signature})

    def unsigned(self, path: str, form: dict[str, str], **headers: str) -> TestResponse:
        body = urlencode(form)
        kind = "application/x-www-form-urlencoded"
        return self.http.post(path, data=body, content_type=kind, headers=headers)

    def counsellor(self, login: str = "counsellor") -> Person:
        """On shift, there, and available."""
        person = self.person(login, Role.COUNSELLOR)
        for event in (
            ShiftStart(id=f"s:{person.id}", counsellor_id=person.id, languages=person.speaks),
            Present(id=f"p:{person.id}", counsellor_id=person.id),
            ChooseDuty(id=f"d:{person.id}", counsellor_id=person.id, duty=Duty.AVAILABLE),
        ):
            self.parts.apply_event(event)
        return person

    def person(self, login: str, role: Role) -> Person:
        return add_person(
            self.parts.people,
            login=login,
            name=f"Sample {login}",
            roles=frozenset({role}),
            speaks=frozenset({"kk", "ru"}),
            ui_language="en",
            password="correct horse battery",
        )

    def entries(self) -> list[AuditRow]:
        """What is on record about content and changes, newest first; coming and going left out."""
        rows = self.parts.audit_log.page(Wanted(), limit=200)
        return [row for row in rows if not row.act.startswith("session.")]

    def close(self) -> None:
        self.parts.apply_event.deliver.close()  # type: ignore[attr-defined]  # the real one
        self.parts.database.close()


def open_office(folder: Path, database_url: str, *, clock: Clock | None = None) -> Office:
    config = load_config(
        {
            "HELPLINE_DATA_DIR": str(folder),
            "HELPLINE_DATABASE_URL": database_url,
            "HELPLINE_PUBLIC_URL": PUBLIC_URL,
        }
    )
    config = dataclasses.replace(with_secrets(config), role="web")
    carrier, practice_line = FakeCarrier(), FakePracticeLine()
    parts = assemble(config, clock=clock, carrier=carrier, practice_line=practice_line)
    http = create_app(config, parts=parts).test_client()
    return Office(parts=parts, carrier=carrier, practice_line=practice_line, http=http)
