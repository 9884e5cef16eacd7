"""What holds after every step, whatever happened: the invariants of the waiting line, by number."""

from tests.routing.promises_of_care import PROMISES_OF_CARE
from tests.routing.promises_of_fairness import PROMISES_OF_FAIRNESS
from tests.routing.promises_of_state import PROMISES_OF_STATE
from tests.routing.promises_of_training import PROMISES_OF_TRAINING

PROMISES = (
    *PROMISES_OF_STATE,
    *PROMISES_OF_FAIRNESS,
    *PROMISES_OF_CARE,
    *PROMISES_OF_TRAINING,
)
