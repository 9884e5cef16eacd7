"""What the waiting line of the state machine is drawn from."""

from datetime import timedelta

from hypothesis import strategies as st

from routing.policy import FloodRules, Policy, Relax, Strategy, TierStep
from routing.state import Duty, GuestRole, Tier

SPEAKS = {"ana": "kk", "bek": "ru", "dana": "kk ru", "eli": "en"}
SKILLS: dict[str, dict[str, int]] = {
    "ana": {"violence": 3},
    "bek": {"law": 2},
    "dana": {"violence": 1},
}

people = st.sampled_from(sorted(SPEAKS))
languages = st.sampled_from([None, "kk", "ru", "en"])
needs = st.dictionaries(st.sampled_from(["violence", "law", "art"]), st.integers(1, 5), max_size=2)
priorities = st.sampled_from([0, 0, 1, 5])
picks = st.integers(0, 11)  # an index into whatever there is, taken round and round
seconds = st.sampled_from([0, 1, 2, 5, 8, 10, 15, 20, 45, 120])


def _short_or(usual: int) -> st.SearchStrategy[timedelta]:
    """A fault may hide behind a long timer, so every timer is sometimes very short."""
    return st.sampled_from([usual, 1]).map(lambda number: timedelta(seconds=number))


def _relax(first: timedelta) -> tuple[Relax, ...]:
    return (Relax(after=first, levels=1), Relax(after=3 * first, levels=5))


_TIERS = (Tier.ON_CALL, Tier.PARTNER, Tier.MESSAGE)


def _tiers(first: timedelta) -> tuple[TierStep, ...]:
    """All of them, one as long after the other as the first after her arrival."""
    return tuple(TierStep(tier=tier, after=n * first) for n, tier in enumerate(_TIERS, start=1))


floods = st.builds(
    FloodRules,
    share=st.none() | st.just(1),
    repeats=st.none() | st.just(3),
    later_by=_short_or(30),
    reserved=st.integers(0, 2),
    reroute_above=st.none() | st.integers(0, 2),
    later_most=_short_or(120),
)
marks = st.sampled_from([None, None, "m1", "m2"])
policies = st.builds(
    Policy,
    ring=_short_or(15),
    second_after=_short_or(8),
    rung_at_once=st.sampled_from([1, 2, 2, 3]),
    join=_short_or(8),
    ticket=_short_or(30),
    wrap_up=_short_or(120),
    preferred=_short_or(20),
    round_rest=_short_or(10),
    strategy=st.sampled_from(Strategy),
    ages_every=_short_or(60),
    fallbacks=st.sampled_from([{}, {"kk": frozenset({"ru"})}]),
    language_falls_back=_short_or(20),
    language_relaxes=_short_or(45),
    skill_relaxes=_short_or(30).map(_relax),
    tiers=st.just(()) | _short_or(45).map(_tiers),
    phone_ring=_short_or(30),
    partner_ring=_short_or(40),
    flood=st.just(FloodRules()) | floods,
    wrap_up_more=_short_or(60),
    wrap_up_most=_short_or(300),
)
some_languages = st.sets(st.sampled_from(["kk", "ru", "en"]))
roles = st.sampled_from([GuestRole.LISTEN, GuestRole.WHISPER, GuestRole.BARGE])
duties = st.sampled_from([*Duty, Duty.AVAILABLE, Duty.AVAILABLE])
