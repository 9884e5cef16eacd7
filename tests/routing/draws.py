"""What the waiting line of the state machine is drawn from."""

from datetime import timedelta

from hypothesis import strategies as st

from routing.policy import Policy
from routing.state import Duty

SPEAKS = {"ana": "kk", "bek": "ru", "dana": "kk ru", "eli": "en"}

people = st.sampled_from(sorted(SPEAKS))
languages = st.sampled_from([None, "kk", "ru", "en"])
picks = st.integers(0, 11)  # an index into whatever there is, taken round and round
seconds = st.sampled_from([0, 1, 2, 5, 8, 10, 15, 20, 45, 120])


def _short_or(usual: int) -> st.SearchStrategy[timedelta]:
    """A fault may hide behind a long timer, so every timer is sometimes very short."""
    return st.sampled_from([usual, 1]).map(lambda number: timedelta(seconds=number))


policies = st.builds(
    Policy,
    ring=_short_or(15),
    join=_short_or(8),
    ticket=_short_or(30),
    wrap_up=_short_or(120),
    preferred=_short_or(20),
    round_rest=_short_or(10),
    language_relaxes=_short_or(45),
)
some_languages = st.sets(st.sampled_from(["kk", "ru", "en"]))
duties = st.sampled_from([*Duty, Duty.AVAILABLE, Duty.AVAILABLE])
