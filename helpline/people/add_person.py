"""A new colleague."""

import uuid

from helpline.people.passwords import hash_password
from helpline.people.ports import PeopleBook, Person, Role


def add_person(  # noqa: PLR0913 -- what there is to say about a colleague
    people: PeopleBook,
    *,
    login: str,
    name: str,
    roles: frozenset[Role],
    speaks: frozenset[str],
    ui_language: str,
    password: str,
    is_sample: bool = False,
) -> Person:
    """The person as she was stored. Raises LoginTaken or BadPassword."""
    person = Person(
        id=uuid.uuid4().hex,
        login=login,
        name=name,
        roles=roles,
        speaks=speaks,
        ui_language=ui_language,
        is_sample=is_sample,
        password_hash=hash_password(password),
    )
    people.add(person)
    return person
