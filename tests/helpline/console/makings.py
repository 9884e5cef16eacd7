"""What rosters are made of, as tests send it and look at it."""

from datetime import date, timedelta
from typing import Any

from tests.helpline.console.desk import Desk
from tests.helpline.office import Office

PAGE = "/rota/made-of"
KIND = {"code": "E", "starts": "09:30", "minutes": "480", "unpaid_minutes": "30"}
NO_FLAGS = dict.fromkeys(
    (
        "shortened_week",
        "no_nights",
        "nights_need_consent",
        "night_consent",
        "no_overtime",
        "overtime_consent",
    ),
    False,
)


def made_of(supervisor: Desk) -> dict[str, Any]:
    answer = supervisor.get("/api/rota/made-of")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json
    return found


def a_day_ahead(office: Office, days: int) -> date:
    today = office.parts.clock.now().astimezone(office.parts.config.zone).date()
    return today + timedelta(days=days)


def acts(office: Office) -> list[str]:
    return [row.act for row in reversed(office.entries())]


def weekly(office: Office, **more: Any) -> dict[str, Any]:
    body = {
        "kind": "E",
        "duty": "line",
        "languages": ["ru"],
        "first_day": a_day_ahead(office, 1).isoformat(),
        "weekdays": [1, 3],
    }
    return body | more
