"""The outer frame of every webhook: genuine or refused, and never a child's silence for a fault of ours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus

import structlog
from flask import Blueprint, Request, Response, abort, request

from helpline.telephony.incoming import BadWebhook
from helpline.telephony.signature import is_genuine
from helpline.telephony.twiml import Speech

log = structlog.get_logger()


class Leg(Enum):
    """Whose leg a webhook speaks to, which decides what it hears when we fail."""

    CALLER = "caller"  # a voice, and back in by the front door
    STAFF = "staff"  # the end
    NOBODY = "nobody"  # only news; the carrier may tell us again


@dataclass(frozen=True, slots=True)
class Route:
    path: str
    answer: Callable[[Request], Response]
    leg: Leg


def carrier_routes(
    routes: Iterable[Route], *, speech: Speech, public_url: str, auth_token: str
) -> Blueprint:
    """POST under /twilio; an unsigned or altered request changes nothing."""
    blueprint = Blueprint("twilio", __name__, url_prefix="/twilio")

    def refuse_forgeries() -> None:
        if not is_genuine(request, public_url=public_url, auth_token=auth_token):
            log.warning("webhook.refused", path=request.path)
            abort(HTTPStatus.FORBIDDEN)

    blueprint.before_request(refuse_forgeries)
    blueprint.register_error_handler(BadWebhook, _bad_webhook)
    for route in routes:
        name = route.path.strip("/").replace("/", "_")
        view = _never_silent(route, speech)
        blueprint.add_url_rule(route.path, name, view, methods=["POST"])
    return blueprint


def _never_silent(route: Route, speech: Speech) -> Callable[[], Response]:
    def guarded() -> Response:
        try:
            return route.answer(request)
        except BadWebhook:
            raise
        except Exception:  # outermost frame of a webhook
            log.exception("webhook.failed", path=route.path)
            match route.leg:
                case Leg.CALLER:
                    return twiml(speech.trouble())
                case Leg.STAFF:
                    return twiml(speech.hang_up())
                case Leg.NOBODY:
                    return Response(status=HTTPStatus.INTERNAL_SERVER_ERROR)

    guarded.guard = "carrier signature"  # type: ignore[attr-defined]  # read by the guard test
    return guarded


def twiml(document: str) -> Response:
    return Response(document, mimetype="text/xml")


def noted() -> Response:
    """To news, which wants no answer."""
    return Response(status=HTTPStatus.NO_CONTENT)


def _bad_webhook(fault: Exception) -> tuple[str, int]:
    """Names the parameter, never its value: it may be a child's number."""
    log.warning("webhook.bad_value", parameter=str(fault))
    return f"bad value of {fault}", HTTPStatus.BAD_REQUEST
