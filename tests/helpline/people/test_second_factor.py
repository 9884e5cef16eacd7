"""Codes, recovery codes and the half of a sign-in: each good once, nothing opens before the second."""

import threading
from collections.abc import Callable

import pytest

from helpline.people import one_time_codes
from helpline.people.factor_ports import Factor, FactorKind, HalfSession
from helpline.people.ports import Person
from helpline.people.second_factor import LastFactor
from helpline.people.sign_in import HALF_LIFE, SecondFactorNeeded, SignInRefused, TooManyTries
from helpline.store.database import open_database
from helpline.store.factor_book import SqlFactorBook
from helpline.store.key_store import KeyStore
from helpline.store.people_book import SqlPeopleBook
from tests.helpline.people.gate import ANA, PASSWORD, Gate, code, open_gate
from tests.helpline.store.samples import NOON, after


def test_a_password_alone_opens_nothing(gate: Gate) -> None:
    with pytest.raises(SecondFactorNeeded) as needed:
        gate.sign_in("sample1", PASSWORD, NOON)
    gate.enrol()
    with pytest.raises(SecondFactorNeeded):
        gate.sign_in("sample1", PASSWORD, NOON)

    assert needed.value.person == ANA
    assert "session.opened" not in gate.audit.acts()


def test_password_and_code_open_a_session(gate: Gate) -> None:
    secret = gate.enrol()

    person, cookie = gate.sign_in("sample1", PASSWORD, after(60), code=code(secret, after(60)))

    assert person == ANA
    assert cookie
    assert gate.audit.acts()[-1] == "session.opened"


def test_a_code_opens_once_also_after_a_failed_sign_in(gate: Gate) -> None:
    secret = gate.enrol()
    now = after(90)
    with pytest.raises(SignInRefused):
        gate.sign_in("sample1", "not her password", now, code=code(secret, now))

    with pytest.raises(SignInRefused):
        gate.sign_in("sample1", PASSWORD, now, code=code(secret, now))
    now = after(120)
    gate.sign_in("sample1", PASSWORD, now, code=code(secret, now))
    with pytest.raises(SignInRefused):
        gate.sign_in("sample1", PASSWORD, now, code=code(secret, now))


def test_the_code_that_enrolled_opens_nothing_again(gate: Gate) -> None:
    secret = gate.enrol()

    assert not gate.second.is_right(ANA, code(secret, NOON), NOON)


