"""How long the search for a broken promise runs: the same short one every time, or a long new one."""

import os

from hypothesis import HealthCheck, Phase, settings

_LONG = os.environ.get("HYPOTHESIS_SEARCH") == "long"

SEARCH = settings(
    max_examples=3000 if _LONG else 200,
    stateful_step_count=60 if _LONG else 40,
    deadline=None,
    derandomize=not _LONG,
    database=None,
    # Shrinking takes minutes and says less than the first steps that broke a promise: only when asked for.
    phases=(Phase.generate, Phase.shrink) if _LONG else (Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
