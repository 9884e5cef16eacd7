"""The pass of an accepting browser."""

from helpline.calls.ticket import make_ticket, offer_of

SECRET = b"a secret of the tests, long enough"


def test_a_ticket_opens_the_door_of_its_own_offer_for_its_own_person() -> None:
    ticket = make_ticket(SECRET, offer_id="abc.1", person_id="p1")

    assert offer_of(SECRET, ticket, person_id="p1") == "abc.1"


def test_somebody_elses_ticket_is_refused() -> None:
    ticket = make_ticket(SECRET, offer_id="abc.1", person_id="p1")

    assert offer_of(SECRET, ticket, person_id="p2") is None


def test_an_altered_ticket_is_refused() -> None:
    ticket = make_ticket(SECRET, offer_id="abc.1", person_id="p1")

    assert offer_of(SECRET, ticket.replace("abc.1", "abc.2"), person_id="p1") is None
    assert offer_of(SECRET, ticket[:-1], person_id="p1") is None
    assert offer_of(SECRET, "", person_id="p1") is None
    assert offer_of(b"another secret", ticket, person_id="p1") is None


def test_a_ticket_with_letters_outside_ascii_is_refused_and_not_an_error() -> None:
    assert offer_of(SECRET, "abc.1~ключ", person_id="p1") is None
