"""The whole of a screen, read afresh: what a page shows before the first news and after a gap."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from helpline.calls.news import console_view, line_call, line_person
from helpline.cases.ports import Contact, ContactState
from helpline.console.parts import ConsoleParts
from helpline.people.ports import Person, Role
from routing.dispatch import in_order
from routing.presence import presence_of
from routing.state import CallState, Counsellor, RoutingState
from shift_schedule.shift import Shift

_NOBODY_SINCE = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def console_snapshot(
    parts: ConsoleParts, person: Person, *, covered: bool = False
) -> Mapping[str, Any]:
    """A counsellor's own desk. `seq` is read before the rest, so that replay loses nothing.

    While her screen is `covered` what she writes is left out; that a child calls is not.
    """
    seq = parts.streams.head(f"person:{person.id}")
    now, state = parts.now(), parts.routing_state()
    row = state.counsellors.get(person.id) or _nobody(person)
    view = dict(console_view(row, state, now))
    contact = _current_contact(parts, person, view)
    if view["call"] is not None:
        view["call"] = {**view["call"], "contact_id": contact.id if contact else None}
    return {
        "seq": seq,
        "epoch": parts.streams.epoch(),
        "server_time": now.isoformat(),
        "me": person_view(person),
        **view,
        **_shifts(parts, person.id, now),
        "contact": None if contact is None or covered else contact_view(contact),
        "unfinished": [
            {"id": each.id, "opened_at": each.opened_at.isoformat()}
            for each in parts.write_contact.contacts.unfinished(person.id)
        ],
    }


def _nobody(person: Person) -> Counsellor:
    return Counsellor(id=person.id, languages=person.speaks, idle_since=_NOBODY_SINCE)


def _current_contact(
    parts: ConsoleParts, person: Person, view: Mapping[str, Any]
) -> Contact | None:
    """The live call's, or the one that is waiting to be written."""
    contacts = parts.write_contact.contacts
    if view["call"] is not None:
        return contacts.of_call(view["call"]["id"])
    drafts = [each for each in contacts.unfinished(person.id) if each.state is ContactState.DRAFT]
    return drafts[-1] if drafts else None


def _shifts(parts: ConsoleParts, person_id: str, now: datetime) -> Mapping[str, Any]:
    ahead = parts.shifts.between(now, now + timedelta(days=14))
    mine = [shift for shift in ahead if shift.person_id == person_id]
    current = [shift for shift in mine if shift.covers(now)]
    later = [shift for shift in mine if shift.starts_at > now]
    return {
        "shift": shift_view(current[0]) if current else None,
        "next_shift": shift_view(later[0]) if later else None,
    }


def waiting_view(parts: ConsoleParts, person: Person) -> Mapping[str, Any]:
    """Callers in their order, and colleagues on shift with what they are doing; practice calls left out."""
    now, state = parts.now(), parts.routing_state()
    waiting = [c for c in state.calls.values() if c.state is CallState.WAITING and not c.training]
    names = {each.id: each.name for each in parts.people.everyone()}
    return {
        "waiting": [
            {"id": call.id, "language": call.language, "since": call.enqueued_at.isoformat()}
            for call in in_order(waiting, now, parts.policy)
        ],
        "colleagues": [
            {
                "id": each.id,
                "name": names.get(each.id, ""),
                "languages": sorted(each.languages),
                "presence": presence_of(state, each, now).value,
                "present": each.present,
            }
            for each in sorted(state.counsellors.values(), key=lambda each: names.get(each.id, ""))
            if each.on_shift and each.id != person.id
        ],
        "parties": [{"id": each.id, "name": each.name} for each in parts.line.parties()],
        "skills": sorted({s for p in state.counsellors.values() if p.on_shift for s in p.skills}),
    }


def line_snapshot(parts: ConsoleParts) -> Mapping[str, Any]:
    """The supervisor's board."""
    seq = parts.streams.head("line")
    now, state = parts.now(), parts.routing_state()
    calls = sorted(state.calls.values(), key=lambda call: (call.enqueued_at, call.id))
    return {
        "seq": seq,
        "epoch": parts.streams.epoch(),
        "server_time": now.isoformat(),
        "calls": [line_call(call, state) for call in calls],
        "people": [_row(state, person, now) for person in _counsellors(parts)],
        "today": parts.log.day_figures(day_start(parts, now)),
        "parts": {
            part: {"is_up": state.is_up, "since": state.since.isoformat()}
            for part, state in parts.part_states(now).items()
        },
        "rota_alarms": parts.rota.alarms.urgent(now),
    }


def _counsellors(parts: ConsoleParts) -> list[Person]:
    return [person for person in parts.people.everyone() if Role.COUNSELLOR in person.roles]


def _row(state: RoutingState, person: Person, now: datetime) -> Mapping[str, Any]:
    row = state.counsellors.get(person.id) or _nobody(person)
    view = {**line_person(row, state, now), "name": person.name, "is_sample": person.is_sample}
    # News says since when, for it comes at that instant. Here it would be the present, at every look anew.
    del view["since"]
    return view


def day_start(parts: ConsoleParts, now: datetime) -> datetime:
    """Midnight of the helpline's own day."""
    return datetime.combine(now.astimezone(parts.zone).date(), time(), parts.zone)


def person_view(person: Person) -> Mapping[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "roles": sorted(person.roles),
        "ui_language": person.ui_language,
        "is_sample": person.is_sample,
    }


def shift_view(shift: Shift) -> Mapping[str, Any]:
    return {
        "id": shift.id,
        "person_id": shift.person_id,
        "starts_at": shift.starts_at.isoformat(),
        "ends_at": shift.ends_at.isoformat(),
        "languages": sorted(shift.languages),
    }


def contact_view(contact: Contact) -> Mapping[str, Any]:
    completed = contact.completed_at
    return {
        "id": contact.id,
        "call_id": contact.call_id,
        "case_id": contact.case_id,
        "channel": contact.channel,
        "practice": contact.training is not None,
        "owner_id": contact.owner_id,
        "recorded_by": contact.recorded_by,
        "state": contact.state.value,
        "version": contact.version,
        "form": dict(contact.form),
        "form_version": contact.form_version,
        "note": contact.note,
        "opened_at": contact.opened_at.isoformat(),
        "completed_at": None if completed is None else completed.isoformat(),
    }
