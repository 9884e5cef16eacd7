"""The search that proves that nothing is kept finds what was planted, in every form, and nothing else."""

import base64
import json
import random
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.byte_search import Trace, canaries_in, found_in

NUMBER = "+77557348596"
NAME = "Канарейка0042ұлы"
_NUMBERS = {
    "as the carrier writes it": NUMBER.encode(),
    "as people dial it": b"8" + NUMBER[2:].encode(),
    "with spaces": b"+7 755 734 85 96",
    "with brackets and dashes": b"8 (755) 734-85-96",
    "with no-break spaces": "+7\u00a0755\u00a0734\u00a085\u00a096".encode(),
    "with thin dashes": "755\u2011734\u201385\u201396".encode(),
    "with dots": b"755.734.85.96",
    "UTF-16": NUMBER.encode("utf-16"),
    "UTF-16 the other way round": NUMBER.encode("utf-16-be"),
    "in an address": quote(NUMBER, safe="").encode(),
    "in an address with spaces": quote("8 (755) 734-85-96", safe="").encode(),
    "every letter by percent": "".join(f"%{byte:02x}" for byte in NUMBER.encode()).encode(),
    "every letter escaped": "".join(f"\\u{ord(letter):04x}" for letter in NUMBER).encode(),
    "base64": base64.b64encode(NUMBER.encode()),
    "base64 with words around": base64.b64encode(b'{"from": "' + NUMBER.encode() + b'"}'),
    "base64 for addresses": base64.urlsafe_b64encode(b"\xfb\xff>" + NUMBER.encode()),
    "hexadecimal": b"\\x" + b"\x00\x01from ".hex().encode() + NUMBER.encode().hex().encode(),
    "an address in base64": base64.b64encode(b"From=" + quote(NUMBER, safe="").encode()),
}
_NAMES = {
    "UTF-8": NAME.encode(),
    "UTF-16": NAME.encode("utf-16"),
    "UTF-16 the other way round": NAME.encode("utf-16-be"),
    "JSON": json.dumps(NAME).encode(),
    "in an address": quote(NAME).encode(),
    "base64": base64.b64encode(NAME.encode()),
    "base64 with words around": base64.b64encode(f"A sample about {NAME}.".encode()),
    "hexadecimal": NAME.encode().hex().encode(),
    "JSON in base64": base64.b64encode(json.dumps({"note": NAME}).encode()),
}


@pytest.mark.parametrize("form", _NUMBERS)
@pytest.mark.parametrize("before", [b"", b"\x00", b"abc", b"Zz:"])
def test_a_planted_number_is_found_in_each_form(form: str, before: bytes) -> None:
    noise = random.Random(1).randbytes(3000)
    content = noise + before + _NUMBERS[form] + b"\x00;" + noise

    assert found_in(content, numbers=["+77550000000", NUMBER]) == {NUMBER}


@pytest.mark.parametrize("form", _NAMES)
@pytest.mark.parametrize("before", [b"", b"\x00", b"abc"])
def test_a_planted_name_is_found_in_each_form(form: str, before: bytes) -> None:
    noise = random.Random(2).randbytes(3000)
    content = noise + before + _NAMES[form] + b"\x00;" + noise

    assert found_in(content, words=["Канарейка0041ұлы", NAME]) == {NAME}


def test_where_it_was_found_is_told() -> None:
    traces = [
        Trace(place="calls", content=b"nothing"),
        Trace(place="helpline.db-wal", content=b"x" + NUMBER.encode()),
    ]

    assert canaries_in(traces, numbers=[NUMBER], words=[NAME]) == [("helpline.db-wal", NUMBER)]


@given(st.binary(max_size=300))
def test_what_was_not_planted_is_not_found(noise: bytes) -> None:
    assert found_in(noise, numbers=[NUMBER], words=[NAME]) == set()


@given(st.binary(max_size=60), st.binary(max_size=60), st.sampled_from(sorted(_NUMBERS)))
def test_whatever_lies_around_it_the_plain_number_is_found(
    before: bytes, after: bytes, form: str
) -> None:
    content = before + b"\x00" + NUMBER.encode() + b"\x00" + after

    assert found_in(content, numbers=[NUMBER]) == {NUMBER}
