"""Requests leave for the carrier alone."""

from typing import Any

import pytest

from helpline.calls.ports import CarrierFailed
from helpline.telephony.outbound import OnlyTo


class Wire:
    """What would have gone out."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []
        self.timeout = 5

    def request(self, _method: str, url: str, **options: Any) -> str:
        self.sent.append((url, options))
        return "answered"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/2010-04-01",
        "https://api.twilio.com.evil.example/",
        "https://api.twilio.com@evil.example/",
        "https://api.twilio.com:8443/",
        "//evil.example/",
        "file:///etc/passwd",
        "http://169.254.169.254/",
    ],
)
def test_a_request_to_another_host_never_leaves(url: str) -> None:
    wire = Wire()

    with pytest.raises(CarrierFailed):
        OnlyTo("api.twilio.com", wire).request("GET", url)

    assert wire.sent == []


def test_a_request_to_the_carrier_leaves_and_follows_no_redirect() -> None:
    wire = Wire()
    only = OnlyTo("api.twilio.com", wire)

    assert only.request("POST", "https://api.twilio.com/Calls", allow_redirects=True) == "answered"
    assert wire.sent == [("https://api.twilio.com/Calls", {"allow_redirects": False})]
    assert only.timeout == 5
