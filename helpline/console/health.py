"""For the machine's own eyes: alive, ready, and figures."""

from collections.abc import Callable, Iterator
from http import HTTPStatus

import structlog
from flask import Blueprint, Response, jsonify

from helpline.console.access import open_to_all, parts
from helpline.console.snapshots import day_start
from routing.presence import presence_of

log = structlog.get_logger()
routes = Blueprint("health", __name__)


@routes.get("/healthz")
@open_to_all("says only that the process answers")
def alive() -> Response:
    return jsonify({"alive": True})


@routes.get("/readyz")
@open_to_all("says only whether each part is in order")
def ready() -> Response:
    states = {name: _holds(name, check) for name, check in parts().ready.items()}
    answer = jsonify(states)
    if not all(states.values()):
        answer.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    return answer


def _holds(name: str, check: Callable[[], bool]) -> bool:
    try:
        return check()
    except Exception:  # outermost frame: whatever is broken is not ready
        log.exception("ready.failed", part=name)
        return False


@routes.get("/metrics")
@open_to_all("counts only, no person and no call; keep it behind the proxy")
def metrics() -> Response:
    return Response("\n".join(_lines()) + "\n", mimetype="text/plain; version=0.0.4")


def _lines() -> Iterator[str]:
    """Of the real line: practice calls, and whoever is in training, are not counted."""
    now, state = parts().now(), parts().routing_state()
    real = [call for call in state.calls.values() if call.training is None]
    serving = [person for person in state.counsellors.values() if person.training is None]
    yield "# TYPE helpline_calls gauge"
    for name in ("greeting", "waiting", "connecting", "talking"):
        number = sum(1 for call in real if call.state == name)
        yield f'helpline_calls{{state="{name}"}} {number}'
    yield "# TYPE helpline_counsellors gauge"
    present = [presence_of(state, person, now) for person in serving]
    for name in sorted({*present}):
        yield f'helpline_counsellors{{presence="{name}"}} {present.count(name)}'
    yield "# TYPE helpline_part_up gauge"
    for part, found in sorted(parts().part_states(now).items()):
        yield f'helpline_part_up{{part="{part}"}} {int(found.is_up)}'
    yield "# TYPE helpline_calls_today counter"
    for outcome, number in sorted(parts().log.outcomes(day_start(parts(), now)).items()):
        yield f'helpline_calls_today{{outcome="{outcome}"}} {number}'
