"""The ticket that marks a call as part of somebody's training, and how it travels with the call."""

import re

NOT_A_TICKET = "training must be a ticket: up to 200 letters and digits"
_TICKET = re.compile(r"[\w.~=-]{1,200}", re.ASCII)


def is_ticket(said: object) -> bool:
    return isinstance(said, str) and _TICKET.fullmatch(said) is not None


def headers_for(ticket: str | None) -> dict[str, str]:
    """SIP headers, as `Carrier.place_call` takes them."""
    return {} if ticket is None else {"X-Training": ticket}
