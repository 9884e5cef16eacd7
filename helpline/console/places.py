"""Where each role begins, and the pages its bar leads to."""

from helpline.people.ports import Person, Role

# A person with several roles begins at the first that is hers.
_HOMES = (
    (Role.SUPERVISOR, "/supervisor"),
    (Role.COUNSELLOR, "/console"),
    (Role.DUTY_OFFICER, "/disclosures"),
    (Role.AUDITOR, "/audit"),
    (Role.ADMIN, "/people"),
)


def home_of(person: Person) -> str:
    return next((path for role, path in _HOMES if role in person.roles), "/account")