def test_of_two_who_use_one_code_at_once_one_gets_in(gate: Gate) -> None:
    secret, now = gate.enrol(), after(120)
    typed, let_in = code(secret, now), []
    threads = [
        threading.Thread(target=lambda: let_in.append(gate.second.is_right(ANA, typed, now)))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(let_in) == [False] * 5 + [True]


def test_five_wrong_codes_a_minute_and_then_even_the_right_one_waits(gate: Gate) -> None:
    secret = gate.enrol()
    for second in range(5):
        with pytest.raises(SignInRefused):
            gate.sign_in.check_code(ANA, "000000", after(200 + second))

    with pytest.raises(TooManyTries):
        gate.sign_in.check_code(ANA, code(secret, after(210)), after(210))
    gate.sign_in.check_code(ANA, code(secret, after(270)), after(270))


def test_each_recovery_code_opens_once_however_it_is_typed(gate: Gate) -> None:
    gate.enrol()
    codes = gate.second.new_recovery_codes(ANA, NOON)

    assert len(set(codes)) == 10
    assert gate.second.is_right(ANA, codes[0].upper().replace("-", " "), NOON)
    assert not gate.second.is_right(ANA, codes[0], NOON)
    assert gate.factors.recovery_left(ANA.id) == 9
    assert "factor.recovered" in gate.audit.acts()


def test_new_recovery_codes_take_the_place_of_the_earlier_ones(gate: Gate) -> None:
    earlier = gate.second.new_recovery_codes(ANA, NOON)
    gate.second.new_recovery_codes(ANA, NOON)

    assert not gate.second.is_right(ANA, earlier[0], NOON)


@pytest.mark.parametrize("typed", ["", " ", "x" * 5000, "\ud83d", "0" * 6])
def test_nonsense_is_no_second_factor(gate: Gate, typed: str) -> None:
    gate.enrol()

    assert not gate.second.is_right(ANA, typed, NOON)


def test_the_last_factor_stays_and_another_may_go(gate: Gate) -> None:
    gate.enrol()
    (first,) = gate.second.of(ANA.id)
    with pytest.raises(LastFactor):
        gate.second.remove(ANA, first.id, NOON)

    gate.enrol(after(60))

    assert not gate.second.remove(ANA, "unknown", NOON)
    assert gate.second.remove(ANA, first.id, NOON)
    assert first.id not in {each.id for each in gate.second.of(ANA.id)}


def test_a_secret_that_was_shown_stays_until_it_is_typed(gate: Gate) -> None:
    shown = gate.second.begin_code(ANA, NOON)

    assert gate.second.begin_code(ANA, after(5)) == shown
    assert not gate.second.confirm_code(ANA, "000000", NOON)
    assert gate.second.of(ANA.id) == []


def test_the_half_of_a_sign_in_lives_ten_minutes_and_five_tries(gate: Gate) -> None:
    def person_of(cookie: str, seconds: float) -> Person | None:
        found = gate.sign_in.half(cookie, after(seconds))
        return None if found is None else found[0]

    cookie = gate.sign_in.half_open(ANA, NOON)
    found = gate.sign_in.half(cookie, NOON)
    assert found is not None

    assert person_of(cookie, HALF_LIFE.total_seconds()) == ANA
    assert person_of(cookie, HALF_LIFE.total_seconds() + 1) is None
    assert person_of("made up", 0) is None
    for _ in range(5):
        gate.factors.count_try(found[1].digest)
    assert person_of(cookie, 0) is None


def test_the_half_of_a_sign_in_ends_no_session_and_the_whole_does(gate: Gate) -> None:
    secret = gate.enrol()
    gate.sign_in("sample1", PASSWORD, after(60), code=code(secret, after(60)))
    cookie = gate.sign_in.half_open(ANA, after(61))
    assert len(gate.sign_in.people.live_sessions()) == 1

    found = gate.sign_in.half(cookie, after(62))
    assert found is not None
    gate.sign_in.whole(*found, after(62))

    ((session, _),) = gate.sign_in.people.live_sessions()
    assert session.opened_at == after(62)
    assert gate.sign_in.half(cookie, after(63)) is None


def test_a_challenge_is_taken_once_and_in_time(gate: Gate) -> None:
    gate.factors.keep_challenge("owner", b"first", NOON)
    gate.factors.keep_challenge("owner", b"second", NOON)

    assert gate.factors.take_challenge("owner", NOON) == b"second"
    assert gate.factors.take_challenge("owner", NOON) is None
    gate.factors.keep_challenge("owner", b"late", NOON)
    assert gate.factors.take_challenge("owner", after(1)) is None


@pytest.mark.parametrize(
    "answer", [{}, {"rawId": "x"}, {"rawId": 5}, [], None, {"rawId": "AA", "id": "AA"}]
)
def test_an_answer_that_is_no_keys_is_refused(gate: Gate, answer: object) -> None:
    key = Factor(
        id="k",
        person_id=ANA.id,
        kind=FactorKind.KEY,
        name="",
        added_at=NOON,
        confirmed=True,
        material=b"x",
        credential=b"\0",
    )
    gate.factors.add(key)
    gate.second.key_options(ANA, "owner", NOON)
    assert not gate.second.is_signed(ANA, "owner", answer, NOON)
    gate.second.enrol_options(ANA, "owner", NOON)
    assert not gate.second.enrol_key(ANA, "owner", answer, "", NOON)


def test_what_is_over_is_forgotten(gate: Gate) -> None:
    gate.factors.open_half(HalfSession(digest="d", person_id=ANA.id, opened_at=NOON))
    gate.factors.keep_challenge("owner", b"c", NOON)

    assert gate.factors.forget(NOON) == 0
    assert gate.factors.forget(after(1)) == 2


def test_the_secret_of_a_code_is_sealed_in_the_database(
    fresh_url: Callable[[str], str], keys: KeyStore
) -> None:
    database = open_database(fresh_url("sqlite"))
    gate = open_gate(SqlPeopleBook(database), SqlFactorBook(database, keys))
    secret = gate.enrol()

    with database.reading() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM factors").all())
    database.close()
    assert repr(secret)[2:-1] not in rows
    assert one_time_codes.shown(secret) not in rows
    assert str(secret) not in repr(gate.second.of)
