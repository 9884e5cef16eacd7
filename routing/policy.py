"""The numbers of a decision, each with its unit and its reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, timedelta, tzinfo
from enum import StrEnum

from routing.hours import Hours
from routing.state import Tier


class Strategy(StrEnum):
    """Who of those free is offered the next call; what is still equal goes to the longest idle, then by id."""

    LONGEST_IDLE = "longest_idle"
    LEAST_OCCUPIED = "least_occupied"  # smallest part of the shift in talks and wrap-up
    FEWEST_CALLS = "fewest_calls"  # of this shift
    ROUND_ROBIN = "round_robin"  # the one offered a call longest ago
    FIXED_ORDER = "fixed_order"  # by rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Relax:
    """A caller who has waited `after` is content with so many levels less of each skill."""

    after: timedelta
    levels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TierStep:
    """From when a waiting caller may be helped by this tier too; at once when nobody is on duty."""

    tier: Tier
    after: timedelta


# What a helpline with all of them would set.
USUAL_TIERS = (
    TierStep(tier=Tier.ON_CALL, after=timedelta(seconds=45)),
    TierStep(tier=Tier.PARTNER, after=timedelta(seconds=120)),
    TierStep(tier=Tier.MESSAGE, after=timedelta(seconds=180)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FloodRules:
    """Each rule alone can be on; None and zero mean off. Nobody is ever refused."""

    share: int | None = None  # calls of one mark on the line before the next one comes later
    repeats: int | None = None  # rings of one mark lately from which on its calls come later
    later_by: timedelta = timedelta(0)  # how long one who comes later is not offered at all
    reserved: int = 0  # counsellors free at the same time, kept for those who do not come later
    reroute_above: int | None = None  # more others waiting than this: shown to the message at once
    later_most: timedelta = timedelta(minutes=5)  # then she is a caller like any other


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Defaults are the helpline's; every one is a setting."""

    ring: timedelta = timedelta(
        seconds=15
    )  # longer rings lose callers, shorter ones lose counsellors
    second_after: timedelta = timedelta(seconds=8)  # then a second counsellor is rung as well
    rung_at_once: int = 2  # counsellors rung for one caller, at most
    join: timedelta = timedelta(seconds=8)  # a browser that has not joined by then will not
    ticket: timedelta = timedelta(
        seconds=30
    )  # life of the pass the accepting browser calls in with
    party_ring: timedelta = timedelta(seconds=60)  # an outside party that has not joined by then
    wrap_up: timedelta = timedelta(seconds=120)
    silent_wrap_up: timedelta = timedelta(
        seconds=20
    )  # there is little to write about a silent call
    wrap_up_more: timedelta = timedelta(seconds=120)  # what an extension adds
    wrap_up_most: timedelta = timedelta(minutes=15)  # from its beginning, with all extensions
    break_reasons: frozenset[str] = frozenset()  # the codes that may be given; any, when empty
    preferred: timedelta = timedelta(seconds=20)  # same counsellor first after an accidental drop
    round_rest: timedelta = timedelta(seconds=10)  # before asking again those who declined
    strategy: Strategy = Strategy.LONGEST_IDLE
    ages_every: timedelta = timedelta(minutes=1)  # of waiting raise the priority by one

    # Languages: the one chosen, after a while those in which one can do as well, in the end any.
    fallbacks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    language_falls_back: timedelta = timedelta(seconds=20)
    language_relaxes: timedelta = timedelta(seconds=45)  # then anybody is better than nobody
    skill_relaxes: tuple[Relax, ...] = (
        Relax(after=timedelta(seconds=30), levels=1),
        Relax(after=timedelta(seconds=60), levels=2),
        Relax(after=timedelta(seconds=120), levels=5),
    )
    language_hours: Mapping[str, tuple[Hours, ...]] = field(default_factory=dict)
    zone: tzinfo = UTC  # of the hours

    flood: FloodRules = field(default_factory=FloodRules)

    # Tiers beside the browsers, in their order. None until the edge can carry out what they ask.
    tiers: tuple[TierStep, ...] = ()
    line_at_most: int | None = None  # waiting callers; those behind are helped by the tiers at once
    phone_ring: timedelta = timedelta(
        seconds=30
    )  # a telephone must be found, answered and listened to
    partner_ring: timedelta = timedelta(seconds=40)  # a partner line that has not answered by then
    redial_keeps: timedelta = timedelta(
        minutes=10
    )  # the earliest place that ringing again can keep
