"""The one way in for everything that happens to a call or a counsellor."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from helpline.calls.news import news_of
from helpline.calls.ports import Clock, OutboxItem, Store
from routing.events import Event
from routing.policy import Policy
from routing.result import Reply
from routing.step import step


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyEvent:
    """Let one event happen: load the routing state, decide, store, and tell only after the commit."""

    store: Store
    deliver: Callable[[Sequence[OutboxItem]], None]
    clock: Clock
    policy: Policy

    def __call__(self, event: Event) -> Reply:
        """Safe to repeat: an event seen before changes nothing and gets the reply it got before."""
        with self.store.domain() as book:  # the routing domain's lock comes first
            if (earlier := book.reply_to(event.id)) is not None:
                return earlier
            # Read under the lock, so that instants grow in the order in which events are decided.
            now = self.clock.now()
            before = book.routing_state(also=_people_of(event))
            result = step(before, event, now, self.policy)
            book.save(before, result, now)
            book.log(event, result.reply, now)
            items = book.send_later(event.id, result.commands, now)
            book.tell(news_of(before, result, now), now)
        self.deliver(items)
        return result.reply


_NAMES = ("counsellor_id", "with_id", "to_id", "preferred_id")


def _people_of(event: Event) -> frozenset[str]:
    """Everybody the event names: they may be off duty, and a decision needs to see them all the same."""
    named = (getattr(event, name, None) for name in _NAMES)
    return frozenset(person_id for person_id in named if person_id is not None)
