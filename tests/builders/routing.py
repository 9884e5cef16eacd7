"""Values of the waiting line: a test says only what it cares about."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta

from routing.policy import Policy
from routing.state import (
    Call,
    CallState,
    Counsellor,
    Duty,
    Offer,
    OfferState,
    RoutingState,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
POLICY = Policy()


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def a_call(  # noqa: PLR0913 -- a builder: each test names what it cares about
    name: str = "c1",
    *,
    state: CallState = CallState.WAITING,
    since: datetime = NOON,
    language: str | None = None,
    priority: int = 0,
    tried: Iterable[str] = (),
    needs: Mapping[str, int] | None = None,
    alone: bool = False,
) -> Call:
    return Call(
        id=name,
        leg=f"leg-{name}",
        state=state,
        arrived_at=since,
        enqueued_at=since,
        language=language,
        priority=priority,
        tried=frozenset(tried),
        needs=needs or {},
        alone=alone,
    )


def a_counsellor(  # noqa: PLR0913 -- as above
    name: str = "ana",
    *,
    idle_since: datetime = NOON,
    speaks: str = "kk ru en",
    duty: Duty = Duty.AVAILABLE,
    on_shift: bool = True,
    present: bool = True,
    wrap_up_until: datetime | None = None,
    skills: Mapping[str, int] | None = None,
    rank: int = 0,
    on_call: bool = False,
    on_call_rank: int = 0,
) -> Counsellor:
    return Counsellor(
        id=name,
        languages=frozenset(speaks.split()),
        duty=duty,
        on_shift=on_shift,
        present=present,
        idle_since=idle_since,
        wrap_up_until=wrap_up_until,
        skills=skills or {},
        rank=rank,
        on_call=on_call,
        on_call_rank=on_call_rank,
    )


def an_offer(
    name: str = "c1.1",
    *,
    to: str = "ana",
    state: OfferState = OfferState.RINGING,
    made_at: datetime = NOON,
) -> Offer:
    """Its name says which call it is about: `<call>.<number>`."""
    return Offer(
        id=name,
        call_id=name.split(".", maxsplit=1)[0],
        counsellor_id=to,
        state=state,
        made_at=made_at,
        expires_at=made_at + POLICY.ring,
        answered_at=None if state is OfferState.RINGING else made_at,
    )


def a_state(*values: Call | Counsellor | Offer) -> RoutingState:
    return RoutingState(
        calls={value.id: value for value in values if isinstance(value, Call)},
        counsellors={value.id: value for value in values if isinstance(value, Counsellor)},
        offers={value.id: value for value in values if isinstance(value, Offer)},
    )
