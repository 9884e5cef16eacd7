"""The REST façade: what an unmodified client of the 2010-04-01 API can ask of us."""

from aiohttp import web

from helpline.practice_line.carrier_config import API_VERSION
from helpline.practice_line.rest.calls import (
    create_call,
    delete_call,
    fetch_call,
    list_calls,
    update_call,
)
from helpline.practice_line.rest.common import Deliver, guarded
from helpline.practice_line.rest.conferences import (
    fetch_conference,
    list_conferences,
    update_conference,
)
from helpline.practice_line.rest.delivery import over_network
from helpline.practice_line.rest.participants import (
    create_participant,
    fetch_participant,
    kick_participant,
    list_participants,
    update_participant,
)

_BASE = f"/{API_VERSION}/Accounts/{{account}}"


def add_rest_routes(app: web.Application, deliver: Deliver = over_network) -> None:
    for method, path, handler in (
        ("GET", "/Calls.json", list_calls),
        ("POST", "/Calls.json", create_call),
        ("GET", "/Calls/{call}.json", fetch_call),
        ("POST", "/Calls/{call}.json", update_call),
        ("DELETE", "/Calls/{call}.json", delete_call),
        ("GET", "/Conferences.json", list_conferences),
        ("GET", "/Conferences/{room}.json", fetch_conference),
        ("POST", "/Conferences/{room}.json", update_conference),
        ("GET", "/Conferences/{room}/Participants.json", list_participants),
        ("POST", "/Conferences/{room}/Participants.json", create_participant),
        ("GET", "/Conferences/{room}/Participants/{who}.json", fetch_participant),
        ("POST", "/Conferences/{room}/Participants/{who}.json", update_participant),
        ("DELETE", "/Conferences/{room}/Participants/{who}.json", kick_participant),
    ):
        app.router.add_route(method, _BASE + path, guarded(handler, deliver))
