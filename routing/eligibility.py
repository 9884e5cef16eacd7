"""Who has nothing else in hand, and who may be offered which call."""

from collections.abc import Set as AbstractSet
from datetime import datetime

from routing.demand import Demand, meets
from routing.presence import resting_presence
from routing.state import Call, Counsellor, Presence


def is_free(person: Counsellor, busy: AbstractSet[str], now: datetime) -> bool:
    """Really there, on shift or in training, available by her own word, with nothing else in hand."""
    return person.present and is_at_rest(person, busy, now)


def is_at_rest(person: Counsellor, busy: AbstractSet[str], now: datetime) -> bool:
    """Free but perhaps not there: her page may be coming back."""
    return person.id not in busy and resting_presence(person, now) is Presence.AVAILABLE


def is_suitable(call: Call, person: Counsellor, demand: Demand) -> bool:
    """Has what the caller asks for now, and has not been asked in this round.

    Practice calls and real ones never meet: each session's go to its one counsellor, whatever they
    ask for, and no real call reaches her meanwhile.
    """
    if person.id in call.tried or call.training != person.training:
        return False
    return call.training is not None or meets(person, demand)
