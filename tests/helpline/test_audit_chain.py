"""The chain itself: whatever is done to the entries is found, with its place."""

import hmac
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpline.privacy.audit_chain import (
    GENESIS,
    Anchor,
    Entry,
    Fault,
    base_seal,
    link_of,
    sealer,
    verify,
)

KEY = b"a key of the tests"
Tamper = Callable[[list[Entry]], list[Entry]]


def chain(count: int, *, key: bytes = KEY, word: str = "contact") -> list[Entry]:
    entries, link = [], GENESIS
    for number in range(1, count + 1):
        fields = (
            number,
            f"2026-11-25 08:00:00.{number:06}",
            "p1",
            "contact.read",
            f"{word}-{number}",
            None,
        )
        link = link_of(key, link, fields)
        entries.append(Entry(*fields, link=link))
    return entries


def faults(entries: list[Entry], *anchors: Anchor) -> list[Fault]:
    return verify(KEY, entries, anchors).faults


def fault(what: str, first: int, last: int) -> Fault:
    return Fault(what=what, first=first, last=last)


def head(entries: list[Entry]) -> Anchor:
    return Anchor(entries[-1].number, entries[-1].link)


@given(key=st.binary(max_size=200), message=st.binary(max_size=200))
def test_a_seal_is_the_hmac_that_everybody_knows(key: bytes, message: bytes) -> None:
    assert sealer(key)(message) == hmac.digest(key, message, "sha256")


def test_an_untouched_chain_has_no_fault() -> None:
    entries = chain(50)

    verdict = verify(KEY, entries, [head(entries[:20]), head(entries)])

    assert (verdict.entries, verdict.last, verdict.faults) == (50, 50, [])


def test_of_nothing_nothing_was_looked_at() -> None:
    verdict = verify(KEY, [], [])

    assert (verdict.entries, verdict.last, verdict.faults) == (0, 0, [])


def test_the_seal_of_a_base_is_of_its_number_its_link_and_the_key() -> None:
    base = Anchor(7, b"link")
    seal = base_seal(KEY, base)

    assert seal == hmac.digest(KEY, b"base\n7\nlink", "sha256")
    others = (base_seal(b"another", base), base_seal(KEY, Anchor(8, b"link")))
    assert seal not in (*others, base_seal(KEY, Anchor(7, b"other")))


@given(
    number=st.integers(1, 30),
    name=st.sampled_from(["at", "actor_id", "act", "thing", "reason", "link"]),
)
def test_every_edit_of_every_field_is_found_at_its_place(number: int, name: str) -> None:
    entries = chain(30)
    old = entries[number - 1]
    changed: Any = {"link": bytes(32), "reason": ""}.get(name, "x")
    entries[number - 1] = old._replace(**{name: changed})

    found = faults(entries, head(chain(30)))

    places = {each for one in found for each in range(one.first, one.last + 1)}
    assert number in places
    assert places <= {number, number + 1}


@pytest.mark.parametrize("value", [b"contact-4", 4, None, 4.5])
@pytest.mark.parametrize("name", ["at", "actor_id", "act", "thing", "link"])
def test_a_value_of_another_kind_is_found_like_any_other_edit(name: str, value: Any) -> None:
    entries = chain(9)
    entries[3] = entries[3]._replace(**{name: value})

    assert faults(entries, head(entries))[0] == fault("altered", 4, 5 if name == "link" else 4)


def test_words_moved_from_one_field_into_the_next_are_found() -> None:
    entries = chain(3)
    old = entries[1]
    moved = ['"contact.read"', '"contact.read","contact', 'contact.read","']

    for act in moved:
        entries[1] = old._replace(act=act, thing=old.thing.removeprefix("contact"))
        assert fault("altered", 2, 2) in faults(entries)


@given(first=st.integers(1, 20), length=st.integers(1, 10))
def test_every_deletion_is_found_with_the_numbers_that_are_gone(first: int, length: int) -> None:
    entries = chain(40)
    left = entries[: first - 1] + entries[first - 1 + length :]

    assert faults(left, head(entries)) == [fault("missing", first, first + length - 1)]


@given(first=st.integers(1, 29), second=st.integers(1, 29))
def test_every_swap_is_found_at_both_places(first: int, second: int) -> None:
    entries = chain(30)
    one, other = entries[first - 1], entries[second]
    entries[first - 1] = other._replace(number=one.number)
    entries[second] = one._replace(number=other.number)

    found = faults(entries)

    if first - 1 != second:
        places = {each for one in found for each in range(one.first, one.last + 1)}
        assert {first, second + 1} <= places


@given(cut=st.integers(0, 29))
def test_every_cut_is_found_by_what_was_kept_outside(cut: int) -> None:
    entries = chain(30)

    assert faults(entries[:cut], head(entries)) == [fault("missing", cut + 1, 30)]


def test_a_cut_behind_the_newest_anchor_is_found_by_the_head_alone() -> None:
    entries = chain(30)

    assert faults(entries[:25], head(entries[:20])) == []
    assert faults(entries[:25], head(entries[:20]), head(entries)) == [fault("missing", 26, 30)]


def test_a_chain_made_anew_under_another_key_is_found_from_its_first_entry_on() -> None:
    forged = chain(10, key=b"another", word="forged")

    assert faults(forged) == [fault("altered", 1, 10)]


def test_a_tail_made_anew_is_found_where_it_begins() -> None:
    entries = chain(10)
    link, tail = entries[5].link, []
    for old in chain(10, word="forged")[6:]:
        link = link_of(b"", link, old)
        tail.append(old._replace(link=link))

    assert faults(entries[:6] + tail) == [fault("altered", 7, 10)]


def test_even_with_the_key_nothing_that_was_anchored_can_be_made_anew() -> None:
    forged = chain(10, word="forged")

    assert faults(forged, head(chain(6))) == [fault("not the anchored one", 6, 6)]


@pytest.mark.parametrize("number", [0, -3])
def test_an_entry_put_before_the_first_is_found(number: int) -> None:
    entries = chain(3)

    assert faults([entries[0]._replace(number=number), *entries]) != []
