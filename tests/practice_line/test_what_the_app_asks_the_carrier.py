"""Every request that the app itself sends, held against the carrier's own OpenAPI description."""

import inspect
from dataclasses import fields
from typing import Any, get_args

import pytest
from openapi_core import OpenAPI

from helpline.calls.ports import CarrierFailed
from helpline.telephony.addresses import Addresses
from helpline.telephony.rest_client import CARRIED_OUT, RestCarrier
from routing.commands import Command
from tests.practice_line.openapi_judge import Exchange, faults_of, note_into
from tests.practice_line.rooms import enter
from tests.practice_line.scene import ACCOUNT, TOKEN, Scene


@pytest.fixture
def seen() -> list[Exchange]:
    return []


@pytest.fixture
def app(scene: Scene, seen: list[Exchange]) -> RestCarrier:
    """The app's own way to the carrier, listened to."""
    carrier = RestCarrier(
        account_sid=ACCOUNT,
        auth_token=TOKEN,
        api_url=f"http://127.0.0.1:{scene.line.port}",
        addresses=Addresses(public_url=scene.account.url),
    )
    carrier.client.http_client.session.hooks["response"].append(note_into(seen))
    scene.account.says("/twilio/voice/turn", "<Gather timeout='100000'/>")
    return carrier


def _commands(kind: Any, leg: str, room: str) -> list[Any]:
    """One of that kind; where it turns something on, also the one that turns it off."""
    values = {"call_id": "c" * 32, "leg": leg, "room": room}
    flags = [each.name for each in fields(kind) if each.type is bool]
    unknown = {each.name for each in fields(kind)} - set(values) - set(flags)
    assert not unknown, f"{kind.__name__} says more than this judge knows: {sorted(unknown)}"
    said = {each.name: values[each.name] for each in fields(kind) if each.name in values}
    return [kind(**said, **dict.fromkeys(flags, on)) for on in ([True, False] if flags else [True])]


@pytest.mark.parametrize("kind", CARRIED_OUT, ids=lambda kind: str(kind.__name__))
def test_every_command_becomes_a_request_and_gets_an_answer_as_described(
    scene: Scene, app: RestCarrier, seen: list[Exchange], api: OpenAPI, kind: Any
) -> None:
    leg = enter(scene)
    enter(scene)
    room = str(scene.client.conferences.list()[0].sid)

    for command in _commands(kind, leg, room):
        app.carry_out(command)

    assert [fault for exchange in seen for fault in faults_of(api, exchange)] == []
    assert {exchange.status for exchange in seen} == {200}
    assert {exchange.operation for exchange in seen} <= {
        "POST Calls/*",
        "POST Conferences/*/Participants/*",
    }


@pytest.mark.parametrize(
    "kind",
    [kind for kind in get_args(Command) if kind not in CARRIED_OUT],
    ids=lambda kind: str(kind.__name__),
)
def test_what_the_app_cannot_ask_for_yet_fails_in_words_and_asks_nothing(
    app: RestCarrier, seen: list[Exchange], kind: Any
) -> None:
    words = dict.fromkeys((each.name for each in fields(kind)), "x")

    with pytest.raises(CarrierFailed, match="not known to this carrier"):
        app.carry_out(kind(**words))

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

    assert ways == {"carry_out", "live_legs"}
