"""The numbers of a decision, each with its unit and its reason."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Defaults are the helpline's; every one is a setting."""

    ring: timedelta = timedelta(
        seconds=15
    )  # longer rings lose callers, shorter ones lose counsellors
    join: timedelta = timedelta(seconds=8)  # a browser that has not joined by then will not
    ticket: timedelta = timedelta(
        seconds=30
    )  # life of the pass the accepting browser calls in with
    wrap_up: timedelta = timedelta(seconds=120)
    preferred: timedelta = timedelta(seconds=20)  # same counsellor first after an accidental drop
    round_rest: timedelta = timedelta(seconds=10)  # before asking again those who declined
    language_relaxes: timedelta = timedelta(seconds=45)  # then anybody is better than nobody
