"""What is set for the line, however it was sent: each fault named by its field, each change on record."""

import re
import uuid
from collections.abc import Mapping
from http import HTTPStatus

from helpline.calls.line_ports import OutsideParty, Switch
from helpline.console import reading
from helpline.console.access import me, parts, put_on_record
from helpline.console.api_desk import refuse_unless_done
from helpline.console.problems import Problem
from helpline.people.ports import Role
from helpline.rota.abilities import PLACES, Ability, WrongSkills, skills_of
from routing.events import OnCallEnd, OnCallStart

_IN_FULL = re.compile(r"\+[1-9][0-9]{6,14}")
_DIALLED = re.compile(r"\+?[0-9]{2,15}")
_RANKS = range(100)


def turn_emergency(*, on: bool) -> None:
    """Every caller hears the notice first, from her next turn on."""
    put_on_record("line.emergency_on" if on else "line.emergency_off", "-")
    parts().line.turn(Switch.EMERGENCY, on=on, by=me().id, now=parts().now())


def set_telephone(person_id: str, typed: str) -> None:
    """In full, with its plus; nothing takes it away. Raises Problem."""
    number = _without_spaces(typed)
    if number and not _IN_FULL.fullmatch(number):
        words = "A telephone number such as +7 700 123 45 67 is expected here."
        raise reading.wrong("number", words)
    _known(person_id)
    put_on_record("person.telephone", person_id)
    parts().line.set_telephone(person_id, number or None, parts().now())


def set_on_call(person_id: str, *, on: bool, rank: int) -> None:
    """From now on her telephone may be rung, in the order of the ranks, low first. Raises Problem."""
    if rank not in _RANKS:
        raise reading.wrong("rank", "A whole number from 0 to 99 is expected here.")
    _known(person_id)
    if on and person_id not in parts().line.telephones():
        raise Problem(HTTPStatus.CONFLICT, "This person has no telephone on the list.")
    put_on_record("person.on_call" if on else "person.off_call", person_id)
    key = reading.event_id(f"on-call:{person_id}")
    start = OnCallStart(id=key, counsellor_id=person_id, rank=rank)
    event = start if on else OnCallEnd(id=key, counsellor_id=person_id)
    refuse_unless_done(parts().apply_event(event))


def set_ability(person_id: str, skills: Mapping[str, int], place: int) -> None:
    """From the next look at the rota on, a few seconds later. Raises Problem."""
    if place not in PLACES:
        raise reading.wrong("place", "A whole number from 0 to 999 is expected here.")
    _known(person_id)
    put_on_record("person.skills", person_id)
    parts().abilities.set_ability(person_id, Ability(skills=skills, place=place))


def typed_skills(typed: str) -> Mapping[str, int]:
    """Raises Problem."""
    try:
        return skills_of(typed)
    except WrongSkills as fault:
        words = "Skills with levels from 1 to 5 are expected here, such as: law 3, suicide 5."
        raise reading.wrong("skills", words) from fault


def _known(person_id: str) -> None:
    people = {person.id for person in parts().people.everyone() if Role.COUNSELLOR in person.roles}
    if person_id not in people:
        raise _nothing()


def add_party(typed_name: str, typed_number: str) -> OutsideParty:
    """Short numbers such as 112 count. Raises Problem."""
    name, number = typed_name.strip(), _without_spaces(typed_number)
    if not name:
        raise reading.wrong("name", "Text is expected here.")
    if not _DIALLED.fullmatch(number):
        raise reading.wrong("number", "A telephone number is expected here.")
    party = OutsideParty(id=uuid.uuid4().hex, name=name, number=number)
    put_on_record("line.party_added", party.id)
    parts().line.add_party(party)
    return party


def remove_party(party_id: str) -> None:
    """Raises Problem."""
    put_on_record("line.party_removed", party_id)
    if not parts().line.remove_party(party_id):
        raise _nothing()


def _without_spaces(typed: str) -> str:
    return re.sub(r"[\s()-]", "", typed)


def _nothing() -> Problem:
    return Problem(HTTPStatus.NOT_FOUND, "There is nothing here")
