"""The carrier library's own published signatures, made by the practice line."""

import pytest

from helpline.practice_line.signature import signature

_TOKEN = "12345"
_ADDRESS = "https://mycompany.com/myapp.php?foo=1&bar=2"
_FORM: dict[str, str | list[str]] = {
    "CallSid": "CA1234567890ABCDE",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
    "Caller": "+14158675309",
}
_BODY_HASH = "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"


@pytest.mark.parametrize(
    ("url", "params", "published"),
    [
        (_ADDRESS, _FORM, "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
        (f"{_ADDRESS}&bodySHA256={_BODY_HASH}", {}, "a9nBmqA0ju/hNViExpshrM61xv4="),
        (
            _ADDRESS.replace("https", "http").replace(".com", ".com:1234"),
            _FORM,
            "Zmvh+3yNM1Phv2jhDCwEM3q5ebU=",
        ),
        (_ADDRESS.replace(".com", ".com:443"), _FORM, "kvajT1Ptam85bY51eRf/AJRuM3w="),
        (
            _ADDRESS,
            {"Sid": "CA123", "SidAccount": "AC123", "Digits": ["5678", "1234", "1234"]},
            "IK+Dwps556ElfBT0I3Rgjkr1wJU=",
        ),
    ],
    ids=["form", "hash of the body", "a port", "the usual port", "repeated names"],
)
def test_a_published_signature_is_made_anew(
    url: str, params: dict[str, str | list[str]], published: str
) -> None:
    assert signature(_TOKEN, url, params) == published


def test_a_fragment_changes_nothing() -> None:
    assert signature(_TOKEN, f"{_ADDRESS}#rp=all&rc=1", _FORM) == "RSOYDt4T1cUTdK1PDd93/VVr8B8="
