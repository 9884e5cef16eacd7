"""Snapshots with an ETag, so that polling an unchanged screen costs nothing."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, request


def with_etag(snapshot: Mapping[str, Any]) -> Response:
    """The tag is of everything but the server's time."""
    lasting = {name: value for name, value in snapshot.items() if name != "server_time"}
    digest = hashlib.sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()
    answer = jsonify(snapshot)
    answer.set_etag(digest[:32])
    answer.make_conditional(request)
    return answer
