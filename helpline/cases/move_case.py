"""A case goes on: its states, the approval to close it, and its way to another counsellor."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from helpline.cases.case import Case, CaseState, Entry, NoSuchCase, WrongMove, may_follow
from helpline.cases.keep_case import KeepCase
from helpline.cases.read_contact import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveCase:
    keep: KeepCase

    def __call__(self, case_id: str, to: CaseState, reader: Reader, now: datetime) -> Case:
        """Raises NoSuchCase, WrongMove, StaleCase. Closing takes two people."""
        case = self.keep.hers(case_id, reader)
        if not may_follow(case.state, to):
            raise WrongMove("The case cannot go there from where it is.")
        self._check(case, to, reader)
        moved = replace(
            case,
            state=to,
            closing_asked_by=reader.person_id if to is CaseState.CLOSING else None,
            closed_at=now if to is CaseState.CLOSED else None,
        )
        self._note(reader, f"case.{to.value}", case.id, now)
        changed = self.keep.cases.change(moved)
        self._add(case.id, "state", to.value, reader, now)
        return changed

    def _check(self, case: Case, to: CaseState, reader: Reader) -> None:
        if to is CaseState.CLOSED and not (
            reader.reads_all and reader.person_id != case.closing_asked_by
        ):
            raise WrongMove("A supervisor who has not asked for it herself closes a case.")
        if case.state is CaseState.CLOSED and not reader.reads_all:
            raise WrongMove("This case is closed. A supervisor can open it again.")
        if to is CaseState.CLOSING and self._has_open_flag(case.id):
            raise WrongMove("A flag of this case is not settled yet.")

    def _has_open_flag(self, case_id: str) -> bool:
        entries = self.keep.cases.entries(case_id)
        return any(each.kind == "flag" and each.done_at is None for each in entries)

    def hand_to(self, case_id: str, person_id: str, reader: Reader, now: datetime) -> Case:
        """The other is asked; a supervisor may take the question back by asking the owner."""
        case = self.keep.hers(case_id, reader, is_open=True)
        to = None if person_id == case.owner_id else person_id
        self._note(reader, "case.offered", case.id, now)
        changed = self.keep.cases.change(replace(case, handing_to=to))
        self._add(case.id, "hand_over", "asked" if to else "withdrawn", reader, now)
        return changed

    def answer(self, case_id: str, reader: Reader, now: datetime, *, takes: bool) -> Case:
        """Whoever was asked takes it, or not. Raises NoSuchCase for everybody else."""
        case = self.keep.cases.case(case_id)
        if case is None or case.handing_to != reader.person_id:
            raise NoSuchCase
        owner = reader.person_id if takes else case.owner_id
        self._note(reader, "case.taken" if takes else "case.declined", case.id, now)
        changed = self.keep.cases.change(replace(case, owner_id=owner, handing_to=None))
        self._add(case.id, "hand_over", "taken" if takes else "declined", reader, now)
        return changed

    def _add(self, case_id: str, kind: str, code: str, reader: Reader, now: datetime) -> None:
        entry = Entry(
            id=uuid.uuid4().hex,
            case_id=case_id,
            kind=kind,
            code=code,
            at=now,
            by_id=reader.person_id,
        )
        self.keep.cases.add_entry(entry)

    def _note(self, reader: Reader, act: str, case_id: str, now: datetime) -> None:
        self.keep.audit.note(actor_id=reader.person_id, act=act, thing=case_id, now=now)
