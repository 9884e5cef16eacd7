"""Every request that the app itself sends, held against the carrier's own OpenAPI description."""

import inspect
from dataclasses import fields, replace
from datetime import timedelta
from itertools import product
from typing import Any, cast, get_args

import pytest
from openapi_core import OpenAPI

from helpline.calls.line_ports import LineBook, OutsideParty
from helpline.calls.ports import CarrierRefused
from helpline.telephony.addresses import Addresses
from helpline.telephony.rest_client import RestCarrier
from helpline.telephony.ringing_out import RingingOut
from routing.commands import Command, DialPhone, StopDialling, StopParty
from routing.state import SUPERVISION
from tests.practice_line.openapi_judge import Exchange, faults_of, note_into
from tests.practice_line.rooms import enter
from tests.practice_line.scene import ACCOUNT, TOKEN, Scene

TELEPHONE = "+77005550111"


@pytest.fixture
def seen() -> list[Exchange]:
    return []


class Listed:
    """A line book with one of each; only what may be rung is asked of it."""

    def telephone(self, person_id: str) -> str | None:
        return TELEPHONE if person_id == "on-call" else None

    def party(self, party_id: str) -> OutsideParty | None:
        return OutsideParty(id="police", name="Sample police", number="102")


@pytest.fixture
def app(scene: Scene, seen: list[Exchange]) -> RestCarrier:
    """The app's own way to the carrier, listened to."""
    addresses = Addresses(public_url=scene.account.url)
    carrier = RestCarrier(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        api_url=f"http://127.0.0.1:{scene.line.port}",
        addresses=addresses,
        ringing_out=RingingOut(
            line=cast(LineBook, Listed()),
            addresses=addresses,
            number="111",
            phone_ring=timedelta(seconds=30),
            party_ring=timedelta(seconds=60),
        ),
    )
    carrier.client.http_client.session.hooks["response"].append(note_into(seen))
    scene.account.says("/twilio/voice/turn", "<Gather timeout='100000'/>")
    for path in ("/twilio/phone", "/twilio/call-back"):
        scene.account.says(path, "<Gather timeout='100000'/>")
    return carrier


def _commands(kind: Any, leg: str, room: str) -> list[Any]:
    """One of that kind; where it turns something on, also the one that turns it off."""
    values: dict[str, list[Any]] = {
        "call_id": ["c" * 32],
        "leg": [leg],
        "room": [room],
        "counsellor_leg": [leg],
        "offer_id": [f"{'c' * 32}.1"],
        "counsellor_id": ["on-call"],
        "guest_id": [f"{'c' * 32}-1"],
        "party": ["police"],
        "language": ["ru", None],
        "role": [role.value for role in SUPERVISION],
    }
    flags = [each.name for each in fields(kind) if each.type is bool]
    unknown = {each.name for each in fields(kind)} - set(values) - set(flags)
    assert not unknown, f"{kind.__name__} says more than this judge knows: {sorted(unknown)}"
    choices = [values.get(each.name, [True, False]) for each in fields(kind)]
    names = [each.name for each in fields(kind)]
    return [kind(**dict(zip(names, chosen, strict=True))) for chosen in product(*choices)]


_SILENT = (StopDialling, StopParty)  # what they stop is hung up as soon as it has a name


@pytest.mark.parametrize("kind", get_args(Command), ids=lambda kind: str(kind.__name__))
def test_every_command_becomes_a_request_and_gets_an_answer_as_described(
    scene: Scene, app: RestCarrier, seen: list[Exchange], api: OpenAPI, kind: Any
) -> None:
    leg, coached = enter(scene), enter(scene)
    room = str(scene.client.conferences.list()[0].sid)

    for command in _commands(kind, leg, room):
        named = {each.name for each in fields(kind)}
        apart = "counsellor_leg" in named
        app.carry_out(replace(command, counsellor_leg=coached) if apart else command)

    assert [fault for exchange in seen for fault in faults_of(api, exchange)] == []
    assert {exchange.status for exchange in seen} <= {200, 201}
    assert bool(seen) is not (kind in _SILENT)
    assert {exchange.operation for exchange in seen} <= {
        "POST Calls",
        "POST Calls/*",
        "POST Conferences/*/Participants",
        "POST Conferences/*/Participants/*",
    }


def test_whoever_is_rung_is_named_by_her_leg_and_shown_the_number_of_the_line(
    scene: Scene, app: RestCarrier
) -> None:
    enter(scene)
    [phone] = _commands(DialPhone, "", "")
    legs = [app.carry_out(phone), app.call_back("d" * 32, TELEPHONE)]

    rung = [scene.line.carrier.calls[str(leg)] for leg in legs]

    assert [(call.from_, call.to) for call in rung] == [("111", TELEPHONE)] * 2


@pytest.mark.parametrize("unknown", ["nobody", ""])
def test_nobody_who_is_not_on_the_list_is_rung(
    app: RestCarrier, seen: list[Exchange], unknown: str
) -> None:
    [phone] = _commands(DialPhone, "", "")

    with pytest.raises(CarrierRefused):
        app.carry_out(replace(phone, counsellor_id=unknown))

    assert seen == []


def test_a_leg_that_has_gone_is_asked_for_in_the_same_way(
    scene: Scene, app: RestCarrier, seen: list[Exchange], api: OpenAPI
) -> None:
    leg = scene.call("<Hangup/>")
    scene.until_over(leg)
    [end] = [kind for kind in get_args(Command) if kind.__name__ == "EndLeg"]

    app.carry_out(end(leg=leg))

    assert [exchange.status for exchange in seen] == [400]
    api.validate_request(seen[0].request)


def test_the_lists_of_what_goes_on_are_as_described(
    scene: Scene, app: RestCarrier, seen: list[Exchange], api: OpenAPI
) -> None:
    legs = {enter(scene), enter(scene)}

    assert app.live_legs() == legs
    assert len(seen) == 3
    assert [fault for exchange in seen for fault in faults_of(api, exchange)] == []


def test_a_request_of_the_app_that_is_not_as_described_is_noticed(
    scene: Scene, app: RestCarrier, seen: list[Exchange], api: OpenAPI
) -> None:
    leg = enter(scene)
    with pytest.raises(Exception, match="Status must be"):
        app.client.calls(leg).update(status="over")

    assert len(faults_of(api, seen[0])) == 1


def test_there_is_no_other_way_to_the_carrier(app: RestCarrier) -> None:
    ways = {
        name
        for name, _ in inspect.getmembers(type(app), inspect.isfunction)
        if not name.startswith("_")
    }

    assert ways == {
        "carry_out",
        "live_legs",
        "call_back",
        "recording",
        "recording_of",
        "forget_recording",
    }
