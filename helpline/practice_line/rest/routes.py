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
from helpline.practice_line.rest.recordings import (
    delete_recording,
    fetch_recording,
    hear_recording,
    list_recordings,
)

_RECORDING = "/Recordings/{recording:RE[0-9a-f]{32}}"
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
        ("GET", "/Recordings.json", list_recordings),
        ("GET", "/Calls/{call}/Recordings.json", list_recordings),
        ("GET", f"{_RECORDING}.json", fetch_recording),
        ("GET", f"{_RECORDING}.wav", hear_recording),
        ("GET", _RECORDING, hear_recording),
        ("DELETE", f"{_RECORDING}.json", delete_recording),
    ):
        app.router.add_route(method, _BASE + path, guarded(handler, deliver))
