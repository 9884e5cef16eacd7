"""The phases of a call, which tile the time from arrival to the end of wrap-up."""

from collections.abc import Mapping

from routing.state import Call, CallState, OfferState, RoutingState

_BY_STATE: Mapping[CallState, str] = {
    CallState.GREETING: "greeting",
    CallState.CONNECTING: "connecting",
    CallState.WITH_PARTNER: "partner",
    CallState.LEAVING_MESSAGE: "message",
}


def phase_of(state: RoutingState, call: Call) -> str | None:
    """`greeting`, `queue`, `ring`, `connecting`, `talk`, `hold`, `partner` or `message`; None at the end."""
    match call.state:
        case CallState.ENDED:
            return None
        case CallState.TALKING:
            return "hold" if call.on_hold else "talk"
        case CallState.WAITING:
            return "ring" if _is_ringing(state, call.id) else "queue"
        case other:
            return _BY_STATE[other]


def _is_ringing(state: RoutingState, call_id: str) -> bool:
    return any(
        offer.call_id == call_id and offer.state is OfferState.RINGING
        for offer in state.offers.values()
    )
