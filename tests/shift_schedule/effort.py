"""How long a comparison with the oracle runs: short every time, or the whole million when asked."""

import os

LONG = os.environ.get("HYPOTHESIS_SEARCH") == "long"


def instants(short: int, long: int) -> int:
    """`short` in the everyday run; `long` with HYPOTHESIS_SEARCH=long, as for the waiting line."""
    return long if LONG else short
