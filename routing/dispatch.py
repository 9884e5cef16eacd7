"""Which waiting call is offered to which free counsellor, until no pair is left."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta

from routing.demand import ANYBODY, Demand, Staff, demand_of
from routing.draft import Draft
from routing.eligibility import is_at_rest, is_free, is_suitable
from routing.engaged import busy_people
from routing.events import TimerKind
from routing.lanes import is_delayed, later_calls, show_another_way
from routing.policy import Policy, Strategy
from routing.replacing import replace
from routing.state import Call, CallState, Counsellor, Offer, OfferState, RoutingState
from routing.strategy import turn_of
from routing.tiers import help_from_tiers, mark_alone


def in_order(calls: Iterable[Call], now: datetime, policy: Policy) -> list[Call]:
    """Callers in the order they are served: aged priority, then place in the line, then id."""
    line = sorted(calls, key=lambda call: (call.enqueued_at, call.id))
    if len({call.priority for call in line}) > 1:
        # Otherwise whoever has waited longer is never less urgent, and the line is in its order already.
        line.sort(key=lambda call: -urgency(call, now, policy))
    return line


def urgency(call: Call, now: datetime, policy: Policy) -> int:
    """The priority, one higher for every whole `ages_every` of waiting."""
    return call.priority + max(now - call.enqueued_at, timedelta(0)) // policy.ages_every


def dispatch(draft: Draft) -> None:
    """Offer every waiting call that somebody free may take, those first for whom nobody is rung yet.

    Those who come later (flood) follow after all the others, and are not rung a second counsellor.
    For whom nobody is rung then, the tiers beside the browsers are asked.
    """
    mark_alone(draft)
    unrung, rung = _wanting(draft)
    if not unrung and not rung:
        return
    free, busy = _free_people(draft)
    unrung, rung, free = _practised(draft, unrung, rung, free)
    policy = draft.policy
    if not free and not policy.tiers and policy.flood.reroute_above is None:
        return
    later = later_calls(draft, unrung + rung)
    queue = in_order(unrung, draft.now, policy)
    first = [call for call in queue if call.id not in later]
    last = [call for call in queue if call.id in later]
    seconds = in_order((call for call in rung if call.id not in later), draft.now, policy)
    if free:
        _offer(draft, first + seconds, _undelayed(draft, last), free, busy)
    if last:
        show_another_way(draft, last, open_waiting=len(first))
    if policy.tiers:
        _ask_the_tiers(draft, first + _undelayed(draft, last))


def _practised(
    draft: Draft, unrung: list[Call], rung: list[Call], free: list[Counsellor]
) -> tuple[list[Call], list[Call], list[Counsellor]]:
    """Offer each practice call to its one counsellor; gives what is left for callers who are real."""
    for call in in_order((each for each in unrung if each.training), draft.now, draft.policy):
        for person in free:
            if person.training == call.training and person.id not in call.tried:
                make_offer(draft, call, person)
                free.remove(person)
                break
    return (
        [call for call in unrung if call.training is None],
        [call for call in rung if call.training is None],
        [person for person in free if person.training is None],
    )


def _ask_the_tiers(draft: Draft, queue: list[Call]) -> None:
    rings = {o.call_id for o in draft.offers.values() if o.state is OfferState.RINGING}
    left = [draft.calls[call.id] for call in queue if call.id not in rings]
    help_from_tiers(draft, [call for call in left if not _is_kept(draft, call)])


def _undelayed(draft: Draft, later: list[Call]) -> list[Call]:
    return [call for call in later if not is_delayed(call, draft.now, draft.policy.flood)]


def _is_kept(draft: Draft, call: Call) -> bool:
    """For a moment she waits for whoever knows her story; no other tier takes her away meanwhile."""
    return call.preferred_until is not None and draft.now < call.preferred_until


def _free_people(draft: Draft) -> tuple[list[Counsellor], set[str]]:
    """Those who are free, in the order of their turns; and the ids of those who are not."""
    state = RoutingState(calls=draft.calls, counsellors=draft.counsellors, offers=draft.offers)
    busy = busy_people(state)
    free = [person for person in draft.counsellors.values() if is_free(person, busy, draft.now)]
    if len(free) > 1:
        free.sort(key=lambda person: turn_of(person, draft.policy.strategy, draft.now))
    return free, busy


def _offer(
    draft: Draft,
    queue: list[Call],
    later: list[Call],
    free: list[Counsellor],
    busy: set[str],
) -> None:
    staff = _staff(draft, queue + later)
    for calls, kept_free in ((queue, 0), (later, draft.policy.flood.reserved)):
        for call in calls:
            if len(free) <= kept_free:
                break
            demand = demand_of(call, staff, draft.now, draft.policy)
            if (person := _choose(draft, call, demand, free, busy)) is not None:
                make_offer(draft, call, person)
                busy.add(person.id)
                free.remove(person)


def _wanting(draft: Draft) -> tuple[list[Call], list[Call]]:
    """Waiting calls that no browser rings for; and those rung for so long that one more may be rung."""
    waiting = [call for call in draft.calls.values() if call.state is CallState.WAITING]
    if not waiting:
        return [], []
    rings: dict[str, list[datetime]] = {}
    for offer in draft.offers.values():
        if offer.state is OfferState.RINGING and not offer.by_phone:
            rings.setdefault(offer.call_id, []).append(offer.made_at)
    long_ago, policy = draft.now - draft.policy.second_after, draft.policy
    return (
        [call for call in waiting if call.id not in rings],
        [
            call
            for call in waiting
            if call.id in rings
            and len(rings[call.id]) < policy.rung_at_once
            and max(rings[call.id]) <= long_ago
        ],
    )


def _staff(draft: Draft, queue: list[Call]) -> Staff:
    """Looked up only when somebody asks for something."""
    asked = any(call.language is not None or call.needs for call in queue)
    return Staff(draft.counsellors.values() if asked else ())


def _choose(
    draft: Draft, call: Call, demand: Demand, free: list[Counsellor], busy: AbstractSet[str]
) -> Counsellor | None:
    if call.preferred_id is None and demand is ANYBODY and not call.tried:
        return free[0]
    expected = _expected(draft, call, demand, busy)
    for person in free:
        asked = expected is None or person.id == expected.id
        if asked and is_suitable(call, person, demand):
            return person
    return None


def _expected(
    draft: Draft, call: Call, demand: Demand, busy: AbstractSet[str]
) -> Counsellor | None:
    """Whom the call is kept for: she has nothing else in hand and may be there any moment."""
    person = draft.counsellors.get(call.preferred_id or "")
    if person is None or call.preferred_until is None or draft.now >= call.preferred_until:
        return None
    suits = is_suitable(call, person, demand)
    return person if suits and is_at_rest(person, busy, draft.now) else None


def make_offer(draft: Draft, call: Call, person: Counsellor) -> Offer:
    number = call.offers_made + 1
    expires_at: datetime = draft.now + draft.policy.ring
    offer = Offer(
        id=f"{call.id}.{number}",
        call_id=call.id,
        counsellor_id=person.id,
        state=OfferState.RINGING,
        made_at=draft.now,
        expires_at=expires_at,
        auto_answer=person.auto_answer,
    )
    draft.put(offer)
    draft.put(replace(call, offers_made=number))
    if draft.policy.strategy is Strategy.ROUND_ROBIN:
        draft.put(replace(person, offered_at=draft.now))
    draft.wake(TimerKind.OFFER_EXPIRES, offer.id, expires_at)
    if draft.policy.rung_at_once > 1 and draft.policy.second_after < draft.policy.ring:
        draft.wake(TimerKind.SECOND_OFFER, call.id, draft.now + draft.policy.second_after)
    return offer
