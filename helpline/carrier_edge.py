"""What answers the carrier, joined."""

from flask import Blueprint

from helpline.assembly import Parts
from helpline.calls.expected_wait import ExpectedWait
from helpline.calls.line_ports import Switch
from helpline.telephony.addresses import Addresses
from helpline.telephony.edge import carrier_routes
from helpline.telephony.other_webhooks import OtherWebhooks
from helpline.telephony.repeats import Repeats
from helpline.telephony.staff_webhooks import StaffWebhooks
from helpline.telephony.turns import NextTurn
from helpline.telephony.twiml import Speech
from helpline.telephony.twiml_other_ways import OtherWays
from helpline.telephony.webhooks import Webhooks


def carrier_edge(parts: Parts) -> Blueprint:
    """Every route under /twilio."""
    config = parts.config
    addresses = Addresses(public_url=config.public_url)
    speech = Speech(addresses=addresses, languages=config.languages)
    next_turn = _next_turn(parts, speech)
    secret = config.secret_key.encode()
    callers = Webhooks(
        apply_event=parts.apply_event,
        store=parts.store,
        next_turn=next_turn,
        repeats=_repeats(parts),
        secret=secret,
        practice=parts.practice_line is not None,
    )
    staff = StaffWebhooks(
        apply_event=parts.apply_event,
        store=parts.store,
        other_ways=next_turn.other_ways,
        secret=secret,
    )
    others = OtherWebhooks(
        apply_event=parts.apply_event,
        store=parts.store,
        messages=parts.messages,
        next_turn=next_turn,
    )
    return carrier_routes(
        [*callers.routes(), *staff.routes(), *others.routes()],
        speech=speech,
        public_url=config.public_url,
        auth_token=config.auth_token,
    )


def _next_turn(parts: Parts, speech: Speech) -> NextTurn:
    config = parts.config
    return NextTurn(
        store=parts.store,
        clock=parts.clock,
        speech=speech,
        other_ways=OtherWays(
            speech=speech,
            number=config.number,
            partner=config.partner_number,
            partner_ring=parts.policy.partner_ring,
        ),
        expected_wait=ExpectedWait(
            state=parts.store.read_routing_state,
            habits_since=parts.rings.habits_since,
            clock=parts.clock,
            policy=parts.policy,
        ),
        is_emergency=lambda: parts.line.is_on(Switch.EMERGENCY),
    )


def _repeats(parts: Parts) -> Repeats:
    return Repeats(
        rings=parts.rings,
        mark_of=parts.repeat_marks,
        clock=parts.clock,
        redial_keeps=parts.policy.redial_keeps,
    )
