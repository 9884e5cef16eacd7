"""One operation of the JSON API, and the refusals that are usual."""

from typing import NamedTuple


class Row(NamedTuple):
    """One operation; `sent` and `answered` are names of schemas, empty for no body."""

    method: str
    path: str
    says: str
    sent: str
    query: tuple[str, ...]
    answered: str
    status: int
    problems: tuple[int, ...]


READ = (401, 403)
ONE = (401, 403, 404)
WRITE = (401, 403, 422)
COMMAND = (401, 403, 404, 409, 422)
START = (*WRITE, 409)
CALL = (*COMMAND, 503)
ASK = (401, 403, 409, 503)  # the practice line may not be there, or not answer
