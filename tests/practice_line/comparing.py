"""What a scenario expects, held against what was seen: every difference is a line in words."""

from collections.abc import Iterator
from typing import Any

from tests.practice_line.acting import Asked, Stage, body_of
from tests.practice_line.heard import Span

_CLOSE_S = 0.011
_TOKEN = "I-Twilio-Idempotency-Token"


def differences(stage: Stage, expected: dict[str, Any]) -> list[str]:
    found = [*_requests(stage, expected["requests"]), *_answers(stage), *_calls(stage, expected)]
    for kind in ("error", "warning"):
        wanted, seen = expected.get(f"{kind}s", []), stage.codes(kind)
        if wanted != seen:
            found.append(f"{kind}s: {seen}, not {wanted}")
    found += _spans("played", stage, stage.media.heard, expected.get("played"))
    found += _spans("together", stage, stage.media.rooms, expected.get("together"))
    return found


def _requests(stage: Stage, expected: list[dict[str, Any]]) -> Iterator[str]:
    """All there were, in their order; what comes at the same time may come in any order.

    Recordings count only where one is expected: what was played is told apart.
    """
    wanted = {each["ask"] for each in expected}
    left = [
        each
        for each in stage.asked
        if each.ask in wanted or each.ask.partition(" ")[2] not in stage.said.get("sounds", {})
    ]
    matched: list[Asked] = []
    for number, each in enumerate(expected, 1):
        fitting = [asked for asked in left if _fits(stage, asked, each, matched)]
        if not fitting:
            near = [f"{asked.at} {asked.params}" for asked in left if asked.ask == each["ask"]]
            yield f"request {number} was not seen: {each}; there were {near}"
            return
        left.remove(fitting[0])
        matched.append(fitting[0])
    yield from (f"not expected: {each.at} {each.ask} {each.params}" for each in left)
    if [each["at"] for each in expected] != sorted(each["at"] for each in expected):
        yield "the expected requests are not in the order of their times"


def _fits(stage: Stage, asked: Asked, each: dict[str, Any], matched: list[Asked]) -> bool:
    tokens = [one.headers[_TOKEN] for one in matched]
    again_of = each.get("again_of")
    same_token = again_of is None or asked.headers[_TOKEN] == tokens[again_of - 1]
    return (
        asked.ask == each["ask"]
        and abs(asked.at - each["at"]) < _CLOSE_S
        and all(asked.params.get(name) == stage.spelled(value) for name, value in _with(each))
        and not set(each.get("without", [])) & asked.params.keys()
        and all(asked.headers.get(name) == value for name, value in _headers(each))
        and not set(each.get("without_headers", [])) & asked.headers.keys()
        and same_token
    )


def _with(each: dict[str, Any]) -> list[tuple[str, str]]:
    return list(each.get("with", {}).items())


def _headers(each: dict[str, Any]) -> list[tuple[str, str]]:
    return list(each.get("headers", {}).items())


def _answers(stage: Stage) -> Iterator[str]:
    """Each answer of the API: its status, error number and the part of its body that is named."""
    for act, answer in stage.answers:
        wanted = act["gets"]
        body: Any = body_of(answer) if {"code", "body"} & wanted.keys() else None
        if answer.status != wanted["status"]:
            yield f"{act['rest']}: {answer.status} {answer.body}, not {wanted['status']}"
        elif "code" in wanted and body["code"] != wanted["code"]:
            yield f"{act['rest']}: {body['code']}, not {wanted['code']}"
        elif "body" in wanted and not _holds(stage, body, wanted["body"]):
            yield f"{act['rest']}: {body} has not {wanted['body']}"


def _holds(stage: Stage, body: Any, wanted: Any) -> bool:
    match wanted:
        case dict():
            return all(_holds(stage, body.get(name), value) for name, value in wanted.items())
        case list():
            return len(body) == len(wanted) and all(map(_holds, [stage] * len(body), body, wanted))
        case str():
            return bool(body == stage.spelled(wanted))
        case _:
            return bool(body == wanted)


def _calls(stage: Stage, expected: dict[str, Any]) -> Iterator[str]:
    for name, (state, seconds) in expected["calls"].items():
        seen = stage.states.get(name)
        if seen != (state, seconds):
            yield f"call {name}: {seen}, not {(state, seconds)}"


def _spans(
    kind: str, stage: Stage, spans: list[Span], expected: list[list[Any]] | None
) -> Iterator[str]:
    """`[leg, what, since, until]`; null is still going on, or not told."""
    if expected is None:
        return
    names = {sid: name for name, sid in stage.names().items()}
    names |= {room.sid: room.name for room in stage.line.carrier.rooms.by_sid.values()}
    seen = [
        [names.get(span.leg, span.leg), _named(span.what, names), span.since, span.until]
        for span in spans
    ]
    wanted = sorted(expected, key=lambda each: (each[2], each[0]))
    found = sorted(seen, key=lambda each: (each[2], each[0]))
    same = len(wanted) == len(found) and all(map(_is_span, found, wanted))
    if not same:
        yield f"{kind}: {found}, not {wanted}"


def _is_span(seen: list[Any], wanted: list[Any]) -> bool:
    close = all(
        (one is None and other is None)
        or (one is not None and other is not None and abs(one - other) < _CLOSE_S)
        for one, other in zip(seen[2:], wanted[2:], strict=True)
    )
    return seen[:2] == wanted[:2] and close


def _named(what: str, names: dict[str, str]) -> str:
    """Without SIDs and without the account holder's host."""
    for sid, name in names.items():
        what = what.replace(sid, name)
    return what.replace("http://app.example", "").removeprefix("bridge-")
