"""Sending a child on to a service: without a name at any time, with one only if the child agreed."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from helpline.cases.case import CONSENTS, Entry, NoSuchCase, WrongMove
from helpline.cases.directory import Service, ServiceBook
from helpline.cases.keep_case import BadSection, KeepCase
from helpline.cases.read_contact import Reader

SHARE_IDENTITY = "share_identity"
OUTCOMES = ("accepted", "refused", "helped", "no_answer")


class Said(NamedTuple):
    """What a line of the timeline holds beside its time and its writer."""

    kind: str
    code: str
    yes: bool | None
    service_id: str | None = None
    entry_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refer:
    keep: KeepCase
    services: ServiceBook

    def consent(
        self,
        case_id: str,
        kind: str,
        reader: Reader,
        now: datetime,
        *,
        given: bool,
        entry_id: str = "",
    ) -> None:
        """What the child said last is what holds: a yes can be taken back. An id can be sent twice."""
        case = self.keep.hers(case_id, reader, is_open=True)
        if kind not in CONSENTS:
            raise BadSection([("consent", "Choose one of the list.")])
        self._note(reader, "case.consent", case.id, now)
        self._add(case.id, reader, now, Said("consent", kind, given, entry_id=entry_id))

    def __call__(
        self,
        case_id: str,
        code: str,
        reader: Reader,
        now: datetime,
        *,
        with_identity: bool,
        entry_id: str = "",
    ) -> Service:
        """Raises NoSuchCase, BadSection, and WrongMove when the child has not agreed to be named."""
        case = self.keep.hers(case_id, reader, is_open=True)
        found = [each for each in self.services.everything() if each.code == code]
        if not found:
            raise BadSection([("service", "Choose one of the list.")])
        if with_identity and not self.has_agreed(case.id):
            raise WrongMove("The child has not agreed to be named. Ask first, and note the answer.")
        self._note(reader, "case.referred", case.id, now)
        said = Said("referral", "made", with_identity, found[0].code, entry_id)
        self._add(case.id, reader, now, said)
        return found[0]

    def follow(
        self,
        case_id: str,
        entry_id: str,
        outcome: str,
        reader: Reader,
        now: datetime,
        *,
        new_id: str = "",
    ) -> None:
        """What became of a referral: a line of its own, so that nothing is written over."""
        case = self.keep.hers(case_id, reader, is_open=True)
        found = [each for each in self.keep.cases.entries(case.id) if each.id == entry_id]
        if not found or found[0].kind != "referral":
            raise NoSuchCase
        if outcome not in OUTCOMES:
            raise BadSection([("outcome", "Choose one of the list.")])
        self._note(reader, "case.referred", case.id, now)
        made = found[0]
        said = Said("referral", outcome, made.yes, made.service_id, new_id)
        self._add(case.id, reader, now, said)

    def has_agreed(self, case_id: str) -> bool:
        said = [
            entry.yes
            for entry in self.keep.cases.entries(case_id)
            if (entry.kind, entry.code) == ("consent", SHARE_IDENTITY)
        ]
        return bool(said) and said[-1] is True

    def _add(self, case_id: str, reader: Reader, now: datetime, said: Said) -> None:
        entry = Entry(
            id=said.entry_id or uuid.uuid4().hex,
            case_id=case_id,
            kind=said.kind,
            code=said.code,
            at=now,
            by_id=reader.person_id,
            yes=said.yes,
            service_id=said.service_id,
        )
        self.keep.cases.add_entry(entry)

    def _note(self, reader: Reader, act: str, case_id: str, now: datetime) -> None:
        self.keep.audit.note(actor_id=reader.person_id, act=act, thing=case_id, now=now)
