"""The carrier's words for the state of a leg, and which of them mean that it is over."""

# From the carrier's documentation of call resources; `initiated` appears only in callbacks.
OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
GOING_ON = frozenset({"queued", "initiated", "ringing", "in-progress"})

# Answers of the REST API that mean "already gone", not "failed".
CALL_IS_NOT_IN_PROGRESS = 21220
NOT_FOUND = 20404
ALREADY_GONE = frozenset({CALL_IS_NOT_IN_PROGRESS, NOT_FOUND})
