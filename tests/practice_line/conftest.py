"""The account holder and the practice line that asks her, fresh for every test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from openapi_core import OpenAPI

from helpline.practice_line.carrier_config import CarrierConfig
from helpline.practice_line.headless import HeadlessLine
from tests.practice_line.account_holder import AccountHolder
from tests.practice_line.description import DESCRIPTION, IS_TO_BE_JUDGED
from tests.practice_line.openapi_judge import corrected, parsed
from tests.practice_line.scene import ACCOUNT, APPLICATION, KEY, SECRET, TOKEN, Scene

OpenLine = Callable[..., Scene]


@pytest.fixture
def account() -> Iterator[AccountHolder]:
    opened = AccountHolder()
    yield opened
    opened.close()


@pytest.fixture
def open_line(account: AccountHolder) -> Iterator[OpenLine]:
    """A line whose settings are given as paths at the account holder's, or as whole addresses."""
    lines: list[HeadlessLine] = []

    def make(*, speed: float = 0.02, **settings: Any) -> Scene:
        said = {
            "account_sid": ACCOUNT,
            "auth_token": TOKEN,
            "api_key_sid": KEY,
            "api_key_secret": SECRET,
            "application_sid": APPLICATION,
            "voice_url": "/voice",
            "application_voice_url": "/client",
            **settings,
        }
        whole = {
            name: account.url + value if str(value).startswith("/") else value
            for name, value in said.items()
        }
        config = CarrierConfig(**whole)
        lines.append(HeadlessLine(config, speed=speed))
        return Scene(account, lines[-1])

    yield make
    for line in lines:
        line.close()


@pytest.fixture
def scene(open_line: OpenLine) -> Scene:
    """The end of every call is told at `/status`; there is no fallback."""
    return open_line(status_callback="/status")


collect_ignore = (
    []
    if IS_TO_BE_JUDGED
    else ["test_as_the_carrier_describes_it.py", "test_what_the_app_asks_the_carrier.py"]
)


@pytest.fixture(scope="session")
def description() -> dict[str, Any]:
    return parsed(DESCRIPTION.read_bytes())


@pytest.fixture(scope="session")
def api(description: dict[str, Any]) -> OpenAPI:
    """The description, less its known defects."""
    return OpenAPI.from_dict(corrected(description))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not IS_TO_BE_JUDGED:
        terminalreporter.write_line(
            "The carrier's OpenAPI description is not on this machine: the practice line's API was"
            " not held against it. TWILIO_OPENAPI names its file."
        )
