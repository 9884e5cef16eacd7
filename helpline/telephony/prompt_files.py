"""The recordings the carrier plays, served as they lie in the prompts folder."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from flask import Blueprint, Response, abort, request

_FRESH_S = 300
LANGUAGES = ("kk", "ru", "en")


def prompt_routes(folder: Path) -> Blueprint:
    routes = Blueprint("prompts", __name__, url_prefix="/prompts")

    def play(name: str) -> Response:
        language, _, key = name.rpartition("/")
        if language not in ("", *LANGUAGES) or not key.removesuffix(".wav").isidentifier():
            abort(404)
        return _recording(folder / name)

    guarded: Callable[[str], Response] = play
    guarded.guard = "all: recordings that every caller hears"  # type: ignore[attr-defined]  # read by the guard test
    routes.add_url_rule("/<path:name>", "play", guarded)
    return routes


def _recording(path: Path) -> Response:
    """Read whole: a file that is being sent stays open as long as a slow listener likes."""
    try:
        answer = Response(path.read_bytes(), mimetype="audio/wav")
    except OSError:
        abort(404)
    answer.add_etag()
    answer.cache_control.max_age = _FRESH_S
    answer.last_modified = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    answer.make_conditional(request)
    return answer
