"""Unsaved words are sealed in the tab with a key that comes with her page alone."""

import base64
import re

from helpline.people.sign_in import draft_key
from tests.helpline.console.desk import Desk, signed_in
from tests.helpline.office import Office


def test_each_person_has_a_key_of_her_own_that_stays_the_same() -> None:
    secret = b"a secret of this test"
    keys = {draft_key(secret, person) for person in ("person-1", "person-2")}

    assert len(keys) == 2
    assert {len(base64.b64decode(key)) for key in keys} == {32}
    assert draft_key(secret, "person-1") in keys
    assert draft_key(b"another secret", "person-1") not in keys


def test_the_desk_brings_it_and_keeps_it_out_of_forms_cookies_and_caches(
    office: Office, counsellor: Desk
) -> None:
    first, again = (counsellor.get("/console", Accept="text/html") for _ in range(2))
    key = _key_in(first.text)

    assert key == _key_in(again.text)
    assert first.text.count(key) == 1
    assert key not in str(first.headers)
    assert "no-store" in first.headers["Cache-Control"]
    other = signed_in(office, office.counsellor("other"))
    assert _key_in(other.get("/console", Accept="text/html").text) != key


def _key_in(page: str) -> str:
    found = re.search(r'"draft_key": ?"([A-Za-z0-9+/=]{44})"', page)
    assert found is not None
    return found.group(1)
